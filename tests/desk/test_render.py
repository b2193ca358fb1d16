"""`bulletin render` from end to end, small: what is published, what is reused, what is never lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from bulletin.errors import NotInstalled, Problems, TryAgain
from bulletin.master.folder import LOCK_NAME
from bulletin.speech.voices import espeak

from .conftest import ROOT, SCRIPT, Newsroom, make_newsroom

pytestmark = pytest.mark.media


def packets(path: Path) -> list[bytes]:
    """The picture's packets in decoding order."""
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def tree(folder: Path) -> dict[str, bytes]:
    """All files but the lock, with their bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LOCK_NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_script_becomes_a_whole_set_of_files(newsroom: Newsroom) -> None:
    rendered = newsroom.render()
    folder = newsroom.out / "daily" / "2026-11-22" / "draft"
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    stem = "lao-dong-tv-daily-2026-11-22"
    assert names == {
        f"{stem}.mp4",
        f"{stem}.srt",
        f"{stem}.vtt",
        f"{stem}.chapters.txt",
        "bulletin.json",
        "stories.json",
    }
    assert rendered.master == folder / f"{stem}.mp4"


def test_the_master_holds_exactly_the_planned_frames(newsroom: Newsroom) -> None:
    rendered = newsroom.render()
    with av.open(str(rendered.master)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.profile, video.average_rate) == (
            "h264",
            "High",
            Fraction(25),
        )
        assert (video.codec_context.color_primaries, video.codec_context.color_trc, video.codec_context.colorspace) == (
            1,
            1,
            1,
        )
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48_000, 2)
        assert video.start_time == audio.start_time == 0
        assert sum(1 for _ in container.decode(video=0)) == rendered.facts["frames"]


def test_nothing_that_a_camera_wrote_into_a_picture_is_in_what_is_published(newsroom: Newsroom) -> None:
    """B17: who took it, with what, and where."""
    told = ("Nguyen Thi Kin Dao", "Hang May Anh", "WGS-84 Kin Dao")
    exif = Image.Exif()
    exif[0x013B], exif[0x010F], exif[0x8825] = told[0], told[1], {18: told[2]}
    path = newsroom.folder / "scripts" / "anh" / "một.png"
    with Image.open(path) as image:
        image.copy().save(path, exif=exif)
    assert all(words.encode() in path.read_bytes() for words in told)
    rendered = newsroom.render()
    for content in tree(rendered.folder).values():
        assert not any(words.encode() in content for words in told)
    with av.open(str(rendered.master)) as master:
        assert set(master.metadata) <= {"title", "comment", "major_brand", "minor_version", "compatible_brands"}


def test_an_unchanged_script_is_left_alone(newsroom: Newsroom) -> None:
    first = newsroom.render()
    before = tree(newsroom.out)
    second = newsroom.render()
    assert first.is_new
    assert not second.is_new
    assert tree(newsroom.out) == before
    assert second.as_json("en")["unchanged"] is True


@pytest.mark.parametrize("name", ["bulletin.json", "lao-dong-tv-daily-2026-11-22.mp4"])
def test_a_lost_or_damaged_result_is_made_again_from_the_store(newsroom: Newsroom, name: str) -> None:
    first = newsroom.render()
    before = tree(newsroom.out)
    (first.folder / name).write_bytes(b"damaged")
    second = newsroom.render()
    assert second.chunks[0] == 0
    assert second.takes[0] == 0
    assert tree(newsroom.out) == before


def test_bytes_depend_on_no_worker_count_locale_time_zone_or_hash_seed(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.render()
    cold = make_newsroom(tmp_path / "elsewhere", tmp_path / "cold store")
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C",
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
    }
    arguments = [*cold.arguments()]
    arguments[arguments.index("--workers") + 1] = "4"
    run = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments], env=environment, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    assert tree(cold.out) == tree(newsroom.out)


def test_one_worker_makes_the_same_bytes_as_two(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.render()
    alone = make_newsroom(tmp_path / "alone", tmp_path / "own store")
    alone.render(workers=1)
    assert tree(alone.out) == tree(newsroom.out)


def test_one_changed_word_makes_one_take_and_one_or_two_shots_beside_a_join(newsroom: Newsroom) -> None:
    before = newsroom.render()
    old = packets(before.master)
    newsroom.edit("Câu đầu tiên của tin này.", "Câu đầu tiên của bài này.")
    after = newsroom.render()
    assert after.takes[0] == 1
    made = {key for shot in after.facts["shots"] for key in shot["chunks"]} - {
        key for shot in before.facts["shots"] for key in shot["chunks"]
    }
    anew = [shot for shot in after.facts["shots"] if set(shot["chunks"]) & made]
    assert 1 <= sum(shot["slug"] != "" for shot in anew) <= 2
    assert sum(shot["slug"] == "" for shot in anew) <= 1, "the next sting waits for its packet of sound"
    assert len(set(packets(after.master)) - set(old)) <= sum(shot["frames"] for shot in anew)


def test_a_render_after_an_edit_equals_a_cold_render_of_the_edited_script(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.render()
    newsroom.edit("Một câu ngắn cho tin thứ hai.", "Một câu dài hơn một chút cho tin thứ hai này.")
    newsroom.edit("Tin thứ nhất về an toàn", "Tin thứ nhất nói về an toàn")
    newsroom.render()
    cold = make_newsroom(tmp_path / "cold", tmp_path / "cold store")
    cold.write(newsroom.script.read_text(encoding="utf-8"))
    cold.render()
    assert tree(cold.out) == tree(newsroom.out)


def test_a_damaged_entry_of_the_store_is_made_again_and_told(newsroom: Newsroom, tmp_path: Path) -> None:
    store = tmp_path / "own store"
    first = newsroom.render(store=store)
    before = tree(newsroom.out)
    key = first.facts["shots"][3]["chunks"][0]
    chunk = store / key[:2] / f"{key}.bin"
    content = bytearray(chunk.read_bytes())
    content[len(content) // 2] ^= 1
    chunk.write_bytes(content)
    first.master.unlink()
    second = newsroom.render(store=store)
    assert second.chunks[0] == 1
    assert second.damaged == (key,)
    assert any("damaged" in str(sentence) for sentence in second.sentences())
    assert tree(newsroom.out) == before


def test_every_problem_is_told_in_one_run_and_nothing_is_published(newsroom: Newsroom) -> None:
    newsroom.render()
    before = tree(newsroom.out)
    newsroom.write(
        SCRIPT.replace("anh/một.png", "anh/mot.png")
        .replace("Chuyên mục: Tay nghề", "Chuyên mụk: Tay nghề")
        .replace("Tin thứ hai về tay nghề", "Tin thứ hai về tay nghề " + "rất dài " * 20)
        .replace("Tranh hai. Tranh: Lao Động TV", "Tranh hai", 1)
        .replace("Lao động không phải là hàng hóa.", "Lao động không phải là hàng hóa ☃.")
    )
    with pytest.raises(Problems) as failure:
        newsroom.render()
    told = "\n".join(str(problem.message) for problem in failure.value.found if problem.is_error)
    assert failure.value.exit_code in (65, 66)
    assert all(problem.place and problem.place.line for problem in failure.value.found if problem.is_error)
    assert all(problem.hint for problem in failure.value.found if problem.is_error)
    assert "Chuyên mụk" in told
    assert tree(newsroom.out) == before


def test_missing_pictures_long_titles_and_missing_glyphs_are_told_together(newsroom: Newsroom) -> None:
    newsroom.write(
        SCRIPT.replace("anh/một.png", "anh/mot.png")
        .replace("Tin thứ hai về tay nghề", "Tin thứ hai về tay nghề " + "rất dài " * 20)
        .replace("Lao động không phải là hàng hóa.", "Lao động không phải là hàng hóa ☃.")
    )
    with pytest.raises(Problems) as failure:
        newsroom.render()
    told = "\n".join(str(problem.message) for problem in failure.value.found if problem.is_error)
    assert "mot.png" in told
    assert "characters too long" in told or "too long" in told
    assert "U+2603" in told
    assert not newsroom.out.exists() or not list(newsroom.out.rglob("*.mp4"))


def test_a_truncated_picture_is_refused_with_its_line(newsroom: Newsroom) -> None:
    path = newsroom.script.parent / "anh" / "hai.png"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(Problems) as failure:
        newsroom.render()
    (problem,) = [problem for problem in failure.value.found if problem.is_error]
    assert problem.code == 65
    assert problem.place is not None
    assert SCRIPT.splitlines()[problem.place.line - 1].count("hai.png")


def test_a_picture_outside_the_newsroom_is_refused(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes((newsroom.script.parent / "anh" / "hai.png").read_bytes())
    newsroom.edit("anh/một.png", "../../outside.png")
    with pytest.raises(Problems) as failure:
        newsroom.render()
    assert failure.value.exit_code == 77


def test_a_voice_that_is_not_installed_ends_with_69(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    from bulletin.messages import say

    monkeypatch.setattr(espeak.Espeak, "availability", lambda self: say("The embedded voice is missing"))
    newsroom.edit("Kính chào quý vị.", "Kính chào quý vị thân mến.")
    with pytest.raises(NotInstalled) as failure:
        newsroom.render()
    assert failure.value.exit_code == 69
    assert not newsroom.out.exists() or not list(newsroom.out.rglob("*.mp4"))


def test_a_voice_that_does_not_answer_ends_with_75_and_the_command_for_another(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gtts.tts

    monkeypatch.setattr(gtts.tts, "_translate_url", lambda tld="com", path="": f"http://127.0.0.1:9/{path}")
    monkeypatch.setattr("bulletin.speech.voices.gtts.time.sleep", lambda seconds: None)
    (newsroom.folder / "bulletin.toml").write_text(
        '[voices."nữ Bắc"]\nengine = "gtts"\nvariant = "vi"\n', encoding="utf-8"
    )
    with pytest.raises(TryAgain) as failure:
        newsroom.render()
    assert failure.value.exit_code == 75
    assert "--voice espeak" in str(failure.value.hint)


def test_the_manifest_says_what_was_made_from_what_and_that_the_voice_is_a_draft(newsroom: Newsroom) -> None:
    rendered = newsroom.render()
    manifest = json.loads((rendered.folder / "bulletin.json").read_text(encoding="utf-8"))
    assert manifest["draft_voice"] is True
    assert manifest["notice"] == "Giọng nháp: không dùng để phát hành"
    assert manifest["frames"] == sum(shot["frames"] for shot in manifest["shots"])
    assert "scripts/tin.md" in manifest["inputs"]
    assert {credit["credit"] for credit in manifest["credits"]} == {"Tranh: Lao Động TV"}
    assert str(newsroom.folder) not in json.dumps(manifest)


def test_captions_of_the_bulletin_show_the_written_words(newsroom: Newsroom) -> None:
    rendered = newsroom.render()
    shown = (rendered.folder / "lao-dong-tv-daily-2026-11-22.srt").read_text(encoding="utf-8")
    assert "Lao động không phải là hàng hóa." in shown
