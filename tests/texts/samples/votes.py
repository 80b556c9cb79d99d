"""Votes of every kind, in every state, with every outcome."""

from dataclasses import replace
from datetime import timedelta
from itertools import cycle

from bot.domain.cause import Actor
from bot.domain.ids import IssueNumber, PersonId
from bot.domain.news import votes as told
from bot.domain.news.issues import IssueView
from bot.domain.news.votes import Record, VoteNews, VoteView
from bot.domain.presses.base import LARGEST
from bot.domain.refusal import Reason, Refused
from bot.domain.vote.form import MOST_OPTIONS, OPTION_LENGTH, QUESTION_LENGTH, Form, Option, VoteKind
from bot.domain.vote.life import WORDS_LENGTH, VoteEvent, VoteNumber, VoteState, VoteStep
from bot.domain.vote.proposal import Proposal
from bot.domain.vote.rule import PRESETS, Preset, Rule, Weight, with_extension
from bot.domain.vote.tally import Outcome, Verdict
from bot.domain.vote.words import Part
from tests.domain.vote.makers import a_vote
from tests.texts.makers import NOON

ALL = tuple(range(1, MOST_OPTIONS + 1))
RECEIPT = "K7FQ3-9XM2T"
ELECTORATE, TURNOUT = Weight(96, 924_000), Weight(41, 390_500)


def news(seen: IssueView) -> list[VoteNews]:
    """Return samples."""
    text, name = seen.issue.text or "?", seen.reporter.name or "?"
    presets = cycle(Preset)
    views = [_view(seen, kind, state, next(presets)) for kind in VoteKind for state in VoteState]
    open_, closed = views[0], _closed(views[0], Verdict.CARRIED)
    vote = open_.vote
    paper = told.BallotPaper(open_, 12, name, (), cast=False)
    record = Record(closed, _trail(text, name), ((name, 9_000, text), ("2-302", 0, "")), 1, 1, ("+ 2-305",))
    entered = told.PaperEntered(vote, LARGEST, name, seen.reporter)
    return [
        *_proposed(text, name),
        told.VoteBegun(vote),
        told.VoteBegun(replace(vote, state=VoteState.SCHEDULED)),
        told.VoteDropped(),
        *map(told.VoteCard, views),
        *(told.VoteCard(_closed(view, verdict)) for view in views[::6] for verdict in Verdict),
        paper,
        *(replace(paper, view=view, choice=ALL, cast=True, receipt=RECEIPT) for view in views[10::5]),
        replace(paper, elector=0, label=""),
        replace(paper, on_paper=True),
        replace(paper, on_paper=True, cast=True),
        told.WhichBallot(open_, ((1, name, True), (LARGEST, name, False))),
        *(told.BallotCast(vote, name, (1,), code, changed=yes) for code in ("", RECEIPT) for yes in (True, False)),
        told.BallotWaits(vote, kept=True),
        told.BallotWaits(vote, kept=False),
        told.VoteReminder(open_, (name, "2-302"), NOON),
        told.UnitsReminder(open_, {"1": 3, "": 2, "A": 1}, NOON),
        told.VoteExtended(open_),
        *(told.VoteResult(_closed(view, verdict)) for view in views[::6] for verdict in Verdict),
        told.VoteReceipts(closed, ((RECEIPT, (1,)),)),
        told.VoteMinutes(record),
        told.VoteRows(record),
        told.VoteWordsWanted(vote),
        told.VoteWordsWanted(closed.vote),
        told.VoteList(()),
        told.VoteList(tuple(views[:10])),
        entered,
        *(replace(entered, answered_by=seen.reporter, confirmed=yes) for yes in (True, False)),
        told.ProxyGiven(vote, name, seen.reporter, seen.reporter),
        told.ProxyGiven(vote, name, seen.reporter, None),
    ]  # fmt: skip


def _form(kind: VoteKind, text: str) -> Form:
    if kind is VoteKind.MOTION:
        return Form(kind)
    options = tuple(Option(f"{number} {text}"[:OPTION_LENGTH], 10**9) for number in ALL)
    return Form(kind, options, most=MOST_OPTIONS, winners=2, cap=10**9)


def _view(seen: IssueView, kind: VoteKind, state: VoteState, preset: Preset) -> VoteView:
    vote = a_vote(
        number=VoteNumber(LARGEST),
        question=seen.issue.text[:QUESTION_LENGTH] or "?",
        form=_form(kind, seen.issue.text),
        rule=with_extension(PRESETS[preset], timedelta(days=3)),
        secret=preset is Preset.CUSTOM,
        state=state,
        opens_at=NOON,
        closes_at=NOON + timedelta(days=3),
        words=seen.issue.text[:WORDS_LENGTH],
    )
    return VoteView(vote, seen.reporter, (seen.reporter.name,) * 3, ELECTORATE, TURNOUT)


def _closed(view: VoteView, verdict: Verdict) -> VoteView:
    votes = tuple(Weight(number, number * 100) for number in view.vote.form.numbers)
    outcome = Outcome(verdict, ELECTORATE, TURNOUT, Weight(23, 225_500), votes, Weight(1, 50), (1,), (1, 2), (), 300)
    vote = replace(view.vote, state=VoteState.CLOSED, ended_at=NOON, became=IssueNumber(LARGEST))
    return replace(view, vote=vote, outcome=outcome)


def _proposed(text: str, name: str) -> list[told.VoteProposed]:
    rule = Rule(Preset.CIVIL_MAJOR)
    full = Proposal(text, VoteKind.APPROVAL, tuple(Option(f"{n}{text}"[:OPTION_LENGTH]) for n in ALL), opens_at=NOON)
    full = replace(full, closes_at=NOON, secret=True, extends=True, everywhere=True, preset=Preset.CIVIL_MAJOR)
    shown = told.VoteProposed(full, PRESETS[Preset.CIVIL_MAJOR], NOON, (name,) * 3, 3)
    return [
        shown,
        *(replace(shown, proposal=Proposal(), rule=rule, wants=part) for part in Part),
        replace(shown, proposal=replace(full, readings=(NOON, NOON + timedelta(hours=12)))),
        replace(shown, trouble=Refused(Reason.VOTE_DEADLINE_PAST)),
        replace(shown, trouble=Refused(Reason.VOTE_COST_MISSING, option=text)),
    ]


def _trail(text: str, name: str) -> tuple[VoteEvent, ...]:
    person = Actor(PersonId(1), name, "zh")
    events = (VoteEvent(step, NOON, person.id, name, 1, text) for step in VoteStep)
    return (*events, VoteEvent(VoteStep.CLOSE, NOON, None, ""))
