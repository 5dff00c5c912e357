// One phone on the table: its upper bar, whose it is, and everything that its chat is made of.

import { post } from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { refs } from "./dom.js";
import { AppMenu } from "./menu.js";
import { paintAvatar } from "./people.js";
import { Sheet } from "./sheet.js";

const template = document.getElementById("phone-template");

export class Phone {
  /** `number` is 1 or 2; `titles` has the apps' names; `drafts` is shared by all phones. */
  constructor(number, { titles, drafts }) {
    this.titles = titles;
    this.person = null;
    this.root = template.content.firstElementChild.cloneNode(true);
    this.root.id = this.root.dataset.testid = `phone-${number}`;
    const parts = (this.parts = refs(this.root));
    for (const name of ["log", "tools"]) parts[name].id = `${name}-${number}`;
    parts.more.setAttribute("aria-controls", parts.tools.id);
    parts.close.hidden = number === 1;
    parts.tag.hidden = number !== 1;
    this.sheet = new Sheet(parts, [parts.top, parts.follow, parts.logFrame, parts.bottom, parts.hint]);
    const open = (url, title) => this.sheet.open(this.person, url, title);
    this.chat = new Chat(parts, { open, paintMine: (element) => paintAvatar(element, this.person) });
    this.composer = new Composer(parts, this.chat, drafts);
    this.menu = new AppMenu(parts.menu, this.chat, open);
    parts.followBox.addEventListener("change", () => this.follow(parts.followBox.checked));
  }

  /** Hand the phone to `person`. */
  async become(person) {
    const { parts } = this;
    const before = this.person;
    this.person = person;
    this.sheet.close();
    this.root.dataset.side = person.parent ? "parent" : "member";
    this.root.setAttribute("aria-label", `${person.name}的手机`);
    parts.title.textContent = person.parent ? this.titles.parents : this.titles.members;
    // A parent goes by the child here, as in everything that teachers read.
    parts.myName.textContent = person.parent ? person.role : person.name;
    parts.who.setAttribute("aria-label", `您是${parts.myName.textContent}，换一个人`);
    paintAvatar(parts.myAvatar, person);
    parts.bottom.hidden = person.parent;
    parts.hint.hidden = parts.follow.hidden = !person.parent;
    parts.emptyWords.textContent = person.parent ? "还没有学校通知" : "发一句话试试";
    this.showFollow();
    this.composer.become(person, before);
    await Promise.all([this.chat.become(person), this.menu.become(person)]);
  }

  /** Show `person` as the one to switch to, with a dot where something came for them; null shows nobody. */
  offer(person, news = false) {
    const { other, otherAvatar, tag } = this.parts;
    other.hidden = !person;
    tag.hidden = Boolean(person);
    if (!person) return;
    paintAvatar(otherAvatar, person);
    other.classList.toggle("news", news);
    other.setAttribute("aria-label", `换成${person.name}${news ? "，有新消息" : ""}`);
  }

  focus() {
    if (this.person.parent) this.parts.log.focus();
    else this.parts.input.focus();
  }

  close() {
    this.chat.close();
    this.root.remove();
  }

  showFollow() {
    const { followBox, hint } = this.parts;
    const { follows } = this.person;
    followBox.checked = Boolean(follows);
    followBox.disabled = false;
    hint.textContent = follows
      ? "学校通知不能直接回话，点通知里的链接说"
      : "没有关注学校通知，新的通知收不到";
  }

  async follow(follows) {
    const { person } = this;
    const { followBox, offline } = this.parts;
    followBox.setAttribute("aria-busy", "true");
    try {
      const answer = await post(`/api/parents/${encodeURIComponent(person.account)}/follow`, { follows });
      person.follows = answer.follows;
    } catch {
      if (person === this.person) offline.hidden = false;
    } finally {
      followBox.removeAttribute("aria-busy");
      if (person === this.person) this.showFollow();
    }
  }
}
