"""A group becomes a building or a squad of the community, and chooses how it wants things."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.cause import Cause
from bot.domain.ids import ChatId, SquadKey
from bot.domain.listening import Listening
from bot.domain.neighbourhood import Building, Neighbourhood
from bot.domain.news.chats import Categories, Settings, SetupWhat
from bot.domain.news.help import Sees
from bot.domain.presses.setup import Kind
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.setting import LANE, LANGUAGE, SETTINGS, Of, Setting
from bot.domain.squad import Lane, Squad
from bot.domain.trail import Change
from bot.services import drafts, owing, people
from bot.services.deps import Deps
from bot.services.whereabouts import building_meant
from bot.texts.naming import CATEGORIES
from storage import choices, issues, listening, neighbourhood, roles
from storage.database import Transaction
from storage.roles import Entry

KIND = "setup"
NAME_LENGTH = 40


def begin(tx: Transaction, deps: Deps, cause: Cause, name: str, sees: Sees) -> None:
    """Ask a community worker what a group is; in one that is known already, show its settings."""
    if cause.private:
        raise Refused(Reason.SETUP_NEEDS_GROUP)
    if deps.neighbourhood.knows(cause.chat):
        show(tx, deps, cause, "")
        return
    if not deps.neighbourhood.workers and not people.workers(tx, deps):
        raise Refused(Reason.NO_WORKER_YET, number=cause.actor.id)
    people.require(tx, deps, cause, Action.SETUP)
    called = " ".join(name.split())[:NAME_LENGTH] or str(cause.chat)
    drafts.begin(tx, deps, cause, KIND, {"name": called}, SetupWhat(called, sees))


def choose(tx: Transaction, deps: Deps, cause: Cause, kind: Kind) -> None:
    """Make a group what a community worker says that it is, and show its settings."""
    people.require(tx, deps, cause, Action.SETUP)
    draft = drafts.pressed(tx, deps, cause, KIND)
    place, name = deps.neighbourhood, draft.state["name"]
    if place.knows(cause.chat):
        raise Refused(Reason.SETUP_DONE)
    if kind in {Kind.BUILDING_ZH, Kind.BUILDING_EN}:
        _free(name, [one.name for one in place.buildings.values()])
        building = Building(name, cause.chat, "zh" if kind is Kind.BUILDING_ZH else "en", set_up=True)
        _keep_building(tx, deps, building)
        _listen_first(tx, deps, cause, building)
        made: Building | Squad = building
    else:
        _free(name, [called for one in place.squads.values() for called in one.names.values()])
        squad = Squad(
            key=SquadKey(f"squad_{abs(cause.chat)}"),
            names={"zh": name, "en": name},
            chat=cause.chat,
            lane=Lane.CONFIDENTIAL if kind is Kind.SQUAD_CONFIDENTIAL else Lane.OPEN,
            categories=frozenset(),
            hours=place.office.hours,
            set_up=True,
        )
        _keep_squad(tx, deps, squad)
        made = squad
    _write(tx, deps, cause, Change.SET_UP, made, name)
    drafts.end(tx, _with(deps, made), cause, draft, Settings(made, new=True))
    owing.answer(tx, cause, "")


def show(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Show what a building or a squad has chosen."""
    owing.reply(tx, deps, cause, Settings(_meant(tx, deps, cause, words)))


