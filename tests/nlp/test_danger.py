"""Danger to life is seen whoever describes it, and not where it is over, elsewhere or only a word."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp
from nlp.danger import Danger, find
from nlp.normal import normalise
from nlp.phrases import Phrases

HAND = Path(__file__).parent / "hand"
DATA = Path(nlp.__file__).parent / "data" / "danger.toml"
DANGERS = [
    ("trapped", "电梯停在七楼半,里面有三个人出不来,快叫维保"),
    ("trapped", "我被关在电梯里了,按铃没人理"),
    ("trapped", "货梯突然不动,搬家师傅困里头了,喊着透不过气"),
    ("trapped", "厕所门锁坏了,孩子反锁在卫生间出不来一直哭"),
    ("trapped", "the lift has stopped between floors and there are two old ladies inside"),
    ("trapped", "I'm stuck in the elevator, block D, nobody picks up the intercom"),
    ("trapped", "can hear someone shouting from inside the lift, doors won't open"),
    ("trapped", "my daughter is shut in the lift with her bike, she can't get out"),
    ("gas", "楼梯间好大一股煤气味,有没有人管"),
    ("gas", "我家燃气管在嘶嘶响,怕是漏了"),
    ("gas", "一家三口都头晕恶心,家里烧着炉子窗户没开"),
    ("gas", "there's a strong smell of gas on the second floor"),
    ("gas", "the gas hose is hissing behind my cooker, what do I do"),
    ("gas", "our carbon monoxide alarm is going off and we all feel sick"),
    ("fire", "六楼阳台冒黑烟了!"),
    ("fire", "地库有辆车烧起来了,火苗很高"),
    ("fire", "一股烧焦的味道,从配电箱那边出来的"),
    ("fire", "隔壁起火,快打119"),
    ("fire", "smoke is pouring out of the meter room"),
    ("fire", "the skip next to block 2 is on fire"),
    ("fire", "I can see flames in the kitchen of 803"),
    ("fire", "strong burning smell in the corridor, can't tell from where"),
    ("fall", "王爷爷在楼下摔倒了,自己站不起来"),
    ("fall", "门口躺着一位大姐,怎么叫都没反应"),
    ("fall", "我妈滑倒在浴室地上,腿动不了"),
    ("fall", "an old man fell by the gate and can't get up"),
    ("fall", "granny is on the bathroom floor and I cannot lift her"),
    ("fall", "someone's lying at the bottom of the stairs, not moving"),
    ("live_wire", "花园的灯杆漏电,狗碰了一下就倒了"),
    ("live_wire", "楼道墙上电线裸着,还打火花"),
    ("live_wire", "摸水龙头手麻,是不是带电了"),
    ("live_wire", "bare wires are hanging by the swings"),
    ("live_wire", "I got an electric shock from the entrance door handle"),
    ("missing", "我家孩子不见了,五岁,红色外套"),
    ("missing", "奶奶有老年痴呆,早上出门到现在没回来"),
    ("missing", "has anyone seen my son? he's four and he's gone from the playground"),
    ("missing", "my father has dementia and he walked out this morning, not back yet"),
    ("violence", "楼上男的拿刀要砍人,快报警"),
    ("violence", "隔壁在打老婆,女的一直喊救命"),
    ("violence", "he's got a knife and she is screaming for help, 1203"),
    ("falling", "五楼空调外机快掉下来了,底下是人行道"),
    ("falling", "a window frame is hanging loose right above the bus stop, people underneath"),
    ("medical", "对门大叔胸口疼喘不上气,打了120还没到"),
    ("medical", "my neighbour isn't breathing any more, call an ambulance"),
]
NO_DANGERS = [
    "困在电梯里的人已经救出来了,大家放心",
    "明天上午消防演习,听到警报不要慌",
    "煤气费怎么交,有人知道吗",
    "楼道里老有人抽烟,烟味飘到我家",
    "烟雾报警器电池没电了,滴滴响",
    "昨晚看的电影里电梯着火,吓死我",
    "火已经扑灭了,没人受伤",
    "电梯又坏了,爬了十二楼",
    "楼道灯不亮,老人容易摔倒",
    "要是电梯停了困在里面怎么办",
    "三楼水管漏水,地上都是水",
    "孩子的帽子不见了,有人捡到吗",
    "the fire was put out, nobody hurt",
    "fire drill tomorrow at ten, please don't panic",
    "who do I ask about my gas bill",
    "the smoke alarm battery is beeping again",
    "someone keeps smoking in the stairwell",
    "what happens if the lift stops between floors?",
    "saw a film about people trapped in a lift last night",
    "the lift is out of order again, third time this week",
    "water is dripping from the ceiling in the garage",
    "my parcel is missing from the lobby",
    "he got out of the lift by himself, all fine now",
    "the light on the stairs is out, somebody could fall",
]


@pytest.mark.parametrize(("kind", "text"), DANGERS)
def test_danger_is_found_by_its_kind(kind: str, text: str) -> None:
    danger = find(normalise(text))

    assert danger is not None
    assert danger.kind == kind


@pytest.mark.parametrize("text", NO_DANGERS)
def test_no_danger_where_none_is(text: str) -> None:
    assert find(normalise(text)) is None


def test_a_danger_names_its_words() -> None:
    assert find("smell of gas in the stairwell") == Danger("gas", ("smell of gas",))


@given(st.text())
def test_whatever_is_written_is_read(text: str) -> None:
    find(text)


CUES = ["lift", "stuck", "gas", "smell", "no ", "煤气", "味", "孩子", "没", "回来", ",", " "]


@given(st.lists(st.sampled_from(CUES)))
def test_whatever_is_put_together_of_cues_is_read(parts: list[str]) -> None:
    danger = find("".join(parts))

    assert danger is None or danger.words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nearly_every_emergency_is_found_and_little_else(language: str) -> None:
    rows = map(json.loads, (HAND / f"{language}.jsonl").read_text(encoding="utf-8").splitlines())
    fires: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows:
        if row["intent"] == "report":
            fires[row["urgency"] == "emergency"].append(find(normalise(row["text"])) is not None)

    assert sum(fires[True]) / len(fires[True]) >= 0.98
    assert sum(fires[False]) / len(fires[False]) <= 0.06


def test_rules_and_lists_know_each_other() -> None:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    asked = {name for rule in data["rules"] for choice in rule["all"] for name in choice.split("|")}
    asked |= {name for rule in data["rules"] for name in rule.get("unless", ())}

    assert asked | {"over", "harmless"} == set(data["words"])


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        pytest.param("gas", "gasoline", False, id="whole words"),
        pytest.param("leak*", "it's leaking", True, id="a word's beginning"),
        pytest.param("leak*", "bleak", False, id="not its middle"),
        pytest.param("can't get up", "she can't get up.", True, id="several words"),
        pytest.param("煤气", "闻到煤气味", True, id="anywhere in Chinese"),
        pytest.param("叫…不醒", "叫了半天不醒", True, id="with a gap"),
        pytest.param("叫…不醒", "叫了他们三个人好长好长好长时间都不醒", False, id="with too wide a gap"),
    ],
)
def test_phrases(phrase: str, text: str, *, found: bool) -> None:
    assert bool(list(Phrases({"list": [phrase]}).find(text))) is found
