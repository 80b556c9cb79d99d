"""What leads write of votes, and what a draft makes of it."""

from datetime import timedelta

import pytest

from bot.domain.vote.form import Form, Option, VoteKind
from bot.domain.vote.kept import from_json, to_json
from bot.domain.vote.proposal import Proposal, Turn
from bot.domain.vote.proposal import from_json as read
from bot.domain.vote.proposal import to_json as written
from bot.domain.vote.rule import PRESETS, Preset, Weight
from bot.domain.vote.tally import decide, pile
from bot.domain.vote.words import Part, amount, binds, issue_voted_on, options, parts, priced
from tests.domain.vote.makers import GATES, NOW


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("大家投票：充电桩装东门还是西门？周五晚8点截止", True),
        ("让大家表决 #12", True),
        ("一户一票，同意装电梯吗", True),
        ("Please vote: east gate or west gate?", True),
        ("Let's vote on the colour of the door", True),
        ("大家觉得充电桩装哪里好？", False),
        ("意见征集：春游去哪", False),
        ("What do you all think, red or blue?", False),
        ("I will devote my Sunday to it", False),
    ],
)
def test_whether_words_call_for_a_vote(text: str, *, binding: bool) -> None:
    assert binds(text) is binding


@pytest.mark.parametrize(
    ("text", "number"),
    [("让大家表决 #12", 12), ("表决一下＃7", 7), ("please vote on #3", 3), ("#12 修好了", None), ("表决 3", None)],
)
def test_which_issue_is_voted_on(text: str, number: int | None) -> None:
    assert issue_voted_on(text) == number


def test_parts_have_labels_in_both_languages() -> None:
    assert parts("问题：装哪里？\n选项：\n东门\n西门\n截止时间：周五晚8点") == {
        Part.QUESTION: "装哪里？",
        Part.OPTIONS: "东门\n西门",
        Part.CLOSES: "周五晚8点",
    }
    assert parts("question: Where?\noptions: east, west\ncloses: Friday 8 pm\nbudget: 1,000") == {
        Part.QUESTION: "Where?",
        Part.OPTIONS: "east, west",
        Part.CLOSES: "Friday 8 pm",
        Part.CAP: "1,000",
    }
    assert parts("周日晚8点") == {}


@pytest.mark.parametrize("text", ["东门、西门", "东门\n西门", "1. 东门\n2. 西门", "- 东门\n- 西门", "东门；西门。"])
def test_options_are_read_from_any_list(text: str) -> None:
    assert options(text) == (Option("东门"), Option("西门"))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("长椅 300", Option("长椅", 300)),
        ("长椅（1,200元）", Option("长椅", 1200)),
        ("电梯 2万", Option("电梯", 20_000)),
        ("bench: €300", Option("bench", 300)),
        ("花箱", Option("花箱")),
        ("2026", Option("2026")),
    ],
)
def test_wishes_have_their_prices_behind_them(text: str, wish: Option) -> None:
    assert priced(Option(text)) == wish


def test_amounts() -> None:
    assert (amount("一共 1,500 元"), amount("3万"), amount("没有")) == (1500, 30_000, None)


@pytest.mark.parametrize("turn", list(Turn))
def test_every_press_leaves_a_draft_that_is_kept_and_read_again(turn: Turn) -> None:
    made = Proposal("装哪里？", VoteKind.APPROVAL, GATES, readings=(NOW, NOW + timedelta(hours=12)), closes_at=NOW)
    after = made.turned(turn, NOW)
    assert read(written(after)) == after


def test_each_thing_that_is_missing_is_asked_for() -> None:
    made = Proposal(kind=VoteKind.BUDGET)
    assert made.missing() is Part.QUESTION
    assert Proposal("先办什么？", VoteKind.BUDGET).missing() is Part.OPTIONS
    assert Proposal("先办什么？", VoteKind.BUDGET, (Option("长椅", 3), Option("花箱"))).missing() is Part.OPTIONS
    wishes = (Option("长椅", 3), Option("花箱", 2))
    assert Proposal("先办什么？", VoteKind.BUDGET, wishes).missing() is Part.CAP
    assert Proposal("先办什么？", VoteKind.BUDGET, wishes, cap=4).missing() is Part.CLOSES
    assert Proposal("同意吗？", closes_at=NOW).missing() is None


def test_an_outcome_is_kept_and_read_again() -> None:
    ranked = [("1", 5), ("2.3", 5), ("3.2", 4), ("-", 1)]
    form = Form(VoteKind.RANKED, GATES)
    outcome = decide(form, PRESETS[Preset.MOST], Weight(5, 20), pile(ranked))
    assert from_json(to_json(outcome)) == outcome
