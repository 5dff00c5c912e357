// Below a chat in which one can answer: quick words, the input, and what else can be sent.

export class Composer {
  /** `chat` sends; `drafts` keeps what was begun, by conversation. */
  constructor(parts, chat, drafts) {
    this.parts = parts;
    this.chat = chat;
    this.drafts = drafts;
    const { input, bar, chips, example, more, tools } = parts;
    input.addEventListener("input", () => this.fit());
    input.addEventListener("focus", () => this.toggleTools(false));
    input.addEventListener("keydown", (event) => this.onKey(event));
    bar.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
      input.focus();
    });
    for (const words of [chips, example]) {
      words.addEventListener("click", (event) => this.say(event.target.closest("button")?.textContent));
    }
    more.addEventListener("click", () => this.toggleTools(tools.hidden));
    tools.addEventListener("click", (event) => this.sendOther(event.target.closest("button")));
  }

  /** Serve the conversation `talk` after `before`; only the app's own has quick words and can be opened as an app. */
  become(talk, before) {
    const { input, example, chips, toApp } = this.parts;
    const { children } = talk.person;
    if (before) this.keep(before);
    input.value = this.drafts.get(talk.id) ?? "";
    example.hidden = chips.hidden = toApp.hidden = talk.kind !== "app";
    example.textContent = children.length ? `已谈心 ${children[0]}` : "帮助";
    this.toggleTools(false);
    this.fit();
  }

  /** Remember what was begun in `talk`. */
  keep(talk) {
    this.drafts.set(talk.id, this.parts.input.value);
  }

  onKey(event) {
    // While an input method is open, Enter chooses a word (229 is what some browsers call that key).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.submit();
  }

  fit() {
    const { input, send } = this.parts;
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight + 2, 132)}px`;
    send.disabled = !input.value.trim();
  }

  submit() {
    const { input } = this.parts;
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    this.fit();
    this.say(text);
  }

  say(text) {
    if (text) this.chat.send({ text }, "text", text);
  }

  sendOther(button) {
    const { kind, label } = button?.dataset ?? {};
    if (label) this.chat.send({ kind }, kind, label);
    else if (kind) this.chat.post({ kind });
  }

  toggleTools(open) {
    this.parts.tools.hidden = !open;
    this.parts.more.setAttribute("aria-expanded", String(open));
  }
}
