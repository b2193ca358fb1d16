"""Messages: every one exists in Vietnamese and English, with the same fields; the compiled catalogue is the written one."""

from __future__ import annotations

import ast
import gettext
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bulletin.messages import CATALOGUE, Message, language_of, say

ROOT = Path(__file__).parent.parent
WRITTEN = CATALOGUE / "vi" / "LC_MESSAGES" / "bulletin.po"


def _said() -> dict[str, str]:
    """Every template given to `say`, and where."""
    found = {}
    for path in (ROOT / "cli.py", *sorted((ROOT / "bulletin").rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert isinstance(node.args[0], ast.Constant), f"{place}: a template must be a literal"
                found[str(node.args[0].value)] = place
    return found


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _translations() -> dict[str, str]:
    with WRITTEN.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="vi") if message.id}


def test_every_message_is_there_in_vietnamese() -> None:
    translated = _translations()
    missing = {template: place for template, place in _said().items() if not translated.get(template)}
    assert not missing, f"{len(missing)} messages lack Vietnamese: run `make messages` and translate them"


def test_the_catalogue_holds_no_message_that_nobody_says() -> None:
    assert set(_translations()) == set(_said())


def test_a_translation_has_the_fields_of_its_message() -> None:
    wrong = {template: text for template, text in _translations().items() if _fields(template) != _fields(text)}
    assert not wrong


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = gettext.translation("bulletin", CATALOGUE, ["vi"])
    stale = {template for template, text in _translations().items() if compiled.gettext(template) != text}
    assert not stale, "run `make messages`"


def test_a_message_inside_a_message_is_translated_too() -> None:
    inner = say("Draft voice: not for publication")
    outer = say("{notice} ({names})", notice=inner, names="Minh Anh")
    assert outer.text("vi") == "Giọng nháp: không dùng để phát hành (Minh Anh)"
    assert outer.text("en") == "Draft voice: not for publication (Minh Anh)"


def test_braces_in_a_field_are_shown_as_they_are() -> None:
    assert Message("{path}", (("path", "{x}"),)).text("en") == "{x}"


@pytest.mark.parametrize(
    ("named", "environment", "configured", "locale", "language"),
    [
        ("en", "vi", "vi", "vi_VN.UTF-8", "en"),
        (None, "en", "vi", "vi_VN.UTF-8", "en"),
        (None, "", "vi", "en_US.UTF-8", "vi"),
        (None, "", None, "en_US.UTF-8", "en"),
        (None, "", None, "de_DE.UTF-8", "vi"),
    ],
)
def test_the_language_is_what_was_named_then_the_environment_the_newsroom_and_the_locale(
    monkeypatch: pytest.MonkeyPatch,
    named: str | None,
    environment: str,
    configured: str | None,
    locale: str,
    language: str,
) -> None:
    monkeypatch.setenv("BULLETIN_LANG", environment)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", locale)
    assert language_of(named, configured) == language
