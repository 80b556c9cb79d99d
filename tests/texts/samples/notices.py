"""Notices."""

from bot.domain.news.issues import IssueView
from bot.domain.news.notices import Digest, Notice, NoticeNews, NoticesChosen
from bot.domain.notice import NOTICED, Notices
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[NoticeNews]:
    """Return samples."""
    return [
        *(Notice(seen, step, seen.issue.text, may_accept=True) for step in sorted(NOTICED)),
        Digest((seen,) * 20, NOON, 5),
        *(NoticesChosen(notices) for notices in Notices),
        NoticesChosen(Notices.ON, started=False),
    ]
