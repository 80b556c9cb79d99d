"""Where something is: buildings, units, rooms, floors, and the spots that neighbours share.

The words stand in ``data/places.toml``. What is numbered is told by one pattern a language, whose groups carry the
parts' names (``room_after`` is a room): whoever adds an alternative keeps it free of repetition within repetition, and
a long message stays quickly read.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nlp.normal import number, simplify
from nlp.understanding import Place
from nlp.words import any_of


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """One part of a place, where it stands in the text."""

    begin: int
    """Offset of its first character in the text."""
    until: int
    """Offset behind its last character."""
    part: str
    """A field of :class:`~nlp.understanding.Place`."""
    value: str


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


_DATA: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "places.toml").read_text(encoding="utf-8"))
_CHINESE_WORDS = {name: _either(words) for name, words in _DATA["chinese"].items()}
_ENGLISH_WORDS = {name: _either(words) for name, words in _DATA["english"].items()}

# In both languages a room's number tells its floor (501, 1203, 1402b), and addresses are written with dashes.
_ROOM = r"[1-9]\d?(?:0[1-9]|[12]\d)[a-d]?"
_DASHED = rf"""
    (?<![\d.:/-])
      (?P<building_dashed>[a-z]?\d{{1,3}}) - (?P<unit_dashed>\d{{1,2}}) - (?P<room_dashed>\d{{3,4}}) (?![\d-])
  | (?<![\d.:/a-z位牌楼栋幢座\#-]) (?P<building_pair>[a-z]|\d{{1,2}}) - (?P<room_pair>{_ROOM}) (?![\d.:%/a-z-])
"""

_NUMERALS = "一二三四五六七八九十百〇零"
_N = rf"(?:\d{{1,3}}|[{_NUMERALS}]{{1,5}})"
_ALONE = rf"(?<![\d.:/a-z{_NUMERALS}两几#-])"
_RANGE = rf"(?:[~到至、和-]{_N})?"
"""The second of two is passed over: 3、4号楼."""
_BREAK = r"\s,.;:!?、。()~…"
_MEASURE = r"[\d.:%年月日元块斤米度天分点个人次岁瓦秒]"
_EMERGENCY = r"(?:11[0249]|12[02])"
"""Numbers that are called: 快打119."""

_CHINESE = re.compile(
    rf"""
    (?=[\d{_NUMERALS}a-z第负地东南西北门大从-])
    (?:
    {_DASHED}

    # Nobody is where somebody came from: 从一楼到顶楼.
  | 从 {_N} [楼层] [上下跑走]?到

    # 三号楼, 3栋, b座, 3#楼; 3号 and 3楼 where a unit follows. 楼道 and 楼顶 keep their 楼; 一栋楼 is any.
  | {_ALONE} (?P<building>[a-z]\d{{0,2}} | \d{{1,3}}[a-z]? | {_N}) {_RANGE} \s?
      (?: 号楼(?![道顶梯层]) | 号(?=楼[道顶梯])
        | (?:(?<!一)|(?!栋楼))栋(?!楼[都共]) | 幢 | 座(?![位谈机椅儿车桥山标])
        | \#楼(?![道顶梯]) | \#(?!\d*[线钢])
        | [号楼](?=\s?{_N}单元) | 号(?=\d{{3,4}}室)
      )

    # 2单元, 三门洞; 二门 where a room or a pause follows. 单元门口 keeps its 单元.
  | {_ALONE} 第? (?P<unit>[a-z] | {_N}) {_RANGE} \s?
      (?: 单元(?![测考格门口]) | (?=单元[门口]) | 门[洞栋] | 门(?=\s?\d{{3,4}})
        | (?<!一)门(?=[的口里道灯{_BREAK}]|$)
      )
  | (?<=[楼栋幢座\#]) (?P<unit_behind>[\d{_NUMERALS}]{{1,3}}) 门
  | (?<=[楼栋幢座\#]) -? (?P<unit_pair>\d{{1,2}}) - (?P<room_unit>\d{{3,4}}) (?!\d)

    # 501室, 1203房, 五〇一室; any number behind the door's or the building's word.
  | {_ALONE} (?P<room>\d{{3,4}}[a-z]? | [一二三四五六七八九〇零]{{3,4}}) \s? 号? (?: 室(?!\d) | 房(?![租价贷产]) )
  | (?<=[楼栋幢座元门层\#]) \s?[,-]?\s? (?P<room_behind>\d{{3,4}}[a-z]?) (?!{_MEASURE})
  | (?<=[元楼栋幢]) \s? (?P<room_small>\d{{1,2}}) [室号](?!楼)
  | (?:(?<=房号)|(?<=门牌)|(?<=牌号)) [\s:是]{{0,2}} (?P<room_told>\d{{1,4}}[a-z]?)

    # What only looks like a room: 对门902, 1402的, by itself between pauses.
  | (?<=[{"".join(_DATA["chinese"]["before_room"])}]) \s? (?!{_EMERGENCY}) (?P<room_with>{_ROOM}) (?!{_MEASURE})
  | {_ALONE} (?<!尾号)(?<!尾号是) (?P<room_of>{_ROOM}) (?=\s?(?:{_CHINESE_WORDS["after_room"]}))
  | (?:(?<=[{_BREAK}])|^) (?!{_EMERGENCY}) (?P<room_bare>{_ROOM}) (?=[{_BREAK}]|$)

    # 负一楼, 地下二层, -1楼, b1.
  | (?:负|地下|(?<![\da-z])-) \s? (?P<below>[一二三四1-4]) (?: 楼|层|(?=[车停地的库{_BREAK}]|$) )
  | (?<![a-z\d素]) b (?P<below_letter>[1-4]) (?: 楼|层|(?![a-z\d栋座幢号\#-]) )

    # 4楼, 第三层, 3f. Not how many were climbed (爬了18层) or built (一共33层), nor a layer of dust.
  | {_ALONE} (?<!爬)(?<!爬了) 第? (?P<floor>{_N}) {_RANGE} 楼 (?![盘宇市主房板长栋]|以[上下])
  | {_ALONE} (?<![爬共走高盖了每有上下这那另]) (?P<floor_storey>{_N}) {_RANGE} 层
      (?![楼高次面灰土水油冰雪泥膜玻窗漆皮薄厚])
  | 第 (?P<floor_ordinal>{_N}) 层
  | (?<![a-z\d.]) (?P<floor_letter>\d{{1,2}}) f (?![a-z\d])

    # b区, 东区, 3区.
  | {_ALONE} (?P<zone>[a-h] | [东南西北] | {_N}) \s? 区 (?![域别间长委政号])

    # The door of what was just named: 4栋门口.
  | (?<=[楼栋幢座\#]) 的?大? (?P<entrance>门[口前厅])
    )
    """,
    re.VERBOSE | re.ASCII,
)

_WORD = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\\sof)"
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
)
_NO = r"\s?(?:no\.?\s?|number\s|\#\s?)?"
_LETTER = r"(?:[b-hj-z]|a(?!\s[a-z]))"
"""Neither an article nor a pronoun."""
_FLAT = r"(?:\d{1,4}(?:-?[a-z]|\s[b-h])?|[a-z]-?\d{1,4}|(?<=\s)[b-h])"
_FLAT_ALONE = rf"(?:{_ROOM}|(?![23]d)\d{{1,2}}[a-g])"
_NOT_COUNTED = rf"(?!['-]?\d|[.:]\d|\s?%|\s?(?:{_ENGLISH_WORDS['counted']})\b)"
_YEAR = r"(?:19|20)\d\d\b"
_CLOCK = r"(?<=at\s)(?:1[0-2]|[1-9])(?:15|20|25)\b"

_ENGLISH = re.compile(
    rf"""
    (?<![a-z\d]) (?=[\da-z\#])
    (?:
    # Singapore's #12-345: the floor, and the flat's number.
    \# (?P<floor_flat>\d{{1,2}}) - (?P<room_flat>\d{{2,4}}) \b
  | {_DASHED}

    # Building 3, block c, tower two, blk 7b; "b block". Not "they are building 2 sheds", not "block a drain".
  | (?<!are\s)(?<!is\s)(?<!'re\s) (?:building|bldg?\.?|block|blk\.?|tower|wing)s? {_NO}
      (?P<building>[a-z]?\d{{1,3}}[a-z]? | (?<=\s){_WORD} | (?<=\s){_LETTER}) \b
  | (?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bat\s)) (?:building|block|tower) \s (?P<building_a>a) \b
  | (?P<building_before>[b-h]) [\s-] (?:block|tower|wing|building) \b

    # A unit may be a flat, which is settled in the end; entrance 2 isn't.
  | units? {_NO} (?P<either>\d{{1,4}}(?:-?[a-z])? | [a-z]\d{{1,4}} | (?<=\s){_WORD} | (?<=\s){_LETTER}) \b
      {_NOT_COUNTED}
  | (?:(?<=entrance\s)|(?<=stairwell\s)|(?<=staircase\s)) (?P<unit_stairs>\d{{1,2}} | [b-h]) \b {_NOT_COUNTED}

    # Flat 501, apt 4b, house no 12; #501 where it is no issue of ours.
  | (?:flats?|apts?\.?|apartments?|rooms?|rm\.?|suite|house) {_NO} (?P<room>{_FLAT}) \b {_NOT_COUNTED}
  | (?<!issue\s) \# \s? (?P<room_number>\d{{3,4}}[a-z]?) \b (?!-)

    # B1, basement level 2, second basement.
  | (?:basement|lower\slevel) \s (?:level\s|floor\s)? b? (?P<below>[1-4]) \b {_NOT_COUNTED}
  | level\s [b-] (?P<below_level>[1-4]) \b
  | b (?P<below_letter>[1-4]) \b (?!['-])
  | (?P<below_ordinal>first|second|third|1st|2nd|3rd) \s basement \b

    # 3rd floor, third and fourth floor, floor 7, 12/f, ground floor.
  | (?P<floor>{_ORDINAL}) (?:\s(?:and|to|or|&)\s{_ORDINAL})? [\s-] (?:floors?|fl|flr|storey|story|level) \b
  | (?:floors?|fl\.?|flr\.?|level|lvl\.?) {_NO} (?P<floor_behind>\d{{1,2}} | (?<=\s){_WORD}) \b {_NOT_COUNTED}
  | (?P<floor_slash>\d{{1,2}}) /f \b
  | (?P<ground>ground[\s-]floor|g/f) \b

    # Zone b.
  | zone \s (?P<zone>[a-h]|\d{{1,2}}) \b
  | (?:area|section|sector) \s (?P<zone_area>{_LETTER}) \b

    # What only looks like a flat: at 1402, in 3b, 302's, by itself between pauses.
  | (?:{_ENGLISH_WORDS["before_room"]}) \s (?<!total\sof\s)(?<!out\sof\s)(?<!bill\sof\s)(?<!fine\sof\s)
      (?!{_YEAR}|{_CLOCK}) (?P<room_in>{_FLAT_ALONE}) \b {_NOT_COUNTED}
  | (?P<room_of>{_FLAT_ALONE}) (?='s|\s(?:{_ENGLISH_WORDS["after_room"]})\b)
  | (?:^|(?<=[,;:(-]\s)) (?!{_YEAR}|911|999|112) (?P<room_bare>{_FLAT_ALONE}) (?=$|[,;:!?)]|\.$)
    )
    """,
    re.VERBOSE | re.ASCII,
)

_HAN = re.compile("[一-鿿]")
_LATIN_WORD = re.compile("[a-z]{2}")
_NOWHERE = "nowhere"
_SPOTS: Mapping[str, str] = {word: spot for spot, words in _DATA["spots"].items() for word in words} | dict.fromkeys(
    _DATA["nowhere"]["words"], _NOWHERE
)
_CHINESE_SPOTS = any_of(word for word in _SPOTS if _HAN.search(word))
_ENGLISH_SPOTS = any_of(word for word in _SPOTS if not _HAN.search(word))


def find(text: str) -> tuple[PlaceFound, ...]:
    """Return the parts of places that a message names, in order and without overlaps."""
    plain = simplify(text)
    chinese = _HAN.search(plain) is not None
    found: list[PlaceFound] = []
    if chinese:
        found += _numbered(_CHINESE, plain)
        found += _spots(_CHINESE_SPOTS, plain)
    if not chinese or _LATIN_WORD.search(plain):
        found += _numbered(_ENGLISH, plain)
        found += _spots(_ENGLISH_SPOTS, plain)
    return tuple(_settle_units(_apart(found))) if found else ()


def place_of(found: Sequence[PlaceFound]) -> Place:
    """Compose one place: the building named first and what is said of it; of each part the first.

    What stands behind another building belongs there, but for shared spots: "blocks C and D, the lobby".
    """
    buildings = [part for part in found if part.part == "building"]
    elsewhere = next((part.begin for part in buildings if part.value != buildings[0].value), None)
    values: dict[str, str] = {}
    for part in found:
        if elsewhere is None or part.begin < elsewhere or part.part == "spot":
            values.setdefault(part.part, part.value)
    return Place(**values)


def _spots(pattern: re.Pattern[str], plain: str) -> Iterator[PlaceFound]:
    for match in pattern.finditer(plain):
        yield PlaceFound(match.start(), match.end(), "spot", _SPOTS[match.group()])


_EITHER = "unit or room"


def _numbered(pattern: re.Pattern[str], plain: str) -> Iterator[PlaceFound]:
    """Read the matches of a pattern: what says one part is that part, of an address each piece is one."""
    for match in pattern.finditer(plain):
        said = {group: value for group, value in match.groupdict().items() if value is not None}
        for group, value in said.items():
            begin, until = match.span() if len(said) == 1 else match.span(group)
            part, read = _KINDS[group.partition("_")[0]]
            yield PlaceFound(begin, until, part, read(value))


def _name(said: str) -> str:
    """Read a number or a letter: 三 and three are 3, 7b is 7B."""
    value = number(said)
    return re.sub(r"[\s-]", "", said).upper() if value is None else str(value)


def _room(said: str) -> str:
    """Read a room, whose zeros count."""
    return said if said.isdecimal() else _name(said)


_KINDS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "building": ("building", _name),
    "unit": ("unit", _name),
    "either": (_EITHER, _name),
    "room": ("room", _room),
    "floor": ("floor", _name),
    "below": ("floor", lambda said: f"-{_name(said)}"),
    "ground": ("floor", lambda _: "0"),
    "zone": ("zone", _name),
    "entrance": ("spot", lambda _: "entrance"),
}
"""What a group's name stands for, up to its first underscore, and how to read what it matched."""


def _apart(found: Iterable[PlaceFound]) -> list[PlaceFound]:
    """Keep of overlapping parts the first, of those the longest; what leads nowhere only hides what it covers."""
    kept: list[PlaceFound] = []
    until = 0
    for part in sorted(found, key=lambda part: (part.begin, -part.until)):
        if part.begin >= until:
            kept.append(part)
            until = part.until
    return [part for part in kept if part.value != _NOWHERE]


def _settle_units(found: Sequence[PlaceFound]) -> Iterator[PlaceFound]:
    """Tell units from flats that are called so."""
    parts = {part.part for part in found}
    for part in found:
        if part.part == _EITHER:
            yield replace(part, part="room" if _is_flat(part.value, parts) else "unit")
        else:
            yield part


_FLATS_NUMBER = re.compile(r"\d{3}|\d+[A-Z]|[A-Z]\d")


def _is_flat(unit: str, besides: Set[str]) -> bool:
    """Tell whether a "unit" is a flat: 501 and 4B are, and so is 12 unless a building or a flat is named as well."""
    if _FLATS_NUMBER.match(unit):
        return "room" not in besides
    return len(unit) > 1 and besides.isdisjoint({"building", "room"})
