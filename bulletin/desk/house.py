"""What the planner needs to know of a brand pack: its pacing, its words, and where the board's thumbnails stand."""

from __future__ import annotations

from bulletin.brand.pack import Pack
from bulletin.rundown.pacing import House, Pacing, Pauses, ScreenWords
from bulletin.timing import Span

MOST_ROWS = 5


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
    thumbnails = tuple(pack.thumbnails(rows) for rows in range(1, MOST_ROWS + 1))
    return House(pacing, ScreenWords(), thumbnails)
