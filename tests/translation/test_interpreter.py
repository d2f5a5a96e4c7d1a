from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.glossary.term import Action, Hit, Term
from bridge.language.language import Language
from bridge.translation.engine import GENTLE, STRICT, Decoding
from bridge.translation.interpreter import Interpreter
from bridge.translation.memory import Memory
from bridge.translation.packages import STARTER, Packages
from bridge.translation.placeholder import Lettered
from bridge.translation.translation import Outcome, Request, Translation
from tests.translation import parrot as parrots
from tests.translation.parrot import Parrot
from tests.translation.samples import CHINESE, ENGLISH
from tests.translation.tiny import Recipe, build

#: The package in the box, whatever its version.
STARTER_NAME = next(STARTER.glob("translate-zh_en-*.argosmodel")).stem

EN, HANS, HANT = ReaderLanguage.ENGLISH, ReaderLanguage.SIMPLIFIED, ReaderLanguage.TRADITIONAL
Ask = Callable[..., Translation]

GOAT = Term("zh", ("yyds",), Action.REPLACE, "GOAT")
CANNOT = Term("zh", ("蚌埠住了",), Action.PARAPHRASE, "忍不住了")
THERE = Term("zh", ("在吗",), Action.REPLACE, "You there?")
HOTPOT = Term("en", ("hotpot",), Action.KEEP)


@pytest.fixture
def ask(runner: asyncio.Runner, starter: Interpreter) -> Ask:
    """Translates with the packages in the box."""

    def ask(text: str | Text, source: str, target: ReaderLanguage, *hits: Hit) -> Translation:
        text = Text(text) if isinstance(text, str) else text
        return runner.run(starter.translate(text, Language(source), target, hits))

    return ask


def test_chinese_becomes_english(ask: Ask) -> None:
    result = ask("你吃饭了吗？", "zh", EN)
    assert re.fullmatch(r"[A-Z][a-z ]+\?", result.text.plain)
    assert result == Translation(result.text, EN, Outcome.TRANSLATED, package=STARTER_NAME)


def test_english_becomes_chinese_with_full_width_marks(ask: Ask) -> None:
    assert ask("Are you OK?", "en", HANS).text.plain.endswith("？")


def test_traditional_readers_get_traditional_and_traditional_writers_are_read(ask: Ask) -> None:
    simplified = ask("Where is my computer?", "en", HANS).text.plain
    traditional = ask("Where is my computer?", "en", HANT).text.plain
    assert {"电脑", "计算机"} & {simplified[i : i + n] for n in (2, 3) for i in range(len(simplified))}
    assert {"電腦", "計算機"} & {traditional[i : i + n] for n in (2, 3) for i in range(len(traditional))}
    assert ask("你喜歡吃蘋果嗎？", "zh", EN).text == ask("你喜欢吃苹果吗？", "zh", EN).text


def test_script_alone_is_converted_without_a_model(ask: Ask) -> None:
    result = ask("我喜欢软件 `软件` https://a.b/软件", "zh", HANT)
    assert result.text.plain == "我喜歡軟體 `软件` https://a.b/软件"
    assert (result.outcome, result.package) == (Outcome.TRANSLATED, "")
    assert ask("我喜歡軟體", "zh", HANS).text.plain == "我喜欢软件"
    assert ask("你好", "zh", HANT).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n ",
        "😂😂",
        "https://x.com/a",
        "(^_^)",
        "123",
        "¥199",
        "!!!",
        "`code`",
        "⟦3⟧",
        "\x00",
        "\ud800",
        "\u202e\u202c",
    ],
)
def test_nothing_to_translate(ask: Ask, text: str) -> None:
    for source, target in (("zh", EN), ("en", HANS), ("mixed", EN), ("none", EN), ("other", HANS)):
        result = ask(text, source, target)
        assert (result.outcome, result.text.plain) == (Outcome.UNCHANGED, text)


def test_the_reader_reads_it_already(ask: Ask) -> None:
    assert ask("hello there", "en", EN) == Translation(Text("hello there"), EN, Outcome.UNCHANGED)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("a" * 20_000, "en"),
        ("你好，" * 6_667, "zh"),
        ("well " * 4_000, "en"),
        ("I am fine. " * 1_800, "en"),
        ("😂" * 2_000, "zh"),
        ("好😂" * 1_000, "zh"),
        ("\n" * 20_000, "en"),
        ("@a " * 5_000, "en"),
    ],
    ids=["one word", "commas", "words", "sentences", "emoji", "emoji and words", "lines", "mentions"],
)
def test_long_texts(ask: Ask, text: str, language: str) -> None:
    result = ask(text, language, EN if language == "zh" else HANS)
    assert result.text.plain.count("😂") == text.count("😂")
    assert result.text.plain.count("@a") == text.count("@a")
    assert result.text.plain.count("\n") == text.count("\n")


