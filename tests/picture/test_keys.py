"""Keys: everything that changes a picture changes its key, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bulletin.brand.pack import Pack
from bulletin.errors import Place
from bulletin.picture import keys
from bulletin.picture.compose import Composer
from bulletin.picture.keys import chunk_key, describe, piece_key, piece_names, trimmed
from bulletin.picture.resources import Resources
from bulletin.picture.values import Encoder, Look
from bulletin.rundown.values import Asset, Card, CodedFrame, Dip, Entry, Held, Join, Overlay, Piece, Plate, Shot, Still
from bulletin.script.values import Area
from tests.picture.made import COVER, asset, look, photo

LARGE = asset(2880, 1620)
OTHER = replace(LARGE, digest="1" * 64)
BLURRED = replace(LARGE, blurs=(Area(1, 2, 3, 4),))
CUT_ELSEWHERE = replace(LARGE, focus=(10.0, 20.0))
STRAP = Overlay(Plate("strap", (("title", "Một tít"), ("section", "Mục"))), 0, 150)
BUG = Overlay(Plate("bug"), None, None)
BEFORE = Shot(200, Still(OTHER), (BUG,))
SHOT = Shot(150, Still(LARGE), (BUG, STRAP), Entry("dissolve", 10, Held(BEFORE, 199)))


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Look]:
    """A look whose brand digests are asked for anew."""
    keys._plate_digest.cache_clear()
    yield look(tmp_path)
    keys._plate_digest.cache_clear()


CHANGES: dict[str, Callable[[Shot], Shot]] = {
    "length": lambda shot: replace(shot, length=60),
    "asset": lambda shot: replace(shot, ground=Still(OTHER)),
    "asset size": lambda shot: replace(shot, ground=Still(replace(LARGE, width=2881))),
    "focus": lambda shot: replace(shot, ground=Still(LARGE, focus=(20.0, 20.0))),
    "framing": lambda shot: replace(shot, ground=Still(LARGE, framing="close")),
    "move": lambda shot: replace(shot, ground=Still(LARGE, move="left")),
    "blurs": lambda shot: replace(shot, ground=Still(LARGE, blurs=(Area(1, 2, 3, 4),))),
    "kept": lambda shot: replace(shot, ground=Still(LARGE, kept=(Area(0, 0, 100, 100),))),
    "kind of ground": lambda shot: replace(shot, ground=Card(Plate("part"))),
    "overlay gone": lambda shot: replace(shot, overlays=(BUG,)),
    "overlay order": lambda shot: replace(shot, overlays=(STRAP, BUG)),
    "overlay words": lambda shot: _overlay(shot, plate=Plate("strap", (("title", "Tít khác"), ("section", "Mục")))),
    "overlay field": lambda shot: _overlay(shot, plate=Plate("strap", (("title", "Một tít"), ("name", "Mục")))),
    "overlay kind": lambda shot: _overlay(shot, plate=Plate("breaking", STRAP.plate.fields)),
    "overlay pictures": lambda shot: _overlay(shot, plate=replace(STRAP.plate, pictures=(LARGE,))),
    "overlay pictures blurred": lambda shot: _overlay(shot, plate=replace(STRAP.plate, pictures=(BLURRED,))),
    "overlay pictures cut elsewhere": lambda shot: _overlay(
        shot, plate=replace(STRAP.plate, pictures=(CUT_ELSEWHERE,))
    ),
    "overlay start": lambda shot: _overlay(shot, start=1),
    "overlay stands": lambda shot: _overlay(shot, start=None),
    "overlay end": lambda shot: _overlay(shot, end=149),
    "overlay stays": lambda shot: _overlay(shot, end=None),
    "no entry": lambda shot: replace(shot, entry=None),
    "entry kind": lambda shot: _entry(shot, kind="wipe"),
    "entry length": lambda shot: _entry(shot, length=11),
    "entry area": lambda shot: _entry(shot, area=Area(1, 2, 3, 4)),
    "entry before": lambda shot: _entry(shot, before=Held(BEFORE, 150)),
    "held picture": lambda shot: _entry(shot, before=Held(replace(BEFORE, ground=Still(LARGE)), 199)),
    "held plates": lambda shot: _entry(shot, before=Held(replace(BEFORE, overlays=()), 199)),
}


def _overlay(shot: Shot, **changes: object) -> Shot:
    return replace(shot, overlays=(shot.overlays[0], replace(shot.overlays[1], **changes)))  # type: ignore[arg-type]


def _entry(shot: Shot, **changes: object) -> Shot:
    assert shot.entry is not None
    return replace(shot, entry=replace(shot.entry, **changes))  # type: ignore[arg-type]


def test_every_part_of_a_shot_changes_its_key(seen: Look) -> None:
    made = {name: chunk_key(change(SHOT), 0, min(150, change(SHOT).length), seen) for name, change in CHANGES.items()}
    made["as it is"] = chunk_key(SHOT, 0, 150, seen)
    assert len(set(made.values())) == len(made)


def test_the_table_of_changes_names_every_field() -> None:
    """A field added to these values needs a line above, or here the reason why it has none."""
    named = {
        Shot: {"length", "ground", "overlays", "entry"} | {"slug", "place", "chunks"},
        Still: {"asset", "focus", "framing", "move", "blurs", "kept"},
        Overlay: {"plate", "start", "end"},
        Plate: {"kind", "fields", "pictures"} | {"place"},
        Entry: {"kind", "length", "before", "area"},
        Held: {"shot", "frame"},
        Asset: {"digest", "width", "height", "blurs", "focus"} | {"path"},
        Card: {"plate"},
        Piece: {"name", "first"},
        Join: {"before", "after", "name", "lead"} | {"coded", "cover"},  # where neither is seen, the piece hides them
        Dip: {"before", "after", "lead"} | {"coded"},
        CodedFrame: {"key", "frame"},
    }
    for kind, names in named.items():
        assert {field.name for field in fields(kind)} == names, kind.__name__


@pytest.mark.parametrize(
    "change",
    [
        lambda shot: replace(shot, slug="khac"),
        lambda shot: replace(shot, place=Place("other.md", 7)),
        lambda shot: replace(shot, ground=Still(replace(LARGE, path="elsewhere.jpg"))),
        lambda shot: _overlay(shot, plate=replace(STRAP.plate, place=Place("other.md", 3))),
    ],
)
def test_where_something_stands_in_files_changes_nothing(seen: Look, change: Callable[[Shot], Shot]) -> None:
    assert chunk_key(change(SHOT), 0, 150, seen) == chunk_key(SHOT, 0, 150, seen)


def test_cards_pieces_and_joins_have_keys_of_their_parts(seen: Look) -> None:
    held, other = Held(BEFORE, 199), Held(BEFORE, 100)
    shots = [
        Shot(60, Card(Plate("part", (("title", "Một"),)))),
        Shot(60, Card(Plate("part", (("title", "Hai"),)))),
        Shot(60, Piece("opener")),
        Shot(60, Piece("opener-short")),
        Shot(60, Piece("opener", 1)),
        Shot(20, Join(held, other, "sting", COVER)),
        Shot(20, Join(other, held, "sting", COVER)),
        Shot(1, CodedFrame("a" * 64, 7)),
        Shot(1, CodedFrame("b" * 64, 7)),
        Shot(1, CodedFrame("a" * 64, 8)),
        Shot(20, Join(held, other, "wipe", COVER)),
        Shot(22, Join(held, other, "sting", COVER)),
        Shot(22, Join(held, other, "sting", COVER, 2)),
        Shot(12, Dip(held, other)),
        Shot(12, Dip(other, held)),
        Shot(14, Dip(held, other)),
        Shot(14, Dip(held, other, 2)),
    ]
    made = [chunk_key(shot, 0, 20, seen) for shot in shots]
    assert len(set(made)) == len(made)


def test_the_range_is_part_of_the_key(seen: Look) -> None:
    shot = replace(SHOT, ground=Card(Plate("closer")), overlays=(), entry=None)
    assert len({chunk_key(shot, *span, seen) for span in ((0, 100), (0, 50), (50, 100), (100, 150))}) == 4


LOOKS: dict[str, Callable[[Look], Look]] = {
    "width": lambda seen: replace(seen, profile=replace(seen.profile, width=640)),
    "height": lambda seen: replace(seen, profile=replace(seen.profile, height=360)),
    "preset": lambda seen: replace(seen, profile=replace(seen.profile, encoder=Encoder("faster", 20))),
    "quality": lambda seen: replace(seen, profile=replace(seen.profile, encoder=Encoder("superfast", 21))),
    "rate": lambda seen: replace(seen, profile=replace(seen.profile, encoder=Encoder("superfast", 20, "crf"))),
}


@pytest.mark.parametrize("name", LOOKS)
def test_every_setting_of_the_encoder_and_size_changes_the_key(seen: Look, name: str) -> None:
    assert chunk_key(SHOT, 0, 150, LOOKS[name](seen)) != chunk_key(SHOT, 0, 150, seen)


def test_where_the_store_lies_and_what_the_profile_is_called_changes_nothing(seen: Look) -> None:
    moved = replace(seen, store=Path("elsewhere"), profile=replace(seen.profile, name="other"))
    assert chunk_key(SHOT, 0, 150, moved) == chunk_key(SHOT, 0, 150, seen)
    assert piece_key(moved, "sting") == piece_key(seen, "sting")


def test_the_brand_is_asked_for_the_kinds_of_plates_that_are_seen(seen: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(_: Pack, kind: str) -> str:
        asked.append(kind)
        return kind

    monkeypatch.setattr(Pack, "digest", answer)
    chunk_key(SHOT, 0, 100, seen)
    assert asked == ["bug", "strap"]
    before = chunk_key(SHOT, 0, 100, seen)
    keys._plate_digest.cache_clear()
    monkeypatch.setattr(Pack, "digest", lambda _, kind: "changed" if kind == "strap" else kind)
    assert chunk_key(SHOT, 0, 100, seen) != before


def test_the_pieces_of_held_frames_count_too(seen: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    shot = replace(SHOT, entry=Entry("dissolve", 10, Held(Shot(60, Piece("opener-short")), 59)))
    before = chunk_key(shot, 0, 100, seen)
    monkeypatch.setattr(Pack, "piece_digest", lambda _, name: f"changed {name}")
    assert chunk_key(shot, 0, 100, seen) != before
    assert piece_names((shot, SHOT)) == ("opener-short",)


@pytest.mark.parametrize("what", ["source", "versions", "processor"])
def test_program_libraries_and_processor_change_the_key(seen: Look, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    before, piece = chunk_key(SHOT, 0, 100, seen), piece_key(seen, "sting")
    if what == "versions":
        monkeypatch.setattr(keys, "versions", lambda *names: ("av 99",))
    else:
        monkeypatch.setattr(keys, "_made_by", lambda: (what,))
    assert chunk_key(SHOT, 0, 100, seen) != before
    assert piece_key(seen, "sting") != piece


# --- held frames ------------------------------------------------------------------------------------------------------


def entered(before: Shot) -> Shot:
    return Shot(100, Still(LARGE), (), Entry("dissolve", 10, Held(before, before.length - 1)))


def test_an_edit_before_changes_the_key_only_if_the_held_frame_differs(seen: Look) -> None:
    """From 4.2 s on a zoom ends at the same view, so a longer sentence leaves the frame as it was."""
    base = chunk_key(entered(Shot(200, Still(OTHER, move="in"), (BUG,))), 0, 100, seen)
    longer = Shot(230, Still(OTHER, move="in"), (BUG,))
    strap_gone = Shot(200, Still(OTHER, move="in"), (BUG, Overlay(STRAP.plate, 0, 150)))
    settled = Shot(200, Still(OTHER, move="in"), (BUG, Overlay(STRAP.plate, 20, None)))
    standing = Shot(200, Still(OTHER, move="in"), (BUG, Overlay(STRAP.plate, None, None)))
    assert chunk_key(entered(longer), 0, 100, seen) == base
    assert chunk_key(entered(strap_gone), 0, 100, seen) == base
    assert chunk_key(entered(settled), 0, 100, seen) == chunk_key(entered(standing), 0, 100, seen) != base
    assert chunk_key(entered(Shot(200, Still(OTHER, move="out"), (BUG,))), 0, 100, seen) != base


def test_later_chunks_do_not_know_the_shot_before(seen: Look) -> None:
    one, other = entered(Shot(200, Still(OTHER))), entered(Shot(200, Still(LARGE)))
    shots = [replace(shot, length=250) for shot in (one, other)]
    assert chunk_key(shots[0], 0, 100, seen) != chunk_key(shots[1], 0, 100, seen)
    assert chunk_key(shots[0], 100, 250, seen) == chunk_key(shots[1], 100, 250, seen)


def test_a_plate_that_is_not_seen_in_a_chunk_is_not_in_its_key(seen: Look) -> None:
    shot = Shot(250, Still(LARGE), (Overlay(STRAP.plate, 0, 90),))
    assert chunk_key(shot, 100, 250, seen) == chunk_key(replace(shot, overlays=()), 100, 250, seen)


def test_equal_descriptions_are_equal_frames(tmp_path: Path) -> None:
    """The promise that keys rest on, tried on frames of different shots that keys call the same."""
    wide = photo(tmp_path / "a.jpg")
    plate = Plate("strap", (("title", "Một tít"), ("section", "Mục")))
    one = Shot(200, Still(wide, move="in"), (Overlay(plate, 20, None), Overlay(Plate("bug"), 0, 60)))
    other = Shot(300, Still(wide, move="in"), (Overlay(plate, None, None),))
    assert describe(one, 199, 200) == describe(other, 299, 300)
    resources = Resources(look(tmp_path / "store"))
    frames = Composer(one, resources).frame(199), Composer(other, resources).frame(299)
    for plane, wanted in zip(frames[0].planes(), frames[1].planes(), strict=True):
        assert (plane == wanted).all()


@pytest.mark.parametrize("span", [(0, 100), (100, 150), (0, 1), (149, 150)])
def test_trimming_a_shot_to_a_range_changes_neither_key_nor_description(seen: Look, span: tuple[int, int]) -> None:
    for shot in (SHOT, Shot(150, Join(Held(SHOT, 149), Held(SHOT, 0), "sting", COVER))):
        assert describe(trimmed(shot, *span), *span) == describe(shot, *span)
        assert chunk_key(trimmed(shot, *span), *span, seen) == chunk_key(shot, *span, seen)


def test_a_trimmed_shot_carries_no_chain_of_shots_before_it() -> None:
    shot = SHOT
    for _ in range(300):
        shot = Shot(100, Still(LARGE), (), Entry("dissolve", 10, Held(shot, shot.length - 1)))
    kept = trimmed(shot, 0, 100)
    assert kept.entry is not None
    assert kept.entry.before.shot.entry is None
