"""Fitting a programme to its slot: an exact choice among named, discrete measures, on whole frames.

The measures are taken in a stated order, the least painful first: optional paragraphs; stories that may be dropped, and the
reserve; pauses; the short opener; fewer headlines; pace. A later one is touched only where all earlier ones together do not
suffice, and each as little as possible. What a voice has read stays as it is until nothing else is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, product
from typing import NamedTuple

from bulletin.rundown.fit import Fit, Key
from bulletin.rundown.joins import Side, bumper_side, join_between, join_length
from bulletin.rundown.pacing import Pacing
from bulletin.rundown.stock import Item, Stock
from bulletin.script.values import Slot
from bulletin.timing import SOUND_GRID

PAUSES = range(70, 131, 10)
"""Per cent of the pack's pauses."""
PACES = range(95, 109)
"""Per cent of a voice's own pace."""
FEWEST_HEADLINES = 2


@dataclass(frozen=True, slots=True)
class Measures:
    """Which measures are allowed. Without the last three, every story keeps the shots it has."""

    stories: bool = True
    opener: bool = True
    headlines: bool = True
    paragraphs: bool = True
    pauses: bool = True
    paces: bool = True


# --- the choice -------------------------------------------------------------------------------------------------------


class Cost(NamedTuple):
    """What a fit costs, the most painful first; compared in this order."""

    pace: int = 0
    """Per cent that the most hurried or slowed story is off its pace."""
    headlines: int = 0
    opener: int = 0
    pauses: int = 0
    stories: int = 0
    """Frames of the stories left out or taken in."""
    paragraphs: int = 0
    """Frames of the paragraphs left out."""
    spoken: int = 0
    """Frames that are read again at another pace."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fit inside the slot: its length in frames, what it costs."""

    fit: Fit
    frames: int
    cost: Cost


@dataclass(frozen=True, slots=True)
class Missed:
    """No choice keeps the slot: the nearest that can be had is so many frames `off` it, too long or too short, with this
    fit."""

    off: int
    is_over: bool
    fit: Fit


def choose(stock: Stock, slot: Slot, allowed: Measures = Measures()) -> Fitted | Missed:
    """The fit of least cost whose programme is inside the slot, both ends included; exact. Or how near one can come."""
    settings = sorted(_settings(stock, allowed), key=_Setting.rank)
    for _, alike in groupby(settings, _Setting.rank):
        results = [_cheapest(_Frame(stock, setting, allowed), slot) for setting in alike]
        if found := [result for result in results if result is not None]:
            return min(found, key=lambda fitted: fitted.cost)
    return _nearest(settings, stock, slot, allowed)


def _nearest(settings: list[_Setting], stock: Stock, slot: Slot, allowed: Measures) -> Missed:
    """How near one comes with every measure of the whole programme used up, or with none."""
    outermost = (max(settings, key=_Setting.haste), min(settings, key=_Setting.haste), settings[0])
    ends = {setting._replace(headlines=()) for setting in outermost}
    reached = (
        (max(slot.shortest - frames, frames - slot.longest), frames > slot.longest, setting, trail)
        for setting in settings
        if setting._replace(headlines=()) in ends
        for frames, _, trail in _ended(_Frame(stock, setting, allowed), Slot(0, 1 << 60))
    )
    off, is_over, setting, trail = min(reached, key=lambda found: found[0])
    return Missed(off, is_over, _fit_of(trail, setting))


def frames_of(stock: Stock, fit: Fit) -> int:
    """The length of a programme with a fit, whatever its slot."""
    slugs = tuple(slug for slug in stock.listed if _is_told(stock, slug, fit))
    setting = _Setting(0, 0, fit.short_opener, fit.pauses, slugs[: fit.headlines])
    at = _head(stock, setting)
    state = _State(Side() if at else None)
    for item in stock.items:
        if _is_told(stock, item.slug, fit):
            at, state = state.before_story(at, item, stock.pacing)
            at += _frames(item, fit)
    return state.joined(at, Side(), stock.pacing)[0] + stock.closing.frames(fit.pauses)


