"""Figures of a period, as a picture."""

from dataclasses import replace

from bot.domain.cause import Cause
from bot.domain.news.stats import StatsPicture
from bot.domain.refusal import Reason, Refused
from bot.domain.seeing import Scope
from bot.domain.squad import Lane
from bot.domain.stats import period_in
from bot.services import owing, seeing
from bot.services.deps import Deps
from storage import stats
from storage.database import Transaction


def show(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Show what became of the issues of a period: a building's, a squad's, or the community's."""
    place = deps.neighbourhood
    period = period_in(words, cause.at.astimezone(place.zone).date())
    if period is None:
        raise Refused(Reason.PERIOD_UNKNOWN)
    scope, _ = seeing.scope_of(tx, deps, cause)
    since, until = period.bounds(place.zone)
    figures = stats.count(tx, place.community, replace(scope, person=None), since, until, cause.at)
    confidential = _in_confidence(deps, scope)
    hidden = stats.count(tx, place.community, confidential, since, until, cause.at) if confidential.buildings else None
    squads = [place.squads[key] for key in place.squads if scope.everything or key in scope.squads | scope.open_squads]
    news = StatsPicture(
        period=period,
        figures=figures,
        squads=tuple(squads),
        of=_named(deps, scope),
        in_confidence=0 if hidden is None else hidden.total("received"),
    )
    owing.reply(tx, deps, cause, news)


def _in_confidence(deps: Deps, scope: Scope) -> Scope:
    """Return what of the buildings is only counted."""
    keys = {squad.key for squad in deps.neighbourhood.squads.values() if squad.lane is Lane.CONFIDENTIAL}
    return Scope(buildings=scope.buildings, open_squads=frozenset(keys - scope.squads))


def _named(deps: Deps, scope: Scope) -> str:
    """Return whose issues somebody sees."""
    place = deps.neighbourhood
    if scope.everything:
        return place.name
    return ", ".join(place.buildings[chat].name for chat in sorted(scope.buildings, reverse=True))
