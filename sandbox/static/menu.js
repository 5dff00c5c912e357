// The app's own menu at the foot of a member's phone: up to three buttons, each with a menu of its own or not.

import { get } from "./api.js";
import { isWeb, make } from "./dom.js";
import { link } from "./markup.js";
import { attachPopup } from "./popup.js";

const LOOK_AGAIN_MS = 2000;
const LOOKS = 10;

export class AppMenu {
  /** `chat` presses keys; `href(url)` is the address of a page, `open(url, title)` shows it in the phone. */
  constructor(frame, chat, { href, open }) {
    this.frame = frame;
    this.chat = chat;
    this.href = href;
    this.open = open;
  }

  /** Fetch the menu and show it in `talk`; only the app has one, and not one that made none. */
  async become(talk, looks = LOOKS) {
    const none = { buttons: [] };
    const { buttons } = talk.kind === "app" ? await get("/api/menu").catch(() => none) : none;
    if (talk !== this.chat.talk) return;
    this.frame.replaceChildren(...buttons.map((button, index) => this.top(button, index + 1)));
    this.frame.hidden = buttons.length === 0;
    // An app that has only just started makes its menu a moment after this page asks for it.
    if (talk.kind !== "app" || buttons.length > 0 || looks === 1) return;
    setTimeout(() => talk === this.chat.talk && this.become(talk, looks - 1), LOOK_AGAIN_MS);
  }

  top(button, place) {
    const cell = make("div", "menu-cell");
    if (!button.sub?.length) {
      cell.append(this.choice(button, place));
      return cell;
    }
    const opener = make("button", "menu-group", button.name, { "data-testid": `menu-${place}` });
    const list = make("div", "popup", "", { "aria-label": button.name });
    list.append(...button.sub.map((one, index) => this.choice(one, `${place}-${index + 1}`)));
    attachPopup(opener, list);
    cell.append(opener, list);
    return cell;
  }

  /** A key to press or a link; what has no key is known by its place. */
  choice({ name, key, url }, place) {
    if (!key && isWeb(url)) {
      const anchor = link("", name, url, this);
      anchor.dataset.testid = `menu-${place}`;
      return anchor;
    }
    const button = make("button", "", name, { "data-testid": `menu-${key}` });
    button.addEventListener("click", () => this.chat.post({ key }, null, "/menu"));
    return button;
  }
}
