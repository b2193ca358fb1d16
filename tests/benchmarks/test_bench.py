"""The benchmark's own parts: its table, its report, its edits, its sampler of memory, its SSIM."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks import edits
from tests.benchmarks.bench import MEASURES, table, write
from tests.benchmarks.commands import SAMPLE
from tests.benchmarks.daily import shot_lengths
from tests.benchmarks.memory import Peak, descendants, held
from tests.benchmarks.quality import ssim
from tests.benchmarks.reference import ROOT

MIB = 1 << 20


def test_the_table_shows_value_unit_and_meaning_in_its_own_order() -> None:
    lines = table({"help_seconds": 0.3141, "realtime": 2.5, "unchanged_ratio": 0.0123, "edit_sentence_shots": 1})
    assert [line.split()[:2] for line in lines.splitlines()] == [
        ["realtime", "2.50"],
        ["unchanged_ratio", "0.012"],
        ["edit_sentence_shots", "1"],
        ["help_seconds", "0.31"],
    ]
    columns = {line.index(MEASURES[line.split()[0]][1]) for line in lines.splitlines()}
    assert len(columns) == 1


def test_a_table_of_nothing_is_empty() -> None:
    assert table({}) == ""


def test_the_report_is_one_flat_object_with_sorted_keys(tmp_path: Path) -> None:
    path = tmp_path / "out" / "bench.json"
    write({"realtime": 2.5, "cores": 2, "check_seconds": 0.123456789}, path)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert list(found.items()) == [("check_seconds", 0.123457), ("cores", 2), ("realtime", 2.5)]


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
        return ssim(picture, (picture + noise).clip(0, 255).astype(np.uint8))

    assert ssim(picture, picture) == pytest.approx(1, abs=1e-5)
    assert 0.2 < noisy(20) < noisy(5) < 0.99


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


def test_a_script_without_anything_to_edit_is_told() -> None:
    with pytest.raises(RuntimeError, match="nothing to edit"):
        edits.sentence_changed("---\nngày: 22.11.2026\n---\n")
