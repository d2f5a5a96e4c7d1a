"""What keeps an evaluation from being made."""


class EvaluationError(Exception):
    """Something is missing or of no use; the message says what to do, in one sentence."""
