// The sound: takes and stretches of the mix, scheduled in Web Audio against the player's clock.

import { bytes } from "./server.js";

const RATE = 48000;
const HORIZON = 3; // seconds that are scheduled ahead
const RAMP = 0.008; // seconds that a sound takes to come in or go when it is cut
const MOST_KEPT = 48;

export class Sound {
  constructor() {
    this.sounds = [];
    this.kept = new Map();
    this.playing = new Map();
    this.loading = new Set();
    this.isOn = false;
    this.isMuted = false;
  }

  // What there is to be heard now; what sounds and is no more in it stops.
  update(sounds) {
    this.sounds = sounds.map(([key, channels, start, length, offset, gain]) => ({
      id: `${key}:${start}:${offset}:${length}:${gain}`, key, channels, start, length, offset, gain,
    }));
    const there = new Set(this.sounds.map((sound) => sound.id));
    for (const [id, node] of this.playing) if (!there.has(id)) this.silence(id, node);
    if (this.isOn) this.schedule();
  }

  start(now, speed) {
    this.stop();
    this.context ??= new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
    this.output ??= this.connected();
    this.context.resume();
    this.now = now; // a function: the clock in seconds of the programme
    this.speed = speed;
    this.isOn = true;
    this.schedule();
  }

  stop() {
    this.isOn = false;
    for (const [id, node] of this.playing) this.silence(id, node);
  }

  mute(isMuted) {
    this.isMuted = isMuted;
    if (this.output) this.output.gain.value = isMuted ? 0 : 1;
  }

  connected() {
    const output = this.context.createGain();
    output.gain.value = this.isMuted ? 0 : 1;
    output.connect(this.context.destination);
    return output;
  }

  // Called often: everything that begins soon gets its place.
  schedule() {
    if (!this.isOn) return;
    const now = this.now();
    for (const sound of this.sounds) {
      const start = sound.start / RATE, end = (sound.start + sound.length) / RATE;
      if (end <= now || start > now + HORIZON * this.speed || this.playing.has(sound.id)) continue;
      const buffer = this.kept.get(sound.key);
      if (buffer) this.place(sound, buffer, now);
      else this.load(sound);
    }
  }

  place(sound, buffer, now) {
    const node = this.context.createBufferSource(), level = this.context.createGain();
    const start = sound.start / RATE, late = Math.max(0, now - start);
    const when = this.context.currentTime + Math.max(0, (start - now) / this.speed);
    const gain = 10 ** (sound.gain / 20);
    node.buffer = buffer;
    node.playbackRate.value = this.speed;
    level.gain.setValueAtTime(late || sound.offset ? 0 : gain, when);
    level.gain.linearRampToValueAtTime(gain, when + RAMP);
    node.connect(level).connect(this.output);
    node.start(when, sound.offset / RATE + late, sound.length / RATE - late);
    node.onended = () => this.playing.delete(sound.id);
    this.playing.set(sound.id, { node, level });
  }

  silence(id, { node, level }) {
    this.playing.delete(id);
    const now = this.context.currentTime;
    level.gain.cancelScheduledValues(now);
    level.gain.setTargetAtTime(0, now, RAMP / 3);
    node.stop(now + RAMP * 2);
  }

  async load({ key, channels }) {
    if (this.loading.has(key)) return;
    this.loading.add(key);
    const content = await bytes(`/sound/${key}`);
    this.loading.delete(key);
    if (!content || !content.byteLength) return;
    const samples = new Int16Array(content);
    const length = Math.floor(samples.length / channels);
    const buffer = this.context.createBuffer(channels, length, RATE);
    for (let channel = 0; channel < channels; channel++) {
      const data = buffer.getChannelData(channel);
      for (let index = 0; index < length; index++) data[index] = samples[index * channels + channel] / 32768;
    }
    this.kept.set(key, buffer);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value);
    this.schedule();
  }
}
