// Starts the page: the table with its phones, the clock and the trouble drawer.

import { get } from "./api.js";
import { startClock } from "./clock.js";
import { Faults } from "./faults.js";
import { Table } from "./table.js";

const byId = (id) => document.getElementById(id);

try {
  const table = new Table(await get("/api/people"));
  table.restore(new URLSearchParams(location.search));
  const faults = new Faults(byId("faults"), byId("faults-open"));
  await Promise.allSettled([startClock(byId("clock"), () => table.retime()), faults.refresh()]);
} catch {
  byId("no-answer").hidden = false;
}
