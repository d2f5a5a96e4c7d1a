"""What a text holds that is no sentence: addresses, names, commands, code, numbers, signs.

Each pattern is one alternative of one expression, the first that matches at a place wins. None may match across
lines, save fenced code, and none may take more than linear time: a message comes from strangers.
"""

from __future__ import annotations

import re

from bridge.translation.emoji import EMOJI, EMOTICON
from bridge.translation.span import Kind

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: What the models know: Latin letters, digits, Han, and the punctuation of both.
_KNOWN = (
    r"\t\n\x0b\x0c\r\x20-\x7e\x85\xa0-\u024f\u2010-\u2029\u202f-\u205f\u3000-\u3007\u3008-\u3011\u3014-\u301b"
    rf"{HAN}\uff01-\uff5e\uffe5"
)
_TOP_LEVEL = (
    "com|net|org|edu|gov|info|io|me|co|cn|hk|tw|sg|my|uk|us|de|fr|jp|kr|ru|tv|cc|ai|app|dev|gg|gl|ly|be|xyz|top|site"
    "|online|shop|club|im|fm|to|eu|ca|au|nz|moe|art|blog|wiki|cloud|page|link|live|news|pro|vip|wang"
)
_URL_CHAR = r"A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%|^"
_URL_TAIL = (
    rf"(?:[{_URL_CHAR}]|\([{_URL_CHAR}]*\)|(?<=[/=_\-#?&%])[{HAN}]+)*"
    rf"(?:[A-Za-z0-9/#=_~%&$@+\-]|\([{_URL_CHAR}]*\)|(?<=[/=_\-#?&%])[{HAN}]+)"
)
_AMOUNT = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_CURRENCY = r"[$€£¥￥₩₹₽₿฿₫₱]|(?:US|HK|NT|CA|AU|SG)\$|(?:USD|EUR|GBP|CNY|RMB|HKD|TWD|NTD|JPY|USDT|BTC|ETH)(?![A-Za-z])"
_LATIN_UNIT = (
    r"(?:%|‰|°[CF]?|℃|℉|㎡|m[²³]|[kKMGT]i?[bB](?:ps)?|[kcmnμu]?m|[km]?g|[km]?[lL]|[kKMG]?Hz|k?Wh?|[km]?V|mAh|k?cal|mph|kph"
    r"|fps|FPS|px|dpi|rpm|in|ft|lbs?|oz|mi|hrs?|h|mins?|s|secs?|ms|[kKMbBwW]|USD|EUR|GBP|RMB|CNY|HKD|usd|rmb)"
    r"(?:/(?:[A-Za-z]{1,5}|[天月年人次个小时斤份]+))?"
)
_HAN_MONEY = "(?:万|亿|千|百)?(?:元|块钱|美元|美金|欧元|英镑|日元|港币|港元|台币|新台币|人民币|韩元|卢布|円)"
_TIME = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[aApP]\.?[mM](?![A-Za-z])\.?)?|\d{1,2}\s?[aApP][mM](?![A-Za-z])"
_DATE = r"\d{4}(?P<between>[-/.])\d{1,2}(?P=between)\d{1,2}"
_NUMBER = (
    rf"(?<![A-Za-z0-9.])(?:{_DATE}|{_TIME}|[+\-]?(?:{_CURRENCY})\s?{_AMOUNT}(?:\s?(?:[kKmMbBwW万亿](?![A-Za-z])))?"
    rf"|[+\-]?{_AMOUNT}\s?(?:{_HAN_MONEY}|(?:{_CURRENCY})(?!\s?\d)|(?:{_LATIN_UNIT})(?![A-Za-z0-9]))"
    rf"|[+\-]?\d+(?:[.,:/x×*\-]\d+)+(?![A-Za-z0-9])|[+\-]\d+(?![A-Za-z0-9])|\d{{3,}}(?![A-Za-z0-9]))"
)

_DISCORD = r"<(?:@[!&]?|#)\d+>|<t:-?\d+(?::[A-Za-z])?>|<id:\w+>|</[^<>\n]{1,64}:\d+>"
_HAN_NAME = rf"@[{HAN}][{HAN}\w·]{{0,11}}(?![{HAN}\w])"
_IDENTIFIER = r"[A-Za-z0-9]+_[A-Za-z0-9_]*|_+[A-Za-z0-9][A-Za-z0-9_]*|[A-Za-z_][A-Za-z0-9_]*\(\)|--[a-z][a-z0-9\-]+"
_FILE = (
    r"[A-Za-z0-9_\-]+\.(?:py|js|ts|json|txt|md|pdf|zip|exe|apk|png|jpe?g|gif|mp[34]|docx?|xlsx?|pptx?|csv|html?|css|sh|yaml"
    r"|toml)"
)
_PATH = r"[A-Za-z]:\\[^\s\"]+|~?(?:/[A-Za-z0-9_.\-]+){2,}/?"
#: iPhone15, mp3, 4k, v1.2, COVID-19; not 1st and 20th, which a model can say.
_WITH_DIGITS = (
    r"(?!\d+(?:st|nd|rd|th)(?![A-Za-z0-9]))"
    r"(?:[A-Za-z]+(?:-?\d[A-Za-z0-9]*)+(?:[.\-]\d+)*|\d+(?:\.\d+)*[A-Za-z][A-Za-z0-9]*)"
)

