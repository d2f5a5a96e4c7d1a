"""What the bot can and cannot do, in sentences, for whoever sets Magpie up."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Bot, ChatMemberAdministrator, ChatMemberOwner, ChatMemberRestricted
from telegram.error import InvalidToken, TelegramError

from bridge.adapters.telegram.adapter import REJECTED
from bridge.adapters.telegram.client import USUAL, Patience, make_bot
from bridge.adapters.telegram.constants import PLATFORM, PRIVACY
from bridge.adapters.telegram.failures import translated
from bridge.adapters.telegram.rooms import chat_of
from bridge.chat.room import RoomRef
from bridge.relay.finding import Finding
from bridge.settings import Telegram

UNREACHABLE = "Telegram cannot be reached at {address}; look at the network, a proxy, or MAGPIE_TELEGRAM__BASE_URL."
POLLED = "Telegram delivers updates to whoever asks, which will be Magpie."
FOREIGN_WEBHOOK = (
    "A webhook is set to {address}, perhaps by another program. Magpie removes it when it starts; if that program is"
    " still needed, make a bot of Magpie's own with @BotFather."
)
MISSING_WEBHOOK = "Telegram does not post to MAGPIE_TELEGRAM__WEBHOOK_URL yet; Magpie tells it to when it starts."
FAILING_WEBHOOK = "Telegram could not post to the webhook ({reason}); see that its address is reachable from outside."


async def inspect(settings: Telegram, rooms: Sequence[RoomRef] = (), patience: Patience = USUAL) -> list[Finding]:
    """Ask Telegram about the token, privacy mode, the webhook, and the bot's rights in `rooms`; changes nothing."""
    if settings.token is None:
        return [Finding(PLATFORM, True, "off, since MAGPIE_TELEGRAM__TOKEN is not set.")]
    try:
        bot = make_bot(settings, patience)
        await bot.initialize()
    except InvalidToken:
        return [Finding(PLATFORM, False, REJECTED)]
    except TelegramError:
        return [Finding(PLATFORM, False, UNREACHABLE.format(address=settings.base_url.removesuffix("/bot")))]
    try:
        findings = [Finding(PLATFORM, True, f"The token belongs to @{bot.username}.")]
        findings.append(_privacy(bot))
        findings += await _webhook(bot, settings)
        return findings + [await _room(bot, room) for room in rooms]
    finally:
        await bot.shutdown()


def _privacy(bot: Bot) -> Finding:
    if bot.can_read_all_group_messages:
        return Finding("Telegram privacy mode", True, "is off: the bot hears what is said in its groups.")
    return Finding("Telegram privacy mode", False, PRIVACY)


async def _webhook(bot: Bot, settings: Telegram) -> list[Finding]:
    part = "Telegram updates"
    try:
        info = await bot.get_webhook_info()
    except TelegramError as error:
        return [Finding(part, False, f"Telegram does not say how it delivers updates: {translated(error)}.")]
    findings = []
    if not settings.webhook_url:
        sentence = FOREIGN_WEBHOOK.format(address=info.url) if info.url else POLLED
        findings.append(Finding(part, not info.url, sentence))
    elif info.url != settings.webhook_url:
        findings.append(Finding(part, True, MISSING_WEBHOOK))
    else:
        findings.append(Finding(part, True, f"Telegram posts updates to {info.url}."))
    if info.url and info.last_error_message:
        findings.append(Finding(part, False, FAILING_WEBHOOK.format(reason=info.last_error_message)))
    return findings


async def _room(bot: Bot, room: RoomRef) -> Finding:
    """What the bot may not do in a room; reactions reach administrators only."""
    try:
        chat = await bot.get_chat(chat_of(room))
        member = await bot.get_chat_member(chat.id, bot.id)
    except TelegramError as error:
        return Finding(str(room), False, f"{translated(error)}.")
    part = f"Telegram: {chat.title or chat.id}"
    if isinstance(member, ChatMemberOwner):
        return Finding(part, True, "The bot may do everything.")
    if isinstance(member, ChatMemberAdministrator):
        lacking = [
            what
            for may, what in (
                (member.can_delete_messages, "delete others' messages"),
                (member.can_pin_messages is not False, "pin messages"),
            )
            if not may
        ]
        if lacking:
            return Finding(part, False, f"The bot may not {' nor '.join(lacking)}; give it these rights.")
        return Finding(part, True, "The bot is an administrator and may do everything it needs.")
    if isinstance(member, ChatMemberRestricted) and not member.can_send_messages:
        return Finding(part, False, "The bot may not write here; let an administrator allow it to send messages.")
    sentence = "The bot is no administrator: it hears of no reactions, and /delete and pins from elsewhere do not work"
    return Finding(part, False, f"{sentence} here. Make it an administrator who may delete and pin messages.")
