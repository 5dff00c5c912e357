// One phone's chat: loads what it shows, sends what is typed and tapped, listens for what comes by itself.

import { chatPath, get, openPath, post } from "./api.js";
import { now } from "./clock.js";
import { drawItem, retime, setContent, setState } from "./rows.js";

const NEAR_END = 90;

const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

export class Chat {
  /** `open(url, title)` shows a page in the phone, `paintMine(element)` paints one's own avatar. */
  constructor(parts, { open, paintMine }) {
    this.parts = parts;
    this.open = open;
    this.paintMine = paintMine;
    this.person = null;
    this.stream = null;
    this.reset();
    parts.toEnd.addEventListener("click", () => this.toEnd());
    parts.log.addEventListener("scroll", () => this.onScroll());
    this.resizing = new ResizeObserver(() => this.pinned && this.toEnd());
    this.resizing.observe(parts.log);
  }

  reset() {
    const { rows, toEnd, empty, offline, typing } = this.parts;
    this.items = new Map(); // entry id, or client id while it has none -> list item
    this.hasOlder = false;
    this.loading = false;
    this.waiting = 0;
    this.pinned = true; // the newest line is in sight, so a newer one may scroll
    rows.replaceChildren();
    for (const part of [toEnd, empty, offline, typing]) part.hidden = true;
  }

  /** Show `person`'s chat from now on. */
  async become(person) {
    this.person = person;
    this.reset();
    this.listen();
    try {
      const entries = await this.loadLatest();
      // Whoever opens the app for the first time is greeted, as on a real phone; parents only get notices.
      if (entries?.length === 0 && !person.parent) await this.post({ kind: "enter" });
      if (person === this.person) this.parts.empty.hidden = this.items.size > 0;
    } catch {
      if (person === this.person) this.parts.offline.hidden = false;
    }
  }

  close() {
    this.person = null;
    this.stream?.close();
    this.resizing.disconnect();
  }

  listen() {
    this.stream?.close();
    const { person } = this;
    const stream = new EventSource(chatPath(person, "/events"));
    stream.onmessage = (event) => person === this.person && this.show([JSON.parse(event.data)]);
    stream.onopen = () => {
      if (person !== this.person) return;
      this.parts.offline.hidden = true;
      // Lines that came before anybody listened, or while the connection was away, are in the book.
      this.loadLatest().catch(() => {});
    };
    stream.onerror = () => person === this.person && (this.parts.offline.hidden = false);
    this.stream = stream;
  }

  toEnd() {
    const { log, toEnd } = this.parts;
    this.pinned = true;
    log.scrollTop = log.scrollHeight;
    toEnd.hidden = true;
  }

  onScroll() {
    const { log, toEnd } = this.parts;
    this.pinned = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
    if (this.pinned) toEnd.hidden = true;
    if (log.scrollTop < 60) this.loadOlder().catch(() => {});
  }

  show(entries, fresh = true) {
    for (const entry of entries) this.place(entry, fresh);
    this.parts.empty.hidden = this.items.size > 0;
    if (this.pinned) this.toEnd();
    else if (entries.some((entry) => entry.from === "bot")) this.parts.toEnd.hidden = false;
  }

  /** Put an entry where its id belongs. A line that is there already stays (read out once) and gets its new state. */
  place(entry, fresh) {
    const { items } = this;
    const key = entry.id || entry.client_id;
    let item = items.get(key) ?? items.get(entry.client_id);
    if (!item) {
      item = drawItem(entry, this.paintMine);
      item.querySelector(".row").classList.toggle("new", fresh);
    }
    items.delete(entry.client_id);
    items.set(key, item);
    setContent(item, entry, this.hooksFor(entry));
    setState(item, entry, () => this.again(entry));
    item.dataset.order = entry.id || Number.MAX_SAFE_INTEGER;
    this.sort(item);
  }

  sort(item) {
    const { rows } = this.parts;
    let before = rows.lastElementChild;
    while (before && (before === item || Number(before.dataset.order) > Number(item.dataset.order))) {
      before = before.previousElementSibling;
    }
    if (item.parentElement === rows && item.previousElementSibling === before) return;
    if (before) before.after(item);
    else rows.prepend(item);
    retime(item);
    retime(item.nextElementSibling);
  }

  retime() {
    for (const item of this.parts.rows.children) retime(item);
  }

  hooksFor(entry) {
    const { person } = this;
    return {
      href: (url) => openPath(person, url),
      open: this.open,
      tap: (key, chosen) => this.tap(person, { entry: entry.id, key, ...chosen }),
    };
  }

  async tap(person, body) {
    const answer = await post(chatPath(person, "/tap"), body);
    if (person === this.person) this.show(answer.entries);
  }

  async loadLatest() {
    const { person } = this;
    const { log } = this.parts;
    log.setAttribute("aria-busy", "true");
    const page = await get(chatPath(person, "?limit=30"));
    if (person !== this.person) return null;
    if (this.items.size === 0) this.hasOlder = page.more;
    this.show(page.entries, false);
    log.setAttribute("aria-busy", "false");
    return page.entries;
  }

  async loadOlder() {
    const { person } = this;
    const { rows, log, older } = this.parts;
    const oldest = Number(rows.firstElementChild?.dataset.order);
    if (!this.hasOlder || this.loading || !oldest) return;
    this.loading = true;
    older.hidden = false;
    try {
      const page = await get(chatPath(person, `?limit=30&before=${oldest}`));
      if (person !== this.person) return;
      this.hasOlder = page.more;
      // What one reads stays under the eye while older lines appear above it.
      const below = log.scrollHeight - log.scrollTop;
      older.hidden = true;
      for (const entry of page.entries.reverse()) this.place(entry, false);
      log.scrollTop = log.scrollHeight - below;
    } finally {
      if (person === this.person) this.loading = false;
      older.hidden = true;
    }
  }

  setWaiting(change) {
    this.waiting = Math.max(0, this.waiting + change);
    this.parts.typing.hidden = this.waiting === 0;
    if (this.pinned) this.toEnd();
  }

  /** Tell the backend; `line` is what stands in the chat for it, if anything does, `rest` which of its endpoints. */
  async post(body, line = null, rest = "") {
    const { person } = this;
    this.pinned = true;
    this.setWaiting(+1);
    try {
      const answer = await post(chatPath(person, rest), body);
      if (person === this.person) this.show(answer.entries);
    } catch {
      if (person !== this.person) return;
      if (!line) this.parts.offline.hidden = false;
      // Where the stream has brought the stored line already, that one tells how it went.
      else if (this.items.has(line.id || line.client_id)) this.show([{ ...line, state: "failed" }]);
    } finally {
      if (person === this.person) this.setWaiting(-1);
    }
  }

  /** Send a line: `content` is what the backend gets, `kind` and `text` how it looks until it is stored. */
  send(content, kind, text) {
    const client_id = newId();
    const body = { ...content, client_id };
    const line = { id: 0, from: "me", kind, text, at: now(), state: "sending", client_id, body, card: null };
    this.show([line]);
    this.post(body, line);
  }

  /** Repeat a failed line: by its id where it was stored, else the very same request. */
  again(entry) {
    const line = { ...entry, state: "sending" };
    this.show([line]);
    this.post(entry.id ? { again: entry.id } : entry.body, line);
  }
}
