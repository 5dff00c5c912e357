// How one line of a chat looks: bubbles, cards, notes and the time between them.

const GAP_SECONDS = 300;
const ICONS = {
  image: ["M4 6h16v12H4z", "M5 17l5-5 3 3 3-3 3 3"],
  voice: ["M8 9.5a4 4 0 0 1 0 5", "M11.5 7a8 8 0 0 1 0 10", "M15 4.5a12 12 0 0 1 0 15"],
  file: ["M6 3.5h8l4.5 4.5v12.5H6z", "M14 3.5V8h4.5"],
};
const zone = "Asia/Shanghai";
const clock = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });

function timeLabel(seconds) {
  const at = new Date(seconds * 1000);
  const day = calendar.format(at);
  if (day === calendar.format(new Date())) return clock.format(at);
  if (day === calendar.format(new Date(Date.now() - 86_400_000))) return `昨天 ${clock.format(at)}`;
  const [year, month, date] = day.split("-").map(Number);
  const sameYear = day.slice(0, 4) === calendar.format(new Date()).slice(0, 4);
  return `${sameYear ? "" : `${year}年`}${month}月${date}日 ${clock.format(at)}`;
}

/** Show the time above a line that comes more than five minutes after the one before. */
export function retime(item) {
  if (!item) return;
  const before = item.previousElementSibling;
  const label = item.querySelector(".time");
  label.hidden = Boolean(before) && Math.abs(item.dataset.at - before.dataset.at) < GAP_SECONDS;
}

function icon(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const line of ICONS[kind]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}

function part(className, text, tag = "span") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function fillCard(bubble, card) {
  bubble.classList.add("card");
  bubble.append(part("card-title", card.title), part("card-text", card.description));
  if (!/^https?:\/\//.test(card.url)) return;
  const link = part("card-link", card.button, "a");
  link.href = card.url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  bubble.append(link);
}

function fillBubble(bubble, entry) {
  if (entry.card) return fillCard(bubble, entry.card);
  if (!ICONS[entry.kind]) return void (bubble.textContent = entry.text);
  bubble.classList.add(entry.kind === "image" ? "picture" : entry.kind);
  bubble.setAttribute("aria-label", entry.text);
  bubble.setAttribute("role", "img");
  bubble.append(icon(entry.kind));
  if (entry.kind === "voice") bubble.prepend(part("", "5″"));
  if (entry.kind === "file") bubble.append(part("", entry.text.replace(/^［.*?］/, "")));
}

/** Show how the sending of one's own line stands; `onAgain` repeats a failed one. */
export function setState(item, entry, onAgain) {
  const row = item.querySelector(".row");
  row.dataset.state = entry.state;
  row.querySelector(".state")?.remove();
  if (entry.from !== "me") return;
  if (entry.state === "sending") {
    row.append(part("state spinner", ""));
  } else if (entry.state === "failed") {
    const again = part("state again", "再送一次", "button");
    again.type = "button";
    again.prepend(part("", "!", "b"));
    again.addEventListener("click", onAgain);
    row.append(again);
  }
}

/** One list item for `entry`; `paintMine(element)` paints one's own avatar. */
export function drawItem(entry, paintMine) {
  const item = document.createElement("li");
  item.dataset.at = entry.at;
  item.append(part("time", timeLabel(entry.at), "time"));
  const row = part("row", "", "div");
  row.dataset.from = entry.from;
  row.dataset.kind = entry.kind;
  if (entry.from !== "system") {
    const picture = part(entry.from === "bot" ? "avatar bot" : "avatar", "");
    picture.setAttribute("aria-hidden", "true");
    if (entry.from === "me") paintMine(picture);
    row.append(picture);
  }
  const bubble = part("bubble", "", "div");
  fillBubble(bubble, entry);
  row.append(bubble);
  item.append(row);
  return item;
}
