"""Puts the parts together; the only file that knows all of them."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError
from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes

from bot import assembly, papers
from bot.config import Config, ConfigError, DeliveryConfig
from bot.domain import paper
from bot.domain.calendar import Feed
from bot.domain.photo import TOGETHER
from bot.gateway.letters import Made
from bot.gateway.pacing import Pace, Pacing
from bot.gateway.receive import Receiver
from bot.gateway.request import AiohttpRequest, Api
from bot.gateway.send import SIDE_BY_SIDE, Sender
from bot.gateway.told import told
from bot.gateway.work import Worker
from bot.handlers import entry
from bot.handlers.context import App, Context, Desk
from bot.memory import Memory
from bot.services import calendars, drafts, listening, reminders
from bot.texts import LANGUAGES
from bot.web.pages import Pages
from bot.web.server import Server
from nlp.understanding import Reader
from storage import inbox, migrate, outbox, photos
from storage.database import Database

TICK_SECONDS = 1
PRUNE_HOURS = 6
RELOAD = 500
WORN_OUT = 5
"""Restarts that an update may see before it is set aside."""
KEEP_DONE = timedelta(days=2)
"""Telegram brings an unconfirmed update again for a day."""
KEEP_FAILURES = timedelta(days=30)
KEEP_UNANSWERED = timedelta(days=30)
"""Pictures that wait for the answer to an offer."""
TRY_AGAIN_SECONDS = 5.0

log = structlog.get_logger()


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Pavilion:
    """The bot, from Telegram to the database and back."""

    def __init__(
        self, config: Config, token: str, clock: Callable[[], datetime] = now, read: Reader | None = None
    ) -> None:
        """Open the database, bring it up to date and put the parts together; :meth:`close` ends it.

        :param read: reads the messages in the place of the bot's own reader.
        """
        self._clock = clock
        self._web = config.web
        self._loop: asyncio.AbstractEventLoop | None = None
        self.database = Database(config.database.url, self._owed)
        migrate.upgrade(self.database.engine)
        self.deps = self.database.work(lambda tx: assembly.deps(tx, config, clock(), read))
        self.memory = Memory(self.database, self.deps, clock)
        self._requests = (AiohttpRequest(SIDE_BY_SIDE + 2), AiohttpRequest(1))
        api = _api(config.delivery, token, self._requests)
        self._app = _application(api)
        entry.register(self._app, Desk(self.deps, self.memory.work, clock))
        jitter = random.Random()  # noqa: S311 (spreads retries; no secret hangs on it)
        self.worker = Worker(self._carry_out, self.memory.mark_done, self.memory.failed)
        self.receiver = Receiver(api, self.memory.keep, self.worker.put, config.delivery.poll_seconds, jitter)
        pacing = Pacing(_pace(config.delivery), time.monotonic)
        self.sender = Sender(api, self.memory, pacing, clock, jitter, _make)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; then finish what is under way and leave the rest for the next start.

        :raises ConfigError: Telegram doesn't know the token, or the address of the pages can't be had.
        """
        self._loop = asyncio.get_running_loop()
        async with self._site():
            await self._run(stop)

    async def _run(self, stop: asyncio.Event) -> None:
        work = asyncio.create_task(self._work())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([work, stopping], return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping")
        work.cancel()
        stopping.cancel()
        ended, _ = await asyncio.gather(work, stopping, return_exceptions=True)
        await self.worker.stop()
        await self.sender.stop()
        await self._app.shutdown()
        for request in self._requests:
            # PTB leaves them open when it never reached Telegram.
            await request.shutdown()
        if isinstance(ended, Exception):
            raise ended

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    async def tick(self) -> None:
        """Decide every reminder that is due, a batch a transaction."""
        await self.memory.work(lambda tx: listening.speak_up(tx, self.deps, self._clock()))
        while await self._decide(reminders.MOST) >= reminders.BATCH:
            pass

    async def _decide(self, most: int) -> int:
        try:
            return await self.memory.work(lambda tx: reminders.tick(tx, self.deps, self._clock(), most))
        except Exception as error:  # noqa: BLE001 (one bad reminder must not stop the others)
            if most == 1:
                kind = await self.memory.work(lambda tx: reminders.put_off(tx, self.deps, self._clock()))
                log.error("reminder_put_off", kind=kind, error=told(error))  # noqa: TRY400 (what neighbours wrote)
                return 1
        # One of the batch can't be decided; singly, the others can.
        return sum([await self._decide(1) for _ in range(most)])

    async def _work(self) -> None:
        await self._reach_telegram()
        await self._set_commands()
        await self.sender.start()
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.add_job(
            _till_the_end, "interval", args=[self.tick], seconds=TICK_SECONDS, max_instances=1, coalesce=True
        )
        scheduler.add_job(_till_the_end, "interval", args=[self._prune], hours=PRUNE_HOURS, next_run_time=now())
        scheduler.start()
        try:
            await self._take_up()
            log.info("running", bot=self._app.bot.username)
            await self.receiver.run()
        finally:
            scheduler.shutdown(wait=False)

    def _site(self) -> AbstractAsyncContextManager[object]:
        """Return the server of the pages, if the config wants any."""
        if self._web.listen is None:
            return nullcontext()
        host, port = self._web.listen
        pages = Pages(self._feed, self._is_well, behind_proxy=self._web.behind_proxy)
        try:
            return Server(pages.app(), host, port)
        except OSError as error:
            raise ConfigError(f"web.listen: {host}:{port}: {error.strerror}") from None

    async def _feed(self, token: str) -> Feed | None:
        return await self.memory.read(lambda tx: calendars.feed(tx, self.deps, token, self._clock()))

    async def _is_well(self) -> bool:
        try:
            await self.memory.read(lambda tx: inbox.waiting(tx, 0, 1))
        except SQLAlchemyError:
            return False
        return True

    async def _reach_telegram(self) -> None:
        while True:
            try:
                await self._app.initialize()
            except InvalidToken:
                raise ConfigError("Telegram doesn't know this token") from None
            except TelegramError as error:
                log.warning("telegram_not_reached", error=type(error).__name__, again_in=TRY_AGAIN_SECONDS)
                await asyncio.sleep(TRY_AGAIN_SECONDS)
            else:
                return

    async def _set_commands(self) -> None:
        """Fill Telegram's menu of commands. Without it everything works, so a failure is only noted."""
        try:
            for language in LANGUAGES:
                menu = [BotCommand(name, line) for name, line in self.deps.texts.commands(language).items()]
                await self._app.bot.set_my_commands(menu, language_code=None if language == "en" else language)
        except TelegramError as error:
            log.warning("commands_not_set", error=type(error).__name__)

    async def _take_up(self) -> None:
        """Carry out what was kept and not done before the last stop."""
        await self.memory.work(inbox.count_restart)
        worn = await self.memory.work(lambda tx: inbox.set_aside_after(tx, WORN_OUT))
        if worn:
            log.error("set_aside", updates=worn, advice="pavilion check shows them")
        after = 0
        while found := await self.memory.waiting(after, RELOAD):
            for _, update in found:
                await self.worker.put(update)
            after = found[-1][0]

    async def _prune(self) -> None:
        at = self._clock()
        await self.memory.work(lambda tx: inbox.prune(tx, at - KEEP_DONE))
        await self.memory.work(lambda tx: outbox.prune(tx, at - KEEP_FAILURES))
        community = self.deps.neighbourhood.community
        await self.memory.work(lambda tx: photos.prune(tx, community, at - TOGETHER))
        await self.memory.work(lambda tx: drafts.prune(tx, self.deps, at))
        await self.memory.work(lambda tx: photos.prune_held(tx, community, at - KEEP_UNANSWERED))

    async def _carry_out(self, update: dict[str, Any]) -> bool:
        chat = entry.chat_of_answer(update, self._app.bot.id)
        if chat is not None:
            await self.sender.recorded(chat)
        return await entry.carry_out(self._app, update)

    def _owed(self, lanes: set[str]) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.sender.wake, lanes)


async def _till_the_end(job: Callable[[], Awaitable[object]]) -> None:
    """Do one of the clock's jobs. That the bot ends in the middle is no failure: the next start goes on with it."""
    with suppress(asyncio.CancelledError):
        await job()


def _api(delivery: DeliveryConfig, token: str, requests: tuple[AiohttpRequest, AiohttpRequest]) -> Api:
    request, get_updates_request = requests
    base = delivery.api.rstrip("/")
    return Api(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=get_updates_request,
    )


def _application(api: Api) -> App:
    builder = Application.builder().bot(api).updater(None).job_queue(None)
    # The builder loses the context's type.
    return cast("App", builder.context_types(ContextTypes(context=Context)).build())


def _make(values: dict[str, Any]) -> Made:
    what = paper.from_json(values)
    return Made(paper.file_name(what), papers.render(what), photo=paper.as_photo(what))


def _pace(delivery: DeliveryConfig) -> Pace:
    return Pace(
        per_second=delivery.messages_per_second,
        chat_per_second=delivery.chat_messages_per_second,
        group_per_minute=delivery.group_messages_per_minute,
    )
