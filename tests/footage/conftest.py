"""Clips that several tests look at, made once for all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .made import Recipe, make

Made = Callable[[str, Recipe], Path]


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Makes a clip the first time that its name is asked for."""
    folder = tmp_path_factory.mktemp("clips")
    found: dict[str, Path] = {}

    def made(name: str, recipe: Recipe) -> Path:
        if name not in found:
            found[name] = make(folder / name, recipe)
        return found[name]

    return made
