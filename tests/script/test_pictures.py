"""Pictures: captions with their kind and credit, marks with their ranges, and pictures used again."""

from __future__ import annotations

import unicodedata

import pytest

from bulletin.errors import Place
from bulletin.script.captions import Caption, read_caption
from bulletin.script.values import Area, Credit, Picture, Spot, Text
from tests.script.made import FILE, blocks, errors, only_problem, picture

# --- captions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "caption"),
    [
        ("Trao quà. Ảnh: Hải Nguyễn", Caption(None, "Trao quà", Credit("photo", "Ảnh: Hải Nguyễn"))),
        ("Trao quà. Ảnh: Hải Nguyễn.", Caption(None, "Trao quà", Credit("photo", "Ảnh: Hải Nguyễn"))),
        ("Trao quà (ảnh: Hải Nguyễn)", Caption(None, "Trao quà", Credit("photo", "Ảnh: Hải Nguyễn"))),
        ("Trao quà - anh：Hải Nguyễn", Caption(None, "Trao quà", Credit("photo", "Ảnh: Hải Nguyễn"))),
        ("Cũ. Ảnh tư liệu: TTXVN", Caption(None, "Cũ", Credit("archive", "Ảnh tư liệu: TTXVN"))),
        ("X. Ảnh minh hoạ: Mai", Caption(None, "X", Credit("illustration", "Ảnh minh họa: Mai"))),
        ("X. Ảnh AI: Ban Kỹ thuật", Caption(None, "X", Credit("ai", "Ảnh AI: Ban Kỹ thuật"))),
        ("X. Ảnh chụp màn hình: VTV", Caption(None, "X", Credit("screenshot", "Ảnh chụp màn hình: VTV"))),
        ("X. Video: Minh Quân", Caption(None, "X", Credit("video", "Video: Minh Quân"))),
        ("X. Clip: CTV", Caption(None, "X", Credit("clip", "Clip: CTV"))),
        ("X. Tranh: Đông Hồ", Caption(None, "X", Credit("drawing", "Tranh: Đông Hồ"))),
        ("X. Đồ họa: Mai. Nguồn: Bộ", Caption(None, "X", Credit("graphics", "Đồ họa: Mai. Nguồn: Bộ"))),
        ("Video: cũ. Trao quà. Ảnh: Mai", Caption(None, "Video: cũ. Trao quà", Credit("photo", "Ảnh: Mai"))),
        ("Họp. Ảnh: NVCC", Caption(None, "Họp", Credit("photo", "Ảnh: nhân vật cung cấp"))),
        ("Photo: Mai", Caption(None, "", Credit("photo", "Ảnh: Mai"))),
        ("Phát biểu: A – B. Video: C", Caption("bite", "A – B", Credit("video", "Video: C"))),
        ("phat bieu: A. Video: C", Caption("bite", "A", Credit("video", "Video: C"))),
        ("Tiếng hiện trường: Chợ. Video: C", Caption("natural", "Chợ", Credit("video", "Video: C"))),
        ("Phóng sự: Bão", Caption("package", "Bão", None)),
        ("Dẫn: Minh Anh", Caption("presenter", "Minh Anh", None)),
        ("Tài liệu: Nghị định. Nguồn: Bộ", Caption("document", "Nghị định", Credit("source", "Nguồn: Bộ"))),
        ("Bản đồ: Bắc Ninh. Đồ họa: C", Caption("map", "Bắc Ninh", Credit("graphics", "Đồ họa: C"))),
        ("Ông nói: được. Ảnh: C", Caption(None, "Ông nói: được", Credit("photo", "Ảnh: C"))),
        ("Không có nguồn", Caption(None, "Không có nguồn", None)),
        ("Trống. Ảnh:", Caption(None, "Trống", None)),
    ],
)
def test_a_caption_says_kind_words_and_credit(written: str, caption: Caption) -> None:
    assert read_caption(written) == caption


def test_a_missing_credit_is_an_error_that_says_what_to_add() -> None:
    problem = only_problem("![Trao quà](a.jpg)\n\nCâu.")
    assert problem.place == Place(FILE, 6, 1)
    assert str(problem.message) == "The source of the picture is missing on line 6."
    assert str(problem.hint) == "Add at the end of the caption: Ảnh: Hải Nguyễn"


