"""Proposals to the neighbours, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import proposals, replies
from nlp.normal import normalise
from nlp.understanding import Answered, Intent


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("我提议在花园里装一张长椅", "在花园里装一张长椅"),
        ("我提議在花園裡裝一張長椅", "在花園裡裝一張長椅"),
        ("各位邻居，我提议：二楼平台装个扶手。", "二楼平台装个扶手"),
        ("提议：把车棚的灯换成感应灯", "把车棚的灯换成感应灯"),
        ("我想提个议题,地下室能不能放婴儿车", "地下室能不能放婴儿车"),
        ("我们倡议大家每周五一起打扫楼道", "每周五一起打扫楼道"),
        ("I propose a bench by the pond", "a bench by the pond"),
        ("Neighbours, I'd like to propose that we plant a tree in the yard.", "we plant a tree in the yard"),
        ("Proposal: a second bike rack", "a second bike rack"),
        ("I move that we repaint the lobby", "we repaint the lobby"),
    ],
)
def test_a_proposal_is_read(text: str, matter: str) -> None:
    assert proposals.read(text) == matter


@pytest.mark.parametrize(
    "text",
    [
        "我建议你去看看医生",
        "有人提议去爬山",
        "昨天居委会提议的那个事怎么样了",
        "提议不错",
        "我提议!",
        "你提议的那个我同意",
        "我提议过装长椅,记得吗?",
        "I moved to a new flat",
        "I move house on Friday",
        "he proposed to her on the roof!",
        "They propose a new road",
        "What do you propose?",
        "",
    ],
)
def test_other_talk_is_none(text: str) -> None:
    assert proposals.read(text) is None


@given(st.text())
def test_anything_can_be_read(text: str) -> None:
    proposals.read(text)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("同意！早该装了", Intent.ACCEPT),
        ("支持", Intent.ACCEPT),
        ("好主意，我出50块", Intent.ACCEPT),
        ("没意见", Intent.ACCEPT),
        ("👍", Intent.ACCEPT),
        ("I'm for it, the old folks need a seat", Intent.ACCEPT),
        ("Great idea!", Intent.ACCEPT),
        ("不同意，太吵了", Intent.REJECT),
        ("没必要，浪费钱", Intent.REJECT),
        ("反对", Intent.REJECT),
        ("挡道，我有意见", Intent.REJECT),
        ("I'm against, it blocks the path", Intent.REJECT),
        ("too expensive", Intent.REJECT),
        ("谁出钱？", Intent.QUESTION),
        ("装在哪里", Intent.QUESTION),
        ("要多少钱呢", Intent.QUESTION),
        ("Who pays for it?", Intent.QUESTION),
        ("how much would it be", Intent.QUESTION),
        ("3单元的老李也有一张", None),
        ("we had one in 1998", None),
    ],
)
def test_what_neighbours_answer_is_for_against_or_a_question(text: str, intent: Intent | None) -> None:
    reply = replies.read(normalise(text), Answered.TOPIC)
    assert (None if reply is None else reply.intent) is intent
