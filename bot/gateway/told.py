"""An error for the log and for `pavilion check`: its kind and its place, never the values that it may quote."""

import traceback

FRAMES = 8


def told(error: BaseException) -> str:
    """Return an error without its message: that may hold what neighbours wrote, or the bot's token."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return "\n".join([type(error).__name__, *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)])
