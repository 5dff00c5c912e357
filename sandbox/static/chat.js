// One phone's chat: loads what it shows, sends what is typed and tapped, shows what comes by itself.

import { chatPath, get, post } from "./api.js";
import { now } from "./clock.js";
import { drawItem, retime, setContent, setState } from "./rows.js";

const NEAR_END = 90;

const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

export class Chat {
  /**
   * `href(url)` is the address of a page, `open(url, title)` shows it in the phone, `paintMine(element)` paints
   * one's own avatar.
   */
  constructor(parts, { href, open, paintMine }) {
    this.parts = parts;
    this.href = href;
    this.open = open;
    this.paintMine = paintMine;
    this.talk = null;
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

  /** Show the conversation `talk` from now on. */
  async become(talk) {
    this.talk = talk;
    this.reset();
    try {
      const entries = await this.loadLatest();
      // Whoever opens the app for the first time is greeted, as on a real phone.
      if (entries?.length === 0 && talk.kind === "app") await this.post({ kind: "enter" });
      if (talk === this.talk) this.parts.empty.hidden = this.items.size > 0;
    } catch {
      if (talk === this.talk) this.parts.offline.hidden = false;
    }
  }

  close() {
    this.talk = null;
    this.resizing.disconnect();
  }

  /** The connection is there (again): lines that came before anybody listened are in the book. */
  connected() {
    this.parts.offline.hidden = true;
    this.loadLatest().catch(() => {});
  }

  disconnected() {
    this.parts.offline.hidden = false;
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
    const { talk } = this;
    return {
      href: this.href,
      open: this.open,
      tap: (key, chosen) => this.tap(talk, { entry: entry.id, key, ...chosen }),
      say: ({ id, text }) => this.send({ text, menu_id: id }, "text", text),
    };
  }

  async tap(talk, body) {
    const answer = await post(chatPath(talk, "/tap"), body);
    if (talk === this.talk) this.show(answer.entries);
  }

  async loadLatest() {
    const { talk } = this;
    const { log } = this.parts;
    log.setAttribute("aria-busy", "true");
    const page = await get(chatPath(talk, "?limit=30"));
    if (talk !== this.talk) return null;
    if (this.items.size === 0) this.hasOlder = page.more;
    this.show(page.entries, false);
    log.setAttribute("aria-busy", "false");
    return page.entries;
  }

  async loadOlder() {
    const { talk } = this;
    const { rows, log, older } = this.parts;
    const oldest = Number(rows.firstElementChild?.dataset.order);
    if (!this.hasOlder || this.loading || !oldest) return;
    this.loading = true;
    older.hidden = false;
    try {
      const page = await get(chatPath(talk, `?limit=30&before=${oldest}`));
      if (talk !== this.talk) return;
      this.hasOlder = page.more;
      // What one reads stays under the eye while older lines appear above it.
      const below = log.scrollHeight - log.scrollTop;
      older.hidden = true;
      for (const entry of page.entries.reverse()) this.place(entry, false);
      log.scrollTop = log.scrollHeight - below;
    } finally {
      if (talk === this.talk) this.loading = false;
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
    const { talk } = this;
    this.pinned = true;
    this.setWaiting(+1);
    try {
      const answer = await post(chatPath(talk, rest), body);
      if (talk === this.talk) this.show(answer.entries);
    } catch {
      if (talk !== this.talk) return;
      if (!line) this.parts.offline.hidden = false;
      // Where the stream has brought the stored line already, that one tells how it went.
      else if (this.items.has(line.id || line.client_id)) this.show([{ ...line, state: "failed" }]);
    } finally {
      if (talk === this.talk) this.setWaiting(-1);
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
