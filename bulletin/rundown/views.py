"""A story's blocks → views: which picture or card stands for which beats, after the rhythm rules of the script language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bulletin.errors import Place, Problem
from bulletin.messages import say
from bulletin.rundown import cards
from bulletin.rundown.beats import Beat, divided, shared, spoken_beats, total
from bulletin.rundown.clips import clip_problems, first_shared, first_still, is_standing, own_length, placed
from bulletin.rundown.figures import why_not
from bulletin.rundown.narration import Narration, Said
from bulletin.rundown.pacing import House
from bulletin.rundown.roll import AFTER_MOURNING, SOLEMN, Roll, View
from bulletin.rundown.values import Asset, Clip, Plate
from bulletin.script.values import (
    BigFigure,
    Block,
    BulletList,
    Framing,
    Paragraph,
    Picture,
    Quotation,
    Silence,
    Story,
    Subheading,
    Table,
    Teaser,
    Tone,
)
from bulletin.timing import FRAME_RATE


def views_of(
    story: Story, narration: Narration, assets: Mapping[str, Asset], house: House, others: Sequence[Story] = ()
) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """The views of a story in order, and what is wrong or worth knowing. A story without views has a problem; `others`
    are the stories that it may look ahead to."""
    roll = Roll(story, narration, assets, house, {other.slug: other for other in others}, story.title)
    first = first_shared(story.blocks)
    roll.waiting = [first] if first else []  # words before the first picture use the first
    card: Table | BigFigure | None = None
    above: Block | None = None
    for block in story.blocks:
        if card is not None:
            _figures(roll, card, block)
        if card is None or not isinstance(block, Paragraph):
            _take_block(roll, block, above)
        card = block if isinstance(block, Table | BigFigure) else None
        above = block
    if card is not None:
        _figures(roll, card, None)
    _complain_of_unseen(roll, roll.waiting)
    _warn(roll)
    if roll.views and not is_standing(roll.views[0].shows):
        roll.views[0] = replace(roll.views[0], lead=house.pacing.lead)
    if roll.views and story.labels.tone == "mourning":
        roll.views[-1] = replace(roll.views[-1], beats=(*roll.views[-1].beats, Beat(AFTER_MOURNING, hush=True)))
    parts = [part for view in roll.views for part in (_pages(view, roll) or _framings(view, roll))]
    views = placed(parts, assets)
    return views, (*roll.notes, *clip_problems(views, assets))


def may_close(picture: Picture, asset: Asset, tone: Tone) -> bool:
    """Whether a picture that stands long may be seen a second time, closer: not an upright or a held one."""
    return not isinstance(asset, Clip) and asset.width >= asset.height and picture.move != "hold" and tone not in SOLEMN


def _take_block(roll: Roll, block: Block, above: Block | None) -> None:
    match block:
        case Picture():
            _meet(roll, block)
        case Paragraph():
            _narrate(roll, block)
        case Quotation():
            _quotation(roll, block, above if above in roll.waiting else None)
        case BulletList():
            _list(roll, block)
        case Subheading():
            roll.title = roll.strap = block.title
        case Silence():
            _show_waiting(roll, _silent_beats(block.frames, len(roll.waiting)))
        case Teaser():
            _teaser(roll, block)


# --- pictures and words -----------------------------------------------------------------------------------------------


def _meet(roll: Roll, picture: Picture) -> None:
    """A picture in its place: it waits for words, or stands without voice."""
    if is_standing(picture):
        _stand(roll, picture)
        return
    if picture.clip == "map":
        told = say("A map of Vietnam always shows Hoàng Sa and Trường Sa"), say("Look whether this one does.")
        roll.complain(told[0], picture.place, told[1], "note")
    if picture not in roll.waiting:
        roll.waiting.append(picture)
    if picture.silence:
        _complain_of_unseen(roll, roll.waiting[:-1])
        roll.waiting = [picture]
        _show_waiting(roll, (Beat(picture.silence),))


def _stand(roll: Roll, picture: Picture) -> None:
    """A clip that lasts by itself. A picture that only waits because it is the story's first one waits on."""
    _complain_of_unseen(roll, [other for other in roll.waiting if other.place < picture.place])
    roll.waiting = [other for other in roll.waiting if other.place > picture.place]
    _add(roll, View(picture, (Beat(own_length(picture, roll.assets[picture.path])),), picture.place))


def _complain_of_unseen(roll: Roll, pictures: Sequence[Picture]) -> None:
    """Pictures that no words are left for. The first one may have been seen already, over the words before it."""
    for picture in pictures:
        if not any(view.shows is picture for view in roll.views):
            roll.complain(
                say("No words follow this picture: {path}", path=picture.path),
                picture.place,
                say("Move it above the paragraph that it belongs to."),
            )


def _narrate(roll: Roll, paragraph: Paragraph, card: Plate | None = None) -> None:
    """A paragraph over `card`, else over the pictures waiting for it; a picture between its sentences begins a new view."""
    for part in _runs(roll, paragraph):
        if isinstance(part, Picture):
            _meet(roll, part)
        elif card is not None:
            _card(roll, card, part)
            card = None
        else:
            _show_waiting(roll, part)


