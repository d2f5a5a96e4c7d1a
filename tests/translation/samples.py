"""Texts to test with: chat lines of both languages, and things that must survive between them."""

from __future__ import annotations

from hypothesis import strategies as st

ENGLISH = (
    "are you coming to the party tonight",
    "I think so",
    "that's a great idea",
    "see you tomorrow",
    "what do you want to eat",
    "I have no idea",
    "he told me about it yesterday",
    "this is too expensive",
    "let me know when you arrive",
    "please look at",
    "can you send it to",
    "we should meet at the station",
    "I'm so tired today",
    "she bought it for",
    "don't forget to bring",
    "good morning",
    "thank you so much",
    "it will cost",
    "my friend is waiting",
    "how was your weekend",
)
CHINESE = (
    "你今晚来吗",
    "我觉得可以",
    "这个主意不错",
    "明天见",
    "你想吃什么",
    "我不知道",
    "他昨天跟我说了",
    "这个太贵了",
    "到了告诉我一声",
    "请看一下",
    "你能发给我吗",
    "我们在车站见",
    "今天好累",
    "她买了这个",
    "别忘了带",
    "早上好",
    "非常感谢",
    "大概要",
    "我朋友在等",
    "周末过得怎么样",
)

URLS = st.sampled_from(
    (
        "https://example.com",
        "http://a.b.co/x_y?q=1&r=%20#frag",
        "https://t.me/joinchat/AAAA_bbb-1",
        "www.taobao.com/item?id=9",
        "https://en.wikipedia.org/wiki/Magpie_(bird)",
        "https://youtu.be/dQw4w9WgXcQ",
        "tg://resolve?domain=magpie",
        "github.com/a/b",
        "https://zh.wikipedia.org/wiki/喜鹊",
        "https://xn--fiq228c.com/~me/",
        "ftp://files.example.org/a.zip",
        "https://a.co:8443/?x[]=1",
    )
)
MENTIONS = st.sampled_from(
    (
        "@tom_w",
        "@Alice99",
        "<@123456789012345678>",
        "<@!42>",
        "<@&99>",
        "<#1234>",
        "@everyone",
        "@here",
        "<t:1618953630:R>",
    )
)
EMOJI = st.sampled_from(
    (
        "😂",
        "👍🏽",
        "👩‍👩‍👧‍👦",
        "🇨🇳",
        "🇬🇧🇨🇳",
        "1️⃣",
        "#️⃣",
        "❤️",
        "❤️‍🔥",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🧑🏿‍💻",
        "🤦🏻‍♀️",
        "☀️",
        "✨✨",
        "🥹",
        "😂😂😂",
        "🏳️‍🌈",
        "👁️‍🗨️",
        "<:pepe:123456>",
        "<a:dance:98765>",
        ":partyparrot:",
    )
)
KAOMOJI = st.sampled_from(
    (
        "(╯°□°）╯︵ ┻━┻",
        "¯\\_(ツ)_/¯",
        "(^_^)",
        "(￣▽￣)",
        "ヽ(°〇°)ﾉ",
        "(づ｡◕‿‿◕｡)づ",
        "ʕ•ᴥ•ʔ",
        "(>_<)",
        "(T_T)",
        "(｡･ω･｡)",
        "(´；ω；`)",
        "m(_ _)m",
        ":-)",
        ":D",
        ";)",
        ":P",
        "<3",
        "T_T",
        "QAQ",
        "orz",
        ">_<",
        "^_^",
        "xD",
        ":'(",
        "=.=",
        "(=^･ω･^=)",
        "(•̀ᴗ•́)و",
        "(ง'̀-'́)ง",
        "┬─┬ノ( º _ ºノ)",
    )
)
CODE = st.sampled_from(
    (
        "`pip install magpie`",
        "`x = a_b[0]`",
        "```py\nprint('你好')\nreturn\n```",
        "my_variable",
        "__init__",
        "main.py",
        "~/a/b_c/d",
        "foo()",
        "--dry-run",
    )
)
HASHTAGS = st.sampled_from(("#MondayMood", "#春节快乐", "#话题#", "#a_b2", "#C3"))
EMAILS = st.sampled_from(("tom@example.com", "first.last+tag@sub.mail.co.uk", "a_b@x-y.org"))
PRICES = st.sampled_from(
    (
        "$19.99",
        "¥199",
        "￥1,299.00",
        "€5",
        "£3.50",
        "199元",
        "3万元",
        "5kg",
        "25°C",
        "99.9%",
        "1,234,567",
        "7:30pm",
        "2026-11-24",
        "100km/h",
        "1.5GB",
        "US$20",
        "-40℃",
        "1080p",
        "iPhone15",
        "3.14159",
        "192.168.0.1",
        "2/3",
        "10:05",
    )
)
COMMANDS = st.sampled_from(("/start", "/help@magpie_bot", "/link"))
OWN_MARKS = st.sampled_from(("⟦0⟧", "⟦3⟧", "⟦9⟧", "⟦", "⟧", "⟦12⟧", "<zh>", "<en>", "</s>", "▁", "\u200b", "⟦⟦"))
#: Whatever must come out byte for byte, and once.
PROTECTED = st.one_of(URLS, MENTIONS, EMOJI, KAOMOJI, CODE, HASHTAGS, EMAILS, PRICES, COMMANDS, OWN_MARKS)
