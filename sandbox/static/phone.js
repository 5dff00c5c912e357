// One phone on the table: its upper bar, whose it is, which conversation is open, and what that is made of.

import { openPath, post } from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { isServiceLink, refs } from "./dom.js";
import { AppMenu } from "./menu.js";
import { paintAvatar } from "./people.js";
import { Service } from "./service.js";
import { Sheet } from "./sheet.js";
import { Talks } from "./talks.js";

const template = document.getElementById("phone-template");
const EMPTY_WORDS = { app: "发一句话试试", notices: "还没有学校通知", service: "还没有说过话，写一句试试" };

export class Phone {
  /**
   * All phones share these: `titles` has the apps' names; `drafts` what was begun, `opened` which conversation was
   * looked at last and `news` where something came unseen; `wire` brings what comes.
   */
  constructor({ titles, drafts, opened, news, wire }) {
    Object.assign(this, { titles, opened, news, wire });
    this.person = null;
    this.talk = null;
    this.ears = [];
    this.root = template.content.firstElementChild.cloneNode(true);
    const parts = (this.parts = refs(this.root));
    const behind = [parts.top, parts.talks, parts.switches, parts.logFrame, parts.window, parts.bottom, parts.hint];
    this.sheet = new Sheet(parts, behind, (url) => this.enter(url));
    const pages = {
      href: (url) => openPath(this.person, url),
      open: (url, title) => this.openPage(url, title),
    };
    this.chat = new Chat(parts, { ...pages, paintMine: (element) => paintAvatar(element, this.person) });
    this.composer = new Composer(parts, this.chat, drafts);
    this.menu = new AppMenu(parts.menu, this.chat, pages);
    this.service = new Service(parts);
    this.talks = new Talks(parts, (talk) => this.turnTo(talk));
    parts.followBox.addEventListener("change", () => this.follow(parts.followBox.checked));
  }

  /** Be the `number`th phone on the table, from 1. */
  stand(number) {
    const { parts } = this;
    this.root.id = this.root.dataset.testid = `phone-${number}`;
    for (const name of ["log", "tools", "logFrame"]) parts[name].id = `${name}-${number}`;
    parts.more.setAttribute("aria-controls", parts.tools.id);
    this.talks.control(parts.logFrame);
    parts.close.hidden = number === 1;
    this.first = number === 1;
  }

  /** Have `buttons` on the upper bar that lead to those without a phone. */
  offer(buttons) {
    const { others, tag } = this.parts;
    const at = [...others.children].indexOf(document.activeElement);
    others.replaceChildren(...buttons);
    tag.hidden = !this.first || buttons.length > 0;
    if (at >= 0) (buttons[at] ?? this.parts.who).focus();
  }

  /** Hand the phone to `person`. */
  become(person) {
    const { parts } = this;
    this.person = person;
    this.root.setAttribute("aria-label", `${person.name}的手机`);
    this.root.dataset.side = person.group === "teachers" ? "member" : "parent";
    parts.title.textContent = person.group === "teachers" ? this.titles.members : this.titles.parents;
    // A parent goes by the child here, as in everything that teachers read.
    parts.myName.textContent = person.group === "parents" ? person.role : person.name;
    parts.who.setAttribute("aria-label", `您是${parts.myName.textContent}，换一个人`);
    paintAvatar(parts.myAvatar, person);
    parts.follow.hidden = person.group !== "parents";
    parts.switches.hidden = person.group === "teachers";
    this.showFollow();
    this.service.become(person.talks.find((talk) => talk.kind === "service") ?? null);
    this.talks.become(person.talks);
    this.listen();
    return this.show(this.opened.get(person) ?? person.talks[0]);
  }

  /** Open the conversation `talk`. */
  async show(talk) {
    const { parts } = this;
    const before = this.talk;
    this.talk = talk;
    this.opened.set(this.person, talk);
    this.news.delete(talk);
    this.sheet.close();
    this.talks.mark(talk, this.news);
    this.root.dataset.talk = talk.kind;
    parts.bottom.hidden = talk.kind === "notices";
    parts.hint.hidden = talk.kind !== "notices";
    parts.window.hidden = talk.kind !== "service";
    parts.emptyWords.textContent = EMPTY_WORDS[talk.kind];
    this.composer.become(talk, before);
    await Promise.all([this.chat.become(talk), this.menu.become(talk)]);
  }

  /** Look at the other conversation: 客服 is told that somebody came in. */
  turnTo(talk) {
    this.show(talk);
    if (talk.kind === "service") this.service.enter();
  }

  openPage(url, title) {
    if (isServiceLink(url) && this.service.talk) this.enter(url);
    else this.sheet.open(openPath(this.person, url), title);
  }

  /** Come to 客服 by the link `url`. */
  enter(url) {
    const { talk } = this.service;
    if (!talk) return;
    this.show(talk);
    this.focus();
    this.service.enter(url);
  }

  listen() {
    for (const stop of this.ears) stop();
    const chat = this.chat;
    this.ears = this.person.talks.map((talk) =>
      this.wire.listen(talk.id, {
        entry: (entry) => this.hear(talk, entry),
        open: () => talk === this.talk && chat.connected(),
        lost: () => talk === this.talk && chat.disconnected(),
      }),
    );
  }

  hear(talk, entry) {
    if (talk.kind === "service") this.service.refresh();
    if (talk === this.talk) return this.chat.show([entry]);
    if (entry.from === "bot") this.news.add(talk);
    this.talks.mark(this.talk, this.news);
  }

  focus() {
    if (this.talk.kind === "notices") this.parts.log.focus();
    else this.parts.input.focus();
  }

  close() {
    for (const stop of this.ears) stop();
    this.composer.keep(this.talk);
    this.sheet.leave();
    this.service.close();
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
