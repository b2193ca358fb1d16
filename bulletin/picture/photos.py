"""Photographs opened safely: five formats, real files, whole data; turned upright and brought to sRGB."""

from __future__ import annotations

import difflib
import hashlib
import os
import stat
import struct
import unicodedata
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from bulletin.errors import BadInput, NotFound, TryAgain
from bulletin.messages import Message, say
from bulletin.picture.srgb import profile_of, to_srgb

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
MOST_PIXELS = 120_000_000
MOST_SIDE = 32_000
NEEDLESS = 60_000_000
"""Pixels of which no frame shows so many: they only take time."""
MOST_BYTES = 200_000_000
MOST_FRAMES = 1000
"""Frames of an animation or pages of a file of which only the first is shown; so many are a film under a wrong name."""
SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff"),
    "GIF": (".gif",),
}
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for files that are not what they say."""


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photograph is: digest of its bytes, size in pixels once upright, and what its user should know."""

    digest: str
    width: int
    height: int
    notes: tuple[Message, ...] = ()


def examine(path: Path) -> PhotoFacts:
    """Look at a photograph and make sure that it is whole, without decoding JPEG and PNG pixels.

    Raises NotFound when there is no such regular file, BadInput when it cannot be used; the caller adds the place."""
    content = _read(path)
    with _quiet(), _open(path, content) as image:
        _check_whole(path, content, image)
        _check_frames(path, image)
        width, height = _upright_size(image)
        notes = _notes(path, content, image)
    return PhotoFacts(hashlib.sha256(content).hexdigest(), width, height, notes)


def load(path: Path, digest: str, ink: tuple[int, int, int], least: int = 0) -> Image.Image:
    """The photograph as 8-bit sRGB RGB, upright, transparency laid over `ink`.

    When `least` is given, a picture of twice that width or more may come smaller, but at least so wide. Raises TryAgain
    when the file is no longer the one of that digest, NotFound and BadInput like `examine`."""
    content = _read(path)
    if hashlib.sha256(content).hexdigest() != digest:
        raise TryAgain(
            say("{file} was changed while the bulletin was being made", file=path.name),
            hint=say("Run the command again."),
        )
    with _quiet(), _open(path, content) as image:
        try:
            _draft(image, least)
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            return _reduced(to_srgb(image, ink), least)
        except DAMAGE as error:
            raise _damaged(path, str(error)) from error


# --- opening ----------------------------------------------------------------------------------------------------------


def _read(path: Path) -> bytes:
    """All bytes of a regular file. A FIFO is refused at once instead of being waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise _not_there(path, error) from error
    try:
        _check_file(path, os.fstat(descriptor))
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise _not_there(path, error) from error
    finally:
        os.close(descriptor)


def _check_file(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotFound(
            say("{file} is not a regular file", file=path.name),
            hint=say("Name a picture file: JPEG, PNG, WebP, TIFF or GIF."),
        )
    if status.st_size > MOST_BYTES:
        raise BadInput(
            say(
                "{file} has {size} MB; the limit is {limit} MB",
                file=path.name,
                size=status.st_size // 10**6,
                limit=MOST_BYTES // 10**6,
            ),
            hint=say("Save the picture smaller, for example as JPEG 4000 pixels wide."),
        )


def _not_there(path: Path, error: OSError) -> NotFound:
    if not isinstance(error, FileNotFoundError):
        return NotFound(say("{file} cannot be opened: {reason}", file=path.name, reason=error.strerror or str(error)))
    near = _near_names(path)
    hint = (
        say("There is {names} in that folder.", names=", ".join(near))
        if near
        else say("Check the path; it counts from the script's folder.")
    )
    return NotFound(say("{file} does not exist", file=path.name), hint=hint)


def _near_names(path: Path) -> list[str]:
    """Names in the same folder that differ in case, in accents' encoding, or a little."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return []
    plain = {_plain(name): name for name in names}
    return [plain[near] for near in difflib.get_close_matches(_plain(path.name), plain, n=3, cutoff=0.75)]


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow's own size limit and remarks off: sizes are judged here, before anything is decoded."""
    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _open(path: Path, content: bytes) -> Image.Image:
    """The picture with its header read. Raises BadInput with what the file is when it is no picture of ours."""
    if not content:
        raise BadInput(say("{file} is empty", file=path.name), hint=say("Copy the picture again."))
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except DAMAGE as error:
        raise _no_picture(path, content) from error
    if image.width * image.height > MOST_PIXELS:
        raise BadInput(
            say(
                "{file} has {width} × {height} pixels; the limit is {limit} million",
                file=path.name,
                width=image.width,
                height=image.height,
                limit=MOST_PIXELS // 10**6,
            ),
            hint=say("Save the picture smaller, for example as JPEG 4000 pixels wide."),
        )
    if max(image.size) > MOST_SIDE:
        raise BadInput(
            say(
                "{file} has {width} × {height} pixels; a side may have {limit}",
                file=path.name,
                width=image.width,
                height=image.height,
                limit=MOST_SIDE,
            ),
            hint=say("Save the picture smaller, for example as JPEG 4000 pixels wide."),
        )
    return image


OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftypheic", "HEIC"),
    (4, b"ftypheix", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyp", "MP4/MOV"),
    (0, b"%PDF", "PDF"),
    (0, b"8BPS", "PSD"),
    (0, b"%!PS", "EPS"),
    (0, b"BM", "BMP"),
    (0, b"\0\0\1\0", "ICO"),
    (0, b"DDS ", "DDS"),
    (0, b"SIMPLE", "FITS"),
    (0, b"\0\0\0\x0cjP", "JPEG 2000"),
    (0, b"\xff\x4f\xff\x51", "JPEG 2000"),
    (0, b"PK\3\4", "ZIP"),
)


def _no_picture(path: Path, content: bytes) -> BadInput:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for offset, mark, name in OTHERS:
        if content[offset : offset + len(mark)] == mark:
            found, hint = say("{file} is a {format} file", file=path.name, format=name), say("Save it as JPEG or PNG.")
            return BadInput(found, hint=hint)
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return BadInput(
            say("{file} is a web page (HTML), not a picture", file=path.name),
            hint=say("Open the page and save the picture itself."),
        )
    if b"<svg" in start:
        return BadInput(
            say("{file} is a {format} file", file=path.name, format="SVG"), hint=say("Save it as JPEG or PNG.")
        )
    if _is_text(content[:1024]):
        return BadInput(say("{file} is a text, not a picture", file=path.name), hint=say("Copy the picture again."))
    return BadInput(
        say("{file} is not a JPEG, PNG, WebP, TIFF or GIF picture, or its beginning is damaged", file=path.name),
        hint=say("Save it as JPEG or PNG."),
    )


def _is_text(start: bytes) -> bool:
    text = start.decode("utf-8", errors="ignore")
    return len(text.encode()) >= len(start) - 3 and all(sign.isprintable() or sign in "\r\n\t\f" for sign in text)


# --- is it whole? -----------------------------------------------------------------------------------------------------


def _check_whole(path: Path, content: bytes, image: Image.Image) -> None:
    """JPEG by its end mark, PNG by its check sums, the others by decoding them."""
    if image.format in ("JPEG", "MPO"):
        if _jpeg_end(content) < 0:
            raise _damaged(path, "no end mark")
        return
    with _open(path, content) as other:  # verify() leaves an image unusable
        try:
            if image.format == "PNG":
                other.verify()
            else:
                other.load()
        except DAMAGE as error:
            raise _damaged(path, str(error)) from error


def _jpeg_end(content: bytes) -> int:
    """The position after the end mark of a JPEG's own picture (not of the thumbnail in its header), -1 without one."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = content.find(b"\xff\xd9", at)
            return end + 2 if end >= 0 else -1
    return -1


def _damaged(path: Path, reason: str) -> BadInput:
    return BadInput(
        say("{file} is damaged or cut short ({reason})", file=path.name, reason=reason),
        hint=say("Copy or download the picture again."),
    )


def _upright_size(image: Image.Image) -> tuple[int, int]:
    """The size once turned. Pillow already gives TIFF files their upright size."""
    turned = image.format != "TIFF" and image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if turned else (image.width, image.height)


def _frames(image: Image.Image) -> int:
    """How many pictures are in the file; a camera's second picture beside a JPEG is none of them."""
    is_animated = image.format != "MPO" and getattr(image, "is_animated", False)
    return int(getattr(image, "n_frames", 1)) if is_animated else 1


def _check_frames(path: Path, image: Image.Image) -> None:
    count = _frames(image)
    if count > MOST_FRAMES:
        raise BadInput(
            say("{file} has {count} frames; the limit is {limit}", file=path.name, count=count, limit=MOST_FRAMES),
            hint=say("Save one of them as a picture, or all of them as a clip: MP4, H.264."),
        )


def _notes(path: Path, content: bytes, image: Image.Image) -> tuple[Message, ...]:
    notes = []
    suffixes = SUFFIXES.get(image.format or "", ())
    if path.suffix.lower() not in suffixes:
        notes.append(say("{file} is really a {format} picture", file=path.name, format=image.format))
    if image.format == "JPEG" and content[_jpeg_end(content) :].strip(b"\0\r\n "):
        notes.append(say("{file} has other bytes after its picture; they are left out", file=path.name))
    if (count := _frames(image)) > 1:
        notes.append(say("{file} has {count} frames; only the first is shown", file=path.name, count=count))
    if image.width * image.height > NEEDLESS:
        size = {"width": image.width, "height": image.height}
        notes.append(say("{file} has {width} × {height} pixels, more than any frame shows", file=path.name, **size))
    if _is_invisible(path, content, image):
        notes.append(say("{file} is transparent all over: nothing of it is seen", file=path.name))
    if "icc_profile" in image.info and profile_of(image) is None:
        notes.append(say("{file} has a broken colour profile; sRGB is assumed", file=path.name))
    return tuple(notes)


def _is_invisible(path: Path, content: bytes, image: Image.Image) -> bool:
    """Whether a picture with transparency shows nothing at all."""
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return False
    with _open(path, content) as other:
        return bool(other.convert("RGBA").getchannel("A").getextrema() == (0, 0))


# --- not larger than needed --------------------------------------------------------------------------------------------


def _draft(image: Image.Image, least: int) -> None:
    """Let the JPEG decoder do the halving of a picture that is far too large."""
    if least and image.format in ("JPEG", "MPO"):
        width, height = _upright_size(image)
        wanted = (least, max(1, least * height // width))
        image.draft(image.mode, wanted if image.width == width else wanted[::-1])


def _reduced(image: Image.Image, least: int) -> Image.Image:
    factor = image.width // least if least else 1
    return image.reduce(factor) if factor > 1 else image
