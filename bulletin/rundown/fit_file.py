"""The fit file beside a script: written when a bulletin was fitted, read from then on, open to an editor's changes.

A line a measure, `key: value`, as in a script's front matter; what stands behind '# ' is for people."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bulletin.errors import Place, Problem
from bulletin.messages import Message, say
from bulletin.rundown.fit import Fit, optional_paragraphs
from bulletin.rundown.fitting import FEWEST_HEADLINES, PACES, PAUSES
from bulletin.rundown.fitting_words import lasting, short
from bulletin.rundown.stock import Stock
from bulletin.script.keys import FIT, OPENERS
from bulletin.script.reading import Reading, StopReading
from bulletin.script.text import Passage, clean, passage
from bulletin.script.values import Script, Story

SUFFIX = ".khop.txt"
"""What takes the place of '.md' in the script's name: a plain text file opens everywhere with a double click."""
SEVERAL = ("left_out", "taken_in", "paragraphs", "paces")
"""The keys that may stand on several lines."""

_LINE = re.compile(r"\s*([^:：]+?)\s*[:：]\s*(.*?)\s*")
_COMMENT = re.compile(r"(?:^|(?<=\s))#(?![a-z0-9]).*")
_PER_CENT = re.compile(r"(\d{1,4})\s*%?")


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Read:
    """A fit file while it is read against its script."""

    script: Script
    reading: Reading
    paced: Collection[str]
    fit: Fit = field(default_factory=Fit)

    def __post_init__(self) -> None:
        self.stories = {story.slug: story for story in self.script.stories}

    stories: dict[str, Story] = field(init=False)


def read_fit(text: str, script: Script, file: str, paced: Collection[str]) -> tuple[Fit, tuple[Problem, ...]]:
    """The fit of a file, and what is to be said of it: mistakes are errors with their line; what names something that the
    script no longer has, or the pace of a story that is not among the `paced` ones (slugs), is a warning and has no
    effect."""
    read = _Read(script, Reading(file), paced)
    seen: set[str] = set()
    try:
        for number, line in enumerate(clean(text, read.reading).split("\n"), start=1):
            if words := _COMMENT.sub("", line).rstrip():
                _line(read, seen, words, number)
    except StopReading:
        pass
    return read.fit, tuple(read.reading.problems)


def _line(read: _Read, seen: set[str], words: str, number: int) -> None:
    reading = read.reading
    place = Place(reading.file, number, len(words) - len(words.lstrip()) + 1)
    found = _LINE.fullmatch(words)
    if not found or not found[2]:
        reading.error(
            place,
            say("This line of the fit is not of the form key: value."),
            say("Write for instance: bỏ tin: bong-da"),
        )
        return
    key = FIT.find(found[1])
    if key is None:
        near = FIT.suggest(found[1])
        hint = say("Did you mean “{name}”?", name=near) if near else say("Known are: {names}.", names=FIT.listed())
        reading.error(place, say("The key “{name}” is not known.", name=found[1][:40]), hint)
    elif key in seen and key not in SEVERAL:
        reading.error(place, say("The key “{name}” stands twice.", name=found[1]), say("Keep one of the two lines."))
    else:
        seen.add(key)
        _READERS[key](read, passage(reading.file, [(found[2], number, found.start(2) + 1)]))


def _left_out(read: _Read, value: Passage) -> None:
    if story := _story(read, value):
        read.fit = replace(read.fit, left_out=read.fit.left_out | {story.slug})


def _taken_in(read: _Read, value: Passage) -> None:
    if story := _story(read, value):
        if story.labels.priority == "reserve":
            read.fit = replace(read.fit, taken_in=read.fit.taken_in | {story.slug})
        else:
            _no_effect(read, value, say("The story “{slug}” is not in reserve: it is told anyway.", slug=story.slug))


def _paragraphs(read: _Read, value: Passage) -> None:
    slug, _, words = value.text.rpartition(" ")
    if not slug or not words.isascii() or not words.isdigit():
        read.reading.error(
            value.place(),
            say("“{value}” is no paragraph.", value=value.words),
            say("Write the story's slug and the paragraph's number: bong-da 3"),
        )
        return
    story, number = _story(read, value.part(0, len(slug))), int(words)
    if story is None:
        return
    if number in optional_paragraphs(story):
        read.fit = replace(read.fit, paragraphs=read.fit.paragraphs | {(story.slug, number)})
    else:
        shown = {"number": number, "slug": story.slug}
        _no_effect(read, value, say("Paragraph {number} of “{slug}” is not marked {{bỏ được}}: it is read.", **shown))


def _pauses(read: _Read, value: Passage) -> None:
    if (per_cent := _number(read, value, range(min(PAUSES), max(PAUSES) + 1))) is not None:
        read.fit = replace(read.fit, pauses=per_cent)


def _opener(read: _Read, value: Passage) -> None:
    found = OPENERS.find(value.text)
    if found is None:
        hint = say("Choose one of: {names}.", names=OPENERS.listed())
        read.reading.error(
            value.place(), say("“{value}” is not one of the choices here.", value=value.words[:40]), hint
        )
        return
    read.fit = replace(read.fit, short_opener=found == "short")


