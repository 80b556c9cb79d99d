"""Who is asked whether an issue is fixed, and how: in the building's chat, and once more by whoever is still silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import issue as rules
from bot.domain.cause import Actor
from bot.domain.ids import ChatId, IssueNumber, PersonId
from bot.domain.issue import Issue, IssueState, Step, Voice
from bot.domain.news.issues import AcceptanceCard, PhotoCaption
from bot.domain.news.loop import AcceptSoon
from bot.domain.photo import Photo
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.setting import ACCEPT_COUNT, SILENCE_DAYS
from bot.domain.squad import Lane
from bot.services import owing
from bot.services.deps import Deps
from bot.services.loop import steps
from storage import cards, households, issues, people, photos, reminders, roles, voices
from storage.database import Transaction

PROOF_SHOWN = 4
"""Pictures of the work that are shown to whoever accepts."""
NAMED_AT_MOST = 5
REMINDED = 2
"""So often they are asked once more before their silence accepts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who may say whether an issue is fixed, and how many must."""

    voices: Mapping[PersonId, Voice]
    needed: int
    agreed: int

    def with_one_more(self, tx: Transaction, issue: Issue) -> bool:
        """Tell whether as many as are needed have said so by now."""
        said = [voice for voice in voices.agreeing(tx, issue) if voice.person in self.voices]
        return rules.agreed(said) >= self.needed


def asked(tx: Transaction, deps: Deps, issue: Issue) -> Asked:
    """Return who may say whether an issue is fixed.

    Its reporter and whoever may act for them; of shared parts, and where the reporter has left, its supporters, too.
    """
    community = deps.neighbourhood.community
    open_lane = deps.neighbourhood.squads[issue.squad].lane is Lane.OPEN
    shared = rules.is_shared(issue) or issue.incident
    theirs = _still_there(tx, issue, {issue.reporter, *households.delegates_of(tx, community, issue.reporter)})
    join = open_lane and (shared or not theirs)
    others = _still_there(tx, issue, set(voices.supporters(tx, issue))) if join else set()
    # Nobody is left: the reporter may still say, privately, and silence will.
    everybody = theirs | others or {issue.reporter}
    found = {person: _voice(tx, deps, issue, person) for person in sorted(everybody)}
    setting = int(deps.neighbourhood.buildings[issue.chat].chosen(ACCEPT_COUNT)) if shared and open_lane else 1
    said = [voice for voice in voices.agreeing(tx, issue) if voice.person in found]
    return Asked(found, rules.needed(found.values(), setting), rules.agreed(said))


def ask_whether_fixed(tx: Transaction, deps: Deps, issue: Issue, now: datetime) -> None:
    """Ask the neighbours, show them the proof, and plan to ask once more."""
    show_question(tx, deps, issue, issue.round, now)
    show_proof(tx, deps, issue, photos.of_round(tx, issue, (Step.NOTE, Step.RESOLVE)), now)
    reminders.replan(tx, _ask_again(deps, issue, now, 1))


def show_question(
    tx: Transaction, deps: Deps, issue: Issue, round_: int, now: datetime, returned_by: Actor | None = None
) -> None:
    """Show the question whether it's fixed as it stands."""
    who = asked(tx, deps, issue)
    reporter = issue.reporter
    others = [person for person in who.voices if person != reporter][: NAMED_AT_MOST - 1]
    names = people.known(tx, others)
    seen = owing.view(tx, deps, issue)
    card = AcceptanceCard(
        seen,
        round_,
        tuple(names[person] for person in others if person in names),
        who.agreed,
        who.needed,
        voices.ratings(tx, issue),
        returned_by,
    )
    owing.acceptance_card(tx, deps, card, now)


def show_proof(tx: Transaction, deps: Deps, issue: Issue, pictures: Sequence[Photo], now: datetime) -> None:
    """Show pictures of the work below the question; of confidential issues only to the reporter, in private."""
    seen, squads = owing.view(tx, deps, issue), deps.neighbourhood.squads.values()
    # A squad that had it before may have kept it to itself.
    confided = {one.chat for one in squads if one.lane is Lane.CONFIDENTIAL and one.key != issue.squad}
    shown = [picture for picture in pictures if picture.chat not in confided][-PROOF_SHOWN:]
    if not shown:
        return
    if seen.squad.lane is Lane.OPEN:
        card = cards.find(tx, cards.of_issue(issue), cards.ACCEPTANCE, issue.round)
        owing.pictures_below(tx, deps, issue.chat, PhotoCaption(seen), shown, now, card)
    elif people.started(tx, (issue.reporter,)):
        owing.pictures_below(tx, deps, ChatId(issue.reporter), PhotoCaption(seen), shown, now)


def decide_accept(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Ask once more whether it's fixed; after two times, let silence accept."""
    issue = issues.access(tx, deps.neighbourhood.community, IssueNumber(reminder.subject))
    if issue.state is not IssueState.RESOLVED or issue.round != reminder.round:
        return
    if reminder.attempt > REMINDED:
        silent = steps.keep_by_clock(tx, deps, issue, rules.accept_by_silence(issue, now), Step.SILENCE, now)
        show_question(tx, deps, silent, silent.round, now)
        return
    issues.add_clock_event(tx, issue, Step.REMIND, now)
    _remind(tx, deps, issue, now)
    reminders.add(tx, _ask_again(deps, issue, issue.resolved_at or now, reminder.attempt + 1))


def _remind(tx: Transaction, deps: Deps, issue: Issue, now: datetime) -> None:
    """Ask those who are still silent: each in private where the bot may, the others below the question."""
    who = asked(tx, deps, issue)
    said = {voice.person for voice in voices.agreeing(tx, issue)}
    silent = [person for person in who.voices if person not in said]
    names = people.known(tx, silent)
    seen = owing.view(tx, deps, issue)
    unreached = [
        names[person]
        for person in silent
        if person in names and not owing.whisper(tx, deps, person, AcceptSoon(seen, (names[person],)), now)
    ]
    if not unreached:
        return
    card = cards.find(tx, cards.of_issue(issue), cards.ACCEPTANCE, issue.round)
    where = replace(owing.place_of(deps, issue), reply_to=None if card is None else card.message)
    owing.post_in(tx, deps, issue.chat, AcceptSoon(seen, unreached[:NAMED_AT_MOST]), now, where)


def _ask_again(deps: Deps, issue: Issue, since: datetime, attempt: int) -> Reminder:
    limit = timedelta(days=int(deps.neighbourhood.buildings[issue.chat].chosen(SILENCE_DAYS)))
    due_at = since + limit * attempt / (REMINDED + 1)
    return Reminder(issue.community, ReminderKind.ACCEPT, issue.number, issue.round, due_at, attempt)


def _still_there(tx: Transaction, issue: Issue, those: set[PersonId]) -> set[PersonId]:
    return those - roles.left(tx, issue.chat, those)


def _voice(tx: Transaction, deps: Deps, issue: Issue, person: PersonId) -> Voice:
    homes = households.of_person(tx, deps.neighbourhood.community, person, issue.chat)
    return Voice(person, homes[0].id if homes else None)
