"""Fitting to the slot: the cheapest choice among the stated measures, against a search through all of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from bulletin.rundown.fit import Fit
from bulletin.rundown.fitting import (
    FEWEST_HEADLINES,
    PACES,
    PAUSES,
    Cost,
    Fitted,
    Measures,
    Missed,
    choose,
    frames_of,
)
from bulletin.rundown.joins import Side
from bulletin.rundown.stock import Item, Length, Stock, Words
from bulletin.script.values import Priority, Slot
from bulletin.timing import FRAME_RATE, SAMPLES_PER_FRAME, SOUND_GRID

from .made import PACING

RUNDOWNS = 500
PATIENCE = 3000
"""Choices that the search through all of them looks at before it gives a rundown up."""


def words(seconds: float, *, paced: bool = False, pause: int = 10) -> Words:
    samples = round(seconds * 48_000)
    return Words({pace: -(-samples * 100 // pace) for pace in (PACES if paced else (100,))}, pause)


def item(slug: str, seconds: float, priority: Priority = "normal", **more: object) -> Item:
    return replace(Item(slug, Side(True, slug), Length(8, (words(seconds),)), priority), **more)  # type: ignore[arg-type]


def stock(*items: Item, **more: object) -> Stock:
    made = Stock(Length(0, (words(5),)), items, Length(150, (words(4),)), PACING)
    return replace(made, **more)  # type: ignore[arg-type]


def slot(shortest: float, longest: float) -> Slot:
    return Slot(round(shortest * FRAME_RATE), round(longest * FRAME_RATE))


def around(frames: int, *, over: float = 0, under: float = 0, width: float = 2) -> Slot:
    """A slot that a programme of so many frames is so many seconds over, or under."""
    if over:
        return Slot(frames - round((over + width) * FRAME_RATE), frames - round(over * FRAME_RATE))
    return Slot(frames + round(under * FRAME_RATE), frames + round((under + width) * FRAME_RATE))


def fit(result: Fitted | Missed) -> Fit:
    assert isinstance(result, Fitted)
    return result.fit


# --- the stated order -------------------------------------------------------------------------------------------------


def test_inside_the_slot_nothing_is_touched() -> None:
    programme = stock(item("a", 30), item("b", 20, "droppable"), item("c", 20, "reserve"))
    length = frames_of(programme, Fit())
    assert fit(choose(programme, Slot(length, length))) == Fit()


def test_an_optional_paragraph_goes_before_a_story() -> None:
    whole = Length(8, (words(20), words(6)))
    shortened = item("a", 0, whole=whole, without=((2, Length(8, (words(20),))),))
    programme = stock(shortened, item("b", 6, "droppable"))
    found = fit(choose(programme, around(frames_of(programme, Fit()), over=3, width=10)))
    assert found == Fit(paragraphs=frozenset({("a", 2)}))


def test_the_shortest_droppable_story_that_suffices_goes() -> None:
    programme = stock(item("a", 30), item("b", 25, "droppable"), item("c", 18, "droppable"), item("d", 9, "droppable"))
    found = fit(choose(programme, around(frames_of(programme, Fit()), over=14, width=20)))
    assert found == Fit(left_out=frozenset({"c"}))


def test_a_reserve_story_comes_in_when_there_is_time_for_it() -> None:
    programme = stock(item("a", 30), item("b", 20, "reserve"), item("c", 60, "reserve"))
    found = fit(choose(programme, around(frames_of(programme, Fit()), under=15, width=10)))
    assert found == Fit(taken_in=frozenset({"b"}))


def test_pauses_give_way_where_no_story_may_go_and_the_opener_only_after_them() -> None:
    talk = Length(8, tuple(words(3) for _ in range(20)))
    programme = stock(item("a", 0, whole=talk), opener=(180, 60))
    length = frames_of(programme, Fit())
    assert fit(choose(programme, around(length, over=0.4, width=2))) == Fit(pauses=90)
    assert fit(choose(programme, around(length, over=4, width=2))) == Fit(short_opener=True)


def test_headlines_are_read_to_two_at_least() -> None:
    lines = [item(slug, 20, headline=Length(0, (words(6),))) for slug in "abcd"]
    programme = stock(*lines, headlines=Length(), listed=tuple("abcd"))
    length = frames_of(programme, Fit())
    assert fit(choose(programme, around(length, over=9, width=6))).headlines == 2
    missed = choose(programme, around(length, over=25, width=6))
    assert isinstance(missed, Missed)
    assert missed.is_over


def test_the_headline_of_a_story_goes_with_it() -> None:
    listed = item("a", 20, "droppable", headline=Length(0, (words(6),)))
    programme = stock(listed, item("b", 20, headline=Length(0, (words(6),))), headlines=Length(), listed=("a", "b"))
    before, after = frames_of(programme, Fit()), frames_of(programme, Fit(left_out=frozenset({"a"})))
    assert before - after > 26 * FRAME_RATE
    found = choose(programme, Slot(after, after))
    assert isinstance(found, Fitted)
    assert (set(found.fit.left_out), found.frames) == ({"a"}, after)


def test_pace_is_the_last_thing_and_only_where_a_voice_has_one() -> None:
    fast = item("a", 0, whole=Length(8, (words(60, paced=True, pause=0),)))
    programme = stock(fast, item("b", 60), opener=(180, 60))
    length = frames_of(programme, Fit())
    found = fit(choose(programme, around(length, over=6.5, width=1)))
    assert found.short_opener
    assert dict(found.paces).keys() == {"a"}
    assert 102 <= found.pace("a") <= 104


def test_measures_that_change_the_shots_of_stories_can_be_forbidden() -> None:
    whole = Length(8, (words(20, paced=True), words(6, paced=True)))
    programme = stock(
        item("a", 0, whole=whole, without=((2, Length(8, (words(20, paced=True),))),)), item("b", 9, "droppable")
    )
    allowed = Measures(paragraphs=False, pauses=False, paces=False)
    found = fit(choose(programme, around(frames_of(programme, Fit()), over=3, width=10), allowed))
    assert found == Fit(left_out=frozenset({"b"}))


def test_a_slot_that_no_choice_fills_says_how_near_it_came() -> None:
    programme = stock(item("a", 60), item("b", 10, "droppable"))
    without = frames_of(programme, Fit(left_out=frozenset({"b"}), pauses=min(PAUSES)))
    missed = choose(programme, Slot(100, without - 50))
    assert isinstance(missed, Missed)
    assert missed.is_over
    assert 50 - SOUND_GRID * 2 <= missed.off <= 50
    assert missed.fit == Fit(left_out=frozenset({"b"}), pauses=min(PAUSES)), "all that was tried"
    assert frames_of(programme, missed.fit) == without - 50 + missed.off


# --- against a search through everything ------------------------------------------------------------------------------


def test_five_hundred_rundowns_are_fitted_as_well_as_a_search_through_all_choices_can() -> None:
    """Every one for which there is a choice is inside its slot, at the least cost there is."""
    seeds = iter(range(100_000))
    fitted = 0
    used = dict.fromkeys(Cost._fields, 0)
    while fitted < RUNDOWNS:
        programme, wanted = generated(random.Random(next(seeds)))
        best = exhaustive(programme, wanted)
        result = choose(programme, wanted)
        if best is None:
            continue
        assert isinstance(result, Fitted)
        assert wanted.shortest <= result.frames <= wanted.longest
        assert result.frames == frames_of(programme, result.fit) == simulated(programme, result.fit)
        assert result.cost == best
        fitted += 1
        for name, figure in zip(Cost._fields, result.cost, strict=True):
            used[name] += bool(figure)
    assert all(used.values()), used  # every measure was needed somewhere


def generated(seed: random.Random) -> tuple[Stock, Slot]:
    """A small rundown, and a slot that it mostly misses."""
    items = [_item(seed, f"tin-{number}") for number in range(seed.randint(2, 5))]
    listed = [one for one in items if seed.random() < 0.5]
    programme = Stock(
        Length(seed.randint(0, 100), (words(seed.uniform(2, 9)),)),
        tuple(
            replace(one, headline=Length(0, (words(seed.uniform(3, 8)),)) if one in listed else None, part=part)
            for one, part in zip(items, sorted(seed.choices((0, 0, 1, 2), k=len(items))), strict=True)
        ),
        Length(150, (words(seed.uniform(2, 9)),)),
        PACING,
        Length(0, (words(seed.uniform(1, 3)),)) if listed else None,
        tuple(one.slug for one in listed),
        seed.choice(((180, 60), None)),
    )
    width = seed.choice((0, 5, 25, 100, 250))
    shortest = max(1, simulated(programme, _some_fit(seed, programme)) - seed.randint(0, width))
    return programme, Slot(shortest, shortest + width)


def _some_fit(seed: random.Random, programme: Stock) -> Fit:
    """A choice that the slot is laid around, so that there is one."""
    told = [one.slug for one in programme.items if one.priority != "reserve" or seed.random() < 0.3]
    out = {one.slug for one in programme.items if one.priority == "droppable" and seed.random() < 0.4}
    keys = [(one.slug, number) for one in programme.items for number, _ in one.without if seed.random() < 0.5]
    lines = len(set(programme.listed) & set(told) - out)
    return Fit(
        frozenset(out),
        frozenset(one.slug for one in programme.items if one.priority == "reserve" and one.slug in told),
        frozenset(key for key in keys if key[0] in set(told) - out),
        seed.choice((100, 100, *PAUSES)),
        seed.random() < 0.2 and programme.opener is not None,
        seed.choice((None, max(FEWEST_HEADLINES, lines - 1))),
        tuple((one.slug, seed.choice(PACES)) for one in programme.items if one.whole.is_paced and seed.random() < 0.2),
    )


def _item(seed: random.Random, slug: str) -> Item:
    paced = seed.random() < 0.3
    told = tuple(
        words(seed.uniform(1.5, 7), paced=paced, pause=seed.choice((10, 16, 25))) for _ in range(seed.randint(1, 7))
    )
    priority: Priority = seed.choice(("normal", "normal", "droppable", "reserve"))
    optional = sorted(seed.sample(range(1, len(told)), min(seed.choice((0, 0, 1, 2)), len(told) - 1)))
    without = tuple((number, Length(8, (*told[:number], *told[number + 1 :]))) for number in optional)
    side = Side(True, seed.choice(("Công đoàn", "Việc làm", "")), seed.random() < 0.05)
    return Item(slug, side, Length(8, told), priority, without)


def exhaustive(programme: Stock, wanted: Slot) -> Cost | None:
    """The least cost of all choices there are; the most painful measures first, so that the search may end early. None
    where there is no choice, or where there are too many."""
    ranks = product(range(max(PACES) - 100 + 1), range(4), (0, 1) if programme.opener else (0,), range(0, 31, 10))
    looked_at = 0
    for rank in ranks:
        costs = []
        for one, cost in choices(programme, *rank):
            looked_at += 1
            if _is_inside(simulated(programme, one), wanted):
                costs.append(cost)
        if costs or looked_at > PATIENCE:
            return min(costs, default=None)
    return None


def _is_inside(frames: int, wanted: Slot) -> bool:
    return wanted.shortest <= frames <= wanted.longest


def choices(programme: Stock, off: int, fewer: int, short: int, per_cent: int) -> Iterator[tuple[Fit, Cost]]:
    free = [one for one in programme.items if one.priority in ("droppable", "reserve")]
    for changed in product((False, True), repeat=len(free)):
        other = {one.slug for one, is_other in zip(free, changed, strict=True) if is_other}
        told = [one for one in programme.items if (one.priority == "reserve") == (one.slug in other)]
        lines = sum(one.slug in programme.listed for one in told)
        if fewer and lines - fewer < FEWEST_HEADLINES:
            continue
        keys = [(one.slug, number) for one in told for number, _ in one.without]
        for dropped in product((False, True), repeat=len(keys)):
            paragraphs = frozenset(key for key, is_dropped in zip(keys, dropped, strict=True) if is_dropped)
            for paces, pauses in product(_paces(told, off), {100 - per_cent, 100 + per_cent}):
                one = Fit(
                    frozenset(each.slug for each in free if each.slug in other and each.priority == "droppable"),
                    frozenset(each.slug for each in free if each.slug in other and each.priority == "reserve"),
                    paragraphs,
                    pauses,
                    bool(short),
                    lines - fewer if fewer else None,
                    paces,
                )
                yield one, _cost(programme, one, off, fewer, short, per_cent)


def _paces(told: list[Item], off: int) -> Iterator[tuple[tuple[str, int], ...]]:
    """Every way to hurry stories, or to slow them, by so many per cent at most."""
    paced = [one.slug for one in told if one.whole.is_paced]
    for furthest in {100 + off, 100 - off}:
        if furthest not in PACES:
            continue
        for chosen in product(range(min(100, furthest), max(100, furthest) + 1), repeat=len(paced)):
            yield tuple((slug, pace) for slug, pace in zip(paced, chosen, strict=True) if pace != 100)


def _cost(programme: Stock, one: Fit, off: int, fewer: int, short: int, per_cent: int) -> Cost:
    by_slug = {each.slug: each for each in programme.items}
    stories = sum(by_slug[slug].whole.frames() for slug in one.left_out | one.taken_in)
    lost = sum(
        by_slug[slug].whole.frames() - dict(by_slug[slug].without)[number].frames() for slug, number in one.paragraphs
    )
    spoken = sum(_length(by_slug[slug], one) for slug, _ in one.paces)
    return Cost(off, fewer, short, per_cent, stories, lost, spoken)


def simulated(programme: Stock, one: Fit) -> int:
    """The length of a programme by the rules, one frame after the other: no word here is the fitter's."""
    told = [each for each in programme.items if _is_told(each, one)]
    lines = [slug for slug in programme.listed if slug in {each.slug for each in told}][: one.headlines]
    at = _plain(programme.before, one.pauses)
    at += programme.opener[one.short_opener] if programme.opener else 0
    if lines and programme.headlines is not None:
        at += _plain(programme.headlines, one.pauses)
        at += sum(_plain(each.headline, one.pauses) for each in told if each.slug in lines and each.headline)
    before, stung, part = "programme" if at else "", False, 0
    for each in (*told, None):
        if each and each.part != part:
            at, stung = _join(at, before, "programme", stung)
            at, before, part = at + PACING.part, "bumper", each.part
        topic = "programme" if each is None else "mourning" if each.side.is_mourning else f"topic {each.side.topic}"
        if before and not (before == "programme" and each is None):
            at, stung = _join(at, before, topic, stung)
        at += _length(each, one) if each else _plain(programme.closing, one.pauses)
        before = topic
    return at


