"""What people do in their app: they post, edit, delete, react, pin, vote and press."""

from __future__ import annotations

from collections.abc import Sequence

from .account import Bot, User
from .callback import Press
from .chat import Chat, Topic
from .entity import Entity, FormattedText
from .formatting import MAX_CAPTION, MAX_TEXT
from .html_markup import parse_html
from .media import Media
from .message import Message, Origin, Quote
from .poll import Poll
from .text_repair import repair
from .world import ANONYMOUS, World


class Talking:
    """The people's side. Each of these returns when the bots' updates are queued."""

    world: World

    async def say(
        self,
        user: User,
        chat: Chat,
        text: str = "",
        *,
        html: str | None = None,
        entities: Sequence[Entity] = (),
        media: Media | None = None,
        reply_to: Message | None = None,
        quote: str | None = None,
        topic: Topic | None = None,
        origin: Origin | None = None,
        album: str | None = None,
        spoiler: bool = False,
        special: dict[str, object] | None = None,
        anonymous: bool = False,
    ) -> Message:
        """Post a message as a person does: a text, or media with the text as its caption.

        The format is given as ``entities`` (UTF-16 units) or as ``html``. ``special`` holds what is neither, such as
        ``{"location": {…}}``. An administrator may stay ``anonymous`` behind the chat.
        """
        _check_present(user, chat)
        content = _format(text, html, entities)
        limit = MAX_TEXT if media is None else MAX_CAPTION
        if content.length > limit:
            raise ValueError(f"A person's app sends at most {limit} UTF-16 units in one message.")
        if not content.text and media is None and not special:
            raise ValueError("A message needs a text, media or something special.")
        return self.world.post(
            Message(
                chat,
                ANONYMOUS if anonymous else user,
                sender_chat=chat if anonymous else None,
                content=content,
                media=media,
                reply_to=reply_to,
                quote=None if quote is None or reply_to is None else _quote(reply_to, quote),
                thread_id=topic.thread_id if topic else None,
                origin=origin,
                album=album,
                has_spoiler=spoiler,
                special=special or {},
            )
        )

    async def say_album(
        self,
        user: User,
        chat: Chat,
        media: Sequence[Media],
        caption: str = "",
        *,
        reply_to: Message | None = None,
        topic: Topic | None = None,
    ) -> list[Message]:
        """Post an album; the caption goes to its first message."""
        album = str(self.world.number())
        return [
            await self.say(
                user,
                chat,
                caption if index == 0 else "",
                media=item,
                reply_to=reply_to,
                topic=topic,
                album=album,
            )
            for index, item in enumerate(media)
        ]

    async def command(
        self,
        user: User,
        chat: Chat,
        name: str,
        arguments: str = "",
        *,
        to: Bot | None = None,
        reply_to: Message | None = None,
        topic: Topic | None = None,
    ) -> Message:
        """Write ``/name arguments``, or ``/name@bot arguments`` where it is meant for one bot."""
        addressed = f"/{name}@{to.username}" if to else f"/{name}"
        return await self.say(user, chat, f"{addressed} {arguments}".strip(), reply_to=reply_to, topic=topic)

    async def forward(self, user: User, message: Message, chat: Chat, *, hidden: bool = False) -> Message:
        """Forward a message; ``hidden`` where its author lets nobody link to their account."""
        author = None if hidden else message.sender
        origin = message.origin or Origin(message.date, user=author, name=message.sender.full_name)
        return await self.say(
            user,
            chat,
            message.text,
            entities=message.entities,
            media=message.media,
            origin=origin,
            special=dict(message.special),
        )

    async def ask(
        self,
        user: User,
        chat: Chat,
        question: str,
        options: Sequence[str],
        *,
        anonymous: bool = True,
        multiple: bool = False,
        topic: Topic | None = None,
    ) -> Message:
        """Post a poll."""
        _check_present(user, chat)
        poll = Poll(str(self.world.number()), question, list(options), anonymous, allows_multiple_answers=multiple)
        return self.world.post(Message(chat, user, poll=poll, thread_id=topic.thread_id if topic else None))

    async def vote(self, user: User, message: Message, *options: int) -> None:
        """Choose options of a poll by their index, or take the vote back with none. Its bot hears of it."""
        poll = message.poll
        if poll is None or poll.is_closed:
            raise ValueError("This message holds no open poll.")
        poll.votes[user.id] = options
        message.chat.bell.ring()
        if isinstance(message.sender, Bot):
            message.sender.updates.add("poll", poll.json())
            if not poll.is_anonymous:
                answer: dict[str, object] = {"poll_id": poll.id, "user": user.json(), "option_ids": list(options)}
                answer["option_persistent_ids"] = [str(option) for option in options]
                message.sender.updates.add("poll_answer", answer)

    async def close_poll(self, message: Message) -> None:
        """End a poll, as whoever asked may. All bots of the chat hear of it."""
        poll = message.poll
        if poll is None or poll.is_closed:
            raise ValueError("This message holds no open poll.")
        poll.is_closed = True
        message.chat.bell.ring()
        self.world.tell(message.chat, "poll", lambda _: poll.json())

    async def edit(
        self,
        message: Message,
        text: str | None = None,
        *,
        html: str | None = None,
        entities: Sequence[Entity] = (),
        media: Media | None = None,
    ) -> None:
        """Change one's message."""
        content = None if text is None and html is None else _format(text or "", html, entities)
        self.world.edit(message, content=content, media=media)

    async def delete(self, *messages: Message) -> None:
        """Delete messages. No bot is told."""
        for message in messages:
            self.world.delete(message)

    async def react(self, user: User, message: Message, *emoji: str) -> None:
        """React with these, or take the reactions back with none. Ids of custom emoji are digits."""
        _check_present(user, message.chat)
        old = message.reactions.get(user.id, ())
        if emoji:
            message.reactions[user.id] = emoji
        else:
            message.reactions.pop(user.id, None)
        message.chat.bell.ring()
        payload = {
            "chat": message.chat.json(),
            "message_id": message.id,
            "user": user.json(),
            "date": self.world.clock.unix(),
            "old_reaction": [_reaction(each) for each in old],
            "new_reaction": [_reaction(each) for each in emoji],
        }
        chat = message.chat
        self.world.tell(
            chat,
            "message_reaction",
            lambda _: payload,
            lambda bot: chat.type == "private" or chat.member(bot).is_administrator,
        )

    async def pin(self, user: User, message: Message) -> Message:
        """Pin a message; the notice that tells of it."""
        return self.world.pin(message, user)

    async def unpin(self, message: Message) -> None:
        """Unpin a message. No bot is told."""
        message.chat.pinned.remove(message)
        message.chat.bell.ring()

    async def press(self, user: User, message: Message, button: str) -> Press:
        """Press an inline button, named by its text or its data."""
        found = next((each for each in message.buttons if button in (each.text, each.callback_data)), None)
        if found is None or found.callback_data is None:
            raise ValueError(f"There is no button {button!r} to press among {[each.text for each in message.buttons]}.")
        bot = message.sender
        assert isinstance(bot, Bot)
        press = Press(str(self.world.number()), user, bot, message, found.callback_data, self.world.clock.now())
        self.world.presses[press.id] = press
        bot.updates.add("callback_query", self.world.render_press(press))
        return press


def _format(text: str, html: str | None, entities: Sequence[Entity]) -> FormattedText:
    if html is not None:
        return repair(*parse_html(html))
    return repair(text, entities)


def _check_present(user: User, chat: Chat) -> None:
    if not chat.member(user).is_present:
        raise ValueError(f"{user.full_name} is not in {chat.title or chat.id}.")


def _quote(message: Message, text: str) -> Quote:
    at = message.text.index(text)
    return Quote(FormattedText(text), len(message.text[:at].encode("utf-16-le")) // 2)


def _reaction(emoji: str) -> dict[str, object]:
    if emoji.isdigit():
        return {"type": "custom_emoji", "custom_emoji_id": emoji}
    return {"type": "emoji", "emoji": emoji}
