"""Numbers as people write them in a script: dates, clock times, seconds, per cent. Each reader gives None when it cannot read."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction

from bulletin.timing import FRAME_RATE

CLOCK = r"\d{1,4}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
"""`0:12`, `1:02:03`, `0:12.5`."""

_DATES = (
    re.compile(r"(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})([./-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"),
)
_SECONDS = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:giây|giay|seconds?|s)?", re.IGNORECASE)
_PER_CENT = re.compile(r"-?\d{1,6}(?:\.\d{1,3})?")


def date(written: str) -> datetime.date | None:
    """`20.11.2026`, `20/11/2026`, `20-11-2026` or `2026-11-20`; no other order, no short year."""
    for form in _DATES:
        if found := form.fullmatch(written):
            try:
                return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None


def clock(written: str) -> int | None:
    """`0:12`, `1:02:03` or `0:12.5` in milliseconds; minutes are below 60 when hours are given, seconds always."""
    if not re.fullmatch(CLOCK, written):
        return None
    whole, _, rest = written.replace(",", ".").partition(".")
    parts = [int(part) for part in whole.split(":")]
    if any(part > 59 for part in parts[1:]):
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds * 1000 + int(rest.ljust(3, "0") or 0)


def whole_frames(milliseconds: int) -> int:
    """The nearest whole number of frames."""
    return round(Fraction(milliseconds * FRAME_RATE, 1000))


def seconds(written: str) -> int | None:
    """`3 giây`, `3s`, `2,5` or `1:30` in milliseconds."""
    if found := _SECONDS.fullmatch(written.strip()):
        return round(Fraction(found[1].replace(",", ".")) * 1000)
    return clock(written.strip())


def per_cents(written: str, count: int) -> tuple[float, ...] | None:
    """So many numbers with commas between them: `40,35`, `40%, 35.5%`. Their range is the caller's business."""
    parts = [part.strip().removesuffix("%").strip() for part in re.split("[,;]", written)]
    if len(parts) != count or not all(_PER_CENT.fullmatch(part) for part in parts):
        return None
    return tuple(float(part) for part in parts)
