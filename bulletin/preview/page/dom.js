// Small helpers for building the page. Text is only ever set as text: nothing that comes from a script becomes markup.

export const byId = (id) => document.getElementById(id);

export function make(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") node.className = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "style") for (const [rule, to] of Object.entries(value)) node.style.setProperty(rule, to);
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key.startsWith("aria") || key === "role") node.setAttribute(key.replace("aria", "aria-").toLowerCase(), value);
    else node[key] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export const fill = (node, ...children) => node.replaceChildren(...children.filter((child) => child !== null && child !== undefined));

// Places a node along the programme, in per cent of its length.
export function across(node, start, length, whole) {
  node.style.setProperty("left", `${(100 * start) / whole}%`);
  node.style.setProperty("width", `${(100 * length) / whole}%`);
  return node;
}

// Small pictures wait until the player has its first one: making that takes all the hands there are.
let waiting = [];

export function thumb(src, properties) {
  const image = make("img", { loading: "lazy", ...properties });
  if (waiting) waiting.push([image, src]);
  else image.src = src;
  return image;
}

export function showThumbs() {
  for (const [image, src] of waiting ?? []) image.src = src;
  waiting = null;
}
