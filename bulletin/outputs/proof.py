"""The proof: a small MP4 of a finished programme for approval on a phone, with time code, story and state in a band below.

A separate pass over the master, which stays clean: nothing of this is ever in a shot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image, ImageDraw, ImageFont

from bulletin.errors import BadInput
from bulletin.messages import say
from bulletin.timing import FRAME_RATE, SAMPLE_RATE, Span

Plane = npt.NDArray[np.uint8]

LIMIT = 25_000_000
"""Bytes: what messengers and mail still take."""
LONGER_SIDE, BAND = 640, 48
"""Pixels: of the picture, and the height of the band below it."""
SOUND_RATE = 48_000
"""Bits a second of the sound, mono."""
USED = 0.94
"""The share of the limit that is planned for: the rest is the container's and x264's liberty."""
MOST_RATE = 1_500_000
"""Bits a second of the picture that are enough at this size, however short the programme is."""
X264 = {"preset": "veryfast", "crf": "26", "threads": "1"}
BT709 = 1
PAD, GAP = 12, 10
INK, RED, WHITE, AMBER = (15, 27, 43), (200, 16, 46), (255, 255, 255), (242, 169, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """What the band says while a story is on screen: its page ('B3'), title and state."""

    span: Span
    page: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Face:
    """The font files of the band: of words, and of what is bold."""

    words: str
    bold: str


def write_proof(master: Path, target: Path, lines: Sequence[Line], face: Face, on_frame: Callable[[int], None]) -> None:
    """Write the proof of a master into a file. `lines` follow each other and cover the whole programme.

    Raises BadInput when the master cannot be decoded or has not as many frames as the lines."""
    frames = lines[-1].span.end
    try:
        with (
            av.open(f"file:{master}", "r", format="mp4") as source,
            av.open(f"file:{target}", "w", format="mp4", options={"movflags": "+faststart"}) as output,
        ):
            made = _Writer(source, output, lines, face).run(on_frame)
    except av.FFmpegError as error:
        raise BadInput(say("{file} cannot be decoded: {reason}", file=master.name, reason=str(error))) from error
    if made != frames:
        raise BadInput(
            say("{file} has {found} frames, the rundown {planned}", file=master.name, found=made, planned=frames)
        )


def picture_rate(frames: int) -> int:
    """The bits a second that the picture of a programme of so many frames may take at most."""
    seconds = Fraction(frames, FRAME_RATE)
    return min(MOST_RATE, int(LIMIT * 8 * USED / seconds) - SOUND_RATE)


class _Writer:
    def __init__(
        self,
        source: av.container.InputContainer,
        output: av.container.OutputContainer,
        lines: Sequence[Line],
        face: Face,
    ) -> None:
        self._source, self._output = source, output
        self._picture, self._sound = source.streams.video[0], source.streams.audio[0]
        self._picture.thread_type = "AUTO"
        width, height = self._picture.width, self._picture.height
        scale = Fraction(LONGER_SIDE, max(width, height))
        self._size = (int(width * scale) // 2 * 2, int(height * scale) // 2 * 2)
        self._band = Band(self._size[0], lines, face)
        self._video = self._video_stream(lines[-1].span.end)
        self._audio = output.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
        self._audio.bit_rate = SOUND_RATE
        self._mono = av.AudioResampler("fltp", "mono", SAMPLE_RATE)

    def _video_stream(self, frames: int) -> av.VideoStream:
        rate = picture_rate(frames)
        options = {**X264, "x264-params": f"vbv-maxrate={rate // 1000}:vbv-bufsize={rate // 500}:keyint=100"}
        stream = self._output.add_stream("libx264", rate=FRAME_RATE, options=options)
        stream.width, stream.height = self._size[0], self._size[1] + BAND
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.color_range, context.colorspace = ColorRange.MPEG, BT709
        context.color_primaries, context.color_trc = BT709, BT709
        return stream

    def run(self, on_frame: Callable[[int], None]) -> int:
        """Every frame and sample; gives the number of frames."""
        made = 0
        for packet in self._source.demux(self._picture, self._sound):
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    self._output.mux(self._video.encode(self._marked(frame, made)))
                    made += 1
                    on_frame(made)
                elif isinstance(frame, av.AudioFrame):
                    self._hear(frame)
        self._hear(None)
        for stream in (self._video, self._audio):
            self._output.mux(stream.encode(None))
        return made

    def _hear(self, frame: av.AudioFrame | None) -> None:
        for heard in self._mono.resample(frame):
            self._output.mux(self._audio.encode(heard))

    def _marked(self, frame: av.VideoFrame, number: int) -> av.VideoFrame:
        """A frame at the proof's size with the band below it."""
        width, height = self._size
        small = frame.reformat(width, height, "yuv420p", interpolation="AREA").to_ndarray()
        planes = np.empty(((height + BAND) * 3 // 2, width), np.uint8)
        luma, chroma = self._band.at(number)
        planes[:height], planes[height : height + BAND] = small[:height], luma
        blues, reds = np.split(small[height:].reshape(-1, width // 2), 2)
        planes[height + BAND :] = np.concatenate((blues, chroma[0], reds, chroma[1])).reshape(-1, width)
        marked = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        marked.color_range, marked.colorspace = ColorRange.MPEG, Colorspace.ITU709
        marked.pts, marked.time_base = number, Fraction(1, FRAME_RATE)
        return marked


class Band:
    """The band below the picture: page, title and state of the story, and the running time code."""

    def __init__(self, width: int, lines: Sequence[Line], face: Face) -> None:
        self._width, self._lines = width, tuple(lines)
        self._words, self._bold = (ImageFont.truetype(file, 19) for file in (face.words, face.bold))
        wide = max(_even(self._bold.getlength(figure)) for figure in "0123456789")
        self._cells = dict.fromkeys("0123456789", wide) | {":": _even(self._bold.getlength(":"))}
        self._figures = {figure: _planes(self._figure(figure)) for figure in self._cells}
        self._code = sum(self._cells[figure] for figure in full_timecode(0))
        self._at = -1
        self._strip: tuple[Plane, Plane] = (np.empty(0, np.uint8), np.empty(0, np.uint8))

    def at(self, frame: int) -> tuple[Plane, Plane]:
        """The band's planes at a frame: luma (48, width) and both chroma planes (2, 24, width // 2)."""
        while self._at < 0 or (frame >= self._lines[self._at].span.end and self._at + 1 < len(self._lines)):
            self._at += 1
            self._strip = _planes(self._drawn(self._lines[self._at]))
        luma, chroma = (plane.copy() for plane in self._strip)
        x = self._width - PAD - self._code
        for figure in full_timecode(frame):
            end = x + self._cells[figure]
            luma[:, x:end], chroma[:, :, x // 2 : end // 2] = self._figures[figure]
            x = end
        return luma, chroma

    def _figure(self, figure: str) -> Image.Image:
        cell = Image.new("RGB", (self._cells[figure], BAND), INK)
        ImageDraw.Draw(cell).text((cell.width // 2, BAND // 2), figure, WHITE, self._bold, "mm")
        return cell

    def _drawn(self, line: Line) -> Image.Image:
        strip = Image.new("RGB", (self._width, BAND), INK)
        pen = ImageDraw.Draw(strip)
        page = int(self._bold.getlength(line.page)) + 2 * PAD
        pen.rectangle((0, 0, page, BAND), RED)
        pen.text((page // 2, BAND // 2), line.page, WHITE, self._bold, "mm")
        right = self._width - PAD - self._code - 2 * GAP
        state = line.state.upper()
        right -= int(self._bold.getlength(state))
        pen.text((right, BAND // 2), state, AMBER, self._bold, "lm")
        title = shortened(line.title, right - GAP - page - GAP, self._words.getlength)
        pen.text((page + GAP, BAND // 2), title, WHITE, self._words, "lm")
        return strip


def shortened(words: str, room: float, length: Callable[[str], float]) -> str:
    """As many whole words as there is room for, with an ellipsis where some are left out; '' where none fits."""
    if length(words) <= room:
        return words
    tries = _beginnings(words.split())
    return next((shorter for shorter in tries if length(shorter) <= room), "")


def full_timecode(frame: int) -> str:
    """A position as `HH:MM:SS:FF`: always as wide."""
    seconds, rest = divmod(frame, FRAME_RATE)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{rest:02}"


def _beginnings(words: list[str]) -> Iterator[str]:
    return (" ".join(words[:count]).rstrip(",;:–") + "…" for count in range(len(words) - 1, 0, -1))


def _even(length: float) -> int:
    return int(length / 2 + 1) * 2


def _planes(drawn: Image.Image) -> tuple[Plane, Plane]:
    """Luma and both chroma planes, BT.709 limited."""
    frame = av.VideoFrame.from_ndarray(np.asarray(drawn), format="rgb24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    width, height = drawn.size
    planes = frame.to_ndarray().astype(np.uint8)
    return planes[:height].copy(), planes[height:].reshape(2, height // 2, width // 2).copy()
