"""Plates of every kind to judge a pack by: with everyday words, with words as short as they come, and with words as long as
a newsroom may need them."""

from __future__ import annotations

from bulletin.brand.fit import fit_problems
from bulletin.brand.pack import Pack
from bulletin.rundown.values import Asset, Plate, Words

PICTURES = tuple(Asset("none.jpg", f"digest{index}", 2880, 1620) for index in range(5))
MARKS = "Ẵm Ễnh Ộp Ửng Ậm ọ ặ ợ y g"
HEADLINES = (
    "Tết Sum vầy năm nay được chuẩn bị sớm một tháng",
    "Lương tối thiểu vùng: người lao động cần đối chiếu những gì",
    "Thêm bốn điểm tư vấn pháp luật miễn phí tại cổng nhà máy",
)
LONG_HEADLINES = (
    "Công đoàn cơ sở đề nghị doanh nghiệp công bố phương án thưởng Tết trước ngày 20.12",
    "Người lao động làm việc trong môi trường nóng được nghỉ giữa ca 30 phút",
    "Thành phố Hồ Chí Minh mở thêm 12 khu nhà ở xã hội cho công nhân",
    "Sữa học đường đến với 1.200 trường mầm non ở vùng cao",
    "Ba đề xuất về giờ làm thêm gửi tới kỳ họp Quốc hội",
)
PEOPLE = (("Biên tập", "Hương Mai"), ("Chịu trách nhiệm nội dung", "Nguyễn Văn B"))
ALL_PEOPLE = (
    ("Biên tập", "Nguyễn Thị Phương Khánh"),
    ("Đạo diễn", "Trần Hoàng Minh Quân"),
    ("Chịu trách nhiệm nội dung", "Nguyễn Hoàng Khánh Linh"),
    ("Phối hợp", "LĐLĐ tỉnh Bắc Ninh"),
)
ROWS = (("Vùng I", "5.310.000"), ("Vùng II", "4.730.000"), ("Vùng III", "4.140.000"), ("Vùng IV", "3.700.000"))
ITEMS = (
    "Địa bàn làm việc thuộc vùng nào.",
    "Tiền làm thêm giờ đã tính đủ chưa.",
    "Mức đóng bảo hiểm ghi trên bảng lương.",
)
SAYING = (
    "Đóng thêm bốn năm nữa là có lương hưu, nên tôi quyết định không rút bảo hiểm một lần dù nhà máy đã đóng cửa. "
    "Chị em trong tổ ai cũng tính như vậy."
)
TELLING = (
    "Bốn điểm tư vấn mở vào tối thứ Tư hằng tuần tại các khu công nghiệp. Người lao động mang theo hợp đồng và bảng "
    "lương để được đối chiếu. Việc tư vấn không thu phí, kết quả được trả lời bằng văn bản trong 5 ngày."
)


def _plate(kind: str, pictures: int = 0, **fields: Words) -> Plate:
    return Plate(kind, tuple(fields.items()), PICTURES[:pictures])


EVERYDAY: dict[str, Plate] = {
    plate.kind: plate
    for plate in (
        _plate("bug"),
        _plate("ribbon"),
        _plate("tag", text="Bắc Ninh, 18.11"),
        _plate("label", text="Ảnh minh họa tạo bởi AI"),
        _plate("strap", title="Công đoàn chốt kế hoạch Tết Sum vầy sớm một tháng", section="Công đoàn"),
        _plate("breaking", title="Sập giàn giáo tại công trường khu công nghiệp"),
        _plate("lower_third", name="Nguyễn Thị Lan", role="Chủ tịch Công đoàn Công ty B"),
        _plate("headline", line=HEADLINES[0]),
        _plate("byline", text="Thực hiện: Minh Quân · Phối hợp: LĐLĐ tỉnh Bắc Ninh"),
        _plate("credit", text="Ảnh: nhân vật cung cấp"),
        _plate("opener_date", date="Chủ nhật, 22.11.2026", note="Bản tin mẫu", notice="Giọng đọc tổng hợp (AI)"),
        _plate(
            "greeting",
            title="Bản tin Lao Động",
            date="Chủ nhật, 22.11.2026",
            note="Bản tin mẫu",
            notice="Giọng đọc tổng hợp (AI)",
        ),
        _plate("headlines", 3, lines=HEADLINES, lit="1", fresh=""),
        _plate("quotation", words=SAYING, name="Trần Thị Hạnh", role="công nhân Công ty A"),
        _plate("list", title="Ba việc nên đối chiếu khi nhận bảng lương", items=ITEMS, lit="2"),
        _plate(
            "table",
            title="Lương tối thiểu tháng",
            unit="đồng/tháng",
            source="Nghị định 293/2025/NĐ-CP",
            header=("Vùng", "Mức"),
            rows=ROWS,
            highlight="Vùng I",
        ),
        _plate(
            "chart_line",
            title="Lao động có việc làm",
            unit="triệu người",
            source="Tổng cục Thống kê",
            header=("Năm", "Số người"),
            rows=(("2020", "53,6"), ("2021", "49,1"), ("2022", "50,6"), ("2023", "51,3"), ("2024", "51,9")),
            highlight="2024",
        ),
        _plate(
            "chart_share",
            title="Lao động theo khu vực",
            unit="%",
            source="Tổng cục Thống kê",
            header=("Khu vực", "Tỷ trọng"),
            rows=(("Dịch vụ", "40,4"), ("Công nghiệp và xây dựng", "33,5"), ("Nông, lâm nghiệp và thủy sản", "26,1")),
            highlight="Dịch vụ",
        ),
        Plate(
            "document",
            (("title", "Tuyên ngôn Quốc tế Nhân quyền"), ("areas", (("12", "30", "76", "4"), ("12", "35", "40", "4")))),
            (Asset("none.jpg", "digest", 2480, 3508),),
        ),
        Plate(
            "map",
            (("title", "Nơi có điểm tư vấn"), ("spots", (("40", "20", "Hà Nội"), ("95", "70", "Trường Sa")))),
            (Asset("none.jpg", "digest", 1800, 2400),),
        ),
        _plate("big_figure", figure="1.800", words="công nhân được vay vốn mua nhà ở xã hội", source="LĐLĐ tỉnh"),
        _plate("text_story", section="Pháp luật", title="Thêm bốn điểm tư vấn pháp luật", words=TELLING),
        _plate("breaking_story", title="Sập giàn giáo tại công trường khu công nghiệp"),
        _plate("teaser", 1, title="Ba mức lương làm thêm giờ từ ngày 1.1"),
        _plate("part", title="Việc làm và thu nhập"),
        _plate("closer", people=PEOPLE, notice="Giọng đọc tổng hợp (AI)", note="Bản tin mẫu", date="22.11.2026"),
    )
}
"""Everyday words, by kind."""

