"""Publishing: a final name holds the old file or the complete new one, whatever happens in between."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.errors import Bug, DiskFailed, TryAgain
from bulletin.master.folder import LOCK_NAME
from bulletin.master.publish import MANIFEST, publication

OLD = {"master.mp4": "phim cũ", "captions.srt": "phụ đề cũ", MANIFEST: "{}\n"}
NEW = {"master.mp4": "phim mới, dài hơn", "captions.srt": "phụ đề mới", "captions.vtt": "thêm"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder with a publication of before."""
    out = tmp_path / "out"
    out.mkdir()
    for name, text in OLD.items():
        (out / name).write_text(text, encoding="utf-8")
    return out


def standing(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != LOCK_NAME}


def publish_new(folder: Path) -> dict[str, Path]:
    with publication(folder) as files:
        for name, text in NEW.items():
            files.write(name, text)
        return files.release({"title": "Bản tin"})


def test_released_files_get_their_names_and_a_manifest_with_their_digests(folder: Path) -> None:
    paths = publish_new(folder)
    assert paths == {name: folder / name for name in (*sorted(NEW), MANIFEST)}
    found = standing(folder)
    assert {name: text for name, text in found.items() if name != MANIFEST} == NEW
    manifest = json.loads(found[MANIFEST])
    assert manifest["title"] == "Bản tin"
    assert manifest["files"] == [
        {"name": name, "bytes": len(NEW[name].encode()), "sha256": hashlib.sha256(NEW[name].encode()).hexdigest()}
        for name in sorted(NEW)
    ]


def test_the_digest_of_a_complete_draft_is_computed_beside_other_work(folder: Path) -> None:
    with publication(folder) as files:
        files.draft("master.mp4").write_bytes(b"large")
        files.complete("master.mp4")
        files.release({})
    (file,) = json.loads(standing(folder)[MANIFEST])["files"]
    assert file == {"name": "master.mp4", "bytes": 5, "sha256": hashlib.sha256(b"large").hexdigest()}


def test_a_disk_that_fails_while_the_digest_is_computed_publishes_nothing(folder: Path) -> None:
    with pytest.raises(DiskFailed), publication(folder) as files:
        files.draft("master.mp4").unlink()
        files.complete("master.mp4")
        files.release({})
    assert standing(folder) == OLD


def test_a_run_that_fails_leaves_the_old_files_and_nothing_else(folder: Path) -> None:
    with pytest.raises(RuntimeError), publication(folder) as files:
        files.write("master.mp4", "halb")
        raise RuntimeError
    assert standing(folder) == OLD


def test_publishing_the_same_again_touches_no_file(folder: Path) -> None:
    publish_new(folder)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != LOCK_NAME}
    publish_new(folder)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != LOCK_NAME} == before


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "link"])
@pytest.mark.parametrize("nth", range(1, 6))
def test_an_error_of_the_disk_at_any_step_is_74_and_puts_everything_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    """The n-th call fails once; where there are fewer calls, or the call can be done without, the new set stands."""
    real, calls = getattr(os, call), 0

    def failing(*args: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(5, "Input/output error")
        return real(*args, **named)

    monkeypatch.setattr(os, call, failing)
    try:
        publish_new(folder)
    except DiskFailed as failed:
        assert failed.exit_code == 74
        assert call != "link"
        assert standing(folder) == OLD
    else:
        assert calls < nth or call == "link"
        assert {name: text for name, text in standing(folder).items() if name != MANIFEST} == NEW


def test_a_full_disk_while_writing_is_74_and_keeps_the_old_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_full_device(self: Path, content: bytes) -> int:
        with Path("/dev/full").open("wb", buffering=0) as device:
            return device.write(content)

    monkeypatch.setattr(Path, "write_bytes", to_full_device)
    with pytest.raises(DiskFailed, match="No space left"):
        publish_new(folder)
    monkeypatch.undo()
    assert standing(folder) == OLD


RUN = """
import os, sys
from pathlib import Path
from bulletin.master.publish import publication
folder, steps = Path(sys.argv[1]), int(sys.argv[2])
real = os.replace
def counted(*names):
    global steps
    if steps == 0:
        os._exit(137)
    steps -= 1
    real(*names)
os.replace = counted
with publication(folder) as files:
    for name in ("master.mp4", "captions.srt"):
        files.write(name, "mới")
    files.release({})
"""


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_killed_run_leaves_whole_files_and_the_next_one_cleans_up(folder: Path, steps: int) -> None:
    done = subprocess.run([sys.executable, "-c", RUN, str(folder), str(steps)], check=False)
    assert done.returncode == 137
    found = standing(folder)
    changed = [name for name in ("captions.srt", "master.mp4") if found[name] == "mới"]
    assert changed == ["captions.srt", "master.mp4"][:steps]
    assert all(found[name] == OLD[name] for name in OLD if name not in changed)
    publish_new(folder)
    assert set(standing(folder)) == {*NEW, MANIFEST}


def test_a_second_run_in_the_same_folder_is_told_who_holds_it(folder: Path) -> None:
    with publication(folder):
        script = "import sys; from pathlib import Path; from bulletin.master.folder import locked\nwith locked(Path(sys.argv[1])): pass"
        done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False)
        assert "TryAgain" in done.stderr
        assert f"process {os.getpid()}, since " in done.stderr
        with pytest.raises(TryAgain) as refused, publication(folder):
            pass
        assert refused.value.exit_code == 75
    publish_new(folder)


def test_a_name_is_taken_once_and_stays_in_its_folder(folder: Path) -> None:
    with publication(folder) as files:
        files.write("a.srt", "")
        for name in ("a.srt", "../b.srt", ""):
            with pytest.raises(Bug):
                files.draft(name)


def test_a_symbolic_link_at_a_final_name_is_replaced_not_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("không được ghi đè", encoding="utf-8")
    (folder / "master.mp4").unlink()
    (folder / "master.mp4").symlink_to(elsewhere)
    publish_new(folder)
    assert elsewhere.read_text(encoding="utf-8") == "không được ghi đè"
    assert not (folder / "master.mp4").is_symlink()


def test_the_manifest_is_the_last_to_get_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real = os.replace

    def noted(draft: Path, final: Path) -> None:
        order.append(final.name)
        real(draft, final)

    monkeypatch.setattr(os, "replace", noted)
    publish_new(folder)
    assert order[-1] == MANIFEST
    assert sorted(order[:-1]) == sorted(NEW)
