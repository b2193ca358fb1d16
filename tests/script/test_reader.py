"""Reading a whole script: files, stories in order, slugs, headlines, and all problems of one run."""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bulletin.errors import BadInput, NotFound, Place, Problems
from bulletin.messages import say
from bulletin.script import parse, read, read_text
from bulletin.script.values import (
    BulletList,
    Credit,
    Headlines,
    Paragraph,
    Phrase,
    Picture,
    Quotation,
    Slot,
    Subheading,
    Table,
    Text,
)
from tests.script.made import FILE, FRONT, SAMPLE, errors_of, problems_of, script


def test_the_sample_is_read_into_values() -> None:
    read_script = parse(SAMPLE, FILE)
    assert read_script.kind == "daily"
    assert read_script.date == datetime.date(2026, 11, 20)
    assert read_script.slot == Slot(7500, 10500)
    assert read_script.opening == ("headlines", "opener", "greeting")
    assert [(key, name.words) for key, name in read_script.people] == [
        ("editor", "Hương Mai"),
        ("responsible", "Nguyễn Văn B"),
    ]
    assert [(story.slug, story.form) for story in read_script.stories] == [
        ("mai-am", "story"),
        ("luong", "story"),
        ("them-bon-diem-tu-van", "brief"),
    ]
    assert read_script.greeting is not None
    assert read_script.closing is not None


def test_the_blocks_of_the_samples_first_story_come_in_the_order_of_the_page() -> None:
    kinds = [type(block) for block in parse(SAMPLE, FILE).stories[0].blocks]
    assert kinds == [Picture, Picture, Paragraph, Subheading, Picture, Paragraph, Paragraph, Picture, Quotation]


def test_the_blocks_of_the_samples_second_story_are_cards_and_words() -> None:
    kinds = [type(block) for block in parse(SAMPLE, FILE).stories[1].blocks]
    assert kinds == [Table, Paragraph, BulletList, Quotation]


def test_a_picture_between_sentences_is_a_piece_of_the_paragraph() -> None:
    paragraph = parse(SAMPLE, FILE).stories[0].blocks[2]
    assert isinstance(paragraph, Paragraph)
    before, picture, after = paragraph.pieces
    assert before == Phrase("Hai ảnh chia nhau đoạn này. Câu hai. ", Place(FILE, 33, 1))
    assert isinstance(picture, Picture)
    assert (picture.path, picture.framing, picture.reused) == ("anh/trao nhà.jpg", "close", True)
    assert (picture.caption, picture.credit) == ("Trao nhà", Credit("photo", "Ảnh: Hải Nguyễn"))
    assert after == Phrase("Ảnh cũ.", Place(FILE, 33, 65))


def test_the_sample_reads_within_fifty_milliseconds() -> None:
    parse(SAMPLE, FILE)
    took = []
    for _ in range(5):
        start = time.process_time()
        parse(SAMPLE, FILE)
        took.append(time.process_time() - start)
    assert min(took) < 0.05


def test_the_reader_imports_nothing_heavy() -> None:
    code = "import sys, bulletin.script; print([m for m in ('numpy', 'PIL', 'cv2', 'av') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_file_is_read_and_named_as_the_user_named_it(tmp_path: Path) -> None:
    path = tmp_path / "tin.md"
    path.write_text(SAMPLE, encoding="utf-8")
    assert read(path, "ban-tin/tin.md")[0] == parse(SAMPLE, "ban-tin/tin.md")


def test_a_missing_file_is_not_found_and_near_names_are_given(tmp_path: Path) -> None:
    (tmp_path / "2026-11-20.md").write_text("", encoding="utf-8")
    with pytest.raises(NotFound) as raised:
        read(tmp_path / "2026-11-2O.md", "2026-11-2O.md")
    assert raised.value.exit_code == 66
    assert str(raised.value.hint) == "Did you mean 2026-11-20.md?"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as raised:
        read(tmp_path / "khong" / "tin.md", "khong/tin.md")
    assert str(raised.value.hint) == "Its folder does not exist either."


def test_a_folder_is_not_a_script(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="tin is a folder, not a script") as raised:
        read(tmp_path, "tin")
    assert str(raised.value.hint) == "Name a script, a file *.md."
    (tmp_path / "2026-11-22.md").touch()
    with pytest.raises(BadInput) as raised:
        read(tmp_path, "tin")
    assert str(raised.value.hint) == "Name a script in it, such as 2026-11-22.md."


