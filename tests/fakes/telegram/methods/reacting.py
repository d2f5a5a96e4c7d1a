"""``setMessageReaction``: https://core.telegram.org/bots/api#setmessagereaction."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.errors import bad_request

# https://core.telegram.org/bots/api#reactiontypeemoji, as they stand there: without variation selectors.
_ROWS = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊",
    "🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋",
    "🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃",
    "💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡",
)
REACTIONS = frozenset(emoji for row in _ROWS for emoji in row.split())


def bare(emoji: str) -> str:
    """An emoji without variation selectors, which the server does not look at."""
    return emoji.replace("\ufe0f", "")


@method("setMessageReaction")
async def set_message_reaction(call: Call) -> object:
    """One reaction a message, of those that every bot may use; an empty list takes it back."""
    chat = call.chat()
    message = call.message(chat, "react")
    reactions = call.parameters.array("reaction", "reaction types") or []
    chosen = []
    for reaction in reactions:
        if not isinstance(reaction, dict):
            raise bad_request("can't parse reaction type: expected an Object")
        if reaction.get("type") == "emoji":
            emoji = bare(str(reaction.get("emoji", "")))
            if emoji not in REACTIONS:
                raise bad_request("REACTION_INVALID")
            allowed = chat.allowed_reactions
            if allowed is not None and emoji not in {bare(each) for each in allowed}:
                raise bad_request("REACTION_INVALID")
            chosen.append(emoji)
        elif reaction.get("type") == "custom_emoji":
            number = str(reaction.get("custom_emoji_id", ""))
            if not any(number in others for others in message.reactions.values()):
                raise bad_request("REACTION_INVALID")
            chosen.append(number)
        else:
            raise bad_request("REACTION_INVALID")
    if len(chosen) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if message.is_service:
        raise bad_request("MESSAGE_ID_INVALID")
    if chosen:
        message.reactions[call.bot.id] = tuple(chosen)
    else:
        message.reactions.pop(call.bot.id, None)
    chat.bell.ring()
    return True
