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

CONFIG = "bulletin.toml"
KEYS = {"newsroom": {"name", "language"}, "voices": None, "voice": None, "brand": None, "media": {"roots"}}
VOICE_KEYS = {"engine", "variant", "pace"}
DRAFT_ENGINES = frozenset({"espeak"})


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom's settings. `folder` is absolute; `roots` are the folders its media may lie in, the folder itself first."""

    folder: Path
    name: str = ""
    language: str | None = None
    voice: str = "nháp"
    voices: tuple[Voice, ...] = ()
    brand: str = "laodong"
    roots: tuple[Path, ...] = ()

    def voice_named(self, name: str, place: Place | None = None) -> Voice:
        """A voice by the newsroom's name of it, or an engine's own name. Raises NotFound with the names there are."""
        for voice in self.voices:
            if name.casefold() in (voice.name.casefold(), voice.engine):
                return voice
        names = ", ".join(voice.name for voice in self.voices)
        raise NotFound(
            say("There is no voice named {name}", name=name),
            place,
            say("Choose one of: {names}. Voices are named in {file}.", names=names, file=CONFIG),
        )

    @property
    def pack(self) -> Path:
        return self.folder / "templates" / self.brand

    def media(self, script: Path, reference: str, place: Place) -> Path:
        """The real path of a file that a script refers to, relative to the script's folder.

        Raises Unsafe when it lies outside the newsroom's roots (symlinks followed), NotFound with near names when it is
        not there. The file is not opened."""
        path = _as_on_disk(Path(os.path.normpath(script.parent / reference)))
        real = path.resolve()
        if not any(real.is_relative_to(root) for root in self.roots):
            raise Unsafe(
                say("This file lies outside the newsroom's folders: {path}", path=reference),
                place,
                say("Copy it into the newsroom's folder, or add its folder to [media] roots in {file}.", file=CONFIG),
            )
        if not real.exists():
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
    path = folder / CONFIG
    try:
        config = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(
            say("{file} cannot be read: {reason}", file=CONFIG, reason=str(error)), Place(CONFIG)
        ) from error
    _known(config, set(KEYS), "")
    for section in ("newsroom", "media"):
        _known(config.get(section, {}), KEYS[section] or set(), section)
    newsroom = config.get("newsroom", {})
    roots = [folder, *(_root(folder, root) for root in config.get("media", {}).get("roots", []))]
    voices = tuple(_voice(name, facts) for name, facts in config.get("voices", {}).items())
    default = config.get("voice", voices[0].name if voices else "nháp")
    found = Newsroom(
        folder=folder,
        name=newsroom.get("name", ""),
        language=newsroom.get("language"),
        voice=default,
        voices=voices or (Voice("nháp", "espeak", "vi", draft=True),),
        brand=config.get("brand", "laodong"),
        roots=tuple(roots),
    )
    found.voice_named(default, Place(CONFIG))
    return found


def _root(folder: Path, root: str) -> Path:
    return (folder / Path(root).expanduser()).resolve()


def _voice(name: str, facts: Mapping[str, Any]) -> Voice:
    _known(facts, VOICE_KEYS, f"voices.{name}")
    engine = str(facts.get("engine", ""))
    pace = facts.get("pace", 100)
    if not isinstance(pace, int) or not 70 <= pace <= 140:
        raise BadConfig(
            say("The pace of voice {name} is {pace}: whole per cent from 70 to 140 are possible", name=name, pace=pace),
            Place(CONFIG),
        )
    return Voice(name, engine, str(facts.get("variant", "")), pace, engine in DRAFT_ENGINES)


def _known(table: Mapping[str, Any], known: set[str], section: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, sorted(known), 1)
            raise BadConfig(
                say("Unknown key {key} in {file}", key=f"{section}.{key}".strip("."), file=CONFIG),
                Place(CONFIG),
                say("Did you mean {name}?", name=near[0])
                if near
                else say("Known keys: {names}.", names=", ".join(sorted(known))),
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
