"""Rules for web addresses, e-mail addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
from bulletin.speech.rules.page import Page
from bulletin.speech.values import Reading

WEB = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:"
    r"[A-Za-z0-9_+-]{1,64}(?:\.[A-Za-z0-9_+-]{1,64}){0,4}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}"
    r"|(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|vn|net|org|edu|gov|info|tv|io|asia|me|top|xyz|shop|site|online|biz|club|vip|cc|ly|gl|gg)(?:\.vn)?(?:/[A-Za-z0-9/_.?=&%-]{0,200})?"
    r")(?![\w@])"
)
WEB_PARTS = {
    "@": "a còng", ".": "chấm", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới", "?": "hỏi", "=": "bằng",
    "&": "và", "%": "phần trăm", "+": "cộng",
}  # fmt: skip
WEB_WORDS = {"www": "vê kép vê kép vê kép", "vn": "vê en", "com": "com", "tv": "ti vi", "gov": "gốp", "edu": "ê đu"}

PHONE = re.compile(
    r"(?<![\w.,/])(?:\(?\+84\)?[ .-]?\d{1,3}|\(84[ .-]\d{1,3}\)|\(0\d{1,3}\)|0\d{1,3}(?:[ .-]\d(?=[ .-]\d{3}))?)(?:[ .-]?\d{2,4}){2,3}(?![\w/]|[.,]\d)"
    r"|(?<![\w.,/])1[89]00[ .-]?\d{2,4}(?:[ .-]?\d{2,4})?(?![\w/]|[.,]\d)"
)
SHORT_PHONE = re.compile(
    r"(?i:(?<!\w)(?:tổng đài|gọi|đường dây nóng|hotline|điện thoại|đầu số|số máy|máy lẻ|máy nhánh|số nội bộ|bấm số|quay số|ĐT|ĐTDĐ))"
    r"(?i: số| quốc gia| ngay| điện| tới| đến| cho| vào| qua| máy| cứu hỏa| cấp cứu){0,3}:?\s(?P<number>\d{3,8})(?!\w|[.,/]\d|\s?[-–]\s?\d)"
)
EMERGENCY = re.compile(
    r"(?i:(?<!\w)(?:cảnh sát|cấp cứu|cứu thương|cứu hỏa|cứu hộ|gọi|số|tổng đài)\s)(?P<list>11[1-5](?:(?:,\s|\svà\s|\shoặc\s|\shay\s)11[1-5]){0,4})"
    r"(?!\w|[.,/]\d)"
)
SENT = re.compile(
    r"(?i:(?<!\w)(?:gửi|nhắn)(?: tin)?(?: đến| tới| về)?(?: số| tổng đài)?)\s(?P<number>[1-9]\d{3})(?=[,.;)]|\s\(|$)"
)
"""Messages to a short number: "soạn CĐ gửi 1408"."""
ACCOUNT = re.compile(
    r"(?i:(?<!\w)(?:STK|tài khoản|MST|mã số thuế|mã số|CCCD|CMND|căn cước|hộ chiếu|định danh))(?i: số)?:?\s(?P<number>\d{6,16}|\d{2,6}(?: \d{2,6}){2,5})(?!\w|[.,]\d)"
)
"""Numbers that name an account or a person and count nothing."""
COUNTED = ("người", "lần", "cuộc", "đồng", "nghìn", "triệu", "trường", "hộ", "ca", "công", "đoàn", "lao", "học")


def web(page: Page) -> Iterator[Reading]:
    """laodong.vn, toasoan@laodong.com.vn: the words one by one, the marks by their names."""
    for found in WEB.finditer(page.free):
        address = re.sub(r"^https?://", "", found.group().rstrip("./?&"))
        end = found.start() + len(found.group().rstrip("./?&"))
        parts = re.findall(r"[A-Za-z]+|\d+|[^A-Za-z\d]", address)
        yield Reading(found.start(), end, " ".join(_web_part(part, page.lexicon) for part in parts), "web")


def phones(page: Page) -> Iterator[Reading]:
    """Telephone numbers digit by digit, with a short pause between their groups."""
    for found in PHONE.finditer(page.free):
        number = found.group()
        digits = re.sub(r"\D", "", number)
        if not 8 <= len(digits) <= 12:
            continue
        groups = [group for group in re.split(r"[ .()-]+", number.removeprefix("+")) if group.strip("+")]
        if len(groups) == 1:
            groups = [digits[:4], digits[4:7], digits[7:]] if len(digits) > 8 else [digits[:4], digits[4:]]
        plus = "cộng " if "+" in number else ""
        yield Reading(found.start(), found.end(), plus + ", ".join(map(numerals.digits, groups)), "phone")
    for found in SHORT_PHONE.finditer(page.free):
        if page.word_after(found.end()) not in COUNTED:
            yield Reading(found.start("number"), found.end(), numerals.digits(found["number"]), "phone")


def short_numbers(page: Page) -> Iterator[Reading]:
    """113 and its neighbours where they are called, and the numbers that messages are sent to: digit by digit."""
    for found in EMERGENCY.finditer(page.free):
        if page.word_after(found.end()) not in COUNTED:
            for number in re.finditer(r"\d+", found["list"]):
                start = found.start("list") + number.start()
                yield Reading(start, start + 3, numerals.digits(number.group()), "phone")
    for found in SENT.finditer(page.free):
        yield Reading(found.start("number"), found.end(), numerals.digits(found["number"]), "phone")


def accounts(page: Page) -> Iterator[Reading]:
    """STK 55102025, CCCD số 001…: digit by digit."""
    for found in ACCOUNT.finditer(page.free):
        yield Reading(found.start("number"), found.end(), numerals.digits(found["number"]), "account")


def _web_part(part: str, lexicon: Lexicon) -> str:
    if part in WEB_PARTS:
        return WEB_PARTS[part]
    if part.isdigit():
        return numerals.digits(part)
    word = part.lower()
    return WEB_WORDS.get(word) or lexicon.choose(word, "", "") or lexicon.choose(word.capitalize(), "", "") or word
