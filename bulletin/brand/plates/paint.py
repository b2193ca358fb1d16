"""Painting: boxes, words, pictures and stacks of layers as pixels on even rectangles of the frame."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bulletin.brand.fonts import face_of, unreadable
from bulletin.brand.layouts import Layout
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box, Canvas, Colour, Font, Motion, Moves, PlateStyle
from bulletin.brand.text import Setting, advances
from bulletin.brand.values import Layer, Pixels
from bulletin.rundown.values import Asset, Plate

OpenPicture = Callable[[Asset, tuple[int, int]], Image.Image]
"""Opens a picture safely, upright and in sRGB, for a place of so many pixels; a picture of another size is filled in."""

OVERSAMPLING = 4
SPARE = 1.5
"""Pixels around the highest and lowest ink of a font, for what drawing rounds and smooths."""
BESIDE = 0.10
STILL = Moves()
USUAL_FOCUS = (50.0, 42.0)
"""Where faces mostly are, in per cent of a picture."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a drawing function works with: the plate, its style and layout, and the frame to draw for."""

    pack: Pack
    plate: Plate
    style: PlateStyle
    layout: Layout
    canvas: Canvas
    open_picture: OpenPicture

    @property
    def ground(self) -> Colour:
        """The colour of the ground that the plate is drawn on."""
        return self.pack.grounds[self.style.ground].base

    def fill(self, box: str, colour: str, moves: str = "") -> list[Layer]:
        """A box of the layout in a colour of the plate, nothing when the layout has no such box."""
        if box not in self.layout.boxes:
            return []
        return [painted(self.layout.boxes[box], self.style.colours[colour], self.canvas, self.moves(moves))]

    def words(self, name: str, moves: str = "", colour: str = "") -> list[Layer]:
        """A setting of the layout, nothing when the plate has no words for it."""
        if name not in self.layout.settings or not self.layout.settings[name].lines:
            return []
        chosen = self.style.colours[colour] if colour else None
        return [written(self.layout.settings[name], self.canvas, self.moves(moves), chosen)]

    def moves(self, name: str, later: int = 0) -> Moves:
        """A motion of the plate in frame pixels, its entry `later` frames later; no motion for no name."""
        if not name:
            return STILL
        return self.scaled(self.style.motion[name], later)

    def scaled(self, moves: Moves, later: int = 0) -> Moves:
        """A motion in frame pixels, its entry `later` frames later."""
        return Moves(_in_pixels(moves.enter, self.canvas.scale, later), _in_pixels(moves.leave, self.canvas.scale))


def rectangle(box: Box, canvas: Canvas) -> tuple[int, int, int, int]:
    """A box as (x, y, width, height) in frame pixels, all even, inside the frame and at least two pixels wide and high."""
    (width, height), scale = canvas.size, canvas.scale
    left, top = (min(_even(at * scale), side - 2) for at, side in ((box.x, width), (box.y, height)))
    right, bottom = max(_even(box.right * scale), left + 2), max(_even(box.bottom * scale), top + 2)
    return left, top, min(right, width) - left, min(bottom, height) - top


def painted(box: Box, colour: Colour, canvas: Canvas, moves: Moves = STILL) -> Layer:
    """A box in one colour."""
    x, y, width, height = rectangle(box, canvas)
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[:] = colour.rgba
    return Layer(pixels, x, y, moves.enter, moves.leave)


def written(setting: Setting, canvas: Canvas, moves: Moves = STILL, colour: Colour | None = None) -> Layer:
    """Words as a layer around their lines, with room for every mark of Vietnamese capitals."""
    x, y, width, height = _room(setting, canvas)
    mask = _mask(setting, setting.lines, canvas.scale, (x, y, width, height))
    return Layer(tinted(mask, colour or setting.style.colour), x, y, moves.enter, moves.leave)


def counted(setting: Setting, texts: Sequence[str], canvas: Canvas) -> tuple[Pixels, ...]:
    """Other words in the place of a one-line setting, ending where it ends, so that figures in cells stand still."""
    room = _room(setting, canvas)
    made: dict[str, Pixels] = {}
    for text in texts:
        if text not in made:
            made[text] = tinted(_mask(setting, (text,), canvas.scale, room), setting.style.colour)
    return tuple(made[text] for text in texts)


def tinted(mask: Image.Image, colour: Colour) -> Pixels:
    """A mask in one colour."""
    pixels = np.empty((mask.height, mask.width, 4), np.uint8)
    pixels[..., :3] = colour.rgb
    cover = np.asarray(mask)
    pixels[..., 3] = cover if colour.alpha == 255 else (cover.astype(np.uint16) * colour.alpha + 127) // 255
    return pixels


