"""Somebody's place in a chat, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .account import User

Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]

ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
# What members may do in a chat where nobody changed anything.
ORDINARY_PERMISSIONS = frozenset(PERMISSIONS) - {"can_change_info", "can_pin_messages", "can_manage_topics"}


@dataclass(eq=False)
class Member:
    """A user's status in one chat: the rights of an administrator, the permissions of a restricted member."""

    user: User
    status: Status = "member"
    rights: frozenset[str] = frozenset()
    permissions: frozenset[str] = field(default=ORDINARY_PERMISSIONS)
    is_anonymous: bool = False
    title: str | None = None

    @property
    def is_present(self) -> bool:
        """Whether they are in the chat."""
        return self.status not in {"left", "kicked"}

    @property
    def is_administrator(self) -> bool:
        """Creators count as administrators."""
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Whether they have an administrator's right."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def json(self) -> dict[str, object]:
        """The Bot API's ``ChatMember``."""
        answer: dict[str, object] = {"user": self.user.json(), "status": self.status}
        if self.is_administrator:
            answer["is_anonymous"] = self.is_anonymous
            if self.title:
                answer["custom_title"] = self.title
        if self.status == "administrator":
            answer["can_be_edited"] = False
            answer |= {right: right in self.rights for right in ADMINISTRATOR_RIGHTS}
        elif self.status == "restricted":
            answer |= {"is_member": True, "until_date": 0}
            answer |= {permission: permission in self.permissions for permission in PERMISSIONS}
        elif self.status == "kicked":
            answer["until_date"] = 0
        return answer
