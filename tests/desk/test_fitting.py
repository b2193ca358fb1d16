"""A bulletin brought into its slot with a real voice: what is decided, kept, followed, and refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.desk.checking import check
from bulletin.desk.fitting import Timed, timed
from bulletin.desk.inputs import gather, open_script
from bulletin.desk.workshop import Run
from bulletin.errors import BadInput, Problem, Problems
from bulletin.rundown.fit import NOTHING, Fit
from bulletin.rundown.fitting import PAUSES, frames_of
from bulletin.rundown.stocking import stock_of
from bulletin.store import Store
from bulletin.timing import FRAME_RATE

from .conftest import SCRIPT, Newsroom, make_newsroom, quietly

EXTRA = """\
## Bóng đá công nhân: trận chung kết {#bong-da}

Chuyên mục: Thể thao
Ưu tiên: bỏ được

![Tranh một. Tranh: Lao Động TV](anh/một.png)

Tin này dài hơn một chút. Nó có hai câu, và bỏ được cả hai.

## Thời tiết cuối tuần {#thoi-tiet}

Ưu tiên: dự phòng

![Tranh một. Tranh: Lao Động TV](anh/một.png)

Tin này để dành cho ngày thiếu giờ.

## Lời kết
"""
BREAKING = """\
## Tin mới nhận: Cháy chợ đã được dập tắt {#chay-cho}

Không có người bị thương. Nguyên nhân đang được làm rõ. Bản tin sau sẽ nói thêm về việc này.

## Tin thứ nhất"""


@pytest.fixture
def newsroom(tmp_path: Path, warm_store: Path) -> Newsroom:
    made = make_newsroom(tmp_path / "newsroom", warm_store)
    made.write(SCRIPT.replace("## Lời kết\n", EXTRA))
    return made


def slot(newsroom: Newsroom, shortest: float, longest: float, *more: str) -> None:
    """Give the script a slot in seconds."""
    ends = "-".join(f"{int(end // 60)}:{end % 60:06.3f}" for end in (max(1, shortest), longest))
    lines = "\n".join((f"khung giờ: {ends}", *more))
    text = newsroom.script.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("khung giờ")]
    newsroom.write("\n".join(kept).replace("tiêu đề: Bản tin thử", f"tiêu đề: Bản tin thử\n{lines}") + "\n")


def spoken(newsroom: Newsroom, *, keeps: bool = True) -> Timed:
    opened = open_script(newsroom.script)
    return timed(opened, gather(opened), Run(Store(newsroom.store), 2, quietly), keeps=keeps)


def seconds(newsroom: Newsroom) -> float:
    """How long the bulletin is without a slot."""
    return spoken(newsroom).rundown.frames / FRAME_RATE


def fit_file(newsroom: Newsroom) -> Path:
    return newsroom.script.with_name("tin.khop.txt")


def told(result: Timed) -> list[str]:
    return [line.slug for line in result.rundown.lines if line.slug]


def in_vietnamese(problem: Problem) -> str:
    return f"{problem.message.text('vi')} → {problem.hint.text('vi') if problem.hint else ''}"


pytestmark = pytest.mark.media


def test_inside_the_slot_nothing_is_touched_and_no_file_is_written(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 1, length + 1)
    result = spoken(newsroom)
    assert told(result) == ["mot", "hai", "bong-da"]
    assert (result.inputs.fit, result.notes) == (NOTHING, ())
    assert not fit_file(newsroom).exists()


def test_over_the_slot_a_droppable_story_goes_is_named_and_stands_in_the_file(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 20, length - 3)
    result = spoken(newsroom)
    assert told(result) == ["mot", "hai"]
    (note,) = result.notes
    assert "thừa 3 giây; bỏ tin: Bóng đá công nhân: trận chung kết" in in_vietnamese(note)
    assert "scripts/tin.khop.txt" in in_vietnamese(note)
    assert "bỏ tin: bong-da  # Bóng đá công nhân" in fit_file(newsroom).read_text(encoding="utf-8")


