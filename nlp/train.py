"""Trains the reader from the corpus: the same figures from the same corpus, in some minutes on two cores."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from spacy.language import Language

from nlp import corpus, pipeline
from nlp.components.context import findings
from nlp.components.judge import INTENTS, evidence
from nlp.corpus import Row
from nlp.features import features
from nlp.languages import language_of
from nlp.linear import Floats, Linear, columns_of, in_bytes
from nlp.normal import normalise
from nlp.reader import Threshold, TrainedReader
from nlp.understanding import Eagerness, Intent, Said, Sureness, Understanding

SEED = 20260316
FOLDS = 4
SEEN_IN = 2
"""A piece counts when so many messages have it."""
INTENT_C, OURS_C, CATEGORY_C, URGENCY_C, JUDGE_C = 8.0, 0.1, 20.0, 8.0, 1.0
"""How far the weights may go (the inverse of the regularisation)."""
HINT_WEIGHT = 0.25
"""What a single word that speaks for a category counts beside a whole report."""
HINTS = Path(__file__).parent / "data" / "categories.toml"
CHATTER_ASKED = {Eagerness.QUIET: 0.001, Eagerness.NORMAL: 0.003, Eagerness.LISTEN: 0.01}
"""At most this share of everyday chatter may make the bot ask, by eagerness."""
NEAR_ASKED = {Eagerness.QUIET: 0.005, Eagerness.NORMAL: 0.0125, Eagerness.LISTEN: 0.04}
"""At most this share of near-misses."""
WEAK = 0.95
"""A second signal lets ask at this fraction of the odds that are needed without."""
DANGER, PLAIN = 0.4, 0.15
"""From which probability on words of danger, and the plain words of a fault, count: a false alarm costs less than an
emergency passed over, and nobody should have to tell a story to be heard."""
LEARNED = ("intent", "category", "ours")
"""The heads whose scores the judge weighs."""
_ANSWERS = {Intent.CLAIM, Intent.PROGRESS, Intent.DONE, Intent.ACCEPT}
"""What means something only as an answer to a card; alone it is chatter."""

Step = Callable[[str], None]
Thresholds = dict[str, dict[Eagerness, Threshold]]
"""By language and eagerness."""
Labels = NDArray[np.str_]
Learned = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Weights, pieces by labels, and a bias for each label."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Messages as rows of pieces: with rarity and of length one, and plainly."""

    weighed: csr_matrix
    plain: csr_matrix

    def of(self, which: NDArray[np.intp]) -> "Counted":
        """Return some of the messages."""
        return Counted(self.weighed[which], self.plain[which])


@dataclass(frozen=True, slots=True)
class Lesson:
    """All that is learned from."""

    rows: Sequence[Row]
    counted: Counted
    """The rows' pieces."""
    hints: Sequence[str]
    """The categories of single words that speak for one."""
    words: Counted
    """Those words' pieces."""
    heads: Mapping[str, tuple[str, ...]]

    def of(self, which: NDArray[np.intp]) -> "Lesson":
        """Return the lesson with some of the rows only."""
        return replace(self, rows=[self.rows[int(at)] for at in which], counted=self.counted.of(which))

    def reports(self) -> NDArray[np.intp]:
        """Return which rows are reports of a known category."""
        return np.flatnonzero([row.intent == Intent.REPORT and row.category is not None for row in self.rows])


