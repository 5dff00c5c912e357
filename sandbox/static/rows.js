// How one line of a chat looks: bubbles, cards, notes and the time between them.

import { fillCard, shapeOf, tick } from "./cards.js";
import { now } from "./clock.js";
import { icon, make } from "./dom.js";
import { fillText } from "./markup.js";
import { clockOf, dateWithWeekday, dayOf, timeLabel } from "./times.js";

const GAP_SECONDS = 300;
const ICONS = {
  image: ["M4 6h16v12H4z", "M5 17l5-5 3 3 3-3 3 3"],
  voice: ["M8 9.5a4 4 0 0 1 0 5", "M11.5 7a8 8 0 0 1 0 10", "M15 4.5a12 12 0 0 1 0 15"],
  video: ["M4 6h11v12H4z", "M15 10.5l5-3v9l-5-3"],
  file: ["M6 3.5h8l4.5 4.5v12.5H6z", "M14 3.5V8h4.5"],
};

/** Show the time above a line that comes on another day than the one before, or more than five minutes after it. */
export function retime(item) {
  if (!item) return;
  const at = Number(item.dataset.at);
  const before = item.previousElementSibling?.dataset.at;
  const label = item.querySelector(".time");
  const newDay = before !== undefined && dayOf(at) !== dayOf(before);
  label.hidden = !newDay && before !== undefined && Math.abs(at - before) < GAP_SECONDS;
  label.classList.toggle("day", newDay);
  label.dataset.testid = newDay ? "day-separator" : "time";
  label.textContent = newDay ? `${dateWithWeekday(at, now())} ${clockOf(at)}` : timeLabel(at, now());
}

function fillBubble(bubble, entry, hooks) {
  if (entry.card) return fillCard(bubble, entry.card, hooks);
  if (entry.from === "bot" && !ICONS[entry.kind]) {
    // What cannot be passed on says so, as a watermark does on a real phone.
    if (entry.kind === "safe") bubble.append(make("span", "secret", "保密", { "data-testid": "secret" }));
    return fillText(bubble, entry.text, hooks);
  }
  if (!ICONS[entry.kind]) return void (bubble.textContent = entry.text);
  fillFile(bubble, entry);
}

/** A file: a picture as it is, everything else as a sign of its kind, which fetches it once it is on the platform. */
function fillFile(bubble, { kind, text, media }) {
  bubble.classList.add(kind === "image" ? "picture" : kind);
  if (kind === "image" && media) {
    bubble.append(make("img", "", "", { src: media, alt: text, "data-testid": "picture" }));
    return;
  }
  const frame = media ? make("a", "download", "", { href: media, download: "", "data-testid": "file" }) : bubble;
  frame.setAttribute("aria-label", text);
  if (!media) frame.setAttribute("role", "img");
  frame.append(icon(...ICONS[kind]));
  if (kind === "voice") frame.prepend(make("span", "", "5″"));
  if (kind === "file") frame.append(make("span", "", text.replace(/^［.*?］/, "")));
  if (media) bubble.append(frame);
}

/** Draw what `entry` says, if the line does not say it already: what is ticked but not sent yet stays ticked. */
export function setContent(item, entry, hooks) {
  const shown = JSON.stringify([entry.kind, entry.text, entry.media, entry.card]);
  if (item.dataset.shown === shown) return;
  item.dataset.shown = shown;
  const shape = JSON.stringify([entry.kind, entry.text, entry.media, shapeOf(entry.card)]);
  const old = item.querySelector(".bubble");
  // The ticks of a card that waits for its answer come first: it must go on waiting.
  if (item.dataset.shape === shape) return tick(old, entry.card);
  item.dataset.shape = shape;
  const bubble = make("div", "bubble");
  fillBubble(bubble, entry, hooks);
  const focused = old.contains(document.activeElement);
  old.replaceWith(bubble);
  if (focused) bubble.focus({ preventScroll: true });
}

/** Show how the sending of one's own line stands; `onAgain` repeats a failed one. */
export function setState(item, entry, onAgain) {
  const row = item.querySelector(".row");
  row.dataset.state = entry.state;
  row.querySelector(".state")?.remove();
  if (entry.from !== "me") return;
  if (entry.state === "sending") {
    row.append(make("span", "state spinner"));
  } else if (entry.state === "failed") {
    const again = make("button", "state again", "再送一次", { "data-testid": "send-again" });
    again.prepend(make("b", "", "!"));
    again.addEventListener("click", onAgain);
    row.append(again);
  }
}

/** An empty list item for `entry`; `paintMine(element)` paints one's own avatar. */
export function drawItem(entry, paintMine) {
  const item = make("li");
  item.dataset.at = entry.at;
  item.append(make("time", "time"));
  const row = make("div", "row");
  row.dataset.from = entry.from;
  row.dataset.kind = entry.kind;
  row.dataset.testid = "line";
  if (entry.from !== "system") {
    const picture = make("span", entry.from === "bot" ? "avatar bot" : "avatar", "", { "aria-hidden": "true" });
    if (entry.from === "me") paintMine(picture);
    row.append(picture);
  }
  row.append(make("div", "bubble"));
  item.append(row);
  return item;
}
