"""The loop as people play it on the demo's page: the real bot, a real browser."""

from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from tests.browser.chat import ChatPage
from tests.browser.conftest import PHONE
from tests.support.reading import Marks
from tests.support.town import BUILDING_3, EMMA, HE, LI_LEI, LIU, MAPLE_HOUSE, PROPERTY, WANG, Town


@dataclass(frozen=True, slots=True)
class Words:
    """One conversation: who reports where, what is said, what is shown."""

    resident: int
    building: int
    trouble: str
    withdraw: str
    unsure: str
    offered: str
    file_it: str
    no: str
    not_filed: str
    waiting: str
    question: str
    fixed: str
    not_fixed: str
    thanks: str
    what_is_wrong: str
    reason: str
    sent_back: str


ZH = Words(
    resident=WANG,
    building=BUILDING_3,
    trouble="3栋2单元的电梯又坏了，我妈买菜上不去",
    withdraw="撤回",
    unsure="4楼楼道灯是不是该换了？",
    offered="要不要登记成诉求",
    file_it="登记",
    no="不用",
    not_filed="好的，不登记。",
    waiting="已派给 物业红管家",
    question="王阿姨，请验收",
    fixed="✅ 修好了",
    not_fixed="❌ 没修好",
    thanks="谢谢！#1 已验收",
    what_is_wrong="哪里还没好",
    reason="门还是关不上",
    sent_back="已退回 物业红管家",
)
EN = Words(
    resident=EMMA,
    building=MAPLE_HOUSE,
    trouble="The lift in Building 3 has broken down again, my mother had to carry her shopping up the stairs",
    withdraw="Withdraw",
    unsure="The light on floor 4, perhaps it should be changed",
    offered="Shall I file this",
    file_it="Yes, file it",
    no="No",
    not_filed="All right, I won't file it.",
    waiting="with the property stewards",
    question="Emma Clarke, is it?",
    fixed="✅ Fixed",
    not_fixed="❌ Not fixed",
    thanks="Thank you! #1 is accepted",
    what_is_wrong="what is still wrong",
    reason="The door still won't close",
    sent_back="goes back to property stewards",
)
BOTH = pytest.mark.parametrize("words", [pytest.param(ZH, id="zh"), pytest.param(EN, id="en")])
BY_MARKS = pytest.mark.parametrize("read", [pytest.param(Marks(), id="marks")])
"""Where the bot has to be unsure, the test says of what: the bot's own reader learns."""


async def _is_reported(chat: ChatPage, words: Words) -> None:
    """Let the resident report it: it is filed at once."""
    await chat.become(words.resident)
    await chat.enter(words.building)
    await chat.write(words.trouble)
    card = chat.message("#1", words.waiting)
    await expect(card).to_be_visible()
    await expect(card.get_by_role("button", name=words.withdraw, exact=True)).to_be_visible()
    await expect(chat.message(words.offered)).to_have_count(0)


async def _is_asked_about(chat: ChatPage, words: Words) -> None:
    """Let the resident write something of which the bot is unsure."""
    await chat.become(words.resident)
    await chat.enter(words.building)
    await chat.write(words.unsure)
    await expect(chat.message(words.offered)).to_be_visible()


async def _is_mended(chat: ChatPage, trouble: str) -> None:
    """Let the steward take it by the button and call it done by an answer."""
    await chat.become(LIU)
    await chat.enter(PROPERTY)
    await chat.press(chat.message("#1", trouble), "接单")
    task = chat.message("#1", "刘师傅 已接单")
    await expect(task).to_be_visible()
    await chat.answer(task, "修好了，换了门机")
    await expect(chat.message("#1", "等验收")).to_be_visible()


async def _is_asked(chat: ChatPage, words: Words) -> None:
    """Let the resident come back to the question."""
    await chat.become(words.resident)
    await chat.enter(words.building)
    await expect(chat.message(words.question)).to_be_visible()


@BOTH
async def test_a_report_is_claimed_done_and_accepted(chat: ChatPage, words: Words) -> None:
    await _is_reported(chat, words)
    await _is_mended(chat, words.trouble)
    await _is_asked(chat, words)

    await chat.press(chat.message(words.question), words.fixed)
    await expect(chat.message(words.thanks)).to_be_visible()
    await expect(chat.page.locator("#items .key")).to_have_text([f"{n} ⭐" for n in range(1, 6)])


