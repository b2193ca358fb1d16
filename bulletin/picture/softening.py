"""Photographs made unrecognisable in parts, or soft as a ground."""

from __future__ import annotations

from PIL import Image, ImageFilter

from bulletin.script.values import Area

PATCHES = 6
"""Patches across and down that are left of a blurred part."""


def blurred(image: Image.Image, areas: tuple[Area, ...]) -> Image.Image:
    """The picture with parts made unrecognisable: what is left of them is a few soft patches."""
    made = image.copy() if areas else image
    for area in areas:
        left, top = round(area.x * image.width / 100), round(area.y * image.height / 100)
        right = min(image.width, round((area.x + area.width) * image.width / 100))
        bottom = min(image.height, round((area.y + area.height) * image.height / 100))
        if right > left and bottom > top:
            part = made.crop((left, top, right, bottom))
            patches = part.resize((PATCHES, PATCHES), Image.Resampling.BOX)
            made.paste(patches.resize(part.size, Image.Resampling.BICUBIC), (left, top))
    return made


def softened(image: Image.Image) -> Image.Image:
    """A small picture blurred over a tenth of its width."""
    return image.filter(ImageFilter.GaussianBlur(image.width / 24))
