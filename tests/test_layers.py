"""The layers of the package: who may import whom. The table in ARCHITECTURE.md is this one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "bulletin"

LAYERS = (
    ("messages",),
    ("errors", "timing", "tables"),
    ("store",),
    ("script",),
    ("speech",),
    ("routine", "newsroom"),
    ("rundown",),
    ("footage",),
    ("brand",),
    ("picture",),
    ("sound",),
    ("master",),
    ("outputs",),
    ("weekly",),
    ("schedule",),
    ("farm",),
    ("desk",),
    ("preview",),
    ("terminal",),
    ("commands",),
)
"""From the bottom up. A module imports from its own layer's package and from layers below, never from above."""

DECIDING = ("script", "rundown")
"""Pure packages: they may not import anything that draws, encodes or touches the world."""

HEAVY = ("numpy", "cv2", "av", "PIL", "moviepy", "pydub")


def _layer_of(module: str) -> int:
    name = module.split(".")[1] if "." in module else ""
    return next((level for level, names in enumerate(LAYERS) if name in names), -1)


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name != "__init__.py")


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_its_own_layer_and_those_below(path: Path) -> None:
    own = _layer_of(_name(path))
    assert own >= 0, f"{_name(path)} stands in no layer"
    above = {name for name in _imports(path) if name.startswith("bulletin.") and _layer_of(name) > own}
    assert not above


@pytest.mark.parametrize("path", [path for path in MODULES if _name(path).split(".")[1] in DECIDING], ids=_name)
def test_what_decides_touches_nothing_that_acts(path: Path) -> None:
    assert not {name for name in _imports(path) if name.split(".")[0] in HEAVY}


def test_nothing_imports_the_command_line() -> None:
    assert not [path for path in MODULES if "cli" in _imports(path)]


def _prints(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "print" for called in calls)


def test_only_the_terminal_and_the_commands_print() -> None:
    telling = ("terminal", "commands")
    assert not [path for path in MODULES if _name(path).split(".")[1] not in telling and _prints(path)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_opens_with_a_sentence_saying_what_lives_there(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert docstring.split("\n\n")[0].strip().endswith((".", ":")), "the first sentence is missing"
