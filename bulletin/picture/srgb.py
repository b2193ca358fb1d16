"""Photographs of any mode and colour profile brought to 8-bit sRGB."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

OPENED = {"1": "L", "P": "RGB", "PA": "RGBA", "La": "LA", "RGBa": "RGBA", "YCbCr": "RGB", "HSV": "RGB"}
"""Modes that colour management cannot take, and what they are opened to."""


def to_srgb(image: Image.Image, ink: tuple[int, int, int]) -> Image.Image:
    """The picture as RGB: deep modes brought to 8 bits, colours managed, transparency laid over `ink`."""
    image = _eight_bits(image)
    if image.mode not in ("RGBA", "LA"):
        return _managed(image)
    colours = _managed(image.convert(image.mode[:-1]))
    ground = Image.new("RGB", image.size, ink)
    ground.paste(colours, mask=image.getchannel("A"))
    return ground


def profile_of(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The embedded profile; None when there is none or it cannot be read."""
    content = image.info.get("icc_profile")
    if not content:
        return None
    try:
        return ImageCms.ImageCmsProfile(BytesIO(content))
    except (OSError, ImageCms.PyCMSError):
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    """Deep modes brought to 8 bits; palettes opened."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return _from_deep(image)
    if image.mode in ("1", "P", "PA", "L", "RGB") and "transparency" in image.info:
        return image.convert("RGBA")
    return _in_mode(image, OPENED.get(image.mode, image.mode))


def _from_deep(image: Image.Image) -> Image.Image:
    """A picture of one channel with more than 8 bits: white is the largest value of its kind."""
    import numpy as np  # a sixth of a second that `check` starts sooner without it: hardly a photograph is deep

    if image.mode == "F":
        values = np.nan_to_num(np.asarray(image, np.float64))
        white = next((white for white in (1.0, 255.0, 65535.0) if values.max(initial=0.0) <= white), values.max())
        grey = np.rint(values * (255.0 / white))
    else:
        deep = np.asarray(image.convert("I"), np.int64)
        grey = ((deep * 255 + 32767) // 65535).astype(np.float64)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _managed(image: Image.Image) -> Image.Image:
    """To sRGB by the picture's own profile; without one, or with one that cannot be used, it is taken as sRGB."""
    profile = profile_of(image)
    if profile is None or (image.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(profile)):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")) if image.mode == "LAB" else None
    if profile is not None:
        try:
            turned = ImageCms.profileToProfile(image, profile, _srgb(), outputMode="RGB")
            return turned if turned is not None else _in_mode(image, "RGB")
        except ImageCms.PyCMSError:
            pass  # a profile for another kind of picture
    return _in_mode(image, "RGB")


def _in_mode(image: Image.Image, mode: str) -> Image.Image:
    """Converted only where it must be: a copy of a photograph costs as much as half its decoding."""
    return image if image.mode == mode else image.convert(mode)


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
