"""What a button carries: a type that packs into Telegram's 64 bytes and unpacks again, or refuses.

Each capability has a file of its own here, which is where its presses are imported from.
"""

from collections.abc import Mapping
from typing import get_args

from bot.domain.presses.calendars import CalendarPress
from bot.domain.presses.council import CouncilPress
from bot.domain.presses.dispatch import DispatchPress
from bot.domain.presses.events import EventPress
from bot.domain.presses.issues import IssuePress
from bot.domain.presses.joining import JoiningPress
from bot.domain.presses.loop import LoopPress
from bot.domain.presses.me import MePress
from bot.domain.presses.memos import MemoPress
from bot.domain.presses.notices import NoticePress
from bot.domain.presses.offers import OffersPress
from bot.domain.presses.polls import PollPress
from bot.domain.presses.roles import RolesPress
from bot.domain.presses.roster import RosterPress
from bot.domain.presses.seeing import SeeingPress
from bot.domain.presses.setup import SetupChatPress
from bot.domain.presses.topics import TopicsPress
from bot.domain.presses.votes import VotePress
from bot.domain.refusal import Reason, Refused

Press = (
    CalendarPress
    | CouncilPress
    | DispatchPress
    | EventPress
    | IssuePress
    | JoiningPress
    | LoopPress
    | MePress
    | MemoPress
    | NoticePress
    | OffersPress
    | PollPress
    | RolesPress
    | RosterPress
    | SeeingPress
    | SetupChatPress
    | TopicsPress
    | VotePress
)
_KINDS: Mapping[str, type[Press]] = {kind.PREFIX: kind for kind in get_args(Press)}


def unpack(data: str) -> Press:
    """Read callback data, which anybody can forge.

    :raises Refused: it isn't anything that the bot ever put on a button.
    """
    prefix, *fields = data.split(":")
    kind = _KINDS.get(prefix)
    try:
        if kind is not None:
            return kind.unpack(fields)
    except ValueError:
        pass
    raise Refused(Reason.BUTTON_UNKNOWN)
