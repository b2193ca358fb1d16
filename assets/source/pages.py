"""Draws the page and the map of the sample of all forms: `python assets/source/pages.py [--out FOLDER]`.

The page sets two sentences that the sample daily quotes; the map is a schema and no survey: the mainland's outline in a few
points, with the islands and both archipelagos, Hoàng Sa and Trường Sa.
"""

import argparse
from pathlib import Path

from fontpkg_be_vietnam_pro import __file__ as fonts
from kit.palette import INK, PAPER, SLATE, STEEL_DARK, WHITE, light, mix
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
FINE = 2
PAGE = (1240, 1754)
MAP = (1500, 1800)

LINES = (
    ("bold", 52, "Hai câu về lao động"),
    ("medium", 30, "Trang trích dẫn của bản tin mẫu Lao Động TV"),
    ("", 70, ""),
    ("bold", 38, "Tuyên bố Philadelphia, 1944"),
    ("", 16, ""),
    ("medium", 40, "Lao động không phải là hàng hóa."),
    ("", 22, ""),
    ("medium", 40, "Nghèo đói ở bất cứ nơi nào cũng là mối đe dọa"),
    ("medium", 40, "đối với sự thịnh vượng ở mọi nơi."),
    ("", 80, ""),
    ("bold", 38, "Tuyên ngôn Quốc tế Nhân quyền, 1948 – Điều 24"),
    ("", 16, ""),
    ("medium", 40, "Mọi người đều có quyền nghỉ ngơi và giải trí,"),
    ("medium", 40, "kể cả quyền được hạn chế hợp lý về số giờ"),
    ("medium", 40, "làm việc và hưởng những ngày nghỉ định kỳ"),
    ("medium", 40, "được trả lương."),
)

# Degrees north and east, clockwise from the border triangle in the north-west.
MAINLAND = (
    (22.40, 102.15), (22.75, 102.45), (22.55, 103.05), (22.80, 103.35), (22.52, 103.70), (22.82, 104.10), (22.88, 104.75),
    (23.38, 105.32), (23.08, 105.92), (22.92, 106.50), (22.60, 106.75), (22.20, 106.65), (21.95, 106.70), (21.68, 107.35),
    (21.55, 107.97), (21.25, 107.45), (20.95, 107.05), (20.68, 106.75), (20.25, 106.55), (19.98, 106.05), (19.75, 105.88),
    (19.20, 105.72), (18.75, 105.78), (18.30, 106.12), (17.95, 106.48), (17.45, 106.65), (17.00, 107.15), (16.55, 107.65),
    (16.20, 108.18), (15.90, 108.40), (15.30, 108.92), (14.60, 109.08), (13.75, 109.25), (13.00, 109.32), (12.60, 109.40),
    (12.00, 109.22), (11.55, 109.05), (11.15, 108.70), (10.90, 108.10), (10.62, 107.60), (10.35, 107.10), (10.38, 106.85),
    (9.90, 106.68), (9.50, 106.32), (9.25, 105.90), (9.00, 105.42), (8.60, 104.78), (9.20, 104.82), (9.90, 105.05),
    (10.18, 104.75), (10.40, 104.45), (10.55, 104.95), (10.90, 105.10), (10.98, 105.70), (10.85, 106.15), (11.25, 105.92),
    (11.62, 105.85), (11.70, 106.40), (12.00, 106.75), (12.35, 107.45), (12.90, 107.55), (13.50, 107.60), (14.10, 107.40),
    (14.70, 107.52), (15.20, 107.58), (15.55, 107.20), (15.92, 107.38), (16.30, 106.95), (16.62, 106.60), (17.00, 106.45),
    (17.40, 105.95), (17.80, 105.60), (18.30, 105.10), (18.72, 104.90), (18.92, 104.20), (19.32, 103.95), (19.60, 104.15),
    (19.72, 104.60), (20.00, 104.90), (20.35, 104.65), (20.60, 104.38), (20.82, 103.75), (20.75, 103.20), (21.00, 102.92),
    (21.42, 102.85), (21.72, 102.68), (22.00, 102.42),
)  # fmt: skip
ISLANDS = ((10.25, 103.97, 15), (8.70, 106.61, 9), (20.80, 107.00, 8), (20.13, 107.73, 5))
ARCHIPELAGOS = {
    "Quần đảo\nHoàng Sa": ((17.10, 111.50), (16.83, 112.33), (16.52, 111.70), (16.45, 111.60), (16.67, 112.73), (15.78, 111.20)),
    "Quần đảo\nTrường Sa": (
        (11.43, 114.33), (11.05, 114.28), (10.72, 115.80), (10.38, 114.36), (10.18, 114.22), (9.90, 114.33), (9.55, 112.89),
        (8.86, 112.25), (8.64, 111.92), (8.12, 113.30), (7.89, 112.92), (9.72, 114.28),
    ),
}  # fmt: skip
WEST, NORTH, A_DEGREE = 100.9, 24.0, 95


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A weight of the station's typeface."""
    weights = {"medium": "Medium", "bold": "Bold", "semibold": "SemiBold"}
    return ImageFont.truetype(str(Path(fonts).parent / "files" / f"BeVietnamPro-{weights[name]}.ttf"), size * FINE)


