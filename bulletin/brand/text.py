"""Text layout: words as they are displayed, lines broken the Vietnamese way, the size chosen by rule, problems found.

Everything is measured by the font's own widths and by ascent and descent, never by ink, in 1080p units: the lines are
the same whatever the scale that is drawn."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from bulletin.brand.fonts import FIGURES, Face, face_of
from bulletin.brand.style import TextBox
from bulletin.rundown.breaks import COMPOUND, TIED, break_costs

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
SIZE_STEP = 2
BREAK = 0.02
"""What a unit of `break_costs` weighs against lines of unlike length, measured as parts of their mean."""
LONG = 5
"""From so many lines on words are a column that is read evenly: a line much shorter than the others is worse than a break
within a phrase."""
PHRASES = 0.5
"""What of the cost of a break within a phrase counts in a column; words that belong together stay together there as well."""
RAGGED = 8.0
"""What the square of a line's distance from the mean weighs in a column: a little ragged is nothing, much is ugly."""
SHRINKING = 4.0
"""What smaller type weighs against a better break, per part that it is smaller."""
SHRINKING_COLUMN = 0.3
"""The same in a column, where a break is one of many."""

BEFORE_NUMBER = (
    "ngày|tháng|năm|quý|tuần|giờ|lúc|số|vùng|điều|khoản|chương|mục|phần|bước|cấp|hạng|lần|tầng|khóa|kỳ|quận|phường|tổ|khu|"
    "gần|hơn|dưới|trên|khoảng|thứ|mùng|mồng|đợt|lớp|nhóm|bậc|loại"
)
AFTER_NUMBER = (
    "đồng|triệu|tỷ|tỉ|nghìn|ngàn|trăm|phần trăm|giờ|phút|giây|ngày|tuần|tháng|năm|tuổi|người|công|km|m|cm|mm|kg|g|tấn|tạ|lít|ha|m²|"
    "km²|m³|km/h|USD|VND|euro|độ|điểm|lần|suất|ca|vụ|căn|hộ|xã|tỉnh|đoàn|chuyến|bậc|ki-lô-mét|mét|%|°C"
)
BINDINGS = (
    (re.compile(rf"(?i)(?<![\w.])({BEFORE_NUMBER}) (?=\d|[IVX]+\b)"), rf"\1{NO_BREAK_SPACE}"),
    (re.compile(rf"(?<=\d) (?=(?:{AFTER_NUMBER})(?![\w/]))"), NO_BREAK_SPACE),
    (re.compile(r"(?<=[\w.]) (?=(?:triệu|tỷ|tỉ|nghìn|ngàn) đồng\b)"), NO_BREAK_SPACE),
    (re.compile(r"(?<=triệu|nghìn) (?=đồng\b)|(?<=\btỷ|\btỉ) (?=đồng\b)"), NO_BREAK_SPACE),
    (
        re.compile(r"\b(TP\.|Tp\.|TX\.|Q\.|P\.|TS\.|ThS\.|GS\.|PGS\.|BS\.|LS\.) (?=[^\W\d_])"),
        rf"\1{NO_BREAK_SPACE}",
    ),
    (re.compile(r" (?=[–—/+×])"), NO_BREAK_SPACE),
)
WRITTEN = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"(?<= )-{1,3}(?= )"), "–"),
    (re.compile(r'"(?=[\w(“‘…%+–-])(?<![\w]")'), "“"),
    (re.compile(r'"'), "”"),
    (re.compile(r"'(?=\w)(?<!\w')"), "‘"),
    (re.compile(r"'"), "’"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Words set in a text box: lines and their widths at `size`, where the block begins and the distance of lines.

    `over` is the number of characters beyond what fits, `fitting` the longest beginning that fits, `missing` the
    characters that the font does not have. All lengths in 1080p units."""

    style: TextBox
    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: int
    over: int = 0
    fitting: str = ""
    missing: tuple[str, ...] = ()

    @property
    def pitch(self) -> int:
        """From base line to base line."""
        return pitch_of(self.style, self.size)

    @property
    def height(self) -> int:
        return self.pitch * len(self.lines)

    @property
    def width(self) -> float:
        return max(self.widths, default=0.0)

    @property
    def top(self) -> int:
        """The upper edge of the block in the frame."""
        spare = self.style.box.height - self.height
        return self.style.box.y + {"top": 0, "middle": spare // 2, "bottom": spare}[self.style.anchor]

    def left(self, line: int) -> float:
        """Where a line begins in the frame."""
        spare = self.style.box.width - self.widths[line]
        return self.style.box.x + {"left": 0.0, "centre": spare / 2, "right": spare}[self.style.align]

    def baseline(self, line: int) -> float:
        """The base line of a line; capitals stand in the middle of their pitch, so that blocks align by their capitals."""
        capital = face_of(self.style.font).capital * self.size / face_of(self.style.font).units
        return self.top + line * self.pitch + (self.pitch + capital) / 2


def pitch_of(style: TextBox, size: int) -> int:
    """The distance of base lines, in whole units."""
    return -(-size * style.leading // 100)


def displayed(text: str, face: Face) -> str:
    """Words as they stand on screen: NFC, real quotes and dashes, no break where Vietnamese does not break."""
    shown = unicodedata.normalize("NFC", text).replace(THIN_SPACE, NO_BREAK_SPACE).strip(" \t\r\n")
    shown = shown.replace(NO_BREAK_SPACE, "\0")
    for pattern, written in WRITTEN:
        shown = pattern.sub(written, shown)
    shown = shown.replace("\0", NO_BREAK_SPACE)
    for pattern, bound in BINDINGS:
        shown = pattern.sub(bound, shown)
    thin = THIN_SPACE if face.has(THIN_SPACE) else NO_BREAK_SPACE
    return re.sub(rf"(?<=\d)[ {NO_BREAK_SPACE}]?%(?!\w)", f"{thin}%", shown)


def advances(text: str, style: TextBox) -> tuple[float, ...]:
    """Where each character begins and, last, where the text ends, in ems from its start: kerned, tracked, or in cells."""
    face = face_of(style.font)
    at, places = 0.0, []
    for index, character in enumerate(text):
        if index and not style.tabular:
            at += face.kern(text[index - 1], character)
        figure = style.tabular and character in FIGURES
        inset = (face.cell - face.advance(character)) / 2 if figure else 0.0
        places.append((at + inset) / face.units)
        at += (face.cell if figure else face.advance(character)) + style.tracking * face.units / 1000
    if text:
        at -= style.tracking * face.units / 1000
    return (*places, at / face.units)


def width_of(text: str, style: TextBox) -> float:
    """The width of a line in ems."""
    return advances(text, style)[-1]


@lru_cache(maxsize=2048)
def typeset(style: TextBox, text: str) -> Setting:
    """Words in their box at the largest size that fits, or one a little smaller at which the lines break better; what does
    not fit at the smallest is set there and counted."""
    face = face_of(style.font)
    shown = displayed(text, face)
    if style.capitals:
        shown = shown.upper()
    missing = tuple(dict.fromkeys(character for character in shown if not face.has(character)))
    found: list[tuple[float, int, tuple[str, ...]]] = []
    largest = 0
    for size in range(style.largest, style.smallest - 1, -SIZE_STEP):
        lines = _lines(shown, style, size)
        if lines is None:
            continue
        largest = largest or size
        shrunk = (SHRINKING if len(lines) < LONG else SHRINKING_COLUMN) * (1 - size / largest)
        if found and (len(lines) != len(found[0][2]) or shrunk >= min(found)[0]):
            break
        cost, broken = _broken(shown, style, style.box.width / size, len(lines))
        found.append((cost + shrunk, -size, broken))
    if not found:
        return _too_long(shown, style, missing)
    _, size, lines = min(found)
    return Setting(style, lines, _widths(lines, style, -size), -size, missing=missing)


def typeset_short(style: TextBox, text: str, few: int) -> Setting:
    """Words in a few lines even where their box takes more, as long as they fit so."""
    setting = typeset(replace(style, lines=min(style.lines, few)), text)
    return typeset(style, text) if setting.over else setting


def typeset_stack(style: TextBox, texts: tuple[str, ...], gap: int) -> tuple[Setting, ...]:
    """Several texts under each other in one box, all at the same size, `gap` units apart; `style.lines` holds for each.

    When they do not fit at the smallest size, the last settings count what is too much."""
    room = style.box.height - gap * (len(texts) - 1)
    for size in range(style.largest, style.smallest - 1, -SIZE_STEP):
        settings = _stack(style, texts, gap, size)
        if not any(setting.over for setting in settings) and sum(setting.height for setting in settings) <= room:
            return settings
    settings = _stack(style, texts, gap, style.smallest)
    return tuple(_cut_off(setting, style.box.bottom) for setting in settings)


def _stack(style: TextBox, texts: tuple[str, ...], gap: int, size: int) -> tuple[Setting, ...]:
    settings, top = [], style.box.y
    for text in texts:
        tall = replace(style.box, height=pitch_of(style, size) * style.lines)
        setting = typeset(replace(style, box=tall, largest=size, smallest=size), text)
        box = replace(style.box, y=top, height=setting.height)
        settings.append(replace(setting, style=replace(setting.style, box=box)))
        top += setting.height + gap
    return tuple(settings)


def _cut_off(setting: Setting, bottom: int) -> Setting:
    """The setting with everything counted as too long that stands below `bottom`."""
    room = max(0, (bottom - setting.style.box.y) // setting.pitch)
    if setting.over or room >= len(setting.lines):
        return setting
    kept = " ".join(setting.lines[:room])
    over = len(" ".join(setting.lines)) - len(kept)
    return replace(setting, over=over, fitting=kept)


def _too_long(shown: str, style: TextBox, missing: tuple[str, ...]) -> Setting:
    """The setting at the smallest size, with the number of characters to take away until it fits."""
    size = style.smallest
    words = shown.split(" ")
    kept = bisect_left(
        range(len(words) + 1), True, key=lambda count: _lines(" ".join(words[:count]), style, size) is None
    )
    fitting = " ".join(words[: max(0, kept - 1)])
    if not fitting:
        fits = bisect_left(range(len(shown) + 1), True, key=lambda count: _lines(shown[:count], style, size) is None)
        fitting = shown[: max(0, fits - 1)]
    lines = _greedy(shown, style, style.box.width / size)
    return Setting(style, lines, _widths(lines, style, size), size, len(shown) - len(fitting), fitting, missing)


def _lines(shown: str, style: TextBox, size: int) -> tuple[str, ...] | None:
    """The text in as few lines as it takes, or None when it does not fit at this size."""
    room, pitch = style.box.width / size, pitch_of(style, size)
    lines = _greedy(shown, style, room)
    fits = len(lines) <= style.lines and pitch * len(lines) <= max(style.box.height, pitch)
    return lines if fits and all(width_of(line, style) <= room for line in lines) else None


def _broken(shown: str, style: TextBox, room: float, count: int) -> tuple[float, tuple[str, ...]]:
    """The text in so many lines, of like length and broken where it is best read, and what that costs.

    The cost is how far the widths lie from their mean, on average, and what the breaks cost, on average."""
    words = shown.split(" ")
    breaks = _breaks(words, count)
    starts, ends, whole = _edges(words, style)
    mean = whole / max(1, count)
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for end in range(1, len(words) + 1):
        for start in range(end - 1, -1, -1):
            width = ends[end - 1] - starts[start]
            if width > room:
                break
            line = " ".join(words[start:end])
            cost = _uneven(width / mean - 1, count) / count if mean else 0.0
            cost += breaks[end] * BREAK / max(1, count - 1)
            for made in range(count):
                if (start, made) in best:
                    before, lines = best[start, made]
                    found = (before + cost, (*lines, line))
                    best[end, made + 1] = min(best.get((end, made + 1), found), found)
    return best[len(words), count] if count else (0.0, ())


def _edges(words: list[str], style: TextBox) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Where every word begins and ends in ems when all stand in one line, and how long that is. A line of some of them
    alone is as wide as what lies between its edges: a kerning with the spaces around it is not counted."""
    face, gap = face_of(style.font), style.tracking / 1000
    places = advances(" ".join((*words, "")), style)
    spaces = tuple(at - 1 for at in accumulate(len(word) + 1 for word in words))
    step = face.advance(" ") / face.units + gap
    kerned = (0 if style.tabular or not word else face.kern(word[-1], " ") / face.units for word in words)
    starts = (0.0, *(places[space] + step for space in spaces[:-1]))
    ends = tuple(places[space] - gap - kern for space, kern in zip(spaces, kerned, strict=True))
    return starts, ends, ends[-1]


def _uneven(distance: float, count: int) -> float:
    """What a line costs that lies so far, in parts, from the mean of so many lines."""
    return abs(distance) if count < LONG else RAGGED * distance * distance


def _breaks(words: list[str], count: int) -> tuple[float, ...]:
    """What a break before each of the words costs among so many lines, and 0 for the end; words may hold spaces that are
    never broken."""
    parts = [word.split() for word in words]
    costs: tuple[float, ...] = break_costs([part for word in parts for part in word])
    if count >= LONG:
        costs = tuple(cost if cost in (COMPOUND, TIED) else PHRASES * cost for cost in costs)
    starts = accumulate((len(word) for word in parts), initial=0)
    return tuple(costs[start] for start in starts) if costs else (0.0,) * (len(words) + 1)


def _greedy(shown: str, style: TextBox, room: float) -> tuple[str, ...]:
    """Lines filled one after the other; a word that is wider than the room stands alone."""
    space = face_of(style.font).advance(" ") / face_of(style.font).units + 2 * style.tracking / 1000
    lines: list[list[str]] = []
    filled = 0.0
    for word in shown.split(" ") if shown else ():
        width = _word_width(word, style)
        if lines and filled + space + width <= room:
            lines[-1].append(word)
            filled += space + width
        else:
            lines.append([word])
            filled = width
    return tuple(" ".join(line) for line in lines)


@lru_cache(maxsize=8192)
def _word_width(word: str, style: TextBox) -> float:
    return width_of(word, style)


def _widths(lines: tuple[str, ...], style: TextBox, size: int) -> tuple[float, ...]:
    return tuple(width_of(line, style) * size for line in lines)
