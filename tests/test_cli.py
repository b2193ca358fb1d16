"""The command line: exit codes, JSON, messages in both languages, and how it ends when it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

import cli
from tests.desk.conftest import ROOT, SCRIPT, Newsroom, make_newsroom

ENVIRONMENT = {"PATH": os.environ["PATH"], "BULLETIN_LANG": "vi", "LANG": "C.UTF-8"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make_newsroom(tmp_path / "newsroom", tmp_path / "store")


def run(*arguments: str, language: str = "vi") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        env={**ENVIRONMENT, "BULLETIN_LANG": language},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_is_there_in_both_languages_and_loads_nothing_heavy() -> None:
    code = "import cli, sys; cli.main(['--help']); print(sorted({'numpy', 'cv2', 'av', 'moviepy', 'PIL'} & set(sys.modules)))"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert "Từ kịch bản của tòa soạn" in shown.stdout
    assert shown.stdout.strip().endswith("[]")
    assert "Turn a newsroom's script" in run("--help", language="en").stdout


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    code = f"import cli, sys; cli.main({list(arguments)!r}); print('\\n'.join(['', *sys.modules]))"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return set(shown.stdout.splitlines())


@pytest.mark.parametrize("arguments", [("archive", "list"), ("render", "missing.md"), ("voice", "spoken", "một")])
def test_words_paths_and_defaults_are_taken_as_they_are_without_pydantic(arguments: tuple[str, ...]) -> None:
    assert "pydantic" not in loaded_by(*arguments)


def test_searching_the_archive_loads_nothing_of_picture_and_sound(tmp_path: Path) -> None:
    loaded = loaded_by("archive", "list", "--out", str(tmp_path))
    assert not loaded & {"numpy", "cv2", "av", "moviepy", "PIL"}


@pytest.mark.media
def test_a_bulletin_that_is_there_already_is_found_without_loading_what_would_make_it(newsroom: Newsroom) -> None:
    newsroom.render()
    loaded = loaded_by(*newsroom.arguments())
    assert "bulletin.desk.orders" in loaded
    assert not loaded & {"bulletin.desk.rendering", "numpy", "cv2", "av", "moviepy", "multiprocessing"}


def test_checking_a_script_without_clips_loads_neither_decoders_nor_what_mixes_and_encodes(newsroom: Newsroom) -> None:
    loaded = loaded_by("check", str(newsroom.script), "--store", str(newsroom.store))
    assert "bulletin.desk.checking" in loaded
    assert not loaded & {"numpy", "cv2", "av", "moviepy", "multiprocessing"}


def test_a_good_script_checks_with_zero_and_a_summary(newsroom: Newsroom) -> None:
    result = run("check", str(newsroom.script))
    assert result.returncode == 0, result.stderr
    assert "2 tin" in result.stderr


def test_texts_are_checked_for_the_frames_that_a_profile_makes(newsroom: Newsroom) -> None:
    newsroom.edit("— Tuyên bố Philadelphia, 1944", "— Tuyên bố Philadelphia của Tổ chức Lao động Quốc tế, 1944")
    assert run("check", str(newsroom.script)).returncode == 0
    refused = run("check", str(newsroom.script), "--profile", "vertical")
    assert refused.returncode == 65
    assert "Tên dưới câu trích dẫn quá dài: thừa 8 ký tự" in refused.stderr


def test_check_as_json_is_one_object_on_stdout(newsroom: Newsroom) -> None:
    facts = json.loads(run("check", str(newsroom.script), "--json").stdout)
    assert facts["stories"] == 2
    assert facts["pictures"] == 2


def test_a_bad_script_ends_with_65_and_every_problem_with_line_and_hint(newsroom: Newsroom) -> None:
    newsroom.write(
        SCRIPT.replace("Chuyên mục: Tay nghề", "Chuyên mụk: Tay nghề").replace(
            ". Tranh: Lao Động TV](anh/một", "](anh/một"
        )
    )
    result = run("check", str(newsroom.script))
    lines = SCRIPT.splitlines()
    section, picture = (
        lines.index("Chuyên mục: Tay nghề") + 1,
        lines.index("![Tranh một. Tranh: Lao Động TV](anh/một.png)") + 1,
    )
    assert result.returncode == 65
    assert f"scripts/tin.md:{section}:" in result.stderr
    assert f"scripts/tin.md:{picture}:" in result.stderr
    told = result.stderr.splitlines()
    hints = [below for line, below in pairwise(told) if "phải sửa:" in line]
    assert len(hints) == 2
    assert all(hint.startswith("    → ") for hint in hints)
    assert "Traceback" not in result.stderr


def test_problems_as_json_carry_file_line_and_hint(newsroom: Newsroom) -> None:
    newsroom.write(SCRIPT.replace("anh/một.png", "anh/không có.png"))
    result = run("check", str(newsroom.script), "--json", language="en")
    facts = json.loads(result.stdout)
    assert result.returncode == facts["exit"] == 66
    (finding,) = [finding for finding in facts["findings"] if finding["severity"] == "error"]
    assert finding["file"] == "scripts/tin.md"
    assert SCRIPT.splitlines()[finding["line"] - 1].count("một.png")
    assert finding["hint"]


def test_a_missing_script_ends_with_66_and_near_names(newsroom: Newsroom) -> None:
    result = run("check", str(newsroom.script.with_name("tim.md")))
    assert result.returncode == 66
    assert "tin.md" in result.stderr


def test_wrong_usage_ends_with_2() -> None:
    assert run("render").returncode == 2
    assert run("no-such-command").returncode == 2
    assert run("render", "tin.md", "--profile", "large").returncode == 2
    assert run("render", "tin.md", "--workers", "0").returncode == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["rendr", "tin.md"], "Không có lệnh rendr. Có phải ý bạn là render?\n    → Xem bulletin --help"),
        (["check"], "Thiếu script: Kịch bản, tệp Markdown.\n    → Xem bulletin check --help"),
        (["check", "tin.md", "--profil", "draft"], "Không có tùy chọn --profil. Có phải ý bạn là --profile?"),
        (["check", "tin.md", "hai.md"], "Ghi thừa: hai.md"),
        (["render", "tin.md", "--profile", "to"], "--profile có thể là: final, draft, "),
        (["render", "tin.md", "--workers", "0"], "--workers cần một con số khác"),
        (["render", "tin.md", "--by", "25:00"], "--by không dùng được: “25:00” không phải giờ trong ngày"),
        (["render", "tin.md", "--by"], "Sau --by phải ghi giá trị"),
    ],
)
def test_what_was_typed_wrong_is_told_in_the_users_language(
    typed: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BULLETIN_LANG", "vi")
    assert cli.main(typed) == 2
    assert told in capsys.readouterr().err


def test_an_unknown_voice_ends_with_66_and_the_names_there_are(newsroom: Newsroom) -> None:
    result = run(*newsroom.arguments("--voice", "giọng lạ"))
    assert result.returncode == 66
    assert "nháp" in result.stderr


@pytest.mark.media
def test_render_as_json_says_what_was_made(newsroom: Newsroom) -> None:
    result = run(*newsroom.arguments("--json"))
    facts = json.loads(result.stdout)
    assert result.returncode == 0
    assert Path(facts["master"]).is_file()
    assert facts["seconds"] == facts["frames"] / 25
    assert facts["takes"]["made"] > 0
    assert facts["shots"]["reused"] == 0
    assert facts["draft_voice"] is True
    assert any("Giọng nháp: không dùng để phát hành" in finding["message"] for finding in facts["findings"])
    assert "Giọng nháp: không dùng để phát hành" in result.stderr


@contextmanager
def encoding(newsroom: Newsroom, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A render in a process group of its own, which has just begun to encode."""
    command = [sys.executable, str(ROOT / "cli.py"), *newsroom.arguments(*options)]
    with subprocess.Popen(
        command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("Hình và tiếng") and not line.startswith("Hình và tiếng 0"):
                break
        yield process


@pytest.mark.media
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_leaves_nothing_half_made_and_no_process(
    newsroom: Newsroom, sent: signal.Signals, code: int
) -> None:
    with encoding(newsroom, "--profile", "archive") as process:  # slow to encode: it is not over before it is stopped
        process.send_signal(sent)
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(timeout=30) == code
    assert ("Chưa có gì được phát hành" in told) == (sent == signal.SIGINT)
    assert not list(newsroom.out.rglob("*.mp4"))
    assert not list(newsroom.out.rglob("*.draft"))
    assert not list(newsroom.out.rglob(".work"))
    until = time.monotonic() + 5
    while _group_lives(process.pid) and time.monotonic() < until:
        pass
    assert not _group_lives(process.pid)


@pytest.mark.media
def test_a_killed_run_is_continued_from_what_it_had_made(newsroom: Newsroom) -> None:
    with encoding(newsroom) as process:
        os.killpg(process.pid, signal.SIGKILL)
    assert not list(newsroom.out.rglob("*.mp4"))
    facts = json.loads(run(*newsroom.arguments("--json")).stdout)
    assert facts["takes"]["made"] == 0
    assert facts["chunks"]["reused"] > 0
    assert not list(newsroom.out.rglob(".work"))


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_fault_of_ours_ends_with_70_and_a_report_file(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: Path, *means: object) -> None:
        raise RuntimeError("something nobody thought of")

    monkeypatch.setattr("bulletin.desk.checking.check", broken)
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", str(newsroom.script)]) == 70
    (report,) = tmp_path.glob("bulletin-bug-*.txt")
    written = report.read_text(encoding="utf-8")
    assert "something nobody thought of" in written
    assert "hunter2" not in written
    assert report.name in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "code"), [(OSError(28, "No space left on device", "mix.pcm"), 74), (MemoryError(), 71)]
)
def test_a_full_disk_and_a_full_memory_have_their_own_codes(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: Exception, code: int
) -> None:
    def failing(path: Path, *means: object) -> None:
        raise fault

    monkeypatch.setattr("bulletin.desk.checking.check", failing)
    assert cli.main(["check", str(newsroom.script), "--json"]) == code
    assert json.loads(capsys.readouterr().out)["exit"] == code


