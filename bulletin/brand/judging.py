"""What is wrong with a pack that can be read: letters its fonts lack, words that stand outside the safe area, do not fit or
cannot be read on what they stand on, plates that cover each other. Every finding with its line of brand.toml."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from bulletin.brand import parts, specimens
from bulletin.brand.fit import fit_problems
from bulletin.brand.fonts import face_of
from bulletin.brand.layouts import lay_out
from bulletin.brand.pack import Pack
from bulletin.brand.plates import draw
from bulletin.brand.plates.wordmark import headline_ground
from bulletin.brand.reader import Reader
from bulletin.brand.style import Backdrop, Box, PlateStyle, Table, Words
from bulletin.brand.text import Setting
from bulletin.brand.values import Drawn
from bulletin.errors import Problem
from bulletin.messages import Message, say
from bulletin.rundown.values import Plate

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
TONED = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
SIGNS = "0123456789.,:;!?()–—“”‘’…·%/&+−×°²³"
ALPHABET = "".join(dict.fromkeys(f"{LETTERS}{TONED}{LETTERS.upper()}{TONED.upper()}{SIGNS}"))
"""What Vietnamese news is written with."""
LEAST_CONTRAST = 4.5
SCALE = 0.5
PHOTOGRAPHS = ((0, 0, 0), (128, 128, 128), (255, 255, 255))
"""What overlays may stand on: a photograph as dark, as grey and as light as can be."""
UNDER_OPENER = "opener_date"
OVER_CARDS = ("bug", "ribbon", "label")
STORY_CARDS = (
    "quotation",
    "list",
    "table",
    "chart_line",
    "chart_share",
    "document",
    "map",
    "big_figure",
    "text_story",
    "breaking_story",
    "teaser",
)
"""What stands over a card of a story for its whole time, and these cards."""
CAPITAL = 0.74
"""Ems over the base line that capitals reach without their marks."""

Picture = npt.NDArray[np.uint8]


def judged(reader: Reader, pack: Pack) -> tuple[Problem, ...]:
    """All findings about a pack in one shape."""
    judge = _Judge(reader, pack)
    found = (
        *judge.letters(),
        *judge.boxes(),
        *judge.settings(),
        *judge.needed(),
        *judge.contrasts(),
        *judge.neighbours(),
        *judge.covered(),
    )
    return tuple(dict.fromkeys(found))


@dataclasses.dataclass(frozen=True, slots=True)
class _Judge:
    reader: Reader
    pack: Pack

    def letters(self) -> Iterator[Problem]:
        """Letters of Vietnamese that a font lacks."""
        for name, font in self.pack.fonts.rows:
            lacking = "".join(sign for sign in ALPHABET if not face_of(font).has(sign))
            if lacking:
                message = say(
                    "The font {font} lacks letters of Vietnamese: {letters}", font=font.label, letters=lacking[:20]
                )
                yield self._found(f"fonts.files.{name}", message, say("Choose a font that has all of Vietnamese."))

    def boxes(self) -> Iterator[Problem]:
        """Text boxes that reach out of the safe area."""
        for kind, style in self.pack.plates.rows:
            for key, box in _text_boxes(kind, style):
                if not _is_inside(box, self.pack.safe):
                    yield self._unsafe(key)

    def settings(self) -> Iterator[Problem]:
        """Words that stand out of the safe area when they are as long or as short as can be."""
        for kind in parts.PARTS:
            for plate in (specimens.longest(self.pack, kind), specimens.shortest(kind)):
                for name, setting in lay_out(self.pack, plate).settings.items():
                    if setting.lines and not _is_inside(_written(setting), self.pack.safe):
                        yield self._unsafe(self._key(kind, name))

    def needed(self) -> Iterator[Problem]:
        """Words that a newsroom needs and the plate does not hold."""
        for kind in parts.PARTS:
            plate = specimens.needed(kind)
            for problem in fit_problems(self.pack, plate):
                key = next(
                    (self._key(kind, name) for name, set_ in lay_out(self.pack, plate).settings.items() if set_.over),
                    f"plates.{kind}",
                )
                message = say(
                    "The plate {plate} has too little room: {problem}", plate=self._named(kind), problem=problem.message
                )
                yield self._found(
                    key, message, say("Make its box larger, its smallest size smaller, or allow another line.")
                )

    def contrasts(self) -> Iterator[Problem]:
        """Words that are too like what they stand on."""
        bare = wordless(self.pack)
        for kind in parts.PARTS:
            plate = specimens.needed(kind)
            with_words, without = (draw(pack, plate, SCALE) for pack in (self.pack, bare))
            settings = lay_out(self.pack, plate).settings
            for under in self._grounds(kind):
                shown, empty = _over(with_words, under), _over(without, under)
                for name, setting in settings.items():
                    reached = contrast_of(shown, empty, _written(setting))
                    if reached is not None and reached < LEAST_CONTRAST:
                        yield self._pale(kind, name, reached)

    def neighbours(self) -> Iterator[Problem]:
        """Plates that may stand together and would cover each other, and captions that would stand on one."""
        overlays = [kind for kind in parts.PARTS if kind != UNDER_OPENER and not _covers(self.pack.plate(kind))]
        places = {kind: _place(self.pack, specimens.longest(self.pack, kind)) for kind in overlays}
        for one, other in combinations(overlays, 2):
            together = self.pack.may_stand(one, frozenset({other})) and self.pack.may_stand(other, frozenset({one}))
            if together and _touch(places[one], places[other]):
                message = say(
                    "The plates {one} and {other} cover each other", one=self._named(one), other=self._named(other)
                )
                yield self._found(f"plates.{one}", message, say("Move one of them, or let one yield under [yields]."))
        for rule in self.pack.yields:
            # Words that grow smaller to fit may leave a plate lower than fewer words do.
            plates = (specimens.everyday(rule.plate), specimens.needed(rule.plate))
            top = min(places[rule.plate].y, *(_place(self.pack, plate).y for plate in plates))
            if top < self.pack.size[1] - rule.clear:
                message = say("Captions would stand on the plate {plate}", plate=self._named(rule.plate))
                yield self._found(f"yields.{rule.plate}.clear", message, say("Write a larger number for clear."))

    def covered(self) -> Iterator[Problem]:
        """Words of a story's cards that would lie under what stands over the card for its whole time."""
        places = {over: _place(self.pack, specimens.everyday(over)) for over in OVER_CARDS}
        for kind in STORY_CARDS:
            for name, setting in lay_out(self.pack, specimens.longest(self.pack, kind)).settings.items():
                for over in (
                    over for over, place in places.items() if setting.lines and _touch(place, _written(setting))
                ):
                    key = self._key(kind, name)
                    message = say("The plate {plate} would lie over {key}", plate=self._named(over), key=key)
                    yield self._found(key, message, say("Move one of them, or keep the words in a smaller box."))

    # --- findings -----------------------------------------------------------------------------------------------------

    def _grounds(self, kind: str) -> list[Picture]:
        """What a plate may stand on."""
        size = self.pack.canvas(SCALE).size
        if kind == UNDER_OPENER:
            return [np.ascontiguousarray(headline_ground(self.pack, self.pack.canvas(SCALE))[..., :3])]
        if _covers(self.pack.plate(kind)):
            return [np.zeros((size[1], size[0], 3), np.uint8)]
        return [np.full((size[1], size[0], 3), colour, np.uint8) for colour in PHOTOGRAPHS]

    def _key(self, kind: str, name: str) -> str:
        """Where brand.toml tells a setting of a plate."""
        style = self.pack.plate(kind)
        if name in style.layers:
            return f"plates.{kind}.layers.{name}"
        text = name.rstrip("0123456789.")
        return f"plates.{kind}.texts.{text if text in style.texts else text + 's'}"

    def _named(self, kind: str) -> str:
        return f"{kind} ({self.pack.shape})"

    def _unsafe(self, key: str) -> Problem:
        message = say("{key} reaches out of the safe area of {shape} frames", key=key, shape=self.pack.shape)
        return self._found(key, message, say("Move its box into frame.safe."))

    def _pale(self, kind: str, name: str, reached: float) -> Problem:
        fields = {
            "key": self._key(kind, name),
            "reached": f"{reached:.1f}",
            "least": str(LEAST_CONTRAST),
            "shape": self.pack.shape,
        }
        message = say(
            "{key} has a contrast of {reached} to what it stands on in {shape} frames; {least} is needed", **fields
        )
        return self._found(fields["key"], message, say("Choose a lighter or darker colour, or put a panel under it."))

    def _found(self, key: str, message: Message, hint: Message) -> Problem:
        return self.reader.problem(key, message, hint)


