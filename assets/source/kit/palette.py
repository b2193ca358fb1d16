"""Colours of the illustrations: (r, g, b) triples 0–255, and arithmetic on them."""

Color = tuple[float, float, float]


def rgb(text: str) -> Color:
    """Colour of a hexadecimal text such as "#C8102E"."""
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))  # type: ignore[return-value]


def mix(a: Color, b: Color, part: float) -> Color:
    """Colour between a (part 0) and b (part 1)."""
    return tuple(x + (y - x) * part for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def tint(a: Color, b: Color) -> Color:
    """a seen under light of colour b (multiplication; white leaves a as it is)."""
    return tuple(x * y / 255 for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def light(a: Color, part: float) -> Color:
    """a mixed with white."""
    return mix(a, WHITE, part)


def dark(a: Color, part: float) -> Color:
    """a mixed with ink."""
    return mix(a, INK, part)


RED, DEEP_RED = rgb("#C8102E"), rgb("#8F0D22")
INK, SLATE = rgb("#0F1B2B"), rgb("#26374D")
PAPER, WHITE, AMBER = rgb("#F6F3EC"), rgb("#FFFFFF"), rgb("#F2A900")

SKIN = {
    "fair": rgb("#E9BE9B"),
    "light": rgb("#DCA780"),
    "mid": rgb("#C98F66"),
    "tan": rgb("#B0764F"),
    "brown": rgb("#946041"),
}
HAIR = {"black": rgb("#1B1A20"), "brown": rgb("#33241F"), "grey": rgb("#7C7B7E"), "white": rgb("#B9B7B4")}

BLUE, NAVY, SKY_BLUE = rgb("#2F5D8C"), rgb("#1F3A5C"), rgb("#8FB4CF")
DENIM, TEAL = rgb("#41597A"), rgb("#3E7C7B")
KHAKI, SAND, CREAM = rgb("#A8956C"), rgb("#CDB992"), rgb("#EADFC8")
OLIVE, BROWN, WOOD, WOOD_DARK = rgb("#6B6B45"), rgb("#6B4A36"), rgb("#A9764A"), rgb("#6E4A30")
CONCRETE, STEEL, STEEL_DARK = rgb("#A9A8A1"), rgb("#8C98A3"), rgb("#4A5763")
LEAF, LEAF_DARK, LEAF_LIGHT = rgb("#5E8C4A"), rgb("#33593C"), rgb("#9DBB5C")
RICE, STRAW = rgb("#D9B84F"), rgb("#E3CB86")
PINK, ROSE, PLUM = rgb("#D98C8C"), rgb("#B55A62"), rgb("#6D3F58")
ORANGE, MINT, GREY = rgb("#D9702B"), rgb("#B9D3C2"), rgb("#8A8F96")
BLACKISH = rgb("#0A0F18")
