// Whom to play: the directory of teachers, parents and strangers, its search, and the sheet that it is without room.

import { make } from "./dom.js";

const byId = (id) => document.getElementById(id);

export function surname(name) {
  const last = name.split("·")[0];
  return /^(欧阳|尉迟|司马|上官|诸葛|东方)/.test(last) ? last.slice(0, 2) : last.slice(0, 1);
}

/** Draw a person's avatar: the surname on a colour that stays the same for the same account. */
export function paintAvatar(element, person) {
  let sum = 7;
  for (const letter of person.userid) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  element.textContent = surname(person.name);
  element.style.setProperty("--hue", sum);
}

/** Who has a phone, and with whom: `talks` are a person's conversations, the first one opens first. */
function withTalks(person, ...talks) {
  person.talks = talks.map((talk) => ({ ...talk, person }));
  return person;
}

const member = (one) =>
  withTalks({ ...one, account: one.userid, group: "teachers" }, { id: one.userid, kind: "app" });

const parent = (one) =>
  withTalks(
    { ...one, userid: one.id, account: one.parent_userid, role: one.label, group: "parents" },
    { id: one.id, kind: "notices" },
    { id: one.kf, kind: "service" },
  );

const stranger = (one) =>
  withTalks(
    { ...one, userid: one.id, account: one.id.replace(/^kf:/, ""), role: "陌生人", children: [], group: "strangers" },
    { id: one.id, kind: "service" },
  );

/** Everybody in /api/people as one kind of person: members first, then the parents, who go by their child. */
export const everybody = ({ people, parents, strangers }) => [
  ...people.map(member),
  ...parents.map(parent),
  ...strangers.map(stranger),
];

/** Who goes well on the table with those who have a seat: a parent beside a teacher, then the child's other parent. */
export function partner(people, seats) {
  const free = people.filter((person) => !seats.includes(person));
  const isParent = (person) => person.group === "parents";
  const known = seats.find(isParent) ?? seats[0];
  const shares = (person) => person.children.some((child) => known.children.includes(child));
  const teacherFirst = !seats.some((person) => person.group === "teachers");
  return (
    (teacherFirst && free.find((person) => person.group === "teachers" && shares(person))) ||
    free.find((person) => isParent(person) && shares(person)) ||
    free[0]
  );
}

const CHILDREN_WORDS = {
  teachers: ({ children }) =>
    children.length ? `结对 ${children.length} 位：${children.join("、")}` : "没有结对的孩子",
  parents: ({ children }) => `孩子：${children.join("、")}`,
  strangers: () => "不是家长，点开了客服的链接",
};

function personButton(person) {
  const button = make("button", "person");
  button.dataset.userid = person.userid;
  button.dataset.testid = "person";
  const avatar = make("span", "avatar", "", { "aria-hidden": "true" });
  paintAvatar(avatar, person);
  const name = make("span", "person-name", person.name);
  name.append(make("span", "person-role", person.role));
  button.append(avatar, name, make("span", "person-children", CHILDREN_WORDS[person.group](person)));
  return button;
}

/** The chooser of `people`; `choose(person)` is called when somebody is picked. */
export class Chooser {
  constructor(people, choose) {
    this.people = people;
    this.panel = byId("people");
    this.column = false;
    this.returnTo = null;
    this.buttons = people.map((person) => this.entry(person, choose));
    byId("search").addEventListener("input", () => this.filter());
    this.panel.addEventListener("keydown", (event) => this.onKey(event));
    byId("close-people").addEventListener("click", () => this.close());
    byId("scrim").addEventListener("click", () => this.close());
    byId("jumps").addEventListener("click", (event) => this.jump(event.target.closest("button")));
    this.filter();
  }

  entry(person, choose) {
    const button = personButton(person);
    button.addEventListener("click", () => {
      byId("search").value = "";
      this.filter();
      this.close();
      choose(person);
    });
    const item = make("li");
    item.append(button);
    byId(person.group).append(item);
    return button;
  }

  /** Say whose phone is being given away, and who has it now. */
  mark(userid, heading) {
    byId("people-title").textContent = heading;
    for (const button of this.buttons) button.setAttribute("aria-current", String(button.dataset.userid === userid));
  }

  filter() {
    const wanted = byId("search").value.trim().toLowerCase();
    this.people.forEach((person, index) => {
      const words = [person.name, person.userid, person.role, ...person.children].join(" ").toLowerCase();
      this.buttons[index].parentElement.hidden = !words.includes(wanted);
    });
    for (const group of this.panel.querySelectorAll(".person-group")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    byId("nobody").hidden = this.shown().length > 0;
  }

  shown() {
    return this.buttons.filter((button) => !button.parentElement.hidden);
  }

  jump(button) {
    const group = byId(button?.dataset.group)?.closest(".person-group");
    if (group) byId("person-list").scrollTop = group.offsetTop;
  }

  onKey(event) {
    if (event.key === "Escape" && !this.column) this.close();
    if (event.key === "Enter" && event.target.id === "search" && !event.isComposing) this.shown()[0]?.click();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const shown = this.shown();
    const next = shown.indexOf(document.activeElement) + step;
    (shown[next] ?? (step < 0 ? byId("search") : shown.at(-1)))?.focus();
  }

  /** Be a column beside the phones, or a sheet over them. */
  beColumn(column) {
    this.column = column;
    document.body.dataset.people = column ? "column" : "sheet";
    this.settle(false);
  }

  open() {
    if (this.column) return byId("search").focus();
    this.returnTo = document.activeElement;
    this.settle(true);
    (this.buttons.find((button) => button.getAttribute("aria-current") === "true") ?? byId("search")).focus();
  }

  close() {
    if (this.column || !this.panel.classList.contains("open")) return;
    this.settle(false);
    this.returnTo?.focus();
  }

  // A closed sheet is out of reach for keys and screen readers; an open one keeps them to itself.
  settle(open) {
    const sheet = !this.column;
    this.panel.classList.toggle("open", sheet && open);
    this.panel.inert = sheet && !open;
    byId("phones").inert = byId("clock").inert = sheet && open;
    byId("scrim").hidden = !(sheet && open);
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"]]) {
      if (sheet) this.panel.setAttribute(name, value);
      else this.panel.removeAttribute(name);
    }
  }
}
