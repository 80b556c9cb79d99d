"""Reads messages with the trained pipeline; here its findings become an :class:`~nlp.understanding.Understanding`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from spacy.language import Language
from spacy.tokens import Doc

from nlp import events, faults, pipeline, polls, proposals, replies, side_roads
from nlp.components.context import Findings, Judgement, findings
from nlp.components.judge import INTENTS, URGENCIES
from nlp.examples import Examples
from nlp.features import features
from nlp.normal import normalise
from nlp.understanding import Answered, Eagerness, EventSaid, Intent, Said, Sureness, Understanding, Urgency
from nlp.words import any_of

LONGEST = 4096
"""Characters of the longest message that Telegram lets through; what lies beyond isn't read."""
BATCH = 256
FIXED_POINT = 0.8
"""From which probability on something to come together for, with the hour at which it comes again, is an event."""
CLEAR_CATEGORY = 0.15
"""A category less probable than this isn't told: the community office decides."""
_MEANT_BY_DANGER = {
    "trapped": "lift",
    "gas": "gas",
    "fire": "fire",
    "fall": "fall",
    "live_wire": "power",
    "missing": "missing_person",
    "violence": "domestic_trouble",
    "falling": "falling_objects",
}
"""The category where only the safety net knows one."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which probability on a message's intent is acted on or asked about."""

    ask: float
    """The learned scores alone suffice to ask; with a second signal, to act."""
    weak: float
    """With a second signal, to ask."""
    danger: float
    """With words of danger, to ask."""
    plain: float
    """With the words of a fault and a squad's keyword or a place, in a short message, to ask."""


@dataclass(frozen=True, slots=True)
class SquadWords:
    """How a squad of the community's own is recognised, without training."""

    keywords: Sequence[str] = ()
    examples: Sequence[str] = ()
    own: bool = False
    """None of its categories is one that the model knows: only its words lead to it."""


class TrainedReader:
    """A :class:`~nlp.understanding.Reader` with the trained pipeline."""

    def __init__(
        self,
        nlp: Language,
        thresholds: Mapping[str, Mapping[Eagerness, Threshold]],
        squads: Mapping[str, SquadWords],
    ) -> None:
        """Read with ``nlp``.

        :param thresholds: by language, then by eagerness.
        :param squads: the words of each squad, by its key.
        """
        self._nlp = nlp
        self._thresholds = thresholds
        self._model = pipeline.weights_of(nlp)
        self._any_keyword = any_of(word for squad in squads.values() for word in map(normalise, squad.keywords))
        self._own = {key: any_of(map(normalise, squad.keywords)) for key, squad in squads.items() if squad.own}
        self._examples = Examples(self._model, {key: squad.examples for key, squad in squads.items()})

    def __call__(self, said: Said) -> Understanding:
        """Return what ``said`` means."""
        return self._understood(said, findings(self._nlp(self._doc(said))))

    def read_many(self, many: Iterable[Said]) -> Iterator[Understanding]:
        """Return what each of many messages means, in order; faster than one at a time."""
        pairs = ((self._doc(said), said) for said in many)
        for doc, said in self._nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield self._understood(said, findings(doc))

    def best_category(self, text: str) -> str:
        """Return the category that a report is most probably of, however unsure that is."""
        scores = self._model.scores(self._model.rows_of(features(normalise(text))))
        columns = self._model.columns("category")
        return self._model.heads["category"][int(scores[columns].argmax())]

    def ours(self, said: Said) -> float:
        """Return how probably a message is the bot's business at all, 0 to 1."""
        judgement = findings(self._nlp(self._doc(said))).judgement
        return 0.0 if judgement is None else judgement.ours

    def _doc(self, said: Said) -> Doc:
        doc = self._nlp.make_doc(said.text[:LONGEST])
        found = findings(doc)
        # An answer is short, and all of it is to be read, however much it sounds like talk.
        found.said_at, found.in_full = said.sent_at, said.in_full or said.answers is not None
        return doc

    def _understood(self, said: Said, found: Findings) -> Understanding:
        if said.answers is not None:
            return _answer(said.answers, found)
        judgement = found.judgement
        if found.language is None or judgement is None:
            return Understanding(Intent.CHATTER)
        sureness, signals = self._weigh(said, found, judgement)
        silent = sureness is Sureness.SILENT
        chatter = silent and judgement.intents[-1] >= max(judgement.intents)
        intent = Intent.CHATTER if chatter else INTENTS[judgement.business]
        return Understanding(
            intent=intent,
            confidence=judgement.intents[INTENTS.index(intent)],
            sureness=sureness,
            squad=self._squad(found) if intent is Intent.REPORT or said.in_full else None,
            # Categories are learned from troubles: a drill that somebody would like to borrow is none of them.
            category=self._category(found, judgement) if intent is not Intent.WISH or said.in_full else None,
            category_confidence=None if found.danger is not None else judgement.category_probability,
            urgency=_urgency(found, judgement, intent),
            place=found.place,
            times=found.times,
            poll=polls.read(found.text, found.times, asked=said.poll) if said.poll or intent is Intent.POLL else None,
            event=_event(said, found, intent),
            proposal=proposals.read(found.text),
            because=() if silent else (*signals, *self._telling(found, judgement, intent)),
        )

    def _weigh(self, said: Said, found: Findings, judgement: Judgement) -> tuple[Sureness, tuple[str, ...]]:
        """Return how sure the reading is, and the signals that spoke for it beside the learned scores."""
        threshold = self._thresholds[str(found.language)][said.eagerness]
        ours = judgement.ours
        # Most messages are talk, and end here.
        if ours < threshold.plain or ours < self._least(threshold, found):
            return Sureness.SILENT, ()
        if _asks(judgement):
            return (Sureness.ACT if said.addressed else Sureness.SILENT), ()
        signals = self._signals(said, found)
        if ours >= threshold.ask:
            return (Sureness.ACT if signals else Sureness.ASK), signals
        return (Sureness.ASK if signals else Sureness.SILENT), signals

    def _least(self, threshold: Threshold, found: Findings) -> float:
        """Return from which probability on a second signal counts: how much it says by itself."""
        if found.danger is not None:
            return threshold.danger
        if found.event_cue is not None and any(time.rrule and time.at for time in found.times):
            return min(FIXED_POINT, threshold.weak)
        named = bool(found.places) or self._any_keyword.search(found.plain) is not None
        return threshold.plain if named and faults.find(found.plain) is not None else threshold.weak

    def _signals(self, said: Said, found: Findings) -> tuple[str, ...]:
        """Return what speaks for a message independently of the learned scores, as words of the text where it can."""
        keyword = self._any_keyword.search(found.plain)
        signals = [] if keyword is None else [keyword.group()]
        if found.danger is not None:
            signals += found.danger.words
        signals += [cue for cue in (found.poll_cue, found.event_cue) if cue is not None]
        signals += [found.text[place.begin : place.until] for place in found.places]
        signals += [mark for mark, there in (("📷", said.photo), ("@", said.addressed)) if there]
        return tuple(dict.fromkeys(signals))

    def _telling(self, found: Findings, judgement: Judgement, intent: Intent) -> tuple[str, ...]:
        """Return the pieces of the text that spoke loudest for what was learned."""
        column = self._model.columns("intent").start + INTENTS.index(intent)
        if intent is Intent.REPORT:
            column = self._model.columns("category").start + judgement.category
        return self._model.telling(found.rows, column)

    def _squad(self, found: Findings) -> str | None:
        """Return the squad of the community's own that the words lead to, if any."""
        for key, pattern in self._own.items():
            if pattern.search(found.plain):
                return key
        return self._examples.nearest(found.text)

    def _category(self, found: Findings, judgement: Judgement) -> str | None:
        if judgement.category_probability >= CLEAR_CATEGORY:
            return self._model.heads["category"][judgement.category]
        return None if found.danger is None else _MEANT_BY_DANGER.get(found.danger.kind)


