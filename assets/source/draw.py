"""Draws the pictures of the sample bulletin: `python assets/source/draw.py [NAME…] [--small] [--out FOLDER]`.

Without names all scenes are drawn. --small draws a PNG of 960×540 to look at (give --out); the target folder is assets/pictures.
"""

import argparse
import importlib
import sys
from pathlib import Path

from kit.sheet import Sheet, save

HERE = Path(__file__).resolve().parent
GROUPS = sorted(path.stem for path in (HERE / "scenes").glob("*.py"))


def scenes() -> dict:
    """All scenes by name: each module of scenes/ has SCENES, a dict of name → Scene."""
    found: dict = {}
    for group in GROUPS:
        found |= importlib.import_module(f"scenes.{group}").SCENES
    return found


def main() -> None:
    """Draw the scenes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--out", type=Path, default=HERE.parent / "pictures")
    args = parser.parse_args()
    known = scenes()
    unknown = set(args.names) - set(known)
    if unknown:
        sys.exit(f"unknown scenes: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    args.out.mkdir(parents=True, exist_ok=True)
    for name in args.names or known:
        scene = known[name]
        sheet = Sheet(0.5 if args.small else 1.5, scene.size)
        scene.draw(sheet.pen(scene.light))
        image = sheet.image(scene.finish)
        if args.small:
            image.save(args.out / f"{name}.png")
            continue
        size = save(image, args.out / f"{name}.jpg")
        sys.stdout.write(f"{name}: {size // 1000} kB\n")


if __name__ == "__main__":
    main()
