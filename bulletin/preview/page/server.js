// Talks to the program: lets itself in with the key of the address, listens to what changes, fetches things by their key.

const HEADERS = { "content-type": "application/json", "x-bulletin": "1" };

export const post = (path, content = {}) =>
  fetch(path, { method: "POST", headers: HEADERS, body: JSON.stringify(content) });

// Exchanges the key behind # for a cookie that no script can read, and takes it out of the address.
export async function enter() {
  const key = location.hash.slice(1);
  if (!key) return;
  history.replaceState(null, "", location.pathname);
  await post("/enter", { key });
}

export function listen(language, handlers) {
  const source = new EventSource(`/events?language=${language}`);
  for (const name of ["plan", "progress", "render"])
    source.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
  source.addEventListener("open", () => handlers.open());
  source.addEventListener("error", () => handlers.error());
  return source;
}

export async function bytes(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.arrayBuffer() : null;
}