def test_the_missing_credit_of_a_clip_is_that_of_a_video() -> None:
    assert str(only_problem("![X](a.mp4)\n\nCâu.").hint) == "Add at the end of the caption: Video: Minh Quân"


@pytest.mark.parametrize("name", ["Internet", "internet", "Sưu tầm", "suu tam", "Nguồn Internet", "ST"])
def test_a_credit_that_names_nobody_is_an_error(name: str) -> None:
    template = "“{credit}” does not say who made the picture."
    assert errors(f"![X. Ảnh: {name}](a.jpg)\n\nCâu.") == [(6, 3, template)]


def test_a_bite_says_who_speaks() -> None:
    bite = picture("![Phát biểu: Nguyễn Thị Lan – Chủ tịch. Video: Minh Quân](video/lan.mp4){0:12-0:27}")
    assert bite == Picture(
        "video/lan.mp4",
        Place(FILE, 6, 1),
        caption="Nguyễn Thị Lan – Chủ tịch",
        credit=Credit("video", "Video: Minh Quân"),
        clip="bite",
        speaker="Nguyễn Thị Lan – Chủ tịch",
        first=12_000,
        last=27_000,
    )


def test_a_bite_without_a_speaker_is_an_error() -> None:
    assert errors("![Phát biểu: Video: Minh Quân](a.mp4)") == [(6, 1, "The caption does not say who is speaking.")]


@pytest.mark.parametrize("markdown", ["![Phát biểu: A. Ảnh: B](a.jpg)", "![Tài liệu: A. Nguồn: B](a.mp4)"])
def test_a_kind_that_does_not_fit_the_file_is_an_error(markdown: str) -> None:
    assert errors(f"{markdown}\n\nCâu.") == [(6, 1, "A caption with this first word does not fit this kind of file.")]


@pytest.mark.parametrize(
    ("file", "clip"), [("a.JPG", "still"), ("a.webp", "still"), ("a.mp4", "footage"), ("a.MXF", "footage")]
)
def test_without_a_kind_the_file_decides(file: str, clip: str) -> None:
    assert picture(f"![A. Nguồn: B]({file})").clip == clip


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("anh/phiếu quà.jpg", "anh/phiếu quà.jpg"),
        ("anh/phiếu%20quà.jpg", "anh/phiếu quà.jpg"),
        ("anh/phi%E1%BA%BFu%20qu%C3%A0.jpg", "anh/phiếu quà.jpg"),
        (unicodedata.normalize("NFD", "anh/phiếu quà.jpg"), "anh/phiếu quà.jpg"),
        ("<anh/phiếu quà.jpg>", "anh/phiếu quà.jpg"),
        ("anh\\xe.jpg", "anh/xe.jpg"),
        ("anh/xe (1).jpg", "anh/xe (1).jpg"),
        ("anh/a%03d.jpg", "anh/a%03d.jpg"),
        ("anh/10:30 'x'.jpg", "anh/10:30 'x'.jpg"),
        ("-rf.jpg", "-rf.jpg"),
        (" anh/xe.jpg ", "anh/xe.jpg"),
    ],
)
def test_file_names_are_taken_as_people_write_them(written: str, path: str) -> None:
    assert picture(f"![A. Ảnh: B]({written})").path == path


@pytest.mark.parametrize("file", ["a.pdf", "a", "a.jpg.exe", "a.svg", "a.heic"])
def test_an_unknown_kind_of_file_is_an_error_at_the_path(file: str) -> None:
    template = "“{file}” is not a picture or clip that can be shown."
    assert errors(f"![A. Ảnh: B]({file})\n\nCâu.") == [(6, 14, template)]


@pytest.mark.parametrize(
    "address", ["http://x/a.jpg", "HTTPS://x/a.jpg", "//x/a.jpg", "file:///a.jpg", "data:image/a.jpg"]
)
def test_an_address_is_refused_for_safety(address: str) -> None:
    problem = only_problem(f"![A. Ảnh: B]({address})\n\nCâu.")
    assert (problem.code, problem.place) == (77, Place(FILE, 6, 14))


@pytest.mark.parametrize("broken", ["![A. Ảnh: B]", "![A. Ảnh: B](a.jpg", "![A. Ảnh: B](a\n.jpg)", "![A"])
def test_an_incomplete_picture_is_an_error(broken: str) -> None:
    assert errors(f"Câu.\n\n{broken}")[0] == (8, 1, "This picture is not complete.")


