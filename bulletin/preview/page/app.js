// The page: joins the player, the time line and the panels with what the program tells.

import { byId, fill, make, showThumbs } from "./dom.js";
import * as words from "./words.js";
import { say, clock, timecode } from "./words.js";
import { enter, listen, post } from "./server.js";
import { Player } from "./player.js";
import { Timeline } from "./timeline.js";
import { ScriptPanel } from "./script.js";
import { ProblemPanel, RundownPanel } from "./rundown.js";
import { PicturePanel } from "./pictures.js";
import { KEYS, listenToKeys } from "./keys.js";

const SHAPES = ["wide", "vertical", "square"];
const PATIENCE = 5000; // milliseconds that small pictures wait for the player's first one
const TABS = ["script", "rundown", "pictures", "problems"];
const settings = new Map(Object.entries({ captions: true, safe: false, sound: true, follow: false, tab: "rundown", ...kept() }));

let plan = null, progress = null, source = null, edited = new Set(), newest = null;

const player = new Player(byId("video"), { moved, told: (frame) => post("/play-from", { frame }) });
const timeline = new Timeline((frame) => seek(frame));
const script = new ScriptPanel({ seek, open: (picture, line) => pictures.open(picture, line) });
const rundown = new RundownPanel((frame) => seek(frame));
const problems = new ProblemPanel((line) => (choose(narrow() ? "script" : settings.get("tab")), script.show(line)));
const pictures = new PicturePanel(toast);

// What tests and curious people may look at.
window.preview = { player, get plan() { return plan; }, get progress() { return progress; }, get edited() { return edited; } };

start();

async function start() {
  await enter();
  try {
    await words.load(settings.get("language"));
  } catch {
    return banner("Hãy mở địa chỉ mà chương trình đã in ra. / Open the address that the program printed.");
  }
  dress();
  connect();
  listenToKeys(commands);
}

function connect() {
  source?.close();
  source = listen(words.language, {
    plan: showPlan,
    progress: showProgress,
    render: showFinishing,
    open: () => document.body.classList.remove("lost"),
    error: () => (document.body.classList.add("lost"), state()),
  });
}

// --- what the program tells ---

const WEIGHTS = { regular: 400, medium: 500, semibold: 600, bold: 700 };

// The brand's own letters, as soon as its pack is known.
function letters(names) {
  if (document.fonts.size) return;
  for (const name of names.filter((one) => one in WEIGHTS)) {
    const face = new FontFace("Brand", `url("/font/${encodeURIComponent(name)}")`, { weight: String(WEIGHTS[name]) });
    document.fonts.add(face);
    face.load().catch(() => {});
  }
}

function showPlan(next) {
  if (!next.is_there) return;
  const frame = plan ? samePlace(plan, next, player.frame) : next.first_story;
  edited = plan ? changed(plan, next, edited) : new Set();
  plan = next;
  letters(next.fonts);
  document.title = next.title;
  byId("title").textContent = next.title;
  byId("title").title = next.file;
  script.plan(next, edited);
  timeline.plan(next);
  rundown.plan(next);
  pictures.plan(next);
  const [width, height] = next.size;
  byId("stage").style.setProperty("--shape", String(width / height));
  byId("shape").textContent = say(next.shape);
  player.reel.profile(next.size.join("x"));
  safe();
  player.plan(next, frame);
  if (progress?.version === next.version) showProgress(progress);
  if (newest !== null && settings.get("follow")) hearNewest();
  setTimeout(showThumbs, PATIENCE);
}

function showProgress(next) {
  progress = next;
  const [errors, all] = problems.progress(next.problems);
  const tab = document.querySelector('[data-tab="problems"]');
  tab.textContent = all ? `${say("problems")} ${all}` : say("problems");
  tab.classList.toggle("bad", errors > 0);
  state();
  if (next.version !== plan?.version) return;
  player.reel.progress(next.states);
  player.sound.update(next.sounds);
  timeline.progress(next);
  script.guesses(next.guesses);
  const made = [...next.states].filter((one) => "rg".includes(one)).length;
  byId("making").textContent = made < next.states.length ? say("chunks", { made, all: next.states.length }) : "";
}

// The strip under the header: what is wrong with all of it.
function state() {
  if (document.body.classList.contains("lost")) return banner(say("lost", { command: "bulletin preview" }));
  if (progress?.is_broken && plan) return banner(say("broken"), "error", first());
  if (progress?.is_broken) return banner(first(), "error");
  if (!player.reel.isSupported) return banner(say("browser"), "error");
  return banner("");
}

function first() {
  const problem = progress.problems.find((one) => one.severity === "error");
  return problem ? [[problem.file, problem.line].filter(Boolean).join(":"), problem.message].filter(Boolean).join(" · ") : "";
}

function banner(text, kind = "", more = "") {
  const node = byId("banner");
  node.hidden = !text;
  node.className = kind;
  fill(node, make("b", {}, text), more ? make("span", {}, more) : "");
  if (kind === "error") node.onclick = () => choose("problems");
}

