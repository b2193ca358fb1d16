"""What is shown as it is: the page of a document with its lit lines, and a map with its places."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from bulletin.brand.layouts.pages import excerpt_of, lit_areas
from bulletin.brand.layouts.values import rows_of, words_of
from bulletin.brand.plates.cards import backdrop
from bulletin.brand.plates.paint import OVERSAMPLING, STILL, Sheet, flattened, painted, rectangle, tinted
from bulletin.brand.style import Box, Motion, Moves
from bulletin.brand.values import Drawn, Layer

STAGGER = 6
FADING = 0.5
"""How much of the room above and below lit lines fades into the paper."""


def document(sheet: Sheet) -> Drawn:
    """The page on ink; a marker runs over the lines that are read, large in the excerpt and small on the page."""
    fresh = words_of(sheet.plate, "fresh") == "yes"
    areas = lit_areas(sheet.plate)
    page = _pictured(sheet, "page")
    edge = _edged(sheet, "page")
    small = [_marked(sheet, f"lit{index}", page) for index in range(len(areas))]
    title = [*sheet.words("title"), *sheet.fill("rule", "rule")]
    ground = backdrop(sheet)
    still = [edge, page, *small, *title]
    layers = [ground, flattened(still, sheet.moves("page"))] if fresh else [flattened([ground, *still])]
    if areas:
        excerpt = _excerpt(sheet)
        layers.append(flattened([_edged(sheet, "excerpt"), excerpt], sheet.moves("excerpt")))
        layers += [_running(sheet, index, excerpt) for index in range(len(areas))]
    return Drawn(tuple(layers), covers=True)


def map_(sheet: Sheet) -> Drawn:
    """The whole map on ink; the places come one after the other."""
    title = [*sheet.words("title"), *sheet.fill("rule", "rule")]
    layers = [backdrop(sheet)]
    layers.append(flattened([_edged(sheet, "map"), _pictured(sheet, "map"), *title], sheet.moves("map")))
    for index in range(len(rows_of(sheet.plate, "spots"))):
        name = [*sheet.fill(f"name{index}", "name"), *sheet.words(f"spot{index}"), *_dot(sheet, f"dot{index}")]
        layers.append(flattened(name, sheet.moves("spot", index * STAGGER)))
    return Drawn(tuple(layers), covers=True)


def _pictured(sheet: Sheet, name: str) -> Layer:
    """The plate's picture, whole, in a box of its shape."""
    x, y, width, height = rectangle(sheet.layout.boxes[name], sheet.canvas)
    image = sheet.open_picture(sheet.plate.pictures[0], (width, height)) if sheet.plate.pictures else None
    return Layer(_opaque(image, (width, height)), x, y)


def _excerpt(sheet: Sheet) -> Layer:
    """The part of the page that holds the lit lines, as large as its box."""
    x, y, width, height = rectangle(sheet.layout.boxes["excerpt"], sheet.canvas)
    areas = lit_areas(sheet.plate)
    shown = excerpt_of(areas)
    asset = sheet.plate.pictures[0]
    full = round(width * 100 / shown.width), round(height * 100 / shown.height)
    scale = min(1.0, asset.width / full[0])  # no finer than the page is
    page = sheet.open_picture(asset, (max(2, round(full[0] * scale)), max(2, round(full[1] * scale)))).convert("RGB")
    left, top = shown.x * page.width / 100, shown.y * page.height / 100
    box = (left, top, left + shown.width * page.width / 100, top + shown.height * page.height / 100)
    pixels = _opaque(page.resize((width, height), Image.Resampling.BICUBIC, box), (width, height))
    above = min(area.y for area in areas) - shown.y
    below = shown.y + shown.height - max(area.y + area.height for area in areas)
    _fade_out(pixels, round(FADING * above * height / shown.height))
    _fade_out(pixels[::-1], round(FADING * below * height / shown.height))
    return Layer(pixels, x, y)


def _fade_out(pixels: np.ndarray, rows: int) -> None:
    """Let the first rows go over into the paper's colour: no line of the page is cut in half."""
    paper = np.median(pixels[..., :3], axis=(0, 1))
    kept = np.linspace(0, 1, rows, endpoint=False, dtype=np.float32)[:, None, None]
    pixels[:rows, :, :3] = np.rint(pixels[:rows, :, :3] * kept + paper * (1 - kept))


def _opaque(image: Image.Image | None, size: tuple[int, int]) -> np.ndarray:
    pixels = np.full((size[1], size[0], 4), 255, np.uint8)
    if image is not None:
        pixels[..., :3] = np.asarray(image.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    return pixels


def _edged(sheet: Sheet, name: str) -> Layer:
    """A fine edge of paper around a box."""
    box, edge = sheet.layout.boxes[name], sheet.style.numbers["edge"]
    around = Box(box.x - edge, box.y - edge, box.width + 2 * edge, box.height + 2 * edge)
    return painted(around, sheet.style.colours["edge"], sheet.canvas)


def _marked(sheet: Sheet, name: str, page: Layer, moves: Moves = STILL) -> Layer:
    """A line of a page as a marker leaves it: the paper takes its colour, the letters stay as dark as they are."""
    x, y, width, height = rectangle(sheet.layout.boxes[name], sheet.canvas)
    width, height = min(width, page.x + page.pixels.shape[1] - x), min(height, page.y + page.pixels.shape[0] - y)
    colour = sheet.style.colours["lit"]
    tint = 255 - (255 - np.array(colour.rgb, np.float32)) * (colour.alpha / 255)
    pixels = np.array(page.pixels[y - page.y : y - page.y + height, x - page.x : x - page.x + width])
    pixels[..., :3] = np.rint(pixels[..., :3] * (tint / 255))
    return Layer(pixels, x, y, moves.enter, moves.leave)


def _running(sheet: Sheet, index: int, excerpt: Layer) -> Layer:
    """The marker running along a line of the excerpt, line after line."""
    enter = sheet.moves("lit").enter
    wipe = Motion("wipe", enter.length, enter.delay + index * enter.length)
    return _marked(sheet, f"line{index}", excerpt, Moves(wipe))


def _dot(sheet: Sheet, name: str) -> list[Layer]:
    """A round point with a white ring."""
    x, y, width, height = rectangle(sheet.layout.boxes[name], sheet.canvas)
    layers = []
    for inside, colour in ((0.0, "ring"), (0.2, "dot")):
        mask = Image.new("L", (width * OVERSAMPLING, height * OVERSAMPLING))
        gap = round(width * OVERSAMPLING * inside)
        ImageDraw.Draw(mask).ellipse((gap, gap, mask.width - 1 - gap, mask.height - 1 - gap), fill=255)
        layers.append(Layer(tinted(mask.reduce(OVERSAMPLING), sheet.style.colours[colour]), x, y))
    return layers
