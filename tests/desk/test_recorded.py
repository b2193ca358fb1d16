"""A story that a presenter has recorded: its sound from the file, and nothing said of a synthetic voice."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import pytest

from bulletin.desk.inputs import gather, open_script
from bulletin.errors import Problems
from bulletin.newsroom import EMBEDDED
from bulletin.speech.takes import Booth, speak_all
from bulletin.speech.values import Sentence
from bulletin.store import Store

from .conftest import Newsroom

pytestmark = pytest.mark.media

STORY = """\
---
bản tin: ngày
ngày: 22.11.2026
mở đầu: hình hiệu
---
## Tin do phát thanh viên đọc {#mot}

Thu âm: giong.wav

![Tranh một. Tranh: Lao Động TV](anh/một.png)

Câu đầu tiên của tin này. Câu thứ hai đi với cùng một tranh.
"""


def record(newsroom: Newsroom, store: Path, pause: float = 0.5) -> Path:
    """The words of the script's stories as a presenter's WAV: spoken by the embedded voice with pauses."""
    path = newsroom.script.with_name("giong.wav")
    path.write_bytes(b"")
    told = gather(open_script(newsroom.script)).asked.values()
    asked = [(part, EMBEDDED) for parts in told for part in parts if isinstance(part, Sentence)]
    booth = Store(store)
    sound = [booth.payload_path(take.key).read_bytes() for take in speak_all(asked, Booth(booth)).takes]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes((bytes(2 * int(48_000 * pause))).join(sound))
    return path


@pytest.fixture
def recorded(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    newsroom.write(STORY)
    record(newsroom, tmp_path / "booth")
    return newsroom


def test_a_recorded_story_is_rendered_from_its_file(recorded: Newsroom) -> None:
    rendered = recorded.render()
    assert rendered.takes == (2, 0)
    assert rendered.facts["voice"] == ""
    assert rendered.facts["draft_voice"] is False
    assert "scripts/giong.wav" in rendered.facts["inputs"]
    with av.open(str(rendered.master)) as container:
        assert "AI" not in container.metadata.get("comment", "")
    assert not recorded.render().is_new


def test_a_new_recording_is_heard_in_the_next_run(recorded: Newsroom, tmp_path: Path) -> None:
    before = recorded.render()
    record(recorded, tmp_path / "booth", pause=0.8)
    after = recorded.render()
    assert after.is_new
    assert after.takes[0] == 2
    assert after.facts["frames"] >= before.facts["frames"]


def test_a_voice_for_the_whole_bulletin_goes_before_a_recording(recorded: Newsroom) -> None:
    rendered = recorded.render(voice="espeak")
    assert rendered.facts["draft_voice"] is True
    assert "scripts/giong.wav" not in rendered.facts["inputs"]


def test_one_sentence_of_a_machine_brings_the_notice_back(recorded: Newsroom) -> None:
    recorded.write(STORY + "\n## Lời kết\n\nXin chào và hẹn gặp lại.\n")
    rendered = recorded.render()
    assert rendered.facts["draft_voice"] is True
    with av.open(str(rendered.master)) as container:
        assert "AI" in container.metadata["comment"]


def test_a_missing_recording_is_told_with_its_line(recorded: Newsroom) -> None:
    recorded.edit("giong.wav", "giọng khác.wav")
    with pytest.raises(Problems) as failure:
        recorded.render()
    assert failure.value.exit_code == 66
    assert failure.value.place is not None
    assert failure.value.place.line == STORY.splitlines().index("Thu âm: giong.wav") + 1


def test_one_file_may_hold_the_whole_bulletin(newsroom: Newsroom, tmp_path: Path) -> None:
    whole = STORY.replace("Thu âm: giong.wav\n\n", "").replace("mở đầu:", "thu âm: giong.wav\nmở đầu:")
    newsroom.write(whole + "\n## Lời kết\n\nXin chào và hẹn gặp lại quý vị.\n")
    record(newsroom, tmp_path / "booth")
    inputs = gather(open_script(newsroom.script))
    assert inputs.recordings == dict.fromkeys(("", "mot"), newsroom.script.with_name("giong.wav"))
    rendered = newsroom.render()
    assert rendered.takes == (3, 0)
    assert rendered.facts["draft_voice"] is False


def test_a_sentence_without_a_recording_is_an_error_with_its_line(recorded: Newsroom) -> None:
    recorded.edit("cùng một tranh.", "cùng một tranh. Câu thứ ba này chưa có ai đọc vào máy thu âm.")
    with pytest.raises(Problems) as failure:
        recorded.render()
    assert failure.value.exit_code == 65
    assert failure.value.place is not None
    assert failure.value.place.line == len(STORY.splitlines())
    assert "not read in giong.wav" in str(failure.value.message)
