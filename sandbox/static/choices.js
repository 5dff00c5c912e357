// A menu that 客服 sends into the chat: words, and lines to tap below them.

import { make } from "./dom.js";
import { link } from "./markup.js";

/** Draw the menu `card` into `bubble`; `hooks.say(item)` says a tapped line, `hooks.href` and `hooks.open` are for links. */
export function fillChoices(bubble, { head, items, tail }, hooks) {
  bubble.classList.add("choices");
  bubble.dataset.testid = "menu";
  bubble.setAttribute("role", "group");
  bubble.setAttribute("aria-label", head || "可以选一项");
  bubble.tabIndex = -1;
  if (head) bubble.append(make("p", "choices-words", head));
  if (items.length) {
    const list = make("ul", "choices-list");
    list.append(...items.map((item) => line(item, hooks)));
    bubble.append(list);
  }
  if (tail) bubble.append(make("p", "choices-words", tail));
}

function line(item, hooks) {
  const frame = make("li");
  if (item.url) {
    frame.append(link("choice", item.text, item.url, hooks));
  } else if (item.id) {
    const button = make("button", "choice", item.text, { "data-testid": "menu-item" });
    button.addEventListener("click", () => hooks.say(item));
    frame.append(button);
  } else {
    frame.append(make("p", "choices-words", item.text));
  }
  return frame;
}
