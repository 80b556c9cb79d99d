"""Every sentence exists in both languages, with the same values, and what neighbours type is escaped."""

import string
import tomllib
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.domain import news as told
from bot.domain.cause import Actor
from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId, SquadKey
from bot.domain.issue import Issue, IssueState, Step, TimelineEvent, Urgency
from bot.domain.listening import EXAMPLE_LENGTH, EXAMPLES, Eagerness, Finding, Findings, Listening
from bot.domain.place import NOWHERE, Place
from bot.domain.presses import CALLBACK_BYTES
from bot.domain.refusal import Reason, Refused
from bot.domain.squad import Lane, Squad
from bot.services.listening import BUILDINGS_A_MESSAGE
from bot.texts import LANGUAGES, LOCALES, Texts

ROOT = Path(__file__).parent.parent
KEYWORDS = {"say": None, "plain": None, "N_": None, "count": (1, 2)}
NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
TEXTS = Texts(ZoneInfo("Asia/Shanghai"), ("119", "120"))
MESSAGE_LENGTH = 4096


def sentences() -> set[str | tuple[str, str]]:
    """Return what ``bot/texts.py`` says, as gettext would find it."""
    found: set[str | tuple[str, str]] = set()
    for _, message, _, _ in extract_from_file("python", texts.__file__, keywords=KEYWORDS):
        found.add(message if isinstance(message, str) else (str(message[0]), str(message[1])))
    return found


def catalogue() -> Catalog:
    """Return the Chinese sentences."""
    with (LOCALES / "zh" / "LC_MESSAGES" / "pavilion.po").open("rb") as file:
        return read_po(file, locale="zh", abort_invalid=True)


def test_the_catalogue_has_every_sentence_and_no_other() -> None:
    kept = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue() if message.id}
    assert kept == sentences()


@pytest.mark.parametrize("message", [message for message in catalogue() if message.id], ids=lambda m: str(m.id)[:40])
def test_a_translation_is_finished_and_has_the_same_values(message: object) -> None:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)  # type: ignore[attr-defined]
    said = message.string if isinstance(message.string, tuple) else (message.string,)  # type: ignore[attr-defined]
    assert all(said)
    assert not message.fuzzy  # type: ignore[attr-defined]
    assert {_values(text) for text in said} == {_values(text) for text in ids}


def _values(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_chinese_sentences_have_chinese_punctuation() -> None:
    for message in catalogue():
        assert not any(f"{mark}" in str(message.string) for mark in (", ", "? ", "! ")), message.string


def test_every_reason_step_and_state_has_its_sentence() -> None:
    assert set(texts.REFUSALS) == set(Reason)
    assert set(texts.STEPS) == set(Step)
    assert set(texts.STATES) == set(IssueState)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_a_refusal_is_a_sentence(language: str, reason: Reason) -> None:
    said = TEXTS.refusal(language, Refused(reason, number=12, owner="刘师傅"))
    assert said
    assert "{" not in said
    assert len(said) <= 200, "what answers a press may have 200 characters"


class Balanced(HTMLParser):
    """Fails on markup that Telegram would refuse."""

    ALLOWED = ("b", "i", "code", "a", "blockquote")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        assert tag in self.ALLOWED, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def issue(**given: object) -> Issue:
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


def view(text: str = "电梯坏了", name: str = "王阿姨", lane: Lane = Lane.OPEN, **given: object) -> told.IssueView:
    squad = Squad(SquadKey("property"), {"zh": "物业", "en": "property"}, ChatId(-2), lane, frozenset())
    owner = Actor(PersonId(2), name, "zh")
    return told.IssueView(issue(text=text, **given), squad, "3号楼", Actor(PersonId(1), name, "zh"), owner)


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


def everything(seen: told.IssueView) -> list[told.News]:
    example = Finding(
        ChatId(-1), MessageId(1), NOON, "report", "act", "theft_stranger", seen.issue.text[:EXAMPLE_LENGTH]
    )
    found = Findings(ChatId(-1), 1234, 1234, (example,) * EXAMPLES)
    events = tuple(TimelineEvent(step, NOON, PersonId(1), seen.reporter.name, seen.issue.text) for step in Step) * 5
    return [
        told.BuildingCard(seen),
        told.SquadCard(seen, 1),
        told.MovedCard(seen),
        told.PhotoCaption(seen),
        told.AcceptanceCard(seen, 1),
        told.ReasonWanted(seen),
        told.Unclaimed(seen, NOON, NOON + timedelta(hours=5)),
        told.Offer(MessageId(2**31 - 1), seen.squad),
        told.Offer(MessageId(2**31 - 1), seen.squad, wish=True),
        told.OfferDeclined(),
        told.IssueList((seen,) * 15, 40, confide=True),
        told.Timeline(seen, events, confide=True),
        told.Welcome(seen.reporter.name),
        told.Help(squad=False),
        told.Help(squad=True),
        told.Help(squad=False, silent_until=NOON),
        *(told.ListensNow(Listening(eagerness, until)) for eagerness in Eagerness for until in (None, NOON)),
        told.SpeaksNow(),
        told.WouldHave(((seen.building, found),) * BUILDINGS_A_MESSAGE),
        told.Stranger(ChatId(-100123)),
    ]


@given(text=NASTY, name=NASTY, state=st.sampled_from(IssueState), round_=st.integers(1, 3), reason=NASTY, said=NASTY)
def test_whatever_neighbours_type_telegram_takes_it(
    text: str, name: str, state: IssueState, round_: int, reason: str, said: str
) -> None:
    place = Place(said, said, said, said, said, "fire_lane")
    more: dict[str, Any] = {
        "reason": reason,
        "note": reason,
        "urgency": Urgency.EMERGENCY,
        "place": place,
        "photos": 10,
    }
    seen = view(text, name, state=state, round=round_, category="missing_person", **more)
    for language in LANGUAGES:
        for news in everything(seen):
            body = TEXTS.body(language, news)
            parser = Balanced()
            parser.feed(body.html)
            parser.close()
            assert parser.open == []
            assert 0 < len(parser.text.encode("utf-16-le", "surrogatepass")) // 2 <= MESSAGE_LENGTH
            for button in (button for row in body.rows for button in row):
                assert len(button.press.pack().encode()) <= CALLBACK_BYTES
                assert button.text


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place("3", "2"), "3栋2单元", "Building 3, unit 2"),
        (Place("3", "2", "501"), "3栋2单元501室", "Building 3, unit 2, flat 501"),
        (Place("C", floor="4", spot="corridor"), "C栋4楼 走廊", "Building C, floor 4, corridor"),
        (Place(floor="-1", spot="garage"), "地下1层 车库", "basement level 1, garage"),
        (Place(floor="0"), "一楼", "ground floor"),
        (Place(zone="东"), "东区", "zone 东"),
        (Place(spot="gate"), "小区大门", "gate"),
        (Place(spot="our own"), "", ""),
        (Place(building="<b>"), "&lt;b&gt;栋", "Building &lt;b&gt;"),
        (Place(), "", ""),
    ],
)
def test_a_place_is_told_as_people_write_it(place: Place, zh: str, en: str) -> None:
    seen = view(place=place)
    heads = [
        f"<b>#12</b> {what}{f' · {where}' if where else ''} · " for what, where in (("电梯故障", zh), ("Lift", en))
    ]
    for language, head in zip(LANGUAGES, heads, strict=True):
        assert TEXTS.body(language, told.BuildingCard(seen)).html.startswith(f"📋 {head}")
        assert TEXTS.body(language, told.Timeline(seen, (), confide=True)).html.startswith(head)
        assert head in TEXTS.body(language, told.IssueList((seen,), 1, confide=False)).html