def _runs(roll: Roll, paragraph: Paragraph) -> Iterator[Picture | tuple[Beat, ...]]:
    """The pictures of a paragraph, and the beats of the sentences between them."""
    pause = roll.house.pacing.pauses.sentence
    run: list[Said] = []
    for part in roll.narration[paragraph.place]:
        if isinstance(part, Said):
            run.append(part)
            continue
        if run:
            yield spoken_beats(run, pause, pause)
        run = []
        yield part
    if run:
        yield spoken_beats(run, pause, _pause_after(roll, paragraph))


def _beats(roll: Roll, paragraph: Paragraph) -> tuple[Beat, ...]:
    """The beats of a paragraph that no picture may stand in."""
    told, pause = roll.narration[paragraph.place], roll.house.pacing.pauses.sentence
    return spoken_beats(told, pause, _pause_after(roll, paragraph))


def _pause_after(roll: Roll, paragraph: Paragraph) -> int:
    pauses = roll.house.pacing.pauses
    return pauses.story if paragraph.place == _last_words(roll.story) else pauses.paragraph


def _last_words(story: Story) -> Place | None:
    for block in reversed(story.blocks):
        match block:
            case Paragraph():
                return block.place
            case Quotation(of_clip=False):
                return block.paragraphs[-1].place
            case BulletList():
                return block.items[-1].place
            case Teaser():
                return block.words.place
    return None


def _silent_beats(length: int, pictures: int) -> tuple[Beat, ...]:
    """Planned silence without music, cut evenly for the pictures that wait for it."""
    count = min(max(pictures, 1), length)
    each = length // count
    return (*(Beat(each, hush=True) for _ in range(count - 1)), Beat(length - each * (count - 1), hush=True))


def _show_waiting(roll: Roll, beats: tuple[Beat, ...]) -> None:
    """Give the waiting pictures these beats; without any, the beats go on over the picture shown last."""
    pictures, roll.waiting = roll.waiting, []
    if not pictures:
        _extend(roll, beats)
        return
    parts = shared(beats, len(pictures), roll.house.pacing.shortest_view)
    if parts is None:
        roll.complain(
            say("{count} pictures share words with only {clauses} clauses", count=len(pictures), clauses=len(beats)),
            pictures[-1].place,
            say("Take a picture away or write more words under them."),
        )
        parts = (beats,)
    for picture, part in zip(pictures, parts, strict=False):
        if roll.views and roll.views[-1].shows is picture:
            _extend(roll, part)
            continue
        roll.pictures += 1
        _add(roll, View(picture, part, picture.place, roll.pictures))


def _extend(roll: Roll, beats: tuple[Beat, ...]) -> None:
    """Beats without a picture of their own: over the picture shown last, after a card over the picture before it."""
    last = roll.views[-1] if roll.views else None
    pictured = next((shown for view in reversed(roll.views) if (shown := _as_picture(view))), None)
    if pictured is None:
        _text_only(roll, beats)
    elif pictured is last and roll.strap is None:
        roll.views[-1] = replace(last, beats=(*last.beats, *beats))
    else:
        _add(roll, replace(pictured, beats=beats, again=pictured is last))


def _as_picture(view: View) -> View | None:
    """A view of a picture; that of a card whose portrait may fill the frame as well."""
    if isinstance(view.shows, Plate):
        is_portrait = view.shows.kind == "quotation" and view.picture is not None
        return replace(view, shows=view.picture, picture=None, number=1) if is_portrait and view.picture else None
    return None if is_standing(view.shows) else view


def _text_only(roll: Roll, beats: tuple[Beat, ...]) -> None:
    """Words of a story that has no picture: over a plate with its title, which goes on until the title changes."""
    last = roll.views[-1] if roll.views else None
    if last is not None and _is_text(last) and roll.strap is None:
        roll.views[-1] = replace(last, beats=(*last.beats, *beats))
        return
    _card(roll, cards.text_only(roll.story, roll.title), beats)


def _is_text(view: View) -> bool:
    return isinstance(view.shows, Plate) and view.shows.kind in cards.TEXT_ONLY


def _add(roll: Roll, view: View) -> None:
    roll.views.append(replace(view, strap=roll.strap))
    roll.strap = None


# --- cards ------------------------------------------------------------------------------------------------------------


def _card(roll: Roll, plate: Plate, beats: tuple[Beat, ...], picture: Picture | None = None) -> None:
    if beats:
        _add(roll, View(plate, beats, plate.place or roll.story.place, picture=picture))


def _quotation(roll: Roll, quotation: Quotation, portrait: Picture | None) -> None:
    """The words on a card; a photograph directly above them is who says them."""
    if quotation.of_clip:
        words = tuple(paragraph.written for paragraph in quotation.paragraphs)
        roll.views[-1] = replace(roll.views[-1], words=words)
        return
    beats = tuple(beat for paragraph in quotation.paragraphs for beat in _beats(roll, paragraph))
    if portrait is not None:
        roll.waiting.remove(portrait)
    _card(roll, cards.quotation(quotation, roll.pictured(portrait)), beats, portrait)


