"""Photographs: what is accepted, what is refused and why, and that all come out upright in sRGB."""

from __future__ import annotations

import os
import socket
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from bulletin.errors import BadInput, NotFound, TryAgain
from bulletin.picture import photos
from bulletin.picture.photos import examine, load
from bulletin.picture.softening import blurred
from bulletin.script.values import Area
from tests.picture.made import grain

INK = (15, 27, 43)


def quarters(width: int = 48, height: int = 32) -> Image.Image:
    """Four colours, so that every turn and mirror shows."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[: height // 2, : width // 2] = (200, 30, 30)
    pixels[: height // 2, width // 2 :] = (30, 200, 30)
    pixels[height // 2 :, : width // 2] = (30, 30, 200)
    pixels[height // 2 :, width // 2 :] = (220, 220, 40)
    return Image.fromarray(pixels)


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


def opened(path: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.asarray(load(path, examine(path).digest, INK))


TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("suffix", ["png", "tiff", "webp"])
def test_the_eight_orientations_come_out_the_same(tmp_path: Path, suffix: str) -> None:
    """B1."""
    found = set()
    for orientation, turn in TURNED.items():
        image = quarters() if turn is None else quarters().transpose(turn)
        exif = Image.Exif()
        exif[0x0112] = orientation
        options = {"lossless": True} if suffix == "webp" else {}
        path = saved(tmp_path / f"{orientation}.{suffix}", image, exif=exif, **options)
        facts = examine(path)
        assert (facts.width, facts.height) == (48, 32)
        found.add(opened(path).tobytes())
    assert found == {quarters().tobytes()}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_jpeg_is_upright(tmp_path: Path, orientation: int) -> None:
    """B1."""
    turn = TURNED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = quarters() if turn is None else quarters().transpose(turn)
    path = saved(tmp_path / "a.jpg", image, exif=exif, quality=95, subsampling=0)
    assert (examine(path).width, examine(path).height) == (48, 32)
    assert np.abs(opened(path).astype(int) - np.asarray(quarters())).max() < 12


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tiff", "gif"])
@pytest.mark.parametrize("share", [0.5, 0.99])
def test_a_picture_cut_short_is_refused(tmp_path: Path, suffix: str, share: float) -> None:
    """B2, B3."""
    path = saved(tmp_path / f"a.{suffix}", Image.fromarray(grain(200, 120)))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BadInput) as caught:
        examine(path)
    assert "a." in str(caught.value)
    assert caught.value.hint


def test_a_jpeg_whose_thumbnail_is_whole_but_whose_picture_is_not_is_refused(tmp_path: Path) -> None:
    """B2."""
    path = saved(tmp_path / "a.jpg", quarters())
    content = path.read_bytes()
    thumbnail = b"Exif\0\0" + content
    segment = b"\xff\xe1" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
    path.write_bytes(content[:2] + segment + content[2:-2])
    with pytest.raises(BadInput, match="damaged or cut short"):
        examine(path)


def test_a_png_with_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    """B3."""
    path = saved(tmp_path / "a.png", Image.fromarray(grain(64, 64)))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(BadInput, match="damaged"):
        examine(path)


REFUSED = {
    "is empty": b"",
    "is a web page (HTML)": b"\n<!DOCTYPE html><html><body>404</body></html>",
    "is a text": "Ảnh sẽ gửi sau".encode(),
    "is a PDF file": b"%PDF-1.7\n%\xe2\xe3",
    "is a HEIC file": b"\0\0\0\x18ftypheic\0\0\0\0",
    "is a AVIF file": b"\0\0\0\x18ftypavif\0\0\0\0",
    "is a PSD file": b"8BPS\0\1" + bytes(20),
    "is a EPS file": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "is a FITS file": b"SIMPLE  =                    T",
    "is a ICO file": b"\0\0\1\0\1\0\x10\x10",
    "is a DDS file": b"DDS \x7c\0\0\0",
    "is a JPEG 2000 file": b"\0\0\0\x0cjP  \r\n\x87\n",
    "is a MP4/MOV file": b"\0\0\0\x18ftypisom\0\0\0\0",
    "is a BMP file": b"BM\x46\0\0\0",
    "is a SVG file": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "is not a JPEG": b"\x93\x11\x00\xff" * 50,
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_picture_is_named_for_what_it_is(tmp_path: Path, words: str) -> None:
    """B4, B13, B14: refused by its first bytes; no decoder is asked."""
    path = tmp_path / "a.jpg"
    path.write_bytes(REFUSED[words])
    with pytest.raises(BadInput) as caught:
        examine(path)
    assert words in str(caught.value)
    assert caught.value.hint


def test_a_format_outside_the_list_is_refused_even_under_another_name(tmp_path: Path) -> None:
    """B13."""
    path = saved(tmp_path / "a.jpg", quarters(), format="BMP")
    with pytest.raises(BadInput, match="BMP"):
        examine(path)


def test_a_wrong_extension_is_accepted_with_a_note(tmp_path: Path) -> None:
    """B4."""
    facts = examine(saved(tmp_path / "a.jpg", quarters(), format="PNG"))
    assert [str(note) for note in facts.notes] == ["a.jpg is really a PNG picture"]


def test_bytes_behind_a_jpeg_are_left_out_with_a_note(tmp_path: Path) -> None:
    """B2."""
    path = saved(tmp_path / "a.jpg", quarters())
    plain = opened(path)
    path.write_bytes(path.read_bytes() + b"GARBAGE")
    assert "other bytes" in str(examine(path).notes[0])
    assert np.array_equal(opened(path), plain)


def test_a_huge_picture_is_refused_from_its_header(tmp_path: Path) -> None:
    """B9."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
    with pytest.raises(BadInput, match=r"50000 × 50000 pixels; the limit is 120 million"):
        examine(path)


