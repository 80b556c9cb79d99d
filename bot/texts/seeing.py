"""Lists of issues, what was found, and an issue with its timeline."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.issue import TimelineEvent
from bot.domain.news import seeing as told
from bot.domain.news.help import Audience
from bot.domain.news.issues import IssueView
from bot.domain.place import NOWHERE
from bot.domain.presses import Press
from bot.domain.presses.seeing import ListPress, PhotosPress, SearchPress, ShowPress, TurnPress
from bot.domain.refusal import Reason
from bot.domain.seeing import OF_NEIGHBOURS, Shelf, is_overdue
from bot.texts.issues import STEPS, heading, state_of
from bot.texts.naming import place_name
from bot.texts.say import N_, NAME_LENGTH, NOTE_LENGTH, Helps, Html, Say, cut, safe

REFUSALS: Mapping[Reason, str] = {
    Reason.NUMBER_MISSING: N_("Which one? For example: /issue 12"),
    Reason.LIST_UNKNOWN: N_(
        "I know /issues, /issues mine, /issues overdue and places such as /issues unit 2. "
        "Words I look for with /search lift"
    ),
    Reason.NOTHING_TO_LOOK_FOR: N_("What shall I look for? For example: /search lift"),
    Reason.NO_PICTURES: N_("There are no pictures of #{number} to show here."),
}
COMMANDS: Mapping[str, str] = {
    "issues": N_("What is open here"),
    "issue": N_("One issue and its timeline: /issue 12"),
    "search": N_("Look for issues: /search lift"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (
        N_("/issues – what is open here; also: mine, overdue, or a place"),
        N_("/issue 12 – one issue and its timeline"),
        N_("/search lift – what there was about it, old and new"),
    ),
    Audience.STEWARDS: (
        N_("/issues – what is open for you; also: mine, overdue, or a place"),
        N_("/issue 12 – one issue and its timeline"),
        N_("/search lift – what there was about it, old and new"),
    ),
}
LISTED_LENGTH = 40
NUMBERS_A_ROW = 4

SHELVES: Mapping[Shelf, str] = {
    Shelf.OPEN: N_("Open"),
    Shelf.MINE: N_("Mine"),
    Shelf.SQUAD: N_("My squad"),
    Shelf.OVERDUE: N_("Overdue"),
}
EMPTY: Mapping[Shelf, str] = {
    Shelf.OPEN: N_("Nothing is open here. 🎉"),
    Shelf.MINE: N_("{name}, nothing of yours is open."),
    Shelf.SQUAD: N_("Nothing is open for your squad. 🎉"),
    Shelf.OVERDUE: N_("Nothing is overdue. 🎉"),
}


def body(say: Say, news: told.SeeingNews) -> Body:
    """Return what there is to see as a message."""
    match news:
        case told.IssueList():
            return _issue_list(say, news)
        case told.Found():
            return _found(say, news)
        case told.Timeline():
            return _timeline(say, news)
        case _:
            assert_never(news)


def _issue_list(say: Say, news: told.IssueList) -> Body:
    lines = [_list_heading(say, news), *(_line(say, view, news.now, across=news.across) for view in news.views)]
    shelves = tuple(_shelf_button(say, news, shelf) for shelf in news.shelves)
    numbers = _number_buttons(news.views)
    turn = _turning(news.page, lambda at: ListPress(news.shelf, at, news.place))
    return Body("\n".join(lines), (shelves, *numbers, *turn))


def _list_heading(say: Say, news: told.IssueList) -> Html:
    where = "" if news.place == NOWHERE else place_name(say, news.place)
    if not news.views:
        nothing = say(EMPTY[news.shelf], name=cut(news.asker, NAME_LENGTH))
        return say("{where}: {nothing}", where=where, nothing=nothing) if where else nothing
    parts = [
        say(SHELVES[news.shelf]) if news.shelf is not Shelf.OPEN else "",
        cut(news.asker, NAME_LENGTH) if news.shelf is Shelf.MINE else "",
        where,
        say.count("{n} open issue", "{n} open issues", news.total),
        _page(say, news.page),
    ]
    return Html(" · ".join(safe(part) for part in parts if part))


def _shelf_button(say: Say, news: told.IssueList, shelf: Shelf) -> Button:
    name = say.plain(SHELVES[shelf])
    return Button(f"• {name}" if shelf is news.shelf else name, ListPress(shelf, 1, news.place))


def _found(say: Say, news: told.Found) -> Body:
    if not news.views:
        return Body(say("I found nothing about “{words}”.", words=news.words))
    head = say("🔎 {words}", words=news.words)
    page = _page(say, news.page) if news.page.at > 1 else ""
    lines = [Html(f"{head} · {page}") if page else head]
    lines += [_line(say, view, news.now, across=news.across) for view in news.views]
    turn = _turning(news.page, lambda at: SearchPress(at, news.words))
    return Body("\n".join(lines), (*_number_buttons(news.views), *turn))


def _line(say: Say, view: IssueView, now: datetime, *, across: bool) -> Html:
    """Return an issue in a line.

    :param across: the list has issues of several buildings.
    """
    what = cut(view.issue.text, LISTED_LENGTH)
    line = say(
        "{head} · {what} · {state}",
        head=heading(say, view, building=view.building if across else ""),
        what=what,
        state=state_of(say, view),
    )
    late = lateness(say, view, now)
    return Html(f"{line} · {late}") if late else line


def lateness(say: Say, view: IssueView, now: datetime) -> Html:
    """Return that an issue is overdue, and for how long; nothing where it isn't."""
    if not is_overdue(view.issue, now):
        return Html("")
    return say("⏰ overdue for {span}", span=say.span(now - view.issue.due_at))


