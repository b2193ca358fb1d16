"""A picture as written – caption, file, marks – to a Picture value; a picture used again takes its caption and credit along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from bulletin.errors import Place
from bulletin.messages import Message, say
from bulletin.script.captions import Caption, names_nobody, read_caption
from bulletin.script.keys import CLIPS, PICTURE_MARKS
from bulletin.script.marks import Mark
from bulletin.script.measures import clock, per_cents, seconds, whole_frames
from bulletin.script.reading import Reading
from bulletin.script.text import Passage
from bulletin.script.values import Area, ClipKind, Picture, Spot, Text

STILLS = ("jpg", "jpeg", "png", "webp", "tif", "tiff", "gif")
VIDEOS = ("mp4", "mov", "m4v", "mkv", "webm", "mxf", "avi")

LONGEST_SILENCE = 120_000
"""Milliseconds a picture may stand without voice, and a minute's silence may last."""
SHORTEST = 40
"""Milliseconds: one frame."""

_MOVES = ("in", "out", "left", "right", "up", "down", "hold")
_STILL_KINDS = ("document", "map")
_SEVERAL = ("blurs", "kept", "lit", "spots")
_BELONGS: Mapping[str, ClipKind] = {"lit": "document", "spots": "map"}
"""Marks that only one kind of picture has."""
_SOUNDS = {"low": "low", "off": "off"}
_OWN_MATERIAL = ("package", "presenter")
"""Clips of the newsroom itself, on which no credit is shown."""
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://|//|(?:data|file|https?|ftp|rtmp|rtsp|concat|pipe|javascript):", re.IGNORECASE
)


def picture(reading: Reading, caption: Passage, file: Passage, marks: tuple[Mark, ...], place: Place) -> Picture:
    """The picture; what is wrong with it is reported, and a value is made all the same so that reading can go on."""
    path = _path(file.text)
    is_video = _is_video(reading, path, file.place())
    shown = reading.shown.get(path)
    said = read_caption(caption.text)
    made = Picture(path, place, said.words, said.credit, _clip(reading, said, is_video, shown, place))
    if made.clip in ("bite", "presenter"):
        made = replace(made, speaker=said.words)
    made = _marked(reading, made, marks, is_video)
    if shown:
        made = _used_again(made, shown)
    _refuse_incomplete(reading, made, caption, is_video)
    reading.shown.setdefault(path, made)
    return made


def is_address(path: str) -> bool:
    """Whether a path is an address on a network: nothing is ever fetched."""
    return bool(_ADDRESS.match(path))


def refuse_address(reading: Reading, place: Place) -> None:
    reading.error(
        place,
        say("This is an address on a network; only files in the newsroom's folders are used."),
        say("Save the file beside the script and write its path."),
        code=77,
    )


def _path(written: str) -> str:
    """A path as the newsroom's file system has it: `<…>` and %20 undone, backslashes turned."""
    path = written.strip()
    if path.startswith("<") and path.endswith(">"):
        path = path[1:-1].strip()
    decoded = unicodedata.normalize("NFC", unquote(path, errors="strict")) if _is_encoded(path) else path
    return decoded.replace("\\", "/")


def _is_encoded(path: str) -> bool:
    """`%20` and UTF-8 bytes are an encoding; `%03d` belongs to the name."""
    try:
        decoded = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return decoded.isprintable()


def _is_video(reading: Reading, path: str, place: Place) -> bool:
    extension = path.rpartition("/")[2].rpartition(".")[2].lower()
    if is_address(path):
        refuse_address(reading, place)
    elif not path:
        reading.error(place, say("The picture names no file."), say("Write: ![caption. Ảnh: name](file.jpg)"))
    elif extension not in STILLS + VIDEOS:
        reading.error(
            place,
            say("“{file}” is not a picture or clip that can be shown.", file=path.rpartition("/")[2][:80]),
            say("Use {stills} for pictures, {videos} for clips.", stills=", ".join(STILLS), videos=", ".join(VIDEOS)),
        )
    return extension in VIDEOS


def _clip(reading: Reading, said: Caption, is_video: bool, shown: Picture | None, place: Place) -> ClipKind:
    if said.clip is None:
        again = shown is not None and not said.words
        return shown.clip if shown and again else "footage" if is_video else "still"
    if is_video == (said.clip in _STILL_KINDS):
        hint = (
            say("Use a picture, for instance .jpg or .png.")
            if is_video
            else say("Use a clip, for instance .mp4, or delete the first word of the caption.")
        )
        reading.error(place, say("A caption with this first word does not fit this kind of file."), hint)
        return "footage" if is_video else "still"
    return said.clip


def _used_again(made: Picture, shown: Picture) -> Picture:
    """What a later showing takes from the first: caption, credit, focus and blurs, as far as it has none of its own.

    A face made unrecognisable once stays so."""
    caption_taken = not made.caption and made.credit is None
    return replace(
        made,
        caption=made.caption or shown.caption,
        credit=made.credit or shown.credit,
        speaker=made.speaker or (shown.speaker if made.clip == shown.clip else ""),
        focus=made.focus or shown.focus,
        blurs=made.blurs or shown.blurs,
        kept=made.kept or shown.kept,
        reused=caption_taken,
    )


