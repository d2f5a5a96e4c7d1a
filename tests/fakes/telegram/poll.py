"""Polls."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Poll:
    """A question, its options and who chose what. ``votes``: option indexes by user id."""

    id: str
    question: str
    options: list[str]
    is_anonymous: bool = True
    type: str = "regular"
    allows_multiple_answers: bool = False
    correct_option: int | None = None
    is_closed: bool = False
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def json(self) -> dict[str, object]:
        """The Bot API's ``Poll``."""
        counts = [sum(index in chosen for chosen in self.votes.values()) for index in range(len(self.options))]
        answer: dict[str, object] = {
            "id": self.id,
            "question": self.question,
            "options": [
                {"persistent_id": str(index), "text": text, "voter_count": count}
                for index, (text, count) in enumerate(zip(self.options, counts, strict=True))
            ],
            "total_voter_count": sum(bool(chosen) for chosen in self.votes.values()),
            "is_closed": self.is_closed,
            "is_anonymous": self.is_anonymous,
            "type": self.type,
            "allows_multiple_answers": self.allows_multiple_answers,
            "allows_revoting": self.type == "regular",
            "members_only": False,
        }
        if self.correct_option is not None and self.is_closed:
            answer["correct_option_ids"] = [self.correct_option]
        return answer
