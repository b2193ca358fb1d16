// The player: one clock that picture and sound follow. Where no picture is made yet a placeholder stands and the sound goes
// on; where one is made and only on its way, everything waits for it.

import { Reel } from "./reel.js";
import { Sound } from "./sound.js";

const DRIFT = 0.08; // seconds that picture and clock may be apart
const TOLD_EVERY = 2000; // milliseconds between two words to the program about where we are

export class Player {
  constructor(video, { moved, told }) {
    this.video = video;
    this.moved = moved; // called on every turn with the frame
    this.told = told; // called now and then, for the program to know what is wanted next
    this.reel = new Reel(video, (part) => this.arrived(part));
    this.sound = new Sound();
    this.rate = 25;
    this.frames = 0;
    this.at = 0; // the frame, while nothing runs
    this.speed = 1;
    this.isPlaying = false;
    this.isWaiting = false;
    this.lastTold = 0;
    setInterval(() => this.sound.schedule(), 150);
    const turn = () => {
      this.turn();
      requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
  }

  get frame() {
    if (!this.isPlaying || this.isWaiting) return this.at;
    return Math.min(this.frames, this.at + ((performance.now() - this.since) / 1000) * this.rate * this.speed);
  }

  plan({ parts, rate, frames }, frame) {
    const isMoved = Math.abs(frame - this.frame) > 0.5 || this.frames === 0;
    this.rate = rate;
    this.frames = frames;
    if (isMoved) this.go(frame);
    this.reel.plan(parts, rate, frames);
  }

  play(speed = 1) {
    if (this.frame >= this.frames - 1) this.at = 0;
    else this.at = this.frame;
    this.speed = speed;
    this.isPlaying = true;
    this.run();
  }

  pause() {
    this.at = this.frame;
    this.isPlaying = false;
    this.rest();
    this.show();
  }

  go(frame) {
    this.at = Math.max(0, Math.min(this.frames - 1, frame));
    this.since = performance.now();
    this.reel.look(this.at);
    this.tell(true);
    if (this.isPlaying) this.run();
    else this.show();
  }

  // Everything runs from here, or waits until it can.
  run() {
    const index = this.reel.partAt(this.at);
    this.isWaiting = this.reel.isMade(index) && !this.reel.isPlaced(index) && this.reel.isSupported;
    this.since = performance.now();
    if (this.isWaiting) {
      this.rest();
      return;
    }
    this.sound.start(() => this.frame / this.rate, this.speed);
    this.follow(true);
  }

  rest() {
    this.sound.stop();
    this.video.pause();
  }

  turn() {
    const frame = this.frame;
    if (this.isPlaying) {
      if (this.isWaiting) this.run();
      else if (frame >= this.frames - 0.5) this.pause();
      else this.follow(false);
      this.reel.look(frame);
      this.tell(false);
    }
    this.moved(this.frame);
  }

  // Keeps the picture with the clock.
  follow(isJump) {
    const index = this.reel.partAt(this.frame);
    if (!this.reel.isPlaced(index)) {
      if (!this.video.paused) this.video.pause();
      if (this.reel.isMade(index) && this.reel.isSupported && !isJump) {
        this.at = this.frame;
        this.isWaiting = true;
        this.rest();
      }
      return;
    }
    const wanted = this.frame / this.rate;
    if (isJump || Math.abs(this.video.currentTime - wanted) > (this.video.seeking ? 1 : DRIFT)) this.video.currentTime = wanted;
    this.video.playbackRate = this.speed;
    if (this.video.paused) this.video.play().catch(() => {});
  }

  // The frame at rest, in the middle of its time so that no other one is meant.
  show() {
    const index = this.reel.partAt(this.at);
    if (this.reel.isPlaced(index)) this.video.currentTime = (Math.floor(this.at) + 0.5) / this.rate;
  }

  arrived(part) {
    if (part && part.start <= this.at && this.at < part.end && !this.isPlaying) this.show();
  }

  get isShown() {
    const index = this.reel.partAt(this.frame);
    return this.reel.isPlaced(index);
  }

  tell(isNow) {
    const now = performance.now();
    if (!isNow && now - this.lastTold < TOLD_EVERY) return;
    this.lastTold = now;
    this.told(Math.floor(this.frame));
  }
}
