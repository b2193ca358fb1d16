// The pictures and clips with their credits, and drawing on one: a focus point, blur boxes, in and out points become the words to paste.

import { byId, fill, make, thumb } from "./dom.js";
import { say, language, point } from "./words.js";
import { Strip, film, frameAt } from "./strip.js";

const MARKS = { vi: { focus: "tâm", blur: "mờ" }, en: { focus: "focus", blur: "blur" } };
const LEAST = 1; // per cent: a smaller box is a click

export class PicturePanel {
  constructor(toast) {
    this.node = byId("panel-pictures");
    this.dialog = byId("dialog");
    this.toast = toast;
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  plan(plan) {
    this.rate = plan.rate;
    const told = JSON.stringify([language, plan.pictures]);
    if (told === this.told) return; // a plan that only knows lengths better
    this.told = told;
    fill(this.node, make("div", { class: "grid" }, ...plan.pictures.map((picture) => make(
      "button", { class: "picture", onclick: () => this.open(picture) },
      thumb(poster(picture), { alt: picture.caption }),
      picture.clip ? make("span", { class: "film" }, ...film(picture, picture.clip.uses[0].first, picture.clip.uses[0].last, 4)) : null,
      make("span", { class: picture.credit ? "credit" : "credit none" }, picture.credit || say("no_credit")),
      make("span", { class: "dim" }, `${picture.name} · ${say("lines", { lines: picture.lines.join(", ") })}`),
      ...(picture.clip?.uses ?? []).map((use) => make("span", { class: "dim" }, `${use.form} ${this.range(use.first, use.last)}`))))));
  }

  // Opens a picture; a clip on the line where it is used.
  open(picture, line = picture.lines[0]) {
    this.picture = picture;
    this.focus = picture.focus;
    this.blurs = picture.blurs.map((box) => [...box]);
    this.use = picture.clip?.uses.find((use) => use.line === line) ?? picture.clip?.uses[0];
    const [width, height] = picture.size;
    this.image = make("img", { src: poster(picture, "large", this.use), alt: picture.caption, draggable: false, width, height,
      style: { "background-image": `url("${poster(picture, "small", this.use)}")`, "aspect-ratio": `${width}/${height}` } });
    this.marks = make("div", { class: "marks" });
    this.canvas = make("div", { class: "canvas", style: { "--shape": String(width / height) } }, this.image, this.marks);
    this.strip = picture.clip ? new Strip(picture, this.use, { seen: (frame) => this.look(frame), done: () => (this.choose("cut"), this.copy()) }) : null;
    this.dialog.onkeydown = (event) => this.strip?.key(event);
    this.how = make("p", { class: "dim" });
    this.words = make("code", { class: "words" });
    const mode = (name) => make("button", { class: "toggle", data: { mode: name }, onclick: () => this.choose(name) }, say(name));
    const uses = picture.clip?.uses.length > 1 ? picture.clip.uses : [];
    fill(this.dialog,
      make("header", {}, make("h2", {}, picture.name),
        make("span", { class: "space" }), make("button", { class: "quiet", onclick: () => this.dialog.close() }, say("close"))),
      uses.length ? make("nav", {}, ...uses.map((use) => make("button", { class: "toggle", ariaPressed: String(use === this.use), onclick: () => this.open(picture, use.line) },
        `${say("line", { line: use.line })} · ${use.form}`))) : null,
      this.canvas, this.strip?.node,
      make("p", { class: "caption" }, picture.caption, " ", make("b", {}, picture.credit)),
      make("footer", {}, this.strip ? mode("cut") : null, mode("focus"), mode("blur"), this.words, make("button", { class: "main", onclick: () => this.copy() }, say("copy"))),
      this.how, make("p", { class: "dim" }, say("paste_where", { line: line ?? "" })));
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.choose(this.strip ? "cut" : "focus");
    if (!this.dialog.open) this.dialog.showModal();
  }

  // Shows a frame of the clip: the newest that was asked for, one at a time, so that dragging does not pile them up.
  async look(frame) {
    this.draw();
    this.wanted = frame;
    if (this.isLooking) return;
    this.isLooking = true;
    for (let shown = null; shown !== this.wanted; ) {
      shown = this.wanted;
      this.image.src = frameAt(this.picture, shown, "large");
      await this.image.decode().catch(() => {});
    }
    this.isLooking = false;
  }

  range(first, last) {
    return `${point(first, this.rate)}-${point(last, this.rate)}`;
  }

  choose(mode) {
    this.mode = mode;
    for (const node of this.dialog.querySelectorAll("[data-mode]")) node.setAttribute("aria-pressed", String(node.dataset.mode === mode));
    this.how.textContent = say(`${mode}_how`);
    this.draw();
  }

  begin(event) {
    event.preventDefault();
    if (this.mode === "cut") return;
    const from = this.point(event);
    if (this.mode === "focus") {
      const set = (moved) => {
        this.focus = this.point(moved).map(Math.round);
        this.draw();
      };
      set(event);
      this.drag(event, set, () => this.copy());
      return;
    }
    const hit = this.blurs.findIndex(([x, y, width, height]) => x <= from[0] && from[0] <= x + width && y <= from[1] && from[1] <= y + height);
    const box = [...from, 0, 0];
    this.blurs.push(box);
    this.drag(event, (moved) => {
      const to = this.point(moved);
      box.splice(0, 4, Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]));
      this.draw();
    }, () => this.drawn(box, hit));
  }

  drawn(box, hit) {
    const isClick = box[2] < LEAST || box[3] < LEAST;
    if (isClick) this.blurs = this.blurs.filter((other, index) => other !== box && index !== hit);
    else box.splice(0, 4, ...whole(box));
    this.draw();
    if (this.blurs.length) this.copy();
  }

  drag(event, move, done) {
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.onpointermove = move;
    this.canvas.onpointerup = this.canvas.onpointercancel = () => {
      this.canvas.onpointermove = this.canvas.onpointerup = this.canvas.onpointercancel = null;
      done();
    };
  }

  // Where the mouse is on the picture, in per cent.
  point(event) {
    const box = this.image.getBoundingClientRect();
    const part = (value, start, size) => Math.max(0, Math.min(100, (100 * (value - start)) / size));
    return [part(event.clientX, box.left, box.width), part(event.clientY, box.top, box.height)];
  }

  get text() {
    const marks = MARKS[language] ?? MARKS.vi;
    if (this.mode === "cut") return this.range(this.strip.first, this.strip.last);
    if (this.mode === "focus") return this.focus ? `${marks.focus}=${this.focus.join(",")}` : "";
    return this.blurs.map((box) => `${marks.blur}=${box.map((value) => Math.round(value)).join(",")}`).join(" ");
  }

  draw() {
    const boxes = this.blurs.map(([x, y, width, height]) => make("i", { class: "blur", style: { left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` } }));
    const focus = this.focus ? make("i", { class: "focus", style: { left: `${this.focus[0]}%`, top: `${this.focus[1]}%` } }) : null;
    fill(this.marks, ...boxes, ...(focus ? [focus] : []));
    this.words.textContent = this.text || "–";
  }

  async copy() {
    const text = this.text;
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(this.words);
      document.execCommand("copy");
    }
    this.toast(say("copied", { words: text }));
  }
}

// What stands for a picture where it is small: of a clip the first frame that is used.
export const poster = (picture, size = "small", use = picture.clip?.uses[0]) =>
  picture.clip ? frameAt(picture, use?.first ?? 0, size) : `/picture/${picture.id}`;

// Whole per cents that stay inside the picture.
function whole([x, y, width, height]) {
  const [left, top] = [Math.round(x), Math.round(y)];
  return [left, top, Math.round(x + width) - left, Math.round(y + height) - top];
}
