// The states of a section, for undo; typing in one field is one state.

const MOST = 500;

export class History {
  constructor(items) {
    this.items = items;
    this.past = [];
    this.future = [];
    this.tag = null;
  }

  // A tag names the field that is typed in: changes with the same tag are undone together.
  set(items, tag = null) {
    if (items === this.items) return;
    if (!tag || tag !== this.tag) this.past = [...this.past, this.items].slice(-MOST);
    this.tag = tag;
    this.items = items;
    this.future = [];
  }

  undo() {
    if (!this.past.length) return false;
    this.future.push(this.items);
    this.items = this.past.pop();
    this.tag = null;
    return true;
  }

  redo() {
    if (!this.future.length) return false;
    this.past.push(this.items);
    this.items = this.future.pop();
    this.tag = null;
    return true;
  }
}
