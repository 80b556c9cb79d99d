"""What kinds of issue and places are called."""

from collections.abc import Mapping

from bot.domain.place import Place
from bot.texts.say import N_, Say, cut

PLACE_LENGTH = 32

CATEGORIES: Mapping[str, str] = {
    "lift": N_("Lift"),
    "water_leak": N_("Water leak"),
    "blocked_drain": N_("Blocked drain"),
    "water_supply": N_("Water supply"),
    "power": N_("Power"),
    "lighting": N_("Lighting"),
    "door": N_("Doors and entry"),
    "gas": N_("Gas"),
    "heating": N_("Heating"),
    "structure": N_("Damage to the building"),
    "cleaning": N_("Cleaning"),
    "garbage": N_("Rubbish"),
    "pests": N_("Pests"),
    "greenery": N_("Greenery"),
    "noise": N_("Noise"),
    "neighbour_dispute": N_("Quarrel among neighbours"),
    "contract_law": N_("Contracts and law"),
    "domestic_trouble": N_("Trouble at home"),
    "elder_alone": N_("Older neighbour alone"),
    "fall": N_("A fall"),
    "errand": N_("Errand"),
    "companionship": N_("Company"),
    "parking": N_("Parked in the way"),
    "ebike_charging": N_("E-bike charging"),
    "fire_lane": N_("Blocked fire lane"),
    "falling_objects": N_("Falling objects"),
    "dogs": N_("Dogs"),
    "theft_stranger": N_("Theft or stranger"),
    "fire": N_("Fire"),
    "missing_person": N_("Missing person"),
    "stage": N_("The stage"),
    "square_dance": N_("Square dance"),
    "activity_room": N_("Activities room"),
}
"""What kinds of issue are called. Those that a community has added have no name here."""

SPOTS: Mapping[str, str] = {
    "stairwell": N_("stairwell"),
    "corridor": N_("corridor"),
    "lobby": N_("lobby"),
    "entrance": N_("entrance"),
    "gate": N_("gate"),
    "roof": N_("roof"),
    "basement": N_("basement"),
    "garage": N_("garage"),
    "parking": N_("car park"),
    "courtyard": N_("courtyard"),
    "garden": N_("garden"),
    "playground": N_("playground"),
    "pavilion": N_("pavilion"),
    "bike_shed": N_("bike shed"),
    "bin_area": N_("bin area"),
    "stage": N_("stage"),
    "activity_room": N_("activity room"),
    "square": N_("square"),
    "fire_lane": N_("fire lane"),
    "mailroom": N_("mailroom"),
    "laundry": N_("laundry"),
}

BETWEEN_PARTS: Mapping[str, str] = {"zh": "", "en": ", "}
"""What stands between the parts of an address: 3栋2单元; Building 3, unit 2."""
BEFORE_SPOT: Mapping[str, str] = {"zh": " ", "en": ", "}


def category_name(say: Say, category: str | None) -> str:
    """Return what a kind of issue is called, not escaped yet; nothing where it has no name."""
    return say.plain(CATEGORIES[category]) if category is not None and category in CATEGORIES else ""


def place_name(say: Say, place: Place, building: str = "") -> str:
    """Return where something is as people write it, not escaped yet.

    :param building: named where the place itself says no building.
    """
    parts = [
        ("building", N_("Building {said}")),
        ("zone", N_("zone {said}")),
        ("unit", N_("unit {said}")),
        ("floor", N_("floor {said}")),
        ("room", N_("flat {said}")),
    ]
    said = [_part(say, part, sentence, value) for part, sentence in parts if (value := getattr(place, part))]
    spot = say.plain(SPOTS[place.spot]) if place.spot is not None and place.spot in SPOTS else ""
    # A building's own name may end in anything; what is said of it stands apart.
    named = building if not place.building else ""
    where = BETWEEN_PARTS[say.language].join(said)
    return cut(BEFORE_SPOT[say.language].join(part for part in (named, where, spot) if part), PLACE_LENGTH)


def _part(say: Say, part: str, sentence: str, value: str) -> str:
    if part == "floor" and value == "0":
        return say.plain(N_("ground floor"))
    if part == "floor" and value.startswith("-"):
        return say.plain(N_("basement level {said}"), said=value[1:])
    return say.plain(sentence, said=value)
