"""Takes a picture of a chat as one person sees it, small enough for a page of text."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, FloatRect, Page, expect

from tests.support.town import Town

IMAGES = Path(__file__).parents[1] / "images"
WIDE, PHONE = (1280, 800), (375, 720)
TALL = (460, 2400)
"""As wide as a phone, and tall enough that a conversation needs no scrolling."""
COLOURS = 256
MARGIN = 10


@dataclass(frozen=True, slots=True)
class Camera:
    """A browser that looks at a town."""

    browser: Browser
    town: Town

    async def page(self, name: str, person: int, chat: int, size: tuple[int, int]) -> None:
        """Take the whole page."""
        page = await self._open(person, chat, size, scale=1)
        _keep(name, await page.screenshot(caret="hide", animations="disabled"))
        await page.context.close()

    async def talk(self, name: str, person: int, chat: int, since: str) -> None:
        """Take the conversation alone, from the first message that has these words."""
        page = await self._open(person, chat, TALL, scale=1.5)
        shown = page.locator("#items article")
        top = (
            await shown.filter(has_text=since).first.evaluate("article => article.getBoundingClientRect().top") - MARGIN
        )
        bottom = await shown.last.evaluate("article => article.getBoundingClientRect().bottom") + MARGIN
        clip = FloatRect(x=0, y=top, width=TALL[0], height=bottom - top)
        _keep(name, await page.screenshot(caret="hide", animations="disabled", clip=clip))
        await page.context.close()

    async def _open(self, person: int, chat: int, size: tuple[int, int], scale: float) -> Page:
        width, height = size
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            timezone_id="Asia/Shanghai",
            color_scheme="light",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        await page.clock.set_fixed_time(self.town.clock())
        await page.goto(f"{self.town.playground.url}/?as={person}&chat={chat}")
        shown = page.locator("#items article")
        await expect(shown.last).to_be_in_viewport(ratio=1)
        await page.evaluate("document.fonts.ready")
        for picture in await shown.locator("img").all():
            await picture.evaluate("picture => picture.decode()")
        return page


def _keep(name: str, picture: bytes) -> None:
    """Keep a picture with few colours: text on a page has no more."""
    path = IMAGES / f"{name}.png"
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(Path.cwd())}  {path.stat().st_size // 1000} kB")
