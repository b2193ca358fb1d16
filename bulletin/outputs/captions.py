"""Caption files: SRT for players and platforms, WebVTT for web pages. UTF-8, LF, times exact to the frame."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bulletin.rundown.values import Caption
from bulletin.timing import FRAME_RATE

MS_PER_FRAME = 1000 // FRAME_RATE


def srt(captions: Iterable[Caption]) -> str:
    """The captions as SubRip text, without any markup."""
    return _file([(caption, "\\N".join(caption.lines)) for caption in captions], "srt")


def vtt(captions: Iterable[Caption]) -> str:
    """The captions as WebVTT text, its special characters escaped."""
    return _file([(caption, escape("\\N".join(caption.lines), quote=False)) for caption in captions], "vtt")


def _file(texts: list[tuple[Caption, str]], form: str) -> str:
    import pysubs2  # only who writes captions waits for it

    subtitles = pysubs2.SSAFile()
    for caption, text in texts:
        start, end = caption.span.start * MS_PER_FRAME, caption.span.end * MS_PER_FRAME
        subtitles.append(pysubs2.SSAEvent(start=start, end=end, text=text))
    # Words are written as they are: a brace in them is no styling.
    return subtitles.to_string(form, keep_ssa_tags=True)