def _join(at: int, before: str, after: str, stung: bool) -> tuple[int, bool]:
    """Where a join ends that begins at a frame, and whether it is a sting."""
    if not before:
        return at, stung
    if "mourning" in (before, after):
        return _on_grid(at + PACING.dip), False
    if before == "bumper" or ("programme" not in (before, after) and (stung or before == after)):
        return _on_grid(at + PACING.wipe), False
    return _on_grid(at + PACING.sting), True


def _on_grid(at: int) -> int:
    while at % SOUND_GRID:
        at += 1
    return at


def _is_told(each: Item, one: Fit) -> bool:
    return each.slug in one.taken_in if each.priority == "reserve" else each.slug not in one.left_out


def _length(each: Item, one: Fit) -> int:
    """A story without the paragraphs left out: those whose words stand in the whole and not in the rest."""
    gone = [number for number, _ in each.without if (each.slug, number) in one.paragraphs]
    left = tuple(sentence for number, sentence in enumerate(each.whole.words) if number not in gone)
    return _plain(Length(each.whole.fixed, left), one.pauses, one.pace(each.slug))


def _plain(length: Length, pauses: int, pace: int = 100) -> int:
    frames = length.fixed
    for sentence in length.words:
        frames += -(-sentence.samples.get(pace, sentence.samples[100]) // SAMPLES_PER_FRAME)
        frames += (sentence.pause * pauses + 50) // 100
    return frames


@pytest.mark.parametrize("stories", [20, 30])
def test_a_long_rundown_of_many_droppable_stories_is_fitted(stories: int) -> None:
    programme, wanted = long_rundown(stories)
    found = choose(programme, wanted)
    assert isinstance(found, Fitted)
    assert wanted.shortest <= found.frames <= wanted.longest


def long_rundown(stories: int) -> tuple[Stock, Slot]:
    """A rundown of many stories, most of which may be left out, and a slot that it misses by two minutes."""
    seed = random.Random(stories)
    items = [
        item(f"tin-{number}", seed.uniform(12, 60), "droppable" if number % 3 else "normal")
        for number in range(stories)
    ]
    programme = stock(*items, opener=(180, 60))
    return programme, around(frames_of(programme, Fit()), over=120, width=1)
