"""Edits and deletions: https://core.telegram.org/bots/api#updating-messages."""

from __future__ import annotations

from tests.fakes.telegram.attachment import read_input_media
from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.destination import read_markup
from tests.fakes.telegram.entity import FormattedText
from tests.fakes.telegram.errors import bad_request
from tests.fakes.telegram.formatting import read_caption, read_text
from tests.fakes.telegram.media import Media
from tests.fakes.telegram.message import Message
from tests.fakes.telegram.rendering import render_message

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_TWO_DAYS = 48 * 3600
_ALBUM_MATES = {
    "photo": {"photo", "video"},
    "video": {"photo", "video"},
    "audio": {"audio"},
    "document": {"document"},
}


@method("editMessageText")
async def edit_message_text(call: Call) -> object:
    """A text becomes another text."""
    message = _own_message(call)
    if message.media is not None or message.poll is not None or message.special:
        raise bad_request("there is no text in the message to edit")
    content = read_text(call)
    preview = call.parameters.mapping("link_preview_options", "link preview options") or None
    if preview is None:
        return _change(call, message, content=content)
    answer = _change(call, message, content=content)
    message.link_preview = preview
    return answer


@method("editMessageCaption")
async def edit_message_caption(call: Call) -> object:
    """A caption becomes another one, or none."""
    message = _own_message(call)
    if message.media is None or message.media.kind in {"sticker", "video_note"}:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, message, content=read_caption(call))


@method("editMessageMedia")
async def edit_message_media(call: Call) -> object:
    """Another file, with the caption that comes with it."""
    message = _own_message(call)
    if message.poll is not None or message.special:
        raise bad_request("message can't be edited")
    specification = call.parameters.mapping("media", "input media")
    if not specification:
        raise bad_request("media is not specified")
    media, caption = await read_input_media(call, specification)
    if message.album and message.media and media.kind not in _ALBUM_MATES.get(message.media.kind, set()):
        raise bad_request("can't use the media of the specified type in the album")
    return _change(call, message, content=caption, media=media)


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(call: Call) -> object:
    """Other buttons, or none."""
    return _change(call, _own_message(call))


@method("deleteMessage")
async def delete_message(call: Call) -> object:
    """https://core.telegram.org/bots/api#deletemessage."""
    chat = call.chat()
    _delete(call, chat, call.message(chat, "delete"))
    return True


@method("deleteMessages")
async def delete_messages(call: Call) -> object:
    """What is not there is skipped."""
    chat = call.chat()
    numbers = call.parameters.array("message_ids", "message identifiers")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    for number in numbers:
        message = chat.find(int(str(number)))
        if message is not None:
            _delete(call, chat, message)
    return True


def _own_message(call: Call) -> Message:
    if "inline_message_id" in call.parameters.values and "chat_id" not in call.parameters.values:
        raise bad_request("MESSAGE_ID_INVALID")
    message = call.message(call.chat(), "edit")
    if message.sender is not call.bot or message.is_service or message.origin is not None:
        raise bad_request("message can't be edited")
    return message


def _change(
    call: Call, message: Message, content: FormattedText | None = None, media: Media | None = None
) -> dict[str, object]:
    markup = read_markup(call)
    same_text = content is None or content == message.content
    same_media = media is None or (message.media is not None and media.file is message.media.file)
    if same_text and same_media and markup == message.markup:
        raise bad_request(_NOT_MODIFIED)
    call.charge(message.chat)
    message.markup = markup
    if same_text and same_media:
        message.chat.bell.ring()
    else:
        call.world.edit(message, content=content, media=media)
    return render_message(call.world, message, call.bot)


def _delete(call: Call, chat: Chat, message: Message) -> None:
    own = message.sender is call.bot
    if not own and chat.type != "private" and not chat.member(call.bot).may("can_delete_messages"):
        raise bad_request("message can't be deleted")
    if message.id in chat.topics:
        raise bad_request("message can't be deleted")
    too_old = message.date < call.world.clock.unix() - _TWO_DAYS
    if too_old and not chat.member(call.bot).may("can_delete_messages"):
        raise bad_request("message can't be deleted for everyone")
    call.world.delete(message)
