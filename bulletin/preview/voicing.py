"""Sentences spoken in the background: what is missing, story by story, the newest edit first; older wishes are dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bulletin.desk.inputs import Inputs
from bulletin.desk.speaking import Spoken, speak
from bulletin.desk.workshop import Run
from bulletin.errors import BulletinError, Place
from bulletin.preview.drafting import Spoken as Asked
from bulletin.preview.drafting import asked_for
from bulletin.rundown.narration import Said, readers
from bulletin.speech.values import Sentence, Take
from bulletin.speech.voices import open_engine


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back for a wish: takes by what they are remembered by; all of the narration once it is complete; or why
    a voice did not read."""

    wish: int
    takes: Mapping[Asked, Take]
    whole: Spoken | None = None
    failure: BulletinError | None = None


Tell = Callable[[Heard], None]


class Voices:
    """Speaks for one bulletin. `tell` is called in the threads that speak."""

    def __init__(self, run: Run, tell: Tell) -> None:
        self._run, self._tell = run, tell
        self._wish = 0
        self._may_go_on = threading.Event()
        self._threads: list[threading.Thread] = []

    def ask(self, parts: Sequence[Inputs], whole: Inputs, auto: str = "") -> int:
        """Have the parts of a bulletin spoken one after the other, and older wishes forgotten; the number of this wish.
        `auto` is the voice that `auto` has come to mean."""
        self._wish += 1
        thread = threading.Thread(
            target=self._speak, args=(self._wish, parts, whole, auto), name="preview-voices", daemon=True
        )
        self._threads = [thread, *(other for other in self._threads if other.is_alive())]
        thread.start()
        return self._wish

    def go_on(self) -> None:
        """From now on no part waits; until then the first is spoken alone, and leaves the machine to its picture."""
        self._may_go_on.set()

    def close(self, patience: float) -> None:
        """Begin nothing more, and wait so many seconds at most for what has begun."""
        self._wish += 1
        self.go_on()
        for thread in self._threads:
            thread.join(patience)

    def _speak(self, wish: int, parts: Sequence[Inputs], whole: Inputs, auto: str) -> None:
        failure: BulletinError | None = None
        for number, part in enumerate(parts):
            if number:
                self._may_go_on.wait()
            if wish != self._wish:
                return
            try:
                spoken = speak(part, self._run, auto)
                auto = spoken.auto or auto
                self._tell(Heard(wish, takes_of(part, spoken)))
            except BulletinError as error:
                failure = failure or error
                self._tell(Heard(wish, {}, failure=failure))
        if failure:
            self._tell(Heard(wish, {}, failure=failure))
        elif wish == self._wish:
            try:
                self._tell(Heard(wish, {}, speak(whole, self._run, auto)))
            except BulletinError as error:
                self._tell(Heard(wish, {}, failure=error))


def are_online(inputs: Inputs) -> bool:
    """Whether a voice of the bulletin needs the network, so that its takes may be long in coming."""
    return any(open_engine(name).online for name in {voice.engine for voice in inputs.cast.voices.values()})


def batches(inputs: Inputs, known: Collection[Asked], first: Collection[Sentence] = frozenset()) -> tuple[Inputs, ...]:
    """The bulletin in parts that are spoken one after the other, those that are known left out: the paragraphs of the
    sentences that are wanted `first`, stories from the first on, then the programme's own words. What one recording holds
    is one part."""
    groups: dict[tuple[int, str], set[Place]] = {}
    wanted = asked_for(inputs)
    missing: set[tuple[int, str]] = set()
    for reader in readers(inputs.script):
        place = reader.paragraph.place
        recording = inputs.recordings.get(reader.slug)
        told = [part for part in inputs.asked[place] if isinstance(part, Sentence)]
        is_first = recording is None and any(sentence in first for sentence in told)
        name = (0, "") if is_first else (1, str(recording)) if recording else (1 if reader.slug else 2, reader.slug)
        groups.setdefault(name, set()).add(place)
        if any(wanted[sentence] not in known for sentence in told):
            missing.add(name)
    names = sorted((name for name in groups if name in missing), key=lambda name: name[0])
    return tuple(_only(inputs, groups[name]) for name in names)


def takes_of(inputs: Inputs, spoken: Spoken) -> dict[Asked, Take]:
    """The takes of a narration by what they are remembered by."""
    said = {part.sentence: part.take for told in spoken.narration.values() for part in told if isinstance(part, Said)}
    return {asked: said[sentence] for sentence, asked in asked_for(inputs).items() if sentence in said}


def _only(inputs: Inputs, places: Collection[Place]) -> Inputs:
    return replace(inputs, asked={place: told if place in places else () for place, told in inputs.asked.items()})
