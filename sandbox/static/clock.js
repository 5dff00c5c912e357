// The sandbox's clock: what time it is there, and the bar to travel with.

import { get, post, sentenceOf } from "./api.js";
import { refs } from "./dom.js";
import { clockOf, dateWithWeekday, dayOf } from "./times.js";

let lead = 0; // seconds by which the sandbox is ahead of this machine

/** Unix seconds in the sandbox. */
export const now = () => Date.now() / 1000 + lead;

/** Start the travel bar in `bar`; `onDay` is called whenever another day has come. */
export async function startClock(bar, onDay) {
  const parts = refs(bar);
  let day = "";

  function show() {
    const date = dateWithWeekday(now(), Date.now() / 1000);
    parts.now.textContent = `${date} ${clockOf(now())}`;
    if (dayOf(now()) === day) return;
    day = dayOf(now());
    onDay();
  }

  function set(answer) {
    lead = answer.now - Date.now() / 1000;
    bar.hidden = !answer.can_travel;
    parts.reset.disabled = Math.abs(answer.offset) < 1;
    show();
  }

  async function travel(button) {
    bar.setAttribute("aria-busy", "true");
    parts.note.hidden = true;
    try {
      set(await post("/api/clock", { to: button.dataset.to }));
    } catch (error) {
      parts.note.textContent = sentenceOf(error, "时间没有改成，再点一次试试。");
      parts.note.hidden = false;
    } finally {
      bar.setAttribute("aria-busy", "false");
    }
  }

  const refresh = () => get("/api/clock").then(set);
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && bar.getAttribute("aria-busy") !== "true") travel(button);
  });
  // Another page may have travelled meanwhile.
  addEventListener("focus", () => refresh().catch(() => {}));
  setInterval(show, 1000);
  await refresh();
}
