// Small helpers for building what is on the page.

/** The elements below `root` by the name in their data-ref. */
export function refs(root) {
  return Object.fromEntries([...root.querySelectorAll("[data-ref]")].map((element) => [element.dataset.ref, element]));
}

/** A new element; `attributes` are set as they are, text is never read as markup. */
export function make(tag, className, text = "", attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  if (tag === "button") element.type = "button";
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A line drawing of `paths` in a 24 by 24 box. */
export function icon(...paths) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const line of paths) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}

export const isWeb = (url) => /^https?:\/\//i.test(url ?? "");

/** Whether `url` is the sandbox's own link to its 客服; this page may be open under another name of the same machine. */
export function isServiceLink(url) {
  if (!isWeb(url)) return false;
  const { port, pathname } = new URL(url);
  return port === location.port && pathname.startsWith("/kf/kfc");
}
