"""The newsroom folder: its `bulletin.toml`, its voices, its brand, and the roots its media may come from."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bulletin.errors import BadConfig, BadInput, NotFound, Place, Unsafe
from bulletin.messages import Message, say
from bulletin.routine import TABLES, Approval, Night, WeeklyHabits, read_approval, read_night, read_weekly
from bulletin.speech.values import Voice
from bulletin.speech.voices import ENGINES, MODEL_ENGINES
from bulletin.store import read_size

CONFIG = "bulletin.toml"
OUT = "out"
"""The folder of finished files in it."""
KEYS: Mapping[str, Mapping[str, type]] = {
    "": {
        "newsroom": dict, "voices": dict, "voice": str, "auto": list, "alternate": list, "quotation_voice": str,
        "fallback": str, "fallback_for": str, "brand": str, "media": dict, "store": dict,
        "weekly": dict, "approval": dict, "nightly": dict,
    },
    "newsroom": {"name": str, "language": str, "zone": str},
    "media": {"roots": list},
    "store": {"limit": str},
    **TABLES,
    "voices": {"engine": str, "variant": str, "pace": int, "level": float, "draft": bool},
}  # fmt: skip
"""The keys of every table with what they hold; '' is the file itself, 'voices' each voice."""
SHAPES = {
    str: say("text in quotation marks"),
    int: say("a whole number"),
    float: say("a number"),
    bool: say("true or false"),
    list: say("a list"),
    dict: say("a table"),
}
PACES = range(70, 141)
LOUDEST = 6.0
"""LU that a newsroom may set a voice above or below the others."""
AUTO, ALTERNATE = ("auto", "tự động"), ("luân phiên", "alternate")
"""Words in the place of a voice's name: whichever answers first, and several by turns."""
FALLBACKS = ("all", "breaking")
STORE_LIMIT = 20 * 10**9
"""Bytes that the store holds where the newsroom says nothing: two months of daily bulletins."""
ZONE = "Asia/Ho_Chi_Minh"
DRAFT_ENGINES = frozenset({"espeak"})
EMBEDDED = Voice("nháp", "espeak", "vi", draft=True)
"""The voice that needs neither network nor settings."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Voices as a script asks for them: one by its name, several that take turns, or the first that answers."""

    voices: tuple[Voice, ...]
    way: Literal["one", "turns", "auto"] = "one"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom's settings. `folder` is absolute; `roots` are the folders its media may lie in, the folder itself first."""

    folder: Path
    name: str = ""
    language: str | None = None
    voice: str = EMBEDDED.name
    voices: tuple[Voice, ...] = ()
    auto: tuple[str, ...] = ()
    """The voices that `auto` tries, in their order."""
    alternate: tuple[str, ...] = ()
    """The voices that take turns where a script names none."""
    quotation_voice: str = ""
    """The voice of quotations, '' for that of the words around them."""
    fallback: str = ""
    """The voice that reads a story whose own voice does not answer; '' for none."""
    fallback_for: str = FALLBACKS[0]
    """Which stories may have it: all, or breaking ones alone."""
    brand: str = "laodong"
    roots: tuple[Path, ...] = ()
    store_limit: int = STORE_LIMIT
    """Bytes that the store of finished work may hold."""
    zone: str = ZONE
    """The zone of the newsroom's clock, by its IANA name."""
    nightly_at: time | None = None
    """When the nightly job runs, on that clock; None where none is to run."""
    weekly: WeeklyHabits = field(default_factory=WeeklyHabits)
    approval: Approval = field(default_factory=Approval)
    night: Night = field(default_factory=Night)

    def voice_named(self, name: str, place: Place | None = None) -> Voice:
        """A voice by the newsroom's name of it, or an engine's own name; the embedded voice is always there.

        Raises NotFound with the names there are."""
        for voice in self.voices:
            if _spelling(name).casefold() in (_spelling(voice.name).casefold(), voice.engine):
                return voice
        if name == EMBEDDED.engine:
            return EMBEDDED
        names = ", ".join(voice.name for voice in self.voices)
        raise NotFound(
            say("There is no voice named {name}", name=name),
            place,
            say("Choose one of: {names}. Voices are named in {file}.", names=names, file=CONFIG),
        )

    def voices_for(self, words: str, place: Place | None = None) -> Choice:
        """The voices asked for by a name, by `auto`, or by `luân phiên A, B`. Raises NotFound or BadInput."""
        asked = " ".join(words.split())
        if asked.casefold() in AUTO:
            drafts_last = sorted(self.voices, key=lambda voice: voice.draft)
            return Choice(self._named(self.auto or [voice.name for voice in drafts_last], place), "auto")
        turns = next((word for word in ALTERNATE if _begins(asked.casefold(), word)), None)
        if turns is None:
            return Choice((self.voice_named(asked, place),))
        listed = [name.strip() for name in asked[len(turns) :].lstrip(" :").split(",") if name.strip()]
        voices = self._named(listed or self.alternate, place)
        if len(voices) < 2:
            raise BadInput(
                say("Voices that take turns must be two or more"),
                place,
                say(
                    "Write for instance: luân phiên {names}. Or name them in {file}: alternate = […]",
                    names=", ".join(voice.name for voice in self.voices),
                    file=CONFIG,
                ),
            )
        return Choice(voices, "turns")

    def _named(self, names: Iterable[str], place: Place | None) -> tuple[Voice, ...]:
        return tuple(self.voice_named(name, place) for name in names)

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
    for section in ("newsroom", "media", "store", *TABLES):
        _check(config.get(section, {}), section)
    newsroom, media, kept, nightly = (config.get(name, {}) for name in ("newsroom", "media", "store", "nightly"))
    voices = tuple(_voice(folder, name, facts) for name, facts in config.get("voices", {}).items()) or (EMBEDDED,)
    found = Newsroom(
        folder=folder,
        name=newsroom.get("name", ""),
        language=newsroom.get("language"),
        voice=config.get("voice", voices[0].name),
        voices=voices,
        auto=_texts("auto", config.get("auto", [])),
        alternate=_texts("alternate", config.get("alternate", [])),
        quotation_voice=config.get("quotation_voice", ""),
        fallback=config.get("fallback", ""),
        fallback_for=config.get("fallback_for", FALLBACKS[0]),
        brand=config.get("brand", "laodong"),
        roots=(folder, *(_root(folder, root) for root in _texts("media.roots", media.get("roots", [])))),
        store_limit=_limit(kept["limit"]) if "limit" in kept else STORE_LIMIT,
        zone=_zone(newsroom.get("zone", ZONE)),
        nightly_at=_time("nightly.at", nightly["at"]) if "at" in nightly else None,
        weekly=read_weekly(config.get("weekly", {})),
        approval=read_approval(config.get("approval", {})),
        night=read_night(nightly),
    )
    _check_voices(found)
    return found


