"""Who has a ballot."""

from bot.domain.vote.electorate import Dwelling, Elector, electors, weigh, without_area
from bot.domain.vote.rule import PRESETS, Heads, Preset, Weight

DWELLINGS = (
    Dwelling(1, "10-101", 8_000, "王芳"),
    Dwelling(2, "2-301", 9_550, " 王芳 "),
    Dwelling(3, "2-302", 7_000),
    Dwelling(4, "2-303", 6_000),
    Dwelling(5, "2-304", 0, "Emma  Clarke"),
    Dwelling(6, "2-305", 5_000, "emma clarke"),
)


def test_a_dwelling_is_a_head() -> None:
    found = electors(reversed(DWELLINGS), Heads.DWELLING)
    assert [elector.label for elector in found] == ["2-301", "2-302", "2-303", "2-304", "2-305", "10-101"]
    assert [elector.number for elector in found] == [1, 2, 3, 4, 5, 6]
    assert weigh(found) == Weight(6, 35_550)


def test_an_owner_is_a_head_with_all_their_area() -> None:
    found = electors(DWELLINGS, Heads.OWNER)
    assert [elector.label for elector in found] == ["2-301 + 10-101", "2-302", "2-303", "2-304 + 2-305"]
    assert found[0] == Elector(1, (DWELLINGS[1], DWELLINGS[0]))
    assert weigh(found) == Weight(4, 35_550)


def test_unknown_areas_matter_only_where_area_counts() -> None:
    assert without_area(DWELLINGS, PRESETS[Preset.CUSTOM]) == ()
    assert without_area(DWELLINGS, PRESETS[Preset.CIVIL_ORDINARY]) == (DWELLINGS[4],)
