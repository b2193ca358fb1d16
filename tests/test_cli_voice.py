"""`bulletin voice`: the commands as a user types them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import av
import pytest

import cli
from tests.desk.conftest import ROOT

ENVIRONMENT = {"PATH": os.environ["PATH"], "BULLETIN_LANG": "vi", "LANG": "C.UTF-8"}
CONFIG = """\
voice = "nháp"
auto = ["nữ Bắc", "nháp"]

[voices."nháp"]
engine = "espeak"
pace = 110

[voices."nữ Bắc"]
engine = "gtts"
level = -1.5

[voices."hỏng"]
engine = "gtts"
variant = "không có"
"""


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bulletin.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["voice", *arguments]) == 0
    return capsys.readouterr().out


def test_the_voices_are_listed_with_what_they_are_and_whether_they_can_read(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = json.loads(answer(capsys, "list", "--json"))
    draft, online, broken = facts["voices"]
    assert (draft["name"], draft["engine"], draft["state"], draft["draft"], draft["default"]) == (
        "nháp", "espeak", "ready", True, True,
    )  # fmt: skip
    assert (online["state"], online["level"], online["draft"], online["default"]) == ("network", -1.5, False, False)
    assert broken["state"] == "missing" and "không có" in broken["reason"]
    assert facts["auto"] == ["nữ Bắc", "nháp"]
    shown = answer(capsys, "list")
    assert "nháp *" in shown and "-1.5 LU" in shown


def test_a_text_is_said_into_a_file_of_its_own_name_and_never_over_another(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = json.loads(answer(capsys, "say", "Ngày 3.7, họp tại TP.HCM. Câu hai.", "--json"))
    assert first["spoken"].startswith("Ngày ba tháng bảy, họp tại thành phố Hồ Chí Minh.")
    assert (first["file"], first["voice"]) == ("ngay-3-7-hop-tai-tp-hcm-cau-hai.wav", "nháp")
    with wave.open(first["file"]) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (48_000, 1, 2)
        assert sound.getnframes() == first["samples"]
    again = json.loads(answer(capsys, "say", "Ngày 3.7, họp tại TP.HCM. Câu hai.", "--json"))
    assert again["file"] == "ngay-3-7-hop-tai-tp-hcm-cau-hai-2.wav"
    assert Path(again["file"]).read_bytes() == Path(first["file"]).read_bytes()


@pytest.mark.parametrize("name", ["x.mp3", "x.flac", "X.WAV"])
def test_the_file_s_name_says_its_form(newsroom: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    facts = json.loads(answer(capsys, "say", "Kính chào quý vị", "-o", name, "--json"))
    with av.open(name) as container:
        length = sum(frame.samples for frame in container.decode(audio=0))
    assert abs(length - facts["samples"]) < 3000


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["say", ""], 65),
        (["say", "…"], 65),
        (["say", "Kính chào", "--voice", "ai đó"], 66),
        (["say", "Kính chào", "-o", "x.ogg"], 73),
        (["say"], 2),
    ],
)
def test_what_cannot_be_said_ends_with_its_own_code_and_no_file(
    newsroom: Path, arguments: list[str], code: int
) -> None:
    assert cli.main(["voice", *arguments]) == code
    assert [path.name for path in newsroom.iterdir() if path.suffix != ".toml" and path.name != "store"] == []


def test_a_text_is_said_outside_any_newsroom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BULLETIN_STORE")
    assert json.loads(answer(capsys, "say", "Kính chào", "--json"))["voice"] == "nháp"
    assert [path.name for path in tmp_path.iterdir()] == ["kinh-chao.wav"]


def test_the_spoken_form_of_a_text_is_shown_with_the_newsroom_s_lexicon(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom / "lexicon.tsv").write_text("form\tspoken\nZKT\tdét ca tê mới\n", encoding="utf-8")
    assert answer(capsys, "spoken", "Hãng ZKT có 15 người.") == "Hãng dét ca tê mới có mười lăm người.\n"
    facts = json.loads(answer(capsys, "spoken", "Chỉ số 3.7", "--json"))
    (reading,) = facts["readings"]
    assert (reading["start"], reading["end"], reading["is_certain"]) == (7, 10, False)
    assert reading["alternatives"]


def test_lines_are_answered_one_by_one_as_they_come() -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "voice", "spoken"]
    with subprocess.Popen(
        command, env={**ENVIRONMENT, "LC_ALL": "C"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        for written, spoken in (("Ngày 20.11", "Ngày hai mươi tháng mười một"), ("", ""), ("5%", "Năm phần trăm")):
            process.stdin.write(f"{written}\n".encode())
            process.stdin.flush()
            assert process.stdout.readline().decode() == f"{spoken}\n"


def test_what_is_no_utf_8_does_not_end_the_reading(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff 15\n16\n"), encoding="ascii"))
    lines = answer(capsys, "spoken").splitlines()
    assert lines[0].endswith("ười lăm")
    assert lines[1] == "Mười sáu"


def test_the_spoken_form_needs_nothing_heavy() -> None:
    heavy = "{'numpy', 'cv2', 'av', 'moviepy', 'PIL', 'pydub', 'gtts', 'requests', 'rich'}"
    code = f"import cli, sys; cli.main(['voice', 'spoken', '5%']); print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert shown.stdout.splitlines() == ["Năm phần trăm", "[]"]


SCRIPT = """\
---
bản tin: ngày
ngày: 22.11.2026
---
## Tin một về an toàn {#mot}

