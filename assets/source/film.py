"""Films the clips of the sample bulletins from its own pictures: `python assets/source/film.py [NAME…] [--out FOLDER]`.

A camera that is not there pans over a drawn picture: what is lower in it is nearer and passes faster, and a hand shakes a
little. Room, machines and bells are synthesised; who speaks is the embedded eSpeak voice, and the scripts say so.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from PIL import Image

from bulletin.speech.values import Voice
from bulletin.speech.voices.espeak import Espeak

HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "pictures"
RATE = 48_000
QUARTER = (0, -65536, 0, 65536, 0, 0, 0, 0, 1 << 30)
"""How a phone held upright lays its pictures into a file: turned by a quarter, with a matrix that turns them back."""


@dataclass(frozen=True, slots=True)
class Take:
    """One uninterrupted piece of film: a picture, where the camera looks first and last (centre and width, shares of the
    picture), seconds."""

    picture: str
    start: tuple[float, float, float]
    end: tuple[float, float, float]
    seconds: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip: its takes, what is heard, size and rate. `upright` is filmed with a phone held upright."""

    takes: tuple[Take, ...]
    sound: str
    words: tuple[str, ...] = ()
    size: tuple[int, int] = (1920, 1080)
    rate: Fraction = Fraction(25)
    upright: bool = False
    shake: float = 1.0

    @property
    def seconds(self) -> float:
        return sum(take.seconds for take in self.takes)


CLIPS = {
    "xuong-may": Clip(
        (Take("chuyen-may", (0.42, 0.52, 0.80), (0.58, 0.50, 0.80), 14.0),), "machines", rate=Fraction(30_000, 1001)
    ),
    "dien-thoai": Clip(
        (Take("tu-van-phap-luat", (0.37, 0.52, 0.30), (0.43, 0.52, 0.30), 12.0),),
        "street",
        (),
        (1280, 720),
        Fraction(30),
        True,
        2.0,
    ),
    "giong-mau": Clip(
        (Take("to-cong-doan", (0.42, 0.46, 0.62), (0.43, 0.46, 0.60), 11.0),),
        "room",
        ("Đây là giọng mẫu, do máy đọc.", "Đoạn này chỉ để thử phần phát biểu của bản tin."),
        rate=Fraction(25),
        shake=0.6,
    ),
    "nguoi-dan": Clip(
        (Take("van-phong-cong-doan", (0.5, 0.5, 0.8), (0.5, 0.5, 0.8), 7.0),),
        "room",
        ("Kính thưa quý vị, đây là lời dẫn mẫu.",),
        shake=0.0,
    ),
    "phong-su": Clip(
        (
            Take("tho-han", (0.45, 0.50, 0.85), (0.55, 0.50, 0.80), 4.0),
            Take("gian-giao", (0.50, 0.55, 0.80), (0.50, 0.45, 0.85), 4.0),
            Take("thi-tay-nghe", (0.55, 0.50, 0.80), (0.45, 0.50, 0.85), 4.0),
        ),
        "bells",
        ("Phóng sự mẫu, dựng từ tranh của bản tin.",),
    ),
}


# --- picture ----------------------------------------------------------------------------------------------------------


def pictures(clip: Clip) -> Iterator[np.ndarray]:
    """The clip's pictures as they are seen, RGB."""
    wide, high = reversed(clip.size) if clip.upright else clip.size
    rng, at = np.random.default_rng(7), 0
    for take in clip.takes:
        sheet = np.asarray(Image.open(PICTURES / f"{take.picture}.jpg").convert("RGB"))
        sheet = cv2.GaussianBlur(sheet, (0, 0), 2.0)  # the finish's grain would cost more bits than it is worth here
        count = round(take.seconds * clip.rate)
        for n in range(count):
            way = n / max(count - 1, 1)
            way = way * way * (3 - 2 * way)
            x, y, width = (a + (b - a) * way for a, b in zip(take.start, take.end, strict=True))
            yield _seen(sheet, (x, y, width), (wide, high), _hand(at + n, clip), way)
        at += count
        rng.random()


def _hand(n: int, clip: Clip) -> tuple[float, float]:
    """Where the hand has the camera, in pixels of the clip: slow and small."""
    t = n / float(clip.rate)
    across = np.sin(1.9 * t) + 0.5 * np.sin(4.3 * t + 1) + 0.2 * np.sin(9.1 * t)
    down = np.sin(2.3 * t + 2) + 0.4 * np.sin(5.1 * t)
    return 2.2 * clip.shake * float(across), 1.8 * clip.shake * float(down)


