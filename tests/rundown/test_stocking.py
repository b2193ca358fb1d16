"""A programme as fitting sees it: what it says of lengths is what the plan comes to, whatever is chosen."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest

from bulletin.rundown.captions import captions_of
from bulletin.rundown.fit import Fit, fitted_house, fitted_script
from bulletin.rundown.fitting import PACES, PAUSES, Fitted, choose, frames_of
from bulletin.rundown.narration import Narration, Said
from bulletin.rundown.opening import Material
from bulletin.rundown.plan import plan, plan_of, planned_story
from bulletin.rundown.stocking import Paces, stock_of
from bulletin.rundown.values import Card, Coded, Half, Join, Rundown
from bulletin.script.values import Headlines, Paragraph, Script, Slot
from bulletin.speech.values import Take

from .made import HOUSE, assets_of, narration_of, script_of

BODY = """\
## Lời chào

Kính chào quý vị và các bạn.

## Điểm tin

Sau đây là những tin chính.

- #mot
- #hai
- #ba

## Một tin có đoạn bỏ được {#mot}

Điểm tin: Câu điểm tin thứ nhất.
Chuyên mục: Công đoàn

![Một. Tranh: Lao Động TV](a.jpg)

Câu thứ nhất có sáu tiếng. Câu thứ hai cũng có sáu.

### Một tít phụ

![Hai. Tranh: Lao Động TV](b.jpg)

Đoạn này bỏ được, cùng ảnh và tít phụ ở trên. {bỏ được}

Số lớn: 15 năm đóng bảo hiểm. Nguồn: Luật

Đoạn này cũng bỏ được, cùng con số. {bỏ được}

## Hai {#hai}

Chuyên mục: Công đoàn
Ưu tiên: bỏ được

![Một. Tranh: Lao Động TV](a.jpg)

Tin này bỏ được cả tin. Nó có hai câu, một câu dài hơn.

# Phần hai

## Ba {#ba}

Chuyên mục: Việc làm

![Một. Tranh: Lao Động TV](a.jpg)

Tin này luôn được đọc, dù có chuyện gì.

## Bốn {#bon}

Chuyên mục: Việc làm
Ưu tiên: dự phòng

![Một. Tranh: Lao Động TV](a.jpg)

Tin này để dành cho khi thiếu giờ. Nó dài hai câu.

## Tin vắn

### Năm {#nam}

Ưu tiên: bỏ được

![Một. Tranh: Lao Động TV](a.jpg)

Tin vắn này bỏ được.

### Sáu {#sau}

![Một. Tranh: Lao Động TV](a.jpg)

Tin vắn này thì không. - Một câu nữa.

## Lời kết

Xin chào và hẹn gặp lại.
"""
KEYS = (("mot", 2), ("mot", 3))


@cache
def material() -> Material:
    script = script_of(BODY)
    return Material(script, narration_of(script), assets_of(script), HOUSE)


def paces() -> Paces:
    """Every sentence of the stories may be read at every pace."""
    takes = {
        part.sentence: part.take for told in material().narration.values() for part in told if isinstance(part, Said)
    }
    return {sentence: {pace: -(-take.samples * 100 // pace) for pace in PACES} for sentence, take in takes.items()}


def planned(fit: Fit) -> Rundown:
    told = material()
    script = fitted_script(told.script, fit)
    return plan(script, _read_again(script, told.narration, fit), told.assets, fitted_house(HOUSE, fit))


def _read_again(script: Script, narration: Narration, fit: Fit) -> Narration:
    """The narration with the stories' takes at their paces."""
    heard, read = paces(), dict(narration)
    for story in script.stories:
        for place in (block.place for block in story.blocks if isinstance(block, Paragraph)):
            read[place] = tuple(
                replace(part, take=_take(part, heard[part.sentence][fit.pace(story.slug)]))
                if isinstance(part, Said)
                else part
                for part in read[place]
            )
    return read


def _take(said: Said, samples: int) -> Take:
    ends = [min(end, samples) for end in said.take.clause_ends[:-1]]
    return replace(said.take, samples=samples, clause_ends=(*ends, samples))


