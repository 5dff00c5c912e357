// The table: up to three people, as many of their phones as there is room for, and the address that remembers it.

import { icon, make } from "./dom.js";
import { Chooser, everybody, paintAvatar, partner } from "./people.js";
import { Phone } from "./phone.js";
import { Wire } from "./wire.js";

const byId = (id) => document.getElementById(id);
const SEATS = 3;
// So wide that a phone keeps 360 px: for two phones and for three, then for the people beside one, two or three.
const roomForPhones = [matchMedia("(min-width: 900px)"), matchMedia("(min-width: 1240px)")];
const roomForColumn = [840, 1264, 1580].map((width) => matchMedia(`(min-width: ${width}px)`));
const PLACES = [["这部"], ["左边", "右边"], ["左边", "中间", "右边"]];
const TURN = ["M4 9h14l-4-4", "M20 15H6l4 4"];

/** The phones of the first people in `seats`; whoever finds no room is a tap away. */
export class Table {
  constructor(directory) {
    this.people = everybody(directory);
    this.shared = {
      titles: { members: directory.app, parents: directory.parents_app },
      drafts: new Map(),
      opened: new Map(),
      news: new Set(),
      wire: new Wire(),
    };
    this.chooser = new Chooser(this.people, (person) => this.choose(person));
    this.seats = [];
    this.phones = [];
    this.active = null;
    this.ears = []; // on what comes to those without a phone
    byId("second-phone").addEventListener("click", () => this.openAnother());
    for (const room of [...roomForPhones, ...roomForColumn]) room.addEventListener("change", () => this.arrange());
    this.serveWindows();
  }

  get room() {
    return 1 + roomForPhones.filter((enough) => enough.matches).length;
  }

  get hidden() {
    return this.seats.slice(this.phones.length);
  }

  /** Take up the people named in the address. */
  restore(query) {
    const named = (name) => this.people.find((person) => person.userid.toLowerCase() === name?.toLowerCase());
    const others = query.getAll("and").map(named);
    const people = [named(query.get("as")) ?? this.people[0], ...others].filter(Boolean);
    this.seats = [...new Set(people)].slice(0, SEATS);
    this.arrange();
  }

  add() {
    const phone = new Phone(this.shared);
    const { who, close, others } = phone.parts;
    who.addEventListener("click", () => {
      this.activate(phone);
      this.chooser.open();
    });
    close.addEventListener("click", () => this.putAway(phone));
    others.addEventListener("click", (event) => this.swap(event.target.closest("button")?.dataset.userid));
    for (const happening of ["pointerdown", "focusin"]) {
      phone.root.addEventListener(happening, () => this.activate(phone));
    }
    byId("phones").append(phone.root);
    this.phones.push(phone);
    return phone;
  }

  activate(phone) {
    this.active = phone;
    const { length } = this.phones;
    for (const one of this.phones) one.root.classList.toggle("active", one === phone && length > 1);
    const place = PLACES[length - 1][this.phones.indexOf(phone)];
    this.chooser.mark(phone.person?.userid, length === 1 ? "您是谁" : `${place}手机是谁`);
  }

  /** Give the active phone to `person`; who is at the table already changes places. */
  choose(person) {
    const { seats } = this;
    const at = this.phones.indexOf(this.active);
    const before = seats[at];
    if (person !== before) {
      const from = seats.indexOf(person);
      seats[at] = person;
      if (from >= 0) seats[from] = before;
      // Where there is room for one phone only, whoever had it stays a tap away.
      else if (this.room === 1) this.seats = [person, before, ...seats.slice(1)].slice(0, Math.max(2, seats.length));
      this.arrange();
    }
    if (this.chooser.column) this.active.focus();
  }

  openAnother() {
    const at = this.phones.length;
    this.seats.splice(at, 0, partner(this.people, this.seats));
    this.arrange();
    this.activate(this.phones[at]);
    this.chooser.close();
    this.phones[at].focus();
  }

  putAway(phone) {
    const at = this.phones.indexOf(phone);
    this.phones.splice(at, 1);
    this.seats.splice(at, 1);
    phone.close();
    this.arrange();
    this.phones[0].focus();
  }

  /** The last phone on the table goes to the one called `userid`, who had none. */
  swap(userid) {
    const from = this.seats.findIndex((person) => person.userid === userid);
    const to = this.phones.length - 1;
    if (from < 0) return;
    [this.seats[from], this.seats[to]] = [this.seats[to], this.seats[from]];
    this.arrange();
  }

  /** Put as many phones on the table as there are people and room, each with whoever sits there. */
  arrange() {
    const { phones, seats } = this;
    const wanted = Math.min(seats.length, this.room);
    while (phones.length > wanted) phones.pop().close();
    while (phones.length < wanted) this.add();
    phones.forEach((phone, index) => {
      phone.stand(index + 1);
      if (phone.person !== seats[index]) phone.become(seats[index]);
    });
    document.body.dataset.phones = wanted;
    this.chooser.beColumn(roomForColumn[wanted - 1].matches);
    this.activate(phones.includes(this.active) ? this.active : phones[0]);
    this.offerAnother();
    this.offerHidden();
    this.remember();
  }

  offerAnother() {
    const button = byId("second-phone");
    button.hidden = this.seats.length === SEATS || this.phones.length === this.room;
    if (button.hidden) return;
    const next = partner(this.people, this.seats);
    byId("second-phone-who").textContent = next.group === "parents" ? next.role : next.name;
  }

  /** Those who found no room are on the last phone's bar, with a dot where something came for them. */
  offerHidden() {
    const { wire, news } = this.shared;
    for (const stop of this.ears) stop();
    this.ears = this.hidden.flatMap((person) =>
      person.talks.map((talk) =>
        wire.listen(talk.id, {
          entry: ({ from }) => {
            if (from !== "bot") return;
            news.add(talk);
            this.drawHidden();
          },
        }),
      ),
    );
    this.drawHidden();
  }

  drawHidden() {
    const { news } = this.shared;
    for (const phone of this.phones) {
      const hidden = phone === this.phones.at(-1) ? this.hidden : [];
      phone.offer(hidden.map((person) => switchTo(person, person.talks.some((talk) => news.has(talk)))));
    }
  }

  remember() {
    const [first, ...others] = this.seats.map((person) => person.userid);
    const query = new URLSearchParams([["as", first], ...others.map((userid) => ["and", userid])]);
    history.replaceState(null, "", `?${query.toString().replaceAll("%3A", ":")}`);
  }

  /** A page in a phone may open its link to 客服 in a window of its own; that phone takes it up. */
  serveWindows() {
    const channel = new BroadcastChannel("kf");
    channel.onmessage = ({ data: { service } }) => {
      const phone = service && this.phones.find((one) => one.sheet.inUse);
      if (!phone) return;
      phone.enter(service);
      channel.postMessage({ taken: service });
    };
  }

  retime() {
    for (const phone of this.phones) phone.chat.retime();
  }
}

function switchTo(person, news) {
  const button = make("button", "other", "", {
    "data-testid": "switch-person",
    "data-userid": person.userid,
    "aria-label": `换成${person.name}${news ? "，有新消息" : ""}`,
  });
  button.classList.toggle("news", news);
  const avatar = make("span", "avatar small", "", { "aria-hidden": "true" });
  paintAvatar(avatar, person);
  button.append(icon(...TURN), avatar);
  return button;
}