_ALTERNATIVES: tuple[tuple[Kind, str], ...] = (
    (Kind.CODE, r"```[\s\S]+?```|``[^\n]+?``|`[^`\n]+`"),
    (
        Kind.URL,
        rf"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.\-]{{1,15}}://|www\.){_URL_TAIL}|(?<![A-Za-z])magnet:\?{_URL_TAIL}",
    ),
    (
        Kind.EMAIL,
        r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63})+(?<![.\-])",
    ),
    (
        Kind.URL,
        rf"(?<![A-Za-z0-9.@_\-])(?:[A-Za-z0-9\-]{{1,63}}\.){{1,4}}(?:{_TOP_LEVEL})(?![A-Za-z0-9\-])(?:[/?]{_URL_TAIL}|/)?",
    ),
    # Discord's markup: https://discord.com/developers/docs/reference#message-formatting
    (
        Kind.MENTION,
        rf"{_DISCORD}|(?<![A-Za-z0-9_.])@[A-Za-z0-9_](?:[A-Za-z0-9_.\-]{{0,63}}[A-Za-z0-9_])?|{_HAN_NAME}",
    ),
    (Kind.EMOJI, r"<a?:\w{1,64}:\d+>|(?<![A-Za-z0-9_:]):[A-Za-z0-9_+\-]{2,64}:(?![A-Za-z0-9_:])"),
    (
        Kind.HASHTAG,
        r"#[^#\s，。！？、,!?]{1,40}#(?![A-Za-z0-9_])|(?<![\w&#])#\w[\w·\-]*|(?<=[" + HAN + r"])#\w[\w·\-]*",
    ),
    (
        Kind.COMMAND,
        rf"(?<![^\s{HAN}，。！？：；、（“])/[A-Za-z][A-Za-z0-9_]{{0,31}}(?:@[A-Za-z0-9_]{{1,32}})?(?![A-Za-z0-9_/.])",
    ),
    (Kind.SYMBOL, r"⟦[^⟦⟧\n]{0,20}⟧|[⟦⟧]"),
    (Kind.EMOJI, EMOJI),
    (Kind.EMOTICON, EMOTICON),
    (Kind.CODE, r"</?[A-Za-z][^<>\n]{0,60}>"),
    (Kind.NUMBER, _NUMBER),
    (
        Kind.CODE,
        rf"(?<![A-Za-z0-9_])(?:{_IDENTIFIER}|{_FILE}|{_PATH})(?![A-Za-z0-9_])",
    ),
    (Kind.NUMBER, rf"(?<![A-Za-z0-9])(?:{_WITH_DIGITS})(?![A-Za-z0-9])"),
    (Kind.WORD, rf"[A-Za-z]*(?:[A-Za-z][\u0300-\u036f]+)+[A-Za-z]*|[^{_KNOWN}⟦⟧]+(?: +(?=\w)[^{_KNOWN}⟦⟧]+)*"),
    # No language has such words, and no model knows what to do with them.
    (Kind.CODE, r"(?<![A-Za-z])[A-Za-z]{40,}"),
    (Kind.SYMBOL, r"[=+<>\\^|{}_]+"),
)

_GROUPS = tuple(kind for kind, _ in _ALTERNATIVES)
WORDLESS = re.compile("|".join(f"(?P<g{number}>{pattern})" for number, (_, pattern) in enumerate(_ALTERNATIVES)))
#: Without one of these, nothing of the above is in a text.
HINT = re.compile(
    rf"[^A-Za-z{HAN}\s,.!?;:'\"，。！？；：、“”‘’…()（）~～\-—]|[:;][-a-zA-Z0-9()/]|://|\w\.\w|--|-[._]|[oOuUTVv][._wAO]|[xX]D"
    r"|QAQ|QwQ|QWQ|[oO]rz|ORZ|OTZ|TvT|[（(]|[A-Za-z]{40}"
)


def kind_of(match: re.Match[str]) -> Kind:
    """What a match of `WORDLESS` is."""
    group = match.lastgroup or ""
    return _GROUPS[int(group[1:])]