def _event(said: Said, found: Findings, intent: Intent) -> EventSaid | None:
    if said.event:
        return events.read_certain(found.text, found.times)
    return events.read(found.text, found.times) if intent is Intent.EVENT else None


def _asks(judgement: Judgement) -> bool:
    """Tell whether it is a question more than anything else that could be the bot's business."""
    return INTENTS[judgement.business] is Intent.QUESTION


def _answer(card: Answered, found: Findings) -> Understanding:
    """Read an answer to a card: short, and by its words alone."""
    road = side_roads.read(found.plain, card, names_a_day=_names_a_day(found))
    reply = replies.read(found.plain, card)
    if road is not None and (reply is None or road.intent is not Intent.RATE):
        return Understanding(
            road.intent,
            confidence=1.0,
            sureness=Sureness.ACT,
            place=found.place,
            times=found.times,
            whom=road.whom,
            number=road.number,
            stars=road.stars,
            because=(road.words,),
        )
    if reply is None:
        return Understanding(Intent.CHATTER, place=found.place, times=found.times)
    return Understanding(
        reply.intent,
        confidence=1.0,
        sureness=Sureness.ACT,
        place=found.place,
        times=found.times,
        stars=None if road is None else road.stars,
        because=reply.words,
    )


def _names_a_day(found: Findings) -> bool:
    """Tell whether a text speaks of a later day than its own."""
    days = (time.start or time.end for time in found.times)
    return any(day is not None and day.date() > found.said_at.date() for day in days)


def _urgency(found: Findings, judgement: Judgement, intent: Intent) -> Urgency:
    """Return how soon somebody has to come. The safety net can only raise what was learned."""
    if intent is Intent.WISH:
        return Urgency.WISH
    if found.danger is not None:
        return Urgency.EMERGENCY
    return URGENCIES[judgement.urgency]


def load(squads: Mapping[str, SquadWords] | None = None, folder: Path = pipeline.MODEL) -> TrainedReader:
    """Return a reader with the model that stands in the repository."""
    return TrainedReader(pipeline.load(folder), load_thresholds(folder), squads or {})


def load_thresholds(folder: Path) -> dict[str, dict[Eagerness, Threshold]]:
    """Return the thresholds that training has set."""
    kept = orjson.loads((folder / "thresholds.json").read_bytes())
    return {
        language: {Eagerness(name): Threshold(**values) for name, values in by_eagerness.items()}
        for language, by_eagerness in kept.items()
    }
