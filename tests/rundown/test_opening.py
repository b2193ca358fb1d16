"""What the programme opens with: its order, the headlines' board, what is left out."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from bulletin.errors import Problems
from bulletin.rundown.narration import Said, readers
from bulletin.rundown.plan import plan
from bulletin.rundown.values import Card, Overlay, Piece, Rundown, Shot, Still
from bulletin.script import parse
from bulletin.script.values import Area, OpeningPart

from .made import FRONT, HOUSE, assets_of, narration_of, planned, script_of

SECTIONS = "## Lời chào\n\nKính chào quý vị.\n\n## Điểm tin\n\nTin chính.\n\n- #mot\n- #hai\n\n"
CAPTION = "Một bức tranh. Tranh: Lao Động TV"


def story(slug: str, marks: str = "", labels: str = "", caption: str = CAPTION) -> str:
    return f"## Tin {slug} {{#{slug}}}\n{labels}\n![{caption}]({slug}.jpg){marks}\n\nCâu này có sáu tiếng.\n\n"


def opened(order: str, body: str) -> Rundown:
    script = parse(FRONT.replace("22.11.2026\n", f"22.11.2026\nmở đầu: {order}\n") + body, "script.md")
    return plan(script, narration_of(script), assets_of(script), HOUSE)


def fulls(rundown: Rundown) -> list[Shot]:
    """The pictures of the headlines at full size."""
    return [shot for shot in rundown.shots if shot.slug == "" and isinstance(shot.ground, Still)]


def still(shot: Shot) -> Still:
    assert isinstance(shot.ground, Still)
    return shot.ground


def texts(overlays: tuple[Overlay, ...]) -> dict[str, object]:
    return {overlay.plate.kind: overlay.plate.words("text") for overlay in overlays}


def test_a_cold_open_begins_with_the_headlines_over_the_bed() -> None:
    rundown = opened("điểm tin, hình hiệu, lời chào", SECTIONS + story("mot") + story("hai"))
    assert [line.form for line in rundown.lines[:3]] == ["headlines", "opener", "greeting"]
    opener = next(
        start for start, shot in zip(rundown.starts, rundown.shots, strict=True) if isinstance(shot.ground, Piece)
    )
    first, again = [cue.span for cue in rundown.music if cue.kind == "bed"]
    assert (first.start, first.end) == (0, opener)
    assert again.start == opener + HOUSE.pacing.opener - HOUSE.pacing.bed_early


def test_the_opener_is_the_same_shot_in_every_programme_until_its_date_comes_in() -> None:
    script = script_of(story("mot"))
    days = (script.date, script.date + datetime.timedelta(1))
    made = (plan(replace(script, date=day), narration_of(script), assets_of(script), HOUSE) for day in days)
    (first, dated), (other, otherwise) = (rundown.shots[:2] for rundown in made)
    assert first == other == Shot(HOUSE.pacing.opener_date.start, Piece("opener"))
    assert dated != otherwise
    assert isinstance(dated.ground, Piece)
    assert (first.length, first.length + dated.length) == (dated.ground.first, HOUSE.pacing.opener)
    assert dated.overlays[0].end == HOUSE.pacing.opener_date.length


def test_a_programme_may_open_without_its_opener() -> None:
    rundown = opened("lời chào, điểm tin", SECTIONS + story("mot") + story("hai"))
    assert not any(isinstance(shot.ground, Piece) for shot in rundown.shots)
    assert {cue.kind for cue in rundown.music} == {"bed", "sting", "closer"}
    assert next(cue.span.start for cue in rundown.music if cue.kind == "bed") == 0


def test_a_section_that_the_opening_does_not_name_is_told_and_not_spoken() -> None:
    rundown = opened("hình hiệu, điểm tin", SECTIONS + story("mot") + story("hai"))
    (note,) = rundown.notes
    assert note.severity == "warning"
    assert note.place is not None
    assert note.place.line == 6
    script = parse(
        FRONT.replace("22.11.2026\n", "22.11.2026\nmở đầu: hình hiệu\n") + SECTIONS + story("mot") + story("hai"),
        "s.md",
    )
    assert len(readers(script)) == 2


def test_a_script_of_one_story_is_a_programme() -> None:
    rundown = planned(story("mot"))
    assert [line.form for line in rundown.lines] == ["opener", "story", "closing"]
    assert [chapter.title for chapter in rundown.chapters] == ["Bản tin Lao Động", "Tin mot", "Lời kết"]


def test_more_headlines_than_the_board_holds_is_a_problem_with_its_line() -> None:
    names = [f"tin-{number}" for number in range(6)]
    listed = "## Điểm tin\n\n" + "\n".join(f"- #{name}" for name in names) + "\n\n"
    with pytest.raises(Problems, match="the board holds 5") as failure:
        planned(listed + "".join(story(name) for name in names))
    assert failure.value.place is not None
    assert failure.value.place.line == 5


def test_headlines_without_a_story_are_a_problem() -> None:
    with pytest.raises(Problems, match="name no story"):
        planned("## Điểm tin\n\nSau đây là tin chính.\n\n" + story("mot"))


def test_faces_are_unrecognisable_in_the_headlines_too() -> None:
    rundown = planned(SECTIONS + story("mot", "{mờ=10,20,30,40}") + story("hai"))
    blurs = (Area(10, 20, 30, 40),)
    assert still(fulls(rundown)[0]).blurs == blurs
    boards = [
        shot.ground.plate for shot in rundown.shots if isinstance(shot.ground, Card) and shot.ground.plate.pictures
    ]
    assert all(board.pictures[0].blurs == blurs for board in boards)


def test_an_artificial_picture_is_labelled_in_the_headlines_too() -> None:
    rundown = planned(SECTIONS + story("mot", caption="Minh họa. Ảnh AI: Lao Động TV") + story("hai"))
    first, second = (texts(shot.overlays) for shot in fulls(rundown))
    assert first["label"] == HOUSE.words.ai_label
    assert first["credit"] == "Ảnh AI: Lao Động TV"
    assert "label" not in second


def test_the_picture_of_a_solemn_story_holds_in_the_headlines() -> None:
    rundown = planned(SECTIONS + story("mot", labels="\nSắc thái: trang trọng\n") + story("hai"))
    assert [still(shot).move for shot in fulls(rundown)] == ["hold", "in"]


def test_a_headline_picture_that_is_open_is_the_same_in_whichever_row() -> None:
    first = fulls(planned(SECTIONS + story("mot") + story("hai")))[0]
    moved = fulls(planned(SECTIONS.replace("- #mot\n- #hai", "- #hai\n- #mot") + story("mot") + story("hai")))[1]
    assert first.entry != moved.entry
    assert replace(first, entry=None) == replace(moved, entry=None)


def test_a_headline_picture_over_eight_seconds_is_seen_again_closer() -> None:
    long = "Điểm tin: " + " ".join(["Tiếng"] * 25) + ". " + " ".join(["Tiếng"] * 25) + "."
    rundown = planned(SECTIONS + story("mot", labels=f"\n{long}\n") + story("hai"))
    first, closer, _ = fulls(rundown)
    assert (still(first).framing, still(closer).framing) == ("wide", "close")
    assert closer.entry is None
    assert all(overlay.start is None for overlay in closer.overlays)
    assert max(first.length, closer.length) <= HOUSE.pacing.longest_view


def test_a_very_short_headline_opens_its_picture_in_the_time_there_is() -> None:
    rundown = planned(SECTIONS + story("mot", labels="\nĐiểm tin: Vâng.\n") + story("hai"))
    full = fulls(rundown)[0]
    assert full.entry is not None
    assert full.entry.length < full.length
    assert all(overlay.start is not None and overlay.start < full.length for overlay in full.overlays)


def test_every_shot_has_frames() -> None:
    rundown = planned(
        SECTIONS + story("mot", labels="\nĐiểm tin: Vâng.\n") + story("hai"), {"Vâng.": 1, "Tin chính.": 1}
    )
    assert min(shot.length for shot in rundown.shots) > 0


# --- the notice of a synthetic voice ----------------------------------------------------------------------------------


def notices(rundown: Rundown) -> list[int]:
    """The shots before the closer that say that the voice is synthetic."""
    plates = [
        [*(overlay.plate for overlay in shot.overlays), *([shot.ground.plate] if isinstance(shot.ground, Card) else [])]
        for shot in rundown.shots[:-1]
    ]
    return [
        index for index, shown in enumerate(plates) if HOUSE.words.synthetic_voice in repr([p.fields for p in shown])
    ]


NOTICED = """\
## Lời chào