@pytest.mark.parametrize("odd", ["\x00", chr(0xD800), "\u202e", "\u200f", "\ufffd", "\ufeff"])
def test_odd_characters_harm_nothing(ask: Ask, odd: str) -> None:
    for text in (f"{odd} hello there my friend", f"hello {odd} there my friend", f"hello there my friend{odd}"):
        result = ask(text, "en", HANS)
        assert result.outcome in {Outcome.TRANSLATED, Outcome.REFUSED}
        assert result.text.plain.count(odd) == 1


def test_lines_and_bullets_stay(ask: Ask) -> None:
    result = ask("你好。\n\n- 第一\n- 第二\r\n1. 早上好\n", "zh", EN).text.plain
    lines = result.split("\n")
    assert len(lines) == 6
    assert [line[:2] for line in lines[2:4]] == ["- ", "- "]
    assert lines[4].startswith("1. ")
    assert lines[3].endswith("\r")


def test_a_term_that_is_the_whole_message_needs_no_model(tmp_path: Path) -> None:
    bird = Parrot(lambda sentence, _: sentence)

    async def run() -> list[Translation]:
        async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
            return [
                await interpreter.translate(Text(text), "zh", EN, [hit])
                for text, hit in (
                    ("yyds", Hit(0, 4, GOAT)),
                    ("yyds！！😂", Hit(0, 4, GOAT)),
                    ("在吗？", Hit(0, 2, THERE)),
                    ("@tom 在吗", Hit(5, 7, THERE)),
                )
            ]

    results = asyncio.run(run())
    assert [result.text.plain for result in results] == ["GOAT", "GOAT!!😂", "You there?", "@tom You there?"]
    assert {result.outcome for result in results} == {Outcome.GLOSSARY}
    assert bird.calls == []


def test_terms_inside_a_sentence(ask: Ask) -> None:
    result = ask("你真是yyds", "zh", EN, Hit(3, 7, GOAT))
    assert "GOAT" in result.text.plain
    assert result.hits == (Hit(3, 7, GOAT),)
    kept = ask("let's eat hotpot tonight", "en", HANS, Hit(10, 16, HOTPOT))
    assert kept.text.plain.count("hotpot") == 1


def test_a_paraphrase_is_said_before_the_model(tmp_path: Path) -> None:
    bird = Parrot(lambda sentence, _: "I can't help it " + "".join(c for c in sentence if c in "⟦0123456789⟧"))
    text = Text.of(
        "我蚌埠住了 @tom 看 https://a.b", [Entity(6, 10, EntityKind.MENTION, "42"), Entity(0, 5, EntityKind.BOLD)]
    )

    async def run() -> Translation:
        async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
            return await interpreter.translate(text, "zh", EN, [Hit(1, 5, CANNOT)])

    result = asyncio.run(run())
    assert bird.calls[0][0].startswith("我忍不住了")
    assert result.hits == (Hit(1, 5, CANNOT),)
    assert result.text.plain.count("@tom") == 1
    start = result.text.plain.index("@tom")
    assert Entity(start, start + 4, EntityKind.MENTION, "42") in result.text.entities


def test_hits_make_a_text_of_no_language_translatable(ask: Ask) -> None:
    six = Term("zh", ("666",), Action.REPLACE, "awesome")
    assert ask("666", "none", EN, Hit(0, 3, six)).text.plain == "awesome"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("(laughter)(applause)(applause)(applause)(applause)", "loop"),
        ("", "empty"),
        ("...", "empty"),
        ("word " * 60, "runaway"),
        ("今天天气真好啊", "copy"),
        ("今天天气很好很好的", "script"),
        ("nice ⁇ weather", "broken"),
        ("nice ⟦0⟧ weather", "lost"),
    ],
)
async def test_garbage_is_never_shown(tmp_path: Path, answer: str, reason: str) -> None:
    asked: list[Decoding] = []

    def say(_: str, decoding: Decoding) -> str:
        asked.append(decoding)
        return answer

    async with parrots.interpreter(Parrot(say), folder=tmp_path) as interpreter:
        text = Text.of("今天天气真好啊", [Entity(0, 2, EntityKind.BOLD)])
        result = await interpreter.translate(text, "zh", EN)
    assert (result.text, result.outcome, result.reason) == (text, Outcome.REFUSED, reason)
    assert asked == [GENTLE, STRICT]