def test_the_fit_is_followed_until_the_slot_is_missed_again(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 20, length - 3)
    written = spoken(newsroom).written
    before = fit_file(newsroom).read_bytes()
    slot(newsroom, length - 20, length + 20)  # everything would go in again: the fit stays
    again = spoken(newsroom)
    assert told(again) == ["mot", "hai"]
    assert "Theo scripts/tin.khop.txt: bỏ tin" in in_vietnamese(again.notes[0])
    assert (len(written), again.written, fit_file(newsroom).read_bytes()) == (1, (), before)
    slot(newsroom, length - 0.5, length + 20)  # the fit makes it too short now
    anew = spoken(newsroom)
    assert told(anew) == ["mot", "hai", "bong-da"]
    assert "bỏ tin:" not in fit_file(newsroom).read_text(encoding="utf-8").split("\n\n")[1]


def test_an_editor_may_change_the_fit(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 20, length + 20)
    fit_file(newsroom).write_text("bỏ tin: hai  # tin này để mai\n", encoding="utf-8")
    result = spoken(newsroom)
    assert told(result) == ["mot", "bong-da"]
    assert not result.written


def test_a_mistake_in_the_fit_is_told_with_its_line(newsroom: Newsroom) -> None:
    fit_file(newsroom).write_text("bỏ tin: bong-da\nquãng nghỉ: nhiều\n", encoding="utf-8")
    with pytest.raises(Problems) as failure:
        spoken(newsroom)
    assert failure.value.exit_code == 65
    assert str(failure.value.place) == "scripts/tin.khop.txt:2:13"


def test_a_fit_that_names_a_story_that_is_gone_says_so_and_holds_otherwise(newsroom: Newsroom) -> None:
    fit_file(newsroom).write_text("bỏ tin: da-xoa\nbỏ tin: hai\n", encoding="utf-8")
    result = spoken(newsroom)
    assert told(result) == ["mot", "bong-da"]
    (warning,) = [note for note in result.inputs.notes if note.place and note.place.file.endswith(".khop.txt")]
    assert warning.severity == "warning"
    assert "da-xoa" in str(warning.message)


def test_a_pace_that_a_voice_does_not_have_is_told_with_its_line(newsroom: Newsroom) -> None:
    voices = 'voice = "nháp"\nbrand = "laodong"\n[voices."nháp"]\nengine = "espeak"\n[voices."mạng"]\nengine = "gtts"\n'
    (newsroom.folder / "bulletin.toml").write_text(voices, encoding="utf-8")
    newsroom.edit("Chuyên mục: Tay nghề", "Chuyên mục: Tay nghề\nGiọng: mạng")
    fit_file(newsroom).write_text("tốc độ: mot 103%\ntốc độ: hai 103%\n", encoding="utf-8")
    inputs = gather(open_script(newsroom.script))
    assert inputs.fit.paces == (("mot", 103),)
    (warning,) = [note for note in inputs.notes if note.place and note.place.file.endswith(".khop.txt")]
    assert (warning.severity, warning.place.line) == ("warning", 2)  # type: ignore[union-attr]
    named = gather(open_script(newsroom.script), "nháp").fit.paces
    assert named == (("hai", 103), ("mot", 103)), "with another voice for all of it the line has its effect"


def test_a_breaking_story_displaces_a_droppable_one_and_names_it(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 5, length + 5)
    newsroom.edit("## Tin thứ nhất", BREAKING)
    result = spoken(newsroom)
    assert told(result) == ["chay-cho", "mot", "hai"]
    assert "bỏ tin: Bóng đá công nhân" in in_vietnamese(result.notes[0])


def test_under_the_slot_a_reserve_story_comes_in(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length + 1, length + 10)
    result = spoken(newsroom)
    assert told(result) == ["mot", "hai", "bong-da", "thoi-tiet"]
    assert "thiếu 1 giây; thêm tin dự phòng: Thời tiết cuối tuần" in in_vietnamese(result.notes[0])