# --- boxes ------------------------------------------------------------------------------------------------------------


def _text_boxes(kind: str, style: PlateStyle) -> Iterator[tuple[str, Box]]:
    """The boxes that texts are kept to, with their keys; a text that its panel or block places is measured where it stands."""
    yield from ((f"plates.{kind}.texts.{name}", text.box) for name, text in style.texts.rows)
    placed = {name for _, layer in style.layers.rows for name in getattr(layer.paint, "holds", ())}
    for name, layer in style.layers.rows:
        if isinstance(layer.paint, Words) and name not in placed and not layer.inside:
            yield f"plates.{kind}.layers.{name}", layer.paint.style.box


def _is_inside(box: Box, safe: Box) -> bool:
    return box.x >= safe.x and box.y >= safe.y and box.right <= safe.right and box.bottom <= safe.bottom


def _written(setting: Setting) -> Box:
    """The rectangle of a setting's lines, from the top of its capitals to its last base line."""
    count = len(setting.lines)
    left = min((setting.left(line) for line in range(count)), default=0.0)
    right = max((setting.left(line) + setting.widths[line] for line in range(count)), default=0.0)
    top = setting.baseline(0) - CAPITAL * setting.size
    bottom = setting.baseline(max(count - 1, 0))
    return Box(int(np.ceil(left - 1e-6)), int(np.ceil(top)), int(right - left), int(bottom - top))


