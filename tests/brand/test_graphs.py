"""Graphs, documents and maps: figures stand still, scales are true, lines lie on their page."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from bulletin.brand.layouts import lay_out
from bulletin.brand.layouts.pages import excerpt_of
from bulletin.brand.pack import Pack
from bulletin.brand.plates import draw
from bulletin.brand.plates.paint import fitted
from bulletin.rundown.values import Asset
from bulletin.script.values import Area
from tests.brand.samples import ORDINARY, plate

PER_CENT = (("Dịch vụ", "40,4 %"), ("Công nghiệp và xây dựng", "33,5 %"), ("Nông nghiệp", "26,1 %"))


def test_points_of_a_line_stand_where_their_values_are_on_the_scale(pack: Pack) -> None:
    layout = lay_out(pack, ORDINARY["chart_line"])
    ticks = {}
    for index in range(4):
        box, words = layout.boxes[f"tick{index}"], layout.settings[f"tick{index}"].lines[0]
        ticks[float(words.replace(",", "."))] = box.y + 1
    values = [float(row[1].replace(",", ".")) for row in ORDINARY["chart_line"].words("rows")]
    (low, at_low), (high, at_high) = min(ticks.items()), max(ticks.items())
    for index, value in enumerate(values):
        box = layout.boxes[f"point{index}"]
        expected = at_low + (value - low) / (high - low) * (at_high - at_low)
        assert abs(box.y + box.height / 2 - expected) <= 1


def test_a_scale_begins_at_zero_unless_all_values_are_far_above_it(pack: Pack) -> None:
    low = plate("chart_line", title="A", rows=(("2021", "10"), ("2022", "40"), ("2023", "25"), ("2024", "30")))
    assert lay_out(pack, low).settings["tick0"].lines == ("0",)
    assert lay_out(pack, ORDINARY["chart_line"]).settings["tick0"].lines == ("48",)
    at_base = plate("chart_line", title="A", rows=(("2016", "3.500.000"), ("2017", "3.750.000"), ("2018", "3.980.000")))
    assert lay_out(pack, at_base).settings["tick0"].lines == ("3.400.000",)


def test_no_figure_lies_on_another_and_the_lit_one_is_told(pack: Pack) -> None:
    millions = ("4.420.000", "4.420.000", "4.680.000", "4.680.000", "4.960.000")
    rows = tuple(zip(("2020", "2021", "2022", "2023", "2024"), millions, strict=True))
    settings = lay_out(pack, plate("chart_line", title="A", rows=rows, highlight="2022")).settings
    figures = [setting for name, setting in settings.items() if name.startswith("figure")]
    assert {"figure0", "figure2", "figure4"} <= set(settings)
    for one, other in itertools.combinations(figures, 2):
        beside = one.left(0) + one.width <= other.left(0) or other.left(0) + other.width <= one.left(0)
        assert beside or abs(one.top - other.top) >= 40


def test_no_figure_stands_on_the_numbers_of_the_scale(pack: Pack) -> None:
    rows = tuple((str(2016 + year), f"{3 + year}.500.000") for year in range(8))
    layout = lay_out(pack, plate("chart_line", title="A", rows=rows))
    figures = [setting for name, setting in layout.settings.items() if name.startswith("figure")]
    assert len(figures) >= 5
    assert all(setting.left(0) >= pack.plate("chart_line").boxes["plot"].x for setting in figures)


def test_years_stand_at_their_distance_and_no_figure_covers_another_label(pack: Pack) -> None:
    uneven = plate("chart_line", title="A", rows=(("2016", "10"), ("2018", "40"), ("2019", "25"), ("2020", "30")))
    layout = lay_out(pack, uneven)
    places = [layout.boxes[f"point{index}"].x for index in range(4)]
    assert places[1] - places[0] == pytest.approx(2 * (places[2] - places[1]), abs=2)
    for index in range(4):
        figure = layout.settings[f"figure{index}"].style.box
        assert figure.bottom <= layout.settings[f"label{index}"].style.box.y


def test_the_parts_of_a_bar_are_as_wide_as_their_shares(pack: Pack) -> None:
    layout = lay_out(pack, ORDINARY["chart_share"])
    whole = pack.plate("chart_share").boxes["bar"].width
    for index, share in enumerate((40.4, 33.5, 26.1)):
        assert abs(layout.boxes[f"part{index}"].width - whole * share / 100) <= 7


def test_figures_of_shares_stand_still_while_they_count(pack: Pack) -> None:
    """The comma keeps its column, whatever the digits around it are."""
    drawn = draw(
        pack, replace(ORDINARY["chart_share"], fields=(*ORDINARY["chart_share"].fields[:-2], ("rows", PER_CENT)))
    )
    counting = [layer for layer in drawn.layers if layer.sequence]
    assert len(counting) == 3
    for layer in counting:
        signs = {pixels[:, -48:, 3].tobytes() for pixels in layer.sequence}
        assert len(signs) == 1  # the sign of per cent does not move
        assert len({pixels.shape for pixels in layer.sequence}) == 1


def test_the_lit_point_is_red_and_the_others_slate(pack: Pack) -> None:
    layout = lay_out(pack, ORDINARY["chart_line"])
    layers = draw(pack, ORDINARY["chart_line"]).layers
    for index, name in ((0, "slate"), (4, "red")):
        box = layout.boxes[f"point{index}"]
        x, y = box.x + box.width // 2, box.y + box.height // 2
        (layer,) = (
            layer
            for layer in layers[-5:]
            if layer.x <= x < layer.x + layer.pixels.shape[1] and layer.y <= y < layer.y + layer.pixels.shape[0]
        )
        assert tuple(layer.pixels[y - layer.y, x - layer.x, :3]) == pack.colours[name].rgb


@pytest.mark.parametrize("size", [(2480, 3508), (3508, 2480), (1000, 4000)])
def test_a_page_stands_whole_beside_the_excerpt_that_holds_its_lit_lines(pack: Pack, size: tuple[int, int]) -> None:
    page = replace(ORDINARY["document"], pictures=(Asset("none.jpg", "digest", *size),))
    layout = lay_out(pack, page)
    box, excerpt = layout.boxes["page"], layout.boxes["excerpt"]
    assert box.width / box.height == pytest.approx(size[0] / size[1], rel=0.02)
    assert box.right < excerpt.x
    for index in range(2):
        line = layout.boxes[f"line{index}"]
        assert excerpt.x <= line.x
        assert line.right <= excerpt.right
        assert excerpt.y <= line.y
        assert line.bottom <= excerpt.bottom


def test_a_marker_colours_the_paper_and_leaves_the_letters_dark(pack: Pack) -> None:
    def page(_asset: Asset, size: tuple[int, int]) -> Image.Image:
        black_beside_white = np.repeat(
            np.array([[0] * 3, [255] * 3], np.uint8)[None].repeat(size[1], 0), size[0] // 2 + 1, 1
        )
        return Image.fromarray(black_beside_white[:, : size[0]])

    marked = draw(pack, ORDINARY["document"], 0.5, page).layers[-2].pixels[..., :3].astype(int)
    assert marked.min() == 0
    red, _, blue = marked.reshape(-1, 3).max(axis=0)
    assert red > 240 > 120 > blue


def test_an_excerpt_holds_every_lit_line_and_stays_on_the_page() -> None:
    shown = excerpt_of((Area(12, 1, 76, 4), Area(12, 6, 40, 4)))
    assert shown == Area(4.0, 0.0, 92.0, pytest.approx(18.1))  # type: ignore[arg-type]


def test_a_map_is_never_cut_and_names_stay_inside_the_safe_area(pack: Pack) -> None:
    layout = lay_out(pack, ORDINARY["map"])
    box = layout.boxes["map"]
    assert box.width / box.height == pytest.approx(1800 / 2400, rel=0.02)
    names = [layout.boxes[f"name{index}"] for index in range(2)]
    assert all(pack.safe.x <= name.x and name.right <= pack.safe.right for name in names)
    wide = replace(ORDINARY["map"], pictures=(Asset("none.jpg", "digest", 2400, 1200),))
    name, dot = lay_out(pack, wide).boxes["name1"], lay_out(pack, wide).boxes["dot1"]
    assert name.right <= dot.x  # near the edge, so it turned to the left


@pytest.mark.parametrize("size", [(1500, 1800), (997, 1213), (33, 7)])
@pytest.mark.parametrize("focus", [None, (0.0, 0.0), (100.0, 100.0)])
def test_a_picture_of_any_shape_is_cut_to_a_place_around_its_focus(
    size: tuple[int, int], focus: tuple[float, float] | None
) -> None:
    picture = Image.fromarray(
        np.arange(size[0] * size[1] * 3, dtype=np.uint32).astype(np.uint8).reshape(size[1], size[0], 3)
    )
    asset = Asset("none.jpg", "digest", *size, focus=focus)
    for place in ((660, 792), (20, 20), (396, 1080)):
        assert fitted(picture, asset, place).size == place
