"use strict";

// Without this script the link is still there to be selected by hand.
const link = document.getElementById("link");
const button = document.getElementById("copy");

async function copy() {
  link.select();
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(link.value);
  } else if (!document.execCommand("copy")) {
    // Plain http, or an old browser inside a chat app, and not even the old way.
    throw new Error("not copied");
  }
}

button.hidden = false;
link.addEventListener("focus", () => link.select());
button.addEventListener("click", () =>
  copy().then(
    () => { button.textContent = button.dataset.done; },
    () => { button.textContent = button.dataset.failed; },
  ));
