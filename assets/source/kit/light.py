"""Light of a scene: which way it comes, what it does to colours, and what the air does with distance."""

import math
from dataclasses import dataclass, replace

from kit.palette import INK, WHITE, Color, mix, tint


@dataclass(frozen=True, slots=True)
class Light:
    """One clear light for a scene.

    `toward` points from a surface to the source (screen axes: y down). `key` tints lit surfaces, shades move by
    `deep` (0–1) to `shadow`; `rim` edges forms by `edge` (0–1). `haze` is the colour of the air, `depth` how much of
    it lies between a thing and us (0 near, 1 lost in it).
    """

    toward: tuple[float, float] = (-0.6, -0.8)
    key: Color = WHITE
    shadow: Color = INK
    deep: float = 0.26
    rim: Color = WHITE
    edge: float = 0.16
    haze: Color = (226, 222, 212)
    depth: float = 0.0

    def base(self, color: Color) -> Color:
        """Colour of the lit side of a thing."""
        return mix(tint(color, self.key), self.haze, self.depth)

    def shade(self, color: Color, much: float = 1.0) -> Color:
        """Colour of the side away from the light."""
        return mix(mix(tint(color, self.key), self.shadow, min(1.0, self.deep * much)), self.haze, self.depth)

    def rimmed(self, color: Color, much: float = 1.0) -> Color:
        """Colour of the edge turned to the light."""
        return mix(mix(tint(color, self.key), self.rim, min(1.0, self.edge * much)), self.haze, self.depth)

    def far(self, depth: float) -> "Light":
        """The same light with the air of `depth` between."""
        return replace(self, depth=depth)

    def turned(self, degrees: float, flip: bool) -> "Light":
        """The same light seen from a frame turned by `degrees` (clockwise) and perhaps mirrored."""
        x, y = self.toward
        a = -math.radians(degrees)
        x, y = x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a)
        return replace(self, toward=(-x if flip else x, y))
