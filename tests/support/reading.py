"""A reader that takes each message for what the test says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nlp.understanding import Intent, Place, Said, Sureness, Understanding, Urgency

IN_BUILDING_3 = Place(building="3", unit="2")
ACT, ASK, SILENT = Sureness.ACT, Sureness.ASK, Sureness.SILENT

CLEAR = Understanding(Intent.REPORT, 0.9, ACT, category="lift", place=IN_BUILDING_3)
UNSURE = Understanding(Intent.REPORT, 0.5, ASK, category="lighting", place=Place(floor="4", spot="stairwell"))
OVERHEARD = Understanding(Intent.REPORT, 0.3, SILENT, category="lighting")
CONFIDENTIAL = Understanding(Intent.REPORT, 0.9, ACT, category="noise", place=IN_BUILDING_3)
DOGS = Understanding(Intent.REPORT, 0.9, ACT, category="dogs", urgency=Urgency.URGENT, place=Place(spot="courtyard"))
DANGER = Understanding(Intent.REPORT, 0.6, ASK, category="lift", urgency=Urgency.EMERGENCY)
WISHED = Understanding(Intent.WISH, 0.9, ACT, category="activity_room")
ASKED = Understanding(Intent.QUESTION, 0.9, ASK)
POLL = Understanding(Intent.POLL, 0.9, ACT)

# The first that is part of the text decides.
MESSAGES: Mapping[str, Understanding] = {
    "困": DANGER,
    "trapped": DANGER,
    "狗": DOGS,
    "dogs": DOGS,
    "坏了": CLEAR,
    "broken": CLEAR,
    "是不是": UNSURE,
    "perhaps": UNSURE,
    "一闪": OVERHEARD,
    "太吵": CONFIDENTIAL,
    "too loud": CONFIDENTIAL,
    "想要": WISHED,
    "wish": WISHED,
    "什么时候": ASKED,
    "When": ASKED,
    "投票": POLL,
    "vote": POLL,
}
ANSWERS: Mapping[str, Intent] = {
    "我来": Intent.CLAIM,
    "I'll take": Intent.CLAIM,
    "没修好": Intent.REJECT,
    "Not fixed": Intent.REJECT,
    "修好了": Intent.DONE,
    "Done": Intent.DONE,
    "等配件": Intent.PROGRESS,
    "waiting for parts": Intent.PROGRESS,
}


@dataclass(slots=True)
class Marks:
    """Reads by marks, and remembers what it was given to read."""

    said: list[Said] = field(default_factory=list)

    def __call__(self, said: Said) -> Understanding:
        """Return what ``said`` means."""
        self.said.append(said)
        if said.answers is not None:
            intent = next((intent for mark, intent in ANSWERS.items() if mark in said.text), Intent.CHATTER)
            return Understanding(intent, 1.0, ACT)
        found = (meant for mark, meant in MESSAGES.items() if mark in said.text)
        return next(found, Understanding(Intent.CHATTER))
