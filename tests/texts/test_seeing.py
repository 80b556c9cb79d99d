"""Lists and timelines hide what is confidential."""

from bot.domain.ids import PersonId
from bot.domain.issue import Step, TimelineEvent
from bot.domain.news.issues import BuildingCard
from bot.domain.news.seeing import IssueList, Timeline
from bot.domain.squad import Lane
from tests.texts.makers import NOON, TEXTS, view


def test_a_confidential_issue_is_not_told_to_those_who_may_not_read_it() -> None:
    seen = view("妈妈被打了", "王阿姨", Lane.CONFIDENTIAL, note="先谈一次")
    events = (TimelineEvent(Step.REPORT, NOON, PersonId(1), "王阿姨", "妈妈被打了"),)
    for news in (
        Timeline(seen, events, confide=False),
        IssueList((seen,), 1, confide=False),
        BuildingCard(seen),
    ):
        html = TEXTS.body("zh", news).html
        for secret in ("妈妈", "王阿姨", "电梯故障", "3栋", "先谈一次"):
            assert secret not in html