async def test_a_second_try_is_stricter_and_may_succeed(tmp_path: Path) -> None:
    bird = Parrot(lambda _, decoding: "Nice weather" if decoding is STRICT else "nice nice nice nice nice nice nice")
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        result = await interpreter.translate(Text("今天天气真好"), "zh", EN)
    assert (result.text.plain, result.outcome, result.reason) == ("Nice weather", Outcome.TRANSLATED, "")


async def test_an_engine_that_raises_refuses_only_its_own(tmp_path: Path) -> None:
    def say(sentence: str, _: Decoding) -> str:
        if "毒" in sentence:
            raise RuntimeError("poison")
        return "All is well"

    async with parrots.interpreter(Parrot(say), folder=tmp_path) as interpreter:
        texts = ["一切都好", "有毒的话", "一切都挺好", "很好很好"]
        results = await interpreter.translate_many([Request(Text(text), Language.ZH, EN) for text in texts])
    assert [result.outcome for result in results] == ["translated", "refused", "translated", "translated"]
    assert results[1].reason == "failed"


async def test_one_bad_sentence_of_many_stays_in_the_original(tmp_path: Path) -> None:
    bird = Parrot(lambda sentence, _: "" if "坏" in sentence else "This one is good.")
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        result = await interpreter.translate(Text("这句话很好。这句坏。这句话也很不错的。"), "zh", EN)
        assert (result.outcome, result.reason) == (Outcome.TRANSLATED, "empty")
        assert result.text.plain == "This one is good. 这句坏。 This one is good."
        assert (await interpreter.translate(Text("很好。这句话坏了。"), "zh", EN)).outcome is Outcome.REFUSED


async def test_lost_placeholders_mean_translating_the_pieces(tmp_path: Path) -> None:
    words = {"我觉得": "I think", "比": "beats", "好": "in quality", "我觉得⟦0⟧比⟦1⟧好": "no marks at all"}
    bird = Parrot(lambda sentence, _: words[sentence.strip()])
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        result = await interpreter.translate(Text("我觉得`a b`比`c d`好"), "zh", EN)
    assert result.text.plain == "I think `a b` beats `c d` in quality"


async def test_a_small_number_that_gets_lost_is_carried(tmp_path: Path) -> None:
    bird = Parrot(
        lambda sentence, _: (
            sentence.replace("我有", "I have ").replace("只猫", " cats") if "⟦" in sentence else "I have cats"
        )
    )
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        assert (await interpreter.translate(Text("我有17只猫"), "zh", EN)).text.plain == "I have 17 cats"


async def test_equal_sentences_are_translated_once(tmp_path: Path) -> None:
    bird = Parrot(lambda *_: "Good morning")
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        await asyncio.gather(
            *(interpreter.translate(Text(f"早上好 {link}"), "zh", EN) for link in ("https://a.b", "https://c.d", ""))
        )
        await interpreter.translate(Text("早上好"), "zh", EN)
    assert bird.calls == [["早上好"]]


async def test_cancelling_one_reader_leaves_the_others(tmp_path: Path) -> None:
    bird = Parrot(lambda *_: "Good morning")
    bird.gate.clear()
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        first = asyncio.ensure_future(interpreter.translate(Text("早上好"), "zh", EN))
        second = asyncio.ensure_future(interpreter.translate(Text("早上好"), "zh", EN))
        for _ in range(50):
            await asyncio.sleep(0)
        first.cancel()
        bird.gate.set()
        assert (await second).text.plain == "Good morning"
        with pytest.raises(asyncio.CancelledError):
            await first


async def test_shouting_is_lowered_for_the_model(tmp_path: Path) -> None:
    bird = Parrot(lambda *_: "你在做什么", "en", "zh")
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        await interpreter.translate(Text("WHAT ARE YOU DOING, I WONDER"), "en", HANS)
    assert bird.calls == [["What are you doing, I wonder"]]


def test_mixed_text_is_handled_by_segment(ask: Ask) -> None:
    text = "我今天很happy, I think this is too much for me to handle"
    english = ask(text, "mixed", EN).text.plain
    assert english.endswith("I think this is too much for me to handle")
    assert "我" not in english
    chinese = ask(text, "mixed", HANS).text.plain
    assert chinese.startswith("我今天很")
    assert "think" not in chinese


