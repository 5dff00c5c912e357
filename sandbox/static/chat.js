// The chat: loads what the phone shows, sends what is typed, listens for what comes by itself.

import { Chooser, paintAvatar } from "./people.js";
import { drawItem, retime, setState } from "./rows.js";

const byId = (id) => document.getElementById(id);
const log = byId("log");
const rows = byId("rows");
const input = byId("input");
const NEAR_END = 90;

let me = null;
let chooser = null;
let stream = null;
let items = new Map(); // entry id, or client id while it has none -> list item
let hasOlder = false;
let loading = false;
let waiting = 0;
let pinned = true; // the newest line is in sight, so a newer one may scroll
const drafts = new Map();

async function call(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

const chatPath = (person, rest = "") => `/api/chats/${encodeURIComponent(person.userid)}${rest}`;

function toEnd() {
  pinned = true;
  log.scrollTop = log.scrollHeight;
  byId("to-end").hidden = true;
}

/** Put an entry where its id belongs. A line that is there already stays (read out once) and gets its new state. */
function place(entry, fresh) {
  const key = entry.id || entry.client_id;
  let item = items.get(key) ?? items.get(entry.client_id);
  if (!item) {
    item = drawItem(entry, (element) => paintAvatar(element, me));
    item.querySelector(".row").classList.toggle("new", fresh);
  }
  items.delete(entry.client_id);
  items.set(key, item);
  setState(item, entry, () => again(entry));
  item.dataset.order = entry.id || Number.MAX_SAFE_INTEGER;
  let before = rows.lastElementChild;
  while (before && (before === item || Number(before.dataset.order) > Number(item.dataset.order))) {
    before = before.previousElementSibling;
  }
  if (item.parentElement === rows && item.previousElementSibling === before) return;
  if (before) before.after(item);
  else rows.prepend(item);
  retime(item);
  retime(item.nextElementSibling);
}

function show(entries, fresh = true) {
  for (const entry of entries) place(entry, fresh);
  byId("empty").hidden = rows.childElementCount > 0;
  if (pinned) toEnd();
  else if (entries.some((entry) => entry.from === "bot")) byId("to-end").hidden = false;
}

function setWaiting(change) {
  waiting = Math.max(0, waiting + change);
  byId("typing").hidden = waiting === 0;
  if (pinned) toEnd();
}

async function loadLatest() {
  const person = me;
  log.setAttribute("aria-busy", "true");
  const page = await call(chatPath(person, "?limit=30"));
  if (person !== me) return null;
  if (items.size === 0) hasOlder = page.more;
  show(page.entries, false);
  log.setAttribute("aria-busy", "false");
  return page.entries;
}

async function loadOlder() {
  const oldest = Number(rows.firstElementChild?.dataset.order);
  if (!hasOlder || loading || !oldest) return;
  loading = true;
  byId("older").hidden = false;
  const person = me;
  try {
    const page = await call(chatPath(person, `?limit=30&before=${oldest}`));
    if (person !== me) return;
    hasOlder = page.more;
    // What one reads stays under the eye while older lines appear above it.
    const below = log.scrollHeight - log.scrollTop;
    byId("older").hidden = true;
    for (const entry of page.entries.reverse()) place(entry, false);
    log.scrollTop = log.scrollHeight - below;
  } finally {
    loading = false;
    byId("older").hidden = true;
  }
}

/** Send `body` as `person`; `line` is what stands in the chat for it, if anything does. */
async function post(person, body, line) {
  setWaiting(+1);
  try {
    const answer = await call(chatPath(person), body);
    if (person === me) show(answer.entries);
  } catch {
    if (person !== me) return;
    if (!line) byId("offline").hidden = false;
    // Where the stream has brought the stored line already, that one tells how it went.
    else if (items.has(line.id || line.client_id)) show([{ ...line, state: "failed" }]);
  } finally {
    if (person === me) setWaiting(-1);
  }
}

function send(content, kind, text) {
  const client_id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const body = { ...content, client_id };
  const line = { id: 0, from: "me", kind, text, at: Date.now() / 1000, state: "sending", client_id, body };
  pinned = true;
  show([line]);
  post(me, body, line);
}

const sendText = (text) => send({ text }, "text", text);

/** Repeat a failed line: by its id where it was stored, else the very same request. */
function again(entry) {
  const line = { ...entry, state: "sending" };
  show([line]);
  post(me, entry.id ? { again: entry.id } : entry.body, line);
}

function listen() {
  stream?.close();
  const person = me;
  let opened = false;
  stream = new EventSource(chatPath(person, "/events"));
  stream.onmessage = (event) => person === me && show([JSON.parse(event.data)]);
  stream.onopen = () => {
    byId("offline").hidden = true;
    // Lines that came while the connection was away are in the book.
    if (opened && person === me) loadLatest().catch(() => {});
    opened = true;
  };
  stream.onerror = () => person === me && (byId("offline").hidden = false);
}

async function become(person) {
  if (me) drafts.set(me.userid, input.value);
  me = person;
  items = new Map();
  rows.replaceChildren();
  hasOlder = false;
  pinned = true;
  waiting = 0;
  setWaiting(0);
  byId("to-end").hidden = true;
  byId("empty").hidden = true;
  byId("my-name").textContent = person.name;
  byId("open-people").setAttribute("aria-label", `您是${person.name}，换一个人`);
  paintAvatar(byId("my-avatar"), person);
  byId("example").textContent = person.children.length ? `已谈心 ${person.children[0]}` : "帮助";
  chooser.mark(person.userid);
  input.value = drafts.get(person.userid) ?? "";
  fit();
  history.replaceState(null, "", `?as=${encodeURIComponent(person.userid)}`);
  listen();
  try {
    const entries = await loadLatest();
    // Whoever opens the app for the first time is greeted, as on a real phone.
    if (entries?.length === 0) await post(person, { kind: "enter" });
    byId("empty").hidden = person !== me || rows.childElementCount > 0;
  } catch {
    if (person === me) byId("offline").hidden = false;
  }
}

function fit() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight + 2, 132)}px`;
  byId("send").disabled = !input.value.trim();
}

function submit() {
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  fit();
  sendText(text);
}

function toggleTools(open) {
  byId("tools").hidden = !open;
  byId("more").setAttribute("aria-expanded", String(open));
}

input.addEventListener("input", fit);
input.addEventListener("focus", () => toggleTools(false));
input.addEventListener("keydown", (event) => {
  // While an input method is open, Enter chooses a word (229 is what some browsers call that key).
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  submit();
});
byId("bar").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
  input.focus();
});
byId("chips").addEventListener("click", (event) => event.target.closest("button") && sendText(event.target.textContent));
byId("example").addEventListener("click", (event) => sendText(event.target.textContent));
byId("more").addEventListener("click", () => toggleTools(byId("tools").hidden));
byId("tools").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const { kind, label } = button?.dataset ?? {};
  if (label) send({ kind }, kind, label);
  else if (kind) post(me, { kind });
});
byId("to-end").addEventListener("click", toEnd);
log.addEventListener("scroll", () => {
  pinned = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
  if (pinned) byId("to-end").hidden = true;
  if (log.scrollTop < 60) loadOlder().catch(() => {});
});
new ResizeObserver(() => pinned && toEnd()).observe(log);

try {
  const { people } = await call("/api/people");
  chooser = new Chooser(people, (person) => {
    if (person !== me) become(person);
    if (matchMedia("(min-width: 840px)").matches) input.focus();
  });
  const wanted = new URLSearchParams(location.search).get("as");
  await become(people.find((person) => person.userid.toLowerCase() === wanted?.toLowerCase()) ?? people[0]);
} catch {
  byId("offline").textContent = "体验环境没有应答，请看看它是不是还开着，再刷新这一页。";
  byId("offline").hidden = false;
}
