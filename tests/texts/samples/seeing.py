"""Lists and timelines."""

from bot.domain.ids import PersonId
from bot.domain.issue import Step, TimelineEvent
from bot.domain.news.issues import IssueView
from bot.domain.news.seeing import Found, IssueList, Page, SeeingNews, Timeline
from bot.domain.place import NOWHERE
from bot.domain.seeing import LAST_PAGE, PAGE, Shelf, fitting
from bot.services.seeing import TIMELINE_PAGE
from tests.texts.makers import NOON

MIDDLE = Page(LAST_PAGE - 1, LAST_PAGE)


def news(seen: IssueView) -> list[SeeingNews]:
    """Return samples."""
    text, name, shelves = seen.issue.text, seen.reporter.name, tuple(Shelf)
    views = (seen,) * PAGE
    steps = [TimelineEvent(step, NOON, PersonId(1), name, text, at) for at, step in enumerate(Step, start=1)]
    pages = [tuple(steps[at : at + TIMELINE_PAGE]) for at in range(0, len(steps), TIMELINE_PAGE)]
    return [
        *(IssueList(views, 1_000, MIDDLE, shelf, shelves, NOWHERE, name, NOON, across=True) for shelf in Shelf),
        *(IssueList((), 0, Page(1, 1), shelf, shelves, NOWHERE, name, NOON) for shelf in Shelf),
        Found(views, fitting(text) or "电梯", MIDDLE, NOON, across=True),
        Found((), fitting(text) or "电梯", Page(1, 1), NOON),
        *(
            Timeline(seen, page, MIDDLE, confide, hide_names=not confide, photos=10, now=NOON, across=confide)
            for page in pages
            for confide in (True, False)
        ),
    ]
