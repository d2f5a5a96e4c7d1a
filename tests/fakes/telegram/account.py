"""People and bots."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clock import Clock
from .files import File
from .update_queue import UpdateQueue
from .webhook import Webhook


@dataclass(eq=False)
class User:
    """Somebody with a Telegram account. ``language_code`` is what their app is set to."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_premium: bool = False
    photos: list[File] = field(default_factory=list)

    is_bot = False

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def json(self) -> dict[str, object]:
        """The Bot API's ``User``."""
        answer: dict[str, object] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                answer[name] = value
        if self.is_premium:
            answer["is_premium"] = True
        return answer


@dataclass(eq=False)
class Bot(User):
    """A bot as BotFather made it."""

    token: str = ""
    privacy_mode: bool = True
    can_join_groups: bool = True
    updates: UpdateQueue = field(default_factory=lambda: UpdateQueue(Clock()), repr=False)
    webhook: Webhook | None = None
    # By (scope as sorted JSON, language code).
    commands: dict[tuple[str, str], list[dict[str, object]]] = field(default_factory=dict)
    # Name, description and short description by (what, language code).
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    is_bot = True

    def profile(self) -> dict[str, object]:
        """The answer of ``getMe``."""
        return {
            **self.json(),
            "can_join_groups": self.can_join_groups,
            "can_read_all_group_messages": not self.privacy_mode,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_guest_queries": False,
        }
