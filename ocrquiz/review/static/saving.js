// Changes of a section, kept in the browser while they are not saved, and saved so that nobody's are lost.

import * as api from "./api.js";
import * as drafts from "./drafts.js";
import * as model from "./model.js";
import { button } from "./dom.js";
import { History } from "./history.js";
import { current, dirty, items, state } from "./state.js";
import { banner, choose, form, look, showAll, showList, showState } from "./view.js";

const DRAFT_AFTER = 150; // Milliseconds before what was typed is kept in the browser.

let draftTimer = 0;

export function update(next, tag = null, again = true) {
  state.history.set(next, tag);
  changed(again);
}

export function changed(again) {
  if (state.uid && !current()) state.uid = items()[0]?.uid ?? null;
  if (!state.clash) banner("");
  clearTimeout(draftTimer);
  draftTimer = setTimeout(keepDraft, DRAFT_AFTER);
  if (again) {
    showAll();
  } else {
    form.item = current();
    showList();
    showState();
    look();
  }
}

export function keepDraft() {
  clearTimeout(draftTimer);
  if (!state.section) return;
  // In a clash, what mine began with: a reload must find the clash again.
  const { version, base } = state.clash ?? { version: state.section.version, base: state.base };
  if (!dirty()) drafts.forget(state.section.key);
  else if (!drafts.keep(state.section.key, { version, base, items: items() })) banner("This browser keeps nothing more: save now.");
}

function take(content, number) {
  const { items: list, ...section } = content;
  state.section = { ...section, number, key: state.sections[number].key };
  state.base = list.map(model.withUid);
  state.clash = null;
}

// Shows a section; what is not saved of the one that was shown is saved first.
export async function go(number, wanted = () => true) {
  if (state.section && dirty() && !(await save())) return;
  const content = await tried(() => api.section(number));
  if (!content) return;
  take(content, number);
  state.history = new History(state.base);
  banner("");
  const draft = await drafts.find(state.section.key);
  if (draft) restore(draft);
  state.uid = (items().find(wanted) ?? (draft && items()[0]))?.uid ?? null;
  history.replaceState(null, "", `#${number}`);
  showAll();
}

function restore(draft) {
  state.history.set(draft.items);
  if (draft.version !== state.section.version) {
    meet(draft);
    return;
  }
  const uids = new Map(draft.base.map((item, at) => [item.uid, state.base[at].uid]));
  state.history.items = draft.items.map((item) => ({ ...item, uid: uids.get(item.uid) ?? item.uid }));
  const drop = () => { state.history.set(state.base); changed(true); };
  banner("What you had not saved is here again.", button("Drop it", "Back to what is saved", drop));
}

// Somebody else has changed the section: nothing is overwritten before the person has chosen.
// mine: the version that my changes began with, and its items.
function meet(mine) {
  state.clash = { version: mine.version, base: mine.base };
  const theirs = state.base;
  const merged = () => model.merge(mine.base, items(), theirs, new Set(Object.keys(state.section.readings)));
  const [, both] = merged();
  const keepMine = async () => {
    const [result] = merged();
    state.clash = null;
    update(result);
    await save();
  };
  const takeTheirs = () => {
    state.clash = null;
    state.history.set(theirs);
    changed(true);
  };
  banner(
    "This section was changed meanwhile, in another window or by 'ocrquiz convert'. Nothing was overwritten, and your changes are kept here. " +
      (both.length ? `Both have changed: ${both.join(", ")}.` : "No question was changed by both."),
    button("Keep mine, and theirs where I changed nothing", "Save my changes on top of theirs", keepMine, { class: "main" }),
    button("Take theirs", "Drop my changes", takeTheirs),
  );
}

export async function save() {
  if (!state.section || state.busy || state.clash) return false;
  if (!dirty()) return true;
  keepDraft();
  state.busy = true;
  showState();
  const sent = items();
  const { number, version } = state.section;
  try {
    if (!(await canBeSaved(sent))) return false;
    saved(await api.save(number, version, sent), number, sent);
    await refresh();
    return true;
  } catch (error) {
    await failed(error, number);
    return false;
  } finally {
    state.busy = false;
    showState();
  }
}

async function canBeSaved(sent) {
  const known = new Set(state.base);
  for (const item of sent.filter((one) => !known.has(one))) {
    const list = await api.remarks(item.question);
    if (!list.some((remark) => remark.wrong)) continue;
    choose(item.uid);
    banner("This cannot be saved yet: see the message at the field.");
    return false;
  }
  return true;
}

// The server has given ids and renewed what is doubtful; what was typed meanwhile stays.
function saved(content, number, sent) {
  take({ ...content, items: content.items.map((item, at) => ({ uid: sent[at].uid, ...item })) }, number);
  const fresh = new Map(state.base.map((item, at) => [sent[at], item]));
  const byUid = new Map(state.base.map((item) => [item.uid, item]));
  state.history.items = items().map((item) => {
    if (fresh.has(item)) return fresh.get(item);
    const same = byUid.get(item.uid);
    return same ? { ...item, origins: same.origins, question: { ...item.question, id: same.question.id } } : item;
  });
  state.history.tag = null;
  banner("");
  keepDraft();
  showAll();
}

async function failed(error, number) {
  if (error.status !== 409) {
    banner(error.message);
    return;
  }
  const mine = { version: state.section.version, base: state.base };
  const content = await tried(() => api.section(number));
  if (!content) return;
  take(content, number);
  meet(mine);
  showAll();
}

async function tried(call) {
  try {
    return await call();
  } catch (error) {
    banner(error.message);
    return null;
  }
}

export async function refresh() {
  const [sections, open] = (await tried(() => Promise.all([api.sections(), api.open()]))) ?? [state.sections, state.open];
  state.sections = sections;
  state.open = open;
  showList();
}
