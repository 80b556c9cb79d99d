"""Commands: /propose, /topics, /topic."""

from typing import assert_never

from telegram import Update

from bot.domain.presses.topics import ProposePress, StancePress, TopicPress, TopicsPress, TopicVerb
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import command, number_in, words_of
from bot.handlers.context import Context, Handler
from bot.services import arguments, topics
from bot.services.votes import drafting


async def propose(update: Update, context: Context) -> None:
    """/propose words"""
    await context.work(update, topics.propose, words_of(update.message))


async def list_topics(update: Update, context: Context) -> None:
    """/topics"""
    await context.work(update, topics.list_all)


async def show_topic(update: Update, context: Context) -> None:
    """/topic N"""
    number = number_in(words_of(update.message))
    if number is None:
        await context.refuse(update, Refused(Reason.TOPIC_NUMBER_MISSING))
    else:
        await context.work(update, topics.detail, number)


async def pressed(update: Update, context: Context, press: TopicsPress) -> None:
    """Somebody pressed a button of a topic."""
    match press:
        case ProposePress():
            await context.work(update, topics.answer_offer, agreed=press.propose)
        case StancePress():
            await context.work(update, arguments.sort, press.message, press.stance)
        case TopicPress():
            await _pressed_card(update, context, press)
        case _:
            assert_never(press)


async def _pressed_card(update: Update, context: Context, press: TopicPress) -> None:
    match press.verb:
        case TopicVerb.SUPPORT:
            await context.work(update, topics.support, press.number)
        case TopicVerb.SORT:
            await context.work(update, arguments.ask_stance, press.number)
        case TopicVerb.VOTE:
            await context.work(update, drafting.propose_topic, press.number)
        case TopicVerb.RAISE:
            await context.work(update, topics.raise_by_press, press.number)
        case TopicVerb.DECLINE:
            await context.work(update, topics.ask_why_declined, press.number)
        case TopicVerb.WITHDRAW:
            await context.work(update, topics.withdraw, press.number)
        case _:
            assert_never(press.verb)


HANDLERS: list[Handler] = [
    command("propose", propose),
    command("topics", list_topics),
    command("topic", show_topic),
]
