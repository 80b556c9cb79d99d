"""What neighbours say below another's report itself, not its card: that they have it, too, or that they want news."""

from bot.domain.cause import Cause
from bot.domain.heard import Heard
from bot.domain.issue import OPEN
from bot.domain.squad import Lane
from bot.services.deps import Deps
from bot.services.loop import gathering
from nlp.understanding import Answered, Intent, Said
from storage import issues
from storage.database import Transaction

LONGEST = 60
"""What is longer has more to say than “me too”."""
_JOINED = frozenset({Intent.SUPPORT, Intent.URGE})


def may_join(deps: Deps, cause: Cause, heard: Heard) -> bool:
    """Tell, by the words alone, whether somebody may mean the report that they reply to."""
    if heard.below is None or len(heard.text) > LONGEST or cause.chat not in deps.neighbourhood.buildings:
        return False
    return _meant(deps, cause, heard) in _JOINED


def join(tx: Transaction, deps: Deps, cause: Cause, heard: Heard) -> bool:
    """Let the words count as an answer to the report's card; return whether there is such a report.

    What is confidential has no supporters, and below what is over neighbours just talk.
    """
    if heard.below is None or not may_join(deps, cause, heard):
        return False
    issue = issues.of_message(tx, cause.chat, heard.below)
    if issue is None or issue.state not in OPEN or deps.neighbourhood.squads[issue.squad].lane is not Lane.OPEN:
        return False
    if _meant(deps, cause, heard) is Intent.URGE:
        gathering.urge(tx, deps, cause, issue.number)
    else:
        gathering.support(tx, deps, cause, issue.number)
    return True


def _meant(deps: Deps, cause: Cause, heard: Heard) -> Intent:
    said = Said(heard.text, cause.at.astimezone(deps.neighbourhood.zone), answers=Answered.BUILDING)
    return deps.read(said).intent
