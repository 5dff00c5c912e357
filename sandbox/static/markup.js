// The little markup that the platform shows in a text: links, and nothing else.

import { isWeb, make } from "./dom.js";

const LINK = /<a\s[^>]*?href\s*=\s*(["'])(.*?)\1[^>]*>([\s\S]*?)<\/a>/gi;

/** A link that opens inside the phone; `href` gives the address for `url`, `open(url, title)` shows it. */
export function link(className, words, url, { href, open }) {
  const anchor = make("a", className, words, { href: href(url), target: "_blank", rel: "noopener" });
  anchor.dataset.testid = "link";
  anchor.addEventListener("click", (event) => {
    // A click that asks for a tab of its own gets one.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(url, words);
  });
  return anchor;
}

/** Put `text` into `element`: web links as links, everything else as the characters that it is. */
export function fillText(element, text, hooks) {
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    const [whole, , url, words] = found;
    if (!isWeb(url)) continue;
    element.append(text.slice(from, found.index), link("text-link", words, url.replaceAll("&amp;", "&"), hooks));
    from = found.index + whole.length;
  }
  element.append(text.slice(from));
}
