"""The place recogniser, on messages as neighbours write them."""

import json
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import places
from nlp.places import PlaceFound, find, place_of
from nlp.understanding import Place

HAND = Path(__file__).parent / "hand"
DATA = tomllib.loads((Path(places.__file__).parent / "data" / "places.toml").read_text(encoding="utf-8"))
WORTH = 0.92
"""The share of reports whose place has to be right in every part."""

# A message, and the parts of the place that it names. Nothing where it names none.
CHINESE = [
    ("3号楼电梯坏了", "building=3"),
    ("三号楼的灯不亮了", "building=3"),
    ("3栋门禁刷不开", "building=3"),
    ("三栋二单元又没水了", "building=3 unit=2"),
    ("5幢垃圾没人收", "building=5"),
    ("12座的对讲机没声音", "building=12"),
    ("B座电梯困人了", "building=B"),
    ("3#楼道灯坏了", "building=3 spot=stairwell"),
    ("3#楼热水停了", "building=3"),
    ("二十三号楼顶漏水", "building=23 spot=roof"),
    ("十二号楼3单元501漏水", "building=12 unit=3 room=501"),
    ("3号楼2单元501室水管爆了", "building=3 unit=2 room=501"),
    ("3-2-501下水道堵了", "building=3 unit=2 room=501"),
    ("我家在 7-1-1203，暖气不热", "building=7 unit=1 room=1203"),
    ("3楼2单元灯坏了", "building=3 unit=2"),
    ("3楼的灯坏了", "floor=3"),
    ("5单元502厨房漏水", "unit=5 room=502"),
    ("2单元电梯一直响", "unit=2"),
    ("二单元楼道里堆满了纸箱", "unit=2 spot=stairwell"),
    ("6号楼二门301跳闸了", "building=6 unit=2 room=301"),
    ("501室没电", "room=501"),
    ("1203房空调滴水", "room=1203"),
    ("1402的老人摔倒了", "room=1402"),
    ("502家装修太吵了", "room=502"),
    ("我是803的，家里停水了", "room=803"),
    ("楼上1602半夜拖椅子", "room=1602"),
    ("房号2304，门锁坏了", "room=2304"),
    ("８号楼１单元３０２没有暖气", "building=8 unit=1 room=302"),
    ("4楼声控灯不亮", "floor=4"),
    ("四楼走廊有一股焦味", "floor=4 spot=corridor"),
    ("18层电梯按钮掉了", "floor=18"),
    ("第三层的灯管在闪", "floor=3"),
    ("十八楼窗户玻璃裂了", "floor=18"),
    ("负一楼进水了", "floor=-1"),
    ("地下一层积水很深", "floor=-1"),
    ("负二层车库灯全灭", "floor=-2 spot=garage"),
    ("B1车库道闸坏了", "floor=-1 spot=garage"),
    ("B2层有人抽烟", "floor=-2"),
    ("-1楼有老鼠", "floor=-1"),
    ("3号楼15层电梯不停", "building=3 floor=15"),
    ("2号楼1楼大厅玻璃门碎了", "building=2 floor=1 spot=lobby"),
    ("B区路灯不亮", "zone=B"),
    ("地下车库B区漏水", "zone=B spot=garage"),
    ("车库C区柱子边有一滩油", "zone=C spot=garage"),
    ("A区3号楼门口积水", "building=3 zone=A spot=entrance"),
    ("楼道灯坏了好几天了", "spot=stairwell"),
    ("楼梯间有人堆电动车", "spot=stairwell"),
    ("走廊里好臭", "spot=corridor"),
    ("大堂空调漏水", "spot=lobby"),
    ("单元门口的地砖松了", "spot=entrance"),
    ("门洞里有流浪猫", "spot=entrance"),
    ("小区大门的道闸抬不起来", "spot=gate"),
    ("东门的锁坏了", "spot=gate"),
    ("楼顶有人放烟花", "spot=roof"),
    ("天台门没锁", "spot=roof"),
    ("地下室淹了", "spot=basement"),
    ("车库里有辆车没熄火", "spot=garage"),
    ("地面停车场有辆车窗户没关", "spot=parking"),
    ("院子里的树倒了", "spot=courtyard"),
    ("花园的水管漏了", "spot=garden"),
    ("草坪好久没人剪了", "spot=garden"),
    ("儿童乐园的滑梯有个钉子", "spot=playground"),
    ("凉亭顶上的瓦掉了", "spot=pavilion"),
    ("车棚充电桩冒烟", "spot=bike_shed"),
    ("垃圾房门口全是苍蝇", "spot=bin_area"),
    ("垃圾桶旁边有一堆建筑垃圾", "spot=bin_area"),
    ("舞台的灯架晃得厉害", "spot=stage"),
    ("活动室空调不制冷", "spot=activity_room"),
    ("棋牌室太吵", "spot=activity_room"),
    ("小广场的地灯坏了", "spot=square"),
    ("消防通道被车堵了", "spot=fire_lane"),
    ("快递柜打不开", "spot=mailroom"),
    ("洗衣房的机器漏水", "spot=laundry"),
    ("三號樓電梯壞了", "building=3"),
    ("四樓走廊的燈不亮", "floor=4 spot=corridor"),
    ("3号来修可以吗", ""),
    ("15号下午停水", ""),
    ("电梯里有3个人", ""),
    ("隔壁那个5楼盘开盘了", ""),
    ("我爬了18层，累死了", ""),
    ("电话13812345678，打给我", ""),
    ("2026年的物业费交了吗", ""),
    ("修一下要1500元", ""),
    ("这袋米50斤", ""),
    ("房价又跌了", ""),
    ("单元测试没过", ""),
    ("三室一厅出租", ""),
    ("水电费一共302块", ""),
    ("桌上落了一层灰", ""),
    ("这栋楼一共33层", ""),
    ("两栋楼之间", ""),
    ("7点到9点停电", ""),
    ("尾号1203的车主挪一下车", ""),
    ("车牌京A1203的车挡路了", ""),
    ("7-9点停电", ""),
    ("比分3-2,下半场再战", ""),
    ("2026-03-12要检修", ""),
    ("路过一栋楼很漂亮", ""),
    ("堵了一门口的人", ""),
    ("全小区三百五十户都没水", ""),
    ("医生让我吃维生素B1", ""),
    ("广场舞又开始了", ""),
    ("5G信号太差", ""),
    ("这套房两室一厅", ""),
    ("打119!", ""),
    ("有120平米", ""),
    ("几号楼的?", ""),
    ("坐到上一层再走下来", ""),
    ("从一楼到顶楼都没水", ""),
    ("第三层玻璃碎了", "floor=3"),
    ("三号门的锁坏了", ""),
    ("A3栋12层走廊漏水", "building=A3 floor=12 spot=corridor"),
    ("7号楼三楼,301,没有热水", "building=7 room=301 floor=3"),
    ("厨房漏水,快来人,1502", "room=1502"),
    ("对门902又在吵架", "room=902"),
    ("3、4号楼之间的路灯不亮", "building=3"),
    ("3号2单元501,厕所堵了", "building=3 unit=2 room=501"),
    ("3#2-501漏水", "building=3 unit=2 room=501"),
    ("一栋二单元的声控灯坏了", "building=1 unit=2"),
    ("A座1802没网", "building=A room=1802"),
    ("东区3号楼消防通道堵了", "building=3 zone=东 spot=fire_lane"),
    ("三门洞的灯坏了", "unit=3"),
    ("2单元门口积水", "unit=2 spot=entrance"),
    ("五〇一室漏水", "room=501"),
    ("lobby的空调坏了", "spot=lobby"),
    ("５栋地下室进水", "building=5 spot=basement"),
    ("3号楼着火,5号楼2单元的人也看到了", "building=3"),
    ("11单元电梯坏了", "unit=11"),
    ("room 501漏水", "room=501"),
    ("一门课", ""),
]
ENGLISH = [
    ("The lift in Building 3 is stuck", "building=3"),
    ("Block C has no hot water", "building=C"),
    ("Water leaking in tower two", "building=2"),
    ("blk 7B intercom is dead", "building=7B"),
    ("bldg 12: the front door won't close", "building=12 spot=entrance"),
    ("BUILDING #4 smells of gas", "building=4"),
    ("no light in block a", "building=A"),
    ("Building 3, unit 2, room 501: burst pipe", "building=3 unit=2 room=501"),
    ("Unit 2 has no power", "unit=2"),
    ("unit B intercom broken", "unit=B"),
    ("Unit 1203 has a leaking ceiling", "room=1203"),
    ("unit 2, flat 14, no heating", "unit=2 room=14"),
    ("3-2-501 water meter leaks", "building=3 unit=2 room=501"),
    ("flat 501 has no hot water", "room=501"),
    ("Apt 4B is flooding", "room=4B"),
    ("apartment 12 c, sink is blocked", "room=12C"),
    ("apt. #7 has mice", "room=7"),
    ("room 12 window is broken", "room=12"),
    ("Rm 304: radiator cold", "room=304"),
    ("Leak at 1402", "room=1402"),
    ("Loud music in 3B again", "room=3B"),
    ("water is dripping from 602 into our kitchen", "room=602"),
    ("The tap in house no 12 drips", "room=12"),
    ("#12-345 ceiling leak", "room=345 floor=12"),
    ("Blk 123 #04-56 choked toilet", "building=123 room=56 floor=4"),
    ("Flat 4B, Block C: no heating", "building=C room=4B"),
    ("3rd floor light is out", "floor=3"),
    ("The lamp on the fourth floor flickers", "floor=4"),
    ("floor 7 smells of smoke", "floor=7"),
    ("Level 2 sockets are dead", "floor=2"),
    ("Puddle on the ground floor", "floor=0"),
    ("basement level 1 is flooded", "floor=-1"),
    ("B1 is full of water", "floor=-1"),
    ("Car stuck on B2 ramp", "floor=-2"),
    ("lift stops between the 3rd and 4th floor", "floor=3"),
    ("12th-floor window won't shut", "floor=12"),
    ("eleventh floor, no water pressure", "floor=11"),
    ("Second floor landing light is broken", "floor=2 spot=stairwell"),
    ("zone B lamp post is down", "zone=B"),
    ("Underground parking zone C is flooded", "zone=C spot=garage"),
    ("The staircase handrail is loose", "spot=stairwell"),
    ("someone smokes in the stairwell", "spot=stairwell"),
    ("hallway carpet is soaked", "spot=corridor"),
    ("Corridor light on the 5th floor is out", "floor=5 spot=corridor"),
    ("broken glass in the lobby", "spot=lobby"),
    ("The main door of building 5 doesn't lock", "building=5 spot=entrance"),
    ("puddle at the entrance", "spot=entrance"),
    ("main gate is stuck open", "spot=gate"),
    ("The east gate lock is jammed", "spot=gate"),
    ("somebody is on the roof", "spot=roof"),
    ("The cellar is under water", "spot=basement"),
    ("Basement smells of gas", "spot=basement"),
    ("garage door won't open", "spot=garage"),
    ("a car with its lights on in the car park", "spot=parking"),
    ("parking lot barrier broken", "spot=parking"),
    ("tree fell in the courtyard", "spot=courtyard"),
    ("sprinkler in the garden is leaking", "spot=garden"),
    ("dog mess on the lawn", "spot=garden"),
    ("the swings have a broken chain", "spot=playground"),
    ("playground fence has a nail sticking out", "spot=playground"),
    ("a bench in the gazebo is broken", "spot=pavilion"),
    ("bike shed lock is broken", "spot=bike_shed"),
    ("rats in the bin store", "spot=bin_area"),
    ("Stage lights don't work", "spot=stage"),
    ("common room heater is cold", "spot=activity_room"),
    ("a van is parked in the fire lane", "spot=fire_lane"),
    ("the parcel lockers are jammed", "spot=mailroom"),
    ("washing machine in the laundry room leaks", "spot=laundry"),
    ("Lamp on the square is out", "spot=square"),
    ("Block C, 4th floor corridor, bulb is gone", "building=C floor=4 spot=corridor"),
    ("Building 2 lobby and building 3 flat 301 flooded", "building=2 spot=lobby"),
    ("at this stage I give up", ""),
    ("the lobby group wrote to the mayor", ""),
    ("we wrote a unit test", ""),
    ("Vans block the lane every day", ""),
    ("cars block a drain", ""),
    ("my house is cold", ""),
    ("noise 24/7", ""),
    ("be there at 7 o'clock", ""),
    ("let's meet at 730", ""),
    ("It costs 500 dollars", ""),
    ("call 555-0123 now", ""),
    ("since 2019 nothing works", ""),
    ("I climbed 18 floors", ""),
    ("version 3.2 is out", ""),
    ("a parcel of 12 kg", ""),
    ("I need 3 people to carry it", ""),
    ("60 square metres", ""),
    ("they are building 2 sheds", ""),
    ("a total of 112 signatures", ""),
    ("see you at 920", ""),
    ("printed in 3D", ""),
    ("born in 1919", ""),
    ("It is 5 to 7", ""),
    ("issue #112 is still open", ""),
    ("the baby gate is for sale", ""),
    ("dial 112!", ""),
    ("page 12 of 20", ""),
    ("a flat a friend rents", ""),
    ("up to 115 people came", ""),
    ("my flat is cold", ""),
    ("level of noise is too high", ""),
    ("tower of boxes fell over", ""),
    ("the blocks are old", ""),
    ("every building has one", ""),
    ("I waited 3 hours, 20 minutes", ""),
    ("the front wheel of my bike is gone", ""),
    ("wing b, level 12, water drips", "building=B floor=12"),
    ("C block lift is stuck", "building=C"),
    ("light out at staircase B", "unit=B spot=stairwell"),
    ("the tower 7's lift is broken", "building=7"),
    ("1203: no water", "room=1203"),
    ("no hot water, 302.", "room=302"),
    ("I talked to 305 about the smoke", "room=305"),
    ("802's dog barks", "room=802"),
    ("Unit 12 is flooded", "room=12"),
    ("building 5 unit 12 is flooded", "building=5 unit=12"),
    ("unit 4B smells of gas", "room=4B"),
    ("lvl 3 corridor, bldg D", "building=D floor=3 spot=corridor"),
    ("lamp on third and fourth floor is dead", "floor=3"),
    ("water on level B2", "floor=-2"),
    ("second basement is flooded", "floor=-2"),
    ("12/F has no water", "floor=12"),
    ("floors 3 and 4 have no water", "floor=3"),
    ("Flat B, ground floor, no power", "room=B floor=0"),
    ("grandma fell down the stairs in block 3", "building=3 spot=stairwell"),
    ("A-1203 has no gas", "building=A room=1203"),
    ("The light in Block A is out", "building=A"),
    ("light at entrance 12 is broken", "unit=12 spot=entrance"),
]


