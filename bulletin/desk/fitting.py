"""A bulletin brought into its slot, once its words are spoken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.desk.forecasting import hopeless, length_words, paces_of, reported, words_stock
from bulletin.desk.inputs import Inputs, Opened, shown
from bulletin.desk.speaking import Spoken, speak
from bulletin.desk.workshop import Run
from bulletin.errors import BadInput, DiskFailed, Place, Problem
from bulletin.messages import Message, say
from bulletin.rundown import fitting_words as words
from bulletin.rundown.fit import NOTHING, Fit, fitted_script
from bulletin.rundown.fit_file import fit_text
from bulletin.rundown.fitting import Missed, choose, frames_of
from bulletin.rundown.narration import Said, readers
from bulletin.rundown.plan import Part, assembled, sound_parts
from bulletin.rundown.stock import Stock
from bulletin.rundown.stocking import stock_of
from bulletin.rundown.values import Rundown
from bulletin.script.values import Script, Slot
from bulletin.speech.values import Sentence
from bulletin.store import write_whole
from bulletin.timing import clock

ROUNDS = 4
"""How often a fit is decided at most: a voice that is asked to hurry does not hurry by exactly so much."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A bulletin whose words are spoken and whose length is known: what it is made from, its plan, and what is to be said
    of its slot. `written` is the fit file where it was made anew."""

    inputs: Inputs
    spoken: Spoken
    parts: tuple[Part, ...]
    rundown: Rundown
    notes: tuple[Problem, ...] = ()
    written: tuple[Path, ...] = ()


def timed(opened: Opened, inputs: Inputs, run: Run, voice: str = "", *, keeps: bool = True) -> Timed:
    """Speak a bulletin and bring it into its slot. `voice` is what `auto` meant the last time; `keeps` says whether a fit
    that is made anew goes into its file.

    Inside the slot nothing is touched. Raises BadInput where no choice keeps the slot, and what speaking raises."""
    first = _planned(inputs, run, voice)
    slot = words.slot_of(inputs.script)
    if slot is None or words.is_inside(first.rundown.frames, slot):
        return replace(first, notes=_followed(opened, first))
    if not inputs.script.fit:
        stock = words_stock(inputs, first.spoken.narration)
        return replace(first, notes=(reported(inputs, stock, first.rundown.frames, slot),))
    return _Fitting(opened, run, voice, slot).fitted(first, keeps)


@dataclass(frozen=True, slots=True)
class _Fitting:
    """One bulletin that missed its slot."""

    opened: Opened
    run: Run
    voice: str
    slot: Slot

    def fitted(self, first: Timed, keeps: bool) -> Timed:
        natural = self._natural(first)
        frames = natural.rundown.frames
        if words.is_inside(frames, self.slot):
            return self._kept(natural, natural, keeps)
        heard: dict[tuple[Sentence, int], int] = {}
        made, off = natural.spoken.made, 0
        for _ in range(ROUNDS):
            stock = _stock(natural, heard)
            aim = Slot(self.slot.shortest - off, self.slot.longest - off)
            found = choose(stock, aim)
            if isinstance(found, Missed):
                raise self._impossible(natural.inputs, frames, hopeless(found, natural.inputs.whole.script, stock))
            last = _planned(natural.inputs.fitted(found.fit), self.run, self.voice)
            made += last.spoken.made
            if words.is_inside(last.rundown.frames, self.slot):
                spoken = replace(last.spoken, made=made, reused=max(0, last.spoken.made + last.spoken.reused - made))
                return self._kept(replace(last, spoken=spoken), natural, keeps)
            heard |= _heard(last)
            off += last.rundown.frames - frames_of(_stock(natural, heard), found.fit)
        unsteady = say("The voices did not read at the paces that were asked of them. Shorten stories, or add words.")
        raise self._impossible(natural.inputs, frames, unsteady)

    def _impossible(self, inputs: Inputs, frames: int, hint: Message) -> BadInput:
        """No choice keeps the slot: by how much, and what was tried."""
        return BadInput(length_words(frames, self.slot), Place(inputs.script.file), hint)

    def _natural(self, first: Timed) -> Timed:
        """The bulletin with everything that may be told, read at its natural pace: the reserve only where time is left."""
        natural = first if first.inputs.fit == NOTHING else _planned(first.inputs.fitted(NOTHING), self.run, self.voice)
        reserve = _reserve(first.inputs.whole.script)
        if not reserve or natural.rundown.frames >= self.slot.shortest:
            return natural
        all_told = _planned(first.inputs.fitted(Fit(taken_in=reserve)), self.run, self.voice)
        spoken = replace(all_told.spoken, made=natural.spoken.made + all_told.spoken.made)
        return replace(natural, spoken=spoken)

    def _kept(self, fitted: Timed, natural: Timed, keeps: bool) -> Timed:
        """The fitted bulletin, its fit in the file beside the script."""
        inputs, file, stock = fitted.inputs, self.opened.fit_file, _stock(natural)
        told = _told(fitted, natural, stock, self.slot)
        name = shown(file, inputs.newsroom)
        if not keeps:
            hint = say("The fit is not kept in {file}: another voice was asked for.", file=name)
            return replace(fitted, notes=(Problem(told, Place(inputs.script.file), hint, "warning"),))
        reasons = (length_words(natural.rundown.frames, self.slot), told)
        try:
            write_whole(file, fit_text(inputs.fit, inputs.whole.script, stock, reasons).encode())
        except DiskFailed as failure:
            hint = say("{file} could not be written: {reason}", file=name, reason=failure.message)
            return replace(fitted, notes=(Problem(told, Place(inputs.script.file), hint, "warning"),))
        hint = say("It stands in {file}, which may be changed or deleted.", file=name)
        return replace(fitted, notes=(Problem(told, Place(inputs.script.file), hint, "warning"),), written=(file,))


def _planned(inputs: Inputs, run: Run, voice: str) -> Timed:
    spoken = speak(inputs, run, voice)
    parts, notes = sound_parts(inputs.material(spoken.narration))
    return Timed(inputs, spoken, parts, assembled(parts, notes, inputs.house))


def _stock(natural: Timed, heard: Mapping[tuple[Sentence, int], int] | None = None) -> Stock:
    """What the bulletin can be fitted with: the stories that were spoken."""
    inputs, narration = natural.inputs, natural.spoken.narration
    missing = {reader.slug for reader in readers(inputs.whole.script) if reader.paragraph.place not in narration}
    told = fitted_script(inputs.whole.script, Fit(taken_in=_reserve(inputs.whole.script) - missing))
    material = replace(inputs.whole, script=told, narration=narration)
    return stock_of(material, paces_of(inputs, narration, heard or {}))


def _reserve(script: Script) -> frozenset[str]:
    return frozenset(story.slug for story in script.stories if story.labels.priority == "reserve")


def _heard(timed: Timed) -> dict[tuple[Sentence, int], int]:
    """The samples of what was read at another pace."""
    script, fit, narration = timed.inputs.script, timed.inputs.fit, timed.spoken.narration
    return {
        (part.sentence, fit.pace(reader.slug)): part.take.samples
        for reader in readers(script)
        for part in narration[reader.paragraph.place]
        if isinstance(part, Said) and fit.pace(reader.slug) != 100
    }


# --- what is said -----------------------------------------------------------------------------------------------------


def _told(fitted: Timed, natural: Timed, stock: Stock, slot: Slot) -> Message:
    """'14 s over; stories left out: Bóng đá (18 s). Now 6:56 long.'"""
    inputs, length = fitted.inputs, clock(fitted.rundown.frames)
    taken = words.measures(inputs.fit, inputs.whole.script, stock)
    off = words.off_slot(natural.rundown.frames, slot)
    if off is None:
        return say("The bulletin keeps its slot without any fitting: {length} long", length=length)
    return say("{measures}. The bulletin is {length} long", measures=words.phrases((off, *taken)), length=length)


def _followed(opened: Opened, timed: Timed) -> tuple[Problem, ...]:
    """What the fit file made of a bulletin that is inside its slot."""
    inputs = timed.inputs
    if inputs.fit == NOTHING:
        return ()
    stock = words_stock(inputs, timed.spoken.narration)
    taken = words.phrases(words.measures(inputs.fit, inputs.whole.script, stock))
    file = shown(opened.fit_file, inputs.newsroom)
    told = say("As {file} says: {measures}", file=file, measures=taken)
    return (Problem(told, Place(file), severity="note"),)