function showFinishing(facts) {
  const isShown = facts.state !== "idle";
  byId("finishing").hidden = !isShown;
  byId("finishing").dataset.state = facts.state;
  byId("render").disabled = facts.state === "working";
  byId("finishing-stop").textContent = facts.state === "working" ? say("stop") : say("close");
  const bar = byId("finishing-bar");
  bar.hidden = facts.state !== "working";
  bar.max = Math.max(1, facts.all);
  bar.value = facts.done;
  const error = facts.problems.find((problem) => problem.severity === "error")?.message ?? "";
  const told = { working: `${say("rendering")} · ${facts.stage}`, done: [...facts.sentences].reverse().map((one) => one.replace(/\.$/, "")).join(" · "), failed: `${say("not_rendered")} · ${error}`, stopped: say("not_rendered") };
  byId("finishing-words").textContent = told[facts.state] ?? "";
}

// --- where we are ---

// The frame of a new plan that shows what the old one showed at a frame: so far into the same sentence of the same story.
function samePlace(before, after, frame) {
  const of = (one, slug) => one.sentences.filter((sentence) => sentence[4] === slug);
  const said = before.sentences.findLast((sentence) => sentence[0] <= frame);
  const line = before.lines.findLast((one) => one.start <= frame);
  if (said && line && said[0] >= line.start) {
    const number = of(before, said[4]).indexOf(said), same = of(after, said[4])[number];
    if (same) return same[0] + Math.min(frame - said[0], nextStart(after, same[0]) - same[0] - 1);
  }
  const there = line && after.lines.find((one) => one.slug === line.slug && one.form === line.form);
  return there ? there.start + Math.min(frame - line.start, there.frames - 1) : Math.min(frame, after.frames - 1);
}

function nextStart(one, frame) {
  return one.sentences.find((sentence) => sentence[0] > frame)?.[0] ?? one.frames;
}

// The sentences that are new since the last edit; a plan that only knows lengths better changes nothing.
function changed(before, after, until) {
  const text = (one) => one.sentences.map((sentence) => `${sentence[4]}\n${sentence[2]}`);
  const old = new Set(text(before)), all = text(after);
  const found = new Set(all.map((words, index) => (old.has(words) ? -1 : index)).filter((index) => index >= 0));
  const titles = (one) => one.lines.map((line) => `${line.slug}\n${line.title}`);
  const oldTitles = new Set(titles(before));
  const line = after.lines[titles(after).findIndex((words) => !oldTitles.has(words))];
  newest = found.size ? after.sentences[Math.min(...found)][0] : line ? line.start : newest;
  const button = byId("edit");
  if (found.size || line) {
    const at = found.size ? after.sentences[Math.min(...found)][3] : line.line;
    button.hidden = false;
    button.textContent = say("newest", { line: at });
  }
  return found.size || line ? found : until;
}

function hearNewest() {
  if (newest !== null) seek(newest, true);
}

function seek(frame, isPlaying = player.isPlaying) {
  player.go(Math.max(0, Math.ceil(frame - 0.001)));
  if (isPlaying && !player.isPlaying) player.play();
}

function moved(frame) {
  if (!plan) return;
  const whole = Math.floor(frame + 0.001);
  if (whole === moved.last && plan === moved.plan && player.isShown === moved.shown) return;
  Object.assign(moved, { last: whole, plan, shown: player.isShown });
  byId("time").textContent = `${timecode(whole, plan.rate)} / ${clock(plan.frames, plan.rate)}`;
  timeline.move(whole);
  rundown.move(whole);
  const number = plan.sentences.findIndex(([start, length]) => start <= whole && whole < start + length);
  if (number >= 0 || !player.isPlaying) script.move(number);
  caption(whole);
  placeholder(whole);
}

function caption(frame) {
  const found = settings.get("captions") ? plan.captions.find(([start, length]) => start <= frame && frame < start + length) : null;
  if (found) byId("captions").style.setProperty("bottom", `${found[2]}%`);
  fill(byId("captions"), ...(found ? found.slice(3).map((line) => make("span", {}, line)) : []));
}

function placeholder(frame) {
  const isShown = player.isShown;
  byId("placeholder").hidden = isShown;
  if (isShown) return showThumbs();
  const line = plan.lines.find((one) => one.start <= frame && frame < one.start + one.frames);
  byId("placeholder-title").textContent = line?.title ?? "";
  const isNone = !progress || ![...progress.states].some((one) => "rg".includes(one));
  byId("placeholder-words").textContent = say(isNone ? "first" : "being_made");
}

function safe() {
  byId("safe").hidden = !settings.get("safe");
  const [x, y, width, height] = plan?.safe ?? [0, 0, 0, 0];
  const box = byId("safe").firstElementChild;
  for (const [rule, value] of Object.entries({ left: x, top: y, width, height })) box.style.setProperty(rule, `${value}%`);
}