def _read(text: str) -> Place:
    return place_of(find(text))


def _place(parts: str) -> Place:
    return Place(**dict(part.split("=") for part in parts.split()))


@pytest.mark.parametrize(("text", "parts"), CHINESE + ENGLISH)
def test_a_message_says_where(text: str, parts: str) -> None:
    assert _read(text) == _place(parts)


def _share_right(rows: list[Mapping[str, Any]]) -> float:
    return sum(_read(row["text"]) == Place(**(row["place"] or {})) for row in rows) / len(rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reports_written_by_hand_are_placed(language: str) -> None:
    lines = (HAND / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [row for row in map(json.loads, lines) if row["intent"] == "report"]
    assert _share_right(reports) >= WORTH
    assert _share_right([row for row in reports if row["place"]]) >= WORTH


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("快来,三號樓2单元501漏水", ["三號樓", "2单元", "501"], id="traditional characters"),
        pytest.param("３号楼１楼大厅", ["３号楼", "１楼", "大厅"], id="wide digits"),
        pytest.param("Leak in 3-2-501!", ["3", "2", "501"], id="dashes"),
        pytest.param(
            "İ see smoke, Block C, 4th floor", ["Block C", "4th floor"], id="a letter that grows in lower case"
        ),
    ],
)
def test_parts_stand_where_they_say(text: str, pieces: list[str]) -> None:
    assert [text[part.begin : part.until] for part in find(text)] == pieces


