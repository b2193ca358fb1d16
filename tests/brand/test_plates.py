"""Drawn plates: inside the safe area, on even rectangles, legible, the same every time."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from bulletin.brand import layouts, parts, plates
from bulletin.brand.layouts import lay_out, thumbnails
from bulletin.brand.pack import Pack
from bulletin.brand.plates import draw
from bulletin.brand.plates.paint import rectangle
from bulletin.brand.style import Box, Fill, Panel, Words
from bulletin.brand.values import Layer
from bulletin.rundown.figures import figure_in
from bulletin.rundown.values import Asset, Plate
from tests.brand.samples import LINES, ORDINARY, PEOPLE, ROWS, longest, plate, shortest

OVERLAYS = (
    "bug",
    "strap",
    "breaking",
    "lower_third",
    "credit",
    "tag",
    "label",
    "headline",
    "opener_date",
    "byline",
    "ribbon",
)
CARDS = tuple(kind for kind in ORDINARY if kind not in OVERLAYS)
THIRD = float(Fraction(1, 3))


def inked(layer: Layer) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what a layer shows, in frame pixels."""
    rows, columns = (np.flatnonzero(layer.pixels[..., 3].max(axis=axis) > 8) for axis in (1, 0))
    return (
        layer.x + int(columns[0]),
        layer.y + int(rows[0]),
        layer.x + int(columns[-1]) + 1,
        layer.y + int(rows[-1]) + 1,
    )