@pytest.mark.parametrize(
    ("data", "line", "column", "offset"),
    [
        ("Tin".encode("utf-16"), 1, 1, 0),
        (b"Tin\nm\x00t", 2, 2, 5),
        ("Tin\ncà phê".encode("latin-1"), 2, 2, 5),
        ("Một\ncà phê".encode()[:-1], 2, 6, 12),
    ],
)
def test_what_is_not_utf8_is_refused_with_byte_and_line(
    tmp_path: Path, data: bytes, line: int, column: int, offset: int
) -> None:
    path = tmp_path / "tin.md"
    path.write_bytes(data)
    with pytest.raises(BadInput) as raised:
        read(path, "tin.md")
    assert raised.value.place == Place("tin.md", line, column)
    assert raised.value.message == say("The file is not UTF-8 text: byte {offset} cannot be read.", offset=offset)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tin.md"
    path.write_bytes(b"a" * 2_000_001)
    with pytest.raises(BadInput):
        read(path, "tin.md")


# --- stories ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", " \n\n\t\n", FRONT])
def test_a_script_without_stories_is_an_error_on_line_one(text: str) -> None:
    assert errors_of(text) == [(1, 1, "The script has no story.")]


def test_breaking_news_come_first_without_their_plates_words() -> None:
    found = script("## Tin\n\nMột.\n\n## Tin mới nhận: Bão đổi hướng\n\nHai.")
    assert [(one.form, one.title) for one in found.stories] == [
        ("breaking", Text("Bão đổi hướng", Place(FILE, 8, 18))),
        ("story", Text("Tin", Place(FILE, 4, 4))),
    ]


def test_breaking_news_without_a_title_are_an_error() -> None:
    assert errors_of(FRONT + "## Tin mới nhận:\n\nHai.") == [(4, 4, "This title is empty.")]


def test_a_part_is_opened_by_its_first_story() -> None:
    found = script("## Một\n\nA.\n\n# Kinh tế\n\n## Tin mới nhận: Hai\n\nB.\n\n## Ba\n\nC.\n\n## Bốn\n\nD.")
    assert [(one.title.words, one.part.words if one.part else None) for one in found.stories] == [
        ("Hai", None),
        ("Một", None),
        ("Ba", "Kinh tế"),
        ("Bốn", None),
    ]


def test_a_part_without_a_story_is_an_error() -> None:
    assert errors_of(FRONT + "# Một\n\n# Hai\n\n## Tin\n\nA.") == [(4, 3, "This part has no story.")]


def test_words_before_the_first_title_are_an_error() -> None:
    assert errors_of(FRONT + "Lạc loài.\n\n## Tin\n\nA.") == [(4, 1, "Something stands before the first title.")]


def test_words_under_a_part_are_an_error() -> None:
    found = errors_of(FRONT + "# Phần\n\nLạc loài.\n\n## Tin\n\nA.")
    assert found == [(6, 1, "Something stands under the title of a part, outside of any story.")]


def test_an_empty_story_is_an_error_at_its_title() -> None:
    found = errors_of(FRONT + "## Một\n\n## Hai\n\nB.")
    assert found == [(4, 4, "There are no words to be read under this title.")]


def test_a_story_of_still_pictures_only_is_an_error() -> None:
    found = errors_of(FRONT + "## Một\n\n![A. Ảnh: B](a.jpg)")
    assert found == [(4, 4, "There are pictures under this title, but no words to be read.")]


@pytest.mark.parametrize(
    "block",
    [
        "![A. Ảnh: B](a.jpg){lặng 3 giây}",
        "![Phóng sự: A](a.mp4)",
        "![Tiếng hiện trường: A. Video: B](a.mp4)",
        "Phút mặc niệm: 60 giây",
    ],
)
def test_what_takes_time_by_itself_needs_no_words(block: str) -> None:
    assert len(script(f"## Một\n\n{block}").stories) == 1


def test_briefs_need_titles_of_their_own() -> None:
    assert errors_of(FRONT + "## Tin vắn\n\nLạc.\n\n### Một\n\nA.") == [
        (6, 1, "Words stand among the briefs without a title.")
    ]


def test_a_section_stands_once() -> None:
    assert errors_of(FRONT + "## Lời chào\n\nA.\n\n## loi chao\n\nB.\n\n## Tin\n\nC.") == [
        (8, 4, "“{name}” stands twice: on lines {first} and {second}.")
    ]


def test_english_names_of_sections_are_the_same() -> None:
    found = script(
        "## Greeting\n\nA.\n\n## Headlines\n\n- tin\n\n## Tin\n\nB.\n\n## Briefs\n\n### X\n\nC.\n\n## Closing\n\nD."
    )
    assert found.greeting is not None
    assert found.headlines == Headlines((), (Text("tin", Place(FILE, 10, 3)),), Place(FILE, 8, 4))
    assert [one.form for one in found.stories] == ["story", "brief"]
    assert found.closing is not None


# --- slugs and headlines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đường về quê", "duong-ve-que"),
        ("Lương 2026: tăng 7,2%?", "luong-2026-tang-7-2"),
        ("Công đoàn chốt kế hoạch Tết Sum vầy sớm một tháng", "cong-doan-chot-ke-hoach-tet-sum-vay-som"),
        ("Tin {#Tết-Sum-Vầy}", "tet-sum-vay"),
        ("新闻", "tin-4"),
    ],
)
def test_a_slug_is_made_ascii(title: str, slug: str) -> None:
    assert script(f"## {title}\n\nA.").stories[0].slug == slug