def learned_from(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that can be learned from: "not fixed" is left out, alone it may be a report or not."""
    return [row for row in rows if row.intent != Intent.REJECT and row.kind != "reply"]


def intent_of(row: Row) -> Intent:
    """Return what a row means where it answers nothing."""
    intent = Intent(row.intent)
    return Intent.CHATTER if intent in _ANSWERS else intent


def train(step: Step, feedback: Sequence[Row] = ()) -> tuple[Language, Thresholds]:
    """Return the pipeline with new weights, and the thresholds.

    :param step: is told what is being done, before it is.
    :param feedback: more messages to learn from, as neighbours have answered for them.
    """
    step("reading the corpus")
    rows = learned_from(row for language in corpus.LANGUAGES for row in corpus.rows(language))
    rows = [*(row for row in rows if row.split == "train"), *feedback]
    nlp = pipeline.blank()
    heads = {head: tuple(labels) for head, labels in pipeline.classifier_of(nlp).heads.items()}
    found = [features(normalise(row.text)) for row in rows]
    vectorizer = TfidfVectorizer(analyzer=_as_it_is, min_df=SEEN_IN, binary=True, dtype=np.float64)
    hints = _hints()
    told = [features(normalise(word)) for _, word in hints]
    both = _count(vectorizer, [*found, *told])
    counted, words = both.of(np.arange(len(rows))), both.of(np.arange(len(rows), len(rows) + len(hints)))
    lesson = Lesson(rows, counted, tuple(category for category, _ in hints), words, heads)
    unseen = _out_of_fold(lesson, step)
    step("learning from all of it")
    model = _model(lesson, vectorizer)
    pipeline.classifier_of(nlp).model = model
    pipeline.bind(nlp)
    step("weighing the signals")
    ours = _judge(nlp, rows, unseen)
    return nlp, {language: _thresholds(rows, ours, language) for language in corpus.LANGUAGES}


def save(nlp: Language, thresholds: Thresholds, feedback: int = 0, folder: Path = pipeline.MODEL) -> None:
    """Write the model and its card."""
    pipeline.save(nlp, folder)
    kept = {
        language: {
            eagerness.value: {name: round(value, 5) for name, value in asdict(one).items()}
            for eagerness, one in by_eagerness.items()
        }
        for language, by_eagerness in thresholds.items()
    }
    (folder / "thresholds.json").write_bytes(orjson.dumps(kept, option=orjson.OPT_INDENT_2))
    (folder / "README.md").write_text(card(nlp, thresholds, feedback), encoding="utf-8")


def _as_it_is(pieces: Sequence[str]) -> Sequence[str]:
    return pieces


def _count(vectorizer: TfidfVectorizer, found: Sequence[Sequence[str]]) -> Counted:
    weighed = vectorizer.fit_transform(found)
    plain = weighed.copy()
    plain.data[:] = 1.0
    return Counted(weighed.tocsr(), plain.tocsr())


def _fit(
    data: csr_matrix, labels: Labels, order: Sequence[str], c: float, trust: NDArray[np.float64] | None = None
) -> Learned:
    """Learn each label against all others: quick and to the end, where one model of all labels stops half-way."""
    weights, bias = [], []
    for label in order:
        model = LogisticRegression(C=c, solver="liblinear", dual=True, random_state=SEED)
        model.fit(data, labels == label, sample_weight=trust)
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return np.column_stack(weights), np.array(bias)


def _hints() -> list[tuple[str, str]]:
    """Return words that speak for a category, with it."""
    data = tomllib.loads(HINTS.read_text(encoding="utf-8"))
    return [
        (category, word) for category, by_language in data.items() for words in by_language.values() for word in words
    ]


def _ratios(plain: csr_matrix, ours: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return log-count ratios of each piece: how much oftener it stands in what is ours than in chatter."""
    one = 1.0 + np.asarray(plain[ours].sum(axis=0)).ravel()
    other = 1.0 + np.asarray(plain[~ours].sum(axis=0)).ravel()
    ratios: NDArray[np.float64] = np.log(one / one.sum()) - np.log(other / other.sum())
    return ratios


def _intents(rows: Sequence[Row]) -> Labels:
    return np.array([intent_of(row).value for row in rows])


def _out_of_fold(lesson: Lesson, step: Step) -> Floats:
    """Return scores (rows by columns of ``LEARNED``) by models that have not seen the row."""
    intents = _intents(lesson.rows)
    scores = np.zeros((len(lesson.rows), sum(len(lesson.heads[head]) for head in LEARNED)), np.float32)
    strata = [f"{intent} {row.language}" for intent, row in zip(intents, lesson.rows, strict=True)]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for number, (seen, unseen) in enumerate(folds.split(np.zeros(len(intents)), strata), start=1):
        step(f"learning without part {number} of {FOLDS}")
        part, rest = lesson.of(seen), lesson.counted.of(unseen)
        weights, bias = _learn(part, LEARNED)
        scores[unseen, :-1] = rest.weighed @ weights[:, :-1] + bias[:-1]
        scores[unseen, -1] = rest.plain @ weights[:, -1] + bias[-1]
    return scores


def _learn(lesson: Lesson, heads: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights (pieces by labels) and bias of some heads, one after another."""
    learned = [_HEADS[head](lesson) for head in heads]
    return np.column_stack([weights for weights, _ in learned]), np.concatenate([bias for _, bias in learned])


def _learn_intent(lesson: Lesson) -> Learned:
    return _fit(lesson.counted.weighed, _intents(lesson.rows), lesson.heads["intent"], INTENT_C)


def _learn_category(lesson: Lesson) -> Learned:
    """Learn from reports, and from single words that speak for a category as if they were tiny reports."""
    which = lesson.reports()
    data = vstack([lesson.counted.weighed[which], lesson.words.weighed]).tocsr()
    labels = np.array([*(str(lesson.rows[int(at)].category) for at in which), *lesson.hints])
    trust = np.array([1.0] * len(which) + [HINT_WEIGHT] * len(lesson.hints))
    return _fit(data, labels, lesson.heads["category"], CATEGORY_C, trust)


def _learn_urgency(lesson: Lesson) -> Learned:
    which = lesson.reports()
    labels = np.array([str(lesson.rows[int(at)].urgency) for at in which])
    return _fit(lesson.counted.weighed[which], labels, lesson.heads["urgency"], URGENCY_C)


def _learn_ours(lesson: Lesson) -> Learned:
    ours = _intents(lesson.rows) != Intent.CHATTER
    ratios = _ratios(lesson.counted.plain, ours)
    weights, bias = _fit(lesson.counted.plain.multiply(ratios).tocsr(), ours.astype(str), ["True"], OURS_C)
    return weights * ratios[:, np.newaxis], bias


_HEADS: Mapping[str, Callable[[Lesson], Learned]] = {
    "intent": _learn_intent,
    "category": _learn_category,
    "urgency": _learn_urgency,
    "ours": _learn_ours,
}


def _model(lesson: Lesson, vectorizer: TfidfVectorizer) -> Linear:
    """Return the weights of all heads."""
    learned, bias = _learn(lesson, tuple(lesson.heads))
    weights, scale = in_bytes(learned)
    return Linear(
        pieces=[str(piece) for piece in vectorizer.get_feature_names_out()],
        rarity=vectorizer.idf_.astype(np.float32),
        weights=weights,
        scale=scale,
        bias=bias.astype(np.float32),
        heads=lesson.heads,
    )


def _judge(nlp: Language, rows: Sequence[Row], unseen: Floats) -> NDArray[np.float64]:
    """Fit the judge on what unseen messages scored; return each row's probability of being ours by it."""
    facts = _facts(nlp, pipeline.classifier_of(nlp).heads, rows, unseen)
    intents = _intents(rows)
    ours = np.zeros(len(rows))
    spoken = np.array([language_of(row.text) or "" for row in rows])
    for language in corpus.LANGUAGES:
        which = np.flatnonzero(spoken == language)
        fitted = LogisticRegression(C=JUDGE_C, max_iter=2000).fit(facts[which], intents[which])
        order = [list(fitted.classes_).index(intent.value) for intent in INTENTS]
        weighed = np.column_stack([fitted.coef_[order], fitted.intercept_[order]])
        pipeline.judge_of(nlp).weights[language] = weighed.astype(np.float32)
        ours[which] = 1.0 - fitted.predict_proba(facts[which])[:, order[-1]]
    return ours


def _facts(nlp: Language, heads: Mapping[str, Sequence[str]], rows: Sequence[Row], unseen: Floats) -> Floats:
    """Return what the judge weighs, for each row."""
    columns = columns_of({head: heads[head] for head in LEARNED})
    facts = []
    with nlp.select_pipes(disable=["classifier", "judge"]):
        for doc, scores in zip(nlp.pipe(row.text for row in rows), unseen, strict=True):
            found = findings(doc)
            found.scores = scores
            facts.append(evidence(found, columns))
    return np.stack(facts)


def _thresholds(rows: Sequence[Row], ours: NDArray[np.float64], language: str) -> dict[Eagerness, Threshold]:
    """Return from where on to ask: so that no more chatter and no more near-misses make the bot ask than is allowed."""
    chatter = [row.language == language and intent_of(row) is Intent.CHATTER for row in rows]
    near = np.array([said and row.kind == "near" for said, row in zip(chatter, rows, strict=True)])
    everyday = np.array(chatter) & ~near
    found = {}
    for eagerness in Eagerness:
        ask = max(
            float(np.quantile(ours[everyday], 1 - CHATTER_ASKED[eagerness])),
            float(np.quantile(ours[near], 1 - NEAR_ASKED[eagerness])),
        )
        found[eagerness] = Threshold(ask, _at_odds(ask, WEAK), DANGER, PLAIN)
    return found


def _at_odds(probability: float, fraction: float) -> float:
    """Return the probability whose odds are a fraction of another's."""
    odds = fraction * probability / (1 - probability)
    return odds / (1 + odds)


def card(nlp: Language, thresholds: Thresholds, feedback: int) -> str:
    """Return the model's card: what it is, what it learned from, what it can do on messages it has not seen."""
    trained = TrainedReader(nlp, thresholds, {})
    lines = [_ABOUT.format(date=datetime.now(UTC).date(), feedback=feedback)]
    for language in corpus.LANGUAGES:
        lines += [f"\n## {language}\n", "| | |", "| --- | --- |"]
        lines += [f"| {name} | {value} |" for name, value in _figures(trained, language).items()]
    return "\n".join(lines) + "\n"


def _figures(trained: TrainedReader, language: str) -> dict[str, str]:
    rows = list(corpus.rows(language))
    held = [row for row in learned_from(rows) if row.split == "dev"]
    read = zip(held, trained.read_many(Said(row.text, _A_MONDAY) for row in held), strict=True)
    pairs = [(intent_of(row), found) for row, found in read]
    return {
        "messages of the corpus": f"{len(rows)}",
        "kept apart for these figures": f"{len(held)}",
        "intent right": _percent(true is found.intent for true, found in pairs),
        "reports acted on or asked about": _percent(_speaks(found) for true, found in pairs if true is Intent.REPORT),
        "chatter acted on or asked about": _percent(_speaks(found) for true, found in pairs if true is Intent.CHATTER),
        "category right": _percent(trained.best_category(row.text) == row.category for row in held if row.category),
    }


def _percent(flags: Iterable[bool]) -> str:
    found = list(flags)
    return f"{sum(found) / len(found):.1%}"


def _speaks(found: Understanding) -> bool:
    return found.sureness is not Sureness.SILENT


_A_MONDAY = datetime(2026, 3, 16, 10, tzinfo=UTC)
_ABOUT = """# The model that reads messages

Made on {date} by `make train`: linear weights over pieces of words. It learned from `nlp/corpus/` and the words of
`nlp/data/`, both written for this project (Apache-2.0; traditional characters after OpenCC, Apache-2.0), and from
{feedback} answers of neighbours. `docs/understanding.md` says how it works, what it was compared with, and its figures
on a test set by other hands. Those below are of a tenth of the corpus that it did not learn from. Most reports in it
tell a trouble without naming it, and are harder than what a chat mostly holds."""
