"""A bulletin read by an online voice: its takes are inputs beside the script, and outlive the store."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from bulletin.desk.fitting import timed
from bulletin.desk.inputs import gather, open_script
from bulletin.desk.workshop import Run
from bulletin.speech.keeping import kept_folder
from bulletin.store import Store
from tests.speech.loopback import Translate

from .conftest import Newsroom, quietly

pytestmark = pytest.mark.media

STORY = """\
---
bản tin: ngày
ngày: 22.11.2026
mở đầu: hình hiệu
---
## Tin thứ nhất {#mot}

![Tranh một. Tranh: Lao Động TV](anh/một.png)

Câu đầu tiên của tin này. Câu thứ hai đi với cùng một tranh.
"""


def test_takes_of_an_online_voice_are_inputs_that_outlive_the_store(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write(STORY)
    config = newsroom.folder / "bulletin.toml"
    config.write_text(config.read_text(encoding="utf-8") + '\n[voices."mạng"]\nengine = "gtts"\n', encoding="utf-8")
    with contextlib.closing(Translate(monkeypatch)) as service:
        rendered = newsroom.render(voice="mạng")
        kept = sorted((newsroom.script.parent / "tin.takes").glob("*.flac"))
        names = {f"scripts/tin.takes/{path.name}" for path in kept}
        assert len(service.asked) == rendered.takes[0] == len(kept)
        assert names <= set(rendered.facts["inputs"])
        assert not newsroom.render(voice="mạng").is_new
        kept[0].unlink()
        opened = open_script(newsroom.script)
        run = Run(Store(tmp_path / "another store"), 2, quietly, kept=kept_folder(newsroom.script))
        assert timed(opened, gather(opened, "mạng"), run).rundown.frames == rendered.facts["frames"]
        assert len(service.asked) == len(kept) + 1
    assert newsroom.render(voice="mạng").is_new is False, "the same sound came back, so nothing has changed"
