"""A poll as people see it on the demo's page: confirmed, answered, and its result as a picture."""

from playwright.async_api import expect

from tests.browser.chat import ChatPage
from tests.support.town import BUILDING_3, LI_LEI, WANG, Town


async def test_a_poll_from_the_words_to_the_picture(town: Town, chat: ChatPage) -> None:
    await town.settle_people()
    await chat.become(LI_LEI)
    await chat.enter(BUILDING_3)
    await chat.write("征集大家意见：充电桩装东门还是西门？周五晚8点截止")
    card = chat.message("意见征集 · 3号楼", "这样对吗？")
    await expect(card).to_be_visible()
    await chat.press(card, "✅ 发起")
    poll = chat.page.locator("#items .poll").last
    await expect(poll).to_contain_text("充电桩装东门还是西门")
    await chat.become(WANG)
    await chat.enter(BUILDING_3)
    await poll.get_by_role("radio", name="东门").click()
    await expect(poll).to_contain_text("100%")
    await town.settled()
    town.clock.forward(days=5)
    await town.tick()
    result = chat.message("东门：1 票（100 %）", "共 1 位邻居参加。")
    await expect(result).to_be_visible()
    picture = chat.page.locator("#items .photo img").last
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.complete && image.naturalWidth") == 1080