@BOTH
@BY_MARKS
@pytest.mark.usefixtures("read")
async def test_a_yes_to_the_bots_question_turns_it_into_the_card(chat: ChatPage, words: Words) -> None:
    await _is_asked_about(chat, words)
    await chat.press(chat.message(words.offered), words.file_it)
    await expect(chat.message("#1", words.waiting)).to_be_visible()
    await expect(chat.message(words.offered)).to_have_count(0)
    await expect(chat.message("#1", words.waiting).get_by_role("button", name=words.withdraw)).to_be_visible()

    await _is_mended(chat, words.unsure)
    await _is_asked(chat, words)
    await chat.press(chat.message(words.question), words.fixed)
    await expect(chat.message(words.thanks)).to_be_visible()
    await expect(chat.page.locator("#items .key")).to_have_text([f"{n} ⭐" for n in range(1, 6)])


@BOTH
@BY_MARKS
@pytest.mark.usefixtures("read")
async def test_a_no_to_the_bots_question_ends_it(chat: ChatPage, town: Town, words: Words) -> None:
    await _is_asked_about(chat, words)
    await chat.press(chat.message(words.offered), words.no)
    await expect(chat.message(words.not_filed)).to_be_visible()
    await expect(chat.message(words.offered)).to_have_count(0)
    await expect(chat.page.locator("#items .key")).to_have_count(0)
    await town.settled()
    assert town.bots(PROPERTY) == []


@BOTH
async def test_not_fixed_opens_the_answer_that_says_why(chat: ChatPage, words: Words) -> None:
    await _is_reported(chat, words)
    await _is_mended(chat, words.trouble)
    await _is_asked(chat, words)

    await chat.press(chat.message(words.question), words.not_fixed)
    await expect(chat.message(words.sent_back)).to_be_visible()
    await expect(chat.page.locator("#context")).to_contain_text(words.what_is_wrong)
    await chat.write(words.reason)

    await chat.become(LIU)
    await chat.enter(PROPERTY)
    again = chat.message(words.reason, "接单")
    await chat.press(again, "接单")
    await expect(chat.message(words.reason, "刘师傅 已接单")).to_be_visible()
    await expect(chat.page.locator("#items .key")).to_have_text(["好了", "先放放", "更多…"])


async def test_a_button_that_is_not_for_you_says_so(chat: ChatPage) -> None:
    await _is_reported(chat, ZH)
    await chat.become(LI_LEI)
    await chat.enter(BUILDING_3)
    await chat.press(chat.message("#1", ZH.waiting), "撤回")
    notice = chat.page.locator("#ask")
    await expect(notice).to_contain_text("#1 要由报修的邻居来说")
    await notice.get_by_role("button", name="好", exact=True).click()
    await expect(notice).to_be_hidden()


async def test_what_happens_elsewhere_is_counted_in_the_list(chat: ChatPage) -> None:
    await _is_reported(chat, ZH)
    await chat.become(HE)
    await expect(chat.page.locator(f'[data-chat="{PROPERTY}"] .badge')).to_contain_text("1")
    await chat.enter(PROPERTY)
    await expect(chat.message("#1", "王阿姨")).to_be_visible()
    await expect(chat.page.locator(f'[data-chat="{PROPERTY}"] .badge')).to_have_count(0)


async def test_the_page_changes_its_language_and_remembers_it(chat: ChatPage) -> None:
    page = chat.page
    await chat.become(WANG)
    await expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    await expect(page.locator("#composer")).to_have_attribute("placeholder", "写消息…")
    await page.get_by_role("button", name="EN").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#composer")).to_have_attribute("placeholder", "Write a message…")
    await page.reload()
    await expect(page.get_by_role("heading", name="Buildings")).to_be_visible()
    await page.get_by_role("button", name="中").click()
    await expect(page.get_by_role("heading", name="楼栋")).to_be_visible()


@pytest.mark.parametrize("window", [PHONE])
@BY_MARKS
@pytest.mark.usefixtures("window", "read")
async def test_on_a_phone_the_list_and_the_chat_take_turns(chat: ChatPage) -> None:
    page = chat.page
    await chat.become(WANG)
    await expect(page.locator("#conversation")).to_be_hidden()
    await page.locator(f'[data-chat="{BUILDING_3}"]').click()
    await expect(page.locator("#sidebar")).to_be_hidden()
    await chat.write(ZH.unsure)
    offer = chat.message(ZH.offered)
    for button in (ZH.file_it, ZH.no):
        await expect(offer.get_by_role("button", name=button)).to_be_in_viewport(ratio=1)
    await chat.press(offer, ZH.file_it)
    await expect(chat.message("#1", ZH.waiting)).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the phone"
    await page.locator("#back").click()
    await expect(page.locator("#conversation")).to_be_hidden()
    await expect(page.locator(f'[data-chat="{BUILDING_3}"]')).to_contain_text("#1")
