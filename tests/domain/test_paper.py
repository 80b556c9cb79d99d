"""Papers keep what they say on their way through the outbox."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Tone,
    as_photo,
    file_name,
    from_json,
    to_json,
)

numbers = st.floats(0, 1e9)
words = st.text(max_size=20)
cells = st.lists(words, max_size=3).map(tuple)
rows = st.lists(cells, max_size=3).map(tuple)
bars = st.builds(Bar, words, numbers, words, st.sampled_from(get_args(Tone)))
panels = st.builds(
    Panel, words, st.lists(bars, max_size=5).map(tuple), st.lists(st.builds(Mark, numbers, words)).map(tuple), numbers
)
blocks = st.builds(Heading, words) | st.builds(Paragraph, words) | st.builds(Table, cells, rows)
simple = (
    st.builds(Chart, words, words, st.lists(panels, max_size=3).map(tuple), words, words)
    | st.builds(Document, words, words, st.lists(blocks, max_size=4).map(tuple), words, words)
    | st.builds(Sheet, words, rows)
    | st.builds(File, words, words)
)
papers: st.SearchStrategy[Paper] = simple | st.builds(Bundle, words, st.lists(simple, max_size=3).map(tuple))


@given(papers)
def test_a_paper_comes_out_of_json_as_it_went_in(paper: Paper) -> None:
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper


def test_only_charts_are_pictures_and_files_have_their_own_ending() -> None:
    chart, sheet = Chart("result", "Result", ()), Sheet("ballots", ())
    assert [(as_photo(paper), file_name(paper)) for paper in (chart, sheet, File("a.ics", ""))] == [
        (True, "result.png"),
        (False, "ballots.csv"),
        (False, "a.ics"),
    ]


def test_a_picture_is_bounded() -> None:
    panel = Panel("", tuple(Bar("", 1, "") for _ in range(BARS // 2)))
    Chart("", "", (panel, panel))
    with pytest.raises(ValueError, match="more than 40"):
        Chart("", "", (panel, panel, Panel("", (Bar("", 1, ""),))))
