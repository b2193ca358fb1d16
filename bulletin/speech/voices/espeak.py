"""The embedded voice: eSpeak NG in a process of its own, in the three regions of Vietnamese. A draft voice."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from bulletin.errors import BadConfig, Killed, TryAgain
from bulletin.messages import Message, say
from bulletin.speech.values import Sound, Voice
from bulletin.speech.voices.program import Program, shortened
from bulletin.store import versions

SPEAKER = Path(__file__).with_name("espeak_process.py")
PACKAGE = "espeakng-loader"
VARIANTS = ("vi", "vi-vn-x-central", "vi-vn-x-south")
NATURAL_RATE = 150
"""eSpeak's own measure; it reads 230 Vietnamese syllables a minute at this one."""
SLOWEST, FASTEST = 80, 450


class Espeak:
    """`variant` is a region of VARIANTS, the first when there is none."""

    draft = True
    online = False

    def __init__(self) -> None:
        self._program: Program | None = None

    def availability(self) -> Message | None:
        if importlib.util.find_spec("espeakng_loader") is None:
            return say("The embedded voice is missing: the package espeakng-loader is not installed")
        library, folder = _files()
        if not library.is_file() or not (folder / "espeak-ng-data").is_dir():
            return say("The embedded voice is incomplete: the files of espeakng-loader are missing")
        return None

    def version(self, voice: Voice) -> str:
        return f"{_installed()} {_variant(voice)}"

    def speak(self, spoken: str, voice: Voice) -> Sound:
        rate = min(max(round(NATURAL_RATE * voice.pace / 100), SLOWEST), FASTEST)
        program = self._program = self._program or Program("espeak", SPEAKER, *map(str, _files()))
        head, pcm = program.ask({"text": spoken, "voice": _variant(voice), "rate": rate}, spoken)
        if "error" in head:
            kind = Killed if head.get("killed") else TryAgain
            raise kind(
                say('The embedded voice failed ({reason}) at "{words}"', reason=head["error"], words=shortened(spoken))
            )
        return Sound(pcm, head["rate"], tuple((offset, sample) for offset, sample in head["marks"]))

    def close(self) -> None:
        if self._program:
            self._program.close()


@cache
def _installed() -> str:
    return versions(PACKAGE)[0] if importlib.util.find_spec("espeakng_loader") else PACKAGE


def _variant(voice: Voice) -> str:
    variant = voice.variant or VARIANTS[0]
    if variant not in VARIANTS:
        raise BadConfig(
            say("The embedded voice has no variant {variant}", variant=variant),
            hint=say("Choose one of: {names}", names=", ".join(VARIANTS)),
        )
    return variant


def _files() -> tuple[Path, Path]:
    """The library, and the folder that holds its data."""
    import espeakng_loader

    return Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path()).parent
