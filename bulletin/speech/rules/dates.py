"""Rules for dates in the house style (3.7, 20/11, 20.11.2026), months and quarters with years, and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.speech import numerals
from bulletin.speech.rules.page import DASH, Page, number_words, one_of
from bulletin.speech.values import Reading

DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
YEAR = r"(?:1[5-9]|20|21)\d\d"
FROM = rf"(?:(?P<day0>{DAY})(?:[./](?P<month0>{MONTH}))?{DASH})?"
START = r"(?=\d)(?<![\w/])(?<!\d[.,])(?<![A-Za-z]-)"
FULL = re.compile(
    rf"{START}{FROM}(?P<day>{DAY})(?P<mark>[./-])(?P<month>{MONTH})(?P=mark)(?P<year>{YEAR}|(?<!-)\d\d)(?!\w|[.,/]\d)"
)
DAY_MONTH = re.compile(rf"{START}{FROM}(?P<day>{DAY})(?P<mark>[./-])(?P<month>{MONTH})(?!\w|[.,/-]\d|\s?[%‰°]|\.\w)")
MONTH_YEAR = re.compile(
    rf"{START}(?:(?P<month0>{MONTH}){DASH})?(?P<month>{MONTH})(?:/|(?P<dot>[.-]))(?P<year>{YEAR})(?!\w|[.,/]\d)"
)
QUARTER = re.compile(
    rf"(?i:(?<!\w)quý\s+)(?P<span>(?:(?P<first>I{{1,3}}|IV|[1-4])(?:{DASH}|\s?,\s|\s+và\s+))?"
    rf"(?P<last>I{{1,3}}|IV|[1-4])(?:\s?[/.-]\s?(?P<year>{YEAR}))?)(?!\w|[.,/]\d)"
)
MONTHS = re.compile(rf"(?i:(?<!\w)tháng\s+)(?P<span>(?:(?P<first>{MONTH}){DASH})?(?P<last>{MONTH}))(?!\w|[.,/]\d)")
CLOCK = r"(?:{h}(?:[hH](?:{m}(?:(?:'|p|ph)(?:{t}(?:\"|''|s)?)?)?)?|g{m2}?|:{m3}(?::{s})?))"
HOUR = r"(?P<{0}>[01]?\d|2[0-4])"
MINUTE = r"(?P<{0}>[0-5]\d)"

BARE_HOUR = re.compile(r"\d{1,2}g")
PERIOD = re.compile(
    rf"(?<![\w./-])(?<!\d,)(?:(?P<count>\d{{1,2}})T|(?:T(?P<month0>{MONTH}){DASH})?T(?P<month>{MONTH})|Q(?P<quarter>[1-4]|III?|IV))(?:[/.-](?P<year>{YEAR}))?(?!\w|[.,/-]\d)"
)
MONTHS_COUNTED = one_of("hạn trong nước kế sau qua đầu hơn lũy đạt xuất khẩu nhập hết dưới trên lnst lntt nhuận thu")
HEAVY = one_of("tải xe nặng cẩu trọng lớp loại")
MONTH_BEFORE = one_of("trong từ đến tới cuối đầu giữa hết và sang tháng kể trước")
QUARTER_BEFORE = one_of("trong cuối đầu giữa hết kết sang quý thúc kinh doanh thu nhuận lãi lỗ lnst lntt")
WEEKDAYS = re.compile(
    r"(?<![\w./-])(?P<first>T[2-7])(?:(?P<joint>\s?[-–,]\s?|\s(?:và|đến)\s)(?P<last>T[3-7]|CN))?(?!\w|[.,/-]\d)"
)
DAYTIME_BEFORE = one_of("sáng trưa chiều tối đêm thứ")
HALF_DAY = re.compile(
    r"(?:(?<=\w)(?P<to>\s?[-–]\s?)|(?<![\w.,:]))(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[AP]M|[ap]\.?m\b)(?!\w)"
)
HOUR_BEFORE = one_of("lúc hồi")
HOUR_OR_WEIGHT = one_of("từ đến tới trước sau khoảng tầm")
CLOCK_BEFORE = re.compile(r"\d{1,2}(?:[gh]\d\d|h)\s(?:đến|tới|và|hoặc)\s$")
"""What an hour follows that can be nothing else: "từ 5g30 đến 11g"."""
HOUR_AFTER = one_of("sáng trưa chiều tối đêm khuya ngày cùng hằng hàng hôm")

DAY_OR_HOUR = re.compile(r"(?i:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|\d{1,2}(?:[hg]|\sgiờ)(?:\d\d)?),?\s$")
"""What a date follows that nothing else does: "thứ Bảy 6.2", "14h 19/11"."""
LAWS = one_of("định tư quyết thị luật lệnh nđ tt nq qđ ct")
"""The last words of what is numbered by years: Nghị định 12/2022."""
LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

ALWAYS = one_of("ngày sáng trưa chiều tối đêm khuya hôm mùng mồng nay qua mai")
DAYTIMES = one_of("sáng trưa chiều đêm hôm nay qua mai mùng mồng")
OFTEN = one_of("từ đến tới trước sau hết vào lễ dịp cuối hạn khánh nghỉ mừng niệm thúc")
HOLIDAYS = frozenset(
    {(30, 4), (1, 5), (2, 9), (8, 3), (20, 10), (20, 11), (27, 7), (19, 8), (22, 12), (1, 6), (28, 7), (28, 4), (21, 6)}
)
HOLIDAY_WORDS = one_of("lễ dịp khánh động nhi nữ niệm nghỉ mừng giáo sĩ tế phóng phong")
MEASURES = one_of("triệu tỉ tỷ nghìn ngàn lần điểm km ha kg tấn tạ độ m mét đồng usd phần giờ phút giây lít m2 đô trăm")
PARTED = one_of(
    "số tổng diện chiều dân quân thành quãng chặng thời lượng nhân lao công đại đoàn hộ cổ người chỉ tiêu xã phường tỉnh "
    "huyện thôn bản mẫu vụ ca bị thí phiếu hồ dự doanh câu em nạn trường đơn tàu xe cầu nội ý bài môn lớp bệnh học đội trận "
    "điểm ủy bộ sở ngành nước quốc chi mục nhóm tiết cháu phụ thành địa cơ ngôi căn phần kiến nhiệm sản cuộc lượt vị suất"
)
SCALED = one_of("ielts gpa richter band toefl toeic sat độ")
"""Words near a number with a point that is no date: IELTS từ 6.5, phiên bản 2.1."""
NUMBERED = one_of(
    "gói thầu bậc thợ hạng mục điều khoản bảng hình bản nghiệp mạng web hệ số đạt giảm tăng gấp khoảng hơn gần là chiếm bằng phần chương"
)
DAYS_BEFORE = re.compile(rf"(?i:ngày|sáng|trưa|chiều|tối|đêm)\s(?:{DAY}(?:,\s|\s(?:và|hoặc|đến|tới)\s)){{1,4}}$")
"""Days that share the month of the last one: "ngày 1, 2 và 3/9"."""
JOINTS = frozenset({"và", ",", "-", "–", "hoặc", "đến", "tới"})


def full_dates(page: Page) -> Iterator[Reading]:
    """20.11.2026, 3-7-2020, 20-25/11/2026, 30/10 – 2/11/2026."""
    for found in FULL.finditer(page.free):
        if not _exists(found):
            continue
        written = int(found["year"])
        year = f" năm {numerals.cardinal(written if written > 99 else 2000 + written)}"
        yield Reading(found.start(), found.end(), _days(found) + year, "date" if written > 99 else "date guess")


def months_with_years(page: Page) -> Iterator[Reading]:
    """tháng 7/2020, 7/2020, quý III/2026, quý I-II/2026."""
    for found in QUARTER.finditer(page.free):
        joint = "và" if found["span"].find("và") > 0 else "," if "," in found["span"] else "đến"
        first = f"{_quarter(found['first'])} {joint} ".replace(" ,", ",") if found["first"] else ""
        year = f" năm {numerals.cardinal(int(found['year']))}" if found["year"] else ""
        yield Reading(found.start("span"), found.end(), first + _quarter(found["last"]) + year, "quarter")
    for found in MONTH_YEAR.finditer(page.free):
        named = page.word_before(found.start()) in ("tháng", "kỳ")
        if found["dot"] == "-" and not named:
            continue
        if page.word_before(found.start()) in LAWS:
            words = f"{number_words(found['month'])} năm {numerals.cardinal(int(found['year']))}"
            yield Reading(found.start(), found.end(), words, "document")
            continue
        first = f"{numerals.month(int(found['month0']))} đến " if found["month0"] else ""
        words = f"{first}{numerals.month(int(found['month']))} năm {numerals.cardinal(int(found['year']))}"
        yield Reading(found.start(), found.end(), words if named else f"tháng {words}", "month")


def day_months(page: Page) -> Iterator[Reading]:
    """3.7, 20/11, 20-25.11 as dates where a word before says so, or else as a guess where nothing speaks against it."""
    last: re.Match[str] | None = None
    rule: str | None = None
    for found in DAY_MONTH.finditer(page.free):
        alike = last is not None and page.text[last.end() : found.start()].strip() in JOINTS
        if alike and last and (found["mark"] != "-" or last["mark"] == "-"):
            counted = page.word_after(found.end()) in MEASURES | PARTED
            rule = rule and (rule if _exists(found) and not counted else _judged(page, found))
        else:
            rule = _judged(page, found)
        last = found
        if rule:
            yield Reading(found.start(), found.end(), _days(found), rule)


def months(page: Page) -> Iterator[Reading]:
    """tháng 4 ("tháng tư"), tháng 4-6."""
    for found in MONTHS.finditer(page.free):
        first = f"{numerals.month(int(found['first']))} đến " if found["first"] else ""
        words = first + numerals.month(int(found["last"]))
        yield Reading(found.start("span"), found.end(), words, "month")


def periods(page: Page) -> Iterator[Reading]:
    """9T/2025 "chín tháng năm …", kỳ hạn 12T, trong T10, Q3/2025 "quý ba năm …"; T10 and 12T elsewhere are no months."""
    for found in PERIOD.finditer(page.free):
        before, year = page.word_before(found.start()), found["year"]
        rule = "period"
        if found["count"]:
            sure = not HEAVY.intersection(page.words_before(found.start(), 2))
            rule = "period" if year is not None or before in MONTHS_COUNTED else "time guess"
            words = f"{numerals.cardinal(int(found['count']))} tháng"
        elif found["month"]:
            sure = year is not None or before in MONTH_BEFORE
            first = f"tháng {numerals.month(int(found['month0']))} đến " if found["month0"] else ""
            words = f"{first}tháng {numerals.month(int(found['month']))}"
        else:
            sure = year is not None or before in QUARTER_BEFORE or found["quarter"].isalpha()
            words = f"quý {_quarter(found['quarter'])}"
        if sure:
            words += f" năm {numerals.cardinal(int(year))}" if year else ""
            yield Reading(found.start(), found.end(), words, rule)


def weekdays(page: Page) -> Iterator[Reading]:
    """T2-T6, T7 và CN, chiều T7: days of the week."""
    for found in WEEKDAYS.finditer(page.free):
        sure = found["last"] or page.word_before(found.start()) in DAYTIME_BEFORE
        if sure:
            joint = {"và": " và ", ",": ", "}.get((found["joint"] or "-").strip(), " đến ")
            last = f"{joint}{_weekday(found['last'])}" if found["last"] else ""
            yield Reading(found.start(), found.end(), _weekday(found["first"]) + last, "weekday")


def halves(page: Page) -> Iterator[Reading]:
    """10AM, 9:30PM: hours of the English clock, in the day's half."""
    for found in HALF_DAY.finditer(page.free):
        hour, minute = int(found["hour"]), found["minute"]
        late = found["half"].lower().startswith("p")
        part = "sáng" if not late else "trưa" if hour == 12 else "chiều" if hour < 6 else "tối"
        tail = f" {numerals.cardinal(int(minute))}" if minute and minute != "00" else ""
        joint = " đến " if found["to"] else ""
        yield Reading(found.start(), found.end(), f"{joint}{numerals.cardinal(hour)} giờ{tail} {part}", "time")


