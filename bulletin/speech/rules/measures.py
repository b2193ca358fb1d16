"""Rules for measuring: quantities with their units, money, rates, roads, records, currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
from bulletin.speech.rules.dates import HEAVY
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

TIMES = re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)|(?<=\w)\s[x×]\s?(?=\d)")
QUANTITY = re.compile(
    rf"(?=[-−\d])(?P<minus>(?<![\w%)])[-−])?{NUMBER_START}(?:(?P<low>{NUMBER}){DASH})?(?P<high>{NUMBER}){NUMBER_END}"
)
COORDINATE = re.compile(r"(?<=\d)\s?°\s?(?P<side>[NSEWBĐT])(?!\w)")
SIDES = {"N": "bắc", "S": "nam", "E": "đông", "W": "tây", "B": "bắc", "Đ": "đông", "T": "tây"}
FINENESS = re.compile(r"(?i:vàng)(?:\s[^\W\d]{1,8}){0,3}\s(?P<nines>9{3,5}|99[.,]9{1,3}|999[.,]9)(?!\w|[.,]\d)")
RECORD = re.compile(r"(?=\d)(?<![\w.,])(?:(?P<m>\d{1,2})'\s?)?(?P<s>\d{1,2})\"(?P<part>\d{1,3})(?![\w'\"])")
RACE = re.compile(r"(?=\d)(?<![\w.,:])(?P<m>\d{1,2}):(?P<s>[0-5]\d)[.,](?P<part>\d{1,3})(?!\w|[.,:]\d)")
"""30:32.15: minutes, seconds and parts of one."""
LENGTH = re.compile(r"(?=\d)(?<![\w.,])(?P<m>\d{1,3})'\s?(?P<s>[0-5]?\d)(?:\"|''|s)?(?![\w'\"])")
MINUTES = re.compile(r"(?=\d)(?<![\w.,'’])(?P<m>\d{1,3})['’](?=[\s.,;:)]|$)")
CURRENCY = "USD|VNĐ|VND|EUR|JPY|CNY|GBP|KRW|AUD|THB|NDT"
CURRENCIES = re.compile(rf"(?<!\w)(?P<a>{CURRENCY})/(?P<b>{CURRENCY})(?!\w)")
KILOMETRE = re.compile(
    r"(?:(?<=\d)(?P<to>\s?[-–]\s?)|(?<!\w))K[Mm]\s?(?P<km>\d\.\d{3}|\d{1,4}(?:,\d{1,3})?)(?:\s?\+\s?(?P<m>\d{1,4}))?(?!\w|[.,/]\d)"
)
WITHIN = re.compile(r"\d{1,2}\s?(?:h|giờ|ngày|tháng)(?!\w)")
HEADS = re.compile(r"\d{1,2}\s(?:người|khách|suất|cháu|em|hộ|lần|tháng|buổi)\b")
PER_EACH = re.compile(r"(?:đồng|đ|k|tr|triệu|USD)/[^\W\d]{1,12}$")
"""Money per something that is itself counted: 50.000 đồng/HS/buổi."""
UNIT_END = re.compile(r"\d\s?(?P<unit>[^\W\d_]{1,4}[23²³]?)$")
MONEY_END = re.compile(r"(?:\bđồng|\dk|\d\s?đ|\bUSD|\bVNĐ|\bVND|\bđô la)\s?$")
METRES = re.compile(r"(?=\d)(?<![\w.,])(?P<m>\d{1,2})m(?P<cm>\d{2}|[14-9])(?!\w)")
PRICE = re.compile(
    rf"(?<!\w)(?:US)?(?P<sign>[$€£¥])\s?(?P<number>{NUMBER})(?:\s(?P<scale>{'|'.join(SCALES)})|\s?(?P<short>[KMB]))?{NUMBER_END}(?!\w)"
)
SHORT_SCALES = {"K": "nghìn", "M": "triệu", "B": "tỉ"}
SHORT_COUNT = re.compile(
    rf"{NUMBER_START}(?:(?P<low>{NUMBER}){DASH})?(?P<number>{NUMBER})\s?(?P<short>[MB])(?=/(?:tháng|năm|ngày|tuần|người)|\+?\s(?:USD|VND|VNĐ|EUR|đồng|đô|view|lượt|like|follow|sub|người|tải|thuê))"
)
TIMES_AS_MUCH = re.compile(rf"{NUMBER_START}(?P<number>\d{{1,3}},\d{{1,2}})x(?!\w)")
TONS = re.compile(rf"{NUMBER_START}(?P<number>{NUMBER})T(?![\w/])")
BELOW_ZERO = one_of("xuống còn là đạt mức dưới bằng về độ ngưỡng")
"""Words before a number below zero: "xuống -2 độ"."""
BESIDE_ONLY = one_of("k K L s")
"""Units that count only right beside the number: with a space they are more often something else."""
NEVER_ALONE = one_of("M2 M3 KV Kv kv tr gr cal TB PB MP HP KB cc ft lm hl cl ms")
"""Units that are something else where no number stands before them."""
PER_WORDS = one_of(
    "người tháng năm ngày giờ tuần quý tấn tạ kg suất lượt hộ ca bộ chiếc cái lít con đêm buổi phòng lần vé hồ trường học công "
    "nlđ đoàn cổ đơn sản phút giây khẩu em cháu đầu cặp thùng hộp bao chuyến xe trận sào cây quả chỉ lượng héc mét căn "
    "đợt vụ bình chai gói khách nhân hành thửa nền vòng phiên mùa cuốn tờ túi bó chục két can viên liều mũi kíp sinh cán hội "
    "gia đối bệnh bé trẻ thành giọt đầu hạng bài kỳ gram khối mét bát tô đĩa tép ly cốc ổ bánh đôi cặp bức bản thẻ sim thuê phụ lớp điểm trạm đường câu môn"
)
PER_TIME = one_of("năm tháng ngày tuần quý giờ phút giây vụ")
COUNTED = re.compile(r"\d\s(?:[^\W\d]{1,12}\s){0,6}[^\W_]{1,12}$")
"""A number and what it counts, up to a stroke: "2,8 triệu ca tử vong/năm", "120 tấn CO2/năm"."""
COUNTED_SHORT = re.compile(r"\d\s[A-ZĐ]{2,6}$")
"""The same with an abbreviation: 35 HS/lớp."""
MONEY_WORDS = one_of("đồng triệu tỉ tỷ nghìn ngàn đ usd vnđ vnd đô la tấn tạ lít suất kg lượt % mét chuyến sản phẩm")


def kilometres(page: Page) -> Iterator[Reading]:
    """Km 25+300, Km12 - Km15: places on a road."""
    for found in KILOMETRE.finditer(page.free):
        words = f"ki lô mét {number_words(found['km'])}"
        if found["m"]:
            words += f" cộng {numerals.cardinal(int(found['m']))}"
        joint = " đến " if found["to"] else ""
        yield Reading(found.start(), found.end(), joint + words, "kilometre")


def coordinates(page: Page) -> Iterator[Reading]:
    """12,8°N, 115,4°E: degrees north and east."""
    for found in COORDINATE.finditer(page.free):
        yield Reading(found.start(), found.end(), f" độ {SIDES[found['side']]}", "coordinate")


def fineness(page: Page) -> Iterator[Reading]:
    """vàng 9999 "bốn số chín": how pure gold is."""
    for found in FINENESS.finditer(page.free):
        nines = found["nines"].replace(",", "").replace(".", "")
        words = f"{numerals.cardinal(len(nines))} số chín"
        yield Reading(found.start("nines"), found.end(), words, "fineness")


def records(page: Page) -> Iterator[Reading]:
    """10"15, 4'12"50: minutes, seconds and hundredths."""
    for found in (*RECORD.finditer(page.free), *RACE.finditer(page.free)):
        minutes = f"{number_words(found['m'])} phút " if found["m"] else ""
        part = found["part"]
        tail = numerals.digits(part) if part.startswith("0") else numerals.cardinal(int(part))
        yield Reading(found.start(), found.end(), f"{minutes}{number_words(found['s'])} giây {tail}", "record")
    yield from _lengths(page)


def _lengths(page: Page) -> Iterator[Reading]:
    """1'30", 1'30: minutes and seconds; 30': minutes."""
    for found in MINUTES.finditer(page.free):
        said = "" if page.word_before(found.start()) in ("phút", "thứ") else " phút"
        yield Reading(found.start(), found.end(), number_words(found["m"]) + said, "record")
    for found in LENGTH.finditer(page.free):
        words = f"{number_words(found['m'])} phút {numerals.cardinal(int(found['s']))}"
        yield Reading(found.start(), found.end(), words, "record")


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
        low = f"{number_words(found['low'])} đến " if found["low"] else ""
        words = f"{low}{number_words(found['number'])} {SHORT_SCALES[found['short']]}"
        yield Reading(found.start(), found.end(), words, "unit")
    for found in TIMES_AS_MUCH.finditer(page.free):
        yield Reading(found.start(), found.end(), f"{number_words(found['number'])} lần", "unit")
    for found in TONS.finditer(page.free):
        if "," in found["number"] or HEAVY.intersection(page.words_before(found.start(), 2)):
            yield Reading(found.start(), found.end(), f"{number_words(found['number'])} tấn", "unit")
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
        word = page.word_after(found.end())
        timed = word in PER_TIME or WITHIN.match(page.text, found.end())
        counted = (timed and COUNTED.search(left)) or (word and COUNTED_SHORT.search(left))
        if not (counted or _ends_measured(left, page.lexicon)):
            continue
        unit = unit_at(page.free, found.end(), page.lexicon)
        if unit and (word not in PER_WORDS or unit[0] > found.end() + len(word)):
            yield Reading(found.start(), unit[0], f" một {unit[1]}", "rate")
        elif page.text[found.end() : found.end() + 1].isdigit() and HEADS.match(page.text, found.end()):
            yield Reading(found.start(), found.end(), " cho ", "rate")
        elif WITHIN.match(page.text, found.end()):
            yield Reading(found.start(), found.end(), " trong ", "rate")
        elif counted or word in PER_WORDS or (word and _ends_priced(left, page.lexicon)):
            yield Reading(found.start(), found.end(), " một ", "rate")


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
        inside = behind.isalnum() or (behind == "." and free[position + length + 1 : position + length + 2].isalpha())
        if len(form) == length and form in lexicon.units and not (form[-1].isalnum() and inside):
            return position + length, lexicon.units[form]
    return None