def _check_voices(found: Newsroom) -> None:
    """See that every name of a voice in the file is that of one of its voices."""
    try:
        found.voices_for(found.voice)
        for name in (*found.auto, *found.alternate, *filter(None, (found.quotation_voice, found.fallback))):
            found.voice_named(name)
    except (NotFound, BadInput) as failure:
        raise BadConfig(failure.message, Place(CONFIG), failure.hint) from failure
    if found.fallback_for not in FALLBACKS:
        raise BadConfig(
            say("The key {key} in {file} cannot be {value}", key="fallback_for", file=CONFIG, value=found.fallback_for),
            Place(CONFIG),
            say("Choose one of: {names}", names=", ".join(FALLBACKS)),
        )


def _texts(key: str, values: Iterable[object]) -> tuple[str, ...]:
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) < len(list(values)):
        raise _wrong(key, str)
    return texts


def _limit(words: str) -> int:
    size = read_size(words)
    if size is None:
        raise BadConfig(
            say("The store's limit is “{words}”: a size such as 20 GB was expected", words=words),
            Place(CONFIG),
            say('Write for instance: [store] limit = "20 GB"'),
        )
    return size


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise BadConfig(
            say("There is no time zone named {name}", name=name),
            Place(CONFIG),
            say("Write its IANA name, for instance: {name}", name=ZONE),
        ) from error
    return name


def _time(key: str, words: str) -> time:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", words):
        raise BadConfig(
            say(
                "The key {key} in {file} is “{words}”: a time such as 04:30 was expected",
                key=key,
                file=CONFIG,
                words=words,
            ),
            Place(CONFIG),
        )
    return time.fromisoformat(words)


def _root(folder: Path, root: str) -> Path:
    return (folder / Path(root).expanduser()).resolve()


def _voice(folder: Path, name: str, facts: object) -> Voice:
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
    if "," in name or any(_begins(name.casefold(), word) for word in (*AUTO, *ALTERNATE)):
        raise BadConfig(
            say("A voice cannot be named {name}", name=name),
            Place(CONFIG),
            say("No comma belongs in the name of a voice, and it does not begin with auto or luân phiên."),
        )
    if pace not in PACES:
        raise BadConfig(
            say("The pace of voice {name} is {pace}: whole per cent from 70 to 140 are possible", name=name, pace=pace),
            Place(CONFIG),
        )
    level = float(facts.get("level", 0))
    if not abs(level) <= LOUDEST:
        raise BadConfig(
            say(
                "The level of voice {name} is {level} LU: −{most} to +{most} are possible",
                name=name,
                level=level,
                most=LOUDEST,
            ),
            Place(CONFIG),
        )
    draft = engine in DRAFT_ENGINES or facts.get("draft", False)
    variant = facts.get("variant", "")
    if variant and engine in MODEL_ENGINES:
        variant = str(_root(folder, variant))
    return Voice(name, engine, variant, pace, draft, level)


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
        if type(value) is not known[key] and not (known[key] is float and type(value) is int):
            raise _wrong(full, known[key])


def _begins(words: str, word: str) -> bool:
    return words == word or words.startswith((f"{word} ", f"{word}:"))


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
