"""`/slang`: the glossary that a group owns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.slang_asking import Asking, Part, asking_of
from bridge.commands.slang_ports import Keepers
from bridge.glossary.term import TermError
from bridge.relay.directory import Directory

HERE = frozenset({"here", "本群"})
_CHINESE = {
    "添加": "add",
    "新增": "add",
    "修改": "edit",
    "删除": "remove",
    "撤销": "undo",
    "列表": "list",
    "搜索": "search",
    "查看": "show",
    "历史": "history",
    "待审": "pending",
    "通过": "approve",
    "拒绝": "reject",
    "导出": "export",
    "导入": "import",
    "管理": "keepers",
}
_SHORT = {"delete": "remove", "del": "remove", "rm": "remove", "find": "search", "change": "edit", "ls": "list"}


class Slang:
    """Takes the first word to the part that it names; anything else is a form to be shown."""

    name = "slang"
    summary = "The group's slang: /slang yyds, /slang add yyds = GOAT; note"
    admins_only = False

    def __init__(self, parts: Mapping[str, Part], keepers: Keepers, directory: Directory) -> None:
        self._parts = parts
        self._keepers = keepers
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """Do what is asked, or say in one sentence why not."""
        asking = await asking_of(request, self._keepers, self._directory)
        try:
            return await self._ask(asking)
        except TermError as error:
            raise asking.refused(error) from error

    async def _ask(self, asking: Asking) -> Answer:
        word, rest = _first(asking.rest)
        if word in HERE:
            asking = replace(asking, here=True, rest=rest)
            word, rest = _first(rest)
        if not word:
            return Answer(self._help(asking))
        part = self._parts.get(word)
        if part is not None:
            return await part.answer(asking.after(rest))
        if "=" in asking.rest or "＝" in asking.rest:
            phrase = "To add a term, write: /slang add {line}"
            raise CommandError(asking.phrases(phrase, line=asking.rest[:80]))
        return await self._parts["show"].answer(asking)

    @staticmethod
    def _help(asking: Asking) -> str:
        phrases = asking.phrases
        lines = [
            phrases("/slang FORM shows what a word means."),
            phrases(
                "/slang add FORM = TRANSLATION; note – add a term"
                " (or “FORM ~ plain words → what they become”, “keep FORM”)"
            ),
            phrases("/slang list, search, edit, remove, undo, history – look after the terms"),
            phrases("/slang pending, approve, reject, keepers – decide on proposals"),
            phrases("/slang export, import – exchange them as CSV, TSV or TBX"),
        ]
        return "\n".join(lines)


def _first(line: str) -> tuple[str, str]:
    word, _, rest = line.partition(" ")
    word = word.lower()
    return _SHORT.get(word) or _CHINESE.get(word) or word, rest.strip()