def _unit_behind(page: Page, found: re.Match[str], lexicon: Lexicon) -> tuple[int, str] | None:
    end = found.end()
    beside = unit_at(page.free, end, lexicon)
    if page.word_before(found.start()) == "vàng" and page.free[end : end + 1] == "K":
        return None
    if beside:
        form = page.free[end : beside[0]]
        few = found["high"].isdigit() and number_value(found["high"]) < 10  # "TV 4K"
        return None if form == "K" and few else beside
    apart = unit_at(page.free, end + 1, lexicon) if page.free[end : end + 1].isspace() else None
    return apart if apart and page.free[end + 1 : apart[0]] not in BESIDE_ONLY else None


def _ends_priced(left: str, lexicon: Lexicon) -> bool:
    return bool(MONEY_END.search(left) or PER_EACH.search(left)) or _ends_with_unit(left, lexicon)


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
    if PER_EACH.search(left) or re.search(r"\d[MB]$", left):
        return True
    if word.lower() in MONEY_WORDS or (word in lexicon.units and word not in ("A", "L", "V")):
        return True
    tail = re.split(r"[;:,.()]\s", left[-40:])[-1].split()[-4:]
    return word.islower() and any(re.search(r"\d", part) for part in tail) and not left.endswith(tuple("0123456789"))
