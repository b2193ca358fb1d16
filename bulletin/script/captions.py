"""What a caption says: the kind of clip in its first word, the credit at its end, and the words between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from bulletin.script.keys import CLIPS, CREDITS
from bulletin.script.text import bare
from bulletin.script.values import ClipKind, Credit, CreditKind


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption taken apart. `clip` is None when the first word names no kind; `credit` None when nobody is named."""

    clip: ClipKind | None
    words: str
    credit: Credit | None


_FIRST_WORD = re.compile(r"([^:：]{1,30})[:：]\s*(.*)")
_COLON = re.compile(r"\s*[:：]\s*")
_NOBODY = re.compile(r"\b(internet|suu tam|tren mang|mang xa hoi|google)\b")


def read_caption(written: str) -> Caption:
    """`Phát biểu: Nguyễn Thị Lan – Chủ tịch. Video: Minh Quân` → bite, 'Nguyễn Thị Lan – Chủ tịch', video credit."""
    words, credit = _cut_credit(" ".join(written.split()))
    first = _FIRST_WORD.fullmatch(words)
    clip = CLIPS.find(first[1]) if first else None
    if first and clip:
        return Caption(cast(ClipKind, clip), _trimmed(first[2]), credit)
    return Caption(None, _trimmed(words), credit)


def names_nobody(credit: Credit) -> bool:
    """Whether a credit says only where a picture was found ('Internet', 'sưu tầm'), not who made it."""
    name = credit.text.partition(":")[2].strip()
    return name == "ST" or bool(_NOBODY.search(bare(name)))


def _cut_credit(caption: str) -> tuple[str, Credit | None]:
    """The last credit of a caption; one directly in front of it belongs to it ('Đồ họa: Minh. Nguồn: Bộ Y tế')."""
    found = [label for colon in _COLON.finditer(caption) if (label := _label(caption, colon.start())) is not None]
    if not found:
        return caption, None
    start, name_start, kind = found[-1]
    for earlier in reversed(found[:-1]):
        between = caption[earlier[1] : start].rstrip(" .;,–-")
        if not between or re.search(r"[.!?…]\s", between):
            break
        start, name_start, kind = earlier
    name = re.sub(r"\bNVCC\b", "nhân vật cung cấp", caption[name_start:]).strip().rstrip(".").strip()
    if caption[:start].endswith("(") and name.endswith(")"):
        start, name = start - 1, name[:-1].rstrip(" .")
    if not name:
        return caption[:start], None
    return caption[:start], Credit(kind, f"{CREDITS.shown(kind)}: {name}")


def _label(caption: str, colon: int) -> tuple[int, int, CreditKind] | None:
    """The credit label that ends at a colon, of the most words that fit: where it and its name begin, its kind."""
    words = list(re.finditer(r"[^\s(]+", caption[max(0, colon - 40) : colon]))[-4:]
    shift = max(0, colon - 40)
    for word in words:
        kind = CREDITS.find(caption[shift + word.start() : colon])
        name = _COLON.match(caption, colon)
        if kind and name:
            return shift + word.start(), name.end(), cast(CreditKind, kind)
    return None


def _trimmed(words: str) -> str:
    """A caption without the full stop that stood between it and its credit."""
    words = words.strip(" ;,–-")
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words
