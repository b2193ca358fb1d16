"""The inside of a paragraph: phrases, pictures between its sentences, marks at its end; what is left of markup is an error."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bulletin.messages import Message, say
from bulletin.script.marks import BRACES, Mark, are_marks_of, read_marks
from bulletin.script.pictures import picture
from bulletin.script.reading import Reading
from bulletin.script.text import Passage
from bulletin.script.values import Paragraph, Phrase, Picture

_OPENING = re.compile(r"!\[|\[|\{")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*$")
_PICTURE = re.compile(r"!\[[^\[\]]*\][ \t]*\([^()\n]*\)")
_LONGEST_PATH = 1024

_ADDRESS = re.compile(r"https?://[^\s<>\[\]{}|*`\\\"]+|(?<![\w.+-])[\w.+-]+@[\w.-]+")
_LEFT_OVER = re.compile(
    r"(?P<comment><!--|-->)"
    r"|(?P<html></?[A-Za-z][^<>\n]*>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});)"
    r"|(?P<code>`+[^`]*`*)"
    r"|(?P<emphasis>\*+[^*]*\**|(?<!\w)_+(?=\w)[^_]*_*|(?<=[^\W_])_+(?!\w)|~~+[^~]*~*)"
    r"|(?P<bracket>[\[\]{}|]+)"
    r"|(?P<backslash>\\)"
    r"|(?P<hash>\#\#+|^\#\S)"
    r"|(?P<bullet>^[•●▪◦‣])",
    re.MULTILINE,
)
_REASONS: dict[str, tuple[Message, Message]] = {
    "comment": (
        say("“{found}” is left over from a comment."),
        say("A comment is written <!-- … -->; nothing of it is read."),
    ),
    "html": (say("HTML (“{found}”) does not belong in a script."), say("Delete it; only the words are read.")),
    "entity": (say("“{found}” is an HTML entity and would be read aloud."), say("Write the character itself.")),
    "code": (say("The sign ` does not belong in words to be read."), say("Delete it.")),
    "emphasis": (
        say("Emphasis (“{found}”) does not belong in words to be read."),
        say("Delete the signs * _ ~ and keep the words."),
    ),
    "bracket": (
        say("“{found}” is left over in words to be read."),
        say(
            "Only pictures ![…](…), words with marks […]{{…}} and marks {{…}} use this sign; delete it or complete them."
        ),
    ),
    "backslash": (say("The sign \\ does not belong in words to be read."), say("Delete it.")),
    "hash": (
        say("“{found}” is left over in words to be read."),
        say("A title is written with a space behind its #: ## Title"),
    ),
    "bullet": (say("The sign “{found}” does not begin a list."), say("Begin each point with “- ” instead.")),
}


@dataclass(frozen=True, slots=True)
class Content:
    """The inside of a run of words: phrases and pictures in order, and the marks at its end."""

    pieces: tuple[Phrase | Picture, ...]
    marks: tuple[Mark, ...]


def paragraph(reading: Reading, written: Passage) -> tuple[Picture | Paragraph, ...]:
    """A paragraph with the pictures around it: those before its first word and after its last stand by themselves."""
    content = read_words(reading, written, pictures=True)
    pieces = content.pieces
    spoken = [at for at, piece in enumerate(pieces) if isinstance(piece, Phrase)]
    if not spoken:
        for mark in content.marks:
            reading.error(
                mark.place,
                say("This mark stands without a paragraph."),
                say("Write it at the end of the paragraph, on the same line."),
            )
        return tuple(piece for piece in pieces if isinstance(piece, Picture))
    before, inside, after = pieces[: spoken[0]], pieces[spoken[0] : spoken[-1] + 1], pieces[spoken[-1] + 1 :]
    _refuse_torn(reading, inside)
    found = _with_marks(inside, content.marks)
    return (*_pictures(before), found, *_pictures(after))


def sentence(reading: Reading, written: Passage) -> Paragraph:
    """Words to be read where no picture may stand: headlines, list items, quotations."""
    errors = reading.error_count
    content = read_words(reading, written, pictures=False)
    if not content.pieces and errors == reading.error_count:
        reading.error(written.place(), say("There are no words here."), say("Write the words to be read."))
    return _with_marks(content.pieces or (Phrase(written.words, written.place()),), content.marks)


def plain(reading: Reading, written: Passage) -> Passage:
    """Words that are shown as they stand, without marks: what is left of markup is an error."""
    refuse_markup(reading, written)
    return written


def read_words(reading: Reading, written: Passage, pictures: bool) -> Content:
    """Takes a run of words apart."""
    pieces: list[Phrase | Picture] = []
    marks: list[Mark] = []
    closing = _brackets(written.text)
    at = 0
    while found := _OPENING.search(written.text, at):
        pieces += _phrase(reading, written.part(at, found.start()), written.text[at : found.start()])
        at, piece = _READERS[found[0]](reading, written, found.start(), closing)
        if isinstance(piece, tuple):
            marks += piece
        elif isinstance(piece, Picture) and not pictures:
            reading.error(
                piece.place, say("No picture can stand here."), say("Put it on a line of its own, before or after.")
            )
        elif piece is not None:
            pieces.append(piece)
    pieces += _phrase(reading, written.part(at), written.text[at:])
    return Content(_spaced(pieces), tuple(marks))


def refuse_markup(reading: Reading, written: Passage) -> None:
    """Reports what is left of markup in words."""
    text = _ADDRESS.sub(lambda found: "x" * len(found[0]), written.text)
    for found in _LEFT_OVER.finditer(text):
        kind = found.lastgroup or ""
        if kind == "entity" and found[0][1] != "#" and found[0][1:] not in html.entities.html5:
            continue
        message, hint = _REASONS[kind]
        fields = (("found", " ".join(found[0].split())[:40]),)
        reading.error(written.place(found.start()), Message(message.template, fields), hint)


# --- the pieces -------------------------------------------------------------------------------------------------------

_Found = tuple[int, Phrase | Picture | tuple[Mark, ...] | None]


def _phrase(reading: Reading, words: Passage, raw: str) -> list[Phrase]:
    """A phrase of its own words; `raw` still has the space around them, which divides it from its neighbours."""
    if not words.text:
        return [Phrase(" ", words.place())] if raw else []
    refuse_markup(reading, words)
    lead, trail = raw[:1].isspace() * " ", raw[-1:].isspace() * " "
    return [Phrase(f"{lead}{words.words}{trail}", words.place())]


def _read_picture(reading: Reading, written: Passage, at: int, closing: dict[int, int]) -> _Found:
    text = written.text
    end = closing.get(at + 1)
    opened = re.compile(r"[ \t]*\(").match(text, end + 1) if end else None
    stop = _path_end(text, opened.end()) if opened else None
    if end is None or opened is None or stop is None:
        reading.error(
            written.place(at),
            say("This picture is not complete."),
            say("Write: ![caption. Ảnh: name](file.jpg), all of the path on one line"),
        )
        return (end or at + 1) + 1, None
    caption = written.part(at + 2, end)
    refuse_markup(reading, caption)
    behind = re.compile(r"[ \t]*").match(text, stop + 1)
    braces = BRACES.match(text, behind.end() if behind else stop + 1)
    marks: tuple[Mark, ...] = ()
    after = stop + 1
    if braces and (braces.start() == after or not are_marks_of(written.part(*braces.span(1)), "paragraph")):
        marks, after = read_marks(reading, written.part(*braces.span(1)), "picture"), braces.end()
    return after, picture(reading, caption, written.part(opened.end(), stop), marks, written.place(at))


def _read_span(reading: Reading, written: Passage, at: int, closing: dict[int, int]) -> _Found:
    end = closing.get(at)
    if end is None:
        refuse_markup(reading, written.part(at, at + 1))
        return at + 1, None
    if link := re.compile(r"\([^()\n]*\)").match(written.text, end + 1):
        reading.error(
            written.place(at),
            say("A link does not belong in words to be read."),
            say("Keep the words and delete the brackets and the address; only a title may be a link."),
        )
        return link.end(), Phrase(written.part(at + 1, end).words, written.place(at + 1))
    inside = written.part(at + 1, end)
    braces = re.compile(rf"[ \t]*{BRACES.pattern}").match(written.text, end + 1)
    if not braces or not inside.text:
        refuse_markup(reading, written.part(at, at + 1))
        return end + 1, Phrase(inside.words, inside.place()) if inside.text else None
    refuse_markup(reading, inside)
    marks = {mark.key: mark.value for mark in read_marks(reading, written.part(*braces.span(1)), "span")}
    return braces.end(), Phrase(inside.words, inside.place(), marks.get("say"), "spell" in marks, marks.get("weekly"))


def _read_marks(reading: Reading, written: Passage, at: int, _: dict[int, int]) -> _Found:
    braces = BRACES.match(written.text, at)
    if not braces:
        refuse_markup(reading, written.part(at, at + 1))
        return at + 1, None
    rest = written.text[braces.end() :]
    if _PICTURE.sub("", BRACES.sub("", rest)).strip():
        reading.error(
            written.place(at),
            say("Marks stand directly behind a picture or [words], or at the end of a paragraph."),
            say("Move them there, or begin a new paragraph behind them with an empty line."),
        )
        return braces.end(), None
    return braces.end(), read_marks(reading, written.part(*braces.span(1)), "paragraph")


_READERS = {"![": _read_picture, "[": _read_span, "{": _read_marks}


def _spaced(pieces: Sequence[Phrase | Picture]) -> tuple[Phrase | Picture, ...]:
    """The pieces with single spaces between their words, none at the ends, one where a picture stood."""
    spaced: list[Phrase | Picture] = []
    gap, ends_with_space = False, True
    for piece in pieces:
        if isinstance(piece, Picture):
            spaced.append(piece)
            gap = True
            continue
        words = piece.written.strip()
        gap = gap or piece.written.startswith(" ")
        if not words:
            continue
        lead = " " if gap and not ends_with_space else ""
        if lead and _is_marked(piece):
            spaced.append(Phrase(" ", piece.place))
            lead = ""
        gap, ends_with_space = False, piece.written.endswith(" ")
        spaced.append(replace(piece, written=f"{lead}{words}{' ' if ends_with_space else ''}"))
    return _trimmed_end(spaced)


def _is_marked(phrase: Phrase) -> bool:
    return phrase.spell or phrase.spoken is not None or phrase.weekly is not None


def _trimmed_end(pieces: list[Phrase | Picture]) -> tuple[Phrase | Picture, ...]:
    last = next((at for at in reversed(range(len(pieces))) if isinstance(pieces[at], Phrase)), None)
    if last is not None:
        phrase = pieces[last]
        assert isinstance(phrase, Phrase)
        pieces[last] = replace(phrase, written=phrase.written.rstrip())
    return tuple(pieces)


def _with_marks(pieces: Sequence[Phrase | Picture], marks: Sequence[Mark]) -> Paragraph:
    keys = {mark.key: mark.value for mark in marks}
    return Paragraph(tuple(pieces), pieces[0].place, "optional" in keys, "daily_only" in keys, keys.get("voice"))


def _pictures(pieces: Sequence[Phrase | Picture]) -> tuple[Picture, ...]:
    return tuple(piece for piece in pieces if isinstance(piece, Picture))


def _refuse_torn(reading: Reading, pieces: Sequence[Phrase | Picture]) -> None:
    """A picture changes between two sentences, never inside one."""
    words = ""
    for piece in pieces:
        if isinstance(piece, Phrase):
            words = f"{words}{piece.written}".rstrip()[-40:]
        elif not _SENTENCE_END.search(words):
            reading.error(
                piece.place,
                say("The picture stands in the middle of a sentence."),
                say("Put it behind the end of a sentence."),
            )


def _brackets(text: str) -> dict[int, int]:
    """The offset of the closing bracket for each opening one."""
    closing, open_at = {}, []
    for found in re.finditer(r"[\[\]]", text):
        if found[0] == "[":
            open_at.append(found.start())
        elif open_at:
            closing[open_at.pop()] = found.start()
    return closing


def _path_end(text: str, at: int) -> int | None:
    """The offset of the round bracket that closes a path; brackets inside a file name come in pairs."""
    depth = 0
    for found in re.compile(r"[()\n]").finditer(text, at, at + _LONGEST_PATH):
        if found[0] == "\n":
            return None
        if found[0] == "(":
            depth += 1
        elif depth == 0:
            return found.start()
        else:
            depth -= 1
    return None
