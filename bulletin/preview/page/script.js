// The script beside the player: a click on a sentence plays it, the one being spoken is lit, edited ones are marked.

import { byId, fill, make, thumb } from "./dom.js";
import { say, clock } from "./words.js";
import { poster } from "./pictures.js";

export class ScriptPanel {
  constructor({ seek, open }) {
    this.node = byId("panel-script");
    this.seek = seek;
    this.open = open;
    this.sentences = [];
    this.lit = -1;
    this.touched = 0;
    for (const kind of ["wheel", "touchmove", "pointerdown"])
      this.node.addEventListener(kind, () => (this.touched = performance.now()), { passive: true });
  }

  plan(plan, edited) {
    const scroll = this.node.scrollTop;
    this.plan_ = plan;
    this.sentences = [];
    this.lines = [];
    this.lit = -1;
    const times = new Map(plan.lines.map((line) => [line.slug || line.form, line]));
    fill(this.node, ...plan.script.map((story) => this.story(story, times.get(story.slug), edited)));
    this.node.scrollTop = scroll;
  }

  story(story, line, edited) {
    const head = make(
      "h2", { class: "at-line", onclick: () => line && this.seek(line.start) },
      make("span", { class: "number" }, String(story.line)), make("span", { class: "words" }, story.title || this.plan_.title),
      line ? make("span", { class: "figures" }, clock(line.frames, this.plan_.rate)) : null);
    this.mark(head, story.line);
    return make("article", { data: { form: story.form } }, head,
      story.note ? make("p", { class: "note" }, story.note) : null,
      ...story.blocks.map((block) => this.block(block, edited)));
  }

  block(block, edited) {
    const parts = (block.parts ?? [{ text: block.text }]).map((part) => this.part(part, edited));
    const node = make("p", { class: `${block.kind}${block.drop ? " drop" : ""}` }, make("span", { class: "number" }, String(block.line)), make("span", { class: "words" }, ...parts));
    this.mark(node, block.line);
    return node;
  }

  part(part, edited) {
    if (part.sentence !== undefined) {
      const [start, , text] = this.plan_.sentences[part.sentence];
      const node = make("span", { class: "sentence", role: "button", tabIndex: 0, onclick: () => this.seek(start, true) }, text);
      node.addEventListener("keydown", (event) => event.key === "Enter" && this.seek(start, true));
      node.classList.toggle("edited", edited.has(part.sentence));
      this.sentences[part.sentence] = node;
      return make("span", {}, node, " ");
    }
    if (part.picture !== undefined) {
      const picture = this.plan_.pictures[part.picture];
      return make("button", { class: "thumb", title: picture.caption || picture.name, onclick: () => this.open(picture, part.line) },
        thumb(poster(picture), { alt: picture.caption || picture.name }));
    }
    return make("span", { class: "text" }, part.text ?? "");
  }

  mark(node, line) {
    this.lines.push([line, node]);
  }

  // Scrolls to what stands nearest above a line of the file.
  show(line) {
    const found = this.lines.filter(([at]) => at <= line).sort((one, other) => other[0] - one[0])[0];
    if (!found) return;
    found[1].scrollIntoView({ block: "center" });
    found[1].classList.add("found");
    setTimeout(() => found[1].classList.remove("found"), 1500);
  }

  move(number) {
    if (number === this.lit) return;
    this.sentences[this.lit]?.classList.remove("lit");
    this.lit = number;
    const node = this.sentences[number];
    if (!node) return;
    node.classList.add("lit");
    if (performance.now() - this.touched > 4000 && this.node.offsetParent) follow(this.node, node);
  }

  guesses(guesses) {
    this.sentences.forEach((node, index) => {
      node?.classList.toggle("guess", guesses[index] === "1");
      if (node) node.title = guesses[index] === "1" ? say("its_length") : "";
    });
  }
}

// Brings a node into the middle third of what scrolls, and only when it has left it.
function follow(panel, node) {
  const outer = panel.getBoundingClientRect(), inner = node.getBoundingClientRect();
  if (outer.height && (inner.top < outer.top + outer.height * 0.15 || inner.bottom > outer.bottom - outer.height * 0.25))
    panel.scrollTo({ top: panel.scrollTop + inner.top - outer.top - outer.height * 0.35, behavior: "smooth" });
}
