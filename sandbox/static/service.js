// 客服 on a parent's phone: entering it by a link, blocking it, and how much the school may still write there.

import { get, post, servicePath } from "./api.js";
import { now } from "./clock.js";
import { clockOf, dateLabel } from "./times.js";

const BEING_SERVED = 3; // the platform's number for a conversation that a person has taken over

export class Service {
  constructor(parts) {
    this.parts = parts;
    this.talk = null;
    this.standing = null;
    this.asked = 0;
    parts.blockBox.addEventListener("change", () => this.block(parts.blockBox.checked));
    // The window closes by itself, and at once when one travels.
    this.timer = setInterval(() => this.show(), 1000);
  }

  /** Serve the conversation `talk`; null where the phone has none. */
  become(talk) {
    this.talk = talk;
    this.standing = null;
    this.parts.block.hidden = !talk;
    this.show();
    this.refresh();
  }

  close() {
    clearInterval(this.timer);
    this.become(null);
  }

  /** Fetch how things stand; of several answers under way only the last one asked for counts. */
  async refresh() {
    const { talk } = this;
    const asked = (this.asked += 1);
    const standing = talk && (await get(servicePath(talk)).catch(() => null));
    if (asked !== this.asked) return;
    this.standing = standing;
    this.show();
  }

  /** The conversation is opened, by the link `url` or without one. */
  enter(url) {
    return this.tell("/enter", url ? { url } : {});
  }

  async block(blocked) {
    this.parts.blockBox.setAttribute("aria-busy", "true");
    await this.tell("/block", { blocked });
    this.parts.blockBox.removeAttribute("aria-busy");
    this.show();
  }

  async tell(what, body) {
    const { talk } = this;
    try {
      await post(servicePath(talk, what), body);
    } catch {
      if (talk === this.talk) this.parts.offline.hidden = false;
    }
    await this.refresh();
  }

  show() {
    const { blockBox, window } = this.parts;
    if (!blockBox.hasAttribute("aria-busy")) blockBox.checked = Boolean(this.standing?.blocked);
    blockBox.disabled = !this.standing;
    const words = this.standing ? this.words(this.standing) : "";
    // The same words again would be read out again.
    if (window.textContent !== words) window.textContent = words;
  }

  words({ state, left, window_until: until, blocked }) {
    if (blocked) return "拉黑了，客服的话收不到";
    const first = this.talk.person.group === "strangers" ? "等对方先说话" : "等家长先说话";
    if (state === BEING_SERVED) return "人工客服在接待，机器人不插话";
    if (!until || until <= now()) return `窗口关了，${first}`;
    const end = `${dateLabel(until, now())} ${clockOf(until)}`;
    return left > 0 ? `48 小时内还能收 ${left} 条，到 ${end}` : `这 48 小时的条数收满了，${first}`;
  }
}
