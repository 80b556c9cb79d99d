"""``pavilion check``: what works, what doesn't, and what to do about it, as a table."""

from dataclasses import dataclass

from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, ChatMember, User
from telegram.error import InvalidToken, TelegramError

from bot import vote_key
from bot.config import Config
from bot.gateway.request import AiohttpRequest
from storage import inbox, migrate, outbox
from storage.database import Database

LINES = 10
"""Set-aside updates and failed messages that are shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    what: str
    fine: bool
    said: str


async def report(config: Config, token: str) -> tuple[Table, bool]:
    """Return the findings as a table, and whether all is fine."""
    findings = [Finding("config", True, f"{len(config.buildings)} buildings, {len(config.squads)} squads")]
    findings += _database(config.database.url)
    findings.append(Finding("votes", *vote_key.state(config)))
    findings += await _telegram(config, token)
    table = Table("what", "", "finding", title="Pavilion")
    for finding in findings:
        table.add_row(finding.what, "[green]✓[/green]" if finding.fine else "[red]✗[/red]", finding.said)
    return table, all(finding.fine for finding in findings)


def _database(url: str) -> list[Finding]:
    try:
        with Database(url) as database:
            if not migrate.is_current(database.engine):
                return [Finding("database", True, "reachable; its tables are brought up to date at the next run")]
            return [_counts(database), *_set_aside(database), *_failures(database)]
    except SQLAlchemyError as error:
        return [Finding("database", False, f"not usable: {type(error.__cause__ or error).__name__}")]


def _counts(database: Database) -> Finding:
    waiting, owed = database.read(inbox.count_waiting), database.read(outbox.count_owed)
    return Finding("database", True, f"up to date; {waiting} updates wait, {owed} messages are owed")


def _set_aside(database: Database) -> list[Finding]:
    found = database.read(lambda tx: inbox.set_aside(tx, LINES))
    return [
        Finding(
            f"update {one.update}",
            False,
            f"set aside after {one.tries} tries, {one.received_at:%F %R} UTC\n{one.error}",
        )
        for one in found
    ]


def _failures(database: Database) -> list[Finding]:
    found = database.read(lambda tx: outbox.failures(tx, LINES))
    return [
        Finding(f"{one.kind} to {one.chat}", False, f"never sent, {one.owed_since:%F %R} UTC: {one.error}")
        for one in found
    ]


async def _telegram(config: Config, token: str) -> list[Finding]:
    base = config.delivery.api.rstrip("/")
    request = AiohttpRequest(2)
    bot = Bot(token, base_url=f"{base}/bot", request=request, get_updates_request=AiohttpRequest(1))
    try:
        async with bot:
            me = await bot.get_me()
            findings = [Finding("token", True, f"@{me.username}")]
            places = [(f"building {building.name}", building.chat) for building in config.buildings]
            places += [(f"squad {squad.key}", squad.chat) for squad in config.squads]
            findings += [await _chat(bot, me, name, chat) for name, chat in places]
            return findings
    except InvalidToken:
        return [Finding("token", False, "Telegram doesn't know it")]
    except TelegramError as error:
        return [Finding("Telegram", False, f"not reached at {base}: {type(error).__name__}")]


async def _chat(bot: Bot, me: User, name: str, chat: int) -> Finding:
    try:
        title = (await bot.get_chat(chat)).title
        member = await bot.get_chat_member(chat, me.id)
    except TelegramError as error:
        return Finding(name, False, f"{chat}: {error.message}; add the bot to the group")
    if member.status in {ChatMember.LEFT, ChatMember.BANNED}:
        return Finding(name, False, f"{title}: the bot is not in the group")
    if member.status == ChatMember.RESTRICTED and not getattr(member, "can_send_messages", True):
        return Finding(name, False, f"{title}: the bot may not write")
    if member.status == ChatMember.ADMINISTRATOR:
        return Finding(name, True, f"{title}: administrator, reads everything")
    if me.can_read_all_group_messages:
        return Finding(
            name, True, f"{title}: member with privacy mode off; make it an administrator to see who comes and goes"
        )
    return Finding(name, False, f"{title}: privacy mode hides plain messages; make the bot an administrator")
