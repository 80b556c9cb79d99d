"""What is kept of somebody, told to them alone."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.news import me as told
from bot.domain.news.help import Audience
from bot.domain.paper import File
from bot.domain.presses.me import MePress, Wish
from bot.domain.refusal import Reason
from bot.texts.roles import title
from bot.texts.say import N_, NAME_LENGTH, Helps, Say, cut

REFUSALS: Mapping[Reason, str] = {
    Reason.NOTHING_KEPT: N_("Nothing is kept of you."),
}
COMMANDS: Mapping[str, str] = {"me": N_("What I keep of you, as a file, or erased")}
HELP: Helps = {
    Audience.NEIGHBOURS: (N_("/me – what I keep of you; take it with you, or have it erased (in our own chat)"),),
}

COUNTED: Mapping[str, str] = {
    "issue.reporter_id": N_("reports of yours: {n}"),
    "issue.claimed_by": N_("tasks that you took: {n}"),
    "issue_support.person_id": N_("reports that you joined: {n}"),
    "offer.person_id": N_("messages that I asked you about: {n}"),
    "poll_answer.person_id": N_("answers to polls: {n}"),
    "vote_event.person_id": N_("entries on the trails of votes (when, not what): {n}"),
    "topic.author_id": N_("topics of yours: {n}"),
    "topic_argument.person_id": N_("arguments of yours: {n}"),
    "rsvp.person_id": N_("answers to invitations: {n}"),
    "memo.person_id": N_("reminders of yours: {n}"),
    "membership.person_id": N_("chats in which I met you: {n}"),
}
"""What has a line of its own; the others are counted together."""
_LISTED = 10


def body(say: Say, news: told.MeNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.Me():
            return _me(say, news)
        case told.MyFile():
            return Body(say("All that I keep of you, for programs to read."), paper=File("me.json", news.json))
        case told.EraseSure():
            return _sure(say, news)
        case told.NotErased():
            return Body(say("All right, everything stays."))
        case told.Erased():
            return Body(
                say("It is done. What the record needs stands there without you. If you write to me, we begin anew.")
            )
        case _:
            assert_never(news)


def _me(say: Say, news: told.Me) -> Body:
    lines = [say("<b>What I keep of you</b>"), say("your name: {name}", name=cut(news.name, NAME_LENGTH))]
    for building, home in news.homes[:_LISTED]:
        home_, where = cut(home.label, NAME_LENGTH), cut(building, NAME_LENGTH)
        lines.append(say("you speak for {household}, {building}", household=home_, building=where))
    lines += [say("you are {title}", title=title(say, one)) for one in news.titles[:_LISTED]]
    lines += [say(COUNTED[key], n=n) for key, n in news.counts.items() if key in COUNTED]
    rest = sum(n for key, n in news.counts.items() if key not in COUNTED)
    if rest:
        lines.append(say("other entries of what you did: {n}", n=rest))
    rows = (
        (Button(say.plain("All of it as a file"), MePress(Wish.EXPORT)),),
        (Button(say.plain("Erase me"), MePress(Wish.ERASE)),),
    )
    return Body("\n".join(lines), rows)


def _sure(say: Say, news: told.EraseSure) -> Body:
    lines = [
        say("<b>Shall I erase you?</b> That can't be undone."),
        say("Your name, your homes and your roles go; you can't vote any more until you come anew."),
        say("What was reported, decided and counted stays, without you: there it says “former neighbour”."),
    ]
    if news.tasks:
        lines.append(say("Tasks that you give back: {n}", n=news.tasks))
    rows = (
        (
            Button(say.plain("Yes, erase me"), MePress(Wish.ERASE_SURE)),
            Button(say.plain("No, keep it"), MePress(Wish.KEEP)),
        ),
    )
    return Body("\n".join(lines), rows)
