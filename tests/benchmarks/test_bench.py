"""The benchmark's own parts: its table, its report, its edits, its sampler of memory, its SSIM."""

from __future__ import annotations

import datetime
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bulletin.picture.values import PROFILES
from bulletin.weekly.archive import read_archive, stories
from tests.benchmarks import alone, curve, edits, pairs, peers, quality, routine, stages
from tests.benchmarks.bench import growth
from tests.benchmarks.commands import SAMPLE
from tests.benchmarks.daily import shot_lengths
from tests.benchmarks.memory import Peak, descendants, held
from tests.benchmarks.quality import similarity
from tests.benchmarks.reference import ROOT
from tests.benchmarks.report import MEASURES, markdown, table, write
from tests.weekly.test_archive import FIRST, bulletin, line

MIB = 1 << 20


def test_the_table_shows_value_unit_bound_and_meaning_in_its_own_order() -> None:
    lines = table({"help_seconds": 0.3141, "realtime": 2.5, "unchanged_ratio": 0.0123, "edit_sentence_shots": 1})
    assert [line.split()[:5] for line in lines.splitlines()] == [
        ["realtime", "2.50", "×", "≥", "3.80"],
        ["edit_sentence_shots", "1", "shots", "made", "anew"],
        ["unchanged_ratio", "1.2", "%", "≤", "2.0"],
        ["help_seconds", "0.31", "s", "≤", "0.50"],
    ]
    columns = {line.index(MEASURES[line.split()[0]].meaning) for line in lines.splitlines()}
    assert len(columns) == 1
    assert [" ! " in line for line in lines.splitlines()] == [True, False, False, False]


def test_markdown_marks_what_is_out_of_bounds() -> None:
    lines = markdown({"whole_ratio": 1.7, "mbps": 7.26, "encode_fps": 90}).splitlines()
    assert [line.split(" | ")[1:3] for line in lines[2:]] == [
        ["**1.700**", "≤ 1.600"],
        ["7.26 Mb/s", "≤ 8.00 Mb/s"],
        ["90.0 fps", ""],
    ]


def test_a_bound_is_met_at_its_own_value() -> None:
    assert MEASURES["moviepy_speedup"].is_met(12) and not MEASURES["moviepy_speedup"].is_met(11.999)
    assert MEASURES["edit_sentence_ratio"].is_met(0.06) and not MEASURES["edit_sentence_ratio"].is_met(0.0601)


def test_the_ratio_is_the_median_of_the_pairs_and_not_of_their_parts() -> None:
    drifting = [pairs.Pair(12.0, 10.0), pairs.Pair(60.0, 30.0), pairs.Pair(22.0, 20.0)]
    assert pairs.ratio(drifting) == pytest.approx(1.2)
    assert pairs.repeated(lambda number: number * number, 3) == [0, 1, 4]


def test_memory_grows_by_the_most_against_the_least() -> None:
    assert growth({"peak_mb_1min": 800.0, "peak_mb_15min": 840.0, "peak_mb_6min": 820.0}) == {"peak_growth": 1.05}
    assert growth({"peak_mb_6min": 820.0}) == {}


def test_x264_alone_is_spread_over_all_processes() -> None:
    encoded = [alone.Encoded(100, 1.0, ""), alone.Encoded(50, 0.5, "")]
    assert alone.seconds_alone(encoded, 3000, 2) == pytest.approx(15.0)


def test_a_table_of_nothing_is_empty() -> None:
    assert table({}) == ""


def test_the_report_is_one_flat_object_with_sorted_keys(tmp_path: Path) -> None:
    write({"realtime": 2.5, "cores": 2, "check_seconds": 0.123456789}, tmp_path / "out")
    found = json.loads((tmp_path / "out" / "bench.json").read_text(encoding="utf-8"))
    assert list(found.items()) == [("check_seconds", 0.123457), ("cores", 2), ("realtime", 2.5)]
    assert "| `cores` | 2 |" in (tmp_path / "out" / "bench.md").read_text(encoding="utf-8")


def test_the_peak_is_what_a_child_held_at_its_most() -> None:
    holding = f"held = bytearray({64 * MIB}); print(len(held), flush=True); input()"
    with (
        Peak() as peak,
        subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child,
    ):
        assert child.stdout is not None
        assert int(child.stdout.readline()) == 64 * MIB
        assert child.pid in descendants(os.getpid())
        assert held(child.pid) > 60 * MIB
        with pytest.raises(subprocess.TimeoutExpired):  # time for some samples
            child.wait(0.2)
        child.communicate(b"\n")
    assert 60 * MIB < peak.bytes < 160 * MIB
    assert held(child.pid) == 0


def test_ssim_is_one_for_the_same_and_falls_with_noise() -> None:
    source = np.random.default_rng(3)
    picture = np.kron(source.integers(40, 210, (9, 16)), np.ones((10, 10))).astype(np.uint8)

    def noisy(strength: float) -> float:
        noise = source.normal(0, strength, picture.shape)
        return float(similarity(picture, (picture + noise).clip(0, 255).astype(np.uint8)).mean())

    assert similarity(picture, picture).min() == pytest.approx(1, abs=1e-5)
    assert 0.2 < noisy(20) < noisy(5) < 0.99