def rename(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Call a building or a squad something else; "物业 / property" names a squad in both languages."""
    whose = _meant(tx, deps, cause, "")
    if not whose.set_up:
        raise Refused(Reason.SETTING_BY_CONFIG)
    names = [" ".join(name.split())[:NAME_LENGTH] for name in words.split("/")]
    if not names[0]:
        raise Refused(Reason.NAME_MISSING)
    renamed: Building | Squad
    if isinstance(whose, Building):
        _free(names[0], [one.name for one in deps.neighbourhood.buildings.values()])
        renamed = replace(whose, name=names[0])
        _keep_building(tx, deps, renamed)
    else:
        renamed = replace(whose, names={"zh": names[0], "en": names[-1] or names[0]})
        _keep_squad(tx, deps, renamed)
    _write(tx, deps, cause, Change.SETTING_CHANGED, renamed, names[0])
    owing.reply(tx, deps, cause, Settings(renamed))


def set_choice(tx: Transaction, deps: Deps, cause: Cause, whose: ChatId | SquadKey, key: str, value: str) -> None:
    """Let a building or a squad choose something, and show what it has chosen now."""
    found = _allowed(tx, deps, cause, whose)
    setting = SETTINGS[key]
    if (setting.of is Of.BUILDING) != isinstance(found, Building):
        raise Refused(Reason.BUTTON_UNKNOWN)
    if setting.own and not found.set_up:
        raise Refused(Reason.SETTING_BY_CONFIG)
    changed = _chosen(tx, deps, found, setting, value)
    _write(tx, deps, cause, Change.SETTING_CHANGED, changed, f"{key}: {value}")
    _show_changed(tx, deps, cause, changed)


def _chosen(tx: Transaction, deps: Deps, whose: Building | Squad, setting: Setting, value: str) -> Building | Squad:
    """Keep what a building or a squad chooses, and return it as it is then."""
    changed: Building | Squad
    if isinstance(whose, Building) and setting is LANGUAGE:
        changed = replace(whose, language=value)
        _keep_building(tx, deps, changed)
        return changed
    if isinstance(whose, Squad) and setting is LANE:
        # What was told in confidence stays so.
        if value == Lane.OPEN and issues.has_any(tx, deps.neighbourhood.community, whose.key):
            raise Refused(Reason.LANE_STAYS)
        changed = replace(whose, lane=Lane(value))
        _keep_squad(tx, deps, changed)
        return changed
    changed = replace(whose, choices={**whose.choices, setting.key: value})
    if isinstance(changed, Squad) and changed.set_up:
        changed = changed.working_as_chosen(deps.neighbourhood.office.hours)
    choices.keep(tx, deps.neighbourhood.community, _key(whose), setting.key, value)
    _put_in_place(tx, deps, changed)
    return changed


def show_categories(tx: Transaction, deps: Deps, cause: Cause, key: SquadKey, *, back: bool) -> None:
    """Show which kinds of issue a squad takes, or its other settings."""
    squad = _own_squad(tx, deps, cause, key)
    owing.edit(tx, deps, cause, Settings(squad) if back else Categories(squad))
    owing.answer(tx, cause, "")


def set_category(tx: Transaction, deps: Deps, cause: Cause, key: SquadKey, category: str, *, takes: bool) -> None:
    """Let a squad take a kind of issue from now on, or no longer."""
    squad = _own_squad(tx, deps, cause, key)
    if category not in CATEGORIES:
        raise Refused(Reason.BUTTON_UNKNOWN)
    changed = replace(squad, categories=squad.categories | {category} if takes else squad.categories - {category})
    _keep_squad(tx, deps, changed)
    _write(tx, deps, cause, Change.SETTING_CHANGED, changed, f"{category}: {'+' if takes else '-'}")
    owing.edit(tx, deps, cause, Categories(changed))
    owing.answer(tx, cause, "")


def _meant(tx: Transaction, deps: Deps, cause: Cause, words: str) -> Building | Squad:
    """Return whose settings somebody wants, who may change them."""
    here = deps.neighbourhood.squads_of(cause.chat)
    if here:
        named = [squad for squad in here if words and words.casefold() in {squad.key, *squad.names.values()}]
        squad = (named or here)[0]
        people.require(tx, deps, cause, Action.CHANGE_SQUAD, squad=squad.key)
        return squad
    chat, _ = building_meant(tx, deps, cause, Action.CHANGE_BUILDING, words)
    return deps.neighbourhood.buildings[chat]


def _allowed(tx: Transaction, deps: Deps, cause: Cause, whose: ChatId | SquadKey) -> Building | Squad:
    place = deps.neighbourhood
    found = place.squads.get(whose) if isinstance(whose, str) else place.buildings.get(whose)
    if found is None:
        raise Refused(Reason.BUTTON_UNKNOWN)
    if isinstance(found, Building):
        people.require(tx, deps, cause, Action.CHANGE_BUILDING, building=found.chat)
    else:
        people.require(tx, deps, cause, Action.CHANGE_SQUAD, squad=found.key)
    return found


def _own_squad(tx: Transaction, deps: Deps, cause: Cause, key: SquadKey) -> Squad:
    """Return a squad that was made in its chat: the categories of the others stand in the config."""
    squad = _allowed(tx, deps, cause, key)
    if not isinstance(squad, Squad) or not squad.set_up:
        raise Refused(Reason.SETTING_BY_CONFIG)
    return squad


def _free(name: str, taken: list[str]) -> None:
    if name.casefold() in {one.casefold() for one in taken}:
        raise Refused(Reason.NAME_TAKEN)


def _keep_building(tx: Transaction, deps: Deps, building: Building) -> None:
    neighbourhood.keep_buildings(tx, deps.neighbourhood.community, [building])
    _put_in_place(tx, deps, building)


def _keep_squad(tx: Transaction, deps: Deps, squad: Squad) -> None:
    neighbourhood.keep_squads(tx, deps.neighbourhood.community, [squad], deps.neighbourhood.language)
    _put_in_place(tx, deps, squad)


def _put_in_place(tx: Transaction, deps: Deps, changed: Building | Squad) -> None:
    """Let the rules know the change once it is committed."""
    tx.then.append(lambda: _replace(deps, lambda place: _changed(place, changed)))


def _with(deps: Deps, changed: Building | Squad) -> Deps:
    """Return what the services need with a change that isn't committed yet: its chat may speak another language now."""
    return replace(deps, neighbourhood=_changed(deps.neighbourhood, changed))


def _changed(place: Neighbourhood, changed: Building | Squad) -> Neighbourhood:
    return place.with_building(changed) if isinstance(changed, Building) else place.with_squad(changed)


def _key(whose: Building | Squad) -> ChatId | SquadKey:
    return whose.chat if isinstance(whose, Building) else whose.key


def _replace(deps: Deps, change: Callable[[Neighbourhood], Neighbourhood]) -> None:
    deps.neighbourhood = change(deps.neighbourhood)


def _listen_first(tx: Transaction, deps: Deps, cause: Cause, building: Building) -> None:
    """Let the bot only listen for some days in a building that is new to it."""
    if not deps.neighbourhood.listen_first:
        return
    how = Listening(until=cause.at + deps.neighbourhood.listen_first)
    listening.keep(tx, deps.neighbourhood.community, building.chat, how)
    tx.then.append(lambda: deps.listening.update({building.chat: how}))


def _show_changed(tx: Transaction, deps: Deps, cause: Cause, changed: Building | Squad) -> None:
    owing.edit(tx, _with(deps, changed), cause, Settings(changed))
    owing.answer(tx, cause, "")


def _write(tx: Transaction, deps: Deps, cause: Cause, change: Change, whose: Building | Squad, detail: str) -> None:
    people.meet(tx, deps, cause)
    building = whose.chat if isinstance(whose, Building) else None
    squad = whose.key if isinstance(whose, Squad) else None
    entry = Entry(cause.at, cause.actor.id, change, building=building, squad=squad, detail=detail)
    roles.add_entry(tx, deps.neighbourhood.community, entry)
