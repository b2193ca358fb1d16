"""The newsroom folder: where it begins, what its file may say, and which files a script may reach."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from bulletin.errors import BadConfig, NotFound, Place, Unsafe
from bulletin.newsroom import Newsroom, find_newsroom

PLACE = Place("scripts/tin.md", 12, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tòa soạn"
    (folder / "scripts" / "anh").mkdir(parents=True)
    (folder / "bulletin.toml").write_text("", encoding="utf-8")
    (folder / "scripts" / "anh" / "phiếu quà.jpg").write_bytes(b"x")
    return folder


def newsroom(folder: Path, config: str = "") -> Newsroom:
    (folder / "bulletin.toml").write_text(config, encoding="utf-8")
    return find_newsroom(folder / "scripts")


def test_the_newsroom_is_the_nearest_folder_upwards_with_its_file(folder: Path) -> None:
    assert find_newsroom(folder / "scripts" / "anh").folder == folder


def test_a_folder_outside_any_newsroom_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"bulletin\.toml"):
        find_newsroom(tmp_path)


def test_an_empty_file_gives_the_embedded_draft_voice(folder: Path) -> None:
    found = newsroom(folder)
    voice = found.voice_named(found.voice)
    assert (voice.engine, voice.draft) == ("espeak", True)


def test_voices_have_the_names_the_newsroom_gives_them(folder: Path) -> None:
    found = newsroom(folder, '[voices."Minh Anh"]\nengine = "gtts"\nvariant = "vi"\n')
    assert found.voice_named("minh anh").engine == "gtts"
    assert found.voice == "Minh Anh"


def test_a_voice_has_a_level_and_may_be_a_draft(folder: Path) -> None:
    found = newsroom(folder, '[voices.a]\nengine = "gtts"\nlevel = -2\ndraft = true\n')
    voice = found.voice_named("a")
    assert (voice.level, voice.draft) == (-2.0, True)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_voice_is_found_in_either_unicode_form(folder: Path, form: Literal["NFC", "NFD"]) -> None:
    found = newsroom(folder, '[voices."nữ Bắc"]\nengine = "gtts"\n')
    assert found.voice_named(unicodedata.normalize(form, "Nữ Bắc")).name == "nữ Bắc"


def test_the_store_may_hold_what_the_newsroom_allows(folder: Path) -> None:
    assert newsroom(folder).store_limit == 20 * 10**9
    assert newsroom(folder, '[store]\nlimit = "1,5 TB"').store_limit == 1_500 * 10**9


def test_a_model_is_given_from_the_newsroom_s_folder(folder: Path) -> None:
    (voice,) = newsroom(folder, '[voices."Mai"]\nengine = "piper"\nvariant = "voices/mai.onnx"').voices
    assert voice.variant == str(folder.resolve() / "voices" / "mai.onnx")


def test_an_unknown_voice_names_those_there_are_and_its_line(folder: Path) -> None:
    with pytest.raises(NotFound) as failure:
        newsroom(folder).voice_named("nữ Nam", PLACE)
    assert "nháp" in str(failure.value.hint)
    assert failure.value.place == PLACE


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("voise = 'x'", "voise"),
        ("[media]\nroot = []", "media.root"),
        ('[voices.a]\nengine = "espeak"\npace = 300', "300"),
        ('voice = "nobody"', "nobody"),
        ('[voices.a]\nengine = "espaek"', "espaek"),
        ('[voices.a]\nengine = "espeak"\npace = true', "voices.a.pace"),
        ('[voices.a]\nengine = "espeak"\nlevel = 7', "7"),
        ('[voices.a]\nengine = "espeak"\nlevel = nan', "nan"),
        ('[voices.a]\nengine = "espeak"\ndraft = "no"', "voices.a.draft"),
        ('[voices.auto]\nengine = "espeak"', "auto"),
        ('[voices."luân phiên a"]\nengine = "espeak"', "luân phiên a"),
        ('[voices."a, b"]\nengine = "espeak"', "a, b"),
        ('auto = ["nobody"]', "nobody"),
        ('voice = "luân phiên nháp"', "take turns"),
        ('fallback = "nobody"', "nobody"),
        ('fallback_for = "some"', "some"),
        ("alternate = [3]", "alternate"),
        ("voices = 3", "voices"),
        ("voices.a = 3", r"voices\.a"),
        ("brand = 3", "brand"),
        ('newsroom = "Lao Động TV"', "newsroom"),
        ("[newsroom]\nlanguage = 3", "newsroom.language"),
        ('[media]\nroots = "/kho"', "media.roots"),
        ("[media]\nroots = [3]", "media.roots"),
        ("[store]\nlimit = 20", "store.limit"),
        ('[store]\nlimit = "20"', "a size such as 20 GB"),
        ("store = 3", "store"),
        ("not toml at all", "bulletin.toml"),
    ],
)
def test_a_mistake_in_the_file_is_named(folder: Path, config: str, said: str) -> None:
    with pytest.raises(BadConfig, match=said):
        newsroom(folder, config)


def test_the_embedded_voice_is_there_whatever_the_file_names(folder: Path) -> None:
    found = newsroom(folder, '[voices.a]\nengine = "gtts"\n')
    assert found.voice_named("espeak").draft


def test_a_brand_pack_is_a_folder_of_templates_and_nothing_else(folder: Path) -> None:
    (folder / "templates" / "laodong").mkdir(parents=True)
    found = newsroom(folder)
    assert found.pack_named("laodong") == folder / "templates" / "laodong"
    for name in ("../scripts", "khác", ""):
        with pytest.raises(BadConfig, match="brand pack") as failure:
            found.pack_named(name, PLACE)
        assert "laodong" in str(failure.value.hint)


@pytest.mark.parametrize("reference", ["a" * 300 + ".jpg", "loop.jpg"])
def test_a_name_that_cannot_be_a_file_is_not_found(folder: Path, reference: str) -> None:
    (folder / "scripts" / "loop.jpg").symlink_to("loop.jpg")
    with pytest.raises(NotFound):
        newsroom(folder).media(folder / "scripts" / "tin.md", reference, PLACE)


def test_a_file_beside_the_script_is_found(folder: Path) -> None:
    found = newsroom(folder).media(folder / "scripts" / "tin.md", "anh/phiếu quà.jpg", PLACE)
    assert found == folder / "scripts" / "anh" / "phiếu quà.jpg"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_in_either_unicode_form_and_with_doubled_spaces_are_found(
    folder: Path, form: Literal["NFC", "NFD"]
) -> None:
    reference = unicodedata.normalize(form, "anh/phiếu  quà.jpg")
    assert newsroom(folder).media(folder / "scripts" / "tin.md", reference, PLACE).exists()


def test_a_missing_file_suggests_near_names(folder: Path) -> None:
    with pytest.raises(NotFound) as failure:
        newsroom(folder).media(folder / "scripts" / "tin.md", "anh/phieu qua.jpg", PLACE)
    assert "phiếu quà.jpg" in str(failure.value.hint)
    assert failure.value.exit_code == 66


@pytest.mark.parametrize(
    "reference", ["../../secret.txt", "/etc/hostname", "anh/../../../secret.txt", "link/secret.txt"]
)
def test_nothing_outside_the_newsroom_is_reached(folder: Path, reference: str) -> None:
    (folder.parent / "secret.txt").write_bytes(b"x")
    (folder / "scripts" / "link").symlink_to(folder.parent)
    with pytest.raises(Unsafe) as failure:
        newsroom(folder).media(folder / "scripts" / "tin.md", reference, PLACE)
    assert failure.value.exit_code == 77


def test_a_sibling_folder_with_the_same_beginning_is_outside(folder: Path) -> None:
    private = folder.with_name(folder.name + "-private")
    private.mkdir()
    (private / "x.jpg").write_bytes(b"x")
    with pytest.raises(Unsafe):
        newsroom(folder).media(folder / "scripts" / "tin.md", f"../../{private.name}/x.jpg", PLACE)


def test_a_media_share_named_in_the_file_is_allowed(folder: Path, tmp_path: Path) -> None:
    share = tmp_path / "kho ảnh"
    share.mkdir()
    (share / "x.jpg").write_bytes(b"x")
    found = newsroom(folder, f'[media]\nroots = ["{share}"]\n')
    assert found.media(folder / "scripts" / "tin.md", "../../kho ảnh/x.jpg", PLACE) == share / "x.jpg"
