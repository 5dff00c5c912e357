// Whom to play: the directory, its search, and the sheet that it is on a phone.

const byId = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 840px)");

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

function personButton(person) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "person";
  button.dataset.userid = person.userid;
  button.dataset.testid = "person";
  const avatar = document.createElement("span");
  avatar.className = "avatar";
  avatar.setAttribute("aria-hidden", "true");
  paintAvatar(avatar, person);
  const name = document.createElement("span");
  name.className = "person-name";
  name.textContent = person.name;
  const role = document.createElement("span");
  role.className = "person-role";
  role.textContent = person.role;
  name.append(role);
  const children = document.createElement("span");
  children.className = "person-children";
  const count = person.children.length;
  children.textContent = count ? `结对 ${count} 位：${person.children.join("、")}` : "没有结对的孩子";
  button.append(avatar, name, children);
  return button;
}

/** The chooser of `people`; `choose(person)` is called when somebody else is picked. */
export class Chooser {
  constructor(people, choose) {
    this.people = people;
    this.panel = byId("people");
    this.buttons = people.map((person) => {
      const button = personButton(person);
      button.addEventListener("click", () => {
        byId("search").value = "";
        this.filter();
        this.close();
        choose(person);
      });
      const item = document.createElement("li");
      item.append(button);
      byId("person-list").append(item);
      return button;
    });
    byId("search").addEventListener("input", () => this.filter());
    this.panel.addEventListener("keydown", (event) => this.onKey(event));
    byId("open-people").addEventListener("click", () => (wide.matches ? byId("search").focus() : this.open()));
    byId("close-people").addEventListener("click", () => this.close());
    byId("scrim").addEventListener("click", () => this.close());
    wide.addEventListener("change", () => this.settle(false));
    this.settle(false);
  }

  mark(userid) {
    for (const button of this.buttons) button.setAttribute("aria-current", String(button.dataset.userid === userid));
  }

  filter() {
    const wanted = byId("search").value.trim().toLowerCase();
    this.people.forEach((person, index) => {
      const words = [person.name, person.userid, person.role, ...person.children].join(" ").toLowerCase();
      this.buttons[index].parentElement.hidden = !words.includes(wanted);
    });
    byId("nobody").hidden = this.shown().length > 0;
  }

  shown() {
    return this.buttons.filter((button) => !button.parentElement.hidden);
  }

  onKey(event) {
    if (event.key === "Escape" && !wide.matches) this.close();
    if (event.key === "Enter" && event.target.id === "search" && !event.isComposing) this.shown()[0]?.click();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const shown = this.shown();
    const next = shown.indexOf(document.activeElement) + step;
    (shown[next] ?? (step < 0 ? byId("search") : shown.at(-1)))?.focus();
  }

  open() {
    this.settle(true);
    (this.buttons.find((button) => button.getAttribute("aria-current") === "true") ?? byId("search")).focus();
  }

  close() {
    if (wide.matches || !this.panel.classList.contains("open")) return;
    this.settle(false);
    byId("open-people").focus();
  }

  // A closed sheet is out of reach for keys and screen readers; an open one keeps them to itself.
  settle(open) {
    const sheet = !wide.matches;
    this.panel.classList.toggle("open", sheet && open);
    this.panel.inert = sheet && !open;
    byId("phone").inert = sheet && open;
    byId("scrim").hidden = !(sheet && open);
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"]]) {
      if (sheet) this.panel.setAttribute(name, value);
      else this.panel.removeAttribute(name);
    }
  }
}
