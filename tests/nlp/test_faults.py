"""Plain words of faults: found where something doesn't work, not where that is over, elsewhere or only thought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.faults import LONGEST, find
from nlp.normal import normalise


@pytest.mark.parametrize(
    "text",
    [
        *("电梯坏了", "三号楼又停电了!", "我家漏水", "單元門打不開"),
        *(
            "The lift is broken",
            "no water in block 5",
            "intercom isn't working",
            "bins overflowing again",
            "lift's dead",
        ),
    ],
)
def test_a_fault_is_found(text: str) -> None:
    assert find(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        *("电梯修好了", "来电了,不用等了", "明天停水,记得存水", "以前老家天天停电", "要是电梯坏了怎么办"),
        *(
            "The lift is fixed, it was stuck",
            "water will be off tomorrow",
            "my phone is dead",
            "heartbroken",
            "good morning",
        ),
    ],
)
def test_what_is_over_elsewhere_or_only_thought_is_none(text: str) -> None:
    assert find(normalise(text)) is None


def test_a_long_story_is_left_to_what_was_learned() -> None:
    assert find("电梯坏了" + "啊" * LONGEST) is None


@given(st.text(max_size=80))
def test_nothing_upsets_it(text: str) -> None:
    find(normalise(text))
