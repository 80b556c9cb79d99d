"""News of the side roads."""

from bot.domain.issue import CallBack
from bot.domain.news import loop as told
from bot.domain.news.issues import IssueView
from bot.domain.news.loop import LoopNews
from tests.texts.makers import view


def news(seen: IssueView) -> list[LoopNews]:
    """Return samples."""
    who, text = seen.reporter, seen.issue.text
    rung = [view(text, who.name, call_back=called) for called in CallBack]
    return [
        told.MoreChoices(seen),
        told.WhoGetsIt(seen, (seen.squad,) * 8, (who,) * 8),
        told.UntilWhen(seen),
        told.Settled(seen),
        *(told.WordsWanted(seen, who, wanted) for wanted in told.Wanted),
        told.WordsWanted(seen, who, told.Wanted.PROOF, photo=True),
        told.Asked(seen, text),
        told.Asked(seen, text, again=True),
        told.AskedInPrivate(seen),
        told.Answered(seen, who, text),
        told.Answered(seen, who, ""),
        told.NoAnswer(seen),
        told.Released(seen, who, text),
        told.Released(seen, who),
        told.Released(seen, who, left=True),
        told.Handed(seen, who, who),
        told.GoesRound(seen),
        told.Woken(seen),
        told.Urged(seen),
        told.AcceptSoon(seen, (who,) * 5),
        told.ReturnedAgain(seen, (who,) * 3),
        told.ReturnedAgain(seen, ()),
        *(told.RingThem(one, (who,) * 3) for one in rung),
        told.RingThem(seen, ()),
    ]
