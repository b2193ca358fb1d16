"""What fitting says of itself: how far a bulletin is off its slot, and by what it is brought in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin.messages import Message, say
from bulletin.rundown.fit import Fit
from bulletin.rundown.stock import Item, Stock
from bulletin.script.values import Kind, Script, Slot, Story
from bulletin.timing import FRAME_RATE, clock

TOLERANCE: dict[Kind, int] = {"daily": 5 * FRAME_RATE, "weekly": 10 * FRAME_RATE, "special": 5 * FRAME_RATE}
"""How far a bulletin may be off a slot that is one exact length."""


def slot_of(script: Script) -> Slot | None:
    """The slot as it is to be met: one exact length has a tolerance."""
    slot = script.slot
    if slot is None or slot.shortest < slot.longest:
        return slot
    return Slot(max(1, slot.shortest - TOLERANCE[script.kind]), slot.longest + TOLERANCE[script.kind])


def is_inside(frames: int, slot: Slot) -> bool:
    """Whether a length keeps a slot."""
    return slot.shortest <= frames <= slot.longest


def slot_words(slot: Slot) -> str:
    """A slot as people write it: '5:00–7:00'."""
    return clock(slot.longest) if slot.shortest == slot.longest else f"{clock(slot.shortest)}–{clock(slot.longest)}"


def lasting(frames: int) -> Message:
    """A length in words, a second at least."""
    minutes, seconds = divmod(max(1, round(frames / FRAME_RATE)), 60)
    if not minutes:
        return say("{seconds} s", seconds=seconds)
    return say("{minutes} min {seconds} s", minutes=minutes, seconds=seconds) if seconds else say("{minutes} min", minutes=minutes)  # fmt: skip


def over_or_under(frames: int, *, is_over: bool) -> Message:
    """'14 s over', '14 s under': never a sign."""
    length = lasting(frames)
    return say("{length} over", length=length) if is_over else say("{length} under", length=length)


def off_slot(frames: int, slot: Slot) -> Message | None:
    """How far a length is off a slot; None inside it."""
    if is_inside(frames, slot):
        return None
    return over_or_under(max(slot.shortest - frames, frames - slot.longest), is_over=frames > slot.longest)


def listed(parts: Sequence[Message | str]) -> Message | str:
    """Several things with commas between them."""
    first, *rest = parts
    return say("{first}, {rest}", first=first, rest=listed(rest)) if rest else first


def phrases(parts: Sequence[Message]) -> Message:
    """Several phrases with semicolons between them."""
    first, *rest = parts
    return say("{first}; {rest}", first=first, rest=phrases(rest)) if rest else first


def measures(fit: Fit, script: Script, stock: Stock) -> tuple[Message, ...]:
    """What a fit does, in the order in which the measures are taken."""
    items = {item.slug: item for item in stock.items}
    stories = [story for story in script.stories if story.slug in items]
    dropped = [_paragraph(story, items[story.slug], number) for story in stories for number in _numbers(fit, story)]
    left_out = [named(story, items[story.slug]) for story in stories if story.slug in fit.left_out]
    taken_in = [named(story, items[story.slug]) for story in stories if story.slug in fit.taken_in]
    paced = _paced(fit, [story for story in stories if fit.tells(story)])
    found = (
        (dropped, say("paragraphs left out: {what}", what=listed(dropped) if dropped else "")),
        (left_out, say("stories left out: {what}", what=listed(left_out) if left_out else "")),
        (taken_in, say("reserve stories taken in: {what}", what=listed(taken_in) if taken_in else "")),
        (fit.pauses != 100, say("pauses at {per_cent} %", per_cent=fit.pauses)),
        (fit.short_opener, say("the short opener")),
        (fit.headlines is not None, say("{count} headlines only", count=fit.headlines)),
        (paced, say("pace: {what}", what=listed(paced) if paced else "")),
    )
    return tuple(message for is_taken, message in found if is_taken)


def _paced(fit: Fit, told: Sequence[Story]) -> list[Message]:
    """The stories that are read at another pace, in one word where it is the same for all."""
    paces = {fit.pace(story.slug) for story in told}
    if len(paces) == 1 and len(told) > 1 and 100 not in paces:
        return [say("all stories {per_cent} %", per_cent=paces.pop())]
    changed = (story for story in told if fit.pace(story.slug) != 100)
    return [say("{story} {per_cent} %", story=short(story), per_cent=fit.pace(story.slug)) for story in changed]


def may_go(script: Script, stock: Stock) -> Message | None:
    """The stories that may be dropped, for those who decide themselves."""
    items = {item.slug: item for item in stock.items}
    stories = [named(story, items[story.slug]) for story in script.stories if story.labels.priority == "droppable"]
    return say("may be dropped: {what}", what=listed(stories)) if stories else None


def may_come(script: Script, stock: Stock) -> Message | None:
    """The stories in reserve."""
    items = {item.slug: item for item in stock.items}
    stories = [named(story, items[story.slug]) for story in script.stories if story.labels.priority == "reserve"]
    return say("in reserve: {what}", what=listed(stories)) if stories else None


def short(story: Story) -> str:
    """What a story is called in a sentence."""
    return (story.labels.short_title or story.title).words


def named(story: Story, item: Item) -> Message:
    """A story with how long it is: 'Bóng đá (18 s)'."""
    return say("{story} ({length})", story=short(story), length=lasting(item.whole.frames()))


def _numbers(fit: Fit, story: Story) -> Iterator[int]:
    return iter(sorted(number for slug, number in fit.paragraphs if slug == story.slug))


def _paragraph(story: Story, item: Item, number: int) -> Message:
    without = dict(item.without).get(number)
    length = lasting(item.whole.frames() - without.frames()) if without else "?"
    return say("{story}, paragraph {number} ({length})", story=short(story), number=number, length=length)
