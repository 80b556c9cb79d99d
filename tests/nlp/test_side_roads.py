"""What needs more than a word is read out of an answer to a card; talk stays talk."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normal import normalise
from nlp.side_roads import read
from nlp.times.reading import find
from nlp.understanding import Answered, Intent

MONDAY = datetime(2026, 3, 16, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
SQUAD, BUILDING, ACCEPTANCE = Answered.SQUAD, Answered.BUILDING, Answered.ACCEPTANCE


def reading(text: str, card: Answered) -> tuple[Intent, str | int | None] | None:
    """Return the side road, and what was read out of it."""
    days = [time.start or time.end for time in find(text, MONDAY)]
    named = any(day is not None and day.date() > MONDAY.date() for day in days)
    road = read(normalise(text), card, names_a_day=named)
    if road is None:
        return None
    return road.intent, next((part for part in (road.whom, road.number, road.stars) if part is not None), None)


TO_THE_TASK = [
    ("转给物业", Intent.TRANSFER, "物业"),
    ("转给赵师傅", Intent.TRANSFER, "赵师傅"),
    ("这个转给老赵吧", Intent.TRANSFER, "老赵"),
    ("转派给法律红管家", Intent.TRANSFER, "法律红管家"),
    ("派给Tom处理", Intent.TRANSFER, "tom"),
    ("移交给社区办公室", Intent.TRANSFER, "社区办公室"),
    ("我在外面，转给赵师傅处理，谢谢", Intent.TRANSFER, "赵师傅"),
    ("pass it to property", Intent.TRANSFER, "property"),
    ("please hand this over to Tom", Intent.TRANSFER, "tom"),
    ("transfer to the legal stewards", Intent.TRANSFER, "legal stewards"),
    ("Reassign to @tom_reed", Intent.TRANSFER, "@tom_reed"),
    ("forward it to the community office please", Intent.TRANSFER, "community office"),
    ("等配件，下周三再弄", Intent.PAUSE, None),
    ("配件周四到", Intent.PAUSE, None),
    ("先放一放，明天再来", Intent.PAUSE, None),
    ("厂家后天派人，等师傅", Intent.PAUSE, None),
    ("缺个阀门，订了货，下周一到", Intent.PAUSE, None),
    ("waiting for parts, Wednesday", Intent.PAUSE, None),
    ("ordered a pump, it arrives on Thursday", Intent.PAUSE, None),
    ("need a part, back on Tuesday", Intent.PAUSE, None),
    ("put it on hold until next Monday", Intent.PAUSE, None),
    ("不归我们管，找自来水公司", Intent.NOT_OURS, "自来水公司"),
    ("这不是物业的事，应该找供电局", Intent.NOT_OURS, "供电局"),
    ("不属于我们管，归燃气公司管", Intent.NOT_OURS, "燃气公司"),
    ("不归我们管", Intent.NOT_OURS, None),
    ("Not ours, call the water company", Intent.NOT_OURS, "the water company"),
    ("that's not our job, it's the council's job", Intent.NOT_OURS, "the council"),
    ("this isn't ours", Intent.NOT_OURS, None),
    ("放弃", Intent.RELEASE, None),
    ("我弄不了，谁接", Intent.RELEASE, None),
    ("我去不了，换个人吧", Intent.RELEASE, None),
    ("我不接了", Intent.RELEASE, None),
    ("手上没工具，谁能接手？", Intent.RELEASE, None),
    ("I can't do it, sorry", Intent.RELEASE, None),
    ("giving this back, no ladder", Intent.RELEASE, None),
    ("I give up on this one", Intent.RELEASE, None),
    ("can somebody else take over?", Intent.RELEASE, None),
    ("和#12一样", Intent.DUPLICATE, 12),
    ("跟12号是同一个事", Intent.DUPLICATE, 12),
    ("重复了，#7", Intent.DUPLICATE, 7),
    ("合并到 #3", Intent.DUPLICATE, 3),
    ("this is the same as #12", Intent.DUPLICATE, 12),
    ("duplicate of 40", Intent.DUPLICATE, 40),
    ("same issue as #9", Intent.DUPLICATE, 9),
    ("请问是几楼？", Intent.ASK, None),
    ("问一下业主，家里几点有人", Intent.ASK, None),
    ("麻烦问一下是哪个水龙头", Intent.ASK, None),
    ("Could you tell us which floor it is?", Intent.ASK, None),
    ("please ask the neighbour when she is home", Intent.ASK, None),
    ("继续办理", Intent.RESUME, None),
    ("继续弄", Intent.RESUME, None),
    ("配件到了，继续", Intent.RESUME, None),
    ("the part has arrived", Intent.RESUME, None),
]
TO_THE_FIRST_ANSWER = [
    ("催一下", Intent.URGE, None),
    ("有消息吗", Intent.URGE, None),
    ("怎么样了？", Intent.URGE, None),
    ("什么时候能修好啊", Intent.URGE, None),
    ("还没人来", Intent.URGE, None),
    ("any news?", Intent.URGE, None),
    ("when will somebody come?", Intent.URGE, None),
    ("still waiting", Intent.URGE, None),
    ("please hurry up", Intent.URGE, None),
    ("我家也是", Intent.SUPPORT, None),
    ("+1", Intent.SUPPORT, None),
    ("me too", Intent.SUPPORT, None),
    ("same here on the 5th floor", Intent.SUPPORT, None),
    ("不用了，自己修好了", Intent.WITHDRAW, None),
    ("撤回", Intent.WITHDRAW, None),
    ("报错了", Intent.WITHDRAW, None),
    ("never mind, my mistake", Intent.WITHDRAW, None),
    ("和#12一样", Intent.DUPLICATE, 12),
    ("it's the same as #12", Intent.DUPLICATE, 12),
]
TO_THE_QUESTION = [
    ("5分", Intent.RATE, 5),
    ("四星", Intent.RATE, 4),
    ("⭐⭐⭐", Intent.RATE, 3),
    ("2", Intent.RATE, 2),
    ("4/5", Intent.RATE, 4),
    ("five stars!", Intent.RATE, 5),
]
TALK = [
    (SQUAD, "要不要转给物业？"),
    (SQUAD, "转给我"),
    (SQUAD, "交给我吧"),
    (SQUAD, "give it to me"),
    (SQUAD, "should we pass it to property?"),
    (SQUAD, "这是谁家的?"),
    (SQUAD, "whose flat is that?"),
    (SQUAD, "是不是和#12一样？"),
    (SQUAD, "not the same as #12"),
    (SQUAD, "还没修完，明天接着来"),
    (SQUAD, "在路上了"),
    (SQUAD, "修好了，换了门机"),
    (SQUAD, "不归我们管吗？"),
    (SQUAD, "今天弄不完"),
    (SQUAD, "I can't do it today"),
    (SQUAD, "等配件"),
    (SQUAD, "辛苦了"),
    (SQUAD, "haha"),
    (BUILDING, "谢谢"),
    (BUILDING, "thanks a lot"),
    (BUILDING, "不急"),
    (BUILDING, "no hurry"),
    (BUILDING, "收到"),
    (ACCEPTANCE, "5分钟后看看"),
    (ACCEPTANCE, "修好了"),
    (ACCEPTANCE, "works now"),
    (ACCEPTANCE, "3楼还是不亮"),
]


@pytest.mark.parametrize(("text", "intent", "said"), TO_THE_TASK)
def test_an_answer_to_the_task(text: str, intent: Intent, said: str | int | None) -> None:
    assert reading(text, SQUAD) == (intent, said)


@pytest.mark.parametrize(("text", "intent", "said"), TO_THE_FIRST_ANSWER)
def test_an_answer_to_the_first_answer(text: str, intent: Intent, said: int | None) -> None:
    assert reading(text, BUILDING) == (intent, said)


@pytest.mark.parametrize(("text", "intent", "said"), TO_THE_QUESTION)
def test_an_answer_to_the_question(text: str, intent: Intent, said: int) -> None:
    assert reading(text, ACCEPTANCE) == (intent, said)


@pytest.mark.parametrize(("card", "text"), TALK)
def test_talk_stays_talk(card: Answered, text: str) -> None:
    assert reading(text, card) is None


def test_a_long_story_is_none() -> None:
    assert reading("我小时候" * 60 + "转给物业", SQUAD) is None


@given(text=st.text(), card=st.sampled_from(Answered), names_a_day=st.booleans())
def test_whatever_is_written_is_read(text: str, card: Answered, *, names_a_day: bool) -> None:
    read(normalise(text), card, names_a_day=names_a_day)
