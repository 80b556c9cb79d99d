"""Bot API methods that bring updates: getUpdates and the webhook's."""

import re
from urllib.parse import urlsplit

from bot.playground.chats import Json
from bot.playground.errors import BotApiError, bad_request
from bot.playground.request import Params
from bot.playground.updates import MAX_BATCH
from bot.playground.webhook import MAX_CONNECTIONS, Webhook
from bot.playground.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(world: World, params: Params) -> list[bytes]:
    """Carry out getUpdates; returns the updates as the JSON they already are."""
    if world.webhook is not None:
        raise BotApiError(409, _WEBHOOK_ACTIVE)
    _allow(world, params)
    world.updates.confirm(params.integer("offset"))
    limit = params.integer("limit", MAX_BATCH)
    return await world.updates.poll(limit if 1 <= limit <= MAX_BATCH else MAX_BATCH, params.number("timeout", 0))


def set_webhook(world: World, params: Params) -> bool:
    """Carry out setWebhook. Unlike Telegram's it takes plain HTTP and any port, but loopback only."""
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise bad_request("bad webhook: the playground delivers on loopback only")
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.integer("max_connections", 40)
    if not 1 <= connections <= MAX_CONNECTIONS:
        raise bad_request("bad webhook: max_connections must be from 1 to 100")
    _allow(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.updates.interrupt(BotApiError(409, "Conflict: terminated by setWebhook request"))
    world.deliver_to(Webhook(url, secret, connections))
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Carry out deleteWebhook."""
    world.deliver_to(None)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def get_webhook_info(world: World, params: Params) -> Json:  # noqa: ARG001 - every method has the same signature
    """Carry out getWebhookInfo."""
    hook = world.webhook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if world.updates.allowed_asked:
        info["allowed_updates"] = world.updates.allowed_asked
    return info | hook.info() if hook else info


def _allow(world: World, params: Params) -> None:
    kinds = params.array("allowed_updates")
    if kinds is not None:
        world.updates.allow([str(kind) for kind in kinds])
