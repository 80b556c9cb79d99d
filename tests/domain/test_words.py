"""Words as search knows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words import LONGEST, MOST, is_beginning, looked_for, words


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("电梯坏了", {"电梯", "梯坏", "坏"}),
        ("3栋2单元的电梯", {"3栋", "2单元", "电梯", "梯"}),
        ("４楼漏水", {"4楼", "漏水", "水"}),
        ("楼道灯不亮", {"楼道", "道灯", "灯", "亮"}),
        ("The lights are out on floor 3", {"light", "floor", "3"}),
        ("LIFT broken again!", {"lift", "broken"}),
        ("leaking pipes", {"leak", "pip"}),
        ("我家WiFi断了", {"家", "wifi", "断"}),
        ("", set()),
        ("！？…", set()),
        ("的了吗", set()),
    ],
)
def test_the_words_of_a_text(text: str, known: set[str]) -> None:
    assert words(text) == known


@pytest.mark.parametrize(
    "alike",
    [
        ("leak", "leaks", "leaking", "leaked"),
        ("light", "lights"),
        ("pipe", "pipes"),
        ("bus", "buses"),
        ("box", "boxes"),
        ("stop", "stopped", "stopping"),
        ("smell", "smells", "smelling"),
        ("battery", "batteries"),
        ("close", "closes", "closed", "closing"),
        ("glass",),
        ("gas",),
    ],
)
def test_forms_of_an_english_word_are_one_word(alike: tuple[str, ...]) -> None:
    assert len({word for form in alike for word in words(form)}) == 1


def test_a_chinese_character_alone_begins_words() -> None:
    assert is_beginning("灯")
    assert not is_beginning("灯坏")
    assert not is_beginning("3")


@given(st.text())
def test_whatever_is_written_its_words_are_few_and_short(text: str) -> None:
    found = words(text)
    assert len(found) <= MOST
    assert all(0 < len(word) <= LONGEST for word in found)


@given(st.text(alphabet="电梯坏漏水灯abc 3楼", max_size=20), st.text(alphabet="电梯坏漏水灯", min_size=1, max_size=4))
def test_each_character_of_a_text_begins_one_of_its_words(before: str, said: str) -> None:
    found = words(before + said)
    assert all(any(word.startswith(character) for word in found) for character in said)


@pytest.mark.parametrize(
    ("text", "known"),
    [("电梯", {"电梯"}), ("电梯 门", {"电梯", "门"}), ("灯", {"灯"}), ("lifts", {"lift"}), ("？", set())],
)
def test_what_is_looked_for(text: str, known: set[str]) -> None:
    assert looked_for(text) == known
