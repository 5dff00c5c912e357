// The platform's cards: a link card, a menu of 客服, and template cards with a checklist, lists, buttons and a menu of their own.

import { sentenceOf } from "./api.js";
import { fillChoices } from "./choices.js";
import { icon, isWeb, make } from "./dom.js";
import { link } from "./markup.js";
import { attachPopup } from "./popup.js";

let groups = 0; // choices of one card exclude each other, not those of the same card elsewhere

const MORE = ["M5.5 12h.01", "M12 12h.01", "M18.5 12h.01"];

/**
 * Draw `card` into `bubble`.
 *
 * `hooks.tap(key, chosen)` tells the bot and ends when it has answered; `hooks.say(item)` says a line of a menu;
 * `hooks.href` and `hooks.open` are for links.
 */
export function fillCard(bubble, card, hooks) {
  if (card.type === "menu") return fillChoices(bubble, card, hooks);
  bubble.classList.add("card");
  bubble.dataset.testid = "card";
  if (card.rows) new TemplateCard(bubble, card, hooks).draw();
  else fillLinkCard(bubble, card, hooks);
}

/** `card` but for what is ticked and chosen in it. */
export function shapeOf(card) {
  if (!card?.options) return card;
  const options = card.options.map((option) => ({ ...option, checked: false }));
  const selects = (card.selects ?? []).map((select) => ({ ...select, chosen: "" }));
  return { ...card, options, selects };
}

/** Tick and choose in `bubble` what is ticked and chosen in `card`, which is drawn there already. */
export function tick(bubble, card) {
  bubble.querySelectorAll(".card-option input").forEach((box, index) => {
    box.checked = card.options[index].checked;
  });
  bubble.querySelectorAll(".card-select select").forEach((list, index) => {
    list.value = card.selects[index].chosen;
  });
}

function fillLinkCard(bubble, card, hooks) {
  bubble.append(make("span", "card-title", card.title));
  if (card.description) bubble.append(make("span", "card-text", card.description));
  if (isWeb(card.url)) bubble.append(link("card-link", card.button, card.url, hooks));
}

class TemplateCard {
  constructor(bubble, card, hooks) {
    this.bubble = bubble;
    this.card = card;
    this.hooks = hooks;
    this.done = Boolean(card.replace_text);
  }

  draw() {
    const { card, bubble } = this;
    bubble.setAttribute("role", "group");
    bubble.setAttribute("aria-label", card.title);
    bubble.tabIndex = -1;
    const head = make("div", "card-head");
    head.append(make("span", "card-title", card.title));
    if (card.menu?.length) head.append(this.menu());
    bubble.append(head);
    if (card.desc) bubble.append(make("p", "card-text", card.desc));
    if (card.text) bubble.append(make("p", "card-words", card.text));
    if (card.rows.length) bubble.append(this.rows());
    if (card.options?.length) bubble.append(this.options());
    for (const select of card.selects ?? []) bubble.append(this.list(select));
    bubble.append(...this.actions());
    if (isWeb(card.url)) bubble.append(link("card-link", "查看详情", card.url, this.hooks));
  }

  rows() {
    const list = make("dl", "card-rows");
    for (const [name, value] of this.card.rows) list.append(make("dt", "", name), make("dd", "", value));
    return list;
  }

  options() {
    const { card } = this;
    const name = `options-${(groups += 1)}`;
    const group = make("div", "card-options", "", { role: "group", "aria-label": "选项" });
    for (const option of card.options) {
      const box = make("input", "", "", { type: card.mode === 0 ? "radio" : "checkbox", name });
      box.value = option.id;
      box.checked = option.checked;
      box.disabled = card.disabled || this.done;
      box.dataset.testid = `card-option-${option.id}`;
      const line = make("label", "card-option");
      line.append(box, make("span", "", option.text));
      group.append(line);
    }
    return group;
  }

  list({ key, title, options, chosen, disabled }) {
    const frame = make("label", "card-select");
    const list = make("select", "", "", { "data-testid": `card-select-${key}` });
    for (const { id, text } of options) {
      const line = make("option", "", text);
      line.value = id;
      list.append(line);
    }
    list.name = key;
    list.value = chosen;
    list.disabled = disabled || this.done;
    frame.append(make("span", "", title), list);
    return frame;
  }

  /** What can be tapped below; a card that is done has one grey word there instead. */
  actions() {
    const { card } = this;
    if (this.done) {
      const done = make("p", "card-done", card.replace_text, { role: "status" });
      done.dataset.testid = "card-done";
      return [done];
    }
    const buttons = (card.buttons ?? []).map((one) => this.button(one, `card-button-${one.key}`, one.style));
    if (card.submit) buttons.push(this.button(card.submit, "card-submit", 1));
    if (!buttons.length) return [];
    const bar = make("div", "card-buttons");
    bar.append(...buttons);
    return [bar];
  }

  button({ key, text }, testid, style) {
    const button = make("button", "card-button", text, { "data-style": style || 1 });
    button.dataset.testid = testid;
    button.addEventListener("click", () => this.tap(key, button, this.chosen()));
    return button;
  }

  menu() {
    const frame = make("div", "card-more");
    const button = make("button", "icon-button", "", { "aria-label": "更多", "data-testid": "card-menu" });
    button.append(icon(...MORE));
    const list = make("div", "popup", "", { "aria-label": "更多" });
    for (const { key, text } of this.card.menu) {
      const choice = make("button", "", text, { "data-testid": `card-menu-${key}` });
      choice.addEventListener("click", () => this.tap(key, button, {}));
      list.append(choice);
    }
    attachPopup(button, list);
    frame.append(button, list);
    return frame;
  }

  chosen() {
    const { bubble } = this;
    const options = [...bubble.querySelectorAll(".card-option input:checked")].map((box) => box.value);
    const lists = [...bubble.querySelectorAll(".card-select select")].map((list) => [list.name, list.value]);
    return { options, selects: Object.fromEntries(lists) };
  }

  async tap(key, control, chosen) {
    if (this.bubble.getAttribute("aria-busy") === "true") return;
    this.bubble.querySelector(".card-trouble")?.remove();
    this.busy(control, true);
    try {
      await this.hooks.tap(key, chosen);
    } catch (error) {
      this.trouble(error, control, () => this.tap(key, control, chosen));
    } finally {
      this.busy(control, false);
    }
  }

  // Nothing is taken away from under the keyboard's focus: while the card waits, taps simply do nothing.
  busy(control, yes) {
    this.bubble.setAttribute("aria-busy", String(yes));
    control.classList.toggle("busy", yes);
    for (const one of this.bubble.querySelectorAll("button")) {
      if (yes) one.setAttribute("aria-disabled", "true");
      else one.removeAttribute("aria-disabled");
    }
  }

  trouble(error, control, onAgain) {
    const line = make("p", "card-trouble", "", { role: "alert" });
    const again = make("button", "", "再点一次", { "data-testid": "card-retry" });
    again.addEventListener("click", () => {
      control.focus();
      onAgain();
    });
    line.append(sentenceOf(error, "没有送到。"), again);
    this.bubble.append(line);
  }
}
