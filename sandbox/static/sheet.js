// A page that opens inside the phone: title bar, close button, and the page in a frame that may do little.

import { isServiceLink, make } from "./dom.js";

// A link for a window of its own gets one, as in a tab; it can do no more than the page that it came from.
const MAY = "allow-forms allow-popups allow-scripts allow-same-origin";

export class Sheet {
  /** `behind` are the phone's other parts, out of reach while a page is open; `enter(url)` opens a link to 客服. */
  constructor(parts, behind, enter) {
    this.parts = parts;
    this.behind = behind;
    this.enter = enter;
    this.page = null;
    this.returnTo = null;
    parts.sheetClose.addEventListener("click", () => this.close());
    parts.sheet.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    // The page behind a link to 客服 says so when it was opened from the page in this frame.
    this.onMessage = ({ source, data }) => {
      if (source === this.page?.contentWindow && isServiceLink(data?.service)) this.enter(data.service);
    };
    addEventListener("message", this.onMessage);
  }

  /** Whether one is in the page at present; what its links open in a window of its own comes from here. */
  get inUse() {
    return this.page !== null && this.page === document.activeElement;
  }

  open(src, title) {
    const { sheet, sheetTitle, sheetTab, sheetClose } = this.parts;
    this.returnTo = document.activeElement;
    sheetTitle.textContent = title;
    sheetTab.href = src;
    this.page = make("iframe", "", "", { src, title, sandbox: MAY, "data-testid": "sheet-page" });
    sheet.append(this.page);
    sheet.hidden = false;
    for (const part of this.behind) part.inert = true;
    sheetClose.focus();
  }

  close() {
    if (!this.page) return;
    this.page.remove();
    this.page = null;
    this.parts.sheet.hidden = true;
    for (const part of this.behind) part.inert = false;
    this.returnTo?.focus();
  }

  /** The phone is put away. */
  leave() {
    this.close();
    removeEventListener("message", this.onMessage);
  }
}
