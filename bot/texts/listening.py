"""How the bot listens, and what it would have done."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from bot.domain.body import Body
from bot.domain.listening import Eagerness, Finding, Findings
from bot.domain.news import listening as told
from bot.domain.news.help import Audience
from bot.domain.refusal import Reason
from bot.texts.naming import category_name
from bot.texts.say import N_, NAME_LENGTH, NOTE_LENGTH, Helps, Html, Say, cut, safe

REFUSALS: Mapping[Reason, str] = {
    Reason.NOT_ADMIN: N_("That is for the building's lead or an administrator of this group to say."),
    Reason.ADMINS_UNKNOWN: N_(
        "Telegram doesn't tell me just now who is an administrator here. Please try again in a little while."
    ),
    Reason.LISTENING_NEEDS_BUILDING: N_("That works in a building's chat: it is there that I listen."),
}

HOW_TO_TURN = N_("/quiet – I speak up less, /listen – I speak up more.")
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {Audience.ADMINISTRATORS: (HOW_TO_TURN,)}

EAGERNESS: Mapping[Eagerness, str] = {
    Eagerness.QUIET: N_("I'm quiet now: I speak up only when I'm quite sure that something is wrong."),
    Eagerness.NORMAL: N_("I listen as usual now: I file what is clearly wrong, and ask where I'm not sure."),
    Eagerness.LISTEN: N_("I listen closely now: I ask sooner whether something should be filed."),
}
EXAMPLES_LENGTH = 130
"""Characters of an example, for all buildings of a message together."""


def body(say: Say, news: told.ListeningNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.ListensNow():
            return _listens_now(say, news)
        case told.SpeaksNow():
            return Body(say("I have listened for some days; from now on I speak up. {how}", how=say(HOW_TO_TURN)))
        case told.WouldHave():
            return _would_have(say, news)
        case _:
            assert_never(news)


def only_listening(say: Say, until: datetime) -> Html:
    """Return that the bot only listens, and until when."""
    sentence = N_(
        "Until {time} I only listen: I learn what is written here and speak up by myself only in an emergency. "
        "Commands and buttons work."
    )
    return say(sentence, time=say.time(until))


def _listens_now(say: Say, news: told.ListensNow) -> Body:
    listening = news.listening
    lines = [say(EAGERNESS[listening.eagerness])]
    if listening.until is not None:
        lines.append(only_listening(say, listening.until))
    return Body("\n".join([*lines, say(HOW_TO_TURN)]))


def _would_have(say: Say, news: told.WouldHave) -> Body:
    lines: list[str] = [say("While I only listened I would have spoken up like this:")]
    most = min(NOTE_LENGTH, EXAMPLES_LENGTH // max(1, len(news.findings)))
    for building, findings in news.findings:
        lines += ["", _counts(say, building, findings)]
        lines += [_example(say, example, most) for example in findings.examples]
    end = N_("From now on I speak up there. An administrator of a building's chat can change how much: {how}")
    return Body("\n".join([*lines, "", say(end, how=say(HOW_TO_TURN))]))


def _counts(say: Say, building: str, findings: Findings) -> Html:
    sentence = N_("<b>{building}</b>: filed at once {filed}, asked {asked}")
    return say(sentence, building=cut(building, NAME_LENGTH), filed=findings.filed, asked=findings.asked)


def _example(say: Say, example: Finding, most: int) -> Html:
    kind = category_name(say, example.category)
    text = cut(example.text, most)
    return Html(safe(f"· {text} ({kind})" if kind else f"· {text}"))