def test_doubled_slugs_name_both_lines() -> None:
    (problem,) = problems_of(FRONT + "## Một {#a}\n\nA.\n\n## Hai {#a}\n\nB.")
    assert problem.place == Place(FILE, 8, 4)
    assert str(problem.message) == "Two stories have the slug “a”: on lines 4 and 8."
    assert str(problem.hint) == "Give one of them another slug behind its title: {#a-2}"


def test_an_unknown_slug_in_the_headlines_gets_a_suggestion() -> None:
    (problem,) = problems_of(FRONT + "## Điểm tin\n\n- #luog\n\n## Lương {#luong}\n\nĐiểm tin: A.\n\nA.")
    assert problem.place == Place(FILE, 6, 3)
    assert str(problem.hint) == "Did you mean “luong”?"


def test_a_slug_that_two_stories_have_is_named_once() -> None:
    found = problems_of(FRONT + "## Điểm tin\n\n- #nghi\n\n## Lương {#luong}\n\nA.\n\n## Giá {#luong}\n\nB.")
    assert "Known are: luong." in [str(problem.hint) for problem in found]


def test_a_listed_story_without_a_headline_is_noted() -> None:
    found = script("## Điểm tin\n\n- #tin\n\n## Tin\n\nA.")
    assert [(note.severity, note.place, str(note.message)) for note in found.notes] == [
        ("note", Place(FILE, 6, 3), "The story “tin” has no headline; its title is read.")
    ]


def test_without_a_list_the_labels_make_the_headlines() -> None:
    found = script("## Tin\n\nĐiểm tin: Một dòng.\n\nA.")
    assert found.headlines is None
    assert found.stories[0].labels.headline == Paragraph((Phrase("Một dòng.", Place(FILE, 6, 11)),), Place(FILE, 6, 11))


def test_headlines_hold_only_words_and_the_list() -> None:
    assert errors_of(FRONT + "## Điểm tin\n\n- tin\n\nSau.\n\n## Tin\n\nA.") == [
        (8, 1, "The headlines hold words of introduction and a list of slugs, nothing else.")
    ]


def test_a_look_ahead_to_an_unknown_story_is_an_error() -> None:
    assert errors_of(FRONT + "## Tin\n\nA.\n\nTiếp theo: #khac. Sau đây.") == [
        (8, 12, "No story has the slug “{slug}”.")
    ]


# --- the whole page ---------------------------------------------------------------------------------------------------


def test_a_glad_story_right_after_mourning_is_a_warning() -> None:
    found = script("## Một\nSắc thái: chia buồn\n\nA.\n\n## Hai\nSắc thái: vui\n\nB.")
    assert [(note.severity, note.place) for note in found.notes] == [("warning", Place(FILE, 9, 4))]


def test_a_story_between_mourning_and_gladness_is_enough() -> None:
    assert not script("## A\nSắc thái: chia buồn\n\nA.\n\n## B\n\nB.\n\n## C\nSắc thái: vui\n\nC.").notes


def test_all_independent_problems_come_in_one_run_in_order() -> None:
    text = "---\nngày: 40.11.2026\nimage: x\n---\n## Tin\nƯu tiên: cao\n\n![A](a.jpg)\n\nCâu *nhấn*.\n\n## Điểm tin\n\n- #x\n"
    assert [place[:2] for place in errors_of(text)] == [(2, 7), (3, 1), (6, 10), (8, 1), (10, 5), (14, 3)]


def test_problems_survive_a_process_pool() -> None:
    import pickle

    with pytest.raises(Problems) as raised:
        parse("", FILE)
    assert pickle.loads(pickle.dumps(raised.value)).found == raised.value.found


def test_reading_stops_after_a_hundred_errors() -> None:
    assert len(problems_of(FRONT + "## Tin\n\n" + "[ " * 500)) == 100


def test_a_script_with_errors_is_handed_back_as_far_as_it_could_be_read() -> None:
    script, problems = read_text("## Tin {#mot}\n\nChuyên mụk: A\n\nCâu.\n\n## Điểm tin\n\n- #mot\n- #hai\n", "tin.md")
    assert script is not None
    assert [story.slug for story in script.stories] == ["mot"]
    assert script.headlines is not None
    assert [slug.words for slug in script.headlines.slugs] == ["mot"]
    assert [problem.place.line for problem in problems if problem.is_error and problem.place] == [1, 3, 10]


def test_a_text_that_says_nothing_is_no_script() -> None:
    script, problems = read_text("", "tin.md")
    assert script is None
    assert any(problem.is_error for problem in problems)