def _place(pack: Pack, plate: Plate) -> Box:
    """The rectangle of all that a plate shows, in units."""
    corners = []
    for layer in draw(pack, plate, SCALE).layers:
        rows, columns = (np.flatnonzero(layer.pixels[..., 3].max(axis=axis) > 8) for axis in (1, 0))
        if len(rows):
            corners.append((layer.x + columns[0], layer.y + rows[0], layer.x + columns[-1] + 1, layer.y + rows[-1] + 1))
    found = np.array(corners)
    (left, top), (right, bottom) = found[:, :2].min(axis=0), found[:, 2:].max(axis=0)
    return Box(*(round(side / SCALE) for side in (left, top, right - left, bottom - top)))


def _covers(style: PlateStyle) -> bool:
    """Whether a plate fills the frame."""
    return bool(style.ground) or any(isinstance(layer.paint, Backdrop) for _, layer in style.layers.rows)


def _touch(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


# --- contrast ---------------------------------------------------------------------------------------------------------


def wordless(pack: Pack) -> Pack:
    """The pack with words that are not seen."""
    return replace(pack, plates=Table(tuple((kind, _wordless(kind, style)) for kind, style in pack.plates.rows)))


def _wordless(kind: str, style: PlateStyle) -> PlateStyle:
    needs = parts.PARTS[kind]
    inks = needs.inks if needs else ()
    colours = tuple((name, replace(colour, alpha=0) if name in inks else colour) for name, colour in style.colours.rows)
    texts = tuple((name, replace(text, colour=replace(text.colour, alpha=0))) for name, text in style.texts.rows)
    layers = tuple((name, replace(layer, paint=_unseen(layer.paint))) for name, layer in style.layers.rows)
    return replace(style, colours=Table(colours), texts=Table(texts), layers=Table(layers))


def _unseen(paint: Any) -> Any:
    if not isinstance(paint, Words):
        return paint
    return replace(paint, style=replace(paint.style, colour=replace(paint.style.colour, alpha=0)))


def _over(drawn: Drawn, under: Picture) -> Picture:
    """A plate at rest on a ground."""
    sheet = Image.fromarray(under).convert("RGBA")
    for layer in drawn.layers:
        pixels = layer.sequence[-1] if layer.sequence else layer.pixels
        sheet.alpha_composite(Image.fromarray(pixels), (layer.x, layer.y))
    return np.asarray(sheet.convert("RGB"))


def contrast_of(shown: Picture, empty: Picture, box: Box) -> float | None:
    """The least contrast of words to what is around them, of a picture with them and one without; None where there are none."""
    top, bottom, left, right = (int(edge * SCALE) for edge in (box.y, box.bottom + 1, box.x, box.right + 1))
    with_words, without = (picture[top:bottom, left:right].reshape(-1, 3).astype(float) for picture in (shown, empty))
    change = np.abs(with_words - without).max(axis=1) if len(without) else np.zeros(0)
    if not change.size or change.max() < 1:
        return None if not change.size else 1.0
    ink = np.median(with_words[change >= 0.9 * change.max()], axis=0)
    light = luminance(without)
    ends = (float(end) for end in np.percentile(light, (2, 98)))
    return min(_contrast(float(luminance(ink)), end) for end in ends)


def luminance(colour: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Relative luminance (WCAG) of colours 0–255 on the last axis."""
    part = np.asarray(colour, np.float64) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
