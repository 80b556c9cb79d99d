"""Polls before they run: read from words, shown, corrected, and started by a lead or with a lead's leave."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain import closing
from bot.domain import poll as rules
from bot.domain.cause import Actor, Cause
from bot.domain.draft import Draft
from bot.domain.heard import Heard
from bot.domain.ids import ChatId
from bot.domain.news.polls import PollCard, PollField, PollPrompt, PollProposed, PollWhere
from bot.domain.options import options_in
from bot.domain.poll import Poll, PollState
from bot.domain.presses.polls import PollPress, PollVerb
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.services import drafts, owing, people
from bot.services import polls as running
from bot.services.deps import Deps
from bot.services.moments import moments
from bot.services.owing import Where
from bot.services.votes import drafting
from nlp.understanding import PollAsked, Said, Sureness, Understanding
from storage import cards, polls
from storage import people as kept_people
from storage.database import Transaction

KIND = "poll"
"""The draft in which a part of a poll is asked for."""
WAITING_EACH = 5
"""Polls that somebody may have waiting for themselves or a lead."""


# ---- from words ----


def begin(tx: Transaction, deps: Deps, cause: Cause, text: str) -> None:
    """Understand what stands behind /poll; nothing does, and it is asked for step by step."""
    chats = people.buildings_of(tx, deps, cause)
    if not chats:
        raise Refused(Reason.POLL_NEEDS_BUILDING)
    asked = _read(deps, cause, text)
    poll = _keep(tx, deps, cause, chats[0], asked)
    if len(chats) > 1:
        _ask_where(tx, deps, cause, poll, chats)
    else:
        _show_or_ask(tx, deps, cause, poll)


def hear(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    """Show what a message in a building's chat seems to ask of the neighbours, for its writer to confirm.

    Of those who may not start one, only what clearly is a poll is taken up.
    """
    if understood.poll is None:
        return
    people.meet(tx, deps, cause)
    may_start = people.may(tx, deps, cause, Action.START_POLL, building=cause.chat)
    if may_start or understood.sureness is Sureness.ACT or heard.addressed:
        poll = _keep(tx, deps, cause, cause.chat, understood.poll)
        _show(tx, deps, cause, poll)


def _read(deps: Deps, cause: Cause, text: str) -> PollAsked:
    if not text.strip():
        return PollAsked("")
    said = Said(text, cause.at.astimezone(deps.neighbourhood.zone), in_full=True, poll=True)
    asked = deps.read(said).poll or PollAsked(text)
    first, *rest = [line for line in text.splitlines() if line.strip()]
    # Under a question, lines without any mark are its options where nothing else is.
    return asked if asked.options or not rest else replace(asked, question=first, options=options_in("\n".join(rest)))


def _keep(tx: Transaction, deps: Deps, cause: Cause, chat: ChatId, asked: PollAsked) -> Poll:
    community = deps.neighbourhood.community
    kept_people.keep(tx, cause.actor)
    for old in polls.draft_of(tx, community, cause.actor.id, chat):
        running.show_draft(tx, deps, polls.save(tx, rules.drop(old, cause.at)), cause.at)
    if polls.count_pending(tx, community, cause.actor.id) >= WAITING_EACH:
        raise Refused(Reason.POLLS_ENOUGH, most=WAITING_EACH)
    poll = Poll(
        community=community,
        number=polls.next_number(tx, community),
        chat=chat,
        author=cause.actor.id,
        question=asked.question.strip()[: rules.KEPT_LENGTH],
        options=asked.options[: rules.KEPT_OPTIONS],
        state=PollState.DRAFT,
        made_at=cause.at,
        several=asked.several,
        thread=None if cause.private else cause.thread,
    )
    now = cause.at.astimezone(deps.neighbourhood.zone)
    meant = [closing.usual(now)] if asked.closes is None else moments(asked.closes, now)
    poll = rules.close_at(poll, meant)
    polls.add(tx, poll)
    running.plan_forgetting(tx, poll)
    return poll


# ---- shown and corrected ----


def press(tx: Transaction, deps: Deps, cause: Cause, pressed: PollPress) -> None:
    """Do what a draft's button says."""
    poll = polls.access(tx, deps.neighbourhood.community, pressed.number)
    match pressed.verb:
        case PollVerb.STOP:
            running.stop(tx, deps, cause, poll.number)
        case PollVerb.START:
            _start(tx, deps, cause, poll)
        case PollVerb.DECLINE:
            _decline(tx, deps, cause, poll)
        case _:
            if poll.author != cause.actor.id:
                raise Refused(Reason.POLL_NOT_YOURS)
            _press_of_author(tx, deps, cause, poll, pressed)


