"""The council: benches, agenda, minutes, decisions."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.council import (
    MOST_DECISIONS,
    MOST_MATTERS,
    MOST_ON_A_BENCH,
    Bench,
    Decision,
    DecisionState,
    Matter,
    MatterKind,
    Outcome,
    Sitting,
    SittingState,
    Why,
)
from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.news.council import (
    Agenda,
    BenchChanged,
    Benches,
    CouncilNews,
    MatterRaised,
    MatterTakenOff,
    MatterTold,
    MatterView,
)
from bot.domain.news.issues import IssueView
from bot.domain.news.minutes import (
    CouncilDecided,
    DecisionCard,
    DecisionDone,
    DecisionDue,
    DecisionView,
    Minutes,
    MinutesCard,
    MinutesGoOn,
    MinutesNews,
)
from bot.domain.topic import Topic, TopicState
from tests.texts.makers import NOON


def news(seen: IssueView) -> Sequence[CouncilNews | MinutesNews]:
    """Return samples."""
    said, who = seen.issue.reason, seen.reporter
    by_why = {why: Matter(MatterKind.ISSUE, 12, why, NOON, ChatId(-1), said[:200], PersonId(1)) for why in Why}
    issues = [MatterView(matter, seen.building, issue=seen, raised_by=who) for matter in by_why.values()]
    topic = Topic(CommunityId(1), 4, ChatId(-1), PersonId(1), said or "x", TopicState.RAISED, NOON, 3)
    decision = Decision(CommunityId(1), 2**31 - 1, 1, said[:500] or "x", NOON, due_at=NOON, owner_name=said, became=31)
    views = [
        *issues,
        MatterView(replace(by_why[Why.RAISED], kind=MatterKind.TOPIC), seen.building, topic=topic),
        *(
            MatterView(replace(by_why[Why.DECIDED], kind=MatterKind.DECISION), decision=one, owner=said)
            for one in (replace(decision, state=DecisionState.DONE), decision, replace(decision, due_at=None))
        ),
        MatterView(replace(by_why[Why.RAISED], kind=MatterKind.VOTE), question=said),
    ]
    full = tuple(issues[0] for _ in range(MOST_MATTERS))
    decided = [
        DecisionView(
            replace(decision, state=state, outcome=into, undated=no, due_at=due), seen.building, owner, several
        )
        for state in DecisionState
        for into in Outcome
        for no, due in ((False, NOON), (True, None), (False, None))
        for owner, several in ((who, ()), (None, (who,) * 5), (None, ()))
    ]
    sitting = Sitting(CommunityId(1), 1, NOON)
    members = tuple(replace(who, id=PersonId(number)) for number in range(1, 40))
    present = frozenset(one.id for one in members[::2])
    many = tuple(decided[0] for _ in range(MOST_DECISIONS))
    return [
        *(MatterRaised(view, at) for view in views for at in (None, NOON)),
        MatterTold(views[0]),
        MatterTakenOff(views[0]),
        Benches(tuple((bench, (who,) * MOST_ON_A_BENCH) for bench in Bench)),
        Benches(tuple((bench, ()) for bench in Bench)),
        *(BenchChanged(bench, who, seated) for bench in Bench for seated in (True, False)),
        Agenda(NOON, said[:120], full, 1000, unreached=(who,) * 40, empty_benches=tuple(Bench)),
        Agenda(None, "", tuple(views), 0, draft=True),
        Agenda(NOON, "", (), 0, draft=True),
        *(MinutesCard(replace(sitting, state=state), full, members, present, many) for state in SittingState),
        MinutesCard(sitting, (), (), frozenset(), ()),
        MinutesGoOn(),
        *(DecisionCard(view) for view in decided),
        Minutes(seen.building, sitting, full, members, many),
        Minutes(seen.building, sitting, (), (), ()),
        CouncilDecided(decided[0]),
        *(DecisionDue(decided[0], late) for late in (True, False)),
        DecisionDone(decided[0]),
    ]
