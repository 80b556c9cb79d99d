"""One form for what is written in many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normal import normalise, number, simplify


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        pytest.param("The LIFT", "the lift", id="small letters"),
        pytest.param("ＡＢ３号，好！", "ab3号,好!", id="narrow letters, digits and signs"),
        pytest.param("it’s “stuck”", 'it\'s "stuck"', id="straight quotes"),
        pytest.param("三號樓電梯壞了,還沒開門", "三号楼电梯坏了,还没开门", id="simplified characters"),
        pytest.param("  one\n two\t\u3000three ", "one two three", id="one space"),
        pytest.param("cafe\u0301", "café", id="letters and their accents are one"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_normalised(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
def test_characters_stay_in_place(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("號樓電梯号楼电梯，！３Ａ　")))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_simplified_text_is_small_and_narrow() -> None:
    assert simplify("Ｂ座，３號樓 “Lift”") == 'b座,3号楼 "lift"'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23", 23), ("２３", 23), ("二十三", 23), ("十二", 12), ("十", 10), ("两", 2), ("兩", 2), ("一〇三", 103),
        ("一二〇三", 1203), ("一百", 100), ("一百零五", 105), ("三百五", 350), ("九百九十九", 999), ("零", 0),
        ("three", 3), ("Twelve", 12), ("third", 3), ("eleventh", 11), ("3rd", 3), (" 4 ", 4),
    ],
)  # fmt: skip
def test_numbers_are_read(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", " ", "十十", "百", "三千", "B", "1.5", "-3", "²", "thirteen", "1" * 5000])
def test_what_is_no_number(text: str) -> None:
    assert number(text) is None


@given(st.text() | st.text("零一二三十百两"))
def test_no_text_breaks_the_numbers(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0