def test_a_squads_card_names_the_building_where_the_report_does_not() -> None:
    assert "电梯故障 · 3号楼 · 王阿姨" in TEXTS.body("zh", told.SquadCard(view(place=NOWHERE), 1)).html
    assert "电梯故障 · 3号楼 楼道 · " in TEXTS.body("zh", told.SquadCard(view(place=Place(spot="stairwell")), 1)).html
    assert "Lift · 3号楼, floor 4 · " in TEXTS.body("en", told.SquadCard(view(place=Place(floor="4")), 1)).html
    assert "电梯故障 · 5栋 · " in TEXTS.body("zh", told.SquadCard(view(place=Place("5")), 1)).html


@pytest.mark.parametrize("category", [None, "our_own"])
def test_a_category_without_a_name_is_not_named(category: str | None) -> None:
    assert TEXTS.body("zh", told.BuildingCard(view(category=category, place=NOWHERE))).html == (
        "📋 <b>#12</b> · 已派给 物业"
    )


def test_every_category_of_the_example_and_every_spot_of_the_reader_has_its_name() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    assert set(texts.CATEGORIES) == {name for squad in example["squads"] for name in squad.get("categories", ())}
    spots = ROOT / "nlp" / "data" / "places.toml"
    assert set(texts.SPOTS) == set(tomllib.loads(spots.read_text(encoding="utf-8"))["spots"])
    assert set(texts.EAGERNESS) == set(Eagerness)


def test_a_value_is_escaped_and_markup_is_not() -> None:
    body = TEXTS.body("zh", told.SquadCard(view("<b>x</b> & y", "<i>"), 1))
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in body.html
    assert "&lt;i&gt;" in body.html
    assert isinstance(body.html, str)


def test_braces_in_a_text_are_not_values() -> None:
    assert "{number}" in TEXTS.body("en", told.SquadCard(view("{number} {0}"), 1)).html


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (0, "1 分钟", "1 minute"),
        (59, "59 分钟", "59 minutes"),
        (112, "1 小时 52 分钟", "1 hour 52 minutes"),
        (1440, "1 天", "1 day"),
        (3000, "2 天 2 小时", "2 days 2 hours"),
    ],
)
def test_a_length_of_time_shows_its_two_largest_units(minutes: int, zh: str, en: str) -> None:
    seen = view(state=IssueState.ACCEPTED, closed_at=NOON + timedelta(minutes=minutes))
    assert f"用时 {zh}。" in TEXTS.body("zh", told.AcceptanceCard(seen, 1)).html
    assert f"after {en}." in TEXTS.body("en", told.AcceptanceCard(seen, 1)).html


def test_a_confidential_issue_is_not_told_to_those_who_may_not_read_it() -> None:
    seen = view("妈妈被打了", "王阿姨", Lane.CONFIDENTIAL, note="先谈一次")
    events = (TimelineEvent(Step.REPORT, NOON, PersonId(1), "王阿姨", "妈妈被打了"),)
    for news in (
        told.Timeline(seen, events, confide=False),
        told.IssueList((seen,), 1, confide=False),
        told.BuildingCard(seen),
    ):
        html = TEXTS.body("zh", news).html
        for secret in ("妈妈", "王阿姨", "电梯故障", "3栋", "先谈一次"):
            assert secret not in html