def _refuse_incomplete(reading: Reading, made: Picture, caption: Passage, is_video: bool) -> None:
    example = "Video: Minh Quân" if is_video else "Ảnh: Hải Nguyễn"
    if made.credit is None and made.clip not in _OWN_MATERIAL and made.path not in reading.shown:
        reading.error(
            made.place,
            say("The source of the picture is missing on line {line}.", line=made.place.line),
            say("Add at the end of the caption: {example}", example=example),
        )
    elif made.credit is not None and not made.reused and names_nobody(made.credit):
        reading.error(
            caption.place(),
            say("“{credit}” does not say who made the picture.", credit=made.credit.text),
            say("Name the photographer, the agency or the person who gave it: {example}", example=example),
        )
    if made.clip == "bite" and not made.speaker:
        reading.error(
            made.place,
            say("The caption does not say who is speaking."),
            say("Write: Phát biểu: name – role. {example}", example="Video: Minh Quân"),
        )


def _marked(reading: Reading, made: Picture, marks: tuple[Mark, ...], is_video: bool) -> Picture:
    changes: dict[str, Any] = {}
    for mark in marks:
        field, value = _read(reading, mark)
        if value is None:
            continue
        if field in _SEVERAL:
            changes[field] = (*changes.get(field, ()), value)
        elif field in changes:
            name = PICTURE_MARKS.shown(mark.key)
            reading.error(
                mark.place,
                say("“{name}” contradicts another mark of this picture.", name=name),
                say("Keep one of the two."),
            )
        else:
            changes[field] = value
        if made.clip != _BELONGS.get(field, made.clip):
            name = PICTURE_MARKS.shown(mark.key)
            kind = CLIPS.shown(_BELONGS[field])
            hint = say("Delete the mark, or begin the caption with: {kind}:", kind=kind)
            reading.error(mark.place, say("“{name}” does not fit this kind of picture.", name=name), hint)
        if not is_video and field in ("range", "sound"):
            reading.error(
                mark.place, say("This mark is for clips; the file is a still picture."), say("Delete the mark.")
            )
    first, last = changes.pop("range", (None, None))
    return replace(made, first=first, last=last, **changes)


def _read(reading: Reading, mark: Mark) -> tuple[str, object]:
    """The field of Picture that a mark sets, and its value; None when it cannot be read, which has been reported."""
    if mark.key in _MOVES:
        return "move", mark.key
    if mark.key in ("close", "wide"):
        return "framing", mark.key
    if mark.key in _SOUNDS:
        return "sound", _SOUNDS[mark.key]
    if mark.key == "name":
        return "lower_third", Text(mark.value, mark.place)
    field, read = _VALUES[mark.key]
    value = read(mark.value)
    if isinstance(value, Message):
        reading.error(mark.place, say("“{value}” cannot be used here.", value=mark.value[:60]), value)
        return field, None
    return field, value


def _focus(written: str) -> tuple[float, ...] | Message:
    point = per_cents(written, 2)
    if point is None or not all(0 <= number <= 100 for number in point):
        return say("Write two numbers from 0 to 100, per cent from the left and from the top: tâm=40,35")
    return point


def _area(written: str) -> Area | Message:
    numbers = per_cents(written, 4)
    if numbers is not None:
        x, y, width, height = numbers
        if 0 <= x < x + width <= 100 and 0 <= y < y + height <= 100:
            return Area(x, y, width, height)
    return say("Write left, top, width and height in per cent, inside the picture: 10,20,30,25")


def _spot(written: str) -> Spot | Message:
    found = re.fullmatch(r"\s*([\d.]+%?\s*[,;]\s*[\d.]+%?)[\s,;:]+(\S.*)", written)
    point = per_cents(found[1], 2) if found else None
    if found is None or point is None or not all(0 <= number <= 100 for number in point):
        return say(
            'Write where it lies in per cent from the left and from the top, and its name: điểm="62,40 Bắc Ninh"'
        )
    return Spot(point[0], point[1], found[2].strip())


def _silence(written: str) -> int | Message:
    length = seconds(written)
    if length is None or not SHORTEST <= length <= LONGEST_SILENCE:
        return say("Write a length from one frame to {limit} seconds: lặng 3 giây", limit=LONGEST_SILENCE // 1000)
    return whole_frames(length)


def _range(written: str) -> tuple[int | None, int | None] | Message:
    start, _, end = re.sub(r"\s*[-–—]\s*", "-", written).partition("-")
    first, last = clock(start), clock(end)
    if (start and first is None) or (end and last is None):
        return say("Write in and out in minutes and seconds, seconds below 60: 0:12-0:27")
    if last is not None and last - (first or 0) < SHORTEST:
        return say("The out point must come after the in point: 0:12-0:27")
    return first, last


_VALUES: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "focus": ("focus", _focus),
    "blur": ("blurs", _area),
    "keep": ("kept", _area),
    "lit": ("lit", _area),
    "spot": ("spots", _spot),
    "silence": ("silence", _silence),
    "range": ("range", _range),
}
