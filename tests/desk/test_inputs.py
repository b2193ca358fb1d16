"""What is gathered before any work: everything that is wrong, in one run, and never a crash over a half-read script."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bulletin.desk.checking import check
from bulletin.desk.inputs import Inputs, gather, open_script
from bulletin.errors import BulletinError, NotFound, Problem, Problems

from .conftest import SCRIPT, Newsroom, picture


def problems(newsroom: Newsroom) -> list[Problem]:
    with pytest.raises(Problems) as failure:
        check(newsroom.script)
    return [problem for problem in failure.value.found if problem.is_error]


def gathered(newsroom: Newsroom, voice: str | None = None) -> Inputs:
    return gather(open_script(newsroom.script), voice)


def test_faults_of_script_picture_text_voice_and_recording_are_told_in_one_run(newsroom: Newsroom) -> None:
    newsroom.write(
        SCRIPT.replace("tiêu đề: Bản tin thử", "tiêu đề: Bản tin thử\ngiọng: nữ Nam")
        .replace("anh/một.png", "anh/mot.png")
        .replace("Chuyên mục: Tay nghề", "Chuyên mụk: Tay nghề")
        .replace("Chuyên mục: An toàn", "Thu âm: anh/giong.wav")
        .replace("## Tin thứ hai về tay nghề", "## Tin thứ hai về tay nghề " + "rất dài " * 20)
        .replace("Tranh hai. Tranh: Lao Động TV", "Tranh hai", 1)
        .replace("Lao động không phải là hàng hóa.", "Lao động không phải là hàng hóa ☃.")
    )
    told = "\n".join(str(problem.message) for problem in problems(newsroom))
    for fault in ("mot.png", "Chuyên mụk", "giong.wav", "too long", "source of the picture", "U+2603", "nữ Nam"):
        assert fault in told
    assert all(problem.place and problem.place.line and problem.hint for problem in problems(newsroom))


def test_headlines_that_name_nothing_still_let_pictures_be_looked_at(newsroom: Newsroom) -> None:
    newsroom.write(
        SCRIPT.replace("- #hai", "- #ba").replace("anh/một.png", "anh/mot.png").replace("ngày: 22.11.2026\n", "")
    )
    told = "\n".join(str(problem.message) for problem in problems(newsroom))
    assert "“ba”" in told
    assert "mot.png" in told
    assert "date" in told


def test_a_pack_that_is_not_there_is_told_beside_the_rest(newsroom: Newsroom) -> None:
    newsroom.edit("bản tin: ngày", "bản tin: ngày\nbộ nhận diện: khác")
    newsroom.edit("anh/một.png", "anh/mot.png")
    found = problems(newsroom)
    assert {problem.code for problem in found} == {66, 78}
    assert "laodong" in str(next(problem.hint for problem in found if problem.code == 78))


def test_a_script_may_name_its_brand_pack(newsroom: Newsroom) -> None:
    packs = newsroom.folder / "templates"
    station = packs.resolve() / "laodong"
    packs.unlink()
    packs.mkdir()
    for name in ("laodong", "khác"):
        (packs / name).symlink_to(station)
    newsroom.edit("bản tin: ngày", "bản tin: ngày\nbộ nhận diện: khác")
    assert Path(gathered(newsroom).pack.folder).name == "khác"


def test_every_paragraph_has_the_voice_that_was_asked_for(newsroom: Newsroom) -> None:
    (newsroom.folder / "bulletin.toml").write_text(
        '[voices."một"]\nengine = "espeak"\n[voices."hai"]\nengine = "gtts"\npace = 90\n', encoding="utf-8"
    )
    newsroom.edit("Một câu ngắn cho tin thứ hai.", 'Một câu ngắn cho tin thứ hai. {giọng="hai"}')
    inputs = gathered(newsroom)
    voices = {inputs.asked[place][0]: voice.name for place, voice in inputs.cast.voices.items()}
    asked = {part.written: name for part, name in voices.items() if hasattr(part, "written")}
    assert asked["Một câu ngắn cho tin thứ hai."] == "hai"
    assert asked["Kính chào quý vị."] == "một"
    assert {voice.name for voice in gathered(newsroom, "hai").cast.voices.values()} == {"hai"}


def test_an_estimate_knows_that_mourning_is_read_slower(newsroom: Newsroom) -> None:
    usual = [cue.span.length for cue in gathered(newsroom).draft.voice]
    newsroom.edit("Chuyên mục: An toàn", "Chuyên mục: An toàn\nSắc thái: chia buồn")
    slower = [cue.span.length for cue in gathered(newsroom).draft.voice]
    shares = [round(100 * before / after) for before, after in zip(usual, slower, strict=True)]
    assert set(shares) == {90, 100}
    assert shares.count(90) == 3  # its three sentences; its title in the headlines is not read


def test_check_tells_a_draft_voice_and_one_that_this_machine_lacks(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom.folder / "bulletin.toml").write_text(
        '[voices."một"]\nengine = "espeak"\n[voices."hai"]\nengine = "gtts"\nvariant = "?"\n', encoding="utf-8"
    )
    newsroom.edit("Một câu ngắn cho tin thứ hai.", 'Một câu ngắn cho tin thứ hai. {giọng="hai"}')
    told = [str(note.message) for note in check(newsroom.script).notes]
    assert any("Draft voice" in words and "(một)" in words for words in told)
    assert any(words.startswith("The voice hai cannot read here") for words in told)


def test_check_names_the_other_readings_and_the_mark_that_settles_them(newsroom: Newsroom) -> None:
    newsroom.edit("Một câu ngắn cho tin thứ hai.", "Đoàn có 437/440 phiếu.")
    (note,) = [note for note in check(newsroom.script).notes if "437/440" in str(note.message)]
    assert note.place and newsroom.script.read_text(encoding="utf-8").splitlines()[note.place.line - 1].count("437/440")
    assert "[437/440]{say=" in str(note.hint) and "phần" in str(note.hint)


def test_an_unknown_voice_for_the_whole_bulletin_is_not_found(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound):
        gathered(newsroom, "nữ Nam")


def test_what_check_finds_worth_knowing_of_a_picture_is_told(newsroom: Newsroom) -> None:
    picture = newsroom.script.parent / "anh" / "một.png"
    picture.rename(picture.with_suffix(".jpg"))
    newsroom.edit("anh/một.png", "anh/một.jpg")
    assert any("really a PNG" in str(note.message) for note in check(newsroom.script).notes)


def test_a_script_damaged_anywhere_is_told_and_never_a_crash(newsroom: Newsroom) -> None:
    chance = random.Random(7)
    script = (
        SCRIPT
        + "\nBảng: Mức (đồng). Nguồn: Luật. {cột nổi=I}\n\n| Vùng | Mức |\n|---|---:|\n| I | 5 |\n\nLời dưới bảng.\n"
    )
    lines = script.splitlines()
    for _ in range(60):
        damaged = list(lines)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(damaged))
            damaged[at] = chance.choice(
                [
                    "",
                    damaged[at][: len(damaged[at]) // 2],
                    "## " + damaged[at],
                    damaged[at] + " {x}",
                    "| |",
                    "> ",
                    "- #mot",
                ]
            )
        newsroom.write("\n".join(damaged))
        try:
            check(newsroom.script)
        except BulletinError as failure:
            assert failure.exit_code in (65, 66)


# --- people -------------------------------------------------------------------------------------------------------------


def test_a_name_strap_gets_its_title_from_the_newsrooms_people_and_its_reading_goes_to_the_voice(
    newsroom: Newsroom,
) -> None:
    (newsroom.folder / "nhan-vat.tsv").write_text(
        "tên\tchức danh\ttừ\tđến\tcách đọc\nJohn Smith\tchuyên gia\t\t\tGiôn Xmít\n", encoding="utf-8"
    )
    newsroom.edit("Một câu ngắn cho tin thứ hai.", "Ông John Smith nói một câu.")
    newsroom.edit("(anh/hai.png)\n\nÔng", '(anh/hai.png){tên="John Smith"}\n\nÔng')
    inputs = gathered(newsroom)
    straps = [
        overlay.plate.words("role")
        for shot in inputs.draft.shots
        for overlay in shot.overlays
        if overlay.plate.kind == "lower_third"
    ]
    assert straps == ["chuyên gia"]
    assert any("Giôn Xmít" in repr(told) for told in inputs.asked.values())


def test_a_title_against_the_people_is_a_warning_of_check_and_a_broken_table_an_error(newsroom: Newsroom) -> None:
    table = newsroom.folder / "nhan-vat.tsv"
    table.write_text("tên\tchức danh\nJohn Smith\tchuyên gia\n", encoding="utf-8")
    newsroom.edit("(anh/hai.png)\n\nMột", '(anh/hai.png){tên="John Smith – giám đốc"}\n\nMột')
    told = [str(note.message) for note in check(newsroom.script).notes if note.severity == "warning"]
    assert any("giám đốc" in message and "chuyên gia" in message for message in told)
    table.write_text("họ\tnghề\n", encoding="utf-8")
    assert [problem.code for problem in problems(newsroom)] == [78]


def test_a_picture_far_too_small_for_the_frame_is_told_with_how_far_it_would_be_enlarged(newsroom: Newsroom) -> None:
    """B12."""
    picture(newsroom.folder / "scripts" / "anh" / "một.png", 1, (200, 150))
    told = [str(note.message) for note in check(newsroom.script).notes if note.severity == "warning"]
    assert any("200 × 150 pixels" in message and "9.6 times" in message for message in told)
