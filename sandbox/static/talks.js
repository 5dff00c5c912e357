// The small switch between the conversations of one phone, with a dot where something came unseen.

import { make } from "./dom.js";

const NAMES = { app: "结对", notices: "学校通知", service: "客服" };

export class Talks {
  /** `turn(talk)` is called when another conversation is asked for. */
  constructor({ talks, logFrame }, turn) {
    this.frame = talks;
    this.panel = logFrame;
    this.turn = turn;
    this.tabs = new Map(); // conversation -> its tab
    talks.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** The panel has its id now. */
  control() {
    for (const tab of this.tabs.values()) tab.setAttribute("aria-controls", this.panel.id);
  }

  /** Offer `talks`; one alone needs no switch. */
  become(talks) {
    this.tabs = new Map(talks.map((talk) => [talk, this.tab(talk)]));
    this.frame.replaceChildren(...this.tabs.values());
    this.frame.hidden = talks.length === 1;
    for (const name of ["role", "aria-label"]) this.panel.removeAttribute(name);
    if (talks.length > 1) this.panel.setAttribute("role", "tabpanel");
    this.control();
  }

  tab(talk) {
    const tab = make("button", "talk", NAMES[talk.kind], { role: "tab", "data-testid": `talk-${talk.kind}` });
    tab.addEventListener("click", () => tab.getAttribute("aria-selected") === "true" || this.turn(talk));
    return tab;
  }

  /** Show which one is open, and which of the others have `news`. */
  mark(open, news) {
    for (const [talk, tab] of this.tabs) {
      const name = NAMES[talk.kind];
      const fresh = talk !== open && news.has(talk);
      tab.setAttribute("aria-selected", String(talk === open));
      tab.tabIndex = talk === open ? 0 : -1;
      tab.classList.toggle("news", fresh);
      tab.setAttribute("aria-label", fresh ? `${name}，有新消息` : name);
      if (talk === open && this.tabs.size > 1) this.panel.setAttribute("aria-label", name);
    }
  }

  onKey(event) {
    const tabs = [...this.tabs.values()];
    const at = tabs.indexOf(document.activeElement);
    const next = {
      ArrowLeft: tabs.at(at - 1),
      ArrowRight: tabs[(at + 1) % tabs.length],
      Home: tabs[0],
      End: tabs.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  }
}