{picture}Kính chào quý vị.

## Một tin {{#mot}}

![Một bức tranh. Tranh: Lao Động TV](a.jpg)

Câu thứ nhất có sáu tiếng.
"""


@pytest.mark.parametrize(
    ("opening", "picture", "shot"),
    [(("opener", "greeting"), "", 1), (("greeting",), "", 0), (("greeting",), "![A. Tranh: B](b.jpg)\n\n", 0)],
)
def test_the_opening_says_that_the_voice_is_synthetic(
    opening: tuple[OpeningPart, ...], picture: str, shot: int
) -> None:
    script = replace(script_of(NOTICED.format(picture=picture)), opening=opening)
    rundown = plan(script, narration_of(script), assets_of(script), HOUSE)
    assert notices(rundown) == [shot]


def test_a_bulletin_read_by_people_says_nothing_of_synthetic_voices() -> None:
    script = script_of(NOTICED.format(picture=""))
    narration = {
        place: tuple(
            replace(part, take=replace(part.take, synthetic=False)) if isinstance(part, Said) else part for part in told
        )
        for place, told in narration_of(script).items()
    }
    rundown = plan(script, narration, assets_of(script), HOUSE)
    assert notices(rundown) == []
    assert isinstance(rundown.shots[-1].ground, Card)
    assert rundown.shots[-1].ground.plate.words("notice") == ""
