"""What a designer may add to any plate, and the motions of layers: drawn where brand.toml says, without a line of programming."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from bulletin.brand import pieces
from bulletin.brand.layouts import lay_out
from bulletin.brand.pack import Pack, read_pack
from bulletin.brand.plates import draw
from bulletin.brand.values import Drawn, Layer, Motion, Pixels
from bulletin.errors import BadConfig
from bulletin.picture.planes import blank, copy, frame_of, plain
from bulletin.picture.plates import ReadyPlate
from bulletin.picture.presence import states
from tests.brand.samples import ORDINARY, plate

Edit = Callable[[str, str], Path]
BLUE = (0, 0, 255, 255)


def added(edited: Edit, kind: str, *layers: str) -> Path:
    """The pack's folder with layers added to a plate; the folder is there before the pack is read."""
    header = f"[plates.{kind}.layers]\n"
    return edited(header, header + "\n".join(layers) + "\n")


def shown(drawn: Drawn) -> Pixels:
    """The layers of a plate at rest over black, as RGB."""
    sheet = Image.new("RGBA", (1920, 1080), (0, 0, 0, 255))
    for layer in drawn.layers:
        sheet.alpha_composite(Image.fromarray(layer.pixels), (layer.x, layer.y))
    return np.asarray(sheet.convert("RGB"))


def test_a_rectangle_and_a_gradient_are_drawn_where_the_pack_says(edited: Edit) -> None:
    folder = added(
        edited,
        "tag",
        'block = { kind = "rectangle", box = [600, 300, 120, 60], colour = "amber" }',
        'fall = { kind = "gradient", box = [800, 300, 100, 100], colours = ["white 0%", "white"], towards = "below" }',
    )
    picture = shown(draw(read_pack(folder), ORDINARY["tag"]))
    assert tuple(picture[330, 660]) == (0xF2, 0xA9, 0x00)
    column = picture[300:400, 850, 0].astype(int)
    assert column[0] < 4
    assert column[-1] > 251
    assert (np.diff(column) >= 0).all()


@pytest.mark.parametrize(
    ("towards", "bright"), [("left", (0, 50)), ("right", (99, 50)), ("above", (50, 0)), ("below", (50, 99))]
)
def test_a_gradient_goes_towards_its_side(edited: Edit, towards: str, bright: tuple[int, int]) -> None:
    layer = (
        f'fall = {{ kind = "gradient", box = [800, 300, 100, 100], colours = ["ink", "white"], towards = "{towards}" }}'
    )
    picture = shown(draw(read_pack(added(edited, "tag", layer)), ORDINARY["tag"]))[300:400, 800:900, 0]
    assert picture[bright[1], bright[0]] == picture.max()


def test_an_image_a_logo_and_a_text_can_be_added_to_any_plate(edited: Edit) -> None:
    folder = added(
        edited,
        "strap",
        'branch = { kind = "image", box = [1400, 840, 100, 100], file = "branch.png" }',
        'mark = { kind = "logo", box = [96, 300, 336, 60] }',
        'more = { kind = "text", field = "section", box = [96, 400, 600, 60], font = "bold", size = [40, 40], colour = "white" }',
    )
    Image.new("RGBA", (50, 50), BLUE).save(folder / "branch.png")
    pack = read_pack(folder)
    picture = shown(draw(pack, ORDINARY["strap"]))
    assert tuple(picture[890, 1450]) == BLUE[:3]
    assert tuple(picture[303, 120]) == pack.colours["red"].rgb
    assert picture[400:460, 96:400].max() > 200
    assert lay_out(pack, ORDINARY["strap"]).settings["more"].lines == ("Công đoàn",)


