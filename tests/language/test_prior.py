from hypothesis import given
from hypothesis import strategies as st

from bridge.language.language import Detection, Language
from bridge.language.prior import Prior


def test_nothing_known_is_a_third_each() -> None:
    assert Prior().share(Language.ZH) == Prior().share(Language.OTHER) == 1 / 3


def test_a_history_shifts_the_shares_and_newer_messages_win() -> None:
    prior = Prior()
    for _ in range(30):
        prior = prior.updated(Detection(Language.ZH))
    assert prior.share(Language.ZH) > 0.85
    for _ in range(30):
        prior = prior.updated(Detection(Language.EN))
    assert prior.share(Language.EN) > prior.share(Language.ZH)


def test_a_mixed_message_counts_half_for_each_and_none_for_nothing() -> None:
    assert Prior().updated(Detection(Language.MIXED)) == Prior(zh=0.5, en=0.5)
    assert Prior(zh=3.0).updated(Detection(Language.NONE)) == Prior(zh=3.0)


def test_doubtful_answers_teach_nothing() -> None:
    assert Prior().updated(Detection(Language.OTHER, confidence=0.6, reason="prior")) == Prior()


def test_the_room_speaks_up_only_where_the_member_said_little() -> None:
    room = Prior(other=30.0)
    assert Prior().together(room).share(Language.OTHER) > 0.6
    assert Prior(zh=30.0).together(room).share(Language.ZH) > 0.6


@given(st.lists(st.sampled_from(Language), max_size=200))
def test_counts_stay_bounded(history: list[Language]) -> None:
    prior = Prior()
    for language in history:
        prior = prior.updated(Detection(language))
    assert 0 <= prior.zh + prior.en + prior.other < 34
