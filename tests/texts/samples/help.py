"""Help for everybody."""

from bot.domain.news.help import Audience, Help, Sees
from bot.domain.news.issues import IssueView
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[Help]:
    """Return samples."""
    del seen
    alone = [Help(frozenset({audience})) for audience in (Audience.NEIGHBOURS, Audience.STEWARDS)]
    seen_all = [Help(frozenset(Audience), NOON, Sees(admin, reads_all=False)) for admin in (True, False)]
    return [*alone, *seen_all, Help(frozenset(Audience), more=True)]