def page() -> Image.Image:
    """A page of text on paper, as it comes from a printer."""
    image = Image.new("RGB", (PAGE[0] * FINE, PAGE[1] * FINE), WHITE)
    pen = ImageDraw.Draw(image)
    y = 190
    for weight, size, words in LINES:
        if weight:
            pen.text((150 * FINE, y * FINE), words, fill=tuple(map(round, INK)), font=font(weight, size), anchor="ls")
            y += round(size * 1.5)
        else:
            y += size
    pen.line((150 * FINE, 300 * FINE, (PAGE[0] - 150) * FINE, 300 * FINE), fill=tuple(map(round, STEEL_DARK)), width=3)
    return image


def place(north: float, east: float) -> tuple[float, float]:
    """A place on the map in its pixels; degrees of longitude are a little narrower than those of latitude."""
    return (east - WEST) * A_DEGREE * 0.96 * FINE, (NORTH - north) * A_DEGREE * FINE


def rounded(points: tuple[tuple[float, float], ...], times: int = 2) -> list[tuple[float, float]]:
    """A closed line with its corners cut again and again (Chaikin)."""
    made = [place(*point) for point in points]
    for _ in range(times):
        made = [
            (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
            for a, b in zip(made, made[1:] + made[:1], strict=True)
            for part in (0.2, 0.8)
        ]
    return made


def schema() -> Image.Image:
    """Land on sea, with the names of sea and archipelagos."""
    land, sea = tuple(map(round, mix(PAPER, WHITE, 0.2))), tuple(map(round, light(SLATE, 0.62)))
    image = Image.new("RGB", (MAP[0] * FINE, MAP[1] * FINE), sea)
    pen = ImageDraw.Draw(image)
    pen.polygon(rounded(MAINLAND), fill=land, outline=tuple(map(round, SLATE)), width=3 * FINE)
    for north, east, size in ISLANDS:
        x, y = place(north, east)
        pen.ellipse((x - size * FINE, y - size * FINE, x + size * FINE, y + size * FINE), fill=land)
    for name, isles in ARCHIPELAGOS.items():
        spots = [place(*isle) for isle in isles]
        for x, y in spots:
            pen.ellipse((x - 6 * FINE, y - 6 * FINE, x + 6 * FINE, y + 6 * FINE), fill=land)
        is_north = spots[0][1] < image.height / 2
        x = sum(x for x, _ in spots) / len(spots)
        y = min(y for _, y in spots) - 190 * FINE if is_north else max(y for _, y in spots) + 20 * FINE
        ink = tuple(map(round, INK))
        pen.multiline_text(
            (x, y), name, fill=ink, font=font("semibold", 66), anchor="ma", align="center", spacing=4 * FINE
        )
    pen.text(place(13.4, 112.2), "Biển Đông", fill=tuple(map(round, SLATE)), font=font("medium", 76), anchor="mm")
    return image


def main() -> None:
    """Draw both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE.parent / "pictures")
    out = parser.parse_args().out
    for name, image, size in (("trang-trich", page(), PAGE), ("luoc-do-viet-nam", schema(), MAP)):
        image.resize(size, Image.Resampling.LANCZOS).save(out / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