def test_a_missing_picture_names_its_neighbours(tmp_path: Path) -> None:
    saved(tmp_path / "Công trường.JPG", quarters(), format="JPEG")
    with pytest.raises(NotFound) as caught:
        examine(tmp_path / "công trường.jpg")
    assert "Công trường.JPG" in str(caught.value.hint)


def test_a_pipe_and_a_folder_are_refused_without_waiting(tmp_path: Path) -> None:
    """B16."""
    os.mkfifo(tmp_path / "a.jpg")
    (tmp_path / "b.jpg").mkdir()
    for name in ("a.jpg", "b.jpg"):
        with pytest.raises(NotFound, match="not a regular file"):
            examine(tmp_path / name)


def test_a_picture_changed_since_it_was_examined_is_not_used(tmp_path: Path) -> None:
    """B15."""
    path = saved(tmp_path / "a.png", quarters())
    digest = examine(path).digest
    saved(path, Image.fromarray(grain(48, 32)))
    with pytest.raises(TryAgain):
        load(path, digest, INK)


def test_cmyk_becomes_the_colours_it_names(tmp_path: Path) -> None:
    """B5."""
    image = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    path = saved(tmp_path / "a.jpg", image, quality=100, subsampling=0)
    assert np.abs(opened(path)[8, 8].astype(int) - (255, 0, 0)).max() <= 2


