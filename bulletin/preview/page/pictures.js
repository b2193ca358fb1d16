// The pictures with their credits, and drawing on one: a focus point or blur boxes become the words to paste.

import { byId, fill, make } from "./dom.js";
import { say, language } from "./words.js";

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
    fill(this.node, make("div", { class: "grid" }, ...plan.pictures.map((picture) => make(
      "button", { class: "picture", onclick: () => this.open(picture) },
      make("img", { src: `/picture/${picture.id}`, alt: picture.caption, loading: "lazy" }),
      make("span", { class: picture.credit ? "credit" : "credit none" }, picture.credit || say("no_credit")),
      make("span", { class: "dim" }, `${picture.name} · ${say("lines", { lines: picture.lines.join(", ") })}`)))));
  }

  open(picture) {
    this.picture = picture;
    this.focus = picture.focus;
    this.blurs = picture.blurs.map((box) => [...box]);
    this.mode = "focus";
    this.image = make("img", { src: `/picture/${picture.id}`, alt: picture.caption, draggable: false });
    this.marks = make("div", { class: "marks" });
    this.canvas = make("div", { class: "canvas" }, this.image, this.marks);
    this.how = make("p", { class: "dim" });
    this.words = make("code", { class: "words" });
    const mode = (name) => make("button", { class: "toggle", data: { mode: name }, onclick: () => this.choose(name) }, say(name));
    fill(this.dialog,
      make("header", {}, make("h2", {}, picture.name), make("span", { class: "space" }),
        make("button", { class: "quiet", onclick: () => this.dialog.close() }, say("close"))),
      this.canvas,
      make("p", { class: "caption" }, picture.caption, " ", make("b", {}, picture.credit)),
      make("footer", {}, mode("focus"), mode("blur"), this.words, make("button", { class: "main", onclick: () => this.copy() }, say("copy"))),
      this.how, make("p", { class: "dim" }, say("paste_where", { line: picture.lines[0] ?? "" })));
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.choose("focus");
    if (!this.dialog.open) this.dialog.showModal();
  }

  choose(mode) {
    this.mode = mode;
    for (const node of this.dialog.querySelectorAll("[data-mode]")) node.setAttribute("aria-pressed", String(node.dataset.mode === mode));
    this.how.textContent = say(`${mode}_how`);
    this.draw();
  }

  begin(event) {
    event.preventDefault();
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

// Whole per cents that stay inside the picture.
function whole([x, y, width, height]) {
  const [left, top] = [Math.round(x), Math.round(y)];
  return [left, top, Math.round(x + width) - left, Math.round(y + height) - top];
}