def _headlines(read: _Read, value: Passage) -> None:
    if (count := _number(read, value, range(1, 100))) is not None:
        read.fit = replace(read.fit, headlines=count)


def _paces(read: _Read, value: Passage) -> None:
    slug, _, _ = value.text.rstrip("% ").rpartition(" ")
    start = len(slug) + 1
    per_cent = _number(read, value.part(start if slug else 0), PACES)
    if per_cent is None:
        return
    if not slug:
        read.reading.error(
            value.place(),
            say("“{value}” is no pace of a story.", value=value.words),
            say("Write the story's slug and per cent: bong-da 103%"),
        )
    elif (story := _story(read, value.part(0, len(slug)))) and story.slug not in read.paced:
        _no_effect(read, value, say("What reads the story “{slug}” has one pace only.", slug=story.slug))
    elif story:
        paces = {**dict(read.fit.paces), story.slug: per_cent}
        read.fit = replace(read.fit, paces=tuple(sorted((s, p) for s, p in paces.items() if p != 100)))


_READERS: Mapping[str, Callable[[_Read, Passage], None]] = {
    "left_out": _left_out,
    "taken_in": _taken_in,
    "paragraphs": _paragraphs,
    "pauses": _pauses,
    "opener": _opener,
    "headlines": _headlines,
    "paces": _paces,
}


def _story(read: _Read, value: Passage) -> Story | None:
    """The story that a slug names. One that is gone is a warning: the script was edited, the rest still holds."""
    slug = value.text.removeprefix("#")
    if slug in read.stories:
        return read.stories[slug]
    near = difflib.get_close_matches(slug[:60], read.stories, 1, 0.7)
    hint = say("Did you mean “{name}”?", name=near[0]) if near else None
    _no_effect(read, value, say("The script has no story “{slug}” any more.", slug=slug[:60]), hint)
    return None


def _no_effect(read: _Read, value: Passage, message: Message, hint: Message | None = None) -> None:
    read.reading.warn(value.place(), message, hint or say("This line of the fit has no effect: delete it."))


def _number(read: _Read, value: Passage, allowed: range) -> int | None:
    found = _PER_CENT.fullmatch(value.text)
    if found and int(found[1]) in allowed:
        return int(found[1])
    read.reading.error(
        value.place(),
        say("“{value}” is not possible here.", value=value.words[:40]),
        say("Whole numbers from {least} to {most} are.", least=allowed[0], most=allowed[-1]),
    )
    return None


# --- writing ----------------------------------------------------------------------------------------------------------


def fit_text(fit: Fit, script: Script, stock: Stock, reasons: tuple[Message, ...]) -> str:
    """The file of a fit. It speaks Vietnamese whoever made it: the same fit is the same bytes."""
    head = [f"# Khớp giờ cho {script.file}.", *(f"# {reason.text('vi')}" for reason in reasons), *_GUIDE]
    return "\n".join((*head, "", *_lines(fit, script, stock), ""))


_GUIDE = (
    "#",
    "# Tệp này được viết khi bản tin nằm ngoài khung giờ. Từ đó mỗi lần dựng đều theo tệp này, chừng nào bản tin còn",
    "# trong khung giờ. Xóa tệp, hoặc dựng với --refit, thì bản tin được khớp lại từ đầu.",
    "#",
    "# Có thể sửa. Mỗi dòng một biện pháp; chữ sau dấu # chỉ để người đọc:",
    "#   bỏ tin: mã-tin · thêm tin: mã-tin (tin dự phòng) · bỏ đoạn: mã-tin 3 (đoạn có ghi {bỏ được})",
    f"#   quãng nghỉ: 90% ({min(PAUSES)}–{max(PAUSES)}) · hình hiệu: ngắn · điểm tin: {FEWEST_HEADLINES} (chỉ đọc chừng ấy câu)",
    f"#   tốc độ: mã-tin 103% ({PACES[0]}–{PACES[-1]}, giọng đọc lại tin ấy)",
)


def _lines(fit: Fit, script: Script, stock: Stock) -> Iterator[str]:
    items = {item.slug: item for item in stock.items}
    for story in (story for story in script.stories if story.slug in items):
        whole = items[story.slug].whole.frames()
        about = f"{short(story)}, {lasting(whole).text('vi')}"
        if story.slug in fit.left_out:
            yield f"bỏ tin: {story.slug}  # {about}"
        if story.slug in fit.taken_in:
            yield f"thêm tin: {story.slug}  # {about}"
        for number, without in items[story.slug].without[::-1]:
            if (story.slug, number) in fit.paragraphs:
                words = optional_paragraphs(story)[number].written.split()
                lost = lasting(whole - without.frames()).text("vi")
                yield f"bỏ đoạn: {story.slug} {number}  # “{' '.join(words[:6])}…”, {lost}"
    if fit.pauses != 100:
        yield f"quãng nghỉ: {fit.pauses}%"
    if fit.short_opener:
        yield "hình hiệu: ngắn"
    if fit.headlines is not None:
        yield f"điểm tin: {fit.headlines}"
    for slug, pace in fit.paces:
        yield f"tốc độ: {slug} {pace}%"
