// A small menu that opens over what is around it and is left by a choice, Escape or a tap elsewhere.

/** Let `button` open `list`, whose direct buttons are the choices; arrows move between them. */
export function attachPopup(button, list) {
  const choices = () => [...list.querySelectorAll("button, a")];
  const isOpen = () => !list.hidden;

  function elsewhere(event) {
    if (!list.contains(event.target) && !button.contains(event.target)) close();
  }

  function open() {
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", elsewhere);
    list.scrollIntoView({ block: "nearest" });
    choices()[0]?.focus();
  }

  function close() {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", elsewhere);
  }

  function onKey(event) {
    const all = choices();
    const at = all.indexOf(document.activeElement);
    const next = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all.at(at - 1),
      Home: all[0],
      End: all.at(-1),
      Escape: button,
    }[event.key];
    if (event.key === "Tab") close();
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === button) close();
    next.focus();
  }

  list.hidden = true;
  list.setAttribute("role", "menu");
  for (const choice of choices()) choice.setAttribute("role", "menuitem");
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => (isOpen() ? close() : open()));
  list.addEventListener("keydown", onKey);
  // Before the choice does anything: what it opens may look at where the focus was.
  list.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest("button, a")) return;
      close();
      button.focus();
    },
    { capture: true },
  );
}
