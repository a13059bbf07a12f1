"""Articles that nobody should send: soups of characters, marks and numbers, pages that are no prose, mutilated news.

All come from a seed: the same seed gives the same articles, on every machine with the same Unicode tables.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from newsfacts.facts import Article, Include, OffsetUnit

SAMPLES = Path(__file__).parents[2] / "service" / "web" / "page" / "static" / "samples"

MARKS = "“ ” ‘ ’ \" ' '' `` « » „ ‚ ‹ › ‟ ‛ 「 」 『 』 ＂ ＇ ′ ″ &quot; ( ) [ ] { } < > — – - -- … ... : ; , . ? ! / \\".split()
SPACES = [" ", " ", " ", "", "\n", "\n\n", "\r\n", "\r", "\t", "\xa0", "\u2009", "\u200b", "\u2028", "\u2029", "\x85"]
SPEECH = (
    "said says told asked added: according to who whom she he they it his her their the a Mr. Dr. Sen. President "
    "minister spokeswoman Reuters (AP) Okafor Lindqvist that would not never reporters claims knows denied, thinks "
    "wants whether because while and but of in I we you"
).split()
WRITTEN = (
    "0 1 2 007 3,000 1,2,3.4.5-6 .5 1. 1,00 1.000.000,50 1/2 3/0 ½ 1½ 2⅞ 10-20 20-10 1–2–3 -5 −40 +7 ±3 1e9 1e400 "
    "10^5000 0x1F 1_000 ３００ ٣٠ ٣٫٥ १२३ ² ³ 10² m³ ⅷ Ⅷ ① ⑳ ፩ ፲ 三 十万 億 〇 ௧௦ ₂ ⁵⁄₉ % ‰ ٪ $ € £ ₹ ¥ US$ $US A$ ₿ "
    "$3.5m £2bn €1.2trn 5k 70K 3M million billion trillion googol hundred thousand dozen dozens score half third "
    "quarters twice double triple tenfold one two twenty-one ninety-nine hundred-odd zero no none both several few "
    "many most some all couple pair per cent percent percentage points basis years old year-old aged km kg °C 5°F mph "
    "km/h m² square metres feet ' \" 6'2\" 2-1 3:2 1:0 ratio of in out of every each per a an about nearly almost over "
    "more than at least up to between from to and or by times as many as fewer than minus plus x × # No. Nos. § "
    "+1-555-0100 192.168.0.1 2024-05-17 17/05/2024 5pm 17:30 24:00 25:61 1990s '90s 1st 2nd 3th 21th MMXXIV"
).split()
NUMBERS = [*WRITTEN, "9" * 400, "1," * 40 + "000", "1" + "0" * 5_000, "0." + "0" * 500 + "1", "-" * 60 + "1"]
FIGURES = (
    "5 5² ² ²²²² 19²4 1.25 1,50 1.50 1/50 ½ 1½ ５ １９９９ ٤ ① 5① Ⅷ 3.75 0.50 -1.5 1e10 1_00 5k 12:5 99.9 2.0 19९9 2024 31 0 00"
).split()
FRAMES = (
    "({}) people died|On May {}, 2024, {} people died|{} May {}|in {} days|{} days ago|since {}|the {}s|{}-{}, 2020|"
    "from {} to {} May|{}/{}/{}|{}:{}|+{} {} {}|No. {}|“{} people|{}' {}\"|last {} weeks|Q{} {}|${} per {} km|{} x {}|aged {}|"
    "{}-year-old|September 12-{}, {}|first {} months of {}|{}st|{} {}|{}.{}|{},{}|{}%|{} of {}|{}th century|{} p.m. on {}|"
    "{}–{}|fiscal {}|at {} on|mid-{}|{} BC|'{} |past {} days|the next {} years|{} hours later|by {} percentage points|"
    "{} out of {}|{} in {}|{} billion {}|between {} and {}|{} to {} percent|{}-{} people|rose to {} from {}"
).split("|")
TIMES = (
    "February 30|31 September|29 February 2023|Feb. 29, 1900|year 0|in 0000|in 9999|in 10000|December 31, 9999|"
    "in 99999999 days|99999999999999999999 years ago|in a million years|last century|next millennium|two centuries ago|"
    "last Monday|next Tuesday|this weekend|tomorrow|yesterday|on the 32nd|the 31st|Q5 2024|Q1|first half of 2023|"
    "second quarter|the 1990s|the 90s|mid-1990s|early 20th century|the 99th century|from May to March|"
    "between 2030 and 2020|since 1066|until 9999|for the past 1e9 months|past 0 days|over the next -5 years|"
    "a fortnight ago|half a year ago|1.5 years ago|ten days from now|the day after tomorrow|a week last Tuesday|"
    "Ramadan|Easter 2025|Christmas|New Year's Eve|spring 2024|winter|fiscal 2025|FY24|2023/24|2023-24|2024-02-30|"
    "30/02/2024|02/30/2024|1/1/1|May 2|May|march|second|noon|midnight|12:60|at 25 o'clock|5 BC|AD 70|1 January 1|"
    "0 January|January 0|Monday, 30 February|3000-01-01|31 June 2024|in −3 days|٣ May 2024|５月３日|May ２０２４"
).split("|")
PAGES = (
    "<p>", "</p>", "<a href='http://x.example/?a=1&b=\"2\"'>", "<!--", "-->", "<script>var x = \"5\";</script>", "&amp;",
    "&#8220;", "&nbsp;", "\\u201c", "\\n", "# 5", "## Heading", "* item", "- 1.", "1)", "(a)", "| 5 | 6 |", "|---|---|",
    "```", "def f(x): return x['a'][0] * 2", "{\"a\": [1, 2.5e3]}", "SELECT * FROM t WHERE a = 'b''c';", "a\tb\tc\n1\t2\t3\n",
    "https://example.org/2024/05/17/a-b_c?x=%20#5", "www.example.com", "someone@example.org", "@handle", "#hashtag5",
    "10.1000/182", "ISBN 978-3-16-148410-0", "$HOME", "C:\\Users\\5", "Advertisement", "Read more:", "© 2024", "Photo: AP",
    "Share this article", "-----", "=====", "*****", "_____", "~~~", "....", "►", "•", "\x0c", "Page 3 of 12", "[1]", "[citation needed]",
)  # fmt: skip
TONGUES = (
    "Der Minister sagte am Montag: „Wir brauchen 1.200,50 Euro“, so die Sprecherin.",
    "« Nous avons perdu 3 000 hommes », a déclaré Mme Lefèvre, 45 ans.",
    "Президент заявил: «Погибло 15 человек», передаёт агентство.",
    "قال الوزير إن “٣٠ شخصا” قتلوا يوم الاثنين.",
    "השר אמר כי \"15 בני אדם\" נהרגו ב-3 במאי.",
    "大臣は「三百人が死亡した」と述べた。５月３日。",
    "मंत्री ने कहा, “१२३ लोग मारे गए।”",
    "นายกรัฐมนตรีกล่าวว่า “มีผู้เสียชีวิต ๑๕ คน”",
    "Bakan, \"İstanbul'da 5 kişi öldü\" dedi. ISPARTA ıspanak İİİ",
    "장관은 “15명이 숨졌다”고 말했다.",
)  # fmt: skip
EMOJI = ["😀", "👨‍👩‍👧‍👦", "👍🏽", "🇫🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "❤️", "☎︎", "𝟓", "𝕬", "🅰", "㊿", "\U0010ffff", "\ufdd0", "\ue000"]
TANGLED = (
    "one hundred and ", "half a ", "million ", "between 5 and ", "from 3 to ", "of whom ", "he said ", "“ he said ", "” she said ",
    "who said that ", "according to ", "$", "1-2-3-", "of the ", "(((1))) ", "John ", "John said Mary said ", "the president ", "she told him ",
    "he, she and ", "1, 2, 3, ", "per ", "times ", "years old ", "last ", "the day after ", "Mr. ", "U.S. ", "not ", "that ", "more than ",
    "'", "''", "“‘", "’”", "said: ", "– ", "5% ", "ago ", "and ", "“a” said ", "was killed ", "of those ", "the former ", "'s ", "n't ", "-old ",
)  # fmt: skip
DAYS = [None, None, date(1000, 1, 1), date(2999, 12, 31), date(2024, 2, 29), date(2000, 2, 29), date(2024, 1, 1), date(2023, 12, 31)]  # fmt: skip
TITLES = [None, None, "", "“5 dead”, says minister", "1" * 300, "\u2028 \x00", "He said 5", "(" * 200]


@cache
def characters() -> dict[str, list[str]]:
    """RETURNS: every character that UTF-8 can carry, by its Unicode category, and the `numeric` ones."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for char in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(char)
        if category != "Cs":
            found[category].append(char)
            if char.isnumeric():
                found["numeric"].append(char)
    return dict(found)


