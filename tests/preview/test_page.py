"""The page in a real browser: load, play, seek, edit, mistakes, both languages, drawing, keys – and not one complaint of the
browser's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from bulletin.desk.inputs import gather, open_script
from bulletin.desk.speaking import speak
from bulletin.desk.workshop import Run
from bulletin.picture.render import still_frame
from bulletin.picture.values import PROFILES, Look
from bulletin.preview.drafting import Draft, drafted
from bulletin.preview.voicing import takes_of
from bulletin.store import Store
from tests.desk.conftest import SCRIPT, Newsroom, make_newsroom, quietly
from tests.footage.made import Recipe, make
from tests.preview.browsing import Page, browser, program

CHROMIUM = program()
pytestmark = [
    pytest.mark.media,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="browser: Chromium is not installed"),
]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("page")
    return make_newsroom(folder / "newsroom", folder / "store")


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    """The command itself, as an editor starts it."""
    command = [sys.executable, str(ROOT / "cli.py"), "preview", str(newsroom.script), "--store", str(newsroom.store)]
    environment = {**os.environ, "BULLETIN_LANG": "en"}
    with subprocess.Popen(
        [*command, "--no-browser", "--port", "0"], stderr=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stderr
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found
        yield found[0]
        process.terminate()
        said = process.stderr.read()
    assert "Traceback" not in said and process.returncode in (143, -15)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    assert CHROMIUM
    with browser(CHROMIUM) as found:
        yield found


@pytest.fixture(scope="module")
def context(chromium: Any, address: str) -> Iterator[Any]:
    made = chromium.new_context(viewport={"width": 1280, "height": 800})
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    first = made.new_page()
    first.goto(address)  # with the key
    yield made
    made.close()


@pytest.fixture
def page(context: Any, address: str, newsroom: Newsroom) -> Iterator[Page]:
    """The page freshly loaded, everything made, the script as it was at first."""
    newsroom.write(SCRIPT)
    shown = Page(context.new_page())
    shown.page.goto(address.split("#")[0])
    shown.until("() => preview.plan?.lines.some(line => line.title === 'Tin thứ nhất về an toàn')")
    shown.settled()
    yield shown
    assert not shown.errors
    shown.page.close()


@pytest.fixture(scope="module")
def draft(newsroom: Newsroom) -> Draft:
    """The draft that the page shows, planned here."""
    newsroom.write(SCRIPT)
    inputs = gather(open_script(newsroom.script))
    spoken = speak(inputs, Run(Store(newsroom.store), 1, quietly))
    return drafted(inputs, takes_of(inputs, spoken), Look(inputs.pack, PROFILES["draft"], newsroom.store))


def _likeness(shown: list[int], composed: Image.Image) -> float:
    """The mean difference in grey values between what the browser shows and what was composed."""
    small = np.asarray(composed.convert("L").resize((16, 9), Image.Resampling.BOX), float)
    return float(np.abs(np.array(shown, float).reshape(9, 16) - small).mean())


def test_the_page_opens_on_the_first_story_and_the_key_leaves_the_address(page: Page) -> None:
    assert "#" not in page.page.url
    assert page.look("preview.player.frame") == page.look("preview.plan.first_story")
    assert page.text("#title").startswith("Bản tin Lao Động")
    assert page.text('[data-tab="rundown"]') == "Rundown"


def test_a_browser_without_the_key_sees_nothing_of_the_bulletin(chromium: Any, address: str) -> None:
    stranger = chromium.new_context()
    tab = stranger.new_page()
    tab.goto(address.split("#")[0] + "#wrong")
    tab.locator("#banner").wait_for(state="visible")
    assert "Open the address that the program printed" in tab.content()
    assert "Lao động không phải" not in tab.content()
    stranger.close()


def test_every_frame_stands_where_the_plan_has_it(page: Page, draft: Draft) -> None:
    cut = next(
        start
        for start, shot in zip(draft.rundown.starts, draft.rundown.shots, strict=True)
        if shot.slug == "mot" and start > draft.first_story
    )
    for frame in (draft.first_story, cut - 1, cut, draft.rundown.frames - 1):
        page.seek(frame)
        number = max(n for n, start in enumerate(draft.rundown.starts) if start <= frame)
        composed = still_frame(draft.rundown.shots[number], frame - draft.rundown.starts[number], draft.look)
        assert _likeness(page.picture(), composed) < 6, f"frame {frame}"


def test_playing_moves_picture_sound_and_the_lit_sentence_together(page: Page) -> None:
    page.look("preview.player.go(preview.plan.first_story)")
    page.page.click("#play")
    page.until("() => preview.player.frame > preview.plan.first_story + 50")
    page.until("() => Math.abs(document.getElementById('video').currentTime * 25 - preview.player.frame) < 5")
    assert page.look("() => preview.player.sound.context.state") == "running"
    page.until("() => preview.player.sound.playing.size > 0")
    page.until("() => document.querySelector('.sentence.lit')")
    page.page.keyboard.press("k")
    assert not page.look("preview.player.isPlaying")


def test_a_click_on_a_sentence_plays_it(page: Page) -> None:
    page.page.locator(".sentence", has_text="Một câu ngắn").click()
    start = page.look("() => preview.plan.sentences.find(s => s[2].startsWith('Một câu ngắn'))[0]")
    page.until(f"() => preview.player.isPlaying && preview.player.frame >= {start}")
    assert page.look("preview.player.frame") < start + 250


def test_a_click_on_the_time_line_goes_there(page: Page) -> None:
    box = page.page.locator("#timeline").bounding_box()
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    frames = page.look("preview.plan.frames")
    assert abs(page.look("preview.player.frame") - frames / 2) < frames / 50


def test_an_edit_is_seen_and_heard_and_the_player_keeps_its_place(page: Page, newsroom: Newsroom) -> None:
    said = "() => preview.plan.sentences.find(s => s[2].startsWith('Một câu ngắn'))[0]"
    page.seek(page.look(said) + 5)
    newsroom.edit("Câu đầu tiên của tin này.", "Câu đầu tiên của tin này bây giờ dài hơn nhiều.")
    page.until("() => preview.plan.sentences.some(s => s[2].includes('bây giờ dài hơn'))")
    page.settled()
    assert page.look("preview.player.frame") == page.look(said) + 5
    assert page.page.locator(".sentence.edited").text_content().startswith("Câu đầu tiên của tin này bây giờ")
    take = "() => { const s = preview.plan.sentences.find(s => s[2].includes('bây giờ')); return preview.progress.sounds.some(([, , start, length]) => start <= s[0] * 1920 && s[0] * 1920 < start + length); }"
    page.until(take)
    page.page.keyboard.press("e")
    page.until("() => preview.player.isPlaying && preview.player.sound.playing.size > 0")


def test_a_mistake_is_told_with_its_line_and_the_last_good_picture_stays(page: Page, newsroom: Newsroom) -> None:
    before = page.picture()
    newsroom.edit("bản tin: ngày", "bản tinn: ngày")
    page.page.locator("#banner").wait_for(state="visible")
    assert "scripts/tin.md:2" in page.text("#banner")
    page.page.click('[data-tab="problems"]')
    assert "scripts/tin.md:2" in page.text("#panel-problems li.error")
    assert page.picture() == before
    newsroom.edit("bản tinn: ngày", "bản tin: ngày")
    page.page.locator("#banner").wait_for(state="hidden")


MARKUP = "<img src=x onerror=document.title=1><script>document.title=2</script>"


def test_k10_markup_in_a_script_is_text_wherever_it_is_shown(page: Page, newsroom: Newsroom) -> None:
    newsroom.edit("Tranh hai. Tranh", f"{MARKUP} Tranh")
    newsroom.edit("Xin chào và hẹn gặp lại.", f"Xin chào {MARKUP} và hẹn gặp lại.")
    page.until("() => preview.progress.is_broken || preview.plan.pictures.some(p => p.caption.includes('onerror'))")
    newsroom.edit("bản tin: ngày", f"{MARKUP}: ngày")
    page.until("() => preview.progress.is_broken")
    page.page.click('[data-tab="problems"]')
    page.until("() => document.getElementById('panel-problems').textContent.includes('<img src=x')")
    assert page.look("() => document.querySelectorAll('img[src=x], #panel-problems script, #banner img').length") == 0
    assert page.look("document.title") not in ("1", "2")


def test_the_page_speaks_vietnamese_and_english(page: Page) -> None:
    page.page.click("#language")
    page.until(
        "() => document.documentElement.lang === 'vi' && document.querySelector('[data-tab=rundown]').textContent === 'Thứ tự tin'"
    )
    assert page.text("#render") == "Dựng bản tin"
    page.until("() => preview.progress.problems.some(p => p.message.startsWith('Giọng nháp'))")
    page.page.click("#language")
    page.until("() => document.querySelector('[data-tab=rundown]').textContent === 'Rundown'")


def test_drawing_on_a_picture_copies_the_words_to_paste(page: Page) -> None:
    page.page.click('[data-tab="pictures"]')
    page.page.locator(".picture").first.click()
    box = page.page.locator(".canvas img").bounding_box()

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100

    page.page.mouse.click(*at(40, 35))
    page.until("() => navigator.clipboard.readText().then(words => words === 'focus=40,35')")
    page.page.click('[data-mode="blur"]')
    page.page.mouse.move(*at(10, 20))
    page.page.mouse.down()
    page.page.mouse.move(*at(40, 35))
    page.page.mouse.up()
    page.until("() => navigator.clipboard.readText().then(words => words === 'blur=10,20,30,15')")
    page.page.keyboard.press("Escape")


def test_dragging_the_handles_of_a_clip_copies_its_in_and_out_points(page: Page, newsroom: Newsroom) -> None:
    make(newsroom.script.parent / "canh.mp4", Recipe(frames=250))
    old = "![Tranh hai. Tranh: Lao Động TV](anh/hai.png)\n\nMột"
    newsroom.edit(old, "![Cảnh. Video: Minh Quân](canh.mp4){0:01-0:08}\n\nMột")
    page.until("() => preview.plan.pictures.some(p => p.clip)")
    page.page.click('[data-tab="pictures"]')
    page.page.locator(".picture", has_text="canh.mp4").click()
    box = page.page.locator(".strip").bounding_box()

    def drag(selector: str, to: float) -> None:
        handle = page.page.locator(selector).bounding_box()
        page.page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
        page.page.mouse.down()
        page.page.mouse.move(box["x"] + box["width"] * to, box["y"] + 20)
        page.page.mouse.up()

    drag(".handle.first", 0.2)
    page.until("() => navigator.clipboard.readText().then(words => words === '0:02-0:08')")
    drag(".handle.last", 0.54)
    page.until("() => navigator.clipboard.readText().then(words => words === '0:02-0:05.4')")
    page.page.keyboard.press("ArrowLeft")
    page.until("() => navigator.clipboard.readText().then(words => words === '0:02-0:05.36')")
    page.page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + 20)
    page.page.keyboard.press("i")
    page.until("() => navigator.clipboard.readText().then(words => words === '0:04-0:05.36')")
    page.until("() => document.querySelector('.canvas img').src.endsWith('/100/large')")
    page.page.click('[data-mode="focus"]')
    picture = page.page.locator(".canvas img").bounding_box()
    page.page.mouse.click(picture["x"] + picture["width"] * 0.4, picture["y"] + picture["height"] * 0.35)
    page.until("() => navigator.clipboard.readText().then(words => words === 'focus=40,35')")
    page.page.keyboard.press("Escape")


def test_the_keys_do_what_the_panel_of_keys_says(page: Page) -> None:
    page.look("preview.player.go(preview.plan.first_story + 10)")
    page.page.keyboard.press("ArrowRight")
    assert page.look("preview.player.frame - preview.plan.first_story") == 11
    page.page.keyboard.press("Shift+ArrowLeft")
    assert page.look("preview.player.frame - preview.plan.first_story") == -14
    page.page.keyboard.press("Home")
    assert page.look("preview.player.frame") == 0
    page.page.keyboard.press("s")
    assert page.page.locator("#safe").is_visible()
    page.page.keyboard.press("c")
    assert page.page.locator("#captions span").count() == 0
    page.page.keyboard.press("c")
    page.page.keyboard.press("s")
    page.page.keyboard.press("Space")
    page.until("() => preview.player.isPlaying")
    page.page.keyboard.press("?")
    assert page.page.locator("dialog kbd").count() > 10
    page.page.keyboard.press("Escape")


def test_the_page_fits_a_phone(page: Page) -> None:
    page.page.set_viewport_size({"width": 390, "height": 844})
    page.page.click('[data-tab="script"]')
    assert page.look("document.documentElement.scrollWidth") <= 390
    assert page.page.locator(".sentence").first.is_visible()
    page.page.set_viewport_size({"width": 1280, "height": 800})


def test_the_shapes_of_the_frame_are_shown_one_after_the_other(page: Page) -> None:
    for shape, size in (("9:16", [360, 640]), ("1:1", [360, 360]), ("16:9", [640, 360])):
        page.page.keyboard.press("a")
        page.until(f"() => preview.plan.size.join() === '{size[0]},{size[1]}' && preview.player.isShown")
        page.until(f"() => document.getElementById('video').videoWidth === {size[0]}")
        assert page.look("document.getElementById('video').videoHeight") == size[1]
        assert page.text("#shape") == shape
        stage = page.page.locator("#stage").bounding_box()
        assert abs(stage["width"] / stage["height"] - size[0] / size[1]) < 0.02


def test_two_tabs_show_the_same_and_one_that_is_closed_while_it_plays_is_missed_by_nobody(
    page: Page, context: Any, newsroom: Newsroom
) -> None:
    other = Page(context.new_page())
    other.page.goto(page.page.url)
    other.settled()
    other.page.keyboard.press("Space")
    other.until("() => preview.player.frame > preview.plan.first_story + 10")
    newsroom.edit("Tin thứ hai về tay nghề", "Tin hai sửa lại")
    for tab in (page, other):
        tab.until("() => preview.plan.lines.some(line => line.title === 'Tin hai sửa lại')")
    assert not other.errors
    other.page.close()
    newsroom.edit("Tin hai sửa lại", "Tin hai sửa nữa")
    page.until("() => preview.plan.lines.some(line => line.title === 'Tin hai sửa nữa')")
    page.settled()


def test_a_render_is_begun_and_stopped_from_the_page_and_leaves_nothing(page: Page, newsroom: Newsroom) -> None:
    page.page.click("#render")
    page.until("() => document.getElementById('finishing').dataset.state === 'working'")
    page.page.click("#finishing-stop")
    page.until("() => document.getElementById('finishing').dataset.state === 'stopped'")
    assert not list((newsroom.folder / "out").rglob("*.mp4"))


TINY = """\
---
bản tin: ngày
ngày: 22.11.2026
mở đầu: lời chào
---
## Lời chào

Kính chào quý vị.

## Tin thứ nhất về an toàn {#mot}

![Tranh một. Tranh: Lao Động TV](anh/một.png)

Một câu ngắn.
"""


def test_a_render_from_the_page_is_the_finished_bulletin(page: Page, newsroom: Newsroom) -> None:
    newsroom.write(TINY)
    page.until("() => !preview.progress.is_broken && preview.plan.frames < 700")
    page.page.click("#render")
    page.until("() => ['done', 'failed'].includes(document.getElementById('finishing').dataset.state)", 300)
    assert "Ready in" in page.text("#finishing-words"), page.text("#finishing-words")
    (master,) = (newsroom.folder / "out").rglob("*.mp4")
    with av.open(str(master)) as container:
        video = container.streams.video[0]
        assert (video.width, video.height, video.frames) == (1920, 1080, page.look("preview.plan.frames"))
