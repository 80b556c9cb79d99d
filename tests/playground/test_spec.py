"""The check against Telegram's specification is there, and it bites."""

import re
from pathlib import Path

import pytest

from bot.playground.api import COVERED
from tests.playground.spec import SPECIFICATION, request_problems, result_problems

needs_specification = pytest.mark.skipif(not SPECIFICATION.exists(), reason="Telegram's specification is not at hand")


def test_the_specification_is_at_hand() -> None:
    assert SPECIFICATION.exists()


@needs_specification
@pytest.mark.parametrize("method", sorted(COVERED))
def test_every_covered_method_is_telegrams(method: str) -> None:
    assert "no such method" not in str(request_problems(method, {}))


@needs_specification
@pytest.mark.parametrize(
    ("params", "problem"),
    [
        pytest.param({"chat_id": 1}, "text is missing", id="missing"),
        pytest.param({"chat_id": 1, "text": "x", "colour": "red"}, "unknown parameter colour", id="unknown"),
        pytest.param({"chat_id": [], "text": "x"}, "is no", id="mistyped"),
        pytest.param(
            {"chat_id": 1, "text": "x", "reply_markup": '{"inline_keyboard":[[{"callback_data":"x"}]]}'},
            "InlineKeyboardButton lacks text",
            id="deep in JSON",
        ),
    ],
)
def test_a_wrong_request_is_found(params: dict[str, object], problem: str) -> None:
    assert problem in str(request_problems("sendMessage", params))


@needs_specification
def test_a_wrong_result_is_found() -> None:
    assert result_problems("getChatMemberCount", "7") == ["getChatMemberCount: '7' is no Integer"]
    assert "User has no field age" in str(
        result_problems("getMe", {"id": 1, "is_bot": True, "first_name": "x", "age": 3})
    )


def test_the_documented_methods_are_the_covered_ones() -> None:
    document = (Path(__file__).parents[2] / "docs" / "playground.md").read_text(encoding="utf-8")
    table = document.partition("## Methods")[2].partition("Updates:")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == COVERED
