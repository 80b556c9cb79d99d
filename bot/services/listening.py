"""How ready the bot is to speak up in a building's chat, and what it would have done while it only listens."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain import listening as rules
from bot.domain.cause import Cause
from bot.domain.ids import ChatId, MessageId
from bot.domain.listening import EXAMPLE_LENGTH, Finding, Listening
from bot.domain.news.listening import ListensNow, SpeaksNow, WouldHave
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.services import owing, people
from bot.services.deps import Deps
from nlp.understanding import Understanding
from storage import listening
from storage.database import Transaction

BUILDINGS_A_MESSAGE = 3
"""With their examples they fit into Telegram's 4096 characters."""


def quieter(tx: Transaction, deps: Deps, cause: Cause, *, admin: bool | None) -> None:
    """Let the bot speak up less in a building's chat.

    :param admin: whoever asks is an administrator of the group; None if Telegram doesn't tell.
    """
    _turn(tx, deps, cause, rules.quieter, admin=admin)


def more_eager(tx: Transaction, deps: Deps, cause: Cause, *, admin: bool | None) -> None:
    """Let the bot speak up more in a building's chat; in the days in which it only listens, let it speak at all."""
    _turn(tx, deps, cause, rules.more_eager, admin=admin)


def is_silent(deps: Deps, cause: Cause) -> bool:
    """Tell whether the bot only listens in a chat as yet."""
    until = deps.listens(cause.chat).until
    return until is not None and cause.at < until


def find(
    tx: Transaction, deps: Deps, cause: Cause, message: MessageId, text: str, understood: Understanding, *, files: bool
) -> None:
    """Count what the bot would have done with a message.

    :param files: file it at once; otherwise it would have asked.
    """
    finding = Finding(
        chat=cause.chat,
        message=message,
        at=cause.at,
        intent=understood.intent.value,
        sureness=understood.sureness.value,
        category=understood.category,
        text=text[:EXAMPLE_LENGTH],
    )
    listening.add_finding(tx, deps.neighbourhood.community, finding, files=files)


def speak_up(tx: Transaction, deps: Deps, now: datetime) -> None:
    """End the days of only listening where they are over, and tell what the bot would have done in them."""
    over = listening.over(tx, deps.neighbourhood.community, now)
    for chat in over:
        _keep(tx, deps, chat, Listening(listening.find(tx, chat).eagerness))
        if chat in deps.neighbourhood.buildings:
            owing.post(tx, deps, chat, SpeaksNow(), now)
    _tell_office(tx, deps, over, now)


def _turn(
    tx: Transaction, deps: Deps, cause: Cause, rule: Callable[[Listening], Listening], *, admin: bool | None
) -> None:
    if cause.chat not in deps.neighbourhood.buildings:
        raise Refused(Reason.LISTENING_NEEDS_BUILDING)
    standing = people.standing(tx, deps, cause.actor.id, cause.chat)
    if not admin and not standing.may(Action.SET_EAGERNESS, building=cause.chat):
        raise Refused(Reason.ADMINS_UNKNOWN if admin is None else Reason.NOT_ADMIN)
    before = listening.find(tx, cause.chat)
    after = rule(before)
    _keep(tx, deps, cause.chat, after)
    if before.until is not None and after.until is None:
        _tell_office(tx, deps, [cause.chat], cause.at)
    owing.reply(tx, deps, cause, ListensNow(after))


def _keep(tx: Transaction, deps: Deps, chat: ChatId, how: Listening) -> None:
    listening.keep(tx, deps.neighbourhood.community, chat, how)

    def remember() -> None:
        deps.listening[chat] = how

    tx.then.append(remember)


def _tell_office(tx: Transaction, deps: Deps, chats: Sequence[ChatId], now: datetime) -> None:
    place = deps.neighbourhood
    known = [chat for chat in chats if chat in place.buildings]
    for first in range(0, len(known), BUILDINGS_A_MESSAGE):
        found = listening.take_findings(tx, known[first : first + BUILDINGS_A_MESSAGE])
        news = WouldHave(tuple((place.buildings[one.chat].name, one) for one in found))
        owing.post(tx, deps, place.squads[place.fallback].chat, news, now)
