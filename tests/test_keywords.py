"""Reading by words alone."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.keywords import KeywordReader
from nlp.understanding import Answered, Intent, Said, Urgency

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
EXAMPLE = tomllib.loads((Path(__file__).parent.parent / "config.example.toml").read_text(encoding="utf-8"))
READ = KeywordReader({squad["key"]: squad.get("keywords", ()) for squad in EXAMPLE["squads"]})


@pytest.mark.parametrize(
    ("text", "squad", "urgency"),
    [
        ("3栋2单元的电梯又坏了", "property", Urgency.NORMAL),
        ("The LIFT is stuck again", "property", Urgency.NORMAL),
        ("电梯里有人困住了", "property", Urgency.EMERGENCY),
        ("楼道里有人飞线充电", "order", Urgency.NORMAL),
        ("装修合同被坑了想问问", "legal", Urgency.NORMAL),
    ],
)
def test_a_keyword_makes_an_issue_of_its_squad(text: str, squad: str, urgency: Urgency) -> None:
    understood = READ(Said(text, NOON))
    assert (understood.intent, understood.squad, understood.urgency) == (Intent.REPORT, squad, urgency)
    assert understood.because


@pytest.mark.parametrize("text", ["昨晚球赛看得我漏夜没睡", "a facelift for the cat", "shoplifting", "", "👍", "谢谢"])
def test_other_words_are_chatter(text: str) -> None:
    assert READ(Said(text, NOON)).intent is Intent.CHATTER


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我来，半小时到", Intent.CLAIM),
        ("I'll take it", Intent.CLAIM),
        ("I’ll take it", Intent.CLAIM),
        ("On it!", Intent.CLAIM),
        ("修好了，换了门机", Intent.DONE),
        ("done", Intent.DONE),
        ("没修好，还在漏", Intent.REJECT),
        ("not fixed, it is still leaking", Intent.REJECT),
        ("好了，谢谢师傅", Intent.ACCEPT),
        ("works again, thanks", Intent.ACCEPT),
        ("abandoned", Intent.CHATTER),
        ("明天再看看", Intent.CHATTER),
        ("done " * 50, Intent.CHATTER),
    ],
)
def test_an_answer_to_a_card_is_read_by_its_words(text: str, intent: Intent) -> None:
    assert READ(Said(text, NOON, answers=Answered.SQUAD)).intent is intent


@given(st.text(), st.sampled_from([None, *Answered]))
def test_it_never_raises(text: str, answers: Answered | None) -> None:
    READ(Said(text, NOON, answers=answers))
