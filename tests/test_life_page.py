"""The page on an issue's life says what the rules say."""

from bot.domain.issue import NEXT_STATE, IssueState
from docs import life


def test_the_page_has_the_table_as_the_rules_have_it() -> None:
    before = life.PAGE.read_text(encoding="utf-8")
    assert before == life.page(before), "python -m docs.life writes it anew"


def test_every_step_and_every_state_is_spoken_of() -> None:
    assert set(life.STEPS) == {step for _, step in NEXT_STATE}
    assert set(life.STATES) == set(IssueState)
