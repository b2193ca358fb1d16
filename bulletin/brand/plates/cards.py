"""Cards: plates that cover the whole frame."""

from __future__ import annotations

from bulletin.brand import grounds
from bulletin.brand.layouts.values import words_of
from bulletin.brand.plates.paint import Sheet, flattened, glyph, painted, pictured, rectangle, tinted, whole
from bulletin.brand.plates.wordmark import headline_ground
from bulletin.brand.style import Box
from bulletin.brand.values import Drawn, Layer

ROW_STAGGER = 3


def greeting(sheet: Sheet) -> Drawn:
    """The bulletin's name on the headline ground, the red planes at its side."""
    note = [*sheet.fill("note", "note"), *sheet.words("note")]
    return Drawn(
        (
            whole(headline_ground(sheet.pack, sheet.canvas)),
            planes(sheet),
            *sheet.fill("rule", "rule", "rule"),
            *sheet.words("title", "title"),
            *sheet.words("date", "date"),
            *([flattened(note, sheet.moves("note"))] if note else []),
        ),
        covers=True,
    )


def headlines(sheet: Sheet) -> Drawn:
    """The board: rows at rest are one picture, the row being read is laid over them from the left."""
    count = sum(name.startswith("row") for name in sheet.layout.boxes)
    ground = whole(headline_ground(sheet.pack, sheet.canvas))
    fresh = words_of(sheet.plate, "fresh") == "yes"
    rows = [_row(sheet, index, lit=False) for index in range(count)]
    layers = [ground, *sheet.words("title")]
    if fresh:
        layers = [ground, *sheet.words("title", "title")]
        layers += [flattened(row, sheet.moves("row", index * ROW_STAGGER)) for index, row in enumerate(rows)]
    else:
        layers = [flattened([*layers, *(layer for row in rows for layer in row)])]
    lit = _lit(sheet, count)
    if lit is not None:
        later = count * ROW_STAGGER if fresh else 0
        layers.append(flattened(_row(sheet, lit, lit=True), sheet.moves("row", later)))
    return Drawn(tuple(layers), covers=True)


def quotation(sheet: Sheet) -> Drawn:
    """Words in ink on paper under a large red mark; the portrait fills the right side where there is one."""
    people = [*sheet.words("name"), *sheet.words("role")]
    return Drawn(
        (
            whole(grounds.paper(sheet.pack, sheet.style.colours["ground"], sheet.canvas)),
            *_side(sheet, "portrait"),
            _opening_mark(sheet),
            *sheet.words("words", "words"),
            *sheet.fill("rule", "rule", "rule"),
            *([flattened(people, sheet.moves("name"))] if people else []),
        ),
        covers=True,
    )


def items(sheet: Sheet) -> Drawn:
    """The list as far as it has been read: what was read in slate, the item being read lit; nothing after it yet."""
    count = sum(name.startswith("item") for name in sheet.layout.settings)
    lit = _lit(sheet, count)
    first = lit == 0
    title = [*sheet.words("title"), *sheet.fill("rule", "rule")]
    ground = whole(grounds.paper(sheet.pack, sheet.style.colours["ground"], sheet.canvas))
    still, moving = [ground], list[Layer]()
    (moving if first else still).extend([flattened(title, sheet.moves("title"))] if title else [])
    for index in range(count if lit is None else lit):
        past = lit is not None
        still += sheet.fill(f"mark{index}", "mark_past" if past else "mark")
        still += sheet.words(f"item{index}", colour="item_past" if past else "")
    if lit is not None:
        item = [*sheet.fill(f"mark{lit}", "mark"), *sheet.words(f"item{lit}")]
        moving.append(flattened(item, sheet.moves("item", ROW_STAGGER if first else 0)))
    return Drawn((flattened(still), *moving), covers=True)


def text_story(sheet: Sheet) -> Drawn:
    return Drawn(
        (
            whole(grounds.ink(sheet.pack, sheet.canvas)),
            *sheet.fill("bar", "bar", "bar"),
            *sheet.words("section", "section"),
            *sheet.words("title", "title"),
            *sheet.words("words", "words"),
        ),
        covers=True,
    )