def _found(*parts: str) -> list[PlaceFound]:
    pairs = [part.split("=") for part in parts]
    return [PlaceFound(at, at + 1, part, value) for at, (part, value) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("found", "parts"),
    [
        pytest.param([], "", id="nothing"),
        pytest.param(["room=501", "building=3"], "building=3 room=501", id="said before the building"),
        pytest.param(["floor=3", "floor=4"], "floor=3", id="the first counts"),
        pytest.param(["building=3", "building=5", "unit=2"], "building=3", id="what belongs to another building"),
        pytest.param(["building=3", "building=3", "unit=2"], "building=3 unit=2", id="the same building again"),
        pytest.param(["building=3", "building=5", "spot=lobby"], "building=3 spot=lobby", id="a spot of both"),
    ],
)
def test_one_place_is_composed(found: list[str], parts: str) -> None:
    assert place_of(_found(*found)) == _place(parts)


PIECES = [
    "3",
    "-",
    "#",
    "号楼",
    "单元",
    "501",
    "室",
    "楼",
    "层",
    "负",
    "B",
    "区",
    "门口",
    "一",
    "十",
    " ",
    "block ",
    "flat ",
    "th floor",
    "the lobby",
]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_written_is_read(text: str) -> None:
    found = find(text)
    ends = [0, *(part.until for part in found)]
    assert all(end <= part.begin < part.until <= len(text) for end, part in zip(ends, found, strict=False))
    assert all(part.value for part in found)
    place_of(found)


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_message_takes_no_longer_than_its_length(piece: str) -> None:
    text = "楼a" + piece * 20_000
    began = time.process_time()
    find(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("spot", DATA["spots"])
def test_every_spot_has_words_in_both_languages(spot: str) -> None:
    words = DATA["spots"][spot]
    assert {word.isascii() for word in words} == {True, False}


def test_no_word_means_two_spots() -> None:
    words = [word for words in DATA["spots"].values() for word in words] + DATA["nowhere"]["words"]
    assert len(words) == len(set(words))
    assert [word for word in words if word != word.casefold().strip()] == []
