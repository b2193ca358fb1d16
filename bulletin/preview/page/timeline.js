// The time line under the player: stories, chunks by their state, sentences; a click or a drag goes there.

import { across, byId, fill, make } from "./dom.js";
import { say, clock } from "./words.js";

export const STATES = { r: "ready", g: "estimate", m: "making", w: "waiting", e: "estimate", p: "faulty" };

export class Timeline {
  constructor(seek) {
    this.node = byId("timeline");
    this.parts = [];
    this.voices = [];
    const at = (event) => {
      const box = this.node.getBoundingClientRect();
      seek((Math.max(0, Math.min(1, (event.clientX - box.left) / box.width))) * this.frames);
    };
    this.node.addEventListener("pointerdown", (event) => {
      this.node.setPointerCapture(event.pointerId);
      at(event);
      this.node.onpointermove = at;
    });
    this.node.addEventListener("pointerup", () => (this.node.onpointermove = null));
    this.node.addEventListener("pointercancel", () => (this.node.onpointermove = null));
  }

  plan(plan) {
    this.frames = plan.frames;
    this.rate = plan.rate;
    const whole = plan.frames;
    const told = (line) => `${line.page} · ${line.title} · ${clock(line.frames, plan.rate)}`;
    fill(
      byId("lane-stories"),
      ...plan.lines.map((line) =>
        across(make("span", { class: `story ${line.slug ? "" : "own"}`, title: told(line) }, line.title), line.start, line.frames, whole)),
    );
    this.parts = plan.parts.map(([, start, length, shot]) => {
      const [, , slug, kind, name] = plan.shots[shot];
      const isFirst = plan.shots[shot][0] === start;
      return across(make("span", { class: isFirst ? "part first" : "part", data: { told: [slug || name || kind, clock(start, plan.rate)].join(" · ") } }), start, length, whole);
    });
    fill(byId("lane-parts"), ...this.parts);
    this.voices = plan.sentences.map(([start, length]) => across(make("span"), start, length, whole));
    fill(byId("lane-voice"), ...this.voices);
  }

  progress({ states, guesses }) {
    this.parts.forEach((node, index) => {
      const state = STATES[states[index]] ?? "waiting";
      if (node.dataset.state === state) return;
      node.dataset.state = state;
      node.title = `${node.dataset.told} · ${say(state)}`;
    });
    this.voices.forEach((node, index) => node.classList.toggle("guess", guesses[index] === "1"));
  }

  move(frame) {
    if (!this.frames) return;
    byId("playhead").style.setProperty("left", `${(100 * frame) / this.frames}%`);
    this.node.setAttribute("aria-valuenow", String(Math.floor(frame)));
  }

  legend() {
    fill(byId("legend"), ...["ready", "making", "waiting", "estimate", "faulty"].map((state) =>
      make("span", {}, make("i", { class: "part", data: { state } }), say(state))));
  }
}