def _seen(
    sheet: np.ndarray, view: tuple[float, float, float], size: tuple[int, int], hand: tuple[float, float], way: float
) -> np.ndarray:
    """What the camera sees: nearer things, lower in the picture, are displaced more as it moves."""
    wide, high = size
    scale = view[2] * sheet.shape[1] / wide
    rows, columns = np.arange(high, dtype=np.float32), np.arange(wide, dtype=np.float32)
    near = (rows / high) ** 2
    parallax = (way - 0.5) * 0.03 * wide * near
    x = view[0] * sheet.shape[1] + (columns[None, :] - wide / 2 + parallax[:, None] + hand[0]) * scale
    y = np.broadcast_to(view[1] * sheet.shape[0] + (rows[:, None] - high / 2 + hand[1]) * scale, x.shape)
    return cv2.remap(
        sheet, x.astype(np.float32), np.ascontiguousarray(y, np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT
    )


# --- sound ------------------------------------------------------------------------------------------------------------


def heard(clip: Clip) -> np.ndarray:
    """The clip's sound: its place, and who speaks in it, from half a second on."""
    count = round(clip.seconds * RATE)
    sound = PLACES[clip.sound](count) * (0.35 if clip.words else 1.0)
    at = RATE // 2
    for sentence in clip.words:
        voice = spoken(sentence)
        sound[at : at + len(voice)] += voice[: max(count - at, 0)]
        at += len(voice) + RATE // 3
    return np.clip(sound, -0.98, 0.98)


def spoken(sentence: str) -> np.ndarray:
    """A sentence by the embedded voice at 48 kHz."""
    engine = Espeak()
    made = engine.speak(sentence, Voice("mẫu", "espeak", "vi-vn-x-south", pace=105))
    engine.close()
    pcm = np.frombuffer(made.pcm, "<i2").astype(np.float32) / 32768
    at = np.arange(0, len(pcm), made.rate / RATE)
    return 0.8 * np.interp(at, np.arange(len(pcm)), pcm)


def _noise(count: int, low: float, high: float, seed: int) -> np.ndarray:
    """Noise between two frequencies, of level 1."""
    shape = np.fft.rfftfreq(count, 1 / RATE)
    random = np.random.default_rng(seed).standard_normal(len(shape)) + 1j * np.random.default_rng(
        seed + 1
    ).standard_normal(len(shape))
    noise = np.fft.irfft(random * ((shape > low) & (shape < high)) / np.maximum(shape, 40) ** 0.5, count)
    return noise / np.sqrt(np.mean(noise**2))


def room(count: int) -> np.ndarray:
    """A quiet room."""
    return 0.006 * _noise(count, 60, 2500, 11)


def street(count: int) -> np.ndarray:
    """A yard: wind, and a motor far away."""
    t = np.arange(count) / RATE
    motor = sum(np.sin(2 * np.pi * 47 * k * t + k) / k for k in range(1, 7))
    return 0.03 * _noise(count, 80, 4000, 21) * (1 + 0.3 * np.sin(0.9 * t)) + 0.006 * motor


def machines(count: int) -> np.ndarray:
    """A sewing line: hum, and needles that run in bursts."""
    t = np.arange(count) / RATE
    hum = 0.03 * sum(np.sin(2 * np.pi * 50 * k * t + k) / k for k in (1, 2, 3, 5))
    total = hum + 0.015 * _noise(count, 100, 6000, 31)
    for number, stitches in enumerate((17.0, 21.0, 14.5)):
        needle = np.maximum(np.sin(2 * np.pi * stitches * t + number), 0) ** 24
        runs = np.clip(4 * np.sin(2 * np.pi * (0.21 + 0.07 * number) * t + 2 * number), 0, 1)
        total += 0.16 * needle * runs * _noise(count, 900, 5000, 41 + number) / (1 + number)
    return total


def bells(count: int) -> np.ndarray:
    """Three bells over a quiet room: the package's own music."""
    t = np.arange(count) / RATE
    total = room(count)
    for at, pitch in ((0.0, 293.66), (4.0, 440.0), (8.0, 493.88)):
        own = np.maximum(t - at, 0)
        ring = np.exp(-1.3 * own) * (t >= at) * np.minimum(own * 200, 1)
        total += 0.12 * ring * sum(np.sin(2 * np.pi * pitch * k * own) / k**1.5 for k in (1, 2, 3, 4.2))
    return total


PLACES = {"room": room, "street": street, "machines": machines, "bells": bells}


# --- file -------------------------------------------------------------------------------------------------------------


def film(clip: Clip, path: Path) -> None:
    """Write a clip: H.264 and AAC in an MP4, as cameras do."""
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=clip.rate)
        stream.width, stream.height = clip.size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = 60
        stream.codec_context.colorspace = stream.codec_context.color_primaries = stream.codec_context.color_trc = 1
        stream.codec_context.color_range = 1
        stream.codec_context.options = {"preset": "slow", "crf": "34", "x264-params": "threads=1"}
        if clip.upright:
            stream.set_display_matrix(QUARTER)
        track = container.add_stream("aac", rate=RATE, layout="mono")
        track.codec_context.bit_rate = 64_000
        for picture in pictures(clip):
            laid = np.ascontiguousarray(np.rot90(picture, -1)) if clip.upright else picture
            frame = av.VideoFrame.from_ndarray(laid, format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=1, src_color_range=2, dst_color_range=1)
            frame.colorspace, frame.color_range = 1, 1
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        _write_sound(container, track, heard(clip))


def _write_sound(container: av.container.OutputContainer, track: av.AudioStream, sound: np.ndarray) -> None:
    for start in range(0, len(sound), 1024):
        frame = av.AudioFrame.from_ndarray(
            sound[None, start : start + 1024].astype(np.float32), format="fltp", layout="mono"
        )
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        container.mux(track.encode(frame))
    container.mux(track.encode(None))


def main() -> None:
    """Film the clips asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=HERE.parent / "video")
    args = parser.parse_args()
    if unknown := set(args.names) - set(CLIPS):
        sys.exit(f"unknown clips: {', '.join(sorted(unknown))}; known: {', '.join(CLIPS)}")
    args.out.mkdir(parents=True, exist_ok=True)
    for name in args.names or CLIPS:
        path = args.out / f"{name}.mp4"
        film(CLIPS[name], path)
        sys.stdout.write(f"{name}: {path.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
