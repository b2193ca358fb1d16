"""`bulletin voice list`: the newsroom's voices, what each is, and whether it can read now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bulletin.desk.paces import Paces
from bulletin.desk.wording import newsroom_here
from bulletin.desk.workshop import store_folder
from bulletin.errors import BulletinError
from bulletin.messages import Language, Message, say
from bulletin.newsroom import Newsroom
from bulletin.speech.values import Voice
from bulletin.speech.voices import open_engine
from bulletin.tables import Column

REGIONS = {
    "espeak": say("North"),
    "espeak vi": say("North"),
    "espeak vi-vn-x-central": say("Centre"),
    "espeak vi-vn-x-south": say("South"),
    "gtts": say("North"),
}
"""Where a voice is heard to come from, by engine and variant; of others a newsroom says it in their names."""

State = Literal["ready", "network", "missing"]
STATES: dict[State, Message] = {
    "ready": say("ready"),
    "network": say("needs the network"),
    "missing": say("missing"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One voice. `reason` says why it is missing, `rate` is syllables a minute as it was heard, None before that."""

    voice: Voice
    region: Message | None
    state: State
    reason: Message | None
    rate: int | None
    is_usual: bool

    def as_json(self, language: Language) -> dict[str, Any]:
        voice = self.voice
        return {
            "name": voice.name,
            "engine": voice.engine,
            "variant": voice.variant,
            "region": self.region.text(language) if self.region else None,
            "pace": voice.pace,
            "level": voice.level,
            "draft": voice.draft,
            "default": self.is_usual,
            "state": self.state,
            "reason": self.reason.text(language) if self.reason else None,
            "syllables_a_minute": self.rate,
        }


@dataclass(frozen=True, slots=True)
class Roster:
    """The voices of a newsroom as a page, and how it reads where nobody names one of them."""

    newsroom: Newsroom
    voices: tuple[Row, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Name")),
            Column(say("Engine")),
            Column(say("Region")),
            Column(say("Pace"), is_number=True),
            Column(say("Level"), is_number=True),
            Column(say("Syllables/min"), is_number=True),
            Column(say("State"), is_wide=True),
        )

    def rows(self, language: Language) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (
                f"{row.voice.name} *" if row.is_usual else row.voice.name,
                " ".join(filter(None, (row.voice.engine, row.voice.variant))),
                row.region.text(language) if row.region else "–",
                f"{row.voice.pace} %",
                f"{row.voice.level:+g} LU" if row.voice.level else "0",
                str(row.rate) if row.rate else "–",
                _state(row).text(language),
            )
            for row in self.voices
        )

    def sentences(self) -> tuple[Message, ...]:
        usual = self.newsroom.voice
        lines = [say("* reads where a script names no voice: {name}", name=usual)]
        if self.newsroom.auto:
            lines.append(say("auto: the first that answers of {names}", names=", ".join(self.newsroom.auto)))
        return tuple(lines)

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "voices": [row.as_json(language) for row in self.voices],
            "default": self.newsroom.voice,
            "auto": list(self.newsroom.auto),
            "alternate": list(self.newsroom.alternate),
            "quotation_voice": self.newsroom.quotation_voice or None,
            "fallback": self.newsroom.fallback or None,
        }


def roster(store: Path | None) -> Roster:
    """The voices of the newsroom of the current folder; nothing is asked of a network."""
    newsroom = newsroom_here()
    paces = Paces(store_folder(store, newsroom))
    usual = set(newsroom.voices_for(newsroom.voice).voices)
    return Roster(newsroom, tuple(_row(voice, paces, voice in usual) for voice in newsroom.voices))


def why_missing(voice: Voice) -> Message | None:
    """Why a voice cannot read on this machine, as far as that is known without the network; None when it can."""
    engine = open_engine(voice.engine)
    missing = engine.availability()
    if missing:
        return missing
    try:
        engine.version(voice)
    except BulletinError as failure:
        return failure.message
    return None


def _row(voice: Voice, paces: Paces, is_usual: bool) -> Row:
    reason = why_missing(voice)
    state: State = "missing" if reason else "network" if open_engine(voice.engine).online else "ready"
    heard = paces.of(voice)
    rate = round(heard.rate * voice.pace / 100) if heard else None
    region = REGIONS.get(f"{voice.engine} {voice.variant}".strip())
    return Row(voice, region, state, reason, rate, is_usual)


def _state(row: Row) -> Message:
    state = STATES[row.state]
    if row.reason:
        return say("{state}: {reason}", state=state, reason=row.reason)
    return say("{state}, draft voice", state=state) if row.voice.draft else state
