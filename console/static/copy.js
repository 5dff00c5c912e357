"use strict";

// Without this script the words are still there to be selected by hand.
async function copy(source) {
  source.select();
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(source.value);
  } else if (!document.execCommand("copy")) {
    // Plain http, or an old browser inside a chat app, and not even the old way.
    throw new Error("not copied");
  }
}

for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  button.hidden = false;
  source.addEventListener("focus", () => source.select());
  button.addEventListener("click", () =>
    copy(source).then(
      () => { button.textContent = button.dataset.done; },
      () => { button.textContent = button.dataset.failed; },
    ));
}
