// What comes by itself: one stream for all conversations on the table, since a browser holds only six to one place.

export class Wire {
  constructor() {
    this.ears = new Set();
    this.stream = null;
    this.key = "";
    this.due = false;
  }

  /**
   * Hear what comes to the conversation `id`, until the function that this returns is called.
   *
   * `entry(entry)` gets each line, `open()` tells that lines may have come unheard, `lost()` that the connection is away.
   */
  listen(id, { entry, open = () => {}, lost = () => {} }) {
    const ear = { id, entry, open, lost };
    this.ears.add(ear);
    this.settle();
    return () => {
      this.ears.delete(ear);
      this.settle();
    };
  }

  /** Connect once for all that changes at the same moment. */
  settle() {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      this.connect();
    });
  }

  connect() {
    const ids = [...new Set([...this.ears].map((ear) => ear.id))].sort();
    const key = new URLSearchParams(ids.map((id) => ["of", id])).toString();
    if (key === this.key) return;
    this.key = key;
    this.stream?.close();
    this.stream = key ? new EventSource(`/api/events?${key}`) : null;
    if (!this.stream) return;
    this.stream.onopen = () => this.ears.forEach((ear) => ear.open());
    this.stream.onerror = () => this.ears.forEach((ear) => ear.lost());
    this.stream.onmessage = (event) => {
      const entry = JSON.parse(event.data);
      for (const ear of this.ears) if (ear.id === entry.chat) ear.entry(entry);
    };
  }
}
