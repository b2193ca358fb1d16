"""A scene: a drawing function with its light, finish and size; modules of scenes/ list theirs in SCENES."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kit.light import Light
from kit.pen import Pen
from kit.sheet import Finish


@dataclass(frozen=True, slots=True)
class Scene:
    """draw(pen) paints everything, back to front, in picture units (1920×1080 unless `size` says otherwise)."""

    draw: Callable[[Pen], None]
    light: Light
    finish: Finish = field(default_factory=Finish)
    size: tuple[int, int] = (1920, 1080)