def breaking_story(sheet: Sheet) -> Drawn:
    """Breaking news before there is a picture: the title on ink beside the planes."""
    section = [*sheet.fill("section", "section"), *sheet.words("section")]
    return Drawn(
        (
            whole(grounds.ink(sheet.pack, sheet.canvas)),
            planes(sheet),
            *sheet.fill("bar", "bar", "bar"),
            flattened(section, sheet.moves("section")),
            *sheet.words("title", "title"),
        ),
        covers=True,
    )


def teaser(sheet: Sheet) -> Drawn:
    """What comes next: its picture fills the right side, its title stands on ink."""
    return Drawn(
        (
            whole(grounds.ink(sheet.pack, sheet.canvas)),
            *_side(sheet, "picture"),
            *sheet.words("word", "word"),
            *sheet.fill("rule", "rule", "rule"),
            *sheet.words("title", "title"),
        ),
        covers=True,
    )


def part(sheet: Sheet) -> Drawn:
    return Drawn(
        (
            whole(headline_ground(sheet.pack, sheet.canvas)),
            planes(sheet),
            *sheet.fill("bar", "bar", "bar"),
            *sheet.words("title", "title"),
        ),
        covers=True,
    )


def closer(sheet: Sheet) -> Drawn:
    """Thanks, people, the notice about the voice, date and note, beside the red planes."""
    people = [
        layer
        for name in sheet.layout.settings
        if name.startswith(("role", "name")) and name[4:].isdigit()
        for layer in sheet.words(name)
    ]
    foot = [*sheet.words("notice"), *sheet.fill("note", "note"), *sheet.words("note"), *sheet.words("date")]
    return Drawn(
        (
            whole(headline_ground(sheet.pack, sheet.canvas)),
            planes(sheet),
            *sheet.fill("rule", "rule", "rule"),
            *sheet.words("thanks", "thanks"),
            *([flattened(people, sheet.moves("people"))] if people else []),
            *([flattened(foot, sheet.moves("notice"))] if foot else []),
        ),
        covers=True,
    )


def _side(sheet: Sheet, name: str) -> list[Layer]:
    """The plate's picture in its box with an edge at its left, nothing where the plate has none."""
    if name not in sheet.layout.boxes:
        return []
    box, edge = sheet.layout.boxes[name], sheet.style.numbers["edge"]
    side = painted(Box(box.x - edge, box.y, edge, box.height), sheet.style.colours["edge"], sheet.canvas)
    return [flattened([pictured(sheet, sheet.plate.pictures[0], box), side], sheet.moves(name))]


def planes(sheet: Sheet) -> Layer:
    """The leaning planes at the right, in the plate's colours."""
    colours, numbers = sheet.style.colours, sheet.style.numbers
    pixels, x = grounds.planes((colours["front"], colours["back"]), (numbers["back"], numbers["front"]), sheet.canvas)
    moves = sheet.moves("planes")
    return Layer(pixels, x, 0, moves.enter, moves.leave)


def _lit(sheet: Sheet, count: int) -> int | None:
    """The index of the row being read, None for none."""
    words = words_of(sheet.plate, "lit")
    return min(int(words), count - 1) if words.isdigit() and count else None


def _row(sheet: Sheet, index: int, lit: bool) -> list[Layer]:
    """A row of the board: number, line and thumbnail."""
    lit_name = "_lit" if lit else ""
    return [
        *sheet.fill(f"row{index}", "lit" if lit else "row"),
        *sheet.fill(f"number{index}", f"number{lit_name}"),
        *sheet.words(f"number{index}"),
        *sheet.words(f"line{index}", colour="line_lit" if lit else ""),
        *(
            [_picture(sheet, index, 0 if lit else sheet.style.numbers["shade"])]
            if index < len(sheet.plate.pictures)
            else []
        ),
    ]


def _picture(sheet: Sheet, index: int, shade: int) -> Layer:
    return pictured(sheet, sheet.plate.pictures[index], sheet.layout.boxes[f"picture{index}"], shade=shade)


def _opening_mark(sheet: Sheet) -> Layer:
    """A large opening quotation mark whose ink is as high as its box."""
    box = sheet.layout.boxes["mark"]
    mask = glyph(sheet.pack.fonts["extrabold"], "“", box, sheet.canvas)
    x, y, _, _ = rectangle(box, sheet.canvas)
    moves = sheet.moves("mark")
    return Layer(tinted(mask, sheet.style.colours["mark"]), x, y, moves.enter, moves.leave)
