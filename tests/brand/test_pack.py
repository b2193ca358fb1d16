"""Reading a pack: values, digests, and every kind of mistake named with its key and line."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bulletin.brand import parts
from bulletin.brand.pack import Pack, read_pack
from bulletin.brand.plates import draw
from bulletin.errors import BadConfig, BulletinError, Problem
from tests.brand.samples import ORDINARY

Edit = Callable[[str, str], Path]


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BulletinError) as failure:
        read_pack(folder)
    assert failure.value.exit_code == 78
    return failure.value.problems()


def test_the_pack_survives_a_process_border(pack: Pack) -> None:
    assert pickle.loads(pickle.dumps(pack)) == pack


def test_reading_a_pack_loads_no_heavy_library() -> None:
    code = "import sys, bulletin.brand.pack, bulletin.brand.fit; print([n for n in ('numpy', 'cv2', 'PIL') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_key_with_a_typing_mistake_is_named_with_its_line_and_the_right_one(edited: Edit) -> None:
    folder = edited("boxes.rule = [96, 300", "boxes.rlue = [96, 300")
    found = {str(problem.message): problem for problem in problems(folder)}
    unknown = found["The brand pack has an unknown key plates.closer.boxes.rlue"]
    assert str(unknown.hint) == "Did you mean rule?"
    assert unknown.place
    lines = (folder / "brand.toml").read_text(encoding="utf-8").splitlines()
    assert "boxes.rlue" in lines[unknown.place.line - 1]
    assert "The brand pack lacks the key plates.closer.boxes.rule" in found


def test_a_missing_section_is_named(edited: Edit) -> None:
    (first, *_) = problems(edited("[plates.tag.layers]", "[plates.tagg.layers]"))
    assert "plates.tag" in str(first.message)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('bold = "BeVietnamPro-Bold.ttf"', 'bold = "Nope.ttf"', "the file Nope.ttf does not exist"),
        ('package = "fontpkg_be_vietnam_pro"', 'package = "fontpkg_nowhere"', "fontpkg_nowhere is not installed"),
        ('opener = "sound/opener.flac"', 'opener = "sound/nothing.flac"', "sound/nothing.flac does not exist"),
        ('red = "#C8102E"', 'red = "C8102E"', "#RRGGBB"),
        ('colour = "ink 92%"', 'colour = "inc 92%"', "plates.strap.layers.panel.colour"),
        ('colour = "ink 92%"', 'colour = "ink 192%"', "plates.strap.layers.panel.colour"),
        ("box = [1488, 54, 336, 60]", "box = [1788, 54, 336, 60]", "not inside the frame"),
        ("box = [1488, 54, 336, 60]", "box = [1488, 54, 336]", "[x, y, width, height]"),
        ('kind = "logo"', 'kind = "lego"', "“lego” is not one of: text, rectangle"),
        ('beside = "panel", side = "left", thick = 6', 'beside = "pannel", thick = 6', "there is no layer pannel"),
        ('field = "words", needs', 'field = "wrods", needs', "“wrods” is not one of: words, name, role"),
        ('needs = "name"', 'needs = "nmae"', "“nmae” is not one of"),
        ('covers = "tag"', 'covers = "bar"', "its place depends on itself"),
        ('motion = "second" }\nbar', 'motion = "seconds" }\nbar', "“seconds” is not one of: first, second"),
        ('base = ["ink", -360]', 'base = ["ink", -3600]', "in thousandths"),
        ("bands = [[300,", "bands = [[300, 2,", "[[left edge, width, strength]"),
        ('ground = "ink" }', 'ground = "ikn" }', "“ikn” is not one of: ink, board, paper"),
        ('# file = "logo.png"', 'file = "../laodong/brand.toml"', "lies outside the brand pack"),
        ("sting = 20", "sting = true", "pace.sting"),
        ("safe = [96, 54, 1728, 972]", "safe = 96", "frame.safe"),
        ('in = ["wipe", 12, 0]', 'in = ["whoosh", 12, 0]', "“whoosh” is not one of"),
        ("size = [54, 46]", "size = [46, 54]", "[largest, smallest]"),
        ('align = "right"', 'align = "rechts"', "“rechts” is not one of"),
        ("leading = 136", "leading = 110", "closer than 132"),
        ("[yields.lower_third]", "[yields.lower]", "there is no plate lower"),
        ('name = "LAO ĐỘNG"', "name = 5", "quotation marks"),
        ("longest_view = 200", "longest_view = 0", "from 1 to 10000"),
        ("opener_date = [96, 152]", "opener_date = [96, 190]", "while the opener runs"),
        ("sting_cover = [4, 16]", "sting_cover = [12, 16]", "around its middle"),
        ("wipe_cover = [4, 6]", "wipe_cover = [0, 10]", "around its middle"),
        ("sentence = 10", 'sentence = "long"', "pace.pauses.sentence"),
        ('"Thứ Bảy", ', "", "from Monday to Sunday"),
        ('ai_label = "', "ai_label = 5 # ", "screen.ai_label"),
        ('with = "Phối hợp"', "", "lacks the key screen.roles.with"),
    ],
)
def test_a_wrong_value_is_named_with_its_key_and_reason(edited: Edit, old: str, new: str, words: str) -> None:
    found = problems(edited(old, new))
    assert any(words in str(problem.message) for problem in found)
    assert all(problem.place and problem.place.file.endswith("brand.toml") and problem.place.line for problem in found)


def test_all_mistakes_are_named_in_one_run(edited: Edit) -> None:
    edited("sting = 20", 'sting = "x"')
    assert len(problems(edited('red = "#C8102E"', 'red = "red"'))) >= 2


def test_a_folder_without_a_pack_says_so(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert "brand.toml" in str(problem.message)


def test_a_file_that_is_no_toml_says_so(edited: Edit) -> None:
    with pytest.raises(BadConfig, match="cannot be read"):
        read_pack(edited("[colours]", "[colours"))


def test_editing_a_section_changes_the_digest_of_its_plate_only(pack: Pack, edited: Edit) -> None:
    other = read_pack(edited("least = 612", "least = 600"))
    assert [kind for kind in parts.PARTS if pack.digest(kind) != other.digest(kind)] == ["strap"]
    assert pack.piece_digest("opener") == other.piece_digest("opener")


def test_the_digest_of_a_pack_does_not_depend_on_where_it_lies(pack: Pack, edited: Edit) -> None:
    other = read_pack(edited("sting = 20", "sting  =  20"))
    assert pack.digest("strap") == other.digest("strap")
    assert pack == other


def test_cards_that_show_the_wordmark_follow_its_section(pack: Pack, edited: Edit) -> None:
    other = read_pack(edited("\npad = 18", "\npad = 20"))
    changed = {kind for kind in parts.PARTS if pack.digest(kind) != other.digest(kind)}
    assert changed == {"bug", "greeting", "headlines", "part", "closer"}
    assert pack.piece_digest("sting") != other.piece_digest("sting")


def test_a_station_may_put_its_logo_file_in(edited: Edit) -> None:
    folder = edited('# file = "logo.png"', 'file = "logo.png"')
    Image.new("RGBA", (300, 100), (0, 0, 255, 255)).save(folder / "logo.png")
    pack = read_pack(folder)
    for kind, where in (("bug", (1740, 84)), ("greeting", (120, 90))):
        drawn = draw(pack, ORDINARY[kind])
        layer = next(layer for layer in drawn.layers if layer.enter.kind == "none")
        assert tuple(layer.pixels[where[1] - layer.y, where[0] - layer.x]) == (0, 0, 255, 255)


def test_one_strap_stands_at_a_time_and_captions_clear_it(pack: Pack) -> None:
    assert not pack.may_stand("strap", frozenset({"lower_third"}))
    assert pack.may_stand("lower_third", frozenset({"strap"}))
    assert pack.may_stand("credit", frozenset({"strap"}))
    assert pack.clear(frozenset()) < pack.clear(frozenset({"credit"})) < pack.clear(frozenset({"strap", "credit"}))
