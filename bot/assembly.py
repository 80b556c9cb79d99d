"""The config becomes the community that the rules know, and its rows in the database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import vote_key
from bot.config import Config, EscalationConfig, SquadConfig
from bot.domain.due import Ladder, Quiet, Rung
from bot.domain.ids import ChatId, CommunityId, PersonId, SquadKey
from bot.domain.issue import Urgency
from bot.domain.listening import Listening
from bot.domain.neighbourhood import Building, Neighbourhood
from bot.domain.squad import Lane, Squad, WorkingHours
from bot.services.deps import Deps
from bot.texts import Texts
from nlp import reader
from nlp.labels import CATEGORIES
from nlp.normal import simplify
from nlp.reader import SquadWords
from nlp.understanding import Reader
from storage import choices, drafts, listening, neighbourhood, photos
from storage.database import Transaction


def deps(tx: Transaction, config: Config, now: datetime, read: Reader | None = None) -> Deps:
    """Return what the services need, with the community's rows kept.

    :param read: reads the messages in the place of the bot's own reader.
    """
    place = _settle(tx, config, now)
    return Deps(
        neighbourhood=place,
        notice_days=config.council.notice_days,
        web=config.web.public_url if config.web.listen is not None else None,
        texts=Texts(place.zone, place.emergency_numbers),
        read=read or reader.load(squad_words(config)),
        simplify=simplify,
        listening=listening.settings(tx, place.community),
        photographed=photos.waiting(tx, place.community),
        drafting=drafts.kinds(tx, place.community),
        seal=vote_key.load(config),
    )


def squad_words(config: Config) -> dict[str, SquadWords]:
    """Return how each squad is recognised beyond what was learned; a squad of none of its categories by this alone."""
    return {
        squad.key: SquadWords(
            squad.keywords,
            squad.examples,
            own=CATEGORIES.isdisjoint(squad.categories) and squad.key != config.community.fallback,
        )
        for squad in config.squads
    }


def _settle(tx: Transaction, config: Config, now: datetime) -> Neighbourhood:
    settings = config.community
    community = neighbourhood.community(tx, settings.name, settings.zone.key, settings.language)
    moved = neighbourhood.moved_chats(tx)

    def now_at(chat: int) -> ChatId:
        return moved.get(ChatId(chat), ChatId(chat))

    buildings = [
        Building(building.name, now_at(building.chat), building.language, topic=building.topic)
        for building in config.buildings
    ]
    squads = [_squad(squad, now_at(squad.chat), settings.holidays) for squad in config.squads]
    _listen_first(tx, community, buildings, now, timedelta(days=config.understanding.silent_days))
    neighbourhood.keep_buildings(tx, community, buildings)
    neighbourhood.keep_squads(tx, community, squads, settings.language)
    chosen = choices.all_of(tx, community)
    in_config = {squad.key: squad for squad in squads}
    beside = [squad for squad in neighbourhood.squads_kept(tx, community) if squad.key not in in_config]
    made = {squad.key: squad for squad in beside if squad.set_up}
    dropped = {squad.key: squad for squad in beside if not squad.set_up}
    all_squads = {
        key: replace(squad, choices=chosen.get(key, {})) for key, squad in (in_config | made | dropped).items()
    }
    hours = in_config[SquadKey(settings.fallback)].hours
    ours = {building.chat: building for building in buildings}
    others = {one.chat: one for one in neighbourhood.buildings_kept(tx, community) if one.chat not in ours}
    return Neighbourhood(
        community=community,
        name=settings.name,
        language=settings.language,
        zone=ZoneInfo(settings.zone.key),
        buildings={chat: replace(building, choices=chosen.get(chat, {})) for chat, building in (ours | others).items()},
        squads={key: squad.working_as_chosen(hours) if key in made else squad for key, squad in all_squads.items()},
        retired=frozenset(dropped),
        fallback=SquadKey(settings.fallback),
        claim_within={urgency: getattr(config.due.claim, urgency.value) for urgency in Urgency},
        emergency_numbers=settings.emergency_numbers,
        call_back_every=settings.call_back_every,
        workers=frozenset(PersonId(worker) for worker in settings.workers),
        resolve_within={urgency: getattr(config.due.resolve, urgency.value) for urgency in Urgency},
        resolve_categories=dict(config.due.resolve.categories),
        dispatch_sureness=config.understanding.dispatch_sureness,
        ladder=_ladder(config.escalation),
        listen_first=timedelta(days=config.understanding.silent_days),
        quiet=None if config.quiet.hours is None else Quiet(*config.quiet.hours),
    )


def _listen_first(
    tx: Transaction, community: CommunityId, buildings: list[Building], now: datetime, span: timedelta
) -> None:
    """Let the bot only listen for some days in buildings that it hasn't known before."""
    known = neighbourhood.chats_of_buildings(tx)
    for building in buildings:
        if span and building.chat not in known:
            listening.keep(tx, community, building.chat, Listening(until=now + span))


def _ladder(escalation: EscalationConfig) -> Ladder:
    after = {
        Rung.SQUAD_LEAD: escalation.squad_lead,
        Rung.ABOVE: escalation.above,
        Rung.OFFICE: escalation.office,
    }
    return Ladder(escalation.warning, after)


def _squad(squad: SquadConfig, chat: ChatId, holidays: Iterable[date]) -> Squad:
    hours = None
    if squad.working is not None:
        opens, closes = squad.working.hours
        days_off = holidays if squad.working.holidays is None else squad.working.holidays
        hours = WorkingHours(opens, closes, frozenset(squad.working.days), frozenset(days_off))
    return Squad(
        key=SquadKey(squad.key),
        names={"zh": squad.names.zh, "en": squad.names.en},
        chat=chat,
        lane=Lane(squad.lane),
        categories=frozenset(squad.categories),
        hours=hours,
    )