def test_a_colour_profile_is_honoured(tmp_path: Path) -> None:
    """B5: Lab D50 as profile: the same numbers mean other colours than in sRGB."""
    lab = Image.merge("LAB", [Image.new("L", (8, 8), value) for value in (128, 200, 128)])
    path = saved(tmp_path / "a.tiff", lab)
    reference = ImageCms.profileToProfile(
        lab, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert reference is not None
    assert np.abs(opened(path).astype(int) - np.asarray(reference)).max() <= 2


def test_a_broken_profile_means_srgb_and_a_note(tmp_path: Path) -> None:
    """B5."""
    path = saved(tmp_path / "a.png", quarters(), icc_profile=b"not a profile" * 20)
    assert "colour profile" in str(examine(path).notes[0])
    assert np.array_equal(opened(path), np.asarray(quarters()))


def test_an_srgb_profile_changes_nothing(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(tmp_path / "a.png", quarters(), icc_profile=profile)
    assert np.array_equal(opened(path), np.asarray(quarters()))


RAMP = np.linspace(0, 255, 16).astype(np.uint8)[None, :].repeat(4, axis=0)


def _deep() -> Image.Image:
    return Image.fromarray(RAMP.astype(np.uint16) * 257)


MODES = {
    "16-bit grey": ("png", _deep),
    "16-bit grey TIFF": ("tiff", _deep),
    "float": ("tiff", lambda: Image.fromarray((RAMP / 255).astype(np.float32))),
    "grey": ("png", lambda: Image.fromarray(RAMP)),
    "grey and alpha": ("png", lambda: Image.fromarray(RAMP).convert("LA")),
    "palette": ("png", lambda: Image.fromarray(RAMP).convert("P")),
}


@pytest.mark.parametrize("name", MODES)
def test_every_mode_becomes_eight_bit_colour(tmp_path: Path, name: str) -> None:
    """B6."""
    suffix, make = MODES[name]
    path = saved(tmp_path / f"a.{suffix}", make())
    assert np.abs(opened(path).astype(int) - RAMP[:, :, None]).max() <= 1


def test_one_bit_is_black_and_white(tmp_path: Path) -> None:
    """B6."""
    path = saved(tmp_path / "a.png", Image.fromarray(RAMP > 127))
    assert set(opened(path).reshape(-1)) == {0, 255}


def test_transparency_is_laid_over_ink(tmp_path: Path) -> None:
    """B7."""
    pixels = np.zeros((4, 8, 4), np.uint8)
    pixels[:, 4:] = (250, 10, 20, 255)
    path = saved(tmp_path / "a.png", Image.fromarray(pixels))
    assert opened(path)[0, 0].tolist() == list(INK)
    assert opened(path)[0, 7].tolist() == [250, 10, 20]


def test_a_transparent_palette_colour_is_laid_over_ink(tmp_path: Path) -> None:
    """B6, B7."""
    image = Image.new("P", (8, 8), 1)
    image.putpalette([255, 0, 255, 0, 200, 0])
    image.paste(0, (0, 0, 4, 8))
    path = saved(tmp_path / "a.gif", image, transparency=0)
    assert opened(path)[0, 0].tolist() == list(INK)
    assert opened(path)[0, 7].tolist() == [0, 200, 0]


def test_of_an_animation_the_first_frame_is_shown(tmp_path: Path) -> None:
    """B8."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ((200, 0, 0), (0, 200, 0), (0, 0, 200))]
    path = saved(tmp_path / "a.gif", frames[0], save_all=True, append_images=frames[1:])
    assert "3 frames" in str(examine(path).notes[0])
    assert opened(path)[0, 0].tolist() == [200, 0, 0]


def test_an_animation_of_far_too_many_frames_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B8."""
    frames = [Image.new("RGB", (8, 8), (value, 0, 0)) for value in range(0, 240, 60)]
    path = saved(tmp_path / "a.gif", frames[0], save_all=True, append_images=frames[1:])
    assert "4 frames" in str(examine(path).notes[0])
    monkeypatch.setattr(photos, "MOST_FRAMES", 3)
    with pytest.raises(BadInput, match=r"a\.gif has 4 frames; the limit is 3"):
        examine(path)


def test_a_far_too_large_picture_comes_smaller_but_wide_enough(tmp_path: Path) -> None:
    for suffix in ("jpg", "png"):
        path = saved(tmp_path / f"a.{suffix}", Image.fromarray(grain(1600, 900)))
        image = load(path, examine(path).digest, INK, least=300)
        assert 300 <= image.width < 1600


def test_a_blurred_area_keeps_no_detail_and_the_rest_is_untouched() -> None:
    image = Image.fromarray(grain(400, 300))
    made = np.asarray(blurred(image, (Area(25, 25, 50, 50),)), int)
    area = made[75:225, 100:300]
    assert np.abs(np.diff(area, axis=1)).max() <= 8
    assert np.array_equal(made[:75], np.asarray(image)[:75])


def test_metadata_is_not_carried_over(tmp_path: Path) -> None:
    """B17."""
    exif = Image.Exif()
    exif[0x010E] = "author"
    path = saved(tmp_path / "a.jpg", quarters(), exif=exif)
    content = BytesIO()
    load(path, examine(path).digest, INK).save(content, format="PNG")
    assert b"author" not in content.getvalue()


# --- what is left of the table of bad pictures ----------------------------------------------------------------------------


def test_an_adobe_ycck_jpeg_becomes_the_colours_it_names(tmp_path: Path) -> None:
    """B5: red as inverted YCCK. Pillow writes CMYK only: the four planes are made by hand and the marker says what they are."""
    planes = Image.new("CMYK", (16, 16), (255 - 179, 255 - 171, 255 - 1, 0))
    path = saved(tmp_path / "a.jpg", planes, quality=100, subsampling=0)
    content = bytearray(path.read_bytes())
    marker = content.index(b"Adobe")
    content[marker + 11] = 2
    path.write_bytes(bytes(content))
    assert np.abs(opened(path)[8, 8].astype(int) - (255, 0, 0)).max() <= 3


def test_sixteen_bit_colour_keeps_its_upper_bits(tmp_path: Path) -> None:
    """B6."""
    rows = b"".join(b"\0" + np.array([0xC810, 0x1020, 0x2E30] * 8, ">u2").tobytes() for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0)
    path = tmp_path / "a.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + png(b"IHDR", header) + png(b"IDAT", zlib.compress(rows)) + png(b"IEND", b"")
    )
    assert np.abs(opened(path)[4, 4].astype(int) - (0xC8, 0x10, 0x2E)).max() <= 1


def png(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_a_picture_that_is_transparent_all_over_is_told(tmp_path: Path, mode: str) -> None:
    """B7."""
    path = saved(tmp_path / "a.png", Image.new(mode, (8, 8), 0))
    assert "transparent all over" in str(examine(path).notes[0])
    assert examine(saved(tmp_path / "b.png", Image.new(mode, (8, 8), (0,) * (len(mode) - 1) + (9,)))).notes == ()


@pytest.mark.parametrize("suffix", ["webp", "png", "tiff"])
def test_of_pictures_with_several_frames_the_first_is_shown_and_their_number_told(tmp_path: Path, suffix: str) -> None:
    """B8."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ((200, 0, 0), (0, 200, 0), (0, 0, 200))]
    options = {"lossless": True} if suffix == "webp" else {}
    path = saved(tmp_path / f"a.{suffix}", frames[0], save_all=True, append_images=frames[1:], **options)
    assert "3 frames" in str(examine(path).notes[0])
    assert np.abs(opened(path)[0, 0].astype(int) - (200, 0, 0)).max() <= 1


def test_a_picture_of_one_endless_row_is_refused_from_its_header(tmp_path: Path) -> None:
    """B9."""
    path = tmp_path / "a.png"
    header = struct.pack(">IIBBBBB", 65_535, 1, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + png(b"IHDR", header) + png(b"IDAT", b"") + png(b"IEND", b""))
    with pytest.raises(BadInput, match=r"65535 × 1 pixels; a side may have 32000"):
        examine(path)


def test_a_text_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    """B9: a comment of 65 MB in a file of some kilobytes."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    text = b"Comment\0\0" + zlib.compress(bytes(65 << 20), 9)
    path = tmp_path / "a.png"
    content = png(b"zTXt", text) + png(b"IDAT", zlib.compress(bytes(4))) + png(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + png(b"IHDR", header) + content)
    assert path.stat().st_size < 100_000
    with pytest.raises(BadInput):
        examine(path)


def test_a_huge_but_legal_picture_is_accepted_with_a_note(tmp_path: Path) -> None:
    """B10: 108 million pixels, of two colours so that the test is quick."""
    path = saved(tmp_path / "a.png", Image.new("1", (12_000, 9_000)))
    facts = examine(path)
    assert (facts.width, facts.height) == (12_000, 9_000)
    assert "12000 × 9000 pixels, more than any frame shows" in str(facts.notes[0])


def test_links_to_nothing_sockets_and_endless_files_are_refused(tmp_path: Path) -> None:
    """B16."""
    (tmp_path / "dangling.jpg").symlink_to(tmp_path / "nothing.jpg")
    (tmp_path / "endless.jpg").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.jpg"))
        for name in ("dangling.jpg", "endless.jpg", "s.jpg"):
            with pytest.raises(NotFound):
                examine(tmp_path / name)


# --- what must not be recognised ------------------------------------------------------------------------------------------


def test_a_blur_cannot_be_undone_for_only_36_colours_are_left_of_an_area() -> None:
    """Pictures whose patches have the same mean colour become the same picture, whatever the patches showed."""
    rgb = grain(480, 360)
    shuffled = rgb.copy()
    noise = np.random.default_rng(3)
    for row, column in np.ndindex(6, 6):  # an area of 240 × 180 from (120, 90) on, in patches of 40 × 30
        patch = shuffled[90 + 30 * row : 120 + 30 * row, 120 + 40 * column : 160 + 40 * column]
        patch[:] = noise.permutation(patch.reshape(-1, 3)).reshape(patch.shape)
    area = (Area(25, 25, 50, 50),)
    one, other = (np.asarray(blurred(Image.fromarray(each), area), int) for each in (rgb, shuffled))
    assert np.abs(one - other)[90:270, 120:360].max() <= 2  # the means are rounded on their way
