"""What the planner needs to know of a brand pack: its pacing, its words, and where the board's thumbnails stand."""

from __future__ import annotations

from bulletin.brand.layouts import lay_out
from bulletin.brand.layouts.cards import MOST_HEADLINES
from bulletin.brand.pack import Pack
from bulletin.brand.style import FRAME_HEIGHT, FRAME_WIDTH
from bulletin.rundown.pacing import House, Pacing, Pauses, ScreenWords
from bulletin.rundown.values import Plate
from bulletin.script.values import Area
from bulletin.timing import Span


def house_of(pack: Pack) -> House:
    """The pack's measures for the planner."""
    pace = pack.pace
    pacing = Pacing(
        pauses=Pauses(pace.pause_sentence, pace.pause_paragraph, pace.pause_story),
        opener=pace.opener,
        short_opener=pace.opener_short,
        opener_date=Span(pace.opener_date[0], pace.opener_date[1] - pace.opener_date[0]),
        sting=pace.sting,
        wipe=pace.wipe,
        dissolve=pace.dissolve,
        card_wipe=pace.card_wipe,
        picture_open=pace.headline_open,
        strap=pace.strap_minimum,
        tag=pace.tag_minimum,
        lower_third=pace.lower_third,
    )
    return House(pacing, ScreenWords(), tuple(_thumbnails(pack, rows) for rows in range(1, MOST_HEADLINES + 1)))


def _thumbnails(pack: Pack, rows: int) -> tuple[Area, ...]:
    """Where the board of so many rows shows its pictures, in per cent of the frame."""
    boxes = lay_out(pack, Plate("headlines", (("lines", ("",) * rows),))).boxes
    return tuple(
        Area(
            box.x * 100 / FRAME_WIDTH,
            box.y * 100 / FRAME_HEIGHT,
            box.width * 100 / FRAME_WIDTH,
            box.height * 100 / FRAME_HEIGHT,
        )
        for box in (boxes[f"picture{row}"] for row in range(rows))
    )
