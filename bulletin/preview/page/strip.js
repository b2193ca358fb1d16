// A strip of a clip's frames with its in and out points: two handles, and a needle that shows what lies between them.

import { across, fill, make, thumb } from "./dom.js";

const FRAMES = 10, LEAST = 10, GRID = 5; // frames on the strip; shortest cut; a mouse sets fifths of a second, keys single frames
const NEAR = 14; // pixels beside a handle that still hold it

export const frameAt = (clip, number, size) => `/frame/${clip.id}/${Math.max(0, Math.min(clip.clip.frames - 1, number))}/${size}`;

// So many small frames of a clip between two of its frames.
export function film(clip, first, last, count) {
  return Array.from({ length: count }, (_, index) => thumb(
    frameAt(clip, first + Math.round(((index + 0.5) * (last - first)) / count), "small"), { alt: "", draggable: false }));
}

export class Strip {
  // `seen` is told the frame to show; `done` when a point was set.
  constructor(clip, use, { seen, done }) {
    Object.assign(this, { frames: clip.clip.frames, first: use.first, last: use.last, needle: use.first, seen, done });
    this.inside = make("div", { class: "inside" });
    this.cursor = make("div", { class: "needle" });
    this.handles = ["first", "last"].map((end) => make("button", { class: `handle ${end}`, data: { end }, role: "slider",
      onfocus: () => this.look(this.at(end)), onkeydown: (event) => this.key(event, end) }));
    const voices = clip.clip.voiced.map(([start, length]) => across(make("i", { class: "voiced" }), start, length, this.frames));
    this.node = make("div", { class: "strip" }, ...film(clip, 0, this.frames, FRAMES), ...voices, this.inside, this.cursor, ...this.handles);
    this.node.addEventListener("pointerdown", (event) => this.begin(event));
    this.draw();
  }

  // The frame that an end shows: the last one is seen, the one behind it is the out point.
  at(end) {
    return end === "last" ? this.last - 1 : this.first;
  }

  set(end, value) {
    if (end === "first") this.first = Math.max(0, Math.min(value, this.last - LEAST));
    else this.last = Math.min(this.frames, Math.max(value, this.first + LEAST));
    this.look(this.at(end));
  }

  look(frame) {
    this.needle = Math.max(0, Math.min(this.frames - 1, frame));
    this.draw();
    this.seen(this.needle);
  }

  begin(event) {
    event.preventDefault();
    const box = this.node.getBoundingClientRect();
    const frame = (moved) => ((moved.clientX - box.left) / box.width) * this.frames;
    const away = (end) => Math.abs(event.clientX - box.left - (this[end] / this.frames) * box.width);
    const end = ["first", "last"].sort((one, other) => away(one) - away(other))[0];
    const held = away(end) <= NEAR ? end : null;
    if (held) this.handles[held === "first" ? 0 : 1].focus();
    const move = (moved) => (held ? this.set(held, this.snapped(frame(moved))) : this.look(Math.floor(frame(moved))));
    if (!held) move(event);
    this.node.setPointerCapture(event.pointerId);
    this.node.onpointermove = move;
    this.node.onpointerup = this.node.onpointercancel = () => {
      this.node.onpointermove = this.node.onpointerup = this.node.onpointercancel = null;
      if (held) this.done();
    };
  }

  snapped(frame) {
    return frame > this.frames - GRID / 2 ? this.frames : GRID * Math.round(frame / GRID);
  }

  // Keys on a handle, and I and O wherever one is.
  key(event, end) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const point = { i: "first", o: "last" }[event.key.toLowerCase()];
    if (event.ctrlKey || event.metaKey || event.altKey || !(way || point)) return;
    event.preventDefault();
    event.stopPropagation();
    if (point) this.set(point, point === "last" ? this.needle + 1 : this.needle);
    else if (end) this.set(end, this[end] + way * (event.shiftKey ? 25 : 1));
    else return this.look(this.needle + way * (event.shiftKey ? 25 : 1));
    this.done();
  }

  draw() {
    across(this.inside, this.first, this.last - this.first, this.frames);
    const place = (node, frame) => node.style.setProperty("left", `${(100 * frame) / this.frames}%`);
    place(this.cursor, this.needle);
    this.handles.forEach((node) => place(node, this[node.dataset.end]));
  }
}
