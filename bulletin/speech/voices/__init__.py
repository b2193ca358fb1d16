"""Voices: one file per engine behind one small protocol, and the literal table that lists them.

To add a voice, write a module with a class that has the members of Engine and a line in ENGINES. An engine is given
spoken forms only and says nothing rather than silence: every failure is an error. An online engine serves all threads of
a run, which share what it knows of its service; one that is not online is used by one thread at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bulletin.errors import BadConfig, Place
from bulletin.messages import Message, say
from bulletin.speech.values import Sound, Voice


class Engine(Protocol):
    """What speaks."""

    @property
    def draft(self) -> bool:
        """Whether its sound must not be published."""
        ...

    @property
    def online(self) -> bool:
        """Whether it needs the network."""
        ...

    def availability(self) -> Message | None:
        """Why it cannot be used on this machine, found out without the network; None when it can."""
        ...

    def version(self, voice: Voice) -> str:
        """What, changed, would change the sound of a voice: part of the key of its takes. For an online engine, the service
        and the voice asked for, without our side of it: what was given once stays good. Raises BadConfig."""
        ...

    def speak(self, spoken: str, voice: Voice) -> Sound:
        """The sound of a sentence. Raises TryAgain, Killed, NotInstalled or BadConfig."""
        ...

    def close(self) -> None:
        """End what it holds open, and let nobody wait in it; it may be used again afterwards."""
        ...


def _espeak() -> Engine:
    from bulletin.speech.voices.espeak import Espeak

    return Espeak()


def _gtts() -> Engine:
    from bulletin.speech.voices.gtts import Gtts

    return Gtts()


def _edge() -> Engine:
    from bulletin.speech.voices.edge import Edge

    return Edge()


def _piper() -> Engine:
    from bulletin.speech.voices.piper import Piper

    return Piper()


ENGINES: dict[str, Callable[[], Engine]] = {
    "espeak": _espeak,
    "gtts": _gtts,
    "edge": _edge,
    "piper": _piper,
}
ONE_PACE = frozenset({"gtts"})
"""Those that speak at one pace only."""
MODEL_ENGINES = frozenset({"piper"})
"""Those whose variant is the path of a model, which a newsroom gives from its own folder."""


def open_engine(name: str, place: Place | None = None) -> Engine:
    """A new engine by its name in ENGINES. Raises BadConfig with the names there are."""
    if name not in ENGINES:
        raise BadConfig(
            say("There is no voice engine named {name}", name=name),
            place,
            say("Choose one of: {names}", names=", ".join(ENGINES)),
        )
    return ENGINES[name]()