def some_fit(seed: random.Random) -> Fit:
    out = frozenset(slug for slug in ("hai", "nam") if seed.random() < 0.4)
    return Fit(
        out,
        frozenset({"bon"} if seed.random() < 0.4 else ()),
        frozenset(key for key in KEYS if seed.random() < 0.4),
        seed.choice(PAUSES),
        seed.random() < 0.5,
        seed.choice((None, 2)),
        tuple((slug, seed.choice(PACES)) for slug in ("ba", "mot") if seed.random() < 0.5),
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_length_of_every_choice_is_that_of_its_plan(seed: int) -> None:
    fit = some_fit(random.Random(seed))
    assert frames_of(stock_of(material(), paces()), fit) == planned(fit).frames


def test_the_joins_of_stories_taken_over_are_those_of_their_plan() -> None:
    told = material()
    halves = {"hai": ("wipe", "wipe"), "ba": ("wipe", "wipe"), "nam": ("wipe", "wipe"), "sau": ("wipe", "wipe")}
    taken = {
        story.slug: replace(planned_story(story, told)[0], entered=half(entered), left=half(left))
        for story in told.script.stories
        for entered, left in [halves.get(story.slug, ("", ""))]
    }
    stories = tuple(replace(story, is_recorded=story.slug in halves) for story in told.script.stories)
    recorded = replace(told, script=replace(told.script, stories=stories), taken=taken)
    shown, usual = (plan_of(replace(one, script=fitted_script(one.script, Fit()))) for one in (recorded, told))
    assert frames_of(stock_of(recorded, {}), Fit()) == shown.frames
    assert stings(shown) < stings(usual)


def half(kind: str) -> Half | None:
    return Half(kind, Coded(f"half of a {kind}", 5)) if kind else None


def stings(rundown: Rundown) -> int:
    return sum(isinstance(shot.ground, Join) and shot.ground.name == "sting" for shot in rundown.shots)


def test_nothing_chosen_tells_all_but_the_reserve() -> None:
    told = [line.slug for line in planned(Fit()).lines if line.slug]
    assert told == ["mot", "hai", "ba", "nam", "sau"]


def test_a_paragraph_goes_with_its_pictures_its_card_and_its_subheading() -> None:
    whole, shorter = planned(Fit()), planned(Fit(paragraphs=frozenset(KEYS)))
    straps = [overlay.plate for shot in shorter.shots for overlay in shot.overlays if overlay.plate.kind == "strap"]
    assert "Một tít phụ" not in {plate.words("title") for plate in straps}
    assert len(whole.lines) == len(shorter.lines)
    assert not [note for note in shorter.notes if note.is_error]


def test_a_story_left_out_leaves_the_headlines_too() -> None:
    captions = " ".join(" ".join(caption.lines) for caption in captions_of(planned(Fit(left_out=frozenset({"hai"})))))
    assert "Hai" not in captions
    assert "Câu điểm tin thứ nhất" in captions


def test_without_any_headline_left_there_are_no_headlines() -> None:
    told = material()
    written = told.script.headlines or Headlines((), (), told.script.stories[0].place)
    only = replace(told.script, headlines=replace(written, slugs=written.slugs[1:2]))
    shown = fitted_script(only, Fit(left_out=frozenset({"hai"})))
    rundown = plan(shown, told.narration, told.assets, HOUSE)
    assert "headlines" not in [line.form for line in rundown.lines]


def test_the_short_opener_has_its_own_piece_and_music_and_no_date() -> None:
    opener = planned(Fit(short_opener=True)).shots[0]
    assert opener.length == HOUSE.pacing.short_opener
    assert not opener.overlays
    assert planned(Fit(short_opener=True)).music[0].kind == "opener-short"


@pytest.mark.parametrize("short", [False, True])
def test_the_synthetic_voice_is_told_of_before_the_first_story_with_either_opener(short: bool) -> None:
    rundown = planned(Fit(short_opener=short))
    before = rundown.shots[: next(index for index, shot in enumerate(rundown.shots) if shot.slug)]
    plates = [overlay.plate for shot in before for overlay in shot.overlays]
    plates.extend(shot.ground.plate for shot in before if isinstance(shot.ground, Card))
    assert any(HOUSE.words.synthetic_voice in str(plate.fields) for plate in plates)


def test_what_is_chosen_for_a_real_script_is_what_its_plan_comes_to() -> None:
    stock = stock_of(material(), {})
    length = frames_of(stock, Fit())
    found = choose(stock, Slot(length - 150, length - 20))
    assert isinstance(found, Fitted)
    assert planned(found.fit).frames == found.frames
