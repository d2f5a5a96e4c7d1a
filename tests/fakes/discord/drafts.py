"""What someone wants to post, checked against Discord's rules before it becomes a message.

https://discord.com/developers/docs/resources/message#create-message
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .components import check_components
from .embeds import EMBEDDABLE, check_embeds
from .media import clean_filename, dimensions, media_type
from .mentions import AllowedMentions
from .messages import SENDABLE, Attachment, MessageFlag, Poll
from .places import Channel, Sticker
from .refusals import FormErrors, Refusal, form, refuse
from .wire import Json
from .world import World

CONTENT = 2000
NONCE = 25
FILES = 10
UPLOAD_BYTES = 10 * 1024 * 1024
STICKERS = 3
ANSWERS = 10
POLL_QUESTION, POLL_ANSWER = 300, 55


@dataclass(frozen=True)
class Upload:
    """A file part of a multipart request. `index` is the n of its field's name `files[n]`."""

    index: int
    filename: str
    data: bytes


@dataclass
class Draft:
    """A checked request to post, or to edit: then what is None stays as it is."""

    content: str | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    kept: set[int] | None = None
    attachments: list[Attachment] = field(default_factory=list)
    stickers: list[Sticker] = field(default_factory=list)
    poll: Poll | None = None
    flags: MessageFlag | None = None
    allowed: AllowedMentions = field(default_factory=AllowedMentions)
    nonce: str | None = None
    enforce_nonce: bool = False
    tts: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        shown = (self.content or "").strip()
        return not (shown or self.embeds or self.components or self.attachments or self.stickers or self.poll)


def read_draft(world: World, channel: Channel, payload: Json, uploads: list[Upload], *, editing: bool = False) -> Draft:
    """Check a request to post in `channel`, or with `editing` to change a message there.

    Raises 50035 with all that is wrong, 40005 for files over 10 MiB, 50006 when a new message would be empty.
    """
    if any(len(upload.data) > UPLOAD_BYTES for upload in uploads):
        raise refuse(Refusal.TOO_LARGE)
    draft = Draft()
    with form() as errors:
        if "content" in payload:
            draft.content = "" if payload["content"] is None else str(payload["content"]).strip()
            if len(draft.content) > CONTENT:
                errors.too_long("content", CONTENT)
        draft.allowed = AllowedMentions.read(payload.get("allowed_mentions"), errors)
        if payload.get("flags") is not None:
            draft.flags = MessageFlag(int(payload["flags"])) & (SENDABLE | MessageFlag.EPHEMERAL)
        if "embeds" in payload:
            draft.embeds = check_embeds(payload["embeds"], errors)
        if "components" in payload:
            v2 = draft.flags is not None and MessageFlag.COMPONENTS_V2 in draft.flags
            if v2 and (draft.content or draft.embeds):
                text = "The content and embeds fields cannot be used with components of version 2"
                errors.add("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)
            draft.components = check_components(payload["components"], errors, v2=v2)
        draft.nonce = _nonce(payload, errors)
        draft.enforce_nonce = bool(payload.get("enforce_nonce"))
        draft.tts = bool(payload.get("tts"))
        draft.stickers = _stickers(channel, payload, errors)
        draft.poll = _poll(world, payload, errors)
        _attach(world, channel, draft, payload, uploads, errors)
    if not editing and draft.is_empty:
        raise refuse(Refusal.EMPTY)
    return draft


def _nonce(payload: Json, errors: FormErrors) -> str | None:
    nonce = payload.get("nonce")
    if nonce is None:
        return None
    if isinstance(nonce, str) and len(nonce) > NONCE:
        errors.too_long("nonce", NONCE)
    return str(nonce)


def _stickers(channel: Channel, payload: Json, errors: FormErrors) -> list[Sticker]:
    ids = [int(one) for one in payload.get("sticker_ids") or ()]
    if len(ids) > STICKERS:
        errors.add("sticker_ids", "BASE_TYPE_BAD_LENGTH", f"Must be between 0 and {STICKERS} in length.")
    known = channel.guild.stickers if channel.guild is not None else {}
    if any(one not in known for one in ids):
        raise refuse(Refusal.UNKNOWN_STICKER)
    return [known[one] for one in ids]


def _poll(world: World, payload: Json, errors: FormErrors) -> Poll | None:
    raw = payload.get("poll")
    if raw is None:
        return None
    question = (raw.get("question") or {}).get("text")
    errors.length("poll.question.text", question, 1, POLL_QUESTION)
    answers = [(one.get("poll_media") or {}).get("text") for one in raw.get("answers") or ()]
    if not 1 <= len(answers) <= ANSWERS:
        errors.add("poll.answers", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {ANSWERS} in length.")
    for number, answer in enumerate(answers):
        errors.length(f"poll.answers.{number}.poll_media.text", answer, 1, POLL_ANSWER)
    hours = int(raw.get("duration") or 24)
    if not 1 <= hours <= 768:
        errors.add("poll.duration", "NUMBER_TYPE_MAX", "int value should be less than or equal to 768.")
    multiple = bool(raw.get("allow_multiselect"))
    return Poll(str(question), [str(one) for one in answers], world.clock.time() + hours * 3600, multiple)


def _attach(
    world: World, channel: Channel, draft: Draft, payload: Json, uploads: list[Upload], errors: FormErrors
) -> None:
    """Keep the files that came along, under the names and descriptions that the payload gives them."""
    described: dict[int, Json] = {}
    if payload.get("attachments") is not None:
        indexes = {upload.index for upload in uploads}
        described = {int(one["id"]): one for one in payload["attachments"] if int(one["id"]) in indexes}
        draft.kept = {int(one["id"]) for one in payload["attachments"]} - set(described)
    if len(uploads) + len(draft.kept or ()) > FILES:
        errors.add("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
        return
    for upload in uploads:
        about = described.get(upload.index, {})
        description = about.get("description")
        if description is not None and len(description) > 1024:
            errors.too_long(f"attachments.{upload.index}.description", 1024)
        one = keep_file(world, channel, str(about.get("filename") or upload.filename), upload.data, description)
        if draft.flags is not None and MessageFlag.VOICE_MESSAGE in draft.flags:
            one.voice = {key: about.get(key) for key in ("waveform", "duration_secs")}
        draft.attachments.append(one)
    _place_in_embeds(world, draft)


def keep_file(world: World, channel: Channel, filename: str, data: bytes, description: str | None = None) -> Attachment:
    """Put a file on the CDN as an attachment in `channel`."""
    name, title = clean_filename(filename)
    one = Attachment(
        world.snowflakes.make(), channel.id, name, data, media_type(name), description, title, dimensions(data)
    )
    world.cdn.keep(one.path, data, one.content_type)
    return one


def _place_in_embeds(world: World, draft: Draft) -> None:
    """Point `attachment://name` in embeds to the file, which then no longer shows on its own."""
    named = {one.filename: one for one in draft.attachments}
    for embed in draft.embeds or ():
        for part in (embed[key] for key in EMBEDDABLE if isinstance(embed.get(key), dict)):
            for key in ("url", "icon_url"):
                scheme, _, name = str(part.get(key)).partition("://")
                if scheme == "attachment" and name in named:
                    part[key] = world.cdn.signed(named[name].path)
                    draft.attachments = [one for one in draft.attachments if one is not named[name]]
