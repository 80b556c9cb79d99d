"""Whatever neighbours type, Telegram takes what the bot makes of it."""

from html.parser import HTMLParser
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.body import Button
from bot.domain.issue import IssueState, Urgency
from bot.domain.news import News
from bot.domain.place import Place
from bot.domain.presses.base import CALLBACK_BYTES
from bot.texts import LANGUAGES
from tests.texts.makers import CAPTION_LENGTH, MESSAGE_LENGTH, NASTY, TEXTS, view
from tests.texts.samples import everything


class Balanced(HTMLParser):
    """Fails on markup that Telegram would refuse."""

    ALLOWED = ("b", "i", "s", "code", "a", "blockquote")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        assert tag in self.ALLOWED, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_there_is_a_sample_of_each_kind_of_news() -> None:
    assert {type(news) for news in everything(view())} == set(get_args(News))


# Each example says everything that there is to say, in both languages.
@settings(max_examples=30)
@given(text=NASTY, name=NASTY, state=st.sampled_from(IssueState), round_=st.integers(1, 3), reason=NASTY, said=NASTY)
def test_whatever_neighbours_type_telegram_takes_it(
    text: str, name: str, state: IssueState, round_: int, reason: str, said: str
) -> None:
    place = Place(said, said, said, said, said, "fire_lane")
    more: dict[str, Any] = {
        "reason": reason,
        "note": reason,
        "urgency": Urgency.EMERGENCY,
        "place": place,
        "photos": 10,
    }
    seen = view(text, name, state=state, round=round_, category="missing_person", **more)
    for language in LANGUAGES:
        for news in everything(seen):
            body = TEXTS.body(language, news)
            parser = Balanced()
            parser.feed(body.html)
            parser.close()
            assert parser.open == []
            most = MESSAGE_LENGTH if body.paper is None else CAPTION_LENGTH
            assert (body.poll is None) <= len(parser.text.encode("utf-16-le", "surrogatepass")) // 2 <= most
            for button in (button for row in body.rows for button in row):
                assert button.text
                if isinstance(button, Button):
                    assert len(button.press.pack().encode()) <= CALLBACK_BYTES
