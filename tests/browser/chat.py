"""The chat page as a person uses it: choose who one is, open a chat, write, press, answer."""

from playwright.async_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

EVENTS = "eventsource"


class ChatPage:
    """One browser tab with the playground's page, and a list of all that went wrong in it."""

    def __init__(self, page: Page) -> None:
        """Listen to the page from its first request on."""
        self.page = page
        self.troubles: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"not caught: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    @classmethod
    async def open(cls, context: BrowserContext, url: str) -> "ChatPage":
        """Open the page at ``url`` in a new tab."""
        chat = cls(await context.new_page())
        await chat.page.goto(url)
        await expect(chat.page.locator("#persona")).not_to_have_value("")
        return chat

    async def become(self, person: int) -> None:
        """Choose who one is."""
        await self.page.locator("#persona").select_option(str(person))

    async def enter(self, chat: int) -> None:
        """Open a chat from the list."""
        await self.page.locator(f'#chats [data-chat="{chat}"]').click()
        await expect(self.page.locator(f'#chats [data-chat="{chat}"]')).to_have_attribute("aria-current", "true")

    async def write(self, text: str) -> None:
        """Write a message and send it by Enter."""
        await self.page.locator("#composer").fill(text)
        await self.page.locator("#composer").press("Enter")
        await expect(self.message(text)).to_be_visible()

    async def answer(self, message: Locator, text: str) -> None:
        """Answer a message by its menu."""
        await message.click(button="right")
        await self.page.locator('#menu [data-do="reply"]').click()
        await expect(self.page.locator("#context")).to_be_visible()
        await self.write(text)
        await expect(self.page.locator("#context")).to_be_hidden()

    async def press(self, message: Locator, button: str) -> None:
        """Press the button with this text under a message."""
        await message.get_by_role("button", name=button, exact=True).click()

    def message(self, *parts: str) -> Locator:
        """Return the newest message that shows all of these parts."""
        found = self.page.locator("#items article")
        for part in parts:
            found = found.filter(has_text=part)
        return found.last

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # The page hangs up its stream of events by itself when somebody else is chosen.
        if request.resource_type != EVENTS:
            self.troubles.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status}: {response.request.method} {response.url}")