def test_likeness_over_plates_looks_at_the_plates_alone() -> None:
    composed = np.random.default_rng(5).integers(16, 235, (90, 160)).astype(np.uint8)
    decoded = composed.copy()
    decoded[:, 80:] //= 2
    plates = np.zeros(composed.shape, np.bool_)
    plates[:, :60] = True
    whole, over = quality.likeness(decoded, composed, plates)
    assert whole < 0.9 < over == pytest.approx(1)
    bare = quality.likeness(decoded, composed, np.zeros_like(plates))
    assert math.isnan(bare[1])
    assert quality.mean([(whole, over), bare]) == pytest.approx((whole, 1))
    assert quality.worst([(0.99, 0.98), (0.97, 0.995)]) == (0.97, 0.98)


def test_the_setting_to_choose_is_the_fastest_within_the_bounds() -> None:
    setting = curve.Setting("ultrafast", "qp", 16, {"subme": 1})
    fast = curve.Point(setting, 9.0, 7.9, 15.0, 0.9849, 0.99, "sea")
    dear = curve.Point(setting, 8.0, 8.1, 19.0, 0.99, 0.99, "city")
    good = curve.Point(setting, 12.0, 6.8, 12.0, 0.985, 0.986, "sea")
    slow = curve.Point(setting, 20.0, 4.0, 9.0, 0.99, 0.99, "sea")
    assert curve.fastest([fast, dear, slow, good]) is good
    assert curve.fastest([fast, dear]) is None
    assert curve.table([good]).endswith("Fastest within the bounds: ultrafast qp 16 subme=1.\n")


@pytest.mark.parametrize(
    ("file", "function", "stage"),
    [
        ("/x/bulletin/picture/measure.py", "add", "measuring"),
        ("/x/bulletin/picture/encode.py", "_prove", "proof"),
        ("/x/bulletin/picture/encode.py", "encode", "x264"),
        ("/x/bulletin/store.py", "put", "rest"),
    ],
)
def test_a_stage_is_told_by_what_is_on_the_stack(file: str, function: str, stage: str) -> None:
    scope: dict[str, Any] = {"sys": sys}
    exec(compile(f"def {function}(): return sys._getframe()", file, "exec"), scope)
    assert stages.stage_of(scope[function]()) == stage


def test_the_peers_get_our_encoder_settings_and_their_own_threads() -> None:
    arguments = " ".join(peers.x264_arguments(2))
    assert f"-preset {PROFILES['final'].encoder.preset} " in arguments
    assert "-threads 2 " in arguments
    assert ":threads=" not in arguments and "keyint=50" in arguments


def test_a_year_of_dailies_is_one_that_the_archive_finds(tmp_path: Path) -> None:
    daily = bulletin(tmp_path / "rendered", FIRST, line("luong"), line("cau")).parent
    (daily / "stories.json").write_text('{"stories": [{"slug": "luong"}]}', encoding="utf-8")
    routine.write_year(daily, tmp_path / "out", datetime.date(2026, 11, 26))
    archive = read_archive(tmp_path / "out")
    assert len({one.date for one in archive}) == routine.YEAR
    assert len({story.slug for story in stories(archive)}) == 2 * routine.YEAR
    assert archive[0].script == f"scripts/daily/{archive[0].date}.md"
    assert max(one.date for one in archive) < datetime.date(2026, 10, 20), "no week that a night catches up with"


def test_shot_lengths_come_from_the_manifest(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.json"
    path.write_text(json.dumps({"shots": [{"frames": 50}, {"frames": 150}, {"frames": 100}]}), encoding="utf-8")
    assert shot_lengths(path) == {"mean_shot_seconds": 4.0, "longest_shot_seconds": 6.0}


@pytest.fixture(scope="module")
def sample() -> str:
    return (ROOT / SAMPLE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "edit", [edits.sentence_changed, edits.headline_changed, lambda t: edits.picture_changed(t)[0]]
)
def test_an_edit_of_the_sample_changes_one_line(sample: str, edit: object) -> None:
    assert callable(edit)
    edited = edit(sample)
    pairs = zip(sample.splitlines(), edited.splitlines(), strict=True)
    assert sum(before != after for before, after in pairs) == 1


def test_the_new_picture_is_not_there_yet_and_the_old_one_is(sample: str) -> None:
    edited, old, new = edits.picture_changed(sample)
    assert sample.count(f"({old})") == edited.count(f"({new})") == 1
    folder = (ROOT / SAMPLE).parent
    assert (folder / old).is_file()
    assert not (folder / new).exists()


def test_the_short_script_has_the_first_stories_only(sample: str) -> None:
    short = edits.first_stories(sample, 2)
    titles = [line for line in sample.splitlines() if line.startswith("## ") and "{#" in line]
    assert [line for line in short.splitlines() if line.startswith("#")] == titles[:2]
    assert "khung giờ" not in short
    assert short.startswith("---\n")


def test_the_long_script_repeats_no_slug_and_no_paragraph(sample: str) -> None:
    long = edits.three_times(sample)
    slugs = re.findall(r"^## .*\{#([\w-]+)", long, re.MULTILINE)
    assert len(slugs) == len(set(slugs)) == 27
    prose = [match[0] for match in edits.PROSE.finditer(long)]
    assert len(prose) == len(set(prose)) > 80


@pytest.mark.parametrize("place", [0, 0.25, 0.5, 0.75, 1])
def test_an_edit_can_be_anywhere(sample: str, place: float) -> None:
    edited = edits.sentence_changed(sample, place).splitlines()
    line = next(number for number, line in enumerate(sample.splitlines()) if line != edited[number])
    assert abs(line / len(edited) - place) < 0.25


def test_a_script_without_anything_to_edit_is_told() -> None:
    with pytest.raises(RuntimeError, match="nothing to edit"):
        edits.sentence_changed("---\nngày: 22.11.2026\n---\n")
