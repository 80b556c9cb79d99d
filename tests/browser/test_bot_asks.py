"""What a bot asks of people's apps: a reply of those it means, and its commands after "/"."""

from playwright.async_api import expect

from tests.browser.chat import ChatPage
from tests.support.town import BUILDING_3, CHEN, EMMA, LI_LEI, WANG, Town


async def _asks_li_lei(chat: ChatPage, town: Town, text: str) -> None:
    """Let the bot ask Li Lei, and nobody else, for a reply."""
    url = f"{town.playground.url}/bot{town.world.token}/sendMessage"
    markup = {"force_reply": True, "selective": True}
    given = {"chat_id": BUILDING_3, "text": f"@lilei_3hao {text}", "reply_markup": markup}
    assert (await chat.page.request.post(url, data=given)).ok
    await expect(chat.message(text)).to_be_visible()


async def test_the_reply_opens_for_whoever_is_asked(chat: ChatPage, town: Town) -> None:
    context = chat.page.locator("#context")
    await chat.become(CHEN)
    await chat.enter(BUILDING_3)
    await _asks_li_lei(chat, town, "几点方便")
    await expect(context).to_be_hidden()

    await chat.become(LI_LEI)
    await chat.enter(BUILDING_3)
    await _asks_li_lei(chat, town, "哪一天方便")
    await expect(context).to_contain_text("哪一天方便")
    await chat.write("周五")
    assert town.world.messages(BUILDING_3)[-1]["reply_to_message"]["text"] == "@lilei_3hao 哪一天方便"


async def test_nobody_is_interrupted_while_they_write(chat: ChatPage, town: Town) -> None:
    await chat.become(LI_LEI)
    await chat.enter(BUILDING_3)
    await chat.page.locator("#composer").fill("我在写")
    await _asks_li_lei(chat, town, "几点方便")
    await expect(chat.page.locator("#context")).to_be_hidden()


async def test_commands_are_offered_in_the_persons_language(chat: ChatPage, town: Town) -> None:
    offered = chat.page.locator("#commands li")
    for person, language in ((WANG, "zh"), (EMMA, "en")):
        texts = town.bot.deps.texts.commands(language)
        await chat.become(person)
        await chat.page.locator("#chats [data-chat]").first.click()
        await chat.page.locator("#composer").press_sequentially("/")
        await expect(offered).to_have_text([f"/{name}{line}" for name, line in texts.items()])
        await chat.page.locator("#composer").fill("")
