"""Discord's dialect of Markdown, as its clients read it, in the order in which they try it.

What these patterns leave out is as important as what they match: underscores inside words are none of it, a quote
holds no quote, `**` needs something between. https://support.discord.com/hc/en-us/articles/210298617
"""

from __future__ import annotations

import re

#: Characters at which something may begin; all between them is plain.
BEGINS = re.compile(r"[\\`*_~|<\[>#\-¯]|[hH](?=(?i:ttps?://))|^ ", re.MULTILINE)

QUOTE_REST = re.compile(r" *>>> (?=[\s\S])")
QUOTE = re.compile(r"(?: *> [^\n]*(?:\n|\Z))+")
QUOTE_MARK = re.compile(r"^ *> ", re.MULTILINE)
FENCE = re.compile(r"```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```", re.IGNORECASE)
HEADING = re.compile(r" *(#{1,3})(?!#) +([^\n]+?)#*[^\S\n]*(?=\n|\Z)")
SUBTEXT = re.compile(r"-# +(?!-#)([^\n]+?)[^\S\n]*(?=\n|\Z)")

ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
SHRUG = re.compile(r"¯\\_\(ツ\)_/¯")
ANGLED_URL = re.compile(r"<(https?://[^\s<>]+)>", re.IGNORECASE)
URL = re.compile(r"https?://[^\s<]+[^<.,:;\"'\]\s]", re.IGNORECASE)
MASKED = re.compile(
    r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))+)\]"
    r"\(\s*(?:<([^\s<>]+)>|((?:\([^()\s]*\)|[^\s\\()])+))(?:\s+['\"][\s\S]*?['\"])?\s*\)"
)
USER = re.compile(r"<@!?(\d{1,20})>")
ROLE = re.compile(r"<@&(\d{1,20})>")
CHANNEL = re.compile(r"<#(\d{1,20})>")
EMOJI = re.compile(r"<(a?):(\w{2,32}):(\d{1,20})>")
MOMENT = re.compile(r"<t:(-?\d{1,13})(?::[RtTdDfFsS])?>")
SLASH = re.compile(r"<(/[^:<>\n]{1,100}):\d{1,20}>")
GUIDE = re.compile(r"<id:(\w+)>")

ITALIC = re.compile(
    r"(?a:\b)_((?:__|\\[\s\S]|[^\\_])+?)_(?a:\b)|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:[^*\s\\]|\\[\s\S]|\*\*)|[^\s*\\])+?)\*(?!\*)"
)
BOLD = re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")
UNDERLINE = re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")
STRIKE = re.compile(r"~~((?:\\[\s\S]|[^\\])+?)~~")
CODE = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
SPOILER = re.compile(r"\|\|((?:\\[\s\S]|[^\\])+?)\|\|")
#: What clients take for an emoji by its short name.
SHORT_NAME = re.compile(r":(?=[A-Za-z0-9_+~-]*[A-Za-z_][A-Za-z0-9_+~-]*:)")


def without_open_parenthesis(url: str) -> str:
    """An address as clients link it: a closing parenthesis that opens outside of it is not part of it."""
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1]
    return url
