"""Texts are read as Telegram reads them."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import find_entities, read_text, utf16_length
from bot.playground.errors import BotApiError


def nobody(user_id: int) -> dict[str, Any] | None:
    return {"id": 7, "is_bot": False, "first_name": "Emma"} if user_id == 7 else None


def html(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = read_text(source, "HTML", None, nobody)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("<b>电梯</b>坏了", "电梯坏了", [("bold", 0, 2)], id="bold"),
        pytest.param("😀<i>x</i>", "😀x", [("italic", 2, 1)], id="UTF-16 offsets"),
        pytest.param("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)], id="nested, the longer first"),
        pytest.param("<u>a</u><s>b</s>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)], id="underline, strike"),
        pytest.param("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)], id="spoiler"),
        pytest.param('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)], id="spoiler as span"),
        pytest.param("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)], id="quote"),
        pytest.param("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)], id="expandable"),
        pytest.param("<code>/help @someone</code>", "/help @someone", [("code", 0, 14)], id="nothing found in code"),
        pytest.param("&lt;b&gt; &amp; &quot;&#39;&#x1F600; &nbsp;", "<b> & \"'😀 &nbsp;", [], id="references"),
        pytest.param("  <b> x </b>\n", "x", [("bold", 0, 1)], id="trimmed"),
        pytest.param("a<b></b>", "a", [], id="empty tags vanish"),
        pytest.param("<B>x</>", "x", [("bold", 0, 1)], id="letters' case, short end tag"),
        pytest.param('<a href="no">x</a>', "x", [], id="no link, no entity"),
        pytest.param('<a href="tg://user?id=8">x</a>', "x", [], id="unknown user"),
        pytest.param("3 < 4 is &lt;", None, 'Unsupported start tag "" at byte offset 2', id="bare <"),
        pytest.param("<b>x", None, 'Can\'t find end tag corresponding to start tag "b"', id="open"),
        pytest.param("电<x>", None, 'Unsupported start tag "x" at byte offset 3', id="unsupported"),
        pytest.param("x</b>", None, "Unexpected end tag at byte offset 1", id="unexpected end"),
        pytest.param(
            "<b><i>x</b></i>",
            None,
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
            id="crossing",
        ),
        pytest.param("<b", None, "Unclosed start tag at byte offset 0", id="unclosed start"),
        pytest.param("<a href='x", None, "Unclosed start tag at byte offset 0", id="unclosed attribute"),
        pytest.param("<b>x</b", None, "Unclosed end tag at byte offset 4", id="unclosed end"),
        pytest.param("<a =x>", None, 'Empty attribute name in the tag "a" at byte offset 0', id="nameless attribute"),
        pytest.param(
            "<span>x</span>", None, 'Tag "span" must have class "tg-spoiler" at byte offset 0', id="span alone"
        ),
    ],
)
def test_html(source: str, text: str | None, entities: Any) -> None:
    if text is None:
        with pytest.raises(BotApiError) as refused:
            html(source)
        assert refused.value.description == f"Bad Request: can't parse entities: {entities}"
    else:
        assert html(source) == (text, entities)


def test_links_and_languages() -> None:
    source = '<a href="https://e.org/?a=1&amp;b=2">x</a><a href="tg://user?id=7">y</a>'
    source += '<pre><code class="language-python">z</code></pre>'
    _, entities = read_text(source, "html", None, nobody)
    assert entities == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://e.org/?a=1&b=2"},
        {"type": "text_mention", "offset": 1, "length": 1, "user": nobody(7)},
        {"type": "pre", "offset": 2, "length": 1, "language": "python"},
    ]


@given(st.text())
def test_any_escaped_text_arrives_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert read_text(f"<b>{escaped}</b>", "HTML", None, nobody).text == text.strip()


@given(st.text(alphabet="<>/&;=\"' ab电😀#"))
def test_any_markup_is_read_or_refused(source: str) -> None:
    with suppress(BotApiError):
        text, entities = read_text(source, "HTML", None, nobody)
        assert all(entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        pytest.param("/report@PavilionDemoBot 灯坏了", [("bot_command", 0, 23)], id="command"),
        pytest.param("见 /help", [("bot_command", 2, 5)], id="command inside"),
        pytest.param("a/b 3/4 //x", [], id="no commands"),
        pytest.param("/report灯坏了 请@wang_ayi看", [], id="letters of any script bind"),
        pytest.param(
            "😀@wang_ayi #12 #电梯 #a1", [("mention", 2, 9), ("hashtag", 16, 3), ("hashtag", 20, 3)], id="others"
        ),
        pytest.param("看 https://e.org/a_b?c=1。", [("url", 2, 21)], id="link"),
        pytest.param("(https://e.org/a\uff09\uff0c", [("url", 1, 15)], id="link before full-width marks"),
        pytest.param("write to a.b@e.org!", [("email", 9, 9)], id="mail"),
    ],
)
def test_found(text: str, entities: list[tuple[str, int, int]]) -> None:
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in find_entities(text)] == entities