def test_a_plate_with_rows_takes_layers_under_and_over_them(edited: Edit) -> None:
    folder = edited(
        '[plates.table]\nground = "paper"\n',
        '[plates.table]\nground = "paper"\n'
        'layers.under = { kind = "rectangle", under = true, box = [0, 0, 1920, 1080], colour = "mist" }\n'
        'layers.over = { kind = "rectangle", box = [1800, 1000, 60, 60], colour = "amber" }\n',
    )
    pack = read_pack(folder)
    picture = shown(draw(pack, ORDINARY["table"]))
    assert tuple(picture[20, 900]) == pack.colours["mist"].rgb
    assert tuple(picture[1030, 1830]) == pack.colours["amber"].rgb
    assert (shown(draw(pack, ORDINARY["table"]))[320:900] != pack.colours["mist"].rgb).any()


def test_a_layer_named_by_after_stands_right_over_it(edited: Edit) -> None:
    folder = edited(
        "[plates.strap.layers]\n",
        '[plates.strap.layers]\nshade = { kind = "rectangle", after = "panel", inside = "panel", colour = "amber" }\n',
    )
    assert read_pack(folder).plate("strap").layers.names()[:3] == ("panel", "shade", "bar")
    assert tuple(shown(draw(read_pack(folder), ORDINARY["strap"]))[1010, 140]) == (0xF2, 0xA9, 0x00)


def test_a_layer_is_there_only_with_what_it_needs(pack: Pack) -> None:
    with_role, without = (
        lay_out(pack, plate("quotation", words="Vâng", name=name)).boxes for name in ("Trần Thị Hạnh", "")
    )
    assert "rule" in with_role
    assert "rule" not in without


# --- delivered by a design studio -------------------------------------------------------------------------------------


def png_frames(folder: Path, count: int) -> None:
    folder.mkdir()
    for index in range(count):
        Image.new("RGBA", (64, 64), (0, 0, 255, 40 + 20 * index)).save(folder / f"{index:03}.png")


