// Keyboard control, as cutting programs have it.

export const KEYS = [
  [["Space", "K"], "key_play"],
  [["J", "K", "L"], "key_shuttle"],
  [["←", "→"], "key_step"],
  [["⇧ ←", "⇧ →"], "key_second"],
  [["↑", "↓"], "key_sentence"],
  [["Page ↑", "Page ↓"], "key_story"],
  [["Home", "End"], "key_ends"],
  [["E"], "key_newest"],
  [["C"], "key_captions"],
  [["S"], "key_safe"],
  [["A"], "key_shape"],
  [["M"], "key_mute"],
  [["F"], "key_full"],
  [["1", "2", "3", "4"], "key_tabs"],
  [["?"], "key_help"],
];

export function listenToKeys(commands) {
  const bound = {
    " ": commands.play, k: commands.pause, l: commands.faster, j: commands.back,
    ArrowUp: () => commands.sentence(-1), ArrowDown: () => commands.sentence(1),
    PageUp: () => commands.story(-1), PageDown: () => commands.story(1),
    Home: commands.start, End: commands.end,
    e: commands.newest, c: commands.captions, s: commands.safe, a: commands.shape, m: commands.mute, f: commands.full, "?": commands.help,
    1: () => commands.tab(0), 2: () => commands.tab(1), 3: () => commands.tab(2), 4: () => commands.tab(3),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const command = way ? () => (event.shiftKey ? commands.second(way) : commands.step(way)) : bound[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!command) return;
    event.preventDefault();
    if (event.target instanceof HTMLElement && event.key === " ") event.target.blur();
    command();
  });
}