def _press_of_author(tx: Transaction, deps: Deps, cause: Cause, poll: Poll, pressed: PollPress) -> None:
    match pressed.verb:
        case PollVerb.PROPOSE:
            _propose(tx, deps, cause, poll)
        case PollVerb.DROP:
            _keep_and_show(tx, deps, cause, rules.drop(poll, cause.at))
        case PollVerb.SEVERAL:
            _keep_and_show(tx, deps, cause, rules.change(poll, several=bool(pressed.value)))
        case PollVerb.ANONYMOUS:
            _keep_and_show(tx, deps, cause, rules.change(poll, anonymous=bool(pressed.value)))
        case PollVerb.CLOSE_AT:
            at = datetime.fromtimestamp(pressed.value * 60, UTC)
            _keep_and_show(tx, deps, cause, rules.close_at(poll, [at]))
        case PollVerb.MAKE_VOTE:
            _make_vote(tx, deps, cause, poll)
        case PollVerb.BUILDING:
            _choose(tx, deps, cause, poll, pressed.value)
        case PollVerb.ASK_QUESTION:
            _ask(tx, deps, cause, poll, PollField.QUESTION)
        case PollVerb.ASK_OPTIONS:
            _ask(tx, deps, cause, poll, PollField.OPTIONS)
        case _:
            _ask(tx, deps, cause, poll, PollField.CLOSING)


