"""A newsroom of the test's own: the station's brand, pictures made here, a script of two short stories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bulletin.desk.orders import Order, Rendered, render
from bulletin.messages import Message

ROOT = Path(__file__).parents[2]

SCRIPT = """\
---
bản tin: ngày
ngày: 22.11.2026
tiêu đề: Bản tin thử
---
## Lời chào

Kính chào quý vị.

## Điểm tin

- #mot
- #hai

## Tin thứ nhất về an toàn {#mot}

Chuyên mục: An toàn

![Tranh một. Tranh: Lao Động TV](anh/một.png)

Câu đầu tiên của tin này. ![Tranh hai. Tranh: Lao Động TV](anh/hai.png) Câu thứ hai đi với tranh hai.

> Lao động không phải là hàng hóa.
>
> — Tuyên bố Philadelphia, 1944

## Tin thứ hai về tay nghề {#hai}

Chuyên mục: Tay nghề

![Tranh hai. Tranh: Lao Động TV](anh/hai.png)

Một câu ngắn cho tin thứ hai.

## Lời kết

Xin chào và hẹn gặp lại.
"""


def picture(path: Path, seed: int, size: tuple[int, int] = (1280, 720)) -> None:
    """Coarse colour noise with fine grain: nothing flat, so that encoders have work."""
    noise = np.random.default_rng(seed)
    coarse = Image.fromarray(noise.integers(40, 216, (9, 16, 3), np.uint8)).resize(size, Image.Resampling.BICUBIC)
    grain = noise.integers(-8, 9, (size[1], size[0], 1))
    Image.fromarray((np.asarray(coarse).astype(int) + grain).clip(0, 255).astype(np.uint8)).save(path)


@dataclass(frozen=True)
class Newsroom:
    """A newsroom folder with one script, and a store."""

    folder: Path
    store: Path

    @property
    def script(self) -> Path:
        return self.folder / "scripts" / "tin.md"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def write(self, text: str) -> None:
        self.script.write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.script.read_text(encoding="utf-8")
        assert old in text
        self.write(text.replace(old, new, 1))

    def order(self) -> Order:
        return Order(self.script, self.out, self.store, 2, None, "draft")

    def render(self, **changes: Any) -> Rendered:
        return render(replace(self.order(), **changes), quietly)

    def arguments(self, *more: str) -> list[str]:
        """`bulletin render` of the script, as typed."""
        named = ["--out", str(self.out), "--store", str(self.store), "--workers", "2", "--profile", "draft"]
        return ["render", str(self.script), *named, *more]


def quietly(_stage: Message, _done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def make_newsroom(folder: Path, store: Path) -> Newsroom:
    """A newsroom in an empty folder."""
    (folder / "scripts" / "anh").mkdir(parents=True)
    (folder / "templates").symlink_to(ROOT / "templates")
    (folder / "bulletin.toml").write_text('brand = "laodong"\n', encoding="utf-8")
    for seed, name in enumerate(("một", "hai")):
        picture(folder / "scripts" / "anh" / f"{name}.png", seed)
    newsroom = Newsroom(folder, store)
    newsroom.write(SCRIPT)
    return newsroom


@pytest.fixture(scope="session")
def warm_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that all tests of this process share, so that motion pieces are made once."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def newsroom(tmp_path: Path, warm_store: Path) -> Newsroom:
    return make_newsroom(tmp_path / "newsroom", warm_store)
