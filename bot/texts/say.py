"""Sentences in a language: the catalogues, numbers and times as people write them, and the one place that escapes."""

import gettext
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from html import escape
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.domain.cause import Actor
from bot.domain.news.help import Audience

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = ("zh", "en")
NAME_LENGTH = 40
NOTE_LENGTH = 100
Helps = Mapping[Audience, tuple[str, ...]]
"""Lines of /help for those that it helps."""


class Html(str):
    """Text that is escaped already."""

    __slots__ = ()


def N_(sentence: str) -> str:  # noqa: N802 (gettext's name for "translate this later")
    """Mark a sentence for the catalogue."""
    return sentence


class Say:
    """Says sentences in one language."""

    def __init__(self, language: str, zone: ZoneInfo, emergency_numbers: tuple[str, ...]) -> None:
        """Speak ``language``, with times in ``zone``."""
        self.language = language
        self.emergency_numbers = emergency_numbers
        self._catalogue = catalogue(language)
        self._zone = zone

    def __call__(self, sentence: str, **values: object) -> Html:
        """Return the translated sentence with its values escaped."""
        return Html(self._catalogue.gettext(sentence).format(**{name: safe(value) for name, value in values.items()}))

    def plain(self, sentence: str, **values: object) -> str:
        """Return a sentence for places without HTML: buttons, alerts, the menu."""
        return self._catalogue.gettext(sentence).format(**values)

    def count(self, one: str, many: str, n: int) -> Html:
        """Return the sentence that fits a number."""
        return Html(self._catalogue.ngettext(one, many, n).format(n=n))

    def time(self, at: datetime) -> Html:
        """Return a time of the community's clock."""
        pattern = self._catalogue.gettext(N_("d MMM, HH:mm"))
        return Html(escape(format_datetime(at.astimezone(self._zone), pattern, locale=self.language)))

    def day(self, day: date) -> str:
        """Return a day, not escaped yet."""
        return format_date(day, self._catalogue.gettext(N_("d MMM y")), locale=self.language)

    def when(self, at: datetime, *, year: bool = False) -> Html:
        """Return a time to come of the community's clock, with its weekday; with its year where that may surprise."""
        pattern = self._catalogue.gettext(N_("EEE d MMM yyyy, HH:mm") if year else N_("EEE d MMM, HH:mm"))
        return Html(escape(format_datetime(at.astimezone(self._zone), pattern, locale=self.language)))

    def day_of(self, at: datetime) -> Html:
        """Return the day of a moment by the community's calendar, without its year."""
        pattern = self._catalogue.gettext(N_("d MMM"))
        return Html(escape(format_datetime(at.astimezone(self._zone), pattern, locale=self.language)))

    def on(self, at: datetime) -> Html:
        """Return a day of the community's calendar, with its weekday."""
        pattern = self._catalogue.gettext(N_("EEE d MMM"))
        return Html(escape(format_datetime(at.astimezone(self._zone), pattern, locale=self.language)))

    def clock(self, at: datetime) -> Html:
        """Return a time of the day."""
        return Html(f"{at.astimezone(self._zone):%H:%M}")

    def span(self, span: timedelta) -> Html:
        """Return a length of time: its two largest units, at least a minute."""
        minutes = max(1, round(span.total_seconds() / 60))
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        parts = [
            (days, self.count("{n} day", "{n} days", days)),
            (hours, self.count("{n} hour", "{n} hours", hours)),
            (minutes, self.count("{n} minute", "{n} minutes", minutes)),
        ]
        return Html(" ".join([part for n, part in parts if n][:2]))

    def names(self, names: list[str]) -> str:
        """Return a list of names as people write it."""
        return format_list(names, locale=self.language)


def catalogue(language: str) -> gettext.NullTranslations:
    """Return the sentences of all capabilities in a language; the English ones stand in the code."""
    merged = gettext.NullTranslations()
    for path in sorted((LOCALES / language / "LC_MESSAGES").glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        one = gettext.GNUTranslations(compiled)
        one.add_fallback(merged)
        merged = one
    return merged


def safe(value: object) -> str:
    """Return a value as HTML; what is HTML already stays as it is."""
    return value if isinstance(value, Html) else escape(str(value), quote=False)


def cut(text: str, most: int) -> str:
    """Return a text in one line, of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def named(actor: Actor | None) -> Html:
    """Return somebody's name."""
    return Html(safe(cut(actor.name, NAME_LENGTH) if actor is not None else "?"))


def mention(actor: Actor) -> Html:
    """Return somebody's name, so that Telegram notifies them; those who have had themselves erased have no chat."""
    if actor.id < 0:
        return named(actor)
    return Html(f'<a href="tg://user?id={actor.id}">{named(actor)}</a>')
