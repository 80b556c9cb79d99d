"""Papers become files that others can open."""

import csv
import io
import zipfile

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.domain.paper import (
    BARS,
    Bar,
    Bundle,
    Chart,
    Document,
    File,
    Heading,
    Mark,
    Panel,
    Paper,
    Paragraph,
    Sheet,
    Table,
)
from bot.papers import render
from bot.papers.chart import WIDTH
from bot.papers.lettering import FONT, shown

TURNOUT = Panel("参与", (Bar("户数", 0.427, "41/96 (42.7 %)"),), (Mark(2 / 3, "法定三分之二"),), most=1)
RESULT = Chart(
    "result", "充电桩装东门还是西门?", (TURNOUT, Panel("", (Bar("东门", 23, "23", "good"), Bar("西门", 0, "0"))))
)
MINUTES = Document(
    "minutes", "表决记录", (Heading("选票"), Table(("户", "选择"), (("2-301", "同意"),)), Paragraph("两行\n文字"))
)


def _picture(chart: Chart) -> Image.Image:
    return Image.open(io.BytesIO(render(chart))).convert("RGB")


def _length(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    """How wide the widest run of a colour is."""
    width, pixels = picture.width, picture.load()
    assert pixels is not None
    return max(sum(pixels[x, y] == colour for x in range(width)) for y in range(picture.height))


def test_a_chart_fits_a_phone_and_its_bars_are_as_long_as_their_values() -> None:
    picture = _picture(Chart("", "", (Panel("", (Bar("a", 40, "40", "good"), Bar("b", 10, "10", "bad"))),)))
    assert picture.width == WIDTH
    good, bad = _length(picture, (0, 135, 106)), _length(picture, (210, 96, 26))
    assert good == pytest.approx(4 * bad, rel=0.02)


def test_a_bar_without_any_value_and_a_panel_without_any_bar_are_drawn() -> None:
    empty = _picture(Chart("", "没有人投票", (Panel("", (Bar("东门", 0, "0"),)), Panel("空", ()))))
    assert _length(empty, (47, 109, 181)) == WIDTH, "only the band at the top has the bars' colour"


def test_a_value_beyond_the_scale_ends_where_the_scale_does() -> None:
    picture = _picture(Chart("", "", (Panel("", (Bar("", 7, "", "good"),), most=1),)))
    assert _length(picture, (0, 135, 106)) == WIDTH - 2 * 64 + 1


def test_as_many_bars_as_may_be_make_a_picture_that_telegram_takes() -> None:
    bars = tuple(Bar("很长的选项" * 40, number, "x" * 200) for number in range(BARS))
    picture = _picture(Chart("", "题" * 500, (Panel("", bars),)))
    assert picture.width + picture.height <= 10_000
    assert picture.height <= 20 * picture.width


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("修好了✅👍🏽谢谢👨‍👩‍👧", "修好了谢谢"),
        ("第一行\n第二行\t", "第一行 第二行"),
        ("สวัส", "□□□"),
        ("3栋 · 王䶮", "3栋·王䶮"),
        ("a\u202eb\u0000c", "abc"),
        ("🙂", ""),
        ("Erdős", "Erdos"),
    ],
)
def test_emoji_are_left_out_and_unknown_letters_show_as_boxes(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_the_font_knows_the_characters_that_names_and_texts_are_written_in() -> None:
    with TTFont(FONT) as font:
        known = font.getBestCmap()
    block = {chr(number) for number in range(0x4E00, 0x9FA6)}
    assert not [char for char in block | set("㛃䶮𬭸，。？！（）「」《》·—…²€Äéñ") if ord(char) not in known]
    assert FONT.stat().st_size < 6_000_000
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")


def test_a_document_is_a_pdf_with_its_font_inside() -> None:
    made = render(MINUTES)
    assert made.startswith(b"%PDF-")
    assert b"PavilionSans" in made
    assert b"/FontFile3" in made
    assert len(made) < 60_000, "only the letters that are used are embedded"


def test_a_long_table_goes_on_over_pages() -> None:
    rows = tuple((str(number), "同意") for number in range(200))
    made = render(Document("", "", (Table(("户", "选择"), rows, (1, 2)),)))
    assert made.count(b"/Type /Page\n") >= 5


def test_a_sheet_opens_in_a_spreadsheet_as_it_is_meant() -> None:
    rows = (("户", "名字"), ("2-301", "=HYPERLINK(1)"), ("-3.5", "+86"), ("@王", '"逗号", 与\n换行'))
    made = render(Sheet("", rows))
    assert made.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert read == [["户", "名字"], ["2-301", "'=HYPERLINK(1)"], ["-3.5", "+86"], ["'@王", '"逗号", 与\n换行']]


@given(st.lists(st.lists(st.text(), min_size=1).map(tuple)).map(tuple))
def test_no_cell_begins_as_a_formula(rows: tuple[tuple[str, ...], ...]) -> None:
    read = csv.reader(io.StringIO(render(Sheet("", rows)).decode("utf-8-sig"), newline=""))
    for cell in (cell for row in read for cell in row):
        assert not cell.startswith(("=", "@", "\t", "\r"))
        assert not cell.startswith(("+", "-")) or cell[1:].replace(".", "").isdecimal()


def test_a_bundle_holds_its_papers_and_no_paths() -> None:
    papers: tuple[Paper, ...] = (RESULT, MINUTES, File("../a.ics", "BEGIN"), Sheet("x", ()), Sheet("x", (("1",),)))
    made = render(Bundle("all", papers))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["result.png", "minutes.pdf", "..-a.ics", "x.csv", "x (2).csv"]
        assert archive.read("..-a.ics") == b"BEGIN"


@settings(max_examples=25, deadline=None)
@given(st.text(), st.text(), st.floats(0, 1e9), st.floats(0, 1e9))
def test_whatever_is_written_is_drawn(words: str, more: str, value: float, most: float) -> None:
    render(Chart(words, words, (Panel(more, (Bar(words, value, more),), (Mark(value, words),), most),), more))
    render(Document(more, words, (Paragraph(more), Table((words,), ((more,),)), Heading(words)), words, more))