// --- what the user does ---

const commands = {
  play: () => (player.isPlaying ? player.pause() : player.play()),
  pause: () => player.pause(),
  faster: () => player.play(player.isPlaying ? Math.min(2, player.speed + 0.5) : 1),
  back: () => seek(player.frame - 3 * plan.rate),
  step: (by) => (player.pause(), player.go(Math.floor(player.frame) + by)),
  second: (by) => seek(player.frame + by * plan.rate),
  sentence: (by) => seek(beside(plan.sentences.map((one) => one[0]), by)),
  story: (by) => seek(beside(plan.lines.map((one) => one.start), by)),
  start: () => seek(0),
  end: () => seek(plan.frames - 1),
  captions: () => set("captions"),
  safe: () => set("safe"),
  mute: () => set("sound"),
  follow: () => set("follow"),
  newest: hearNewest,
  shape: () => plan && post("/shape", { shape: SHAPES[(SHAPES.indexOf(plan.shape) + 1) % SHAPES.length] }),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : byId("stage").requestFullscreen()),
  tab: (number) => choose(TABS[number]),
  help,
};

// The start before or after where we are; going back, the one of now comes first when we are well into it.
function beside(starts, by) {
  const frame = player.frame;
  if (by > 0) return starts.find((start) => start > frame + 1) ?? frame;
  return starts.findLast((start) => start < frame - plan.rate / 2) ?? 0;
}

function set(name) {
  settings.set(name, !settings.get(name));
  keep();
  dress();
  moved.last = -1;
}

function choose(tab) {
  settings.set("tab", tab);
  keep();
  dress();
}

const narrow = () => matchMedia("(max-width: 900px)").matches;

// The page as the settings have it.
function dress() {
  const wanted = settings.get("tab");
  const shown = !narrow() && wanted === "script" ? "rundown" : wanted;
  const count = document.querySelector('[data-tab="problems"]')?.textContent;
  fill(byId("tabs"), ...TABS.map((tab) => make("button", { role: "tab", data: { tab }, class: `tab-${tab}`, onclick: () => choose(tab) }, tab === "problems" && count ? count : say(tab))));
  for (const tab of TABS) {
    byId(`panel-${tab}`).classList.toggle("shown", tab === shown);
    document.querySelector(`[data-tab="${tab}"]`).setAttribute("aria-selected", String(tab === shown));
  }
  for (const [id, name] of [["toggle-captions", "captions"], ["toggle-safe", "safe"], ["toggle-sound", "sound"], ["toggle-follow", "follow"]])
    byId(id).setAttribute("aria-pressed", String(settings.get(name)));
  player.sound.mute(!settings.get("sound"));
  byId("language").textContent = say("language");
  timeline.legend();
  safe();
  if (progress) showProgress(progress);
}

function help() {
  const dialog = byId("dialog");
  fill(dialog,
    make("header", {}, make("h2", {}, say("help")), make("span", { class: "space" }), make("button", { class: "quiet", onclick: () => dialog.close() }, say("close"))),
    make("dl", {}, ...KEYS.flatMap(([keys, word]) => [make("dt", {}, ...keys.map((key) => make("kbd", {}, key))), make("dd", {}, say(word))])));
  if (!dialog.open) dialog.showModal();
}

function toast(text) {
  const node = byId("toast");
  node.textContent = text;
  node.hidePopover();
  node.showPopover(); // above an open dialog too
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => node.hidePopover(), 2500);
}

byId("play").addEventListener("click", commands.play);
byId("stage").addEventListener("click", commands.play);
byId("toggle-captions").addEventListener("click", commands.captions);
byId("toggle-safe").addEventListener("click", commands.safe);
byId("toggle-sound").addEventListener("click", commands.mute);
byId("toggle-follow").addEventListener("click", commands.follow);
byId("shape").addEventListener("click", commands.shape);
byId("full").addEventListener("click", commands.full);
byId("edit").addEventListener("click", hearNewest);
byId("help").addEventListener("click", help);
byId("render").addEventListener("click", () => post("/render"));
byId("finishing-stop").addEventListener("click", () =>
  byId("finishing").dataset.state === "working" ? post("/stop") : (byId("finishing").hidden = true));
byId("language").addEventListener("click", async () => {
  settings.set("language", words.language === "vi" ? "en" : "vi");
  keep();
  await words.load(settings.get("language"));
  dress();
  moved.last = -1;
  connect();
});
setInterval(() => (byId("play").textContent = player.isPlaying ? "❚❚" : "▶", byId("play").title = say(player.isPlaying ? "pause" : "play")), 100);
addEventListener("resize", dress);

function kept() {
  try {
    return JSON.parse(localStorage.getItem("preview") ?? "{}");
  } catch {
    return {};
  }
}

function keep() {
  localStorage.setItem("preview", JSON.stringify(Object.fromEntries(settings)));
}