# --- used again -------------------------------------------------------------------------------------------------------


def test_a_picture_used_again_takes_caption_credit_focus_and_blurs_along() -> None:
    _, _, again, _ = blocks("![A. Ảnh: B](a.jpg){tâm=40,35 mờ=1,2,3,4 vào}\n\nCâu.\n\n![](a.jpg){cận}\n\nHai.")
    assert again == Picture(
        "a.jpg",
        Place(FILE, 10, 1),
        caption="A",
        credit=Credit("photo", "Ảnh: B"),
        focus=(40.0, 35.0),
        framing="close",
        blurs=(Area(1.0, 2.0, 3.0, 4.0),),
        reused=True,
    )


def test_a_picture_used_again_keeps_its_own_focus_and_caption() -> None:
    _, _, again, _ = blocks("![A. Ảnh: B](a.jpg){tâm=40,35}\n\nCâu.\n\n![C](a.jpg){tâm=1,2}\n\nHai.")
    assert isinstance(again, Picture)
    assert (again.caption, again.credit, again.focus, again.reused) == (
        "C",
        Credit("photo", "Ảnh: B"),
        (1.0, 2.0),
        False,
    )


def test_a_bite_used_again_is_still_a_bite() -> None:
    _, again = blocks("![Phát biểu: A. Video: B](a.mp4){0:01-0:02}\n\n![](a.mp4){0:05-0:06}")
    assert isinstance(again, Picture)
    assert (again.clip, again.speaker, again.first) == ("bite", "A", 5_000)


def test_an_empty_caption_at_the_first_showing_is_an_error() -> None:
    assert errors("![](a.jpg)\n![A. Ảnh: B](a.jpg)\n\nCâu.") == [
        (6, 1, "The source of the picture is missing on line {line}.")
    ]


# --- marks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "move"),
    [("vào", "in"), ("ra", "out"), ("trái", "left"), ("phải", "right"), ("lên", "up"), ("xuống", "down"), ("giữ", "hold"),
     ("VÀO", "in"), ("vao", "in"), ("in", "in"), ("hold", "hold")],
)  # fmt: skip
def test_moves(mark: str, move: str) -> None:
    assert picture(f"![A. Ảnh: B](a.jpg){{{mark}}}").move == move


@pytest.mark.parametrize("mark", ["tâm=40,35", "tâm = 40%, 35%", "tâm=“40,35”", "focus=40;35", "tam=40.0,35.0"])
def test_the_focus_is_two_per_cents(mark: str) -> None:
    assert picture(f"![A. Ảnh: B](a.jpg){{{mark}}}").focus == (40.0, 35.0)


@pytest.mark.parametrize("mark", ["tâm=40", "tâm=40,101", "tâm=-1,5", "tâm=40,35,1", "tâm=giữa", "mờ=1,2,3", "mờ=80,0,30,10",
                                  "mờ=0,0,0,10", "lặng=0", "lặng 500 giây", "lặng 0,01 giây", "0:27-0:12", "0:61-1:20",
                                  "tâm=nan,nan", "tâm=1e9,2"])  # fmt: skip
def test_what_is_out_of_range_is_an_error_at_the_mark(mark: str) -> None:
    assert errors(f"![A. Video: B](a.mp4){{vào {mark}}}\n\nCâu.")[0] == (6, 27, "“{value}” cannot be used here.")


@pytest.mark.parametrize("mark", ["tâm", "lặng", "tên", "mờ="])
def test_a_mark_without_its_value_is_an_error(mark: str) -> None:
    assert errors(f"![A. Ảnh: B](a.jpg){{{mark}}}\n\nCâu.") == [(6, 21, "The mark “{name}” needs a value.")]


def test_several_areas_are_blurred() -> None:
    found = picture("![A. Ảnh: B](a.jpg){mờ=1,2,3,4 mờ=50,50,50,50}")
    assert found.blurs == (Area(1.0, 2.0, 3.0, 4.0), Area(50.0, 50.0, 50.0, 50.0))


@pytest.mark.parametrize(
    ("mark", "frames"),
    [("lặng 3 giây", 75), ("lặng 3s", 75), ("lặng=2,4", 60), ("lang 1", 25), ("silence 3 seconds", 75)],
)
def test_planned_silence_is_in_frames(mark: str, frames: int) -> None:
    assert picture(f"![A. Ảnh: B](a.jpg){{{mark} vào}}").silence == frames