def times(page: Page) -> Iterator[Reading]:
    """7h15, 7h-9h, 7g30, 14:05; a ratio "1:10" after "tỉ lệ" is none."""
    for found in TIMES.finditer(page.free):
        if page.word_before(found.start()) in ("lệ", "số") and ":" in found.group():
            continue
        rule = _bare_hour(page, found) if BARE_HOUR.fullmatch(found.group()) else "time"
        if not rule:
            continue
        words = " đến ".join(_time(found, number) for number in (0, 1) if found[f"h{number}"])
        yield Reading(found.start(), found.end(), words, rule)


def _weekday(text: str) -> str:
    return "chủ nhật" if text == "CN" else f"thứ {numerals.ordinal(int(text[1]))}"


def _clock(number: int) -> str:
    hour, minutes = HOUR.format(f"h{number}"), [MINUTE.format(f"{letter}{number}") for letter in "mgc"]
    return CLOCK.format(
        h=hour, m=minutes[0], m2=minutes[1], m3=minutes[2], s=MINUTE.format(f"s{number}"), t=MINUTE.format(f"t{number}")
    )


TIMES = re.compile(rf"{START}(?<!\d:){_clock(0)}(?:{DASH}{_clock(1)})?(?![\w:]|[.,/]\d)")


def _bare_hour(page: Page, found: re.Match[str]) -> str | None:
    """The rule under which "22g" is an hour, None where it is so many grams."""
    before, after = page.word_before(found.start()), page.word_after(found.end())
    if before in HOUR_BEFORE or after in HOUR_AFTER or CLOCK_BEFORE.search(page.left(found.start())):
        return "time"
    return "time guess" if before in HOUR_OR_WEIGHT and not after else None


