// The table with one or two phones on it: who has which, and the address that remembers it.

import { chatPath, get } from "./api.js";
import { startClock } from "./clock.js";
import { Faults } from "./faults.js";
import { Chooser, everybody } from "./people.js";
import { Phone } from "./phone.js";

const byId = (id) => document.getElementById(id);
const roomForTwo = matchMedia("(min-width: 900px)");
const roomForColumn = [matchMedia("(min-width: 840px)"), matchMedia("(min-width: 1264px)")]; // with one phone, with two

/** One phone, or two where there is room; without room the second person is a tap away. */
class Table {
  constructor(directory) {
    this.people = everybody(directory);
    this.shared = { titles: { members: directory.app, parents: directory.parents_app }, drafts: new Map() };
    this.chooser = new Chooser(this.people, (person) => this.choose(person));
    this.other = null; // who has the second phone, or is a tap away
    this.watch = null;
    this.phones = [];
    this.add();
    this.active = this.phones[0];
    byId("second-phone").addEventListener("click", () => this.openSecond(this.partner()));
    for (const room of [roomForTwo, ...roomForColumn]) room.addEventListener("change", () => this.arrange());
  }

  /** Take up the people named in the address. */
  restore(query) {
    const named = (name) => {
      const wanted = query.get(name)?.toLowerCase();
      return this.people.find((person) => person.userid.toLowerCase() === wanted) ?? null;
    };
    this.other = named("and");
    this.phones[0].become(named("as") ?? this.people[0]);
    this.arrange();
  }

  add() {
    const phone = new Phone(this.phones.length + 1, this.shared);
    const { who, other, close } = phone.parts;
    who.addEventListener("click", () => {
      this.activate(phone);
      this.chooser.open();
    });
    other.addEventListener("click", () => this.swap());
    close.addEventListener("click", () => this.closeSecond());
    for (const happening of ["pointerdown", "focusin"]) {
      phone.root.addEventListener(happening, () => this.activate(phone));
    }
    byId("phones").append(phone.root);
    this.phones.push(phone);
    return phone;
  }

  activate(phone) {
    this.active = phone;
    for (const one of this.phones) one.root.classList.toggle("active", one === phone && this.phones.length > 1);
    const heading = this.phones.length === 1 ? "您是谁" : `${phone === this.phones[0] ? "左" : "右"}边手机是谁`;
    this.chooser.mark(phone.person?.userid, heading);
  }

  choose(person) {
    const before = this.active.person;
    if (person !== before) {
      this.active.become(person);
      if (this.active !== this.phones[0]) this.other = person;
      else if (!roomForTwo.matches) this.other = before;
      this.settle();
    }
    if (this.chooser.column) this.active.focus();
  }

  /** Who goes well with the first phone's person: a child's parent, or a parent's teacher. */
  partner() {
    const mine = this.phones[0].person;
    const shares = (person) => person.children.some((one) => mine.children.includes(one));
    const near = (person) => person.parent !== mine.parent && shares(person);
    return this.people.find(near) ?? this.people.find((person) => person !== mine);
  }

  openSecond(person) {
    this.other = person;
    this.arrange();
    this.activate(this.phones[1]);
    this.chooser.close();
    this.phones[1].focus();
  }

  closeSecond() {
    this.other = null;
    this.arrange();
    this.phones[0].focus();
  }

  swap() {
    const [phone] = this.phones;
    const next = this.other;
    this.other = phone.person;
    phone.become(next);
    this.settle();
  }

  /** Put as many phones on the table as there are people and room. */
  arrange() {
    const two = Boolean(this.other) && roomForTwo.matches;
    if (two && this.phones.length === 1) this.add().become(this.other);
    if (!two && this.phones.length === 2) this.phones.pop().close();
    document.body.dataset.phones = this.phones.length;
    this.chooser.beColumn(roomForColumn[this.phones.length - 1].matches);
    byId("second-phone").hidden = this.phones.length === 2 || !roomForTwo.matches;
    this.activate(this.phones.includes(this.active) ? this.active : this.phones[0]);
    this.settle();
  }

  /** Tell the address and the way to the other person how things stand. */
  settle() {
    const hidden = this.phones.length === 1 ? this.other : null;
    this.phones[0].offer(hidden);
    this.listenFor(hidden);
    this.activate(this.active);
    const query = new URLSearchParams({ as: this.phones[0].person.userid });
    if (this.other) query.set("and", this.other.userid);
    history.replaceState(null, "", `?${query.toString().replaceAll("%3A", ":")}`);
  }

  /** A dot tells that something came for the person whose phone is not on the table. */
  listenFor(person) {
    if (this.watch?.person === person) return;
    this.watch?.stream.close();
    this.watch = person && { person, stream: new EventSource(chatPath(person, "/events")) };
    if (!person) return;
    this.watch.stream.onmessage = (event) => {
      if (JSON.parse(event.data).from === "bot") this.phones[0].offer(person, true);
    };
  }

  retime() {
    for (const phone of this.phones) phone.chat.retime();
  }
}

try {
  const table = new Table(await get("/api/people"));
  table.restore(new URLSearchParams(location.search));
  const faults = new Faults(byId("faults"), byId("faults-open"));
  await Promise.allSettled([startClock(byId("clock"), () => table.retime()), faults.refresh()]);
} catch {
  byId("no-answer").hidden = false;
}
