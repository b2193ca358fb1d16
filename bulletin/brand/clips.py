"""Pictures that a design studio delivers: one PNG, PNG files in order, or a MOV or WebM, with their alpha.

They lie in the pack's own folder and are opened by the demuxer that their name says, never by another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from bulletin.brand.style import Delivered, File
from bulletin.brand.values import Pixels
from bulletin.errors import BadConfig
from bulletin.messages import say

DEMUXERS = {".mov": "mov", ".webm": "matroska"}
ALPHA_DECODERS = {"vp9": "libvpx-vp9", "vp8": "libvpx"}
"""Decoders that read the alpha of WebM; those of ffmpeg itself leave it out."""
BLUR = 6
"""How far coding moves an alpha at most."""
LONGEST = 1500
"""Frames that a delivered file may have: a minute."""


def frames(files: tuple[File, ...]) -> Iterator[Pixels]:
    """The pictures as RGBA, in order. Raises BadConfig for a file that cannot be read."""
    for file in files:
        kind = Path(file.path).suffix.lower()
        try:
            yield from _moving(file, DEMUXERS[kind]) if kind in DEMUXERS else _still(file)
        except (OSError, ValueError, SyntaxError) as error:
            raise BadConfig(
                say("The file {file} of the brand pack cannot be read", file=Path(file.path).name),
                hint=say("Have it delivered again: PNG, or MOV or WebM with alpha."),
            ) from error


def placed(pixels: Pixels, size: tuple[int, int], picture: Delivered) -> Pixels:
    """A picture brought to a size (width, height) as its layer says: whole, cut, or pulled."""
    image = Image.fromarray(pixels)
    if picture.fit == "cover":
        return np.asarray(ImageOps.fit(image, size, Image.Resampling.LANCZOS))
    if picture.fit == "stretch":
        return np.asarray(image.resize(size, Image.Resampling.LANCZOS))
    inside = ImageOps.contain(image, size, Image.Resampling.LANCZOS)
    spare = size[0] - inside.width
    sheet = Image.new("RGBA", size)
    left = {"left": 0, "centre": spare // 2, "right": spare}[picture.align]
    sheet.paste(inside, (left, (size[1] - inside.height) // 2))
    return np.asarray(sheet)


def _still(file: File) -> Iterator[Pixels]:
    with Image.open(file.path, formats=("PNG",)) as opened:
        yield np.asarray(opened.convert("RGBA"))


def _moving(file: File, demuxer: str) -> Iterator[Pixels]:
    """The frames of a film. Raises ValueError for one without pictures or too long."""
    import av  # only packs with films need it

    count = 0
    with av.open(file.path, format=demuxer, options={"protocol_whitelist": "file"}) as container:
        if not container.streams.video:
            raise ValueError("no pictures")
        stream: Any = container.streams.video[0]
        name = stream.codec_context.name
        decoder: Any = stream.codec_context
        if name in ALPHA_DECODERS:
            decoder = av.CodecContext.create(ALPHA_DECODERS[name], "r")
            decoder.extradata = stream.codec_context.extradata
        for packet in (*container.demux(stream), None):
            if packet is not None and not packet.size:
                continue
            for frame in decoder.decode(packet):
                count += 1
                if count > LONGEST:
                    raise ValueError("too long")
                yield _settled(frame.to_ndarray(format="rgba"))


def _settled(pixels: Pixels) -> Pixels:
    """With what coding blurred made whole again: all but opaque is opaque, all but nothing is nothing."""
    alpha = pixels[..., 3]
    alpha[alpha >= 255 - BLUR] = 255
    alpha[alpha <= BLUR] = 0
    return pixels
