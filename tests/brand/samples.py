"""Plates of every kind with short, ordinary and long words, for the tests of layout and drawing."""

from __future__ import annotations

from bulletin.brand.fit import fit_problems
from bulletin.brand.pack import Pack
from bulletin.errors import Place
from bulletin.rundown.values import Asset, Plate, Words

PICTURES = tuple(Asset("none.jpg", f"digest{index}", 2880, 1620) for index in range(5))
PLACE = Place("ban-tin.md", 41)

MARKS = "Ẵm Ễnh Ộp Ửng Ậm ọ ặ ợ y g"
LINES = ("Công đoàn chốt kế hoạch Tết Sum vầy", "Lương tối thiểu vùng: Đối chiếu những gì", MARKS)
PEOPLE = (("Biên tập", "Hương Mai"), ("Chịu trách nhiệm nội dung", "Nguyễn Văn B"))
ROWS = (("Vùng I", "5.310.000"), ("Vùng II", "4.730.000"), ("Vùng IV", "3.700.000"))


def plate(kind: str, pictures: int = 0, **fields: Words) -> Plate:
    return Plate(kind, tuple(fields.items()), PICTURES[:pictures], PLACE)


ORDINARY = {
    "bug": plate("bug"),
    "strap": plate("strap", title="Công đoàn chốt kế hoạch Tết Sum vầy sớm một tháng", section="Công đoàn"),
    "breaking": plate("breaking", title="Sập giàn giáo tại công trường khu công nghiệp"),
    "lower_third": plate("lower_third", name="Nguyễn Thị Lan", role="Chủ tịch Công đoàn Công ty B"),
    "credit": plate("credit", text="Ảnh: nhân vật cung cấp"),
    "tag": plate("tag", text="Bắc Ninh, 18.11"),
    "label": plate("label", text="Ảnh minh họa tạo bởi AI"),
    "headline": plate("headline", line="Tết Sum vầy năm nay được chuẩn bị sớm một tháng"),
    "opener_date": plate("opener_date", date="Chủ nhật, 22.11.2026", note="Bản tin mẫu", notice="Giọng đọc tổng hợp (AI)"),
    "greeting": plate("greeting", title="Bản tin Lao Động", date="Chủ nhật, 22.11.2026", note="Bản tin mẫu", notice="Giọng đọc tổng hợp (AI)"),
    "headlines": plate("headlines", 3, lines=LINES, lit="1", fresh=""),
    "quotation": plate("quotation", 1, words="Đóng thêm bốn năm nữa là có lương hưu.", name="Trần Thị Hạnh", role="công nhân"),
    "list": plate("list", title="Ba việc nên đối chiếu", items=LINES, lit="1"),
    "table": plate(
        "table", title="Lương tối thiểu tháng", unit="đồng/tháng", source="Nghị định 293/2025/NĐ-CP", header=("Vùng", "Mức"),
        rows=ROWS, highlight="Vùng I",
    ),
    "chart_line": plate(
        "chart_line", title="Lao động có việc làm", unit="triệu người", source="Tổng cục Thống kê", header=("Năm", "Số người"),
        rows=(("2020", "53,6"), ("2021", "49,1"), ("2022", "50,6"), ("2023", "51,3"), ("2024", "51,9")), highlight="2024",
    ),
    "chart_share": plate(
        "chart_share", title="Lao động theo khu vực", unit="%", source="Tổng cục Thống kê", header=("Khu vực", "Tỷ trọng"),
        rows=(("Dịch vụ", "40,4"), ("Công nghiệp và xây dựng", "33,5"), ("Nông, lâm nghiệp và thủy sản", "26,1")),
        highlight="Dịch vụ",
    ),
    "document": Plate(
        "document", (("title", "Tuyên ngôn Quốc tế Nhân quyền"), ("areas", (("12", "30", "76", "4"), ("12", "35", "40", "4"))), ("fresh", "yes")),
        (Asset("none.jpg", "digest", 2480, 3508),), PLACE,
    ),
    "map": Plate(
        "map", (("title", "Nơi có điểm tư vấn"), ("spots", (("40", "20", "Hà Nội"), ("95", "70", "Trường Sa")))),
        (Asset("none.jpg", "digest", 1800, 2400),), PLACE,
    ),
    "big_figure": plate("big_figure", figure="1.800", words="công nhân được vay vốn mua nhà", source="LĐLĐ tỉnh"),
    "text_story": plate("text_story", title="Thêm bốn điểm tư vấn pháp luật", words=("Mở vào tối thứ Tư.", "Không thu phí.")),
    "breaking_story": plate("breaking_story", title="Sập giàn giáo tại công trường khu công nghiệp"),
    "teaser": plate("teaser", 1, title="Ba mức lương làm thêm giờ"),
    "byline": plate("byline", text="Thực hiện: Minh Quân · Phối hợp: LĐLĐ tỉnh Bắc Ninh"),
    "ribbon": plate("ribbon"),
    "part": plate("part", title="Việc làm và thu nhập"),
    "closer": plate("closer", people=PEOPLE, notice="Bản tin dùng giọng đọc tổng hợp (AI).", note="Bản tin mẫu", date="22.11.2026"),
}  # fmt: skip

GROWING = {
    "strap": ("title", "section"),
    "breaking": ("title",),
    "lower_third": ("name", "role"),
    "credit": ("text",),
    "tag": ("text",),
    "label": ("text",),
    "headline": ("line",),
    "greeting": ("title",),
    "quotation": ("words", "name", "role"),
    "list": ("title",),
    "table": ("title", "unit", "source"),
    "chart_line": ("title", "unit", "source"),
    "chart_share": ("title", "unit", "source"),
    "document": ("title",),
    "map": ("title",),
    "big_figure": ("figure", "words", "source"),
    "text_story": ("title", "words"),
    "breaking_story": ("title",),
    "teaser": ("title",),
    "byline": ("text",),
    "part": ("title",),
    "closer": ("notice",),
}
"""The single texts of plates that can be grown to their limit."""


def longest(pack: Pack, kind: str) -> Plate:
    """The plate with each of its texts as long as fits, of words with marks above and below."""
    grown = dict(ORDINARY[kind].fields)
    for name in GROWING.get(kind, ()):
        words = MARKS.split(" ")[:1]
        while not _problems(pack, kind, {**grown, name: " ".join(words)}):
            grown[name] = " ".join(words)
            words.append(MARKS.split(" ")[len(words) % 9])
    return Plate(kind, tuple(grown.items()), ORDINARY[kind].pictures, PLACE)


def shortest(kind: str) -> Plate:
    """The plate with one letter in each of its texts."""
    short = dict.fromkeys(GROWING.get(kind, ()), "Ẵ")
    return Plate(kind, tuple({**dict(ORDINARY[kind].fields), **short}.items()), ORDINARY[kind].pictures, PLACE)


def _problems(pack: Pack, kind: str, fields: dict[str, Words]) -> bool:
    return bool(fit_problems(pack, Plate(kind, tuple(fields.items()), ORDINARY[kind].pictures, PLACE)))
