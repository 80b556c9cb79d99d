"""The buttons under an issue's cards."""

from bot.domain.presses.base import NumberPress


class ClaimPress(NumberPress):
    """A steward takes it."""

    PREFIX = "claim"


class DonePress(NumberPress):
    """The steward who took it says that it's fixed."""

    PREFIX = "done"


class AcceptPress(NumberPress):
    """The reporter agrees."""

    PREFIX = "accept"


class ReturnPress(NumberPress):
    """The reporter doesn't."""

    PREFIX = "return"


class WithdrawPress(NumberPress):
    """The reporter takes the report back."""

    PREFIX = "withdraw"


IssuePress = ClaimPress | DonePress | AcceptPress | ReturnPress | WithdrawPress