def test_embedded_words_are_kept(ask: Ask) -> None:
    assert "iPhone" in ask("我觉得iPhone很好用", "zh", EN).text.plain
    assert "火锅" in ask("let's eat 火锅 tonight", "en", HANS).text.plain


async def test_only_one_direction(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages", starter=tmp_path / "no starter")
    packages.install(build(tmp_path))
    async with Interpreter(packages) as interpreter:
        assert await interpreter.load() == {("zh", "en"): "translate-zh_en-1_0", ("en", "zh"): ""}
        text = Text.of("hello there", [Entity(0, 5, EntityKind.BOLD)])
        result = await interpreter.translate(text, "en", HANS)
        assert (result.text, result.outcome, result.package) == (text, Outcome.NO_PACKAGE, "")
        there = Term("en", ("brb",), Action.REPLACE, "马上回来")
        assert (await interpreter.translate(Text("brb"), "en", HANS, [Hit(0, 3, there)])).outcome is Outcome.GLOSSARY


async def test_a_broken_installed_package_gives_way_to_the_starter(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    package = packages.install(build(tmp_path))
    (package.path / "model" / "model.bin").write_bytes(b"broken")
    async with Interpreter(packages) as interpreter:
        result = await interpreter.translate(Text("你吃饭了吗？"), "zh", EN)
    assert result.text.plain.endswith("?")
    assert result.package == STARTER_NAME


@pytest.mark.parametrize(
    "recipe",
    [Recipe(), Recipe(bpe=True), Recipe(reserved=True, target_prefix="<en>")],
    ids=["plain", "bpe", "own marks"],
)
async def test_a_package_of_nonsense_harms_nothing(tmp_path: Path, recipe: Recipe) -> None:
    packages = Packages(tmp_path / "packages", starter=tmp_path / "no starter")
    packages.install(build(tmp_path, recipe))
    items = ["https://a.b/c_d", "@tom_w", "👩‍👩‍👧‍👦", "(^_^)", "`x = 1`", "#a_b", "t@e.com", "$19.99", "⟦3⟧", "X10"]
    texts = [f"{CHINESE[number]} {item} {CHINESE[number + 1]}" for number, item in enumerate(items)]
    async with Interpreter(packages) as interpreter:
        results = await interpreter.translate_many([Request(Text(text), Language.ZH, EN) for text in texts])
    for item, result in zip(items, results, strict=True):
        assert result.text.plain.count(item) == 1


async def test_marks_of_letters_carry_what_must_survive(tmp_path: Path) -> None:
    bird = Parrot(
        lambda sentence, _: sentence.replace("我觉得", "I like").replace("比", "over").replace("好", "any day")
    )
    bird.placeholders = Lettered()
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        result = await interpreter.translate(Text("我觉得`a`比`b`好"), "zh", EN)
    assert result.text.plain == "I like `a` over `b` any day"
    assert bird.calls == [["我觉得 X10 比 X11 好"]]


async def test_more_spans_than_placeholders(tmp_path: Path) -> None:
    bird = Parrot(
        lambda sentence, _: (
            "and " + " and ".join(c for c in sentence.replace("⟧", "⟧|").split("|") if "⟦" in c).replace("和", "")
        )
    )
    text = "和".join(f"`c{number}`" for number in range(25)) + "和"
    async with parrots.interpreter(bird, folder=tmp_path) as interpreter:
        result = await interpreter.translate(Text(text), "zh", EN)
    assert all(result.text.plain.count(f"`c{number}`") == 1 for number in range(25))


def test_many_at_once_keep_their_order(runner: asyncio.Runner, starter: Interpreter) -> None:
    requests = [Request(Text(f"{number}. {CHINESE[number % 20]}"), Language.ZH, EN) for number in range(600)]
    results = runner.run(starter.translate_many(requests))
    assert [result.text.plain.split(".")[0] for result in results] == [str(number) for number in range(600)]


async def test_the_same_question_gets_the_same_answer(tmp_path: Path) -> None:
    answers: list[list[str]] = []
    for _ in range(2):
        async with Interpreter(Packages(tmp_path), memory=Memory(entries=0)) as interpreter:
            answers.append([(await interpreter.translate(Text(text), "en", HANS)).text.plain for text in ENGLISH])
    assert answers[0] == answers[1]
