"""A roster however it was saved; what is wrong is named by its line, and a wrong file has no plan."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.household import Household
from bot.domain.ids import ChatId, CommunityId, HouseholdId
from bot.domain.roster import MOST_ROWS, Plan, Problem, Row, Wrong, plan, read

TABLE = "单元,房号,面积,姓名\n1,101,68.50,何书记\n2,301,72.1,王阿姨\n"
ROWS = (Row("1", "101", 6_850, "", "何书记"), Row("2", "301", 7_210, "", "王阿姨"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TABLE.encode(), id="UTF-8"),
        pytest.param(TABLE.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(TABLE.encode("gbk"), id="GBK"),
        pytest.param(TABLE.encode("gb18030"), id="GB18030"),
        pytest.param(TABLE.encode("utf-16"), id="UTF-16"),
        pytest.param(TABLE.replace(",", ";").encode(), id="semicolons"),
        pytest.param(TABLE.replace(",", "\t").encode("utf-16"), id="tabs"),
        pytest.param(TABLE.replace(",", "，").encode(), id="Chinese commas"),
        pytest.param(TABLE.replace("\n", "\r\n").encode(), id="Windows' lines"),
        pytest.param(TABLE.replace("\n", "\n\n,,,\n").encode(), id="empty lines"),
        pytest.param(TABLE.replace("1,101", "１，１０１").replace("，", ",").encode(), id="full-width digits"),
        pytest.param(TABLE.replace("1,101", "1单元,101室").encode(), id="with their words"),
        pytest.param(TABLE.replace("1,101", "1.0,101.0").encode(), id="as spreadsheets save numbers"),
        pytest.param(TABLE.replace("68.50", "68.5㎡").encode(), id="with the unit of area"),
        pytest.param(
            TABLE.replace("单元,房号,面积,姓名", "Unit, ROOM , Area (m²),Residents").encode(), id="in English"
        ),
        pytest.param(TABLE.replace("面积", "建筑面积（平方米）").encode(), id="a longer name of a column"),
        pytest.param(
            '"单元","房号","面积","姓名"\n"1","101","68.50","何书记"\n2,301,72.1,王阿姨'.encode(), id="quoted"
        ),
    ],
)
def test_a_roster_is_read_however_it_was_saved(content: bytes) -> None:
    assert read(content).problems == ()
    assert read(content).rows == ROWS


def test_columns_come_in_any_order_and_may_be_missing() -> None:
    assert read("房号,业主\n301,王家\n".encode()).rows == (Row("", "301", 0, "王家"),)
    assert read(b"owner,area,room,unit\nNair,95.25,4,a\n").rows == (Row("A", "4", 9_525, "Nair"),)


@pytest.mark.parametrize(
    ("text", "area"),
    [("89.36", 8_936), ("89,36", 8_936), ("1,089.36", 108_936), ("89.365", 8_937), ("89", 8_900), ("", 0), ("0", 0),
     ("72平米", 7_200), ("72.1 sqm", 7_210), ("８９．３６", 8_936)],
)  # fmt: skip
def test_an_area_is_exact(text: str, area: int) -> None:
    assert read(f'room;area\n301;"{text}"\n'.encode()).rows == (Row("", "301", area),)


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(b"", [Problem(Wrong.EMPTY)], id="nothing"),
        pytest.param(b"\n \n,,\n", [Problem(Wrong.EMPTY)], id="no words"),
        pytest.param(b"unit,room\n", [Problem(Wrong.EMPTY)], id="a header only"),
        pytest.param(b"1,101,68\n2,301,70\n", [Problem(Wrong.NO_HEADER)], id="no header"),
        pytest.param(b"PK\x03\x04\x00\x00", [Problem(Wrong.SPREADSHEET)], id="a spreadsheet"),
        pytest.param(b"\x89PNG\x00\x00\xff\xfe\x80", [Problem(Wrong.NOT_TEXT)], id="a picture"),
        pytest.param(b'unit,room\n1,"' + b"x" * 200_000, [Problem(Wrong.BROKEN)], id="an endless cell"),
        pytest.param(b"unit,room\n1,\n2,301\n", [Problem(Wrong.ROOM_MISSING, 2)], id="no room"),
        pytest.param(b"room,area\n1,big\n2,-3\n3,100000\n4,1.2.3\n",
                     [Problem(Wrong.AREA_WRONG, n, said) for n, said in enumerate(("big", "-3", "100000", "1.2.3"), 2)],
                     id="no areas"),
        pytest.param(b"unit,room\n1,101\n\n2,301\n1,101\n1,101\n",
                     [Problem(Wrong.TWICE, 5, "1-101", 2), Problem(Wrong.TWICE, 6, "1-101", 2)], id="twice"),
        pytest.param("unit,room\n1单元,101\n1,101室\n".encode(), [Problem(Wrong.TWICE, 3, "1-101", 2)], id="in words"),
        pytest.param(b"room,names\n1," + b"x" * 121 + b"\n", [Problem(Wrong.TOO_LONG, 2, "x" * 24)], id="too long"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(content: bytes, problems: list[Problem]) -> None:
    assert list(read(content).problems) == problems


def test_five_thousand_households_are_read_quickly_and_one_more_is_too_many() -> None:
    lines = [f"{n // 100},{n},{60 + n % 50}.25,王{n}" for n in range(MOST_ROWS)]
    began = time.process_time()
    roster = read("\n".join(["单元,房号,面积,姓名", *lines]).encode("gbk"))
    assert time.process_time() - began < 5, "about 0.1 s; an hour would be quadratic"
    assert len(roster.rows) == MOST_ROWS
    assert roster.problems == ()
    more = read("\n".join(["单元,房号,面积,姓名", *lines, "x,1,1,y"]).encode())
    assert more.problems == (Problem(Wrong.TOO_MANY_ROWS, value=str(MOST_ROWS + 1)),)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_wrong(content: bytes) -> None:
    roster = read(content)
    assert roster.problems or roster.rows


# ---- the plan ----


def home(number: int, row: Row) -> Household:
    return Household(
        CommunityId(1), HouseholdId(number), ChatId(-3), row.unit, row.room, row.area, row.owner, row.names
    )


def test_a_plan_says_what_is_new_changed_gone_and_lived_in() -> None:
    known = [home(1, ROWS[0]), home(2, Row("2", "301", 7_000)), home(3, Row("2", "302")), home(4, Row("2", "303"))]
    found = plan([*ROWS, Row("2", "401")], known, lambda one: one.id == 4)
    assert found == Plan(
        added=(Row("2", "401"),),
        changed=((known[1], ROWS[1]),),
        gone=(known[2],),
        gone_with_people=(known[3],),
        same=1,
    )


ROOMS = st.lists(
    st.tuples(st.sampled_from("12"), st.sampled_from("123456"), st.integers(0, 3)), unique_by=lambda r: r[:2]
)


@given(ROOMS, ROOMS, st.frozensets(st.integers(1, 12)))
def test_every_household_is_in_one_part_of_the_plan(
    before: list[tuple[str, str, int]], after: list[tuple[str, str, int]], lived_in: frozenset[int]
) -> None:
    known = [home(number, Row(*values)) for number, values in enumerate(before, 1)]
    rows = [Row(*values) for values in after]
    found = plan(rows, known, lambda one: one.id in lived_in)
    assert len(found.added) + len(found.changed) + found.same == len(rows)
    assert len(found.gone) + len(found.gone_with_people) + len(found.changed) + found.same == len(known)
    assert {one.id for one in found.gone_with_people} <= lived_in
    assert not {one.id for one in found.gone} & lived_in
    unchanged = [home(number, row) for number, row in enumerate(rows, 1)]
    assert plan(rows, unchanged, lambda _: True).same == len(rows)