def take_answer(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Take what somebody wrote for a part of their poll, and ask for the next that is missing."""
    poll = polls.access(tx, deps.neighbourhood.community, draft.state["poll"])
    field = PollField(draft.state["field"])
    changed = _with(deps, cause, poll, field, heard.text)
    drafts.end(tx, deps, cause, draft)
    saved = polls.save(tx, changed)
    _show_or_ask(tx, deps, cause, saved, answered=field)


def _with(deps: Deps, cause: Cause, poll: Poll, field: PollField, text: str) -> Poll:
    match field:
        case PollField.QUESTION:
            return rules.change(poll, question=text)
        case PollField.OPTIONS:
            return rules.change(poll, options=options_in(text))
        case PollField.CLOSING:
            now = cause.at.astimezone(deps.neighbourhood.zone)
            found = deps.read(Said(text, now, in_full=True)).times
            return rules.close_at(poll, moments(found[0], now) if found else [])


def _show_or_ask(tx: Transaction, deps: Deps, cause: Cause, poll: Poll, answered: PollField | None = None) -> None:
    """Ask for what is missing altogether, one after another; then show the whole."""
    lacks = rules.lacks(poll, cause.at)
    if Reason.POLL_NO_QUESTION in lacks:
        _ask(tx, deps, cause, poll, PollField.QUESTION)
    elif Reason.POLL_FEW_OPTIONS in lacks:
        _ask(tx, deps, cause, poll, PollField.OPTIONS, again=answered is PollField.OPTIONS)
    elif Reason.POLL_NO_CLOSING in lacks and not poll.maybe:
        _ask(tx, deps, cause, poll, PollField.CLOSING, again=answered is PollField.CLOSING)
    else:
        _show(tx, deps, cause, poll)


def _ask(tx: Transaction, deps: Deps, cause: Cause, poll: Poll, field: PollField, *, again: bool = False) -> None:
    if poll.state is not PollState.DRAFT:
        raise Refused(Reason.POLL_OVER, number=poll.number)
    wrong = _WRONG[field] if again else None
    drafts.begin(
        tx, deps, cause, KIND, {"poll": poll.number, "field": field.value}, PollPrompt(cause.actor, field, wrong)
    )


_WRONG = {
    PollField.QUESTION: Reason.POLL_NO_QUESTION,
    PollField.OPTIONS: Reason.POLL_FEW_OPTIONS,
    PollField.CLOSING: Reason.POLL_NO_CLOSING,
}


def _ask_where(tx: Transaction, deps: Deps, cause: Cause, poll: Poll, chats: list[ChatId]) -> None:
    names = tuple((deps.neighbourhood.place_of(chat), running.building_of(deps, chat)) for chat in chats)
    which = (running.subject(poll), running.DRAFT, 1)
    owing.card(tx, deps, which, cause.chat, PollWhere(poll, names), cause.at)


def _choose(tx: Transaction, deps: Deps, cause: Cause, poll: Poll, place: int) -> None:
    chats = people.buildings_of(tx, deps, cause)
    chosen = next((chat for chat in chats if deps.neighbourhood.place_of(chat) == place), None)
    if chosen is None or not cause.private:
        raise Refused(Reason.POLL_NEEDS_BUILDING)
    saved = polls.save(tx, replace(rules.change(poll), chat=chosen))
    owing.answer(tx, cause, "")
    _show_or_ask(tx, deps, cause, saved)


def _keep_and_show(tx: Transaction, deps: Deps, cause: Cause, changed: Poll) -> None:
    _show(tx, deps, cause, polls.save(tx, changed))
    owing.answer(tx, cause, "")


def _show(tx: Transaction, deps: Deps, cause: Cause, poll: Poll) -> None:
    news = PollCard(
        poll,
        running.building_of(deps, poll.chat),
        rules.lacks(poll, cause.at),
        may_start=people.may(tx, deps, cause, Action.START_POLL, building=poll.chat),
        may_vote=cause.chat == poll.chat and people.may(tx, deps, cause, Action.OPEN_VOTE, building=poll.chat),
    )
    which = (running.subject(poll), running.DRAFT, 1)
    before = None if cause.press is not None else cards.find(tx, *which)
    if before is not None:
        # What has been corrected in words is shown below them.
        owing.take_away(tx, before, cause.at)
        cards.retire(tx, before)
    answers = None if cause.private or cause.press is not None else cause.message
    owing.card(tx, deps, which, cause.chat, news, cause.at, Where(answers, cause.thread))


# ---- started ----


def _start(tx: Transaction, deps: Deps, cause: Cause, poll: Poll) -> None:
    """Post it: its author may, or a lead allows what somebody proposed."""
    if poll.state is PollState.DRAFT and poll.author != cause.actor.id:
        raise Refused(Reason.POLL_NOT_YOURS)
    action = Action.ALLOW_POLL if poll.state is PollState.PROPOSED else Action.START_POLL
    people.require(tx, deps, cause, action, building=poll.chat)
    kept_people.keep(tx, cause.actor)
    started = polls.save(tx, rules.start(poll, cause.actor.id, cause.at))
    running.post(tx, deps, started, cause.at)
    _told(tx, deps, cause, started)


def _make_vote(tx: Transaction, deps: Deps, cause: Cause, poll: Poll) -> None:
    """Let the households decide instead: the draft goes on as one of a vote."""
    running.show_draft(tx, deps, polls.save(tx, rules.drop(poll, cause.at)), cause.at)
    drafting.propose_instead(tx, deps, cause, poll)
    owing.answer(tx, cause, "")


def _propose(tx: Transaction, deps: Deps, cause: Cause, poll: Poll) -> None:
    """Ask the building's leads, in private where they let the bot; the card in the chat can be answered, too."""
    people.require(tx, deps, cause, Action.PROPOSE_POLL, building=poll.chat)
    proposed = polls.save(tx, rules.propose(poll, cause.at))
    building = running.building_of(deps, poll.chat)
    leads = people.leads_of_building(tx, deps, poll.chat) or people.workers(tx, deps)
    asked = PollProposed(proposed, building, cause.actor)
    told = [owing.whisper(tx, deps, lead.id, asked, cause.at) for lead in leads]
    if cause.private and not any(told):
        owing.post(tx, deps, poll.chat, asked, cause.at)
    _show(tx, deps, cause, proposed)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _decline(tx: Transaction, deps: Deps, cause: Cause, poll: Poll) -> None:
    people.require(tx, deps, cause, Action.ALLOW_POLL, building=poll.chat)
    _told(tx, deps, cause, polls.save(tx, rules.decline(poll, cause.at)))


def _told(tx: Transaction, deps: Deps, cause: Cause, poll: Poll) -> None:
    """Show what has become of it: on its card, and in the message of the lead who decided."""
    by: Actor = cause.actor
    card = running.show_draft(tx, deps, poll, cause.at, by)
    if card is None or card.chat != cause.chat or card.message != cause.message:
        owing.edit(tx, deps, cause, PollCard(poll, running.building_of(deps, poll.chat), by=by))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))