@cache
def samples() -> list[str]:
    """RETURNS: the texts of the page's own articles."""
    files = sorted(path for path in SAMPLES.glob("*.json") if path.stem != "index")
    return [json.loads(path.read_text(encoding="utf-8"))["text"] for path in files]


def _joined(random: Random, pieces: Sequence[str], count: int = 80) -> str:
    chosen = random.choices(pieces, k=random.randint(1, count))
    return "".join(piece + random.choice(SPACES) for piece in chosen)


def _categories(random: Random) -> str:
    tables = characters()
    some = random.sample(sorted(tables), random.randint(1, 4))
    letters = [random.choice(tables[random.choice(some)]) for _ in range(random.randint(1, 150))]
    return "".join(char + (random.choice(SPACES) if random.random() < 0.2 else "") for char in letters)


def _marks(random: Random) -> str:
    return _joined(random, [*MARKS, *MARKS, *SPEECH, *EMOJI[:3]], 150)


def _numbers(random: Random) -> str:
    return _joined(random, NUMBERS)


def _numeric_characters(random: Random) -> str:
    """Digits of all scripts where a number may stand: `str.isdigit` and `int` differ on them."""
    odd = ["".join(random.choices(characters()["numeric"], k=random.randint(1, 4))) for _ in range(12)]
    return _joined(random, [*odd, *odd, *random.sample(NUMBERS, 20), "5", "people died", ",", ".", "-", "$", "million"])


