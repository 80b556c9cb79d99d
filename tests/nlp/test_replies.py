"""An answer to a card is read for what it says of the task, and for nothing where it says nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normal import normalise
from nlp.replies import read
from nlp.understanding import Answered, Intent

HAND = Path(__file__).parent / "hand"
SQUAD = [
    ("我来,半小时到", Intent.CLAIM),
    ("交给我,下午过去", Intent.CLAIM),
    ("这单我接了", Intent.CLAIM),
    ("我离得近,我去看看", Intent.CLAIM),
    ("算我的,吃完饭就上去", Intent.CLAIM),
    ("I'll take it", Intent.CLAIM),
    ("on it", Intent.CLAIM),
    ("leave it to me, after lunch", Intent.CLAIM),
    ("mine, I live two floors below", Intent.CLAIM),
    ("I can do this one tomorrow", Intent.CLAIM),
    ("等配件,下周三再弄", Intent.PROGRESS),
    ("在路上了", Intent.PROGRESS),
    ("看过了,要找厂家", Intent.PROGRESS),
    ("还没修完,明天接着来", Intent.PROGRESS),
    ("已经联系电梯公司,等他们回话", Intent.PROGRESS),
    ("need a part, back on Tuesday", Intent.PROGRESS),
    ("still waiting for the plumber", Intent.PROGRESS),
    ("had a look, it needs a new pump, ordered one", Intent.PROGRESS),
    ("not done yet, tomorrow morning", Intent.PROGRESS),
    ("on my way", Intent.PROGRESS),
    ("修好了", Intent.DONE),
    ("搞定", Intent.DONE),
    ("换了个新的,能用了", Intent.DONE),
    ("通了,试过两次没问题", Intent.DONE),
    ("灯管换好了,亮着呢", Intent.DONE),
    ("done", Intent.DONE),
    ("replaced the valve, dry now", Intent.DONE),
    ("fixed, it was just a fuse", Intent.DONE),
    ("cleaned up and locked again", Intent.DONE),
    ("the door closes properly now", Intent.DONE),
    ("辛苦了", None),
    ("这是谁家的?", None),
    ("哈哈哈", None),
    ("haha", None),
    ("whose flat is that?", None),
    ("is it done?", None),
]
ACCEPTANCE = [
    ("好了", Intent.ACCEPT),
    ("修好了谢谢", Intent.ACCEPT),
    ("可以了,水很大", Intent.ACCEPT),
    ("不漏了,师傅手艺真好", Intent.ACCEPT),
    ("works now", Intent.ACCEPT),
    ("👍", Intent.ACCEPT),
    ("yes, all good", Intent.ACCEPT),
    ("no more leaks, thank you", Intent.ACCEPT),
    ("没修好,还在漏", Intent.REJECT),
    ("还是不行", Intent.REJECT),
    ("好了一天又坏了", Intent.REJECT),
    ("没人来过啊", Intent.REJECT),
    ("only half", Intent.REJECT),
    ("it's back again", Intent.REJECT),
    ("nope, still dripping", Intent.REJECT),
    ("nobody came", Intent.REJECT),
    ("谁来修的?", None),
    ("晚上回去看看", None),
    ("我不在家,等我老公看", None),
    ("let me check tonight", None),
    ("who came?", None),
    ("I'm at work, will look later", None),
    ("哪位师傅弄的", None),
    ("thanks for asking", None),
]


@pytest.mark.parametrize(("text", "intent"), SQUAD)
def test_an_answer_to_the_task(text: str, intent: Intent | None) -> None:
    reply = read(normalise(text), Answered.SQUAD)

    assert (reply and reply.intent) == intent


@pytest.mark.parametrize(("text", "intent"), ACCEPTANCE)
def test_an_answer_to_whether_it_is_fixed(text: str, intent: Intent | None) -> None:
    reply = read(normalise(text), Answered.ACCEPTANCE)

    assert (reply and reply.intent) == intent


def test_an_answer_names_its_words() -> None:
    reply = read("没修好,还在漏", Answered.ACCEPTANCE)

    assert reply is not None
    assert reply.words == ("没修好", "还在")


def test_a_lone_weak_word_decides_nothing_in_a_long_story() -> None:
    story = "the old tree by the pond is where my uncle and my aunt met when they were young and poor "

    assert read("it was good", Answered.SQUAD) is not None
    assert read(f"{story * 2} and it was good", Answered.SQUAD) is None


@given(st.text(), st.sampled_from(Answered))
def test_whatever_is_written_is_read(text: str, answered: Answered) -> None:
    read(text, answered)


@given(st.lists(st.sampled_from(["没", "修好", "了", "还在", "done", "not ", "again", "我来", "?", " "])))
def test_whatever_is_put_together_of_words_is_read(parts: list[str]) -> None:
    reply = read("".join(parts), Answered.SQUAD)

    assert reply is None or reply.words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nearly_every_answer_is_read_right(language: str) -> None:
    rows = map(json.loads, (HAND / f"{language}.jsonl").read_text(encoding="utf-8").splitlines())
    right = []
    for row in rows:
        if "answers" in row:
            reply = read(normalise(row["text"]), Answered(row["answers"]))
            right.append((reply.intent if reply else Intent.CHATTER) == row["intent"])

    assert sum(right) / len(right) >= 0.92
