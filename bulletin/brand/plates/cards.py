"""Cards: plates that cover the whole frame."""

from __future__ import annotations

from bulletin.brand.layouts.values import words_of
from bulletin.brand.plates.paint import Sheet, flattened, pictured, whole
from bulletin.brand.plates.wordmark import ground
from bulletin.brand.values import Drawn, Layer

ROW_STAGGER = 3


def headlines(sheet: Sheet) -> Drawn:
    """The board: rows at rest are one picture, the row being read is laid over them from the left."""
    count = sum(name.startswith("row") for name in sheet.layout.boxes)
    bare = backdrop(sheet)
    fresh = words_of(sheet.plate, "fresh") == "yes"
    rows = [_row(sheet, index, lit=False) for index in range(count)]
    layers = [bare, *sheet.words("title")]
    if fresh:
        layers = [bare, *sheet.words("title", "title")]
        layers += [flattened(row, sheet.moves("row", index * ROW_STAGGER)) for index, row in enumerate(rows)]
    else:
        layers = [flattened([*layers, *(layer for row in rows for layer in row)])]
    lit = _lit(sheet, count)
    if lit is not None:
        later = count * ROW_STAGGER if fresh else 0
        layers.append(flattened(_row(sheet, lit, lit=True), sheet.moves("row", later)))
    return Drawn(tuple(layers), covers=True)


def items(sheet: Sheet) -> Drawn:
    """The list as far as it has been read: what was read in slate, the item being read lit; nothing after it yet."""
    count = sum(name.startswith("item") for name in sheet.layout.settings)
    lit = _lit(sheet, count)
    first = lit == 0
    title = [*sheet.words("title"), *sheet.fill("rule", "rule")]
    bare = backdrop(sheet)
    still, moving = [bare], list[Layer]()
    (moving if first else still).extend([flattened(title, sheet.moves("title"))] if title else [])
    for index in range(count if lit is None else lit):
        past = lit is not None
        still += sheet.fill(f"mark{index}", "mark_past" if past else "mark")
        still += sheet.words(f"item{index}", colour="item_past" if past else "")
    if lit is not None:
        item = [*sheet.fill(f"mark{lit}", "mark"), *sheet.words(f"item{lit}")]
        moving.append(flattened(item, sheet.moves("item", ROW_STAGGER if first else 0)))
    return Drawn((flattened(still), *moving), covers=True)


def closer(sheet: Sheet) -> Drawn:
    """Thanks, people, the notice about the voice, date and note."""
    people = [
        layer
        for name in sheet.layout.settings
        if name.startswith(("role", "name")) and name[4:].isdigit()
        for layer in sheet.words(name)
    ]
    foot = [*sheet.words("notice"), *sheet.fill("note", "note"), *sheet.words("note"), *sheet.words("date")]
    return Drawn(
        (
            backdrop(sheet),
            *sheet.fill("rule", "rule", "rule"),
            *sheet.words("thanks", "thanks"),
            *([flattened(people, sheet.moves("people"))] if people else []),
            *([flattened(foot, sheet.moves("notice"))] if foot else []),
        ),
        covers=True,
    )


def backdrop(sheet: Sheet) -> Layer:
    """The ground that the plate's section names."""
    return whole(ground(sheet.pack, sheet.style.ground, sheet.canvas))


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