@pytest.mark.parametrize("closed", ["stderr", "stdout", "reader"])
def test_nobody_listening_is_no_reason_to_fail(newsroom: Newsroom, closed: str) -> None:
    shell = {"stderr": '"$@" 2>&-', "stdout": '"$@" >&-', "reader": '{ "$@"; echo $? >&3; } 2>&1 | true; :'}[closed]
    command = [
        "sh",
        "-c",
        f"exec 3>&1; {shell}",
        "sh",
        sys.executable,
        str(ROOT / "cli.py"),
        "check",
        str(newsroom.script),
    ]
    result = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0
    assert result.stdout.strip() in ("", "0")


def test_the_store_is_shown_verified_and_pruned(newsroom: Newsroom) -> None:
    from bulletin.store import Entry, Store, digest

    store = Store(newsroom.store)
    for name in ("a", "b"):
        store.put(digest(name), Entry({}, name.encode() * 1000))
    named = ("--store", str(store.root), "--json")
    assert json.loads(run("store", "show", *named).stdout)["entries"] == 2
    store.payload_path(digest("a")).write_bytes(b"damaged")
    assert json.loads(run("store", "verify", *named).stdout)["damaged"] == [digest("a")]
    assert json.loads(run("store", "prune", "--to", "0MB", "--dry-run", *named).stdout)["removed"] == 1
    assert json.loads(run("store", "prune", *named).stdout)["removed"] == 0
    assert json.loads(run("store", "prune", "--to", "0MB", *named).stdout)["removed"] == 1
    assert not store.entries()


def test_a_size_that_is_none_is_a_wrong_command_line(newsroom: Newsroom) -> None:
    result = run("store", "prune", "--to", "much", "--store", str(newsroom.store))
    assert (result.returncode, result.stdout) == (2, "")
    assert "much" in result.stderr


def test_doctor_looks_at_everything_and_finds_this_machine_good() -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "doctor", "--json"],
        cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    checks = json.loads(result.stdout)["checks"]
    assert result.returncode == 0, checks
    assert len(checks) > 10
