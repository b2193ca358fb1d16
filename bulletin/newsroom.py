"""The newsroom folder: its `bulletin.toml`, its voices, its brand, and the roots its media may come from."""

from __future__ import annotations

import difflib
import os
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.errors import BadConfig, NotFound, Place, Unsafe
from bulletin.messages import Message, say
from bulletin.speech.values import Voice
from bulletin.speech.voices import ENGINES

CONFIG = "bulletin.toml"
KEYS: Mapping[str, Mapping[str, type]] = {
    "": {"newsroom": dict, "voices": dict, "voice": str, "brand": str, "media": dict},
    "newsroom": {"name": str, "language": str},
    "media": {"roots": list},
    "voices": {"engine": str, "variant": str, "pace": int},
}
"""The keys of every table with what they hold; '' is the file itself, 'voices' each voice."""
SHAPES = {str: say("text in quotation marks"), int: say("a whole number"), list: say("a list"), dict: say("a table")}
PACES = range(70, 141)
DRAFT_ENGINES = frozenset({"espeak"})
EMBEDDED = Voice("nháp", "espeak", "vi", draft=True)
"""The voice that needs neither network nor settings."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom's settings. `folder` is absolute; `roots` are the folders its media may lie in, the folder itself first."""

    folder: Path
    name: str = ""
    language: str | None = None
    voice: str = EMBEDDED.name
    voices: tuple[Voice, ...] = ()
    brand: str = "laodong"
    roots: tuple[Path, ...] = ()

    def voice_named(self, name: str, place: Place | None = None) -> Voice:
        """A voice by the newsroom's name of it, or an engine's own name; the embedded voice is always there.

        Raises NotFound with the names there are."""
        for voice in self.voices:
            if name.casefold() in (voice.name.casefold(), voice.engine):
                return voice
        if name == EMBEDDED.engine:
            return EMBEDDED
        names = ", ".join(voice.name for voice in self.voices)
        raise NotFound(
            say("There is no voice named {name}", name=name),
            place,
            say("Choose one of: {names}. Voices are named in {file}.", names=names, file=CONFIG),
        )

    def pack_named(self, name: str, place: Place | None = None) -> Path:
        """The folder of a brand pack. Raises BadConfig with the names there are."""
        packs = self.folder / "templates"
        names = sorted(path.name for path in packs.iterdir() if path.is_dir()) if packs.is_dir() else []
        if name in names:
            return packs / name
        raise BadConfig(
            say("There is no brand pack named {name}", name=name),
            place or Place(CONFIG),
            say("Choose one of: {names}. Brand packs are the folders in templates/.", names=", ".join(names)),
        )

    def media(self, script: Path, reference: str, place: Place) -> Path:
        """The real path of a file that a script refers to, relative to the script's folder.

        Raises Unsafe when it lies outside the newsroom's roots (symlinks followed), NotFound with near names when it is
        not there. The file is not opened."""
        path = Path(os.path.normpath(script.parent / reference))
        try:
            path = _as_on_disk(path)
            real, is_there = path.resolve(), path.exists()
        except (
            OSError,
            RuntimeError,
            ValueError,
        ) as error:  # too long a name, a loop of links, a folder not to be read
            raise NotFound(say("There is no file {path}", path=reference[:200]), place, _near(path)) from error
        if not any(real.is_relative_to(root) for root in self.roots):
            raise Unsafe(
                say("This file lies outside the newsroom's folders: {path}", path=reference),
                place,
                say("Copy it into the newsroom's folder, or add its folder to [media] roots in {file}.", file=CONFIG),
            )
        if not is_there:
            raise NotFound(say("There is no file {path}", path=reference), place, _near(path))
        return real


def find_newsroom(start: Path) -> Newsroom:
    """The newsroom that a script lies in: the nearest folder upwards with a bulletin.toml."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CONFIG).is_file():
            return _read(folder)
    raise NotFound(
        say("No {file} in {folder} or above it", file=CONFIG, folder=str(start)),
        hint=say("Work inside a newsroom folder: the one that holds {file}, scripts/ and templates/.", file=CONFIG),
    )


def _read(folder: Path) -> Newsroom:
    try:
        config = tomllib.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadConfig(say("{file} cannot be read: {reason}", file=CONFIG, reason=reason), Place(CONFIG)) from error
    _check(config, "")
    newsroom, media = config.get("newsroom", {}), config.get("media", {})
    _check(newsroom, "newsroom")
    _check(media, "media")
    voices = tuple(_voice(name, facts) for name, facts in config.get("voices", {}).items()) or (EMBEDDED,)
    found = Newsroom(
        folder=folder,
        name=newsroom.get("name", ""),
        language=newsroom.get("language"),
        voice=config.get("voice", voices[0].name),
        voices=voices,
        brand=config.get("brand", "laodong"),
        roots=(folder, *(_root(folder, root) for root in media.get("roots", []))),
    )
    try:
        found.voice_named(found.voice)
    except NotFound as failure:
        raise BadConfig(failure.message, Place(CONFIG), failure.hint) from failure
    return found


def _root(folder: Path, root: object) -> Path:
    if not isinstance(root, str):
        raise _wrong("media.roots", str)
    return (folder / Path(root).expanduser()).resolve()


def _voice(name: str, facts: object) -> Voice:
    if not isinstance(facts, dict):
        raise _wrong(f"voices.{name}", dict)
    _check(facts, "voices", name)
    engine, pace = facts.get("engine", ""), facts.get("pace", 100)
    if engine not in ENGINES:
        raise BadConfig(
            say("There is no voice engine named {name}", name=engine),
            Place(CONFIG),
            say("Choose one of: {names}", names=", ".join(ENGINES)),
        )
    if pace not in PACES:
        raise BadConfig(
            say("The pace of voice {name} is {pace}: whole per cent from 70 to 140 are possible", name=name, pace=pace),
            Place(CONFIG),
        )
    return Voice(name, engine, facts.get("variant", ""), pace, engine in DRAFT_ENGINES)


def _check(table: Mapping[str, Any], section: str, name: str = "") -> None:
    """See that a table holds known keys only, each with what belongs there."""
    known = KEYS[section]
    for key, value in table.items():
        full = ".".join(part for part in (section, name, key) if part)
        if key not in known:
            near = difflib.get_close_matches(key, sorted(known), 1)
            raise BadConfig(
                say("Unknown key {key} in {file}", key=full, file=CONFIG),
                Place(CONFIG),
                say("Did you mean {name}?", name=near[0])
                if near
                else say("Known keys: {names}.", names=", ".join(sorted(known))),
            )
        if type(value) is not known[key]:
            raise _wrong(full, known[key])


def _wrong(key: str, wanted: type) -> BadConfig:
    return BadConfig(
        say("The key {key} in {file} needs {shape}", key=key, file=CONFIG, shape=SHAPES[wanted]), Place(CONFIG)
    )


def _as_on_disk(path: Path) -> Path:
    """The path, or the file in its folder that is spelled alike: other Unicode form, other spaces."""
    if path.exists() or not path.parent.is_dir():
        return path
    alike = (entry for entry in sorted(path.parent.iterdir()) if _spelling(entry.name) == _spelling(path.name))
    return next(alike, path)


def _spelling(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _near(path: Path) -> Message:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return say("The folder {folder} does not exist.", folder=str(path.parent.name))
    same = [name for name in names if name.casefold() == path.name.casefold()]
    near = same or difflib.get_close_matches(path.name, names, 3, 0.5)
    if near:
        return say("Did you mean {name}?", name=", ".join(near))
    return say("Check the name, and that the file was copied to the newsroom's folder.")
