"""E1 to E9: fonts that are missing, damaged or strange; words that are long, foreign or meant as commands; other locales."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bulletin.brand.fit import fit_problems
from bulletin.brand.layouts import lay_out
from bulletin.brand.pack import Pack, read_pack
from bulletin.brand.plates import draw
from bulletin.brand.plates.paint import written
from bulletin.brand.style import SHAPES, Box, Shape, TextBox, Words
from bulletin.brand.text import typeset
from bulletin.errors import BadConfig, BulletinError
from tests.brand.conftest import FOLDER
from tests.brand.samples import ORDINARY, PLACE, plate

Edit = Callable[[str, str], Path]
STACKED = "ẬỄỘỬẴẪỖỮ ắặợựỹỵ gjpqy"
TEMPLATES = FOLDER.parent
HARD = "\N{NO-BREAK SPACE}"


def own_fonts(edited: Edit, name: str, spoil: Callable[[bytes], bytes] = bytes) -> Path:
    """The pack with its fonts in its own folder; the medium one spoiled, under another name."""
    pack = read_pack(FOLDER)
    folder = edited('package = "fontpkg_be_vietnam_pro"', "")
    (folder / "fonts").mkdir()
    for font in (font for _, font in pack.fonts.rows):
        content = Path(font.file.path).read_bytes()
        label = name if font.name == "medium" else font.label
        (folder / "fonts" / label).write_bytes(spoil(content) if font.name == "medium" else content)
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return edited('medium = "BeVietnamPro-Medium.ttf"', f'medium = "{quoted}"')


def test_e1_a_missing_font_file_is_an_error_and_never_replaced_by_another(edited: Edit) -> None:
    with pytest.raises(BulletinError, match=r"the file Nothing\.ttf does not exist") as failure:
        read_pack(edited('bold = "BeVietnamPro-Bold.ttf"', 'bold = "Nothing.ttf"'))
    assert failure.value.exit_code == 78


@pytest.mark.parametrize(("words", "code"), [("Chào العمل", "U+0627"), ("東京", "U+6771"), ("Xong 🔥", "U+1F525")])
def test_e2_a_character_that_the_font_lacks_is_named_with_its_code_font_and_line(
    pack: Pack, words: str, code: str
) -> None:
    found = fit_problems(pack, plate("strap", title=words, section=""))
    assert any(
        code in str(problem.message) and "BeVietnamPro-SemiBold.ttf" in str(problem.message) for problem in found
    )
    assert all(problem.place == PLACE and problem.code == 65 for problem in found)


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _content: b"",
    "text": lambda _content: b"<html>not a font</html>",
    "cut": lambda content: content[: len(content) // 3],
    "offsets": lambda content: content[:20] + b"\xff" * 400 + content[420:],
    "noise": lambda content: bytes(np.random.default_rng(3).integers(0, 256, len(content), np.uint8)),
}


@pytest.mark.parametrize("spoil", SPOILED)
def test_e3_a_damaged_font_is_refused_in_words(edited: Edit, spoil: str) -> None:
    pack = read_pack(own_fonts(edited, "damaged.ttf", SPOILED[spoil]))
    with pytest.raises(BadConfig, match=r"The font file damaged\.ttf cannot be read"):
        draw(pack, ORDINARY["tag"])


def test_e3_a_font_with_damaged_outlines_does_not_end_the_process(edited: Edit) -> None:
    def outlines(content: bytes) -> bytes:
        middle = len(content) // 2
        return content[:middle] + b"\xff" * 2000 + content[middle + 2000 :]

    folder = own_fonts(edited, "damaged.ttf", outlines)
    code = (
        "import sys; from pathlib import Path; from bulletin.brand.pack import read_pack; from bulletin.brand.plates import draw;"
        "from bulletin.errors import BulletinError; from tests.brand.samples import ORDINARY\n"
        "try: draw(read_pack(Path(sys.argv[1])), ORDINARY['tag'])\n"
        "except BulletinError: pass"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()[-400:]


def test_e4_a_font_of_a_strange_name_is_only_a_name(edited: Edit) -> None:
    strange = "phông ,:';%{}[0:v] X',drawtext=text=OWNED.ttf"
    pack = read_pack(own_fonts(edited, strange))
    other = read_pack(FOLDER)
    for one, two in zip(draw(pack, ORDINARY["tag"]).layers, draw(other, ORDINARY["tag"]).layers, strict=True):
        assert one.pixels.tobytes() == two.pixels.tobytes()


@pytest.mark.parametrize(
    "words",
    [
        "%{pts}",
        "a’b;c",
        "[0:v]",
        r"\N{\an8}",
        r"{\p1}",
        "<script>",
        "{{7*7}}",
        "$(id)",
        "`ls`",
        "X’,drawtext=text=OWNED",
    ],
)
def test_e5_commands_of_other_programs_stand_on_screen_as_they_are_written(pack: Pack, words: str) -> None:
    laid = lay_out(pack, plate("strap", title=words, section=""))
    assert "".join(laid.settings["title"].lines).replace(" ", "") == words.replace(" ", "")
    assert fit_problems(pack, plate("strap", title=words, section="")) == ()
    title = draw(pack, plate("strap", title=words, section="")).layers[-1]
    assert title.pixels[..., 3].max() == 255


def test_e6_a_word_of_200_letters_is_an_error_with_a_number(pack: Pack) -> None:
    (problem,) = fit_problems(pack, plate("strap", title="a" * 200, section=""))
    number = int(str(problem.message).split()[3])
    assert 100 < number < 200
    assert problem.place == PLACE


def test_e6_forty_lines_are_an_error_with_a_number(pack: Pack) -> None:
    words = " ".join(["Bốn điểm tư vấn mở vào tối thứ Tư hằng tuần tại các khu."] * 40)
    (problem,) = fit_problems(pack, plate("text_story", title="Tin", words=words))
    assert "characters too long" in str(problem.message)


def test_e8_bytes_are_the_same_in_every_locale_and_time_zone() -> None:
    code = (
        "import hashlib; from pathlib import Path; from bulletin.brand.pack import read_pack; from bulletin.brand.plates import draw;"
        "from tests.brand.samples import ORDINARY; pack = read_pack(Path('templates/laodong')); made = hashlib.sha256();"
        "[made.update(layer.pixels.tobytes()) for kind in ('strap', 'table') for layer in draw(pack, ORDINARY[kind], 0.5).layers];"
        "print(made.hexdigest(), pack.digest('strap'))"
    )
    places = (
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Auckland"},
        {"LC_ALL": "C.UTF-8"},
    )
    told = set()
    for place in places:
        environment = {**os.environ, **place, "PYTHONHASHSEED": "random"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            cwd=TEMPLATES.parent,
            capture_output=True,
            text=True,
            check=True,
        )
        told.add(done.stdout)
    assert len(told) == 1


def test_e9_another_version_of_a_font_makes_the_plates_that_use_it_anew_and_no_others(edited: Edit) -> None:
    before = read_pack(own_fonts(edited, "medium.ttf"))
    file = Path(before.fonts["medium"].file.path)
    file.write_bytes(file.read_bytes() + b"\0\0\0\0")
    after = read_pack(Path(before.folder))
    assert before.fonts["medium"].file.digest != after.fonts["medium"].file.digest
    assert before.digest("tag") != after.digest("tag")
    assert before.plate("strap") == after.plate("strap")


# --- marks, sizes, breaks ---------------------------------------------------------------------------------------------


def text_boxes(pack: Pack) -> list[tuple[str, TextBox]]:
    found = []
    for kind, style in pack.plates.rows:
        found += [(f"{kind}.{name}", text) for name, text in style.texts.rows]
        found += [
            (f"{kind}.{name}", layer.paint.style) for name, layer in style.layers.rows if isinstance(layer.paint, Words)
        ]
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["laodong", "congdoan"])
def test_stacked_marks_are_whole_in_every_text_box_at_its_smallest_size(name: str, shape: Shape) -> None:
    """The ink of marks above and below is compared with the same letters drawn with all the room there is."""
    pack = read_pack(TEMPLATES / name, shape)
    canvas, seen = pack.canvas(0.5), set()
    for key, style in text_boxes(pack):
        look = (style.font, style.smallest, style.leading, style.tracking)
        if look in seen:
            continue
        seen.add(look)
        tight = dataclasses.replace(style, box=Box(200, 400, 2000, 60), largest=style.smallest, lines=1, align="left")
        layer = written(typeset(tight, STACKED), canvas)
        alpha = layer.pixels[..., 3]
        edges = (alpha[0], alpha[-1], alpha[:, 0])
        assert max(int(edge.max()) for edge in edges) == 0, key
        free = dataclasses.replace(tight, box=Box(200, 300, 2000, 600))
        assert (written(typeset(free, STACKED), canvas).pixels[..., 3] > 0).sum() == (alpha > 0).sum(), key


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["laodong", "congdoan"])
def test_no_letter_is_smaller_than_can_be_read_on_air(name: str, shape: Shape) -> None:
    for key, style in text_boxes(read_pack(TEMPLATES / name, shape)):
        assert style.smallest >= 20, key


def test_a_size_too_small_for_air_is_refused(edited: Edit) -> None:
    with pytest.raises(BulletinError, match="20 to 400"):
        read_pack(edited("size = [54, 46]", "size = [54, 12]"))


@pytest.mark.parametrize(
    "together",
    [
        "Nguyễn Văn An",
        "TP.HCM",
        "22.11.2026",
        f"42{HARD}chuyến",
        f"5{HARD}triệu{HARD}đồng",
        f"ngày{HARD}20.11",
        f"7,5{HARD}%",
    ],
)
@pytest.mark.parametrize("width", range(420, 1300, 40))
def test_what_belongs_together_is_never_broken(pack: Pack, together: str, width: int) -> None:
    style = TextBox(Box(0, 0, width, 900), pack.fonts["semibold"], 54, 44, pack.colours["white"], lines=9)
    words = f"Chủ tịch Công đoàn cho biết {together.replace(HARD, ' ')} trong buổi gặp công nhân Quế Võ"
    lines = typeset(style, words).lines
    assert any(together in line.replace("\N{NARROW NO-BREAK SPACE}", HARD) for line in lines)


def test_a_proposal_leaves_out_words_that_can_be_missed(pack: Pack) -> None:
    title = "Công đoàn các tỉnh đã chốt kế hoạch Tết Sum vầy sớm một tháng cho những công nhân ở xa không về quê"
    (problem,) = fit_problems(pack, plate("strap", title=title, section=""))
    hint = str(problem.hint)
    assert hint.startswith("Leave out “")
    proposed = hint.split(": “")[1].rstrip("”")
    assert fit_problems(pack, plate("strap", title=proposed, section="")) == ()
    assert set(proposed.replace(HARD, " ").split()) <= set(title.split())


def test_a_proposal_that_ends_earlier_ends_at_a_good_place(pack: Pack) -> None:
    title = (
        "Người lao động làm ca đêm ở khu công nghiệp Quế Võ Bắc Ninh nhận phụ cấp 30 phần trăm theo ông Nguyễn Văn An"
    )
    (problem,) = fit_problems(pack, plate("strap", title=title, section=""))
    proposed = str(problem.hint).split(": “")[1].rstrip("”").replace(HARD, " ")
    assert title.startswith(proposed)
    assert fit_problems(pack, plate("strap", title=proposed, section="")) == ()
    assert proposed.split()[-1] not in (
        "ông",
        "theo",
        "Văn",
        "Nguyễn",
        "30",
        "Bắc",
        "Quế",
        "phần",
        "ở",
        "khu",
        "lao",
        "ca",
    )
