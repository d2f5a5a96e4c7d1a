"""The test's hand: what people do in the app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import marks, posting
from .accounts import User
from .drafts import Draft, keep_file
from .mentions import AllowedMentions
from .messages import Message, MessageFlag, Poll
from .permissions import Permission
from .places import Channel, Emoji, Sticker
from .posting import Origin
from .webhooks import Webhook
from .wire import Json
from .world import World


@dataclass(frozen=True)
class File:
    """A file that someone attaches. `voice_seconds` makes it a voice message."""

    name: str
    data: bytes
    description: str | None = None
    content_type: str | None = None
    size: tuple[int, int] | None = None
    voice_seconds: float | None = None


class Talking:
    """What people type and click. People are not held to a bot's limits on files."""

    world: World

    async def say(
        self,
        user: User,
        channel: Channel,
        content: str = "",
        *,
        reply_to: Message | None = None,
        ping_reply: bool = True,
        attachments: Sequence[File] = (),
        stickers: Iterable[Sticker] = (),
        poll: Poll | None = None,
        embeds: Sequence[Json] = (),
        silent: bool = False,
    ) -> Message:
        """Write a message; `user` may be a bot's user too. Raises ValueError for one who may not write there."""
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if needed not in self.world.permissions(user, channel):
            msg = f"{user.name} cannot write in #{channel.name}"
            raise ValueError(msg)
        flags = MessageFlag.SUPPRESS_NOTIFICATIONS if silent else MessageFlag.NONE
        if any(file.voice_seconds is not None for file in attachments):
            flags |= MessageFlag.VOICE_MESSAGE
        draft = Draft(content, embeds=list(embeds), stickers=list(stickers), poll=poll, flags=flags)
        draft.allowed = AllowedMentions(replied_user=ping_reply)
        self._attach(channel, draft, attachments)
        origin = Origin(user, self.world.permissions(user, channel))
        return posting.post(self.world, channel, origin, draft, reference=reply_to)

    def _attach(self, channel: Channel, draft: Draft, files: Sequence[File]) -> None:
        for file in files:
            kept = keep_file(self.world, channel, file.name, file.data, file.description)
            kept.content_type = file.content_type or kept.content_type
            kept.size = file.size or kept.size
            if file.voice_seconds is not None:
                kept.voice = {"waveform": "AAAA", "duration_secs": file.voice_seconds}
            draft.attachments.append(kept)

    async def forward(self, user: User, message: Message, channel: Channel) -> Message:
        """Forward a message to a channel."""
        origin = Origin(user, self.world.permissions(user, channel))
        return posting.post(self.world, channel, origin, Draft(), reference=message, forward=True)

    async def say_through(
        self,
        webhook: Webhook,
        content: str = "",
        *,
        username: str | None = None,
        avatar_url: str | None = None,
        embeds: Sequence[Json] = (),
        attachments: Sequence[File] = (),
        thread: Channel | None = None,
    ) -> Message:
        """Post through a webhook, as another bridge or PluralKit does."""
        channel = thread or webhook.channel
        draft = Draft(content, embeds=list(embeds))
        self._attach(channel, draft, attachments)
        face = User(webhook.id, username or webhook.name, bot=True, discriminator="0000")
        origin = Origin(face, application=webhook.application, webhook=webhook, avatar_url=avatar_url)
        return posting.post(self.world, channel, origin, draft)

    async def edit(self, message: Message, content: str) -> Message:
        """Edit a message."""
        granted = self.world.permissions(message.author, message.channel)
        return posting.edit(self.world, message, Draft(content), granted)

    async def remove_attachments(self, message: Message, *names: str) -> Message:
        """Take files out of a message, as the cross on each of them does."""
        draft = Draft(message.content, kept={one.id for one in message.attachments if one.filename not in names})
        return posting.edit(self.world, message, draft, self.world.permissions(message.author, message.channel))

    async def delete(self, message: Message) -> None:
        """Delete a message."""
        posting.delete(self.world, message)

    async def delete_many(self, messages: Sequence[Message]) -> None:
        """Delete messages of one channel at once."""
        posting.delete_many(self.world, messages[0].channel, messages)

    async def react(self, user: User, message: Message, emoji: Emoji | str) -> None:
        """Put a reaction under a message."""
        marks.react(self.world, message, user, emoji)

    async def unreact(self, user: User, message: Message, emoji: Emoji | str) -> None:
        """Take a reaction away."""
        marks.unreact(self.world, message, user, emoji)

    async def clear_reactions(self, message: Message, emoji: Emoji | str | None = None) -> None:
        """Take all reactions away, or all of one emoji."""
        marks.clear(self.world, message, emoji)

    async def pin(self, user: User, message: Message) -> None:
        """Pin a message."""
        marks.pin(self.world, message, user)

    async def unpin(self, message: Message) -> None:
        """Unpin a message."""
        marks.unpin(self.world, message)

    async def type_in(self, user: User, channel: Channel) -> None:
        """Begin to type."""
        marks.typing(self.world, channel, user)

    async def vote(self, user: User, message: Message, answer: int) -> None:
        """Vote for the answer with this number, from 1."""
        if message.poll is None:
            msg = "the message has no poll"
            raise ValueError(msg)
        message.poll.votes.setdefault(answer, {})[user.id] = user
        marks.voted(self.world, message, user, answer)

    async def finish_poll(self, message: Message) -> Message:
        """Let a poll's time be over: its message changes, and the result is posted in answer to it."""
        return marks.finish_poll(self.world, message)

    async def unfurl(self, message: Message, title: str, description: str = "") -> None:
        """Show the preview of a link in a message, as Discord does by itself: an update that is no edit."""
        posting.unfurl(self.world, message, title, description)

    def direct(self, one: User, other: User) -> Channel:
        """The direct conversation of two."""
        return self.world.direct_channel(one, other)

    def poll(self, question: str, *answers: str, hours: int = 24, multiple: bool = False) -> Poll:
        """Make a poll to `say`."""
        return Poll(question, list(answers), self.world.clock.time() + hours * 3600, multiple)