@pytest.mark.parametrize(
    "mark", ['tên="Lan, tổ trưởng"', "tên=“Lan, tổ trưởng”", "tên=„Lan, tổ trưởng“", "name='Lan, tổ trưởng'"]
)
def test_the_name_of_a_lower_third(mark: str) -> None:
    found = picture(f"![A. Ảnh: B](a.jpg){{{mark} vào}}")
    assert found.lower_third == Text("Lan, tổ trưởng", Place(FILE, 6, 21))
    assert found.move == "in"


def test_a_name_of_several_words_needs_quotation_marks() -> None:
    template = "The value of “{name}” has several words without quotation marks."
    assert errors("![A. Ảnh: B](a.jpg){tên=Trần Lên}\n\nCâu.") == [(6, 21, template)]


@pytest.mark.parametrize(
    ("mark", "first", "last"),
    [
        ("0:12-0:27", 12_000, 27_000),
        ("0:12 – 0:27", 12_000, 27_000),
        ("1:02:03-1:02:04.5", 3_723_000, 3_724_500),
        ("0:12-", 12_000, None),
        ("-0:27", None, 27_000),
    ],
)
def test_in_and_out_points_are_milliseconds(mark: str, first: int | None, last: int | None) -> None:
    found = picture(f"![A. Video: B](a.mp4){{{mark} tiếng nhỏ}}")
    assert (found.first, found.last, found.sound) == (first, last, "low")


@pytest.mark.parametrize("mark", ["0:01-0:02", "tiếng nhỏ", "tắt tiếng"])
def test_marks_of_clips_do_not_fit_still_pictures(mark: str) -> None:
    template = "This mark is for clips; the file is a still picture."
    assert errors(f"![A. Ảnh: B](a.jpg){{{mark}}}\n\nCâu.") == [(6, 21, template)]


@pytest.mark.parametrize("marks", ["vào ra", "cận, toàn"])
def test_marks_that_contradict_each_other_are_an_error(marks: str) -> None:
    assert [place[2] for place in errors(f"![A. Ảnh: B](a.jpg){{{marks}}}\n\nCâu.")] == [
        "“{name}” contradicts another mark of this picture."
    ]


def test_a_doubled_mark_is_an_error() -> None:
    assert errors("![A. Ảnh: B](a.jpg){vào in}\n\nCâu.") == [(6, 25, "The mark “{name}” stands twice.")]


def test_unknown_marks_are_all_reported() -> None:
    found = errors("![A. Ảnh: B](a.jpg){xoay vào zoom=3}\n\nCâu.")
    assert found == [(6, 21, "“{name}” is not a mark here."), (6, 30, "“{name}” is not a mark here.")]


def test_empty_braces_are_an_error() -> None:
    assert errors("![A. Ảnh: B](a.jpg){}\n\nCâu.") == [(6, 21, "There is nothing between these braces.")]


# --- areas, lines and places ------------------------------------------------------------------------------------------


def test_areas_lines_and_places_may_stand_several_times() -> None:
    kept = picture("![A. Ảnh: B](a.jpg){trọn=10,20,30,40 trọn=50,20,10,10}")
    assert kept.kept == (Area(10, 20, 30, 40), Area(50, 20, 10, 10))
    page = picture("![Tài liệu: A. Nguồn: B](a.jpg){sáng=10,20,80,5 lit=10,30,80,5}")
    assert page.lit == (Area(10, 20, 80, 5), Area(10, 30, 80, 5))
    sheet = picture('![Bản đồ: A. Đồ họa: B](a.jpg){điểm="62,40 Bắc Ninh" spot="10, 90.5: Cà Mau"}')
    assert sheet.spots == (Spot(62, 40, "Bắc Ninh"), Spot(10, 90.5, "Cà Mau"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("![A. Ảnh: B](a.jpg){sáng=10,20,80,5}", "Tài liệu"),
        ('![A. Ảnh: B](a.jpg){điểm="1,2 A"}', "Bản đồ"),
        ('![Bản đồ: A. Đồ họa: B](a.jpg){điểm="Bắc Ninh"}', "điểm="),
        ("![A. Ảnh: B](a.jpg){trọn=80,20,30,40}", "per cent"),
    ],
)
def test_a_mark_that_does_not_fit_the_picture_or_its_form_says_what_does(line: str, said: str) -> None:
    assert said in str(only_problem(line).hint)
