"""Rules for counting: scores, fractions, Roman numerals, ordinals, quantities with units, ranges, plain numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
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
PAIR = re.compile(r"(\d{1,2})\s?[-–]\s?(\d{1,2})")
SETS = re.compile(rf"\s?\({PAIR.pattern}(?:[,;]\s?{PAIR.pattern}){{0,8}}\)")
SCORE_VERBS = one_of("vượt bại thắng thua hòa hoà số dẫn gỡ quả cuộc hạ đè")
SCORE_FOLLOWERS = one_of("trước sau ở trên tại trong và cho chung khi để nhờ của với ngay trận")

FRACTION = re.compile(
    r"(?=\d)(?<![\w/])(?<!\d[.,])(?P<a>\d{1,4})(?P<rest>,\d{1,3})?/(?P<b>\d{1,4})(?P<part>,\d{1,3}|\s?h)?(?![\w/]|[.,]\d)"
)
THOUSANDTHS = re.compile(
    rf"{NUMBER_START}(?P<a>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}})/(?P<b>\d{{1,3}}(?:\.\d{{3}})+)(?![\w/]|[.,]\d)"
)
PRESSURE = re.compile(r"(?=\d)(?<![\w/.,])(?P<a>\d{2,3})/(?P<b>\d{2,3})(?=mmHg)")
SEASON = re.compile(r"(?=\d)(?<![\w/])(?<!\d[.,])20(?P<a>\d\d)/(?P<b>\d\d)(?![\w/]|[.,]\d)")
"""2025/26: two years that follow each other."""
RATIO = re.compile(
    r"(?i:tỉ lệ|tỷ lệ)(?:\s[^\W\d]{1,9}(?:/[^\W\d]{1,9})?){0,4}\s(?P<a>\d{1,4})[:/](?P<b>\d{1,4})(?!\w|[.,:/]\d)"
)
COLON = re.compile(r"(?=\d)(?<![\w:])(?<!\d[.,])(\d{1,4}):(\d{1,4})(?!\w|[.,:]\d)")
TIMES = re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)")
WHOLE_TIME = frozenset({("24", "24"), ("24", "7"), ("7", "7")})
MARKED = one_of("điểm mmhg")
"""What is counted out of a whole and never parted: 28,75/30 điểm, 140/90 mmHg."""
ISSUE_WORDS = one_of("tuần đợt kỳ số vòng lần")
ADDRESS_WORDS = one_of("số ngõ ngách hẻm nhà kiệt phòng tổ hạng thứ trí")

ROMAN_NOUN = re.compile(
    r"(?i:(?<!\w)(?:thế kỷ|thế kỉ|khóa|khoá|quý|giai đoạn|chương|phần|mục|lần thứ|thứ|vùng|hạng|loại|đại hội|hội nghị|kỳ"
    r"|kì|cấp|phụ lục|nhóm|bậc|tập|điều|bảng|khu|đợt|tiểu khu|thế chiến|nhiệm kỳ))"
    r"\s+(?P<list>[IVXLC]{1,7}(?:(?:\s?,\s?|\s+và\s+|\s+hoặc\s+|\s?[-–]\s?|\s+đến\s+)[IVXLC]{1,7}){0,5})(?!\w)"
)
STAGE = re.compile(r"(?i:(?<!\w)(?:giai đoạn|nhóm|thể|type|độ|loại)\s)(?P<stage>I{1,3}|IV)(?P<part>[A-D])(?!\w)")
"""Stages of illness and kinds: giai đoạn IIIB."""
ROMAN_BARE = re.compile(r"(?<![\w&])[IVX]{2,6}(?![\w&])")
ORDINAL = re.compile(r"(?i:(?<!\w)thứ\s+)(?P<number>0?[14])(?!\w|[.,/]\d|\s?[-–]\s?\d)")

QUANTITY = re.compile(
    rf"(?=[-−\d])(?P<minus>(?<![\w%)])[-−])?{NUMBER_START}(?:(?P<low>{NUMBER}){DASH})?(?P<high>{NUMBER}){NUMBER_END}"
)
FINENESS = re.compile(r"(?i:vàng)(?:\s[^\W\d]{1,8}){0,3}\s(?P<nines>9{3,5}|99[.,]9{1,3}|999[.,]9)(?!\w|[.,]\d)")
RECORD = re.compile(r"(?=\d)(?<![\w.,])(?:(?P<m>\d{1,2})'\s?)?(?P<s>\d{1,2})\"(?P<part>\d{1,3})(?![\w'\"])")
CURRENCY = "USD|VNĐ|VND|EUR|JPY|CNY|GBP|KRW|AUD|THB|NDT"
CURRENCIES = re.compile(rf"(?<!\w)(?P<a>{CURRENCY})/(?P<b>{CURRENCY})(?!\w)")
KILOMETRE = re.compile(
    r"(?:(?<=\d)(?P<to>\s?[-–]\s?)|(?<!\w))K[Mm]\s?(?P<km>\d{1,4}(?:,\d{1,3})?)(?:\s?\+\s?(?P<m>\d{1,4}))?(?!\w|[.,/]\d)"
)
WITHIN = re.compile(r"\d{1,2}\s?(?:h|giờ|ngày|tháng)(?!\w)")
HEADS = re.compile(r"\d{1,2}\s(?:người|khách|suất|cháu|em|hộ|lần|tháng|buổi)\b")
PER_EACH = re.compile(r"(?:đồng|đ|k|triệu|USD)/[^\W\d]{1,12}$")
"""Money per something that is itself counted: 50.000 đồng/HS/buổi."""
UNIT_END = re.compile(r"\d\s?(?P<unit>[^\W\d_]{1,4}[23²³]?)$")
MONEY_END = re.compile(r"(?:\bđồng|\dk|\d\s?đ|\bUSD|\bVNĐ|\bVND|\bđô la)\s?$")
METRES = re.compile(r"(?=\d)(?<![\w.,])(?P<m>\d{1,2})m(?P<cm>\d{2}|[14-9])(?!\w)")
PRICE = re.compile(
    rf"(?<!\w)(?:US)?(?P<sign>[$€£¥])\s?(?P<number>{NUMBER})(?:\s(?P<scale>{'|'.join(SCALES)})|\s?(?P<short>[KMB]))?{NUMBER_END}(?!\w)"
)
SHORT_SCALES = {"K": "nghìn", "M": "triệu", "B": "tỉ"}
SHORT_COUNT = re.compile(
    rf"{NUMBER_START}(?P<number>{NUMBER})\s?(?P<short>[MB])(?=\+?\s(?:USD|VND|VNĐ|EUR|đồng|đô|view|lượt|like|follow|sub|người|tải|thuê))"
)
BELOW_ZERO = one_of("xuống còn là đạt mức dưới bằng về độ ngưỡng")
"""Words before a number below zero: "xuống -2 độ"."""
BESIDE_ONLY = one_of("k K L s")
"""Units that count only right beside the number: with a space they are more often something else."""

NEVER_ALONE = one_of("tr gr cal TB PB MP HP KB cc ft lm hl cl ms")
"""Units that are something else where no number stands before them."""

RANGE = re.compile(rf"{NUMBER_START}(?P<low>{NUMBER}){DASH}(?P<high>{NUMBER}){NUMBER_END}(?![\w])(?!-\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
SECTION = re.compile(r"(?=\d)(?<![\w.,])\d{1,3}(?:\.\d{1,3}){2,4}(?![.,]?\d|\w)")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
LEFTOVER = re.compile(r"\d{1,9}[.,]\d{1,3}(?!\d)|\d+")
PLAIN = re.compile(rf"{NUMBER_START}{NUMBER}{NUMBER_END}")
DOTTED = one_of("ielts toefl mục điều khoản bảng hình bản chương phần web tiểu")

PER_WORDS = one_of(
    "người tháng năm ngày giờ tuần quý tấn tạ kg suất lượt hộ ca bộ chiếc cái lít con đêm buổi phòng lần vé hồ trường học công "
    "nlđ đoàn cổ đơn sản phút giây khẩu em cháu đầu cặp thùng hộp bao chuyến xe trận sào cây quả chỉ lượng héc mét căn "
    "đợt vụ bình chai gói khách nhân hành thửa nền vòng phiên mùa cuốn tờ túi bó chục két can viên liều mũi kíp sinh cán hội "
    "gia đối bệnh bé trẻ thành giọt đầu hạng bài kỳ gram khối mét bát tô đĩa tép ly cốc ổ bánh đôi cặp bức bản thẻ sim thuê phụ"
)
MONEY_WORDS = one_of("đồng triệu tỉ tỷ nghìn ngàn đ usd vnđ vnd đô la tấn tạ lít suất kg lượt % mét chuyến sản phẩm")


def scores(page: Page) -> Iterator[Reading]:
    """thắng 2-1, hòa 1-1, "thắng đội bạn 3-0"."""
    for found in SCORE.finditer(page.free):
        before = page.words_before(found.start(), 7)
        beside = bool(before) and before[-1] in SCORE_VERBS and before[-2:] != ["hệ", "số"]
        after = page.word_after(found.end())
        if after in SCALES or not (beside or (SCORE_VERBS - {"số"}).intersection(before)):
            continue
        if beside or not after or after in SCORE_FOLLOWERS or int(found["a"]) >= int(found["b"]):
            if before[-1] == "số" and before[-2:-1] not in (["tỉ"], ["tỷ"]):
                continue
            words = f"{numerals.cardinal(int(found['a']))} {numerals.cardinal(int(found['b']))}"
            yield Reading(found.start(), found.end(), words, "score")
            yield from _sets(page, found.end())


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
    for found in (*THOUSANDTHS.finditer(page.free), *PRESSURE.finditer(page.free)):
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
    if after in MARKED or housed:
        return over, "ratio"
    if rest or part:
        return over, "ratio guess"
    if (found["a"], found["b"]) in WHOLE_TIME or a == b:
        return over, "ratio"
    if len(found["a"]) == len(found["b"]) == 4:
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
    for found in STAGE.finditer(page.free):
        words = f"{numerals.cardinal(numerals.roman(found['stage']) or 0)} {numerals.LETTERS[found['part']]}"
        yield Reading(found.start("stage"), found.end(), words, "roman")


def ordinals(page: Page) -> Iterator[Reading]:
    """thứ 1 "thứ nhất", thứ 4 "thứ tư"; the others are read as they count."""
    for found in ORDINAL.finditer(page.free):
        yield Reading(found.start("number"), found.end(), numerals.ordinal(int(found["number"])), "ordinal")


def kilometres(page: Page) -> Iterator[Reading]:
    """Km 25+300, Km12 - Km15: places on a road."""
    for found in KILOMETRE.finditer(page.free):
        words = f"ki lô mét {number_words(found['km'])}"
        if found["m"]:
            words += f" cộng {numerals.cardinal(int(found['m']))}"
        joint = " đến " if found["to"] else ""
        yield Reading(found.start(), found.end(), joint + words, "kilometre")


def fineness(page: Page) -> Iterator[Reading]:
    """vàng 9999 "bốn số chín": how pure gold is."""
    for found in FINENESS.finditer(page.free):
        nines = found["nines"].replace(",", "").replace(".", "")
        words = f"{numerals.cardinal(len(nines))} số chín"
        yield Reading(found.start("nines"), found.end(), words, "fineness")


def records(page: Page) -> Iterator[Reading]:
    """10"15, 4'12"50: minutes, seconds and hundredths."""
    for found in RECORD.finditer(page.free):
        minutes = f"{number_words(found['m'])} phút " if found["m"] else ""
        part = found["part"]
        tail = numerals.digits(part) if part.startswith("0") else numerals.cardinal(int(part))
        yield Reading(found.start(), found.end(), f"{minutes}{number_words(found['s'])} giây {tail}", "record")


def pairs(page: Page) -> Iterator[Reading]:
    """USD/VND: the stroke between two currencies."""
    for found in CURRENCIES.finditer(page.free):
        if not page.left(found.start()).rstrip()[-1:].isdigit():
            words = [page.lexicon.units[found[side]] for side in ("a", "b")]
            words[1] = "Việt Nam đồng" if words[1] == "đồng" else words[1]
            yield Reading(found.start(), found.end(), " trên ".join(words), "currencies")


def products(page: Page) -> Iterator[Reading]:
    """The cross of 3x4 m, 15 × 20 cm: "nhân"; 10^6 "mười mũ sáu"; the diameter Ø90 "phi chín mươi"."""
    for pattern, words in ((r"(?<=\d)\^(?=\d)", " mũ "), (r"(?<=\d)\^[-−](?=\d)", " mũ âm "), (r"Ø\s?(?=\d)", "phi ")):
        for found in re.finditer(pattern, page.free):
            yield Reading(found.start(), found.end(), words, "product")
    for found in TIMES.finditer(page.free):
        yield Reading(found.start(), found.end(), " nhân ", "product")


def quantities(page: Page) -> Iterator[Reading]:
    """25kg, 6,5-7%, -5°C, 1m65, $100: a number or a range with its unit."""
    for found in METRES.finditer(page.free):
        part = found["cm"]
        tail = numerals.digits(part) if part.startswith("0") else numerals.cardinal(int(part))
        words = f"{numerals.cardinal(int(found['m']))} mét {tail}"
        yield Reading(found.start(), found.end(), words, "unit")
    for found in PRICE.finditer(page.free):
        scale = f" {found['scale']}" if found["scale"] else ""
        scale = f" {SHORT_SCALES[found['short']]}" if found["short"] else scale
        words = f"{number_words(found['number'])}{scale} {page.lexicon.units[found['sign']]}"
        yield Reading(found.start(), found.end(), words, "unit")
    for found in SHORT_COUNT.finditer(page.free):
        yield Reading(
            found.start(), found.end(), f"{number_words(found['number'])} {SHORT_SCALES[found['short']]}", "unit"
        )
    for found in QUANTITY.finditer(page.free):
        unit = _unit_behind(page, found, page.lexicon)
        if unit:
            minus = "âm " if found["minus"] else ""
            low = f"{number_words(found['low'])} đến " if found["low"] else ""
            yield Reading(found.start(), unit[0], f"{minus}{low}{number_words(found['high'])} {unit[1]}", "unit")
        elif found["minus"] and (page.word_after(found.end()) == "độ" or page.word_before(found.start()) in BELOW_ZERO):
            yield Reading(found.start(), found.start() + 1, "âm ", "minus")


def rates(page: Page) -> Iterator[Reading]:
    """The stroke of đồng/tháng, tấn/ha, km/h, %/năm: "một"."""
    for found in re.finditer(r"\s?/\s?", page.free):
        left = page.left(found.start())
        measured = _ends_measured(left, page.lexicon)
        if not measured:
            continue
        unit = unit_at(page.free, found.end(), page.lexicon)
        word = page.word_after(found.end())
        if unit and (word not in PER_WORDS or unit[0] > found.end() + len(word)):
            yield Reading(found.start(), unit[0], f" một {unit[1]}", "rate")
        elif page.text[found.end() : found.end() + 1].isdigit() and HEADS.match(page.text, found.end()):
            yield Reading(found.start(), found.end(), " cho ", "rate")
        elif WITHIN.match(page.text, found.end()):
            yield Reading(found.start(), found.end(), " trong ", "rate")
        elif word in PER_WORDS or (word and (MONEY_END.search(left) or _ends_with_unit(left, page.lexicon))):
            yield Reading(found.start(), found.end(), " một ", "rate")


def ranges(page: Page) -> Iterator[Reading]:
    """2021-2023, 20-30, 15.000 – 20.000; two numbers that do not rise are read side by side, a guess."""
    for found in RANGE.finditer(page.free):
        low, high = found["low"], found["high"]
        if YEAR.fullmatch(low) and len(high) == 2 and high.isdigit() and high > low[2:]:
            high = low[:2] + high
        rising = number_value(low) < number_value(high)
        words = f"{number_words(low)}{' đến ' if rising else ' '}{number_words(high)}"
        yield Reading(found.start(), found.end(), words, "range" if rising else "range guess")


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


def bare_units(page: Page) -> Iterator[Reading]:
    """Units that stand without a number before them: "triệu VNĐ", "mỗi kWh", "nghìn đ"."""
    for found in re.finditer(r"(?<![^\W\d_])[^\W\d_]+[23²³]?(?!\w)", page.free):
        form = found.group()
        spoken = page.lexicon.units.get(form)
        joined = "-" in page.text[max(0, found.start() - 1) : found.start()] + page.text[found.end() : found.end() + 1]
        if not spoken or spoken == form or joined:
            continue
        alone = len(form) > 1 and form not in NEVER_ALONE
        if alone or page.word_before(found.start()) in SCALES:
            yield Reading(found.start(), found.end(), spoken, "unit")


def unit_at(free: str, position: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The longest unit that stands at a position: its end and its words."""
    for length in range(5, 0, -1):
        form = free[position : position + length]
        behind = free[position + length : position + length + 1]
        if len(form) == length and form in lexicon.units and not (form[-1].isalnum() and behind.isalnum()):
            return position + length, lexicon.units[form]
    return None


