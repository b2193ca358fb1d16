"""A bulletin brought into its slot: forecast from estimates before any voice reads, decided from the takes once they are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.desk.inputs import Inputs, Opened, shown
from bulletin.desk.speaking import Spoken, speak
from bulletin.desk.workshop import Run
from bulletin.errors import BadInput, DiskFailed, Place, Problem
from bulletin.messages import Message, say
from bulletin.rundown import fitting_words as words
from bulletin.rundown.fit import NOTHING, Fit, fitted_script
from bulletin.rundown.fit_file import fit_text
from bulletin.rundown.fitting import PACES, Fitted, Missed, choose, frames_of
from bulletin.rundown.narration import Narration, Said, readers
from bulletin.rundown.plan import Part, assembled, sound_parts
from bulletin.rundown.stock import Stock
from bulletin.rundown.stocking import stock_of
from bulletin.rundown.values import Rundown
from bulletin.script.values import Script, Slot
from bulletin.speech.values import Sentence, Voice
from bulletin.speech.voices import ONE_PACE
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
        return replace(first, notes=(_reported(inputs, stock, first.rundown.frames, slot),))
    return _Fitting(opened, run, voice, slot).fitted(first, keeps)


def forecast(inputs: Inputs, narration: Narration | None = None, length: int | None = None) -> tuple[Problem, ...]:
    """What is to be expected of the slot: how far the bulletin is off it, and what would be done about it. By estimates,
    where no better `narration` and `length` are known."""
    slot, frames = words.slot_of(inputs.script), inputs.draft.frames if length is None else length
    if slot is None or words.is_inside(frames, slot):
        return ()
    told = {**inputs.whole.narration, **(narration or {})}
    stock = stock_of(replace(inputs.whole, narration=told), _paces(inputs, told, {}))
    if not inputs.script.fit:
        return (_reported(inputs, stock, frames, slot),)
    found = choose(stock, slot)
    script = inputs.whole.script
    if isinstance(found, Fitted):
        taken = words.phrases(words.measures(found.fit, script, stock) or (say("nothing is left out any more"),))
        hint = say("Rendering will fit it, with about: {measures}.", measures=taken)
    else:
        hint = _hopeless(found, script, stock)
    return (Problem(_off(frames, slot, is_estimate=True), Place(script.file), hint, "warning"),)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What rendering would make of a bulletin's length: its fit; in a few words how far it is off its slot and what is done
    about it, or could be; and the same as a warning. Both are empty where nothing is to be said."""

    fit: Fit
    gauge: tuple[Message, ...] = ()
    notes: tuple[Problem, ...] = ()


def foreseen(read: Inputs, now: Inputs, narration: Narration) -> Foreseen:
    """What rendering would do. `read` is the bulletin with the fit of its file, `now` as it is shown, its plan in `draft`;
    `narration` are takes at the voices' own pace, of what is missing there the estimates are taken."""
    slot, frames = words.slot_of(read.script), now.draft.frames
    if slot is None or (now.fit == read.fit == NOTHING and words.is_inside(frames, slot)):
        return Foreseen(read.fit)
    known = {**read.whole.narration, **narration}
    stock = stock_of(replace(read.whole, narration=known), _paces(read, known, {}))
    fit = _foreseen_fit(read, now, frames, (stock, slot))
    natural, script = frames_of(stock, NOTHING), read.whole.script
    length = frames if fit == now.fit else frames_of(stock, fit)
    if fit == NOTHING or not words.is_inside(length, slot):
        off = words.off_slot(length, slot)
        idea = words.may_go(script, stock) if length > slot.longest else words.may_come(script, stock)
        gauge = tuple(part for part in (off, idea if off else None) if part)
        return Foreseen(fit, gauge, forecast(now))
    taken = words.measures(fit, script, stock)
    off = words.off_slot(natural, slot)
    hint = say("Rendering will fit it, with about: {measures}.", measures=words.phrases(taken)) if taken else None
    notes = (Problem(_off(natural, slot), Place(script.file), hint, "warning"),) if off else ()
    return Foreseen(fit, tuple(part for part in (off, *taken) if part), notes)


def _foreseen_fit(read: Inputs, now: Inputs, frames: int, aim: tuple[Stock, Slot]) -> Fit:
    stock, slot = aim
    if not read.script.fit:
        return read.fit
    for fit in dict.fromkeys((read.fit, NOTHING)):
        if words.is_inside(frames if fit == now.fit else frames_of(stock, fit), slot):
            return fit
    found = choose(stock, slot)
    return found.fit if isinstance(found, Fitted) else read.fit


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
                raise self._impossible(natural.inputs, frames, _hopeless(found, natural.inputs.whole.script, stock))
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
        return BadInput(_off(frames, self.slot), Place(inputs.script.file), hint)

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
        reasons = (_off(natural.rundown.frames, self.slot), told)
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
    return stock_of(material, _paces(inputs, narration, heard or {}))


def words_stock(inputs: Inputs, narration: Narration) -> Stock:
    """The whole bulletin for telling of it; what nobody has read yet at its estimate."""
    return stock_of(replace(inputs.whole, narration={**inputs.whole.narration, **narration}), {})


def _reserve(script: Script) -> frozenset[str]:
    return frozenset(story.slug for story in script.stories if story.labels.priority == "reserve")


def _paces(
    inputs: Inputs, narration: Narration, heard: Mapping[tuple[Sentence, int], int]
) -> dict[Sentence, dict[int, int]]:
    """How long each sentence is at the paces its voice can have: as it was heard, else as it should be."""
    found = {}
    for place, told in narration.items():
        if _has_pace(inputs.cast.voices.get(place)):
            for part in told:
                if isinstance(part, Said):
                    found[part.sentence] = {
                        pace: heard.get((part.sentence, pace), -(-part.take.samples * 100 // pace)) for pace in PACES
                    }
    return found


def _has_pace(voice: Voice | None) -> bool:
    return voice is not None and voice.engine not in ONE_PACE


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


def _off(frames: int, slot: Slot, *, is_estimate: bool = False) -> Message:
    fields = {"length": clock(frames), "slot": words.slot_words(slot), "off": words.off_slot(frames, slot) or ""}
    if is_estimate:
        return say("The bulletin will be about {length} long, its slot is {slot}: {off}", **fields)
    return say("The bulletin is {length} long, its slot is {slot}: {off}", **fields)


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


def _reported(inputs: Inputs, stock: Stock, frames: int, slot: Slot) -> Problem:
    """How far a bulletin is off that is not to be fitted, and what an editor could do."""
    script = inputs.whole.script
    idea = words.may_go(script, stock) if frames > slot.longest else words.may_come(script, stock)
    usual = (
        say("Shorten stories or take one out.")
        if frames > slot.longest
        else say("Add a story, or words to those that have room for it.")
    )
    return Problem(_off(frames, slot), Place(script.file), idea or usual, "warning")


def _hopeless(missed: Missed, script: Script, stock: Stock) -> Message:
    """What comes nearest to the slot, and that it does not suffice."""
    taken, left = words.measures(missed.fit, script, stock), words.over_or_under(missed.off, is_over=missed.is_over)
    tried = say("still {left} with {measures}", left=left, measures=words.phrases(taken)) if taken else left
    if missed.is_over:
        return say("No fitting keeps the slot: {tried}. Shorten stories, or mark some {{bỏ được}}.", tried=tried)
    return say("No fitting keeps the slot: {tried}. Add a story, or one in reserve.", tried=tried)
