"""How a clip's pictures lie in the file and how they are to be seen: turned, mirrored, with pixels that are not square."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Turn:
    """From the picture in the file to the upright one: rows and columns swapped first, then mirrored."""

    swapped: bool = False
    mirrored: bool = False
    flipped: bool = False

    def upright(self, plane: Plane) -> Plane:
        """A plane turned upright; a view of it."""
        turned = plane.T if self.swapped else plane
        return turned[:: -1 if self.flipped else 1, :: -1 if self.mirrored else 1]


@dataclass(frozen=True, slots=True)
class Shape:
    """Pixels in the file, how they are turned, and how much wider than high one is."""

    width: int
    height: int
    turn: Turn
    aspect: Fraction = Fraction(1)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright picture in square pixels."""
        wide, high = round(self.width * self.aspect), self.height
        return (high, wide) if self.turn.swapped else (wide, high)


def shape_of(picture: Any, aspect: Fraction) -> Shape:
    """The shape of a decoded picture."""
    sane = aspect if Fraction(1, 4) <= aspect <= 4 else Fraction(1)
    return Shape(picture.width, picture.height, _turn(picture), sane)


def _turn(picture: Any) -> Turn:
    """The turn that a display matrix asks for, to the nearest quarter: x' = a·x + c·y, y' = b·x + d·y."""
    matrix = picture.side_data.get("DISPLAYMATRIX")
    if matrix is None:
        return Turn()
    a, b, _, c, d = struct.unpack("<9i", bytes(matrix))[:5]
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Turn(False, a < 0, d < 0)
    return Turn(True, c < 0, b < 0)
