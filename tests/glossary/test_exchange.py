"""Books as files: what goes out comes back the same, and what is not in order is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.glossary.exchange.formats import Format, read, write
from bridge.glossary.packs import builtin
from bridge.glossary.term import Action, Context, Term, TermError
from tests.glossary.strategies import terms

YYDS = Term("zh", ("yyds", "永远的神"), Action.REPLACE, "GOAT", note_en="high praise", note_zh="最高赞美")


def taken(name: str, text: str | bytes) -> list[Term]:
    data = text.encode() if isinstance(text, str) else text
    return [line.term for line in read(name, data)]


def refusal(name: str, data: bytes) -> str:
    try:
        read(name, data)
    except TermError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("form", Format)
@given(st.lists(terms(), min_size=1, max_size=4))
def test_what_goes_out_comes_back_the_same(form: Format, written: list[Term]) -> None:
    assert taken(f"glossary.{form}", write(written, form)) == written


@pytest.mark.parametrize("form", Format)
def test_the_packs_go_out_and_come_back(form: Format) -> None:
    written = list(builtin())
    assert taken(f"packs.{form}", write(written, form)) == written


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_is_read_or_refused(data: bytes) -> None:
    for name in ("a.csv", "a.tsv", "a.tbx"):
        assert refusal(name, data) or read(name, data)


@given(st.text(max_size=200))
def test_whatever_a_text_holds_is_read_or_refused(text: str) -> None:
    for head in ("forms,text\n", "forms\ttext\n", '<?xml version="1.0"?><tbx>'):
        data = (head + text).encode(errors="replace")
        assert refusal("a.csv", data) or read("a.csv", data)


def test_a_table_that_people_write_by_hand() -> None:
    text = "词语,译文,说明\nyyds,GOAT,最高赞美\nno cap,不骗你,\n蚌埠住了,忍不住了,谐音\n"
    one, two, three = taken("表.csv", text)
    assert (one.source, one.action, one.text, one.note_zh) == ("zh", Action.REPLACE, "GOAT", "最高赞美")
    assert (two.source, two.action) == ("en", Action.REPLACE)
    assert (three.source, three.action) == ("zh", Action.PARAPHRASE)


def test_tables_as_spreadsheets_write_them() -> None:
    wanted = [Term("zh", ("yyds",), Action.REPLACE, "the GOAT, really")]
    assert taken("a.csv", '\ufefforigin,forms,text\r\n,yyds,"the GOAT, really"\r\n\r\n') == wanted
    assert taken("a.csv", "forms;text\nyyds;the GOAT, really\n") == wanted
    assert taken("Unicode Text.txt", "forms\ttext\nyyds\tthe GOAT, really\n".encode("utf-16")) == wanted


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "", "no term in this file"),
        ("a.csv", "forms,text\n", "no term in this file"),
        ("a.csv", "yyds,GOAT\n", "Line 1: The first line must name the columns"),
        ("a.csv", "forms,text,mood\nyyds,GOAT,good\n", "Line 1: There is no column “mood”"),
        ("a.csv", "forms,text\nyyds,GOAT\n,lost\n", "Line 3: A term needs at least one form."),
        ("a.csv", "forms,text,tone\nyyds,GOAT,loud\n", "Line 2: The tone must be one of plain"),
        ("a.csv", "forms,text,source\nyyds,GOAT,fr\n", "Line 2: The source must be zh or en, not “fr”."),
        ("a.csv", "forms,text,context\nyyds,GOAT,often\n", "Line 2: The condition “often” is none of"),
        ("a.csv", "forms,text\nyyds,GOAT,surplus\n", "Line 2: There are 3 cells; the header names 2."),
        ("a.csv", 'forms,text\nyyds,"GOAT\n', "Line 2: This is not a table"),
        ("a.tbx", "<tbx><text>", "This is no XML"),
        ("a.tbx", "<?xml version='1.0'?>\n<tmx/>", "This is no TBX: it begins with “tmx”."),
        ("a.tbx", "<tbx>\n<conceptEntry><langSec xml:lang='zh'><term>词</term></langSec></conceptEntry></tbx>",
         "Line 2: A concept needs a term in Chinese (zh) and one in English (en)."),
        ("a.tbx", "<tbx>" + "<a>" * 100, "nested too deeply"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_refused_with_its_line(name: str, text: str, said: str) -> None:
    with pytest.raises(TermError) as caught:
        taken(name, text)
    assert said in str(caught.value)


def test_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(TermError, match="Line 2 is not UTF-8"):
        taken("a.csv", "forms,text\n永远的神,GOAT\n".encode("gb18030"))


def test_bombs_and_files_from_elsewhere_are_not_followed() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tbx>&b;</tbx>'
    with pytest.raises(TermError, match="Declarations inside the document type"):
        taken("a.tbx", bomb)
    outside = '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>'
    with pytest.raises(TermError, match="Declarations inside the document type"):
        taken("a.tbx", outside)
    with pytest.raises(TermError):
        taken("a.tbx", "<tbx>&undeclared;</tbx>")


def test_a_file_of_another_tool_makes_a_term_each_way() -> None:
    martif = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
 <termEntry id="1"><descrip type="definition">A dish cooked at the table.</descrip>
  <langSet xml:lang="zh-CN"><tig><term>火锅</term></tig></langSet>
  <langSet xml:lang="en-US"><tig><term>hotpot</term></tig><tig><term>hot pot</term></tig></langSet>
 </termEntry></body></text></martif>"""
    chinese, english = taken("base.tbx", martif)
    assert (chinese.source, chinese.forms, chinese.text) == ("zh", ("火锅",), "hotpot")
    assert (english.source, english.forms, english.text) == ("en", ("hotpot", "hot pot"), "火锅")
    assert chinese.note_en == "A dish cooked at the table."


def test_tbx_is_what_tools_expect() -> None:
    text = write([YYDS, Term("zh", ("牛",), Action.REPLACE, "wow", Context(whole=True))], Format.TBX).decode()
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<tbx xmlns="urn:iso:std:iso:30042:ed-2"')
    assert '<langSec xml:lang="zh">' in text
    assert "<note>only: whole</note>" in text
