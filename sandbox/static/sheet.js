// A page that opens inside the phone: title bar, close button, and the page in a frame that may do little.

import { openPath } from "./api.js";
import { make } from "./dom.js";

const MAY = "allow-forms allow-scripts allow-same-origin";

export class Sheet {
  /** `behind` are the phone's other parts, out of reach while a page is open. */
  constructor(parts, behind) {
    this.parts = parts;
    this.behind = behind;
    this.page = null;
    this.returnTo = null;
    parts.sheetClose.addEventListener("click", () => this.close());
    parts.sheet.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  open(person, url, title) {
    const { sheet, sheetTitle, sheetTab, sheetClose } = this.parts;
    const src = openPath(person, url);
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
}
