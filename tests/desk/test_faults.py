"""A render that something gets in the way of: the store, the disk, an edit during the run, inputs that changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.desk import manifest, rendering, workshop
from bulletin.desk.inputs import open_script
from bulletin.desk.orders import render
from bulletin.desk.picturing import Lost
from bulletin.errors import CannotCreate, NotFound, TryAgain
from bulletin.master.values import Plan
from bulletin.messages import Message, say
from bulletin.picture.values import Chunk
from bulletin.sound.aac import Track
from bulletin.speech.lexicon import LEXICON
from bulletin.store import Store, digest

from .conftest import Newsroom, picture

pytestmark = pytest.mark.media


@pytest.fixture
def short(newsroom: Newsroom) -> Newsroom:
    """A newsroom whose script is one story of one sentence, without opener."""
    text = newsroom.script.read_text(encoding="utf-8")
    front, story = text.partition("## Lời chào")[0], "## Tin thứ hai" + text.partition("## Tin thứ hai")[2]
    newsroom.write(front.replace("tiêu đề: Bản tin thử", "mở đầu: điểm tin") + story.partition("## Lời kết")[0])
    return newsroom


def test_a_store_that_cannot_be_written_is_a_warning_not_an_end(short: Newsroom, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")
    rendered = short.render(store=blocked)
    assert rendered.master.is_file()
    assert any("Nothing can be kept" in str(finding.message) for finding in rendered.findings)
    assert not list(short.out.rglob(".work*"))


def test_a_store_that_can_only_be_read_still_serves(short: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    first = short.render()
    first.master.unlink()

    def read_only(folder: Path) -> None:
        raise CannotCreate(say("Cannot create files in {path}: {reason}", path=str(folder), reason="read-only"))

    monkeypatch.setattr(workshop, "prepare", read_only)
    again = short.render()
    assert again.chunks[0] == 0
    assert again.takes[0] == 0


def test_an_output_folder_that_is_a_file_ends_with_73_before_anything_is_spoken(
    short: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(CannotCreate) as failure:
        short.render(out=tmp_path / "out", store=tmp_path / "own store")
    assert failure.value.exit_code == 73
    assert not (tmp_path / "own store").exists()


def test_work_that_is_lost_again_and_again_asks_to_run_again(short: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[Plan] = []

    def losing(_draft: Path, plan: Plan, chunks: Iterable[Chunk], _track: Track) -> None:
        tries.append(plan)
        raise Lost(next(iter(chunks)).fingerprint())

    monkeypatch.setattr(rendering, "join", losing)
    with pytest.raises(TryAgain):
        short.render()
    assert len(tries) == 2
    assert not list(short.out.rglob("*.mp4"))


def test_what_a_killed_run_left_is_cleared_away(short: Newsroom) -> None:
    left = short.out / "daily" / "2026-11-22" / "draft" / ".work" / "mix.pcm"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"left by a killed run")
    short.render()
    assert not left.parent.exists()


def test_an_edit_during_the_run_is_seen_by_the_next_run(short: Newsroom) -> None:
    def edit(stage: Message, done: int, total: int) -> None:
        if stage == rendering.JOINING:
            short.edit("Một câu ngắn", "Một câu khác")

    first = render(short.order(), edit)
    captions = (first.folder / "lao-dong-tv-daily-2026-11-22.srt").read_text(encoding="utf-8")
    assert "Một câu ngắn" in captions
    assert short.render().is_new


def test_every_input_decides_whether_anything_has_changed(short: Newsroom) -> None:
    rendered = short.render()
    lexicon, config = short.folder / LEXICON, short.folder / "bulletin.toml"
    shown = short.script.parent / "anh" / "hai.png"

    def is_same(voice: str | None = None) -> bool:
        opened = open_script(short.script)
        request = digest(manifest.tool(), voice, "draft")
        sources = manifest.sources(opened)
        return manifest.unchanged(rendered.folder, opened.newsroom, sources, request) is not None

    changes: dict[Path, Callable[[], object]] = {
        lexicon: lambda: lexicon.write_text("form\tspoken\nKCN\tkhu công nghiệp\n", encoding="utf-8"),
        config: lambda: config.write_text('brand = "laodong"\nvoice = "nháp"\n', encoding="utf-8"),
        short.script: lambda: short.edit("Một câu", "Hai câu"),
        shown: lambda: picture(shown, 9),
        rendered.master: lambda: rendered.master.write_bytes(b"damaged"),
    }
    assert is_same()
    assert not is_same(voice="espeak")
    for path, change in changes.items():
        before = path.read_bytes() if path.exists() else None
        change()
        assert not is_same(), path
        path.unlink()
        if before is not None:
            path.write_bytes(before)
        assert is_same(), path


@pytest.mark.parametrize("content", ["[]", "{}", '{"inputs": 1}', '{"request": "", "inputs": {}, "files": null}'])
def test_a_manifest_that_is_not_ours_counts_as_none(short: Newsroom, content: str) -> None:
    folder = short.out / "x"
    folder.mkdir(parents=True)
    (folder / "bulletin.json").write_text(content, encoding="utf-8")
    assert manifest.unchanged(folder, open_script(short.script).newsroom, {}, "") is None


def test_the_number_of_workers_is_no_reason_to_render_again(short: Newsroom) -> None:
    short.render(workers=1)
    assert not short.render(workers=2).is_new


def test_a_missing_script_is_told_before_anything_else(short: Newsroom) -> None:
    with pytest.raises(NotFound):
        render(replace(short.order(), script=short.script.with_name("khac.md")), lambda *_: None)


def test_the_manifest_holds_the_digest_of_every_input(short: Newsroom) -> None:
    rendered = short.render()
    inputs = json.loads((rendered.folder / "bulletin.json").read_text(encoding="utf-8"))["inputs"]
    assert {"scripts/tin.md", "scripts/anh/hai.png", "bulletin.toml", LEXICON} <= set(inputs)
    assert inputs[LEXICON] == ""
    assert "templates/laodong/brand.toml" in inputs
    assert Store(short.store).entries()