def _time(found: re.Match[str], number: int) -> str:
    """The hour, minutes and seconds of the first (0) or second (1) time found."""
    minute = found[f"m{number}"] or found[f"g{number}"] or found[f"c{number}"]
    words = f"{numerals.cardinal(int(found[f'h{number}']))} giờ"
    second = found[f"s{number}"] or found[f"t{number}"]
    if second:
        return f"{words} {numerals.cardinal(int(minute))} phút {numerals.cardinal(int(second))} giây"
    if minute is None or minute == "00":
        return words
    return f"{words} {numerals.digits(minute) if minute.startswith('0') else numerals.cardinal(int(minute))}"


def _days(found: re.Match[str]) -> str:
    words = f"{numerals.cardinal(int(found['day']))} tháng {numerals.month(int(found['month']))}"
    if not found["day0"]:
        return words
    month = f" tháng {numerals.month(int(found['month0']))}" if found["month0"] else ""
    return f"{numerals.cardinal(int(found['day0']))}{month} đến {words}"


def _quarter(text: str) -> str:
    return numerals.cardinal(numerals.roman(text) or int(text))


def _judged(page: Page, found: re.Match[str]) -> str | None:
    """The rule under which day.month is a date here: certain, a guess, or None when it is something else."""
    before, after = page.word_before(found.start()), page.word_after(found.end())
    day, month = int(found["day"]), int(found["month"])
    if SCALED.intersection(page.words_before(found.start(), 3)):
        return None
    if not _exists(found) or after in MEASURES or (found.group() == "24/7" and before not in ALWAYS and after != "đến"):
        return None
    if found["mark"] == "-":
        return _judged_hyphen(page, found)
    if found["day0"] and after not in PARTED and int(found["day0"]) < day:
        return "date"
    if after in ("âm", "dương") or (after not in PARTED and DAY_OR_HOUR.search(page.left(found.start()))):
        return "date"
    if before in ALWAYS or _in_parentheses(page, found) or DAYS_BEFORE.search(page.left(found.start())):
        return "date"
    if found["mark"] == "/" and (after in PARTED or (month <= 10 and day < month and before not in OFTEN)):
        return "date" if (day, month) in HOLIDAYS and before in HOLIDAY_WORDS else None
    if before in OFTEN or ((day, month) in HOLIDAYS and before not in NUMBERED):
        return "date"
    return None if before in NUMBERED or before in ("ngõ", "ngách", "hẻm", "nhà") else "date guess"


def _judged_hyphen(page: Page, found: re.Match[str]) -> str | None:
    """A hyphen makes a date (17-10) more seldom than a range: after a time of day it does, after "ngày" it may."""
    if found["day0"]:
        return None
    if page.word_before(found.start()) in DAYTIMES:
        return "date" if int(found["day"]) > int(found["month"]) else "date guess"
    alone = page.word_before(found.start()) in OFTEN and not page.word_after(found.end())
    return "date guess" if alone or _singular_day(page, found) else None


def _exists(found: re.Match[str]) -> bool:
    return int(found["day"]) <= LONGEST[int(found["month"])]


def _singular_day(page: Page, found: re.Match[str]) -> bool:
    before = page.words_before(found.start(), 2)
    if before[-1:] != ["ngày"] or page.word_after(found.end()) == "tháng":
        return False
    return before[0] not in ("các", "những", "mấy", "trong", "khoảng")


def _in_parentheses(page: Page, found: re.Match[str]) -> bool:
    return page.left(found.start()).endswith("(") and page.right(found.end()).startswith(")")
