"""Figures in words and as a picture."""

from datetime import date

from bot.domain.ids import SquadKey
from bot.domain.news.stats import StatsPicture
from bot.domain.paper import Chart
from bot.domain.stats import Figures, Group, Period
from tests.texts.makers import TEXTS, view

DAYS = Period(date(2026, 2, 15), date(2026, 3, 16))
PROPERTY = SquadKey("property")


def picture(*groups: Group) -> StatsPicture:
    return StatsPicture(DAYS, Figures(groups, 1.26, 12.0), (view().squad,), "3号楼", in_confidence=2)


def test_figures_are_told_in_words_and_drawn() -> None:
    news = picture(Group(PROPERTY, "lift", 12, 10, 8, 1, 3), Group(PROPERTY, None, 1, 0, 0, 0, 0))
    body = TEXTS.body("zh", news)
    assert body.html.splitlines() == [
        "📊 <b>3号楼 诉求统计</b>，2026年2月15日 至 2026年3月16日",
        "上报 13 · 接单 10 · 验收 8 · 退回 1 · 现在逾期 3",
        "一半在 1 小时 16 分钟 内接单。",
        "一半在 12 小时 内验收。",
        "另有 2 条不公开。",
    ]
    assert isinstance(body.paper, Chart)
    assert [panel.title for panel in body.paper.panels] == ["这段时间上报的诉求", "按类别"]
    assert [(bar.label, bar.value) for bar in body.paper.panels[1].bars] == [("电梯故障", 12), ("未分类", 1)]
    english = TEXTS.body("en", news)
    assert "received 13 · claimed 10 · accepted as fixed 8" in english.html
    assert "15 Feb 2026 to 16 Mar 2026" in english.html


def test_where_nothing_was_reported_nothing_is_drawn() -> None:
    body = TEXTS.body("en", picture())
    assert body.paper is None
    assert "Nothing was reported." in body.html


def test_kinds_of_which_there_are_few_are_summed_up() -> None:
    groups = [Group(PROPERTY, f"own {n}", 20 - n, 0, 0, 0, 0) for n in range(12)]
    body = TEXTS.body("en", picture(*groups))
    assert isinstance(body.paper, Chart)
    bars = body.paper.panels[-1].bars
    assert len(bars) == 9
    assert (bars[-1].label, bars[-1].value) == ("all others", sum(20 - n for n in range(8, 12)))