def _frames(item: Item, fit: Fit) -> int:
    pace = fit.pace(item.slug)
    whole = item.whole.frames(fit.pauses, pace)
    dropped = (length for number, length in item.without if (item.slug, number) in fit.paragraphs)
    return whole - sum(whole - length.frames(fit.pauses, pace) for length in dropped)


def _is_told(stock: Stock, slug: str, fit: Fit) -> bool:
    item = next(item for item in stock.items if item.slug == slug)
    return slug in fit.taken_in if item.priority == "reserve" else slug not in fit.left_out


# --- settings of the whole programme ----------------------------------------------------------------------------------


class _Setting(NamedTuple):
    """What holds for the whole programme: the most that is added to the pace of a story in per cent, how many lines of the
    headlines are not read, the opener, per cent of pauses, and the stories whose headlines may be read."""

    faster: int = 0
    fewer: int = 0
    short_opener: bool = False
    pauses: int = 100
    headlines: tuple[str, ...] = ()

    def rank(self) -> tuple[int, int, int, int]:
        """The first figures of what it costs."""
        return abs(self.faster), self.fewer, int(self.short_opener), abs(self.pauses - 100)

    def haste(self) -> tuple[int, int, int, int]:
        """How much it shortens a programme, for comparison."""
        return self.faster, -self.pauses, self.fewer, int(self.short_opener)

    @property
    def read(self) -> tuple[str, ...]:
        """The stories whose headlines are read: the last ones go first."""
        return self.headlines[: max(0, len(self.headlines) - self.fewer)]


def _settings(stock: Stock, allowed: Measures) -> Iterator[_Setting]:
    """All settings. Which stories are told decides which headlines are read: those of stories that may go or come are
    tried in every way."""
    paces = [pace - 100 for pace in PACES] if allowed.paces and any(i.whole.is_paced for i in stock.items) else [0]
    openers = (False, True) if allowed.opener and stock.opener else (False,)
    pauses = PAUSES if allowed.pauses else (100,)
    for told in _told_headlines(stock, allowed):
        dropped = range(max(0, len(told) - FEWEST_HEADLINES) + 1) if allowed.headlines else (0,)
        for faster, fewer, short, per_cent in product(paces, dropped, openers, pauses):
            yield _Setting(faster, fewer, short, per_cent, told)


def _told_headlines(stock: Stock, allowed: Measures) -> Iterator[tuple[str, ...]]:
    """The stories listed in the headlines that are told, in every way to choose those that may go or come."""
    items = {item.slug: item for item in stock.items}
    ways = [_may(items[slug], allowed) for slug in stock.listed]
    for chosen in product(*ways):
        yield tuple(slug for slug, told in zip(stock.listed, chosen, strict=True) if told)


def _may(item: Item, allowed: Measures) -> tuple[bool, ...]:
    """Whether a story may be told: its usual state first."""
    usual = item.priority != "reserve"
    is_free = allowed.stories and item.priority in ("droppable", "reserve")
    return (usual, not usual) if is_free else (usual,)


def _head(stock: Stock, setting: _Setting) -> int:
    """The frames before the first story."""
    frames = stock.before.frames(setting.pauses)
    frames += stock.opener[setting.short_opener] if stock.opener else 0
    if stock.headlines is not None and setting.read:
        lines = {item.slug: item.headline for item in stock.items if item.headline}
        frames += stock.headlines.frames(setting.pauses)
        frames += sum(lines[slug].frames(setting.pauses) for slug in setting.read)
    return frames


# --- the cheapest way through the stories -----------------------------------------------------------------------------


class _Way(NamedTuple):
    """A way to treat a story: frames, cost, and what it means for the fit."""

    frames: int
    cost: tuple[int, int, int]
    paragraphs: tuple[Key, ...] = ()
    pace: tuple[str, int] | None = None


