"""The reader of brand.toml: every table held against the names it must have, every value against its type and range."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from bulletin.brand import parts
from bulletin.brand.keyed import BLACK, Keyed, Raw
from bulletin.brand.layer_reader import delivered, read_layers
from bulletin.brand.style import (
    SHAPES,
    Align,
    Colour,
    Edition,
    File,
    Font,
    GroundStyle,
    MarkStyle,
    PlateStyle,
    Table,
    Yield,
)
from bulletin.messages import say
from bulletin.rundown.pacing import Pacing, Pauses, ScreenWords
from bulletin.script.keys import PEOPLE
from bulletin.timing import Span

if TYPE_CHECKING:
    from bulletin.brand.pack import Pack

TOP = (
    "name", "colours", "fonts", "words", "screen", "frame", "stage", "mark", "grounds", "pace", "yields", "sounds", "pieces", "plates",
    "mourning",
)  # fmt: skip
SHAPED = tuple(shape for shape in SHAPES if shape != "wide")
EDITION = ("name", "from", "until")
PLATE = ("boxes", "texts", "colours", "numbers", "motion")
GROUND = ("base", "light", "centre", "reach", "band", "bands")
NO_LENGTHS = ("pauses", "opener_date", "sting_cover", "wipe_cover")
NO_WORDS = ("weekdays", "roles")


class Reader(Keyed):
    """Reads one file as a pack."""

    def pack(self, raw: Raw) -> Pack:
        """The whole file as a pack; not to be used when something was found."""
        from bulletin.brand.pack import Pack  # the two modules are one reader and its result

        editions = self._editions(self.table(raw, "editions"))
        raw = self.names(self._overlaid(raw), "", TOP, ("motions",))
        self.colours = self.each(raw, "colours", None, self.colour)
        self.fonts = self._fonts(self.table(raw, "fonts"))
        self.motions = self.each(raw, "motions", None, self.moves)
        self.grounds = tuple(self.table(raw, "grounds"))
        frame = self.names(self.table(raw, "frame"), "frame", ("safe",))
        pieces = self.names(self.table(raw, "pieces"), "pieces", (), ("file", "numbers", "files"))
        return Pack(
            folder=str(self.folder.absolute()),
            name=self.text(raw.get("name", ""), "name"),
            shape=self.shape,
            colours=self.colours,
            fonts=self.fonts,
            words=self.each(raw, "words", parts.WORDS, self.text),
            screen=self._screen(self.table(raw, "screen")),
            safe=self.box(frame.get("safe"), "frame.safe"),
            stage=self.each(raw, "stage", parts.STAGE, self.named_colour),
            mark=self._mark(raw.get("mark", {})),
            grounds=self._grounds(self.table(raw, "grounds")),
            pacing=self._pacing(self.table(raw, "pace")),
            yields=self._yields(self.table(raw, "yields")),
            sounds=self.each(raw, "sounds", parts.SOUNDS, self.file),
            pieces=self.file(pieces.get("file"), "pieces.file"),
            piece_numbers=self.each(pieces, "pieces.numbers", None, self.number) if "numbers" in pieces else Table(),
            piece_files=self._piece_files(pieces),
            plates=self._plates(self.table(raw, "plates")),
            mourning=self.each(raw, "mourning", parts.MOURNING, self.becoming),
            editions=editions,
        )

    def _overlaid(self, raw: Raw) -> Raw:
        """The tables with what the edition and this shape change laid over them; an edition's own variant comes last."""
        variants, editions = self.table(raw, "variants"), self.table(raw, "editions")
        self.names(variants, "variants", (), SHAPED)
        made: Raw = {key: value for key, value in raw.items() if key not in ("variants", "editions")}
        if self.shape != "wide" and self.shape not in variants:
            message = say("The brand pack has no variant for {shape} frames", shape=self.shape)
            hint = say(
                "Add the section [variants.{shape}]; the pack templates/laodong shows what it holds.", shape=self.shape
            )
            self.note("variants", message, hint)
            self.shape = "wide"  # what else would be told only follows from this
        own = editions.get(self.edition, {})
        seasonal = {key: value for key, value in own.items() if key not in (*EDITION, "variants")}
        for prefix, over in (
            (f"editions.{self.edition}.", seasonal),
            (f"variants.{self.shape}.", variants.get(self.shape, {})),
            (f"editions.{self.edition}.variants.{self.shape}.", own.get("variants", {}).get(self.shape, {})),
        ):
            self.overlays.insert(0, (prefix, over))
            made = merged(made, over)
        return made

    def _editions(self, raw: Raw) -> tuple[Edition, ...]:
        """What the pack may put on, and when."""
        made = []
        for key, table in raw.items():
            given = table if isinstance(table, Mapping) else {}
            first, last = (given.get(part) for part in ("from", "until"))
            if not (type(first) is date and type(last) is date and first <= last):
                self.wrong(f"editions.{key}", say("an edition has its days: from = 2027-01-20, until = 2027-02-20"))
                continue
            made.append(Edition(key, self.text(given.get("name", ""), f"editions.{key}.name"), first, last))
        return tuple(made)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _plates(self, raw: Raw) -> Table[PlateStyle]:
        raw = self.names(raw, "plates", tuple(parts.PARTS))
        return Table(tuple((kind, self._plate(raw[kind], kind)) for kind in parts.PARTS if kind in raw))

    def _plate(self, raw: object, kind: str) -> PlateStyle:
        key, needs = f"plates.{kind}", parts.PARTS[kind]
        if needs is None:
            given = self.names(raw, key, ("layers",))
            return PlateStyle(
                kind, layers=read_layers(self, given.get("layers", {}), f"{key}.layers", parts.FIELDS[kind])
            )
        wanted = tuple(name for name in PLATE if getattr(needs, name))
        ground = ("ground",) if needs.ground else ()
        given = self.names(raw, key, (*ground, *wanted), ("layers",))
        return PlateStyle(
            kind=kind,
            boxes=self.each(given, f"{key}.boxes", needs.boxes, self.box),
            texts=self.each(given, f"{key}.texts", needs.texts, self.text_box),
            colours=self.each(given, f"{key}.colours", needs.colours, self.named_colour),
            numbers=self.each(given, f"{key}.numbers", needs.numbers, self.number),
            motion=self.each(given, f"{key}.motion", needs.motion, self.moves),
            layers=read_layers(self, given["layers"], f"{key}.layers", parts.FIELDS[kind])
            if "layers" in given
            else Table(),
            ground=self.one_of(given["ground"], f"{key}.ground", self.grounds) if "ground" in given else "",
        )

    def _grounds(self, raw: Raw) -> Table[GroundStyle]:
        for name in parts.GROUNDS:
            if name not in raw:
                hint = say("Add the key; the pack templates/laodong shows all of them.")
                self.note("grounds", say("The brand pack lacks the key {key}", key=f"grounds.{name}"), hint)
        return Table(tuple((name, self._ground(raw, name)) for name in raw))

    def _ground(self, raw: Raw, name: str) -> GroundStyle:
        """A ground; `like` is another one that it is but for what it says itself."""
        key, own = f"grounds.{name}", self.table(raw, f"grounds.{name}")
        like = own.get("like")
        below = raw.get(like, {}) if isinstance(like, str) else {}
        given = self.names({**below, **own}, key, GROUND, ("like", "image", "logo", "logo_align"))
        (base, base_tone, _), (light, light_tone, strength), (band, band_tone, _) = (
            self._toned(given.get(part), f"{key}.{part}") for part in ("base", "light", "band")
        )
        images = delivered(self, given["image"], f"{key}.image") if "image" in given else ()
        return GroundStyle(
            base=base,
            base_tone=base_tone,
            light=light,
            light_tone=light_tone,
            light_strength=strength,
            centre=self.pair(given.get("centre", [0, 0]), f"{key}.centre"),
            reach=self.length(given.get("reach"), f"{key}.reach"),
            band=band,
            band_tone=band_tone,
            bands=self._bands(given.get("bands", []), f"{key}.bands"),
            image=images[0] if images else None,
            logo=self.box(given["logo"], f"{key}.logo") if "logo" in given else None,
            logo_align=cast(Align, self.one_of(given.get("logo_align", "left"), f"{key}.logo_align", get_args(Align))),
        )

    def _toned(self, raw: object, key: str) -> tuple[Colour, int, int]:
        """[colour, lightness, strength]: the last two in thousandths."""
        given = raw if isinstance(raw, list) else [raw]
        numbers: list[Any] = given[1:]
        if len(given) > 3 or not all(type(part) is int and -1000 <= part <= 1000 for part in numbers):
            self.wrong(key, say("a colour is written [name, lightness, strength], in thousandths"))
            return BLACK, 0, 0
        lightness, strength = numbers + [0, 1000][len(numbers) :]
        return self.named_colour(given[0], key), lightness, strength

    def _bands(self, raw: object, key: str) -> tuple[tuple[int, int, int], ...]:
        bands: list[Any] = raw if isinstance(raw, list) else [()]
        if not all(
            isinstance(band, list) and len(band) == 3 and all(type(part) is int for part in band) for band in bands
        ):
            self.wrong(key, say("bands are written [[left edge, width, strength], …]"))
            return ()
        return tuple((band[0], band[1], band[2]) for band in bands)

    def _mark(self, raw: object) -> MarkStyle:
        given = self.names(raw, "mark", ("height", "name", "tv", "name_block", "tv_block", "pad", "edge"), ("file",))
        texts = {part: {"box": [0, 0, 2, 2], **self.table(given, f"mark.{part}")} for part in ("name", "tv")}
        files = delivered(self, given["file"], "mark.file") if "file" in given else ()
        return MarkStyle(
            height=self.length(given.get("height"), "mark.height"),
            name=self.text_box(texts["name"], "mark.name"),
            tv=self.text_box(texts["tv"], "mark.tv"),
            name_block=self.named_colour(given.get("name_block"), "mark.name_block"),
            tv_block=self.named_colour(given.get("tv_block"), "mark.tv_block"),
            pad=self.number(given.get("pad"), "mark.pad"),
            edge=self.number(given.get("edge"), "mark.edge"),
            file=files[0] if files else None,
        )

    def _piece_files(self, pieces: Raw) -> Table[tuple[File, ...]]:
        """Motion pieces that a studio delivers, by the piece's name."""
        if "files" not in pieces:
            self.names(pieces, "pieces", ("file",), ("numbers",))
            return Table()
        wanted = () if "file" in pieces else tuple(parts.PIECES)
        given = self.names(pieces["files"], "pieces.files", wanted, tuple(parts.PIECES))
        return Table(tuple((name, delivered(self, file, f"pieces.files.{name}")) for name, file in given.items()))

    def _fonts(self, raw: Raw) -> Table[Font]:
        raw = self.names(raw, "fonts", ("files",), ("package", "folder"))
        folder = self.folder / self.text(raw.get("folder", "fonts"), "fonts.folder")
        if "package" in raw:
            package = self.text(raw["package"], "fonts.package")
            spec = util.find_spec(package) if package.isidentifier() else None
            if spec is None or spec.origin is None:
                self.wrong("fonts.package", say("the font package {name} is not installed", name=package))
                return Table()
            folder = Path(spec.origin).parent / "files"
        names = self.table(raw, "fonts.files")
        return Table(tuple((name, self._font(folder, name, label)) for name, label in names.items()))

    def _font(self, folder: Path, name: str, label: object) -> Font:
        key = f"fonts.files.{name}"
        file = self.text(label, key)
        return Font(name, file, self.file(file, key, folder))

    def _pacing(self, raw: Raw) -> Pacing:
        names, pauses = _fields(Pacing), _fields(Pauses)
        raw = self.names(raw, "pace", names)
        lengths = {name: self.length(raw.get(name), f"pace.{name}") for name in names if name not in NO_LENGTHS}
        after = self.names(raw.get("pauses", {}), "pace.pauses", pauses)
        first, end = self.pair(raw.get("opener_date", [0, 0]), "pace.opener_date")
        if "opener_date" in raw and not 0 <= first < end <= lengths["opener"]:
            self.wrong("pace.opener_date", say("the date comes and goes while the opener runs: [first frame, end]"))
        return Pacing(
            pauses=Pauses(*(self.length(after.get(name), f"pace.pauses.{name}") for name in pauses)),
            opener_date=Span(first, max(0, end - first)),
            sting_cover=self._cover(raw, "sting", lengths["sting"]),
            wipe_cover=self._cover(raw, "wipe", lengths["wipe"]),
            **lengths,
        )

    def _cover(self, raw: Raw, name: str, length: int) -> Span:
        """The frames of a piece that cover the picture; none, under its middle, where the pack does not say."""
        middle, key = length // 2, f"pace.{name}_cover"
        first, end = self.pair(raw.get(f"{name}_cover", [middle, middle]), key)
        if not 0 < first <= middle <= end < max(length, 1):
            self.wrong(key, say("it covers the picture around its middle: [first frame, end]"))
            return Span(middle, 0)
        return Span(first, end - first)

    def _screen(self, raw: Raw) -> ScreenWords:
        names = _fields(ScreenWords)
        raw = self.names(raw, "screen", names)
        words = {name: self.text(raw.get(name, ""), f"screen.{name}") for name in names if name not in NO_WORDS}
        days = raw.get("weekdays", [""] * 7)
        if not (isinstance(days, list) and len(days) == 7 and all(isinstance(day, str) for day in days)):
            self.wrong("screen.weekdays", say("seven names are needed, from Monday to Sunday"))
            days = []
        roles = self.each(raw, "screen.roles", PEOPLE, self.text) if "roles" in raw else Table[str]()
        return ScreenWords(weekdays=tuple(days), roles=roles.rows, **words)

    def _yields(self, raw: Raw) -> tuple[Yield, ...]:
        made = []
        for plate, rule in raw.items():
            key = f"yields.{plate}"
            given = self.names(rule, key, ("hides", "clear"))
            hides = given.get("hides", [])
            hidden = tuple(map(str, hides)) if isinstance(hides, list) else ("?",)
            for name in (plate, *hidden):
                if name not in parts.PARTS:
                    self.wrong(f"{key}.hides", say("there is no plate {name}", name=name))
            made.append(Yield(plate, hidden, self.number(given.get("clear"), f"{key}.clear")))
        return tuple(made)


def merged(raw: Raw, over: Raw) -> Raw:
    """Tables with others laid over them, key by key; lists and values are replaced, a table by `false` taken out."""
    made = dict(raw)
    for key, value in over.items():
        below = made.get(key)
        if value is False and isinstance(below, Mapping):
            del made[key]
            continue
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        made[key] = merged(below, value) if both else value  # type: ignore[arg-type]
    return made


def _fields(kind: type[Pacing | Pauses | ScreenWords]) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(kind))