def test_switched_off_it_is_only_told_how_far_off_and_what_could_go(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 20, length - 3, "khớp giờ: tắt")
    result = spoken(newsroom)
    assert told(result) == ["mot", "hai", "bong-da"]
    assert "thừa 3 giây → bỏ được: Bóng đá công nhân: trận chung kết (" in in_vietnamese(result.notes[0])
    assert not fit_file(newsroom).exists()


def test_a_slot_that_no_choice_keeps_ends_with_65_and_says_by_how_much(newsroom: Newsroom) -> None:
    slot(newsroom, 5, 8)
    with pytest.raises(BadInput) as failure:
        spoken(newsroom)
    assert failure.value.exit_code == 65
    (problem,) = failure.value.problems()
    assert "khung giờ 0:05–0:08: thừa" in in_vietnamese(problem)
    told_all = in_vietnamese(problem)
    assert "dùng hết mọi cách (bỏ tin: Bóng đá công nhân" in told_all and "quãng nghỉ 70 %" in told_all
    assert "Tin thứ nhất về an toàn 108 %" in told_all and ") vẫn thừa" in told_all
    assert not fit_file(newsroom).exists()


def test_where_nothing_else_is_left_stories_are_read_faster_and_what_came_of_it_is_looked_at_again(
    newsroom: Newsroom,
) -> None:
    newsroom.write(SCRIPT.replace("mở đầu", "").replace("ngày: 22.11.2026", "ngày: 22.11.2026\nmở đầu: lời chào"))
    newsroom.write(newsroom.script.read_text(encoding="utf-8").replace("## Điểm tin\n\n- #mot\n- #hai\n\n", ""))
    natural = spoken(newsroom)
    least = frames_of(stock_of(natural.inputs.material(natural.spoken.narration), {}), Fit(pauses=min(PAUSES)))
    slot(newsroom, 5, (least - 5) / FRAME_RATE)  # five frames less than shorter pauses alone can do
    result = spoken(newsroom)
    assert dict(result.inputs.fit.paces).keys() <= {"mot", "hai"}
    assert result.inputs.fit.paces
    assert result.rundown.frames <= least - 5
    assert result.spoken.made > 0
    assert len(result.spoken.voices) == 1
    again = spoken(newsroom)
    assert (again.rundown, again.spoken.made) == (result.rundown, 0)


def test_another_voice_for_once_leaves_the_file_alone(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 20, length - 3)
    result = spoken(newsroom, keeps=False)
    assert told(result) == ["mot", "hai"]
    assert not fit_file(newsroom).exists()


def test_check_says_before_anything_is_read_what_would_be_done(newsroom: Newsroom) -> None:
    estimate = check(newsroom.script).frames / FRAME_RATE
    slot(newsroom, estimate - 20, estimate - 3)
    (note,) = [note for note in check(newsroom.script).notes if "khung giờ" in note.message.text("vi")]
    assert "Bản tin dự kiến dài" in in_vietnamese(note)
    assert "thừa 3 giây → Khi dựng, bản tin được khớp giờ, dự kiến: bỏ tin: Bóng đá" in in_vietnamese(note)
    slot(newsroom, 2, 4)
    (note,) = [note for note in check(newsroom.script).notes if "khung giờ" in note.message.text("vi")]
    assert "Không khớp được giờ" in in_vietnamese(note)


def test_a_rendered_bulletin_depends_on_its_fit(newsroom: Newsroom) -> None:
    length = seconds(newsroom)
    slot(newsroom, length - 20, length - 3)
    first = newsroom.render()
    assert "scripts/tin.khop.txt" in first.facts["inputs"]
    assert [story["slug"] for story in first.facts["stories"] if story["slug"]] == ["mot", "hai"]
    assert not newsroom.render().is_new
    with fit_file(newsroom).open("a", encoding="utf-8") as file:
        file.write("hình hiệu: ngắn\n")
    shorter = newsroom.render()
    assert shorter.is_new
    assert shorter.facts["frames"] < first.facts["frames"]
    refitted = newsroom.render(refit=True)
    assert replace(refitted, elapsed=0).facts["frames"] == first.facts["frames"]