Danh sách đã chốt từ sáng ngày 18.11.

Siêu thị 0 đồng mở thêm hai ngày ở cổng khu công nghiệp.

## Tin hai về chuyến xe {#hai}

THU_ÂM
Xe đưa công nhân về quê đã kín chỗ từ tuần trước.
"""
READ = "Danh sách đã chốt từ sáng ngày 18.11.\nXe đưa công nhân về quê đã kín chỗ từ tuần trước."


@pytest.mark.media
def test_a_recording_is_aligned_and_a_sentence_that_was_not_read_is_found(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("tin.md").write_text(SCRIPT.replace("THU_ÂM\n", ""), encoding="utf-8")
    answer(capsys, "say", READ, "-o", "giọng.wav")
    assert cli.main(["voice", "align", "tin.md", "giọng.wav", "--json"]) == 65
    facts = json.loads(capsys.readouterr().out)
    first, skipped, last = facts["sentences"]
    assert first["start"] < 0.1 and abs(last["end"] - facts["seconds"]) < 0.1
    assert skipped["found"] == ["not-read"] and skipped["start"] is None
    assert [finding["line"] for finding in facts["findings"]] == [skipped["line"]]
    assert cli.main(["voice", "align", "tin.md", "giọng.wav"]) == 65
    shown = capsys.readouterr()
    assert "Siêu thị 0 đồng" in shown.out and "2 of 3" in shown.err


@pytest.mark.media
def test_a_story_s_own_recording_is_aligned_to_that_story(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("tin.md").write_text(SCRIPT.replace("THU_ÂM\n", "Thu âm: giọng.wav\n\n"), encoding="utf-8")
    answer(capsys, "say", READ.splitlines()[1], "-o", "giọng.wav")
    (row,) = json.loads(answer(capsys, "align", "tin.md", "giọng.wav", "--json"))["sentences"]
    assert row["written"].startswith("Xe đưa công nhân") and row["found"] == []


def test_what_cannot_be_aligned_ends_with_its_own_code(newsroom: Path) -> None:
    Path("tin.md").write_text(SCRIPT.replace("THU_ÂM\n", ""), encoding="utf-8")
    assert cli.main(["voice", "align", "tin.md", "không có.wav"]) == 66
    Path("hỏng.wav").write_bytes(b"not a sound")
    assert cli.main(["voice", "align", "tin.md", "hỏng.wav"]) == 65
    assert cli.main(["voice", "align", "không có.md", "hỏng.wav"]) == 66