def _number_buttons(views: Sequence[IssueView]) -> list[tuple[Button, ...]]:
    buttons = [Button(f"#{view.issue.number}", ShowPress(view.issue.number)) for view in views]
    return [tuple(buttons[at : at + NUMBERS_A_ROW]) for at in range(0, len(buttons), NUMBERS_A_ROW)]


def _page(say: Say, page: told.Page) -> Html:
    return Html("") if page.last == 1 else say("page {at} of {last}", at=page.at, last=page.last)


def _turning(page: told.Page, press: Callable[[int], Press]) -> list[tuple[Button, ...]]:
    """Return the row of buttons that turn pages, where there are some."""
    back = [Button("‹", press(page.at - 1))] if page.at > 1 else []
    forth = [Button("›", press(page.at + 1))] if page.at < page.last else []
    return [(*back, *forth)] if back or forth else []


def _timeline(say: Say, news: told.Timeline) -> Body:
    view = news.view
    head = heading(say, view, confide=news.confide, building=view.building if news.across else "")
    summary = Html(safe(cut(view.issue.text, NOTE_LENGTH))) if news.confide else say("(confidential)")
    lines = [
        say("{head} · {state}", head=head, state=state_of(say, view)),
        Html(f"<blockquote>{summary}</blockquote>"),
    ]
    if late := lateness(say, view, news.now):
        lines.append(late)
    if news.page.last > 1:
        lines.append(_page(say, news.page))
    lines += _events(say, news)
    photos = Button(say.plain("📷 {n}", n=news.photos), PhotosPress(view.issue.number))
    rows = [(photos,)] if news.photos else []
    return Body("\n".join(lines), (*rows, *_turning(news.page, lambda at: TurnPress(view.issue.number, at))))


def _events(say: Say, news: told.Timeline) -> list[Html]:
    """Return the lines of a timeline; a new round is announced."""
    lines: list[Html] = []
    round_ = news.events[0].round if news.events else 1
    for event in news.events:
        if event.round != round_:
            round_ = event.round
            lines.append(say("<i>Round {n}</i>", n=round_))
        lines.append(_event(say, news, event))
    return lines


def _event(say: Say, news: told.Timeline, event: TimelineEvent) -> Html:
    name = Html(safe(cut(event.name, NAME_LENGTH)))
    if not news.confide:
        name = say("somebody")
    elif news.hide_names and event.step in OF_NEIGHBOURS:
        name = say("a neighbour")
    what = say(STEPS[event.step], name=name, squad=news.view.squad.name(say.language))
    note = f": {safe(cut(event.note, NOTE_LENGTH))}" if event.note and news.confide else ""
    return Html(f"{say.time(event.at)} · {what}{note}")