def _unit_behind(page: Page, found: re.Match[str], lexicon: Lexicon) -> tuple[int, str] | None:
    end = found.end()
    beside = unit_at(page.free, end, lexicon)
    if page.word_before(found.start()) == "vàng" and page.free[end : end + 1] == "K":
        return None
    if beside:
        form = page.free[end : beside[0]]
        return None if form == "K" and number_value(found["high"]) < 10 else beside
    apart = unit_at(page.free, end + 1, lexicon) if page.free[end : end + 1].isspace() else None
    return apart if apart and page.free[end + 1 : apart[0]] not in BESIDE_ONLY else None


def _ends_with_unit(left: str, lexicon: Lexicon) -> bool:
    found = UNIT_END.search(left)
    unit = found["unit"] if found else ""
    return left.endswith("%") or (len(unit) > 1 and (unit in lexicon.units or unit in MONEY_WORDS))


def _ends_measured(left: str, lexicon: Lexicon) -> bool:
    """Whether a text ends with money, a unit, or a counted thing ("30 lượt xe"), so that a stroke behind it means "per"."""
    last = re.search(r"([^\W\d_]+[23²³]?|%|\d(?=$))$", left)
    if not last:
        return False
    word = last.group(1)
    if PER_EACH.search(left):
        return True
    if word.lower() in MONEY_WORDS or (word in lexicon.units and word not in ("A", "L", "V")):
        return True
    tail = re.split(r"[;:,.()]\s", left[-40:])[-1].split()[-4:]
    return word.islower() and any(re.search(r"\d", part) for part in tail) and not left.endswith(tuple("0123456789"))