_Trail = tuple["_Trail", "_Choice"] | None
_Choice = tuple[Item, _Way | None]


@dataclass(frozen=True, slots=True)
class _State:
    """What the next join depends on: the part before it, whether the join before was a sting, the part of the programme."""

    before: Side | None
    stung: bool = False
    part: int = 0

    def joined(self, at: int, side: Side, pacing: Pacing) -> tuple[int, _State]:
        """Where a part begins that follows at `at`, and what holds behind it."""
        name = join_between(self.before, side, stung=self.stung)
        begin = at + (join_length(name, at, pacing) if name else 0)
        return begin, _State(side, name == "sting" if name else self.stung, self.part)

    def before_story(self, at: int, item: Item, pacing: Pacing) -> tuple[int, _State]:
        """Where a story begins that follows at `at`, behind the bumper of the part that it opens, and what holds then."""
        state = self
        if item.part != self.part:
            begin, state = self.joined(at, bumper_side(), pacing)
            at, state = begin + pacing.part, replace(state, part=item.part)
        return state.joined(at, item.side, pacing)


_Reached = dict[int, tuple[tuple[int, int, int], _Trail]]


@dataclass(slots=True)
class _Frame:
    """A programme under one setting, with the ways there are for each story."""

    stock: Stock
    setting: _Setting
    allowed: Measures
    ways: tuple[tuple[Item, tuple[_Way, ...], tuple[int, int, int] | None], ...] = field(init=False)
    """Each story with the ways to tell it, none where it is not told, and what leaving it out costs (None: it stands)."""

    def __post_init__(self) -> None:
        self.ways = tuple(self._of(item) for item in self.stock.items)

    def _of(self, item: Item) -> tuple[Item, tuple[_Way, ...], tuple[int, int, int] | None]:
        may = _may(item, self.allowed)
        if item.slug in self.stock.listed:
            may = (item.slug in self.setting.headlines,)
        whole = item.whole.frames()
        is_reserve = item.priority == "reserve"
        ways = self._told(item, whole if is_reserve else 0) if True in may else ()
        return item, ways, ((0 if is_reserve else whole, 0, 0) if False in may else None)

    def _told(self, item: Item, taken_in: int) -> tuple[_Way, ...]:
        """The ways to tell a story, for each length the cheapest."""
        best: dict[int, _Way] = {}
        furthest = 100 + self.setting.faster if item.whole.is_paced else 100
        paces = range(min(100, furthest), max(100, furthest) + 1)
        for pace in paces:
            for way in self._shortened(item, pace):
                cost = (taken_in, way.cost[1], way.frames if pace != 100 else 0)
                told = way._replace(cost=cost, pace=(item.slug, pace) if pace != 100 else None)
                if told.frames not in best or cost < best[told.frames].cost:
                    best[told.frames] = told
        return tuple(best.values())

    def _shortened(self, item: Item, pace: int) -> list[_Way]:
        """A story with and without each of its optional paragraphs. What a paragraph takes does not depend on the others."""
        pauses = self.setting.pauses
        whole = item.whole.frames(pauses, pace)
        ways = {whole: _Way(whole, (0, 0, 0))}
        for number, length in item.without if self.allowed.paragraphs else ():
            saved = whole - length.frames(pauses, pace)
            lost = item.whole.frames() - length.frames()
            for way in list(ways.values()):
                cost = (0, way.cost[1] + lost, 0)
                shorter = _Way(way.frames - saved, cost, (*way.paragraphs, (item.slug, number)))
                if shorter.frames not in ways or cost < ways[shorter.frames].cost:
                    ways[shorter.frames] = shorter
        return list(ways.values())


def _cheapest(frame: _Frame, slot: Slot) -> Fitted | None:
    """The cheapest way through the stories under one setting; None where none keeps the slot."""
    best: tuple[tuple[int, int, int], int, _Trail] | None = None
    for frames, cost, trail in _ended(frame, slot):
        if slot.shortest <= frames <= slot.longest and (best is None or (cost, frames) < best[:2]):
            best = (cost, frames, trail)
    if best is None:
        return None
    cost, frames, trail = best
    return Fitted(_fit_of(trail, frame.setting), frames, Cost(*frame.setting.rank(), *cost))


