"""A lead brings a building's roster, sees what it changes, and lets it."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from bot.domain import roster as rules
from bot.domain.cause import Cause
from bot.domain.draft import Draft
from bot.domain.heard import Heard
from bot.domain.household import Household
from bot.domain.ids import ChatId, HouseholdId
from bot.domain.news.roster import (
    RosterChanged,
    RosterCopy,
    RosterLeft,
    RosterPlan,
    RosterSent,
    RosterWanted,
    RosterWrong,
)
from bot.domain.presses.roster import Apply
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.roster import Plan, Roster, Row
from bot.domain.trail import Change
from bot.services import drafts, owing, people
from bot.services.deps import Deps
from bot.services.whereabouts import building_meant
from storage import drafts as kept_drafts
from storage import households, roles
from storage.database import Transaction
from storage.roles import Entry

KIND = "roster"


def ask(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Ask for a building's file."""
    chat, _ = building_meant(tx, deps, cause, Action.CHANGE_ROSTER, words)
    count = len(households.of_building(tx, deps.neighbourhood.community, chat))
    wanted = RosterWanted(deps.neighbourhood.buildings[chat].name, count)
    drafts.begin(tx, deps, cause, KIND, {"chat": chat}, wanted)


def hear(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Ask again: words are no file."""
    del heard
    if "rows" not in draft.state:
        ask(tx, deps, cause, deps.neighbourhood.buildings[ChatId(draft.state["chat"])].name)


def bring(tx: Transaction, deps: Deps, cause: Cause, words: str, roster: Roster) -> None:
    """Show what a file changes, or what is wrong with it; it changes nothing yet."""
    draft = kept_drafts.find(tx, cause.chat, cause.actor.id)
    if not words and draft is not None and draft.kind == KIND:
        words = deps.neighbourhood.buildings[ChatId(draft.state["chat"])].name
    chat, _ = building_meant(tx, deps, cause, Action.CHANGE_ROSTER, words)
    building = deps.neighbourhood.buildings[chat].name
    if roster.problems:
        owing.reply(tx, deps, cause, RosterWrong(building, roster.problems))
        return
    plan = _plan(tx, deps, chat, roster.rows)
    state = {"chat": chat, "rows": [astuple(row) for row in roster.rows], "shown": _mark(plan)}
    drafts.begin(tx, deps, cause, KIND, state, RosterPlan(building, plan))


def decide(tx: Transaction, deps: Deps, cause: Cause, apply: Apply) -> None:
    """Let the file that was shown become the roster, or not."""
    draft = drafts.pressed(tx, deps, cause, KIND)
    chat = ChatId(draft.state["chat"])
    building = deps.neighbourhood.buildings.get(chat)
    rows = [Row(*row) for row in draft.state.get("rows", ())]
    if building is None or not rows:
        raise Refused(Reason.DRAFT_GONE)
    people.require(tx, deps, cause, Action.CHANGE_ROSTER, building=chat)
    if apply is Apply.LEAVE:
        drafts.end(tx, deps, cause, draft, RosterLeft(building.name))
        owing.answer(tx, cause, "")
        return
    plan = _plan(tx, deps, chat, rows)
    if _mark(plan) != draft.state["shown"]:
        # Somebody else has changed the roster, or moved in, since it was shown.
        drafts.go_on(tx, deps, cause, draft, draft.state | {"shown": _mark(plan)}, RosterPlan(building.name, plan))
        return
    gone = (*plan.gone, *(plan.gone_with_people if apply is Apply.CHANGE_ALL else ()))
    _carry_out(tx, deps, cause, chat, plan, gone)
    now = households.of_building(tx, deps.neighbourhood.community, chat)
    done = RosterChanged(
        building.name, len(now), sum(home.area for home in now), len(plan.added), len(plan.changed), len(gone)
    )
    drafts.end(tx, deps, cause, draft, done)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def export(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Send a building's roster to the lead alone."""
    chat, _ = building_meant(tx, deps, cause, Action.SEE_ROSTER, words)
    community, building = deps.neighbourhood.community, deps.neighbourhood.buildings[chat].name
    homes = households.of_building(tx, community, chat)
    if not owing.whisper(tx, deps, cause.actor.id, RosterCopy(building, homes), cause.at):
        raise Refused(Reason.START_FIRST)
    people.meet(tx, deps, cause)
    roles.add_entry(tx, community, Entry(cause.at, cause.actor.id, Change.ROSTER_EXPORTED, building=chat))
    if not cause.private:
        owing.reply(tx, deps, cause, RosterSent(building))


def _plan(tx: Transaction, deps: Deps, chat: ChatId, rows: Sequence[Row]) -> Plan:
    community = deps.neighbourhood.community
    bound = households.bound_in(tx, community, chat)
    return rules.plan(rows, households.of_building(tx, community, chat), lambda home: home.id in bound)


def _carry_out(tx: Transaction, deps: Deps, cause: Cause, chat: ChatId, plan: Plan, gone: Sequence[Household]) -> None:
    community = deps.neighbourhood.community
    rows = [*plan.added, *(row for _, row in plan.changed)]
    new = [
        Household(community, HouseholdId(0), chat, row.unit, row.room, row.area, row.owner, row.names) for row in rows
    ]
    households.keep(tx, community, chat, new)
    households.drop(tx, community, [home.id for home in gone], cause.at)
    detail = f"+{len(plan.added)} ~{len(plan.changed)} -{len(gone)}"
    roles.add_entry(tx, community, Entry(cause.at, cause.actor.id, Change.ROSTER_CHANGED, building=chat, detail=detail))


def _mark(plan: Plan) -> list[Any]:
    """Return by what a plan is told from another one."""
    homes = [home.id for home in (*plan.gone, *plan.gone_with_people, *(before for before, _ in plan.changed))]
    return [len(plan.added), len(plan.gone), len(plan.gone_with_people), *homes]
