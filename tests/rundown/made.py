"""Scripts read from text, narrations of known length and pictures that exist only as facts."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

from bulletin.errors import Place
from bulletin.rundown.narration import Narration, Said, readers
from bulletin.rundown.pacing import House, Pacing, Pauses, ScreenWords
from bulletin.rundown.plan import plan
from bulletin.rundown.values import Asset, Clip, Rundown
from bulletin.script import parse
from bulletin.script.values import Area, Paragraph, Phrase, Picture, Script
from bulletin.speech.values import Sentence, Take
from bulletin.timing import SAMPLES_PER_FRAME, Span

FRAMES_A_SYLLABLE = 6
AREAS = tuple(tuple(Area(5, 20 + 20 * row, 20, 20) for row in range(rows)) for rows in range(1, 6))
PACING = Pacing(
    pauses=Pauses(sentence=9, paragraph=14, story=12, comma=6, clause=9), opener=180, short_opener=60, opener_date=Span(96, 56), sting=20, sting_cover=Span(4, 12), wipe=10, wipe_cover=Span(4, 2),
    dissolve=10, card_wipe=12, picture_open=14, lead=8, strap=150, tag=100, lower_third=100, lower_third_in=12, byline=100, dip=12, board=30,
    longest_view=200, shortest_view=40, text_story=500, part=60, closing_hold=150, bed_early=60,
)  # fmt: skip
WORDS = ScreenWords(
    programme="Bản tin Lao Động", opening_chapter="Điểm tin", closing_chapter="Lời kết", briefs="Tin vắn", archive_label="TƯ LIỆU",
    ai_label="Ảnh minh họa tạo bởi AI", synthetic_voice="Giọng đọc tổng hợp (AI)", by="Thực hiện", partner="Phối hợp",
    weekdays=("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    roles=(("editor", "Biên tập"), ("director", "Đạo diễn"), ("responsible", "Chịu trách nhiệm nội dung"), ("with", "Phối hợp")),
)  # fmt: skip
HOUSE = House(PACING, WORDS, AREAS)

FRONT = """\
---
bản tin: ngày
ngày: 22.11.2026
---
"""


def script_of(body: str) -> Script:
    """A daily script with the usual front matter and this body."""
    return parse(FRONT + dedent(body), "script.md")


def narration_of(script: Script, lengths: Mapping[str, int] | None = None) -> Narration:
    """Every sentence lasts six frames a syllable, or as many frames as `lengths` says for it; a comma ends a clause."""
    told = {}
    for reader in readers(script):
        parts: list[Said | Picture] = []
        for piece in _pieces(reader.paragraph):
            parts.extend([piece] if isinstance(piece, Picture) else [_said(words, lengths or {}) for words in piece])
        told[reader.paragraph.place] = tuple(parts)
    return told


def assets_of(script: Script, **sizes: tuple[int, int]) -> dict[str, Asset]:
    """Facts for every picture: 2880×1620 unless `sizes` names its stem; a clip lasts ten seconds, one named 'mute' has no
    sound."""
    found = {}
    for story in (*script.stories, script.greeting, script.closing):
        for block in story.blocks if story else ():
            pieces = block.pieces if isinstance(block, Paragraph) else (block,)
            for piece in pieces:
                if isinstance(piece, Picture):
                    stem, _, suffix = piece.path.partition(".")
                    facts = f"/pictures/{piece.path}", f"digest of {piece.path}", *sizes.get(stem, (2880, 1620))
                    is_clip = suffix == "mp4"
                    found[piece.path] = Clip(*facts, frames=250, has_sound=stem != "mute") if is_clip else Asset(*facts)
    return found


def planned(body: str, lengths: Mapping[str, int] | None = None, **sizes: tuple[int, int]) -> Rundown:
    """The plan of a script with this body."""
    script = script_of(body)
    return plan(script, narration_of(script, lengths), assets_of(script, **sizes), HOUSE)


def _pieces(paragraph: Paragraph) -> list[Picture | list[str]]:
    pieces: list[Picture | list[str]] = []
    for piece in paragraph.pieces:
        if isinstance(piece, Picture):
            pieces.append(piece)
        elif isinstance(piece, Phrase):
            words = [part.strip() for part in piece.written.replace(". ", ".|").split("|")]
            pieces.append([part for part in words if any(letter.isalnum() for letter in part)])
    return pieces


def _said(words: str, lengths: Mapping[str, int]) -> Said:
    frames = lengths.get(words, FRAMES_A_SYLLABLE * len(words.split()))
    ends = [index + 1 for index, letter in enumerate(words) if letter == ","]
    ends.append(len(words))
    samples = frames * SAMPLES_PER_FRAME
    sentence = Sentence(words, words, Place("script.md", 1), tuple((end, end) for end in ends))
    return Said(sentence, Take(f"take of {words}", samples, tuple(samples * end // len(words) for end in ends)))
