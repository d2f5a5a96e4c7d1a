"""The chat lines and the templates they are made from."""

import random
import re

import pytest

from training.chat_lines import FOLDER, Template, chat_lines, expand, finish, read_slots, read_templates
from training.reserved import tokens
from training.text import HAN, key, read_pairs, without

SLOTS = read_slots()
TEMPLATES = read_templates()
LINES = chat_lines(count=8)


def test_there_are_a_few_thousand_lines_in_the_right_languages() -> None:
    assert len(LINES) > 4000
    assert len(set(LINES)) == len(LINES)
    for chinese, english in LINES:
        assert re.search(f"[{HAN}⟦]", chinese), chinese
        assert not re.search(f"[{HAN}]", english), english


def test_no_slot_is_left_and_both_sides_carry_the_same_tokens() -> None:
    for chinese, english in LINES:
        assert not set("{}|") & set(chinese + english), (chinese, english)
        assert tokens(chinese) == tokens(english), (chinese, english)
        assert len(set(tokens(chinese))) == len(tokens(chinese)), chinese


def test_every_template_names_slots_and_columns_that_exist() -> None:
    for template in TEMPLATES:
        for wording in (*template.chinese, *template.english):
            assert wording
            for kind, _, column in re.findall(r"\{([a-z]+)(\d?)(?:\.([a-z]+))?\}", wording):
                assert kind == "r" or (column or "en") in SLOTS[kind][0], wording


def test_every_chinese_slot_has_its_counterpart() -> None:
    def names(wording: str) -> list[str]:
        return sorted(re.findall(r"\{([a-z]+\d?)", wording))

    for template in TEMPLATES:
        for chinese in template.chinese:
            for english in template.english:
                assert set(names(english)) == set(names(chinese)), (chinese, english)


def test_a_slot_is_filled_from_one_row_on_both_sides() -> None:
    template = Template(("{name}在{city}，{name2}在{city2}",), ("{name} is in {city}, {name2} is in {city2}",))
    slots = {
        "name": [{"zh": "小明", "en": "Xiaoming"}, {"zh": "露西", "en": "Lucy"}],
        "city": [{"zh": "上海", "en": "Shanghai"}, {"zh": "纽约", "en": "New York"}],
    }
    made = expand(template, slots, random.Random(1), count=50, reserved_share=0)
    assert ("小明在上海，露西在纽约。", "Xiaoming is in Shanghai, Lucy is in New York.") in made
    assert len(made) == 4


def test_another_column_gives_another_form() -> None:
    slots = {"activity": [{"zh": "跑步", "en": "go running", "ing": "running"}]}
    template = Template(("我在{activity}",), ("I'm {activity.ing}",))
    assert expand(template, slots, random.Random(1)) == [("我在跑步。", "I'm running.")]


@pytest.mark.parametrize(
    ("pair", "finished"),
    [
        (("在吗", "you there?"), ("在吗？", "You there?")),
        (("太好了！", "great"), ("太好了！", "Great!")),
        (("好的", "okay"), ("好的。", "Okay.")),
        (("看这个 ⟦0⟧", "look at this ⟦0⟧"), ("看这个 ⟦0⟧", "Look at this ⟦0⟧")),
        (("在吗？", "hi. you there"), ("在吗？", "Hi. You there?")),
    ],
)
def test_both_sides_end_alike(pair: tuple[str, str], finished: tuple[str, str]) -> None:
    assert finish(*pair) == finished


def test_held_out_templates_are_not_learnt_from() -> None:
    held_out = chat_lines(count=2, held_out=True)
    assert 50 < len(held_out) < len(LINES) / 10
    learnt = {(key(chinese), key(english)) for chinese, english in without(LINES, held_out)}
    assert not learnt & {(key(chinese), key(english)) for chinese, english in held_out}


def test_the_same_seed_gives_the_same_lines() -> None:
    assert chat_lines(seed=3, count=4) == chat_lines(seed=3, count=4)
    assert chat_lines(seed=3, count=4) != chat_lines(seed=4, count=4)


@pytest.mark.parametrize(("name", "side"), [("shown_zh_en", 0), ("shown_en_zh", 1)])
def test_the_lines_that_show_what_the_model_makes_of_chat_are_not_learnt_from(name: str, side: int) -> None:
    shown = read_pairs(FOLDER / f"{name}.tsv")
    assert len(shown) == 40
    assert not {key(pair[side]) for pair in shown} & {key(pair[side]) for pair in LINES}