def _frames(random: Random) -> str:
    """Figures that are not quite numbers, where a date, a range, a score or a list number may stand."""
    chosen = random.choices(FRAMES, k=20)
    filled = (frame.format(*random.choices(FIGURES, k=frame.count("{}"))) for frame in chosen)
    return "".join(phrase + random.choice([" ", ", ", ". ", "\n\n", " people died. "]) for phrase in filled)


def _times(random: Random) -> str:
    return _joined(
        random, [*TIMES, *TIMES, "5 people died", "prices rose 3%", "he said", "in", "since", "by", ",", "."], 40
    )


def _pages(random: Random) -> str:
    return _joined(random, [*PAGES, *random.sample(NUMBERS, 10), *random.sample(SPEECH, 10)])


def _tongues(random: Random) -> str:
    return _joined(random, [*TONGUES, *EMOJI, *random.sample(SPEECH, 5)], 20)


def _everything(random: Random) -> str:
    return _joined(random, [*MARKS, *SPEECH, *NUMBERS, *TIMES, *PAGES, *EMOJI], 100)


def _tangled(random: Random) -> str:
    """A few pieces over and over: what grows faster than the text, or nests, shows here."""
    some = random.choices(TANGLED, k=random.randint(1, 3))
    return "".join(some) * random.randint(1, 60)


def _mutilated(random: Random) -> str:
    """News with characters, words or paragraphs lost, doubled and swapped."""
    text = random.choice(samples())
    for mutate in random.choices(_MUTATIONS, k=random.randint(1, 4)):
        text = mutate(random, text)
    return text


def _shuffled(random: Random, pieces: list[str]) -> list[str]:
    """Loses, doubles and swaps a few of `pieces`."""
    for _ in range(random.randint(1, 1 + len(pieces) // 20)):
        if len(pieces) < 2:
            break
        here, there = random.randrange(len(pieces)), random.randrange(len(pieces))
        action = random.choice(("lose", "double", "swap"))
        if action == "lose":
            del pieces[here]
        elif action == "double":
            pieces.insert(there, pieces[here])
        else:
            pieces[here], pieces[there] = pieces[there], pieces[here]
    return pieces


def _characters_mutated(random: Random, text: str) -> str:
    return "".join(_shuffled(random, list(text)))


def _words_mutated(random: Random, text: str) -> str:
    return " ".join(_shuffled(random, text.split(" ")))


def _paragraphs_mutated(random: Random, text: str) -> str:
    return "\n\n".join(_shuffled(random, text.split("\n\n")))


def _misread(random: Random, text: str) -> str:
    """What optical character recognition takes one for the other, here and there."""
    taken = {
        "l": "1",
        "o": "0",
        "O": "0",
        "S": "5",
        "e": "c",
        "m": "rn",
        "“": "''",
        "”": '"',
        "’": "`",
        " ": "",
        ".": ",",
        "1": "I",
    }
    return "".join(taken.get(char, char) if random.random() < 0.05 else char for char in text)


def _inserted(random: Random, text: str) -> str:
    for _ in range(10):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice([*MARKS, *WRITTEN, *EMOJI, *TIMES]) + text[at:]
    return text


_MUTATIONS: list[Callable[[Random, str], str]] = [
    _characters_mutated,
    _words_mutated,
    _paragraphs_mutated,
    _misread,
    _inserted,
    lambda _, text: text.upper(),
    lambda _, text: text.lower(),
    lambda _, text: text.title(),
    lambda _, text: text.replace("\n", "\r\n"),
    lambda _, text: text.replace("\n", " "),
    lambda _, text: text.replace(" ", "\n"),
    lambda _, text: text.replace(" ", "\xa0"),
    lambda _, text: text.replace(" ", ""),
    lambda _, text: text.replace(".", ""),
    lambda _, text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
    lambda _, text: text.replace("”", ""),
    lambda _, text: text.replace("“", ""),
    lambda _, text: unicodedata.normalize("NFD", text),
    lambda _, text: text[::-1],
    lambda random, text: text[: random.randrange(len(text) + 1)],
    lambda random, text: text[random.randrange(len(text) + 1) :],
]

KINDS: dict[str, Callable[[Random], str]] = {
    "categories": _categories,
    "marks": _marks,
    "numbers": _numbers,
    "digits of all scripts": _numeric_characters,
    "frames": _frames,
    "times": _times,
    "pages": _pages,
    "tongues": _tongues,
    "everything": _everything,
    "tangled": _tangled,
    "mutilated": _mutilated,
}


def articles(kind: str, seed: int, count: int) -> Iterator[Article]:
    """RETURNS: `count` articles of one of `KINDS`, asking for everything, in varying units."""
    random = Random(f"{kind} {seed}")
    for number in range(count):
        yield Article(
            text=KINDS[kind](random) or ".",
            id=str(number),
            title=random.choice(TITLES),
            published_at=random.choice(DAYS),
            include=tuple(Include),
            offset_unit=random.choice(list(OffsetUnit)),
        )
