// The page's words in the user's language, and times as people read them.

let words = {};
export let language = "vi";

export async function load(wanted) {
  const answer = await fetch(`/words?language=${encodeURIComponent(wanted ?? "")}`);
  if (!answer.ok) throw new Error("no words");
  ({ language, words } = await answer.json());
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
}

export function say(name, fields = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (open, field) => fields[field] ?? open);
}

export function clock(frames, rate) {
  const seconds = Math.round(frames / rate);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function timecode(frame, rate) {
  const whole = Math.floor(frame);
  const seconds = Math.floor(whole / rate);
  const pad = (value) => String(value).padStart(2, "0");
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}:${pad(whole % rate)}`;
}

// A point of a clip as scripts have it: 0:12, or 0:12,4 where it lies between seconds.
export function point(frame, rate) {
  const hundredths = String(Math.round((100 * (frame % rate)) / rate)).padStart(2, "0").replace(/0+$/, "");
  const seconds = Math.floor(frame / rate);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}${hundredths && `${language === "vi" ? "," : "."}${hundredths}`}`;
}
