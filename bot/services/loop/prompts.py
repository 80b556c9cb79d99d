"""Questions that a reply answers: each is a card of its own, so that the reply finds its way back."""

from datetime import datetime

from bot.domain.cause import Cause
from bot.domain.ids import ChatId
from bot.domain.issue import Issue
from bot.domain.news import News
from bot.domain.news.loop import Wanted, WordsWanted
from bot.services import owing
from bot.services.deps import Deps
from bot.services.owing import HERE, Where
from storage import cards
from storage.database import Transaction

ASKED = "asked"
"""What a steward wants to know of the reporter."""


def kind_of(wanted: Wanted) -> str:
    """Return the kind of the card that asks for it."""
    return f"wanted_{wanted.value}"


def wanted_by(kind: str) -> Wanted | None:
    """Return what a card asks for, if it is one of these."""
    return next((wanted for wanted in Wanted if kind_of(wanted) == kind), None)


def plain(kind: str) -> str:
    """Return the kind of a card; one that has made room for another bears its own number, too."""
    return kind.partition(" ")[0]


def want(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, what: Wanted, *, photo: bool = False) -> None:
    """Ask whoever acts for a few words, in the squad's chat."""
    news = WordsWanted(owing.view(tx, deps, issue), cause.actor, what, photo)
    ask(tx, deps, issue, kind_of(what), cause.chat, news, cause.at, Where(cause.message, cause.thread))


def ask(
    tx: Transaction,
    deps: Deps,
    issue: Issue,
    kind: str,
    chat: ChatId,
    news: News,
    now: datetime,
    where: Where = HERE,
) -> None:
    """Ask by a new message; an older one of the kind may still be answered."""
    subject = cards.of_issue(issue)
    before = cards.find(tx, subject, kind, issue.round, chat)
    if before is not None:
        cards.make_room(tx, before)
    owing.show(tx, deps, cards.add(tx, subject, kind, issue.round, chat), news, now, where)
