"""Help for everybody."""

from bot.domain.news.help import Audience, Help
from bot.domain.news.issues import IssueView
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[Help]:
    """Return samples."""
    del seen
    alone = [Help(frozenset({audience})) for audience in (Audience.NEIGHBOURS, Audience.STEWARDS)]
    return [*alone, Help(frozenset(Audience), NOON)]
