// What the page holds: the list of sections, the section that is shown, and the question that is edited.

import { History } from "./history.js";
import { bare } from "./model.js";

// section: as the server gave it. base: its questions as they are saved. history: as they are now.
// uid: of the question that is shown. clash: where my changes began, while somebody else's are in the way.
// shown: what of the worst was shown in this round.
export const state = {
  sections: [], open: [], section: null, base: [], history: new History([]), uid: null, busy: false, clash: null, shown: new Set(),
};

export const items = () => state.history.items;
export const current = () => items().find((item) => item.uid === state.uid) ?? null;
export const dirty = () => bare(items()) !== bare(state.base);