def film(path: Path, count: int, size: tuple[int, int] = (64, 64)) -> None:
    """A film whose left half is transparent and whose right half is blue."""
    codec, pixels = ("libvpx-vp9", "yuva420p") if path.suffix == ".webm" else ("qtrle", "argb")
    picture = np.zeros((size[1], size[0], 4), np.uint8)
    picture[:, size[0] // 2 :] = BLUE
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = *size, pixels
        stream.time_base = Fraction(1, 25)
        for index in range(count):
            frame = av.VideoFrame.from_ndarray(picture, format="rgba").reformat(format=pixels)
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def test_a_folder_of_png_files_moves_frame_by_frame(edited: Edit) -> None:
    header = "[plates.bug.layers]\n"
    folder = edited('# file = "logo.png"', "# ")
    png_frames(folder / "turning", 8)
    folder = edited(header, header + 'turning = { kind = "image", box = [200, 200, 64, 64], file = "turning" }\n')
    (layer,) = (layer for layer in draw(read_pack(folder), ORDINARY["bug"]).layers if layer.sequence)
    assert [int(pixels[32, 32, 3]) for pixels in layer.sequence] == [40 + 20 * index for index in range(8)]


@pytest.mark.media
@pytest.mark.parametrize("name", ["turning.webm", "turning.mov"])
def test_a_film_keeps_its_alpha(edited: Edit, name: str) -> None:
    header = "[plates.bug.layers]\n"
    folder = edited('# file = "logo.png"', "# ")
    film(folder / name, 6)
    folder = edited(header, header + f'turning = {{ kind = "image", box = [200, 200, 64, 64], file = "{name}" }}\n')
    (layer,) = (layer for layer in draw(read_pack(folder), ORDINARY["bug"]).layers if layer.sequence)
    assert len(layer.sequence) == 6
    for pixels in layer.sequence:
        assert pixels[:, :24, 3].max() <= 4
        assert pixels[:, 40:, 3].min() >= 250
        assert pixels[32, 50, 2] > 240


@pytest.mark.media
def test_an_opener_may_be_a_film_that_a_studio_delivers(edited: Edit) -> None:
    folder = edited("short_opener = 60", "short_opener = 12")
    film(folder / "opener.webm", 12, (192, 108))
    folder = edited("# files = {", 'files = { opener-short = "opener.webm" } # {')
    pack = read_pack(folder)
    drawn = list(pieces.frames(pack, "opener-short", 0.1))
    assert len(drawn) == 12
    assert {frame.shape for frame in drawn} == {(108, 192, 4)}
    assert drawn[5][:, 10, 3].max() <= 4
    assert drawn[5][:, 180, 3].min() >= 250


@pytest.mark.media
def test_a_delivered_film_of_another_length_is_refused(edited: Edit) -> None:
    folder = edited("# files = {", 'files = { opener-short = "opener.webm" } # {')
    film(folder / "opener.webm", 5)
    with pytest.raises(BadConfig, match="5 frames long, the pack says 60"):
        list(pieces.frames(read_pack(folder), "opener-short", 0.1))


def test_a_delivered_file_that_is_no_film_says_so(edited: Edit) -> None:
    folder = edited("# files = {", 'files = { opener-short = "opener.webm" } # {')
    (folder / "opener.webm").write_text("ffconcat version 1.0\nfile /etc/passwd\n", encoding="utf-8")
    with pytest.raises(BadConfig, match="cannot be read"):
        list(pieces.frames(read_pack(folder), "opener-short", 0.1))


# --- motions ----------------------------------------------------------------------------------------------------------

GREY = (120, 120, 120)


def lit(motion: Motion, elapsed: int) -> list[tuple[int, int]]:
    """Left, right and upper, lower edge of a white square of 40 pixels at (100, 100), so many frames after it began."""
    pixels = np.full((40, 40, 4), 255, np.uint8)
    drawn = Drawn((Layer(pixels, 100, 100, motion),))
    ready, made = ReadyPlate(drawn, (240, 240)), blank(240, 240)
    copy(plain(GREY, 240, 240), made)
    for state in states(drawn, elapsed, None):
        ready.lay(made, state)
    bright = np.asarray(made.luma, int) > frame_of(np.full((2, 2, 3), 200, np.uint8)).luma[0, 0]
    spans = (np.flatnonzero(bright.any(axis=axis)) for axis in (0, 1))
    return [(int(span[0]), int(span[-1]) + 1) if len(span) else (0, 0) for span in spans]


@pytest.mark.parametrize(
    ("side", "edges"),
    [("left", [(80, 120), (100, 140)]), ("right", [(120, 160), (100, 140)]), ("above", [(100, 140), (80, 120)]), ("below", [(100, 140), (120, 160)])],
)  # fmt: skip
def test_a_slide_comes_from_its_side(side: Any, edges: list[tuple[int, int]]) -> None:
    assert lit(Motion("slide", 10, 0, 40, side, "even"), 4) == edges
    assert lit(Motion("slide", 10, 0, 40, side, "even"), 9) == [(100, 140), (100, 140)]


def test_a_slide_from_outside_the_frame_is_cut_at_its_edge() -> None:
    assert lit(Motion("slide", 10, 0, 240, "left", "even"), 4)[0] == (0, 20)


@pytest.mark.parametrize(
    ("side", "edges"),
    [("left", [(100, 120), (100, 140)]), ("right", [(120, 140), (100, 140)]), ("above", [(100, 140), (100, 120)]), ("below", [(100, 140), (120, 140)])],
)  # fmt: skip
def test_a_wipe_reveals_from_its_side(side: Any, edges: list[tuple[int, int]]) -> None:
    assert lit(Motion("wipe", 10, 0, 0, side, "even"), 4) == edges


def test_eases_differ_on_the_way_and_agree_at_the_end() -> None:
    ways = {
        ease: [lit(Motion("wipe", 20, 0, 0, "left", ease), n)[0][1] for n in range(20)]
        for ease in ("soft", "both", "even")
    }
    assert ways["soft"][4] > ways["even"][4] > ways["both"][4]
    assert {way[-1] for way in ways.values()} == {140}
