"""Scripts made for the tests of the reader, and short ways to read them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bulletin.errors import BulletinError, Problem
from bulletin.script import parse
from bulletin.script.values import Block, Paragraph, Picture, Script, Story

FILE = "kịch bản.md"
FRONT = "---\nngày: 20.11.2026\n---\n"
"""Three lines: a body given to `script` begins on line 4."""

SAMPLE = dedent("""\
    ---
    bản tin: ngày                      # ngày | tuần | đặc biệt
    ngày: 20.11.2026
    khung giờ: 5:00-7:00
    giọng: nữ Bắc
    mở đầu: điểm tin, hình hiệu, lời chào
    biên tập: Hương Mai
    chịu trách nhiệm nội dung: Nguyễn Văn B
    ---
    ## Lời chào

    Kính chào quý vị.

    ## Điểm tin

    Sau đây là những tin chính.

    - #mai-am
    - #luong

    ## Mái ấm mới cho đoàn viên {#mai-am}

    Điểm tin: Mười căn nhà được trao.
    Tít ngắn: Mái ấm mới
    Chuyên mục: Công đoàn
    Nơi: Bắc Ninh, 18.11
    Ưu tiên: chính
    Ghi chú: chờ số liệu

    ![Trao nhà. Ảnh: Hải Nguyễn](anh/trao nhà.jpg){vào tâm=40,35}
    ![Ngôi nhà cũ. Ảnh tư liệu: Hoàng Trung](anh/cu.jpg)

    Hai ảnh chia nhau đoạn này. Câu hai. ![](anh/trao nhà.jpg){cận} Ảnh cũ.

    ### Mười gia đình nhận nhà

    ![Họp. Ảnh: NVCC](anh/hop.jpg){tên="Nguyễn Thị Lan"}

    Tại [KCN]{đọc="khu công nghiệp"} Quế Võ, [sáng nay]{tuần="sáng 18.11"}, nhà đã xong.

    Đoạn này bỏ được. {bỏ được}

    ![Phát biểu: Nguyễn Thị Lan – Chủ tịch Công đoàn. Video: Minh Quân](video/lan.mp4){0:12-0:27}

    > Năm nay chúng tôi làm sớm.

    ## Lương tối thiểu: Đối chiếu những gì? {#luong}

    Bảng: Lương tối thiểu (đồng/tháng). Nguồn: Nghị định 293/2025/NĐ-CP. {cột nổi=I}

    | Vùng | Mức |
    |------|----:|
    | I    | 5.310.000 |
    | IV   | 3.700.000 |

    Đoạn ngay dưới bảng.

    - Địa bàn nào.
    - Tiền gì.

    > Đóng thêm bốn năm nữa.
    >
    > — Trần Thị Hạnh, công nhân

    ## Tin vắn

    ### Thêm bốn điểm tư vấn

    ![Tư vấn. Ảnh: CTV](anh/tv.jpg)

    Mở vào tối thứ Tư.

    ## Lời kết

    Cảm ơn quý vị.
    """)


def script(body: str) -> Script:
    """The script with this body (dedented) under a front matter of three lines."""
    return parse(FRONT + dedent(body), FILE)


def story(body: str) -> Story:
    """The only story of a script: its title stands on line 4, the body begins on line 6."""
    (found,) = parse(f"{FRONT}## Tin\n\n{dedent(body)}\n", FILE).stories
    return found


def blocks(body: str) -> tuple[Block, ...]:
    return story(body).blocks


def written(body: str) -> list[str]:
    """The words of each paragraph."""
    return [block.written for block in blocks(body) if isinstance(block, Paragraph)]


def picture(markdown: str) -> Picture:
    """The first picture of a story with some words under it."""
    found = blocks(f"{markdown}\n\nCâu.")[0]
    assert isinstance(found, Picture)
    return found


def errors(body: str) -> list[tuple[int, int, str]]:
    """Line, column and template of each error in a story; the body begins on line 6."""
    return errors_of(f"{FRONT}## Tin\n\n{dedent(body)}\n")


def errors_of(text: str) -> list[tuple[int, int, str]]:
    """Line, column and template of each error in a whole text."""
    return [
        (problem.place.line, problem.place.column, problem.message.template)
        for problem in problems_of(text)
        if problem.is_error and problem.place
    ]


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(BulletinError) as raised:
        parse(text, FILE)
    return raised.value.problems()


def only_problem(body: str) -> Problem:
    """The single problem of a story."""
    (found,) = problems_of(f"{FRONT}## Tin\n\n{dedent(body)}\n")
    return found