def _teaser(roll: Roll, teaser: Teaser) -> None:
    """A look ahead: the other story's title beside its first picture."""
    story = roll.others.get(teaser.slug, roll.story)
    picture = first_still(story.blocks)
    shown = roll.pictured(picture)
    _card(roll, cards.teaser(teaser, story, shown), _beats(roll, teaser.words), picture if shown else None)


def _list(roll: Roll, items: BulletList) -> None:
    """Every item is a view of its own, so that an edited item remakes only its own shot."""
    words = tuple(item.written for item in items.items)
    for number, item in enumerate(items.items):
        fields = (("title", roll.title.words), ("items", words), ("lit", str(number)))
        _card(roll, Plate("list", fields, place=item.place), _beats(roll, item))


def _figures(roll: Roll, card: Table | BigFigure, following: Block | None) -> None:
    """A table or big figure stands while the paragraph right under it is read."""
    if isinstance(card, Table) and why_not(card):
        roll.complain(
            say("This form of chart needs one column of figures that are not below zero, two of them at least"),
            card.place,
            say("Take the mark “dạng” out, or choose another form."),
        )
    if isinstance(following, Paragraph):
        _narrate(roll, following, cards.figures(card))
        return
    roll.complain(
        say("There are no words under this card"),
        card.place,
        say("Write the paragraph that is read while it stands right under it."),
    )


# --- what stands too short or too long --------------------------------------------------------------------------------


def _warn(roll: Roll) -> None:
    """Pictures too brief to be seen, stories that show nothing for too long or have nothing at all."""
    pacing = roll.house.pacing
    for view in roll.views:
        is_timed = isinstance(view.shows, Picture) and not view.again and not is_standing(view.shows)
        if is_timed and total(view.beats) < pacing.shortest_view:
            seconds = f"{total(view.beats) / FRAME_RATE:.1f}"
            roll.complain(
                say("This picture stands for {seconds} s only", seconds=seconds),
                view.place,
                say("Take a picture away or write more words under it."),
                "warning",
            )
    bare = sum(total(view.beats) for view in roll.views if _is_text(view))
    if bare > pacing.text_story and roll.story.form != "breaking":
        seconds = str(round(bare / FRAME_RATE))
        roll.complain(
            say("This story has no picture for {seconds} s", seconds=seconds),
            roll.story.place,
            say("Add a picture under the title."),
            "warning",
        )
    if not roll.views and not roll.notes and roll.story.source is None:
        roll.complain(
            say("There are no words to be read under this title."),
            roll.story.place,
            say("Write the words to be read, or delete the title."),
        )


def _pages(view: View, roll: Roll) -> tuple[View, ...]:
    """A document's page or a map as a card; of a document the lit lines one after the other, as its words allow."""
    picture = view.shows
    if not isinstance(picture, Picture) or picture.clip not in ("document", "map"):
        return ()
    asset = roll.pictured(picture)
    if picture.clip == "map":
        return (replace(view, shows=cards.map_of(picture, asset), picture=picture),)
    parts = divided(view.beats, max(1, len(picture.lit)), roll.house.pacing.shortest_view)
    shown = []
    for index, beats in enumerate(parts):
        lit = picture.lit[index:] if index == len(parts) - 1 else picture.lit[index : index + 1]
        plate = cards.document(picture, asset, lit, fresh=index == 0)
        page = replace(view, shows=plate, beats=beats, picture=picture)
        shown.append(page if index == 0 else replace(page, strap=None, lead=0, again=True))
    return tuple(shown)


def _framings(view: View, roll: Roll) -> tuple[View, ...]:
    """A picture that stands too long is seen twice (or more): wide, close, wide …, changing at sentence ends."""
    picture, pacing = view.shows, roll.house.pacing
    if not isinstance(picture, Picture) or not may_close(picture, roll.assets[picture.path], roll.story.labels.tone):
        return (view,)
    parts = divided(view.beats, -(-view.length // pacing.longest_view), pacing.shortest_view)
    if len(parts) == 1:
        return (view,)
    seconds = round(view.length / FRAME_RATE)
    seen = say(
        "This picture would stand for {seconds} s: it is seen in {count} framings", seconds=seconds, count=len(parts)
    )
    roll.notes.append(Problem(seen, picture.place, severity="note"))
    other: Framing = "wide" if picture.framing == "close" else "close"
    framings: tuple[Framing, ...] = (picture.framing or "wide", other)
    first = replace(view, shows=replace(picture, framing=framings[0]), beats=parts[0])
    further = (
        replace(view, shows=replace(picture, framing=framings[index % 2]), beats=part, again=True, strap=None, lead=0)
        for index, part in enumerate(parts[1:], start=1)
    )
    return (first, *further)