def _ended(frame: _Frame, slot: Slot) -> Iterator[tuple[int, tuple[int, int, int], _Trail]]:
    """The lengths of whole programmes, each with the cheapest way to it; those far from the slot are not followed."""
    stock, closing = frame.stock, frame.stock.closing.frames(frame.setting.pauses)
    least, most = _bounds(frame, closing)
    at = _head(stock, frame.setting)
    if at + least[0] > slot.longest or at + most[0] < slot.shortest:
        return
    layer: dict[_State, _Reached] = {_State(Side() if at else None): {at: ((0, 0, 0), None)}}
    for number, (item, ways, left_out) in enumerate(frame.ways, start=1):
        following: dict[_State, _Reached] = {}
        goal = Slot(slot.shortest - most[number], slot.longest - least[number])
        for state, reached in layer.items():
            if left_out is not None:
                _skip(following.setdefault(state, {}), reached, left_out, item)
            if ways:
                _tell(following, state, reached, (item, ways, stock.pacing, goal))
        layer = following
    for state, reached in layer.items():
        for at, (cost, trail) in reached.items():
            yield state.joined(at, Side(), stock.pacing)[0] + closing, cost, trail


def _bounds(frame: _Frame, closing: int) -> tuple[list[int], list[int]]:
    """The fewest and the most frames from each story to the end; joins are counted as none, or as the longest there is."""
    pacing = frame.stock.pacing
    join = max(pacing.sting, pacing.wipe, pacing.dip) + SOUND_GRID - 1
    least, most = [closing], [closing + join]
    for item, ways, left_out in reversed(frame.ways):
        lengths = [way.frames for way in ways]
        least.append(least[-1] + min([*lengths, *([0] if left_out is not None else [])]))
        before = join + (join + pacing.part if item.part else 0)
        most.append(most[-1] + max([length + before for length in lengths], default=0))
    return least[::-1], most[::-1]


def _skip(into: _Reached, reached: _Reached, cost: tuple[int, int, int], item: Item) -> None:
    """From every point reached, on without a story."""
    for at, (before, trail) in reached.items():
        total = (before[0] + cost[0], before[1], before[2])
        if at not in into or total < into[at][0]:
            into[at] = (total, (trail, (item, None)))


def _tell(
    following: dict[_State, _Reached],
    state: _State,
    reached: _Reached,
    told: tuple[Item, tuple[_Way, ...], Pacing, Slot],
) -> None:
    """From every point reached, on with a story told in each of its ways, to where the slot can still be kept."""
    item, ways, pacing, goal = told
    for at, (spent, trail) in reached.items():
        begin, behind = state.before_story(at, item, pacing)
        into = following.setdefault(behind, {})
        for way in ways:
            end = begin + way.frames
            if not goal.shortest <= end <= goal.longest:
                continue
            cost = (spent[0] + way.cost[0], spent[1] + way.cost[1], spent[2] + way.cost[2])
            if end not in into or cost < into[end][0]:
                into[end] = (cost, (trail, (item, way)))


def _fit_of(trail: _Trail, setting: _Setting) -> Fit:
    choices: list[_Choice] = []
    while trail is not None:
        trail, choice = trail
        choices.append(choice)
    told = [(item, way) for item, way in choices if way is not None]
    return Fit(
        left_out=frozenset(item.slug for item, way in choices if way is None and item.priority == "droppable"),
        taken_in=frozenset(item.slug for item, _ in told if item.priority == "reserve"),
        paragraphs=frozenset(key for _, way in told for key in way.paragraphs),
        pauses=setting.pauses,
        short_opener=setting.short_opener,
        headlines=len(setting.read) if setting.fewer else None,
        paces=tuple(sorted(way.pace for _, way in told if way.pace)),
    )
