"""What the tests of the words have in common."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.cause import Actor
from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId, SquadKey
from bot.domain.issue import Issue, IssueState, TimelineEvent, Urgency
from bot.domain.news.issues import IssueView
from bot.domain.news.seeing import IssueList, Page, Timeline
from bot.domain.place import NOWHERE, Place
from bot.domain.seeing import Shelf
from bot.domain.squad import Lane, Squad
from bot.texts import Texts

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
TEXTS = Texts(ZoneInfo("Asia/Shanghai"), ("119", "120"))
MESSAGE_LENGTH = 4096
CAPTION_LENGTH = 1024

NASTY = st.text(max_size=300) | st.sampled_from(
    [
        "<b>",
        "</blockquote>",
        "a&b",
        "<script>alert(1)</script>",
        "{number}",
        "%s",
        "\u202eabc",
        "👩‍👩‍👧‍👦" * 50,
        "字" * 4096,
    ]
)
"""What neighbours may type."""


def issue(**given: object) -> Issue:
    """Return an issue."""
    values: dict[str, object] = {
        "community": CommunityId(1),
        "number": IssueNumber(12),
        "chat": ChatId(-1),
        "reporter": PersonId(1),
        "text": "电梯坏了",
        "category": "lift",
        "urgency": Urgency.NORMAL,
        "squad": SquadKey("property"),
        "state": IssueState.DISPATCHED,
        "reported_at": NOON,
        "due_at": NOON,
        "place": Place("3", "2", "501", "4", "B", "stairwell"),
    }
    return Issue(**(values | given))  # type: ignore[arg-type]


def view(text: str = "电梯坏了", name: str = "王阿姨", lane: Lane = Lane.OPEN, **given: object) -> IssueView:
    """Return an issue with its names."""
    squad = Squad(SquadKey("property"), {"zh": "物业", "en": "property"}, ChatId(-2), lane, frozenset())
    owner = Actor(PersonId(2), name, "zh")
    return IssueView(issue(text=text, **given), squad, "3号楼", Actor(PersonId(1), name, "zh"), owner)


def timeline(seen: IssueView, events: tuple[TimelineEvent, ...] = (), *, confide: bool = True) -> Timeline:
    """Return an issue's timeline as its building sees it."""
    return Timeline(seen, events, Page(1, 1), confide, hide_names=True, photos=0, now=NOON)


def issue_list(*views: IssueView) -> IssueList:
    """Return a list of open issues."""
    shelves = (Shelf.OPEN, Shelf.MINE)
    return IssueList(views, len(views), Page(1, 1), Shelf.OPEN, shelves, NOWHERE, "王阿姨", NOON)
