"""Rules for counting: scores, fractions, Roman numerals, ordinals, ranges, plain numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bulletin.speech import numerals
from bulletin.speech.rules.dates import MEASURES
from bulletin.speech.rules.page import (
    DASH,
    NUMBER,
    NUMBER_END,
    NUMBER_START,
    SCALES,
    Page,
    number_value,
    number_words,
    one_of,
)  # fmt: skip
from bulletin.speech.values import Reading

SCORE = re.compile(r"(?=\d)(?<![\w.,/-])(?P<a>\d{1,2})\s?[-–]\s?(?P<b>\d{1,2})(?!\w|[.,/-]\d|\s?%)")
FORMATION = re.compile(r"(?=\d)(?<![\w.,/-])\d(?:-\d){2,4}(?!\w|[.,/-]\d)")
PAIR = re.compile(r"(\d{1,2})\s?[-–/]\s?(\d{1,2})")
SETS = re.compile(rf"\s?\({PAIR.pattern}(?:[,;]\s?{PAIR.pattern}){{0,8}}\)")
SCORE_VERBS = one_of("vượt bại thắng thua hòa hoà số dẫn gỡ quả cuộc hạ đè")
SCORE_FOLLOWERS = one_of("trước sau ở trên tại trong và cho chung khi để nhờ của với ngay trận")
FRACTION = re.compile(
    r"(?=\d)(?<![\w/])(?<!\d[.,])(?P<a>\d{1,4})(?P<rest>,\d{1,3})?/(?P<b>\d{1,4})(?P<part>,\d{1,3}|\s?h)?(?![\w/]|[.,]\d)"
)
THOUSANDTHS = re.compile(
    rf"{NUMBER_START}(?P<a>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}})/(?P<b>\d{{1,3}}(?:\.\d{{3}})+)(?![\w/]|[.,]\d)"
)
SCALED = re.compile(r"(?=\d)(?<![\w/.,])(?P<a>\d{1,2}\.\d{1,2})/(?P<b>\d{1,2}\.0)(?![\w/]|[.,]\d)")
"""3.6/4.0: a mark out of the highest one."""
PRESSURE = re.compile(r"(?=\d)(?<![\w/.,])(?P<a>\d{2,3})/(?P<b>\d{2,3})(?=mmHg)")
SEASON = re.compile(r"(?=\d)(?<![\w/])(?<!\d[.,])20(?P<a>\d\d)/(?P<b>\d\d)(?![\w/]|[.,]\d)")
"""2025/26: two years that follow each other."""
RATIO = re.compile(
    r"(?i:tỉ lệ|tỷ lệ)(?:\s[^\W\d]{1,9}(?:/[^\W\d]{1,9})?){0,4}\s(?P<a>\d{1,4})[:/](?P<b>\d{1,4})(?!\w|[.,:/]\d)"
)
COLON = re.compile(r"(?=\d)(?<![\w:])(?<!\d[.,])(\d{1,4}):(\d{1,4})(?!\w|[.,:]\d)")
WHOLE_TIME = frozenset({("24", "24"), ("24", "7"), ("7", "7")})
MARKED = one_of("điểm mmhg")
"""What is counted out of a whole and never parted: 28,75/30 điểm, 140/90 mmHg."""
GRADES = one_of("áp apgar glasgow vas điểm")
ISSUE_WORDS = one_of("tuần đợt kỳ số vòng lần")
ADDRESS_WORDS = one_of("số ngõ ngách hẻm nhà kiệt phòng tổ hạng thứ trí")
ROMAN_NOUN = re.compile(
    r"(?i:(?<!\w)(?:thế kỷ|thế kỉ|khóa|khoá|quý|giai đoạn|chương|phần|mục|lần thứ|thứ|vùng|hạng|loại|đại hội|hội nghị|kỳ"
    r"|kì|cấp|phụ lục|nhóm|bậc|tập|điều|bảng|khu|đợt|tiểu khu|thế chiến|nhiệm kỳ|TK))"
    r"\s+(?P<list>[IVXLC]{1,7}(?:(?:\s?,\s?|\s+và\s+|\s+hoặc\s+|\s?[-–]\s?|\s+đến\s+)[IVXLC]{1,7}){0,5})(?!\w)"
)
STAGE = re.compile(r"(?i:(?<!\w)(?:giai đoạn|nhóm|thể|type|độ|loại)\s)(?P<stage>I{1,3}|IV)(?P<part>[A-D])(?!\w)")
"""Stages of illness and kinds: giai đoạn IIIB."""
ROMAN_PLACE = re.compile(
    r"(?i:(?<!\w)(?:KCN|CCN|khu công nghiệp|nhà máy|thủy điện|nhiệt điện|cảng|trạm|công ty))(?:\s[A-ZĐ][^\W\d_A-Z]{1,9}){1,4}\s(?P<numeral>[IV])(?![\w.])"
)
"""A place of several by one name: KCN Yên Phong I."""
ROMAN_BARE = re.compile(r"(?<![\w&])[IVX]{2,6}(?![\w&])")
ORDINAL = re.compile(r"(?i:(?<!\w)thứ\s+)(?P<number>0?[14])(?!\w|[.,/]\d|\s?[-–]\s?\d)")
RANGE = re.compile(rf"{NUMBER_START}(?P<low>{NUMBER}){DASH}(?P<high>{NUMBER}){NUMBER_END}(?![\w])(?!-\d)")
MET = re.compile(r"(?:^|[\s(])[A-ZĐ]\S{0,12}\s[-–]\s(?:[A-ZĐ]\S{0,12}\s){1,4}$")
"""Two teams before their score: "Việt Nam - Malaysia 0-4"."""
YEAR = re.compile(r"(?:19|20)\d\d")
SECTION = re.compile(r"(?=\d)(?<![\w.,])\d{1,3}(?:\.\d{1,3}){2,4}(?![.,]?\d|\w)")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
LEFTOVER = re.compile(r"\d{1,9}[.,]\d{1,3}(?!\d)|\d+")
PLAIN = re.compile(rf"{NUMBER_START}{NUMBER}{NUMBER_END}")
DOTTED = one_of("gói thầu ielts toefl mục điều khoản bảng hình bản chương phần web tiểu")


def scores(page: Page) -> Iterator[Reading]:
    """thắng 2-1, hòa 1-1, "thắng đội bạn 3-0"."""
    for found in SCORE.finditer(page.free):
        before = page.words_before(found.start(), 7)
        beside = bool(before) and before[-1] in SCORE_VERBS and before[-2:] != ["hệ", "số"]
        after = page.word_after(found.end())
        told = (SCORE_VERBS - {"số"}).intersection(before) or {("tỉ", "số"), ("tỷ", "số")}.intersection(
            pairwise(before)
        )
        if after in SCALES or not (beside or told):
            continue
        if beside or not after or after in SCORE_FOLLOWERS or int(found["a"]) >= int(found["b"]):
            if before[-1] == "số" and before[-2:-1] not in (["tỉ"], ["tỷ"]):
                continue
            words = f"{numerals.cardinal(int(found['a']))} {numerals.cardinal(int(found['b']))}"
            yield Reading(found.start(), found.end(), words, "score")
            yield from _sets(page, found.end())


def formations(page: Page) -> Iterator[Reading]:
    """4-4-2, 3-5-2: how a team stands; one figure after the other."""
    for found in FORMATION.finditer(page.free):
        yield Reading(found.start(), found.end(), numerals.digits(found.group()), "score")


def _sets(page: Page, position: int) -> Iterator[Reading]:
    """The scores of the parts of a match in brackets behind its score: (25-20, 22-25)."""
    brackets = SETS.match(page.free, position)
    for found in PAIR.finditer(page.free, position, brackets.end()) if brackets else ():
        yield Reading(found.start(), found.end(), f"{number_words(found[1])} {number_words(found[2])}", "score")


def fractions(page: Page) -> Iterator[Reading]:
    """3/4 "ba phần tư"; what no fraction of the language is ("437/440") becomes "trên", a guess."""
    for found in RATIO.finditer(page.free):
        words = f"{number_words(found['a'])} trên {number_words(found['b'])}"
        yield Reading(found.start("a"), found.end(), words, "ratio")
    for found in COLON.finditer(page.free):
        yield Reading(
            found.start(), found.end(), f"{number_words(found[1])} trên {number_words(found[2])}", "ratio guess"
        )
    for found in (*THOUSANDTHS.finditer(page.free), *SCALED.finditer(page.free), *PRESSURE.finditer(page.free)):
        words = f"{number_words(found['a'])} trên {number_words(found['b'])}"
        yield Reading(found.start(), found.end(), words, "ratio")
    for found in SEASON.finditer(page.free):
        if int(found["b"]) == (int(found["a"]) + 1) % 100:
            words = f"{number_words(found.group()[:4])}, {number_words(found['b'])}"
            yield Reading(found.start(), found.end(), words, "years")
    for found in FRACTION.finditer(page.free):
        words, rule = _stroked(page, found)
        yield Reading(found.start(), found.end(), words, rule)


def _stroked(page: Page, found: re.Match[str]) -> tuple[str, str]:
    """The words of a/b and the rule they go by."""
    a, b = int(found["a"]), int(found["b"])
    rest, part = found["rest"] or "", found["part"] or ""
    over = f"{number_words(found['a'] + rest)} trên {number_words(found['b'] + part.rstrip(' h'))}"
    before, after = page.word_before(found.start()), page.word_after(found.end())
    housed = before in ADDRESS_WORDS and after not in ("số", "tổng")
    if part.endswith("h"):
        return f"{over} giờ", "ratio"
    if after in MARKED or before in GRADES or housed:
        return over, "ratio"
    if rest or part:
        return over, "ratio guess"
    if before == "vòng" and a == 1:
        return numerals.fraction(a, b), "fraction"
    if (found["a"], found["b"]) in WHOLE_TIME or a == b:
        return over, "ratio"
    if 1800 <= a <= b <= 2100:
        return f"{numerals.cardinal(a)}, {numerals.cardinal(b)}", "years"
    if 1900 <= b <= 2100 and before in ISSUE_WORDS:
        return f"{numerals.cardinal(a)} năm {numerals.cardinal(b)}", "issue"
    if 0 < a < b and (b <= 10 or b in (100, 1000)):
        return numerals.fraction(a, b), "fraction"
    return over, "ratio guess"


def romans(page: Page) -> Iterator[Reading]:
    """Roman numerals after a noun that is numbered (thế kỷ XXI, vùng I và II), and any that can be nothing else."""
    for found in ROMAN_NOUN.finditer(page.free):
        nth = found.group().lower().startswith(("thứ", "lần thứ"))
        for dash in re.finditer(r"\s?[-–]\s?", found["list"]):
            start = found.start("list") + dash.start()
            yield Reading(start, start + len(dash.group()), " đến ", "roman")
        for numeral in re.finditer(r"[IVXLC]+", found["list"]):
            value = numerals.roman(numeral.group())
            if value:
                start = found.start("list") + numeral.start()
                words = numerals.ordinal(value) if nth else numerals.cardinal(value)
                yield Reading(start, start + len(numeral.group()), words, "roman")
    for found in ROMAN_BARE.finditer(page.free):
        value = numerals.roman(found.group())
        if value and found.group() != "XX":
            yield Reading(found.start(), found.end(), numerals.cardinal(value), "roman")
    for found in ROMAN_PLACE.finditer(page.free):
        words = numerals.cardinal(numerals.roman(found["numeral"]) or 0)
        yield Reading(found.start("numeral"), found.end(), words, "roman")
    for found in STAGE.finditer(page.free):
        words = f"{numerals.cardinal(numerals.roman(found['stage']) or 0)} {numerals.LETTERS[found['part']]}"
        yield Reading(found.start("stage"), found.end(), words, "roman")


def ordinals(page: Page) -> Iterator[Reading]:
    """thứ 1 "thứ nhất", thứ 4 "thứ tư"; the others are read as they count."""
    for found in ORDINAL.finditer(page.free):
        yield Reading(found.start("number"), found.end(), numerals.ordinal(int(found["number"])), "ordinal")


def ranges(page: Page) -> Iterator[Reading]:
    """2021-2023, 20-30, 15.000 – 20.000; two numbers that do not rise are read side by side: a score, or a guess."""
    for found in RANGE.finditer(page.free):
        low, high = found["low"], found["high"]
        if YEAR.fullmatch(low) and len(high) == 2 and high.isdigit() and high > low[2:]:
            high = low[:2] + high
        scaled = number_value(low) >= 1000 and page.word_after(found.end()) in SCALES  # 800.000-8 triệu
        rising = scaled or number_value(low) < number_value(high)
        if len(low) == len(high) == 1 and _between_teams(page.left(found.start()), rising):
            yield Reading(found.start(), found.end(), f"{number_words(low)} {number_words(high)}", "score")
        else:
            words = f"{number_words(low)}{' đến ' if rising else ' '}{number_words(high)}"
            yield Reading(found.start(), found.end(), words, "range" if rising else "range guess")


def _between_teams(left: str, rising: bool) -> bool:
    """Whether two figures behind a text are a score: a falling pair behind a name ("Man City 3-1 Liverpool"), a rising one
    behind two ("Việt Nam - Malaysia 0-4")."""
    last = left.split()[-1:]
    return MET.search(left) is not None if rising else bool(last) and last[0][0].isupper()


def numbers(page: Page) -> Iterator[Reading]:
    """Every number that is left."""
    for found in PLAIN.finditer(page.free):
        words = number_words(found.group())
        dotted = re.fullmatch(r"\d+\.(?!0$)\d{1,2}", found.group()) is not None
        if dotted and page.word_before(found.start()) in DOTTED:
            words, dotted = words.replace("phẩy", "chấm"), False
        dotted = dotted and page.word_after(found.end()) not in MEASURES
        yield Reading(found.start(), found.end(), words, "decimal guess" if dotted else "number")


def sections(page: Page) -> Iterator[Reading]:
    """mục 2.1.4: numbers with dots that are no thousands."""
    for found in SECTION.finditer(page.free):
        if not THOUSANDS.fullmatch(found.group()):
            words = " chấm ".join(number_words(part) for part in found.group().split("."))
            yield Reading(found.start(), found.end(), words, "section")


def leftovers(page: Page) -> Iterator[Reading]:
    """Figures inside words that no rule knows, so that a voice never meets one."""
    for found in LEFTOVER.finditer(page.free):
        yield Reading(found.start(), found.end(), number_words(found.group()), "number")
