"""A vote is proposed: in words, step by step or about an issue; shown, corrected and confirmed by a lead."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import topic as topic_rules
from bot.domain.cause import Cause
from bot.domain.draft import Draft
from bot.domain.heard import Heard
from bot.domain.ids import ChatId, IssueNumber, MessageId
from bot.domain.news.votes import VoteBegun, VoteDropped, VoteProposed
from bot.domain.poll import Poll
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.vote import proposal as proposals
from bot.domain.vote import words
from bot.domain.vote.form import Option, VoteKind
from bot.domain.vote.proposal import Proposal, Turn
from bot.domain.vote.rule import Preset
from bot.domain.vote.words import Part
from bot.services import drafts, owing, people, topics
from bot.services.deps import Deps
from bot.services.votes import opening
from nlp.times.found import Doubt, TimeFound, TimeKind
from nlp.understanding import PollAsked, Said
from storage import issues as kept_issues
from storage.database import Transaction

VOTE = "vote"
"""The kind of draft."""
_YES_NO = frozenset(
    (
        *("同意", "不同意", "赞成", "反对", "支持", "不支持", "要", "不要", "是", "否"),
        *("yes", "no", "yea", "nay", "agree", "disagree", "for", "against", "y", "n"),
    )
)
_TWO = 2


# ---- outside of any transaction ----


def understand(deps: Deps, cause: Cause, text: str, message: MessageId | None) -> Proposal:
    """Return what a lead wants to be decided, as far as the words say it."""
    now = cause.at.astimezone(deps.neighbourhood.zone)
    issue = words.issue_voted_on(text)
    said = words.parts(text)
    poll = None if issue or said or not text.strip() else _as_poll(deps, cause, text, now)
    made = Proposal(closes_at=proposals.proposed_end(now), message=message)
    if issue is not None:
        made = replace(made, issue=IssueNumber(issue))
    if poll is not None:
        made = _with_options(made, tuple(words.priced(Option(option)) for option in poll.options))
        made = replace(made, question=poll.question)
        if poll.several and made.kind is VoteKind.ONE:
            made = replace(made, kind=VoteKind.APPROVAL)
        if poll.closes is not None:
            made = _closing(made, poll.closes, now)
    return _with_parts(deps, made, said, now)


def _as_poll(deps: Deps, cause: Cause, text: str, now: datetime) -> PollAsked:
    """Return a question with its options; a command's words need no call for a vote."""
    call = "大家投票：" if deps.language(cause) == "zh" else "Vote: "
    for spoken in (text, f"{call}{text}"):
        poll = deps.read(Said(spoken, now)).poll
        if poll is not None:
            return poll
    return PollAsked(text)


# ---- in a transaction ----


def propose(tx: Transaction, deps: Deps, cause: Cause, made: Proposal) -> None:
    """Show a lead what was understood."""
    if cause.chat not in deps.neighbourhood.buildings:
        raise Refused(Reason.VOTE_NEEDS_BUILDING)
    people.require(tx, deps, cause, Action.OPEN_VOTE, building=cause.chat)
    if made.issue is not None:
        issue = kept_issues.access(tx, deps.neighbourhood.community, made.issue)
        if issue.chat != cause.chat:
            raise Refused(Reason.ISSUE_UNKNOWN, number=made.issue)
        made = replace(made, question=issue.summary)
    drafts.begin(tx, deps, cause, VOTE, proposals.to_json(made), _shown(tx, deps, cause, made))


