// Trouble on purpose: which of the platform's calls go wrong, how, and how often.

import { get, post, remove, sentenceOf } from "./api.js";
import { make, refs } from "./dom.js";

const LOOK_AGAIN_MS = 2000;

/** The dialog `dialog`, opened by `opener`. */
export class Faults {
  constructor(dialog, opener) {
    this.dialog = dialog;
    this.opener = opener;
    this.parts = refs(dialog);
    this.labels = new Map();
    this.again = 0;
    const { form, close, clear, kind } = this.parts;
    opener.addEventListener("click", () => this.open());
    close.addEventListener("click", () => dialog.close());
    // A tap beside the dialog leaves it.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    clear.addEventListener("click", () => this.change(() => remove("/api/faults")));
    kind.addEventListener("change", () => this.showDetails());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change(() => post("/api/faults", this.wanted()));
    });
  }

  open() {
    this.dialog.showModal();
    this.change(async () => {});
  }

  wanted() {
    const { path, kind, code, seconds, times } = this.parts;
    const fault = { path: path.value, kind: kind.value, times: Number(times.value) };
    if (kind.value === "code") fault.code = Number(code.value);
    if (kind.value === "slow") fault.seconds = Number(seconds.value);
    return fault;
  }

  /** Do `deed`, then show how things stand. */
  async change(deed) {
    const { note } = this.parts;
    note.hidden = true;
    try {
      await deed();
      await this.refresh();
    } catch (error) {
      note.textContent = sentenceOf(error, "体验环境没有应答，再试一次。");
      note.hidden = false;
    }
  }

  /** Fetch what goes wrong at present. */
  async refresh() {
    const { faults, known } = await get("/api/faults");
    const { kind, active, none, clear } = this.parts;
    if (kind.options.length === 0) {
      for (const { name, label } of known) kind.append(new Option(label, name));
      this.labels = new Map(known.map(({ name, label }) => [name, label]));
      this.showDetails();
    }
    active.replaceChildren(...faults.map((fault) => this.line(fault)));
    none.hidden = faults.length > 0;
    clear.disabled = faults.length === 0;
    this.opener.classList.toggle("on", faults.length > 0);
    // Faults are used up by the bot's calls, unseen by this page.
    clearTimeout(this.again);
    if (faults.length > 0) this.again = setTimeout(() => this.refresh().catch(() => {}), LOOK_AGAIN_MS);
  }

  line(fault) {
    const path = [...this.parts.path.options].find((option) => option.value === fault.path);
    const details = { code: ` ${fault.code}`, slow: ` ${fault.seconds} 秒` }[fault.kind] ?? "";
    const times = fault.times ? `还有 ${fault.times} 次` : "直到清除";
    const words = `${path?.text ?? fault.path}：${this.labels.get(fault.kind) ?? fault.kind}${details}，${times}`;
    return make("li", "", words, { "data-testid": "fault" });
  }

  showDetails() {
    const { kind, codeLine, secondsLine } = this.parts;
    codeLine.hidden = kind.value !== "code";
    secondsLine.hidden = kind.value !== "slow";
  }
}
