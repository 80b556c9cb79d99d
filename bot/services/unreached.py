"""Chats that can't be reached any more: what was for a squad falls to the community office."""

from datetime import datetime

from bot.domain import issue as rules
from bot.domain.ids import IssueNumber, PersonId
from bot.domain.issue import WITH_THE_SQUAD, Issue, Step
from bot.domain.news.clock import Unreached
from bot.domain.squad import Squad
from bot.services import owing, watching
from bot.services.deps import Deps
from storage import cards, issues
from storage.database import Transaction
from storage.outbox import Owed

_GONE = ("chat not found", "kicked", "not a member", "deactivated", "deleted", "have no rights")
"""What Telegram says of a chat into which the bot can't write any more."""
_NOBODY = PersonId(0)


def given_up(tx: Transaction, deps: Deps, owed: Owed, error: str, now: datetime) -> None:
    """See whether what can't be sent was a squad's task; if its chat is gone, the community office gets it."""
    card = None if owed.card is None else cards.of_id(tx, owed.card)
    if card is None or card.kind != cards.SQUAD or not any(phrase in error.lower() for phrase in _GONE):
        return
    place = deps.neighbourhood
    issue = issues.access(tx, place.community, IssueNumber(card.number))
    squad = place.squads[issue.squad]
    if issue.state in WITH_THE_SQUAD and squad.chat == card.chat != place.office.chat:
        _fall(tx, deps, issue, squad, now)


def _fall(tx: Transaction, deps: Deps, issue: Issue, squad: Squad, now: datetime) -> None:
    office = deps.neighbourhood.office
    due_at = deps.neighbourhood.claim_due(office, issue.urgency, now)
    fallen = rules.offer(rules.pass_on(issue, _NOBODY, office.key, due_at, above=True), None, None)
    saved = issues.save(tx, fallen)
    issues.add_clock_event(tx, saved, Step.DISPATCH, now)
    seen = owing.view(tx, deps, saved)
    owing.hand_over(tx, deps, seen, squad, now)
    owing.building_card(tx, deps, seen, now)
    owing.squad_card(tx, deps, seen, now)
    owing.remind_squad(tx, deps, saved, Unreached(seen, squad), now)
    watching.watch(tx, deps, saved, now)