def luminance(colour: np.ndarray) -> np.ndarray:
    """Relative luminance (WCAG) of colours 0–255 on the last axis."""
    part = np.asarray(colour, np.float64) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    light, dark = sorted((float(luminance(one)), float(luminance(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_is_a_layout_and_a_drawing_for_every_kind_that_is_not_told_by_its_layers() -> None:
    engines = {kind for kind, needs in parts.PARTS.items() if needs is not None}
    assert set(layouts.ENGINES) == set(plates.ENGINES) == engines
    assert set(ORDINARY) == set(parts.PARTS)


@pytest.mark.parametrize("kind", OVERLAYS)
@pytest.mark.parametrize("length", ["longest", "shortest"])
def test_overlays_stay_inside_the_safe_area(pack: Pack, kind: str, length: str) -> None:
    words = longest(pack, kind) if length == "longest" else shortest(kind)
    for layer in draw(pack, words).layers:
        left, top, right, bottom = inked(layer)
        assert left >= pack.safe.x
        assert top >= pack.safe.y
        assert right <= pack.safe.right
        assert bottom <= pack.safe.bottom


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("length", ["longest", "shortest"])
def test_words_of_cards_stay_inside_the_safe_area(pack: Pack, kind: str, length: str) -> None:
    words = longest(pack, kind) if length == "longest" else shortest(kind)
    for setting in lay_out(pack, words).settings.values():
        for line in range(len(setting.lines)):
            assert setting.left(line) >= pack.safe.x
            assert setting.left(line) + setting.widths[line] <= pack.safe.right
        assert setting.baseline(0) - 0.74 * setting.size >= pack.safe.y
        assert setting.baseline(len(setting.lines) - 1) <= pack.safe.bottom


@pytest.mark.parametrize("kind", ORDINARY)
@pytest.mark.parametrize("scale", [1.0, 0.5, THIRD])
def test_layers_are_even_and_inside_the_frame(pack: Pack, kind: str, scale: float) -> None:
    width, height = pack.canvas(scale).size
    drawn = draw(pack, ORDINARY[kind], scale)
    for layer in drawn.layers:
        tall, wide = layer.pixels.shape[:2]
        assert not any(side % 2 for side in (layer.x, layer.y, wide, tall))
        assert min(layer.x, layer.y) >= 0
        assert layer.x + wide <= width
        assert layer.y + tall <= height
        assert all(pixels.shape == layer.pixels.shape for pixels in layer.sequence)
        assert layer.pixels.dtype == np.uint8


@pytest.mark.parametrize("kind", CARDS)
def test_cards_cover_the_frame_and_overlays_do_not(pack: Pack, kind: str) -> None:
    drawn = draw(pack, ORDINARY[kind], THIRD)
    ground = drawn.layers[0]
    assert drawn.covers
    assert ground.pixels.shape == (360, 640, 4)
    assert ground.pixels[..., 3].min() == 255
    assert ground.enter.kind == "none"
    assert not draw(pack, ORDINARY["strap"], THIRD).covers


@pytest.mark.parametrize("kind", ORDINARY)
def test_a_plate_is_drawn_the_same_every_time(pack: Pack, kind: str) -> None:
    first, second = (draw(pack, ORDINARY[kind], 0.5) for _ in range(2))
    for one, other in zip(first.layers, second.layers, strict=True):
        assert one.pixels.tobytes() == other.pixels.tobytes()
        assert len(one.sequence) == len(other.sequence)
        assert all((a == b).all() for a, b in zip(one.sequence, other.sequence, strict=True))


@pytest.mark.parametrize("scale", [0.5, THIRD])
def test_lines_break_alike_at_every_scale(pack: Pack, scale: float) -> None:
    large, small = (draw(pack, ORDINARY["strap"], each) for each in (1.0, scale))
    for one, other in zip(large.layers, small.layers, strict=True):
        assert abs(one.x * scale - other.x) <= 2
        assert abs(one.pixels.shape[1] * scale - other.pixels.shape[1]) <= 4


PLATES_OF_TEXT = [
    ("strap", "title", "panel"),
    ("strap", "section", "tag"),
    ("breaking", "title", "panel"),
    ("breaking", "section", "tag"),
    ("lower_third", "name", "panel"),
    ("lower_third", "role", "panel"),
    ("credit", "text", "panel"),
    ("tag", "text", "panel"),
    ("label", "text", "panel"),
    ("headline", "line", "panel"),
    ("greeting", "note", "note_plate"),
    ("opener_date", "note", "note_plate"),
]


@pytest.mark.parametrize(("kind", "text", "panel"), PLATES_OF_TEXT)
@pytest.mark.parametrize("photo", [0, 128, 255])
def test_words_are_legible_on_their_plate_over_any_photo(
    pack: Pack, kind: str, text: str, panel: str, photo: int
) -> None:
    layers = pack.plate(kind).layers
    words, paint = layers[text].paint, layers[panel].paint
    assert isinstance(words, Words)
    assert isinstance(paint, Panel | Fill)
    colour = paint.colour
    assert colour is not None
    under = np.array(colour.rgb) * (colour.alpha / 255) + photo * (1 - colour.alpha / 255)
    assert contrast(np.array(words.style.colour.rgb), under) >= 4.5


@pytest.mark.parametrize(
    "kind", ["greeting", "quotation", "list", "table", "big_figure", "text_story", "part", "closer"]
)
def test_words_are_legible_on_the_ground_of_their_card(pack: Pack, kind: str) -> None:
    drawn = draw(pack, longest(pack, kind))
    ground = drawn.layers[0].pixels[..., :3]
    on_plates = {"note"}
    for name, setting in lay_out(pack, longest(pack, kind)).settings.items():
        x, y, width, height = rectangle(setting.style.box, pack.canvas(1.0))
        right = min(x + width, int(setting.left(0) + setting.width) + 2)
        if name in on_plates or kind == "list":
            continue
        around = ground[y : y + height, x:right].reshape(-1, 3).astype(float)
        light = luminance(around)
        for index in (int(light.argmin()), int(light.argmax())):
            assert contrast(np.array(setting.style.colour.rgb), around[index]) >= 4.5, name


@pytest.mark.parametrize(("text", "panel"), [("line_lit", "lit"), ("mist", "slate")])
def test_rows_of_the_board_are_legible(pack: Pack, text: str, panel: str) -> None:
    colours = pack.plate("headlines").colours
    one, other = (colours[name] if name in colours else pack.colours[name] for name in (text, panel))
    assert contrast(np.array(one.rgb), np.array(other.rgb)) >= 4.5


def test_marks_of_capitals_are_never_cut(pack: Pack) -> None:
    for kind in ("strap", "lower_third", "greeting", "text_story", "part"):
        drawn = draw(pack, longest(pack, kind))
        for layer in (layer for layer in drawn.layers if layer.enter.kind == "rise"):
            alpha = layer.pixels[..., 3]
            assert alpha[0].max() == 0
            assert alpha[-1].max() == 0
            assert max(alpha[:, 0].max(), alpha[:, -1].max()) == 0


def test_words_come_in_after_the_plate_they_stand_on(pack: Pack) -> None:
    bar, panel, title = (pack.plate("strap").layers[name].moves.enter for name in ("bar", "panel", "title"))
    assert bar.delay < panel.delay < title.delay
    assert (bar.length, panel.length, title.length) == (12, 12, 12)
    assert draw(pack, ORDINARY["strap"]).layers[-1].enter.travel == 24
    assert draw(pack, ORDINARY["strap"], 0.5).layers[-1].enter.travel == 12


def test_label_and_bug_stand_still(pack: Pack) -> None:
    for kind in ("label", "bug"):
        assert all(layer.enter.kind == layer.leave.kind == "none" for layer in draw(pack, ORDINARY[kind]).layers)


def place_of(pack: Pack, kind: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a plate with words as long as they may be."""
    corners = np.array([inked(layer) for layer in draw(pack, longest(pack, kind)).layers])
    left, top = corners[:, :2].min(axis=0)
    right, bottom = corners[:, 2:].max(axis=0)
    return int(left), int(top), int(right), int(bottom)


def test_plates_that_may_stand_together_never_touch(pack: Pack) -> None:
    places = {kind: place_of(pack, kind) for kind in OVERLAYS if kind != "opener_date"}
    for one, other in combinations(places, 2):
        (left, top, right, bottom), (x, y, end, low) = places[one], places[other]
        apart = end <= left or right <= x or low <= top or bottom <= y
        together = pack.may_stand(one, frozenset({other})) and pack.may_stand(other, frozenset({one}))
        assert apart == together, (one, other)


def test_captions_clear_the_highest_plate_of_every_kind_that_they_yield_to(pack: Pack) -> None:
    for rule in pack.yields:
        assert place_of(pack, rule.plate)[1] >= 1080 - rule.clear


def test_the_bug_keeps_its_shape_on_paper(pack: Pack) -> None:
    (layer,) = draw(pack, ORDINARY["bug"]).layers
    left, top, right, bottom = inked(layer)
    block = layer.pixels[top - layer.y : bottom - layer.y, left - layer.x : right - layer.x]
    red = np.array(pack.colours["red"].rgb)
    for edge in (block[:2], block[-2:], block[:, -2:], block[:, :2]):
        assert (edge[..., :3] == red).all()
        assert edge[..., 3].min() == 255


def test_the_credit_ends_right_on_the_base_line_of_the_strap(pack: Pack) -> None:
    strap, credit = (draw(pack, longest(pack, kind)).layers[0] for kind in ("strap", "credit"))
    assert credit.y + credit.pixels.shape[0] == strap.y + strap.pixels.shape[0]
    assert credit.x > strap.x + strap.pixels.shape[1]
    assert credit.x + credit.pixels.shape[1] <= pack.safe.right


def test_figures_stand_still_while_they_count(pack: Pack) -> None:
    drawn = draw(pack, ORDINARY["table"], 1.0)
    counting = [layer for layer in drawn.layers if layer.sequence]
    assert len(counting) == len(ROWS)
    for layer in counting:
        ends = [np.flatnonzero(pixels[..., 3].max(axis=0))[-1] for pixels in layer.sequence]
        assert max(ends) - min(ends) <= 16
        assert (layer.sequence[-1] == layer.pixels).all()
        assert not (layer.sequence[0] == layer.pixels).all()


def test_bars_grow_with_their_figures_and_the_highlighted_one_is_red(pack: Pack) -> None:
    drawn = draw(pack, ORDINARY["table"])
    bars = [layer for layer in drawn.layers if layer.enter.kind == "wipe"]
    widths = [layer.pixels.shape[1] for layer in bars]
    assert widths[1] / widths[0] == pytest.approx(4_730_000 / 5_310_000, abs=0.01)
    assert tuple(bars[0].pixels[4, 4, :3]) == pack.colours["red"].rgb
    assert tuple(bars[1].pixels[4, 4, :3]) == pack.colours["slate"].rgb


def test_rows_of_a_table_share_their_room_and_their_sizes(pack: Pack) -> None:
    for count in (2, 3, 4, 6, 9):
        rows = tuple(
            (f"Ngày nghỉ hằng tuần thứ {row}" if row == 1 else "Tết", "5.310.000" if row else "7")
            for row in range(count)
        )
        layout = lay_out(pack, plate("table", title="Lương", header=("Vùng", "Mức"), rows=rows, source="Nghị định"))
        assert len({layout.boxes[f"row{row}"].height for row in range(count)}) == 1
        for kind in ("label{}", "figure{}.1"):
            assert len({layout.settings[kind.format(row)].size for row in range(count)}) == 1
        last = layout.boxes[f"row{count - 1}"]
        assert last.bottom <= layout.settings["source"].style.box.y
        assert count < 3 or last.bottom > 800


def test_a_table_of_several_columns_has_no_bars(pack: Pack) -> None:
    rows = tuple((*row, "25.500") for row in ROWS)
    drawn = draw(pack, plate("table", title="Lương", header=("Vùng", "Tháng", "Giờ"), rows=rows), 0.5)
    assert not [layer for layer in drawn.layers if layer.enter.kind == "wipe"]
    assert len([layer for layer in drawn.layers if layer.sequence]) == 2 * len(ROWS)


@pytest.mark.parametrize(
    ("words", "value"),
    [("5.310.000", 5310000), ("150", 150), ("1,25", 125), ("70%", 70), ("−3", -3), ("42 chuyến", 42), ("4–11", None), ("22.11.2026", None),
     ("Vùng I", None), ("293/2025", None), ("", None)],
)  # fmt: skip
def test_vietnamese_figures_are_understood(words: str, value: int | None) -> None:
    figure = figure_in(words)
    assert (figure.value if figure else None) == value
    if figure:
        assert figure.written(figure.value) == words


@pytest.mark.parametrize("rows", [1, 3, 4, 5])
def test_thumbnails_are_told_where_the_board_draws_them_upright_and_16_to_9(pack: Pack, rows: int) -> None:
    asked: list[tuple[int, int]] = []

    def white(_asset: Asset, size: tuple[int, int]) -> Image.Image:
        asked.append(size)
        return Image.new("RGB", size, (255, 255, 255))

    lines = ("Tết",) * rows
    board = draw(pack, plate("headlines", rows, lines=lines, lit="", fresh=""), 1.0, white).layers[0].pixels
    places = thumbnails(pack, rows)
    assert len(places) == len(asked) == rows
    for place, size in zip(places, asked, strict=True):
        left, top = round(place.x * 19.2), round(place.y * 10.8)
        assert (round(place.width * 19.2), round(place.height * 10.8)) == size
        assert size[0] * 9 == size[1] * 16
        around = board[top - 2 : top + size[1] + 2, left - 2 : left + size[0] + 2, :3].min(axis=2)
        assert around[2:-2, 2:-2].min() > 120
        assert around[0].max() < 120


def test_rows_of_a_fresh_board_enter_one_after_the_other(pack: Pack) -> None:
    fresh = draw(pack, plate("headlines", 3, lines=LINES, lit="", fresh="yes"), THIRD)
    delays = [layer.enter.delay for layer in fresh.layers if layer.enter.kind == "wipe"]
    assert delays == sorted(delays)
    assert len(set(delays)) == 3
    assert len(draw(pack, plate("headlines", 3, lines=LINES, lit="", fresh=""), THIRD).layers) == 1


def test_items_after_the_one_being_read_are_not_there_yet(pack: Pack) -> None:
    def ink(lit: str) -> int:
        drawn = draw(pack, plate("list", title="Việc", items=LINES, lit=lit), THIRD)
        bare = draw(pack, plate("list"), THIRD).layers[0].pixels
        bottoms = [np.flatnonzero((layer.pixels[..., :3] != bare[layer.y : layer.y + layer.pixels.shape[0], layer.x : layer.x + layer.pixels.shape[1], :3]).any(axis=2).any(axis=1) * (layer.pixels[..., 3].max(axis=1) > 0)) for layer in drawn.layers]  # fmt: skip
        return max(layer.y + int(rows[-1]) for layer, rows in zip(drawn.layers, bottoms, strict=True) if len(rows))

    assert ink("0") < ink("1") < ink("2") == ink("")


def test_a_plate_without_its_optional_words_is_drawn_without_them(pack: Pack) -> None:
    for bare in (
        plate("strap", title="Tết", section=""),
        plate("lower_third", name="Lan", role=""),
        plate("closer", people=PEOPLE, notice="", note="", date=""),
        plate("quotation", words="Vâng", name="", role=""),
        plate("greeting", title="Bản tin", date="", note=""),
        plate("opener_date", date="22.11.2026", note=""),
        Plate("table"),
        Plate("list"),
    ):
        assert draw(pack, bare, THIRD).layers


def test_a_box_that_would_vanish_keeps_two_pixels(pack: Pack) -> None:
    assert rectangle(Box(96, 204, 1, 1), pack.canvas(THIRD))[2:] == (2, 2)
