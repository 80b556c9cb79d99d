"""Reports on behalf of somebody: "替我妈报：…", "for Mrs Chen: …"."""

import re

_WITH_COMMAND = re.compile(
    r"(?:for|on behalf of|替|帮|代)\s*(?P<whom>@\w{4,32}(?=\s)|[^|:：,，\n]{1,32}?(?=\s*[|:：,，\n]))"
    r"[\s|:：,，]*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_IN_PLAIN_WORDS = re.compile(
    r"(?:(?:我)?(?:替|帮|代)(?P<zh>[^|:：,，\s]{1,8}?)(?:报修|报一下|报个修|报个|报)|"
    r"(?:i'm |i am )?reporting (?:this )?(?:for|on behalf of) (?P<en>[^|:：,，\n]{1,32}?))\s*[|:：,，]\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)


def after_command(words: str) -> tuple[str, str] | None:
    """Return for whom something is reported by command and what; None where it is one's own."""
    found = _WITH_COMMAND.fullmatch(words.strip())
    return None if found is None else (found["whom"].strip(), found["rest"].strip())


def in_plain_words(text: str) -> tuple[str, str] | None:
    """Return for whom something is reported in plain words and what; None where it is one's own."""
    found = _IN_PLAIN_WORDS.fullmatch(text.strip())
    return None if found is None else ((found["zh"] or found["en"]).strip(), found["rest"].strip())