def glyph(font: Font, character: str, box: Box, canvas: Canvas) -> Image.Image:
    """A character as an ornament: its ink as high as the box, at the box's left edge."""
    _, _, width, height = rectangle(box, canvas)
    tall = height * OVERSAMPLING
    sample = _font(font, tall).getmask(character).getbbox()
    drawn = _font(font, tall * tall // max(1, sample[3] - sample[1])) if sample else _font(font, tall)
    ink = Image.new("L", (3 * width * OVERSAMPLING, 6 * tall))
    ImageDraw.Draw(ink).text((width, 5 * tall), character, fill=255, font=drawn, anchor="ls")
    left, top, _, _ = ink.getbbox() or (0, 0, 0, 0)
    return ink.crop((left, top, left + width * OVERSAMPLING, top + tall)).reduce(OVERSAMPLING)


def pictured(sheet: Sheet, asset: Asset, box: Box, shade: int = 0) -> Layer:
    """A picture filling a box, darkened by `shade` per cent."""
    x, y, width, height = rectangle(box, sheet.canvas)
    image = sheet.open_picture(asset, (width, height)).convert("RGB")
    if image.size != (width, height):
        image = fitted(image, asset, (width, height))
    pixels = np.full((height, width, 4), 255, np.uint8)
    colour = np.asarray(image, np.uint16)
    ink = np.array(sheet.pack.stage["behind"].rgb, np.uint16)
    pixels[..., :3] = (colour * (100 - shade) + ink * shade + 50) // 100 if shade else colour
    return Layer(pixels, x, y)


def fitted(image: Image.Image, asset: Asset, size: tuple[int, int]) -> Image.Image:
    """A picture cut to a size, its focus as near to the middle as its edges allow."""
    across, down = asset.focus or USUAL_FOCUS
    whole = min(image.width / size[0], image.height / size[1])
    left, top = (
        max(0.0, min(part * side / 100 - whole * length / 2, side - whole * length))
        for part, side, length in ((across, image.width, size[0]), (down, image.height, size[1]))
    )
    box = (left, top, min(left + whole * size[0], image.width), min(top + whole * size[1], image.height))
    return image.resize(size, Image.Resampling.LANCZOS, box)


def flattened(layers: Sequence[Layer], moves: Moves = STILL) -> Layer:
    """Layers at rest as one layer over the rectangle that holds them all."""
    left, top = min(layer.x for layer in layers), min(layer.y for layer in layers)
    right = max(layer.x + layer.pixels.shape[1] for layer in layers)
    bottom = max(layer.y + layer.pixels.shape[0] for layer in layers)
    sheet = Image.new("RGBA", (right - left, bottom - top))
    for layer in layers:
        pixels = layer.sequence[-1] if layer.sequence else layer.pixels
        sheet.alpha_composite(Image.fromarray(pixels), (layer.x - left, layer.y - top))
    return Layer(np.asarray(sheet), left, top, moves.enter, moves.leave)


def whole(pixels: Pixels) -> Layer:
    """A picture of the whole frame as its ground."""
    return Layer(pixels, 0, 0)


def _in_pixels(motion: Motion, scale: float, later: int = 0) -> Motion:
    if motion.kind == "none":
        return motion
    return dataclasses.replace(motion, delay=motion.delay + later, travel=round(motion.travel * scale))


def _even(length: float) -> int:
    return round(length / 2) * 2


def _room(setting: Setting, canvas: Canvas) -> tuple[int, int, int, int]:
    """The even rectangle around the ink that the lines may have."""
    size, count = setting.size, len(setting.lines)
    left = min(setting.left(line) for line in range(count)) - BESIDE * size
    right = max(setting.left(line) + setting.widths[line] for line in range(count)) + BESIDE * size
    face = face_of(setting.style.font)
    (width, height), scale = canvas.size, canvas.scale
    top = setting.baseline(0) - face.highest / face.units * size - SPARE / scale
    bottom = setting.baseline(count - 1) + face.lowest / face.units * size + SPARE / scale
    x, y = max(0, floor(left * scale / 2) * 2), max(0, floor(top * scale / 2) * 2)
    return x, y, min(ceil(right * scale / 2) * 2, width) - x, min(ceil(bottom * scale / 2) * 2, height) - y


def _mask(setting: Setting, lines: tuple[str, ...], scale: float, room: tuple[int, int, int, int]) -> Image.Image:
    """The coverage of words inside `room`, drawn larger and averaged: every character stands where it was measured, and
    other words than the setting's own end where those end."""
    x, y, width, height = room
    fine = scale * OVERSAMPLING
    size = round(setting.size * fine)
    mask = Image.new("L", (width * OVERSAMPLING, height * OVERSAMPLING))
    for index, line in enumerate(lines):
        places = advances(line, setting.style)
        left = setting.left(index) + setting.widths[index] - places[-1] * setting.size
        base = round((setting.baseline(index) * scale - y) * OVERSAMPLING)
        for character, place in zip(line, places, strict=False):
            if not character.isspace():
                at = round(((left + place * setting.size) * scale - x) * OVERSAMPLING)
                shape, right, down = _shape(setting.style.font, size, character)
                mask.paste(255, (at + right, base + down), shape)
    return mask.reduce(OVERSAMPLING)


@lru_cache(maxsize=512)
def _shape(font: Font, size: int, character: str) -> tuple[Image.Image, int, int]:
    """A character's coverage, and where its upper left corner lies from its origin on the base line."""
    room = Image.new("L", (3 * size, 3 * size))
    ImageDraw.Draw(room).text((size, 2 * size), character, fill=255, font=_font(font, size), anchor="ls")
    left, top, right, bottom = room.getbbox() or (size, 2 * size, size + 1, 2 * size + 1)
    return room.crop((left, top, right, bottom)), left - size, top - 2 * size


@lru_cache(maxsize=64)
def _font(font: Font, size: int) -> ImageFont.FreeTypeFont:
    face_of(font)
    try:
        return ImageFont.truetype(font.file.path, size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise unreadable(font) from error
