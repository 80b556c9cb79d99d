"""What places and kinds of issue are called."""

import tomllib
from pathlib import Path

import pytest

from bot.domain.news import issues as told
from bot.domain.place import NOWHERE, Place
from bot.texts.naming import CATEGORIES, SPOTS
from bot.texts.say import LANGUAGES
from tests.texts.makers import TEXTS, issue_list, timeline, view

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place("3", "2"), "3栋2单元", "Building 3, unit 2"),
        (Place("3", "2", "501"), "3栋2单元501室", "Building 3, unit 2, flat 501"),
        (Place("C", floor="4", spot="corridor"), "C栋4楼 走廊", "Building C, floor 4, corridor"),
        (Place(floor="-1", spot="garage"), "地下1层 车库", "basement level 1, garage"),
        (Place(floor="0"), "一楼", "ground floor"),
        (Place(zone="东"), "东区", "zone 东"),
        (Place(spot="gate"), "小区大门", "gate"),
        (Place(spot="our own"), "", ""),
        (Place(building="<b>"), "&lt;b&gt;栋", "Building &lt;b&gt;"),
        (Place(), "", ""),
    ],
)
def test_a_place_is_told_as_people_write_it(place: Place, zh: str, en: str) -> None:
    seen = view(place=place)
    heads = [
        f"<b>#12</b> {what}{f' · {where}' if where else ''} · " for what, where in (("电梯故障", zh), ("Lift", en))
    ]
    for language, head in zip(LANGUAGES, heads, strict=True):
        assert TEXTS.body(language, told.BuildingCard(seen)).html.startswith(f"📋 {head}")
        assert TEXTS.body(language, timeline(seen)).html.startswith(head)
        assert head in TEXTS.body(language, issue_list(seen)).html


def test_a_squads_card_names_the_building_where_the_report_does_not() -> None:
    assert "电梯故障 · 3号楼 · 王阿姨" in TEXTS.body("zh", told.SquadCard(view(place=NOWHERE), 1)).html
    assert "电梯故障 · 3号楼 楼道 · " in TEXTS.body("zh", told.SquadCard(view(place=Place(spot="stairwell")), 1)).html
    assert "Lift · 3号楼, floor 4 · " in TEXTS.body("en", told.SquadCard(view(place=Place(floor="4")), 1)).html
    assert "电梯故障 · 5栋 · " in TEXTS.body("zh", told.SquadCard(view(place=Place("5")), 1)).html


@pytest.mark.parametrize("category", [None, "our_own"])
def test_a_category_without_a_name_is_not_named(category: str | None) -> None:
    assert TEXTS.body("zh", told.BuildingCard(view(category=category, place=NOWHERE))).html == (
        "📋 <b>#12</b> · 已派给 物业"
    )


def test_every_category_of_the_example_and_every_spot_of_the_reader_has_its_name() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    assert set(CATEGORIES) == {name for squad in example["squads"] for name in squad.get("categories", ())}
    spots = ROOT / "nlp" / "data" / "places.toml"
    assert set(SPOTS) == set(tomllib.loads(spots.read_text(encoding="utf-8"))["spots"])
