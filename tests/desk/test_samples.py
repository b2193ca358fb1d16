"""The sample scripts: they can be made, show every form, credit every picture, and no two plates stand in each other's way."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from bulletin.brand.parts import PARTS
from bulletin.desk.inputs import Inputs, gather, open_script
from bulletin.rundown.values import Card, Shot, Still

ROOT = Path(__file__).parents[2]
DAILY = ROOT / "scripts" / "daily" / "2026-11-22.md"
FORMS = ROOT / "scripts" / "special" / "cac-dang-tin.md"
SAMPLES = (DAILY, FORMS)


@cache
def gathered(path: Path) -> Inputs:
    return gather(open_script(path))


def stretches(shot: Shot) -> list[frozenset[str]]:
    """The kinds of plates that stand together, from each coming or going of one to the next."""
    spans = [(overlay.plate.kind, overlay.start or 0, overlay.end or shot.length) for overlay in shot.overlays]
    edges = sorted({0, shot.length, *(edge for _, first, last in spans for edge in (first, last))})
    return [
        frozenset(kind for kind, start, end in spans if start < last and end > first) for first, last in pairwise(edges)
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_of_two_plates_that_exclude_each_other_only_one_stands(path: Path) -> None:
    """The table of who yields, held against every moment of every shot."""
    inputs = gathered(path)
    for shot in inputs.draft.shots:
        for together in stretches(shot):
            for kind in together:
                assert inputs.pack.may_stand(kind, together - {kind}), (shot.place, together)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_picture_carries_its_credit_for_its_whole_time(path: Path) -> None:
    for shot in gathered(path).draft.shots:
        pictured = isinstance(shot.ground, Still) or (
            isinstance(shot.ground, Card) and shot.ground.plate.pictures and shot.ground.plate.kind != "headlines"
        )
        if pictured:
            named = [overlay for overlay in shot.overlays if overlay.plate.kind == "credit"]
            opens = shot.entry is not None and shot.entry.kind == "open"  # it comes in while its picture grows
            assert [(credit.start, credit.end) for credit in named] == [(0 if opens else None, None)], shot.place


def test_the_sample_of_all_forms_shows_every_plate_of_the_pack() -> None:
    shots = gathered(FORMS).draft.shots
    shown = {overlay.plate.kind for shot in shots for overlay in shot.overlays}
    shown |= {shot.ground.plate.kind for shot in shots if isinstance(shot.ground, Card)}
    assert set(PARTS) - shown <= {
        "breaking"
    }  # the strap of breaking news needs a picture; this sample shows their card


def test_the_sample_of_all_forms_moves_in_every_way() -> None:
    moves = {shot.ground.move for shot in gathered(FORMS).draft.shots if isinstance(shot.ground, Still)}
    assert moves == {"in", "out", "left", "right", "up", "down", "hold"}


def test_the_samples_say_that_they_are_samples() -> None:
    for path in SAMPLES:
        script = gathered(path).script
        assert script.title is not None
        assert script.title.words == "Bản tin mẫu"
        labels = {story.labels.label.words for story in script.stories if story.labels.label}
        assert labels <= {"Tin mẫu", "Thông tin doanh nghiệp"}
        assert all(story.labels.label for story in script.stories)
