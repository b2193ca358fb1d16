"""What is to be expected of a bulletin's slot before any voice reads: from estimates, and from what is known already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bulletin.desk.inputs import Inputs
from bulletin.errors import Place, Problem
from bulletin.messages import Message, say
from bulletin.rundown import fitting_words as words
from bulletin.rundown.fit import NOTHING, Fit
from bulletin.rundown.fitting import PACES, Fitted, Missed, choose, frames_of
from bulletin.rundown.narration import Narration, Said
from bulletin.rundown.stock import Stock
from bulletin.rundown.stocking import stock_of
from bulletin.script.values import Script, Slot
from bulletin.speech.values import Sentence, Voice
from bulletin.speech.voices import ONE_PACE
from bulletin.timing import clock


def forecast(inputs: Inputs, narration: Narration | None = None, length: int | None = None) -> tuple[Problem, ...]:
    """What is to be expected of the slot: how far the bulletin is off it, and what would be done about it. By estimates,
    where no better `narration` and `length` are known."""
    slot, frames = words.slot_of(inputs.script), inputs.draft.frames if length is None else length
    if slot is None or words.is_inside(frames, slot):
        return ()
    told = {**inputs.whole.narration, **(narration or {})}
    stock = stock_of(replace(inputs.whole, narration=told), paces_of(inputs, told, {}))
    if not inputs.script.fit:
        return (reported(inputs, stock, frames, slot),)
    found = choose(stock, slot)
    script = inputs.whole.script
    if isinstance(found, Fitted):
        taken = words.phrases(words.measures(found.fit, script, stock) or (say("nothing is left out any more"),))
        hint = say("Rendering will fit it, with about: {measures}.", measures=taken)
    else:
        hint = hopeless(found, script, stock)
    return (Problem(length_words(frames, slot, is_estimate=True), Place(script.file), hint, "warning"),)


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
    stock = stock_of(replace(read.whole, narration=known), paces_of(read, known, {}))
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
    notes = (Problem(length_words(natural, slot), Place(script.file), hint, "warning"),) if off else ()
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


def words_stock(inputs: Inputs, narration: Narration) -> Stock:
    """The whole bulletin for telling of it; what nobody has read yet at its estimate."""
    return stock_of(replace(inputs.whole, narration={**inputs.whole.narration, **narration}), {})


def paces_of(
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


# --- what is said -----------------------------------------------------------------------------------------------------


def length_words(frames: int, slot: Slot, *, is_estimate: bool = False) -> Message:
    """How long a bulletin is and how far off its slot."""
    fields = {"length": clock(frames), "slot": words.slot_words(slot), "off": words.off_slot(frames, slot) or ""}
    if is_estimate:
        return say("The bulletin will be about {length} long, its slot is {slot}: {off}", **fields)
    return say("The bulletin is {length} long, its slot is {slot}: {off}", **fields)


def reported(inputs: Inputs, stock: Stock, frames: int, slot: Slot) -> Problem:
    """How far a bulletin is off that is not to be fitted, and what an editor could do."""
    script = inputs.whole.script
    idea = words.may_go(script, stock) if frames > slot.longest else words.may_come(script, stock)
    usual = (
        say("Shorten stories or take one out.")
        if frames > slot.longest
        else say("Add a story, or words to those that have room for it.")
    )
    return Problem(length_words(frames, slot), Place(script.file), idea or usual, "warning")


def hopeless(missed: Missed, script: Script, stock: Stock) -> Message:
    """What comes nearest to the slot, and that it does not suffice."""
    taken, left = words.measures(missed.fit, script, stock), words.over_or_under(missed.off, is_over=missed.is_over)
    tried = say("still {left} with {measures}", left=left, measures=words.phrases(taken)) if taken else left
    if missed.is_over:
        return say("No fitting keeps the slot: {tried}. Shorten stories, or mark some {{bỏ được}}.", tried=tried)
    return say("No fitting keeps the slot: {tried}. Add a story, or one in reserve.", tried=tried)
