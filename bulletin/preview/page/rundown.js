// The rundown with its times, the gauge of the slot, and the list of problems.

import { byId, fill, make } from "./dom.js";
import { say, clock } from "./words.js";

export class RundownPanel {
  constructor(seek) {
    this.node = byId("panel-rundown");
    this.seek = seek;
    this.rows = [];
  }

  plan(plan) {
    this.plan_ = plan;
    const head = ["", "at", "length", "", "story"].map((word) => make("th", {}, word && say(word)));
    this.rows = plan.lines.map((line) => {
      const row = make("tr", { tabIndex: 0, onclick: () => this.seek(line.start) },
        make("td", { class: "dim" }, line.page),
        make("td", { class: "figures" }, clock(line.start, plan.rate)),
        make("td", { class: "figures" }, (line.is_estimate ? "≈ " : "") + clock(line.frames, plan.rate)),
        make("td", { class: "dim form" }, line.form),
        make("td", {}, line.title, line.is_droppable ? make("em", {}, say("droppable")) : null));
      row.addEventListener("keydown", (event) => event.key === "Enter" && this.seek(line.start));
      return row;
    });
    fill(this.node, make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...this.rows)));
    this.gauge(plan);
  }

  // How long the bulletin is against its slot.
  gauge(plan) {
    const isEstimate = plan.lines.some((line) => line.is_estimate);
    const length = (isEstimate ? "≈ " : "") + clock(plan.frames, plan.rate);
    const node = byId("gauge");
    if (!plan.slot) {
      fill(node, make("b", { class: "figures" }, length));
      node.dataset.state = "";
      return;
    }
    const [shortest, longest] = plan.slot;
    const off = plan.frames > longest ? plan.frames - longest : Math.min(0, plan.frames - shortest);
    const told = plan.gauge || say("in_slot");
    const share = Math.min(1, plan.frames / (longest * 1.15));
    const bar = make("span", { class: "bar" }, make("i", { style: { left: `${(100 * shortest) / (longest * 1.15)}%`, width: `${(100 * (longest - shortest)) / (longest * 1.15)}%` } }), make("b", { style: { left: `${100 * share}%` } }));
    fill(node, make("b", { class: "figures" }, length), bar, make("span", { class: "told", title: told }, told),
      make("span", { class: "dim slot" }, `${say("slot")} ${clock(shortest, plan.rate)}–${clock(longest, plan.rate)}`));
    node.dataset.state = off > 0 ? "over" : off < 0 ? "under" : "good";
  }

  move(frame) {
    this.plan_?.lines.forEach((line, index) =>
      this.rows[index].classList.toggle("lit", line.start <= frame && frame < line.start + line.frames));
  }
}

export class ProblemPanel {
  constructor(show) {
    this.node = byId("panel-problems");
    this.show = show;
  }

  // Gives the number of things that must be mended, and of all.
  progress(problems) {
    const rows = problems.map((problem) => {
      const where = [problem.file, problem.line, problem.column].filter(Boolean).join(":");
      return make("li", { class: problem.severity, tabIndex: 0, onclick: () => problem.line && this.show(problem.line) },
        make("p", {}, make("b", {}, say(problem.severity)), where ? make("code", {}, where) : null),
        make("p", {}, problem.message),
        problem.hint ? make("p", { class: "hint" }, `→ ${problem.hint}`) : null);
    });
    fill(this.node, rows.length ? make("ul", {}, ...rows) : make("p", { class: "empty" }, say("no_problems")));
    return [problems.filter((problem) => problem.severity === "error").length, problems.length];
  }
}
