"""The ledger of pictures: every file once, with its credit, its stories and its time on screen."""

from __future__ import annotations

from bulletin.desk.ledger import ledger
from bulletin.rundown.values import Card, Shot
from bulletin.script.values import Paragraph, Picture
from tests.rundown.made import assets_of, planned, script_of

BODY = """\
## Điểm tin

- #mot

## Tin một {#mot}

![Một. Ảnh tư liệu: Hải Nguyễn](a.jpg)

Câu thứ nhất có sáu tiếng.

![Hai. Tranh: Lao Động TV](b.jpg)

> Một lời rất ngắn.
>
> — Trần Thị Hạnh

## Tin hai {#hai}

![](a.jpg)

Câu thứ hai có sáu tiếng.
"""


def pictures(body: str) -> list[Picture]:
    return [
        piece
        for story in script_of(body).stories
        for block in story.blocks
        for piece in (block.pieces if isinstance(block, Paragraph) else (block,))
        if isinstance(piece, Picture)
    ]


def seen(shots: tuple[Shot, ...], path: str) -> int:
    """The frames of all shots that show a file, counted from their descriptions."""
    return sum(
        shot.length
        for shot in shots
        if path in repr((shot.ground, shot.overlays)) and not hasattr(shot.ground, "before")
    )


def test_every_file_is_there_once_with_all_it_is_used_for() -> None:
    rundown = planned(BODY)
    first, second = ledger(rundown.shots, pictures(BODY), assets_of(script_of(BODY)))
    assert (first["path"], first["credit"], first["kind"]) == ("a.jpg", "Ảnh tư liệu: Hải Nguyễn", "archive")
    assert first["digest"] == "digest of a.jpg"
    assert first["stories"] == ["mot", "hai"]
    assert (second["path"], second["stories"]) == ("b.jpg", ["mot"])


def test_its_time_is_that_of_all_shots_that_show_it_thumbnails_and_portraits_too() -> None:
    rundown = planned(BODY)
    for entry in ledger(rundown.shots, pictures(BODY), assets_of(script_of(BODY))):
        assert entry["frames"] == seen(rundown.shots, f"/pictures/{entry['path']}") > 0
        assert entry["seconds"] == entry["frames"] / 25
    assert any(isinstance(shot.ground, Card) and shot.ground.plate.pictures for shot in rundown.shots)


def test_a_story_taken_over_whole_brings_its_credits_in_its_shots() -> None:
    rundown = planned(BODY)
    first, second = ledger(rundown.shots, (), {})
    assert (first["credit"], second["credit"]) == ("Ảnh tư liệu: Hải Nguyễn", "Tranh: Lao Động TV")