def propose_topic(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Show a lead the vote on a topic: yes or no, until they say otherwise."""
    topic = topics.access(tx, deps, cause, number)
    topic_rules.step(topic, topic_rules.TopicStep.VOTE)
    closes_at = proposals.proposed_end(cause.at.astimezone(deps.neighbourhood.zone))
    propose(tx, deps, cause, Proposal(topic.text, closes_at=closes_at, topic=number, message=topic.message))
    owing.answer(tx, cause, "")


def propose_instead(tx: Transaction, deps: Deps, cause: Cause, poll: Poll) -> None:
    """Show a lead as a vote of the households what was to be a poll."""
    closes_at = poll.closes_at or proposals.proposed_end(cause.at.astimezone(deps.neighbourhood.zone))
    made = Proposal(poll.question, closes_at=closes_at)
    if len(poll.options) >= _TWO:
        kind = VoteKind.APPROVAL if poll.several else VoteKind.ONE
        made = replace(_with_options(made, tuple(Option(option) for option in poll.options)), kind=kind)
    propose(tx, deps, cause, made)


def hear_plainly(tx: Transaction, deps: Deps, cause: Cause, heard: Heard) -> bool:
    """Show what was understood of plain words that call for a vote; return False where they ask for opinions only.

    They bind only in a lead's mouth: from anybody else they may become a poll.
    """
    if not words.binds(heard.text) or cause.chat not in deps.neighbourhood.buildings:
        return False
    if not people.standing(tx, deps, cause.actor.id, cause.chat).may(Action.OPEN_VOTE, cause.chat):
        return False
    propose(tx, deps, cause, understand(deps, cause, heard.text, heard.message))
    return True


def hear(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Take a lead's answer: what was asked for, or whatever it names."""
    before = proposals.from_json(draft.state)
    now = cause.at.astimezone(deps.neighbourhood.zone)
    said = words.parts(heard.text) or {_meant(deps, before, heard.text, now): heard.text}
    after = _with_parts(deps, before, said, now)
    drafts.go_on(tx, deps, cause, draft, proposals.to_json(after), _shown(tx, deps, cause, after))


def turn(tx: Transaction, deps: Deps, cause: Cause, what: Turn) -> None:
    """Change a draft by a button, open it or drop it."""
    draft = drafts.pressed(tx, deps, cause, VOTE)
    people.require(tx, deps, cause, Action.OPEN_VOTE, building=cause.chat)
    made = proposals.from_json(draft.state)
    match what:
        case Turn.DROP:
            drafts.end(tx, deps, cause, draft, VoteDropped())
        case Turn.OPEN:
            vote = opening.confirm(tx, deps, cause, made, _others(tx, deps, cause))
            drafts.end(tx, deps, cause, draft, VoteBegun(vote))
        case _:
            after = made.turned(what, cause.at.astimezone(deps.neighbourhood.zone))
            drafts.go_on(tx, deps, cause, draft, proposals.to_json(after), _shown(tx, deps, cause, after))
            return
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _shown(tx: Transaction, deps: Deps, cause: Cause, made: Proposal) -> VoteProposed:
    others = _others(tx, deps, cause)
    chats = proposals.buildings_of(made, cause.chat, others)
    wants = made.missing()
    return VoteProposed(
        proposal=made,
        rule=made.rule(opening.heads_in(deps, cause.chat)),
        now=cause.at,
        buildings=tuple(deps.neighbourhood.buildings[chat].name for chat in chats),
        choices=1 + len(others),
        wants=wants,
        trouble=None if wants else made.trouble(cause.at),
    )


def _others(tx: Transaction, deps: Deps, cause: Cause) -> tuple[ChatId, ...]:
    """Return the other buildings in which a lead may open votes."""
    standing = people.standing(tx, deps, cause.actor.id, cause.chat)
    buildings = deps.neighbourhood.buildings
    return tuple(chat for chat in buildings if chat != cause.chat and standing.may(Action.OPEN_VOTE, chat))


def _meant(deps: Deps, made: Proposal, text: str, now: datetime) -> Part:
    """Return what an answer without a label is about: what was asked for, else a time or a list where it is one."""
    wanted = made.missing()
    if wanted is not None:
        return wanted
    if deps.read(Said(text, now)).times:
        return Part.CLOSES
    return Part.OPTIONS if len(words.options(text)) >= _TWO else Part.QUESTION


def _with_parts(deps: Deps, made: Proposal, said: dict[Part, str], now: datetime) -> Proposal:
    for part, text in said.items():
        made = _with_part(deps, made, part, text, now)
    return made


def _with_part(deps: Deps, made: Proposal, part: Part, text: str, now: datetime) -> Proposal:  # noqa: PLR0911
    match part:
        case Part.QUESTION:
            return replace(made, question=text.strip())
        case Part.OPTIONS:
            return _with_options(made, words.wishes(text))
        case Part.CAP:
            return replace(made, cap=words.amount(text) or 0, kind=VoteKind.BUDGET)
        case Part.MOST:
            return replace(made, most=words.amount(text) or 0)
        case Part.WINNERS:
            return replace(made, winners=words.amount(text) or 1)
        case Part.OPENS:
            found = _time_in(deps, text, now)
            return replace(made, opens_at=None if found is None else _moment(found, now))
        case Part.CLOSES:
            found = _time_in(deps, text, now)
            return replace(made, closes_at=None, readings=()) if found is None else _closing(made, found, now)


def _with_options(made: Proposal, options: tuple[Option, ...]) -> Proposal:
    """Take on options; two that say yes and no are a motion, those with prices a budget."""
    if all(option.text.casefold() in _YES_NO for option in options) and len(options) <= _TWO:
        return replace(made, kind=VoteKind.MOTION, options=())
    if len(options) >= _TWO and all(option.cost for option in options):
        return replace(made, kind=VoteKind.BUDGET, options=options, preset=Preset.MOST)
    kind = VoteKind.ONE if made.kind is VoteKind.MOTION else made.kind
    preset = Preset.MOST if made.preset is Preset.CUSTOM and len(options) > _TWO else made.preset
    return replace(made, kind=kind, options=options, preset=preset)


def _time_in(deps: Deps, text: str, now: datetime) -> TimeFound | None:
    times = deps.read(Said(text, now)).times
    return times[-1] if times else None


def _closing(made: Proposal, found: TimeFound, now: datetime) -> Proposal:
    """Take on an end; of one that can be read in two ways, both readings are kept for the lead to choose."""
    at = _moment(found, now)
    if at is None:
        return replace(made, closes_at=None, readings=())
    other = None
    if Doubt.AM_OR_PM in found.doubts and not found.whole_days:
        other = at + timedelta(hours=12 if at.hour < 12 else -12)  # noqa: PLR2004 (half a day)
    elif Doubt.DAY in found.doubts:
        other = at + timedelta(days=7)
    readings = sorted(one for one in (at, other) if one is not None and one > now) if other is not None else []
    if len(readings) < _TWO:
        return replace(made, closes_at=readings[0] if readings else at, readings=())
    return replace(made, closes_at=readings[0], readings=tuple(readings))


def _moment(found: TimeFound, now: datetime) -> datetime | None:
    if Doubt.NO_SUCH_DAY in found.doubts or found.kind is TimeKind.RECURRENCE:
        return None
    if found.kind is TimeKind.DURATION and found.duration is not None:
        return now + found.duration
    at = found.end or found.start
    return at if at is None or not found.whole_days else proposals.evening(at)