MILLIONS = ("4.420.000", "4.420.000", "4.680.000", "4.680.000", "4.960.000")

NEEDED: dict[str, dict[str, Words]] = {
    "tag": {"text": "Thành phố Hồ Chí Minh, 30.12"},
    "strap": {"title": LONG_HEADLINES[2], "section": "Công đoàn cơ sở"},
    "breaking": {"title": LONG_HEADLINES[2]},
    "lower_third": {
        "name": "Nguyễn Thị Phương Khánh Linh",
        "role": "Phó Chủ tịch Thường trực Tổng Liên đoàn Lao động Việt Nam",
    },
    "headline": {"line": LONG_HEADLINES[0]},
    "byline": {"text": "Thực hiện: Nguyễn Hoàng Minh Quân · Phối hợp: LĐLĐ TP.HCM"},
    "credit": {"text": "Ảnh tư liệu: Nguyễn Hoàng Khánh"},
    "opener_date": {"date": "Chủ nhật, 27.12.2026"},
    "greeting": {"title": "Bản tin Lao Động cuối tuần", "date": "Chủ nhật, 27.12.2026"},
    "headlines": {"lines": LONG_HEADLINES[:3]},
    "quotation": {
        "words": f"{SAYING} Đến tuổi nghỉ, có đồng ra đồng vào thì con cái cũng đỡ lo.",
        "name": "Nguyễn Thị Phương Khánh Linh",
        "role": "công nhân Công ty TNHH May xuất khẩu Bắc Ninh",
    },
    "list": {"title": "Những việc nên đối chiếu trước khi ký bảng lương tháng Mười hai"},
    "table": {"source": "Nghị định 293/2025/NĐ-CP của Chính phủ"},
    "chart_line": {
        "source": "Tổng cục Thống kê, Điều tra lao động việc làm",
        "rows": tuple(zip(("2020", "2021", "2022", "2023", "2024"), MILLIONS, strict=True)),
    },
    "chart_share": {"source": "Tổng cục Thống kê, Điều tra lao động việc làm"},
    "document": {"title": "Nghị định 293/2025/NĐ-CP về mức lương tối thiểu"},
    "map": {"title": "Nơi có điểm tư vấn pháp luật cho công nhân"},
    "big_figure": {"figure": "4.960.000", "words": "đồng một tháng là mức lương tối thiểu của vùng I từ ngày 1.1"},
    "text_story": {"title": LONG_HEADLINES[2]},
    "breaking_story": {"title": LONG_HEADLINES[0]},
    "teaser": {"title": LONG_HEADLINES[1]},
    "part": {"title": "Việc làm, thu nhập và nhà ở của công nhân"},
    "closer": {
        "people": ALL_PEOPLE,
        "notice": "Bản tin sử dụng giọng đọc tổng hợp (AI), nội dung do Báo Lao Động biên tập",
    },
}
"""Words as long as a newsroom may need them: a pack whose plates do not hold these is no use."""

GROWING = {
    kind: tuple(name for name, words in needed.items() if isinstance(words, str)) for kind, needed in NEEDED.items()
}
"""The single texts of plates that can be grown to their limit."""


def everyday(kind: str) -> Plate:
    return EVERYDAY[kind]


def needed(kind: str) -> Plate:
    """The plate with the longest words it must hold."""
    return _with(EVERYDAY[kind], NEEDED.get(kind, {}))


def shortest(kind: str) -> Plate:
    """The plate with one letter in each of its single texts."""
    return _with(EVERYDAY[kind], dict.fromkeys(GROWING.get(kind, ()), "Ẵ"))


def longest(pack: Pack, kind: str) -> Plate:
    """The plate with each of its single texts as long as fits, of words with marks above and below."""
    grown = EVERYDAY[kind]
    for name in GROWING.get(kind, ()):
        words = MARKS.split(" ")[:1]
        while not fit_problems(pack, fuller := _with(grown, {name: " ".join(words)})):
            grown = fuller
            words.append(MARKS.split(" ")[len(words) % 10])
    return grown


def _with(plate: Plate, words: dict[str, Words]) -> Plate:
    return Plate(plate.kind, tuple({**dict(plate.fields), **words}.items()), plate.pictures)
