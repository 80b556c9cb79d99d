"""People come, go, and may be written to."""

from bot.domain.cause import Actor, Cause
from bot.domain.ids import PersonId
from bot.domain.news.help import Audience, Help
from bot.domain.news.people import Welcome
from bot.services import owing
from bot.services.deps import Deps
from storage import people
from storage.database import Transaction

REMEMBERED = 10_000
"""People of whom is remembered that they are kept."""


def meet(tx: Transaction, deps: Deps, cause: Cause, *others: Actor) -> None:
    """Remember who acts and who is spoken of: they are in the chat."""
    actors = {actor.id: actor for actor in (cause.actor, *others)}
    new = [actor for actor in actors.values() if deps.met.get((cause.chat, actor.id)) != actor]
    for actor in new:
        people.keep(tx, actor)
        if not cause.private:
            people.join(tx, cause.chat, actor.id, cause.at)

    def remember() -> None:
        if len(deps.met) > REMEMBERED:
            deps.met.clear()
        deps.met.update({(cause.chat, actor.id): actor for actor in new})

    if new:
        tx.then.append(remember)


def start(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Greet somebody; in their own chat, remember that the bot may write to them."""
    if not cause.private:
        give_help(tx, deps, cause)
        return
    people.keep(tx, cause.actor)
    people.set_started(tx, cause.actor.id, started=True)
    owing.reply(tx, deps, cause, Welcome(cause.actor.name))


def give_help(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Say what the bot can do here."""
    owing.reply(tx, deps, cause, help_for(deps, cause))


def help_for(deps: Deps, cause: Cause) -> Help:
    """Return what the bot can do in a chat."""
    until = deps.listens(cause.chat).until
    silent = until if until is not None and cause.at < until else None
    squad = bool(deps.neighbourhood.squads_of(cause.chat))
    audiences = {Audience.STEWARDS} if squad else {Audience.NEIGHBOURS, Audience.ADMINISTRATORS}
    return Help(frozenset(audiences), silent)


def blocked(tx: Transaction, deps: Deps, cause: Cause, *, started: bool) -> None:
    """Remember that somebody stopped the bot, or let it in again."""
    del deps
    people.keep(tx, cause.actor)
    people.set_started(tx, cause.actor.id, started=started)


def came(tx: Transaction, deps: Deps, cause: Cause, who: Actor) -> None:
    """Remember that somebody joined a chat of the community's."""
    if deps.neighbourhood.knows(cause.chat):
        people.keep(tx, who)
        people.join(tx, cause.chat, who.id, cause.at)


def went(tx: Transaction, deps: Deps, cause: Cause, who: PersonId) -> None:
    """Remember that somebody left a chat."""
    people.leave(tx, cause.chat, who, cause.at)

    def forget() -> None:
        deps.met.pop((cause.chat, who), None)

    tx.then.append(forget)
