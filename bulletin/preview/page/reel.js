// The picture: chunks of the newest draft appended to a media source, each at its place in the programme; what belongs to
// an older draft is taken out again.

import { bytes } from "./server.js";

const REORDER = 2; // frames that decoding runs ahead of showing
const BEHIND = 12, AHEAD = 45; // seconds around the playhead that are kept in the browser
const MOST_KEPT = 160; // chunks kept for when an edit moves them

export class Reel {
  constructor(video, changed) {
    this.video = video;
    this.changed = changed;
    this.parts = [];
    this.states = "";
    this.rate = 25;
    this.frame = 0;
    this.placed = []; // {key, start, end} in frames, as they lie in the source buffer
    this.kept = new Map();
    this.isWorking = false;
    this.isSupported = true;
  }

  plan(parts, rate, frames) {
    this.parts = parts.map(([key, start, length]) => ({ key, start, end: start + length }));
    this.states = ""; // those of another draft say nothing of this one
    this.rate = rate;
    this.frames = frames;
    this.work();
  }

  // Another size of the frame needs another opening: everything is appended anew.
  profile(size) {
    if (this.size && this.size !== size) this.isStale = true;
    this.size = size;
  }

  progress(states) {
    this.states = states;
    for (const part of this.parts) part.isMissing = false;
    this.work();
  }

  look(frame) {
    this.frame = frame;
    this.work();
  }

  partAt(frame) {
    return this.parts.findIndex((part) => part.start <= frame && frame < part.end);
  }

  isMade(index) {
    return "rg".includes(this.states[index] ?? "w");
  }

  isPlaced(index) {
    const part = this.parts[index];
    return part !== undefined && this.placed.some((lies) => same(lies, part));
  }

  // One thing after the other: a source buffer does not like to be hurried.
  async work() {
    if (this.isWorking) {
      this.isAsked = true;
      return;
    }
    this.isWorking = true;
    try {
      do {
        this.isAsked = false;
        while (await this.step());
        this.finish();
      } while (this.isAsked);
    } finally {
      this.isWorking = false;
    }
  }

  async step() {
    if (!this.isSupported || !this.parts.some((_, index) => this.isMade(index))) return false;
    if (this.isStale) {
      this.isStale = false;
      this.buffer = null;
      this.placed = [];
      this.kept.clear();
    }
    if (!this.buffer && !(await this.open())) return false;
    return (await this.takeOut()) || (await this.putIn());
  }

  // The last frames are only shown when it is known that nothing follows them.
  finish() {
    if (this.source?.readyState === "open" && this.isPlaced(this.parts.length - 1)) this.source.endOfStream();
  }

  async open() {
    const answer = await fetch("/opening");
    if (!answer.ok) return false;
    const type = `video/mp4; codecs="${answer.headers.get("x-codec")}"`;
    if (!window.MediaSource || !MediaSource.isTypeSupported(type)) {
      this.isSupported = false;
      this.changed();
      return false;
    }
    const opening = await answer.arrayBuffer();
    this.source = new MediaSource();
    this.video.src = URL.createObjectURL(this.source);
    await once(this.source, "sourceopen");
    URL.revokeObjectURL(this.video.src);
    this.buffer = this.source.addSourceBuffer(type);
    this.buffer.mode = "segments";
    await this.append(opening);
    return true;
  }

  // Removes what the newest draft has no more at that place, and what is far away.
  async takeOut() {
    const far = (lies) => this.seconds(this.frame - lies.end) > 3 * BEHIND || this.seconds(lies.start - this.frame) > 2 * AHEAD;
    const stale = this.placed.filter((lies) => far(lies) || !this.parts.some((part) => same(lies, part)));
    if (!stale.length) return false;
    const first = stale[0];
    let end = first.end;
    for (const lies of stale) if (lies.start <= end) end = Math.max(end, lies.end);
    this.placed = this.placed.filter((lies) => !stale.includes(lies) || lies.start >= end);
    this.buffer.remove(this.seconds(first.start), this.seconds(end));
    await once(this.buffer, "updateend");
    return true;
  }

  async putIn() {
    const index = this.next();
    if (index < 0) return false;
    const part = this.parts[index];
    const content = await this.fetch(part.key);
    const still = this.parts.some((other) => same(other, part));
    if (!content || !still) return still ? this.missing(index) : true;
    if (this.placed.some((lies) => lies.start < part.end && part.start < lies.end)) return true; // stale: taken out first
    this.buffer.timestampOffset = (part.start - REORDER) / this.rate;
    await this.append(content);
    this.placed.push({ ...part });
    this.placed.sort((one, other) => one.start - other.start);
    this.changed(part);
    return true;
  }

  // The chunk that is wanted most: under the playhead, then what comes, then a little of what was.
  next() {
    let best = -1, distance = Infinity;
    this.parts.forEach((part, index) => {
      if (!this.isMade(index) || part.isMissing || this.isPlaced(index)) return;
      const ahead = part.end > this.frame ? Math.max(0, part.start - this.frame) : 4 * (this.frame - part.end + 1);
      const limit = part.end > this.frame ? AHEAD : 4 * BEHIND;
      if (ahead < distance && this.seconds(ahead) < limit) [best, distance] = [index, ahead];
    });
    return best;
  }

  missing(index) {
    this.parts[index].isMissing = true;
    return true;
  }

  async fetch(key) {
    if (!this.kept.has(key)) {
      const content = await bytes(`/chunk/${key}`);
      if (!content) return null;
      this.kept.set(key, content);
      if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    return this.kept.get(key);
  }

  async append(content) {
    this.buffer.appendBuffer(content);
    await once(this.buffer, "updateend");
  }

  seconds(frames) {
    return frames / this.rate;
  }
}

const same = (one, other) => one.key === other.key && one.start === other.start;

const once = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }));
