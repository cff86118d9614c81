// The review page: which section and question are shown, what a person does to them, and saving.

import * as api from "./api.js";
import * as drafts from "./drafts.js";
import * as model from "./model.js";
import { h, button } from "./dom.js";
import { Form } from "./form.js";
import { History } from "./history.js";
import { HELP, actionOf } from "./keys.js";
import { showShots } from "./shots.js";

const REMARKS_AFTER = 250; // Milliseconds without a key before the question is looked at.
const DRAFT_AFTER = 150; // Milliseconds before what was typed is kept in the browser.

const $ = (id) => document.getElementById(id);
const state = { sections: [], open: [], section: null, base: [], history: new History([]), uid: null, busy: false, clash: null, shown: new Set() };

const items = () => state.history.items;
const current = () => items().find((item) => item.uid === state.uid) ?? null;
const dirty = () => model.bare(items()) !== model.bare(state.base);

const form = new Form($("form"), {
  section: () => state.section.number,
  change(path, value, tag, again = false) {
    update(model.setField(items(), state.uid, path, value), tag && `${state.uid} ${tag}`, again || !tag);
  },
  act: (name, ...args) => act(name, ...args),
});

// ---- showing

function showAll() {
  showList();
  const item = current();
  form.show(item, state.section ?? { items: [], notes: [], readings: {} });
  if (state.section) showShots($("shots"), state.section, item, items());
  showState();
  look();
}

function showState() {
  const unsaved = state.section && dirty();
  const text = state.busy ? "Saving …" : unsaved ? "Not saved yet" : "All is saved";
  if ($("state").textContent !== text) $("state").textContent = text;
  $("state").className = unsaved ? "unsaved" : "";
}

function nameOf(question) {
  return question.number !== null ? `${question.number}. ${question.stem}` : question.stem || "(no stem)";
}

function signOf(item, before) {
  if (!before || model.said(before.question) !== model.said(item.question) || before.accepted !== item.accepted) return ["✎", "changed, not saved"];
  if (item.accepted) return ["✓", "accepted"];
  return item.question.issues.some((issue) => issue.severity !== "info") ? ["●", "to review"] : ["", "no doubt"];
}

function showList() {
  const before = new Map(state.base.map((item) => [item.uid, item]));
  const worst = state.open.length;
  const list = state.sections.map((section, number) => {
    const here = state.section?.number === number;
    const unsaved = !here && drafts.exists(section.key) ? "not saved, " : "";
    const counts = `${unsaved}${section.to_review + section.failed ? `${section.to_review + section.failed} to look at, ` : ""}${section.accepted} of ${section.questions} accepted`;
    const entry = h("button", { type: "button", class: here ? "section here" : "section", onclick: () => go(number) },
      h("span", { dir: "auto" }, section.title), h("small", {}, counts));
    if (!here) return entry;
    const notes = state.section.notes.map((note) => h("p", { class: "chip warning note", dir: "auto" }, note));
    return [entry, ...notes, h("ol", {}, items().map((item) => {
      const [sign, why] = signOf(item, before.get(item.uid));
      const mine = item.uid === state.uid;
      return h("li", {}, h("button", { type: "button", class: mine ? "here" : "", "aria-current": mine ? "true" : null, title: why, onclick: () => choose(item.uid) },
        h("span", { class: "sign" }, sign), h("span", { class: "stem", dir: "auto" }, nameOf(item.question))));
    }))];
  });
  const next = worst ? button(`${worst} to look at: the worst`, "Go to the worst (n)", () => act("worst"), { class: "worst" }) : h("p", { class: "worst" }, "Nothing is left to look at.");
  $("list").replaceChildren(next, ...list.flat());
  $("list").querySelector("li .here")?.scrollIntoView({ block: "nearest" });
}

function choose(uid) {
  state.uid = uid;
  showAll();
}

function banner(message, ...actions) {
  $("banner").hidden = !message;
  $("banner").replaceChildren(...(message ? [h("p", { dir: "auto" }, message), ...actions] : []));
}

// ---- changing

let draftTimer = 0;
let remarkTimer = 0;

function update(next, tag = null, again = true) {
  state.history.set(next, tag);
  changed(again);
}

function changed(again) {
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

function keepDraft() {
  clearTimeout(draftTimer);
  if (!state.section) return;
  // In a clash, what mine began with: a reload must find the clash again.
  const { version, base } = state.clash ?? { version: state.section.version, base: state.base };
  if (!dirty()) drafts.forget(state.section.key);
  else if (!drafts.keep(state.section.key, { version, base, items: items() })) banner("This browser keeps nothing more: save now.");
}

function look() {
  clearTimeout(remarkTimer);
  remarkTimer = setTimeout(async () => {
    const item = current();
    if (!item) return;
    const list = await api.remarks(item.question).catch(() => null);
    if (list && current() === item) form.remark(list);
  }, REMARKS_AFTER);
}

// ---- loading and saving

function take(content, number) {
  const { items: list, ...section } = content;
  state.section = { ...section, number, key: state.sections[number].key };
  state.base = list.map(model.withUid);
  state.clash = null;
}

// Shows a section; what is not saved of the one that was shown is saved first.
async function go(number, wanted = () => true) {
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

async function save() {
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

async function refresh() {
  const [sections, open] = (await tried(() => Promise.all([api.sections(), api.open()]))) ?? [state.sections, state.open];
  state.sections = sections;
  state.open = open;
  showList();
}

// ---- what a person can do

const cycle = (value, values) => values[(values.indexOf(value) + 1) % values.length];

function step(by) {
  const here = model.place(items(), state.uid);
  const at = here < 0 && by < 0 ? items().length - 1 : here + by;
  if (items()[at]) choose(items()[at].uid);
  else if (state.sections[state.section.number + by]) go(state.section.number + by);
}

async function accept() {
  if (!current()) return;
  update(model.setAccepted(items(), state.uid, true));
  if (await save()) await worst();
}

// The worst that was not shown since the last round.
async function worst() {
  const name = (one) => JSON.stringify([one.section, one.question, one.screenshot, one.kind]);
  const next = state.open.find((one) => !state.shown.has(name(one)));
  if (!next) {
    state.shown.clear();
    if (!state.open.length) showAll();
    return state.open.length ? worst() : undefined;
  }
  state.shown.add(name(next));
  const wanted = (item) => item.question.id === next.question;
  document.activeElement?.blur?.();
  if (next.section === state.section?.number) return choose(items().find(wanted)?.uid ?? null);
  return go(next.section, wanted);
}

function turn(name, values, at) {
  const option = current().question.options[at];
  if (option) update(model.setField(items(), state.uid, ["options", at, name], cycle(option[name], values)));
}

let cursor = 0;
document.addEventListener("selectionchange", () => {
  const { activeElement } = document;
  if (activeElement?.tagName === "TEXTAREA") cursor = activeElement.selectionStart;
});

const actions = {
  save, accept, worst,
  acceptAll: async () => { update(items().map((item) => ({ ...item, accepted: true }))); await save(); },
  next: () => step(1),
  previous: () => step(-1),
  nextSection: () => state.sections[state.section.number + 1] && go(state.section.number + 1),
  previousSection: () => state.sections[state.section.number - 1] && go(state.section.number - 1),
  undo: () => state.history.undo() && changed(true),
  redo: () => state.history.redo() && changed(true),
  edit: () => form.focus('["stem"]'),
  leave: () => document.activeElement.blur(),
  zoom: () => $("shots").classList.toggle("large"),
  help: () => $("help").showModal(),
  toggleSelected: (at) => turn("selected", [true, false, null], at),
  toggleCorrect: (at) => turn("correct", [true, false, null], at),
  toggleVerdict: (at) => turn("verdict", ["correct", "incorrect", null], at),
  addOption: (at) => optionAt(at ?? current()?.question.options.length, model.addOption),
  addBelow: (at) => optionAt(at + 1, model.addOption),
  removeOption: (at) => { update(model.removeOption(items(), state.uid, at)); focusOption(Math.min(at, current().question.options.length - 1)); },
  optionUp: (at) => { update(model.moveOption(items(), state.uid, at, -1)); focusOption(Math.max(0, at - 1)); },
  optionDown: (at) => { update(model.moveOption(items(), state.uid, at, 1)); focusOption(Math.min(at + 1, current().question.options.length - 1)); },
  splitOption: (at) => { update(model.splitOption(items(), state.uid, at, cursor)); focusOption(at + 1); },
  joinOption: (at) => { update(model.joinOption(items(), state.uid, at)); focusOption(at); },
  splitItem: (at) => { const [next, uid] = model.splitItem(items(), state.uid, at); update(next); choose(uid); form.focus('["stem"]'); },
  joinItem: () => update(model.joinItem(items(), state.uid)),
  itemUp: () => update(model.moveItem(items(), state.uid, -1)),
  itemDown: () => update(model.moveItem(items(), state.uid, 1)),
  addItem: () => {
    const path = current()?.question.regions.at(-1)?.screenshot;
    const item = model.newItem(state.section.shots.find((shot) => shot.path === path) ?? state.section.shots[0]);
    update(model.addItem(items(), state.uid, item));
    choose(item.uid);
    form.focus('["stem"]');
  },
  removeItem: () => {
    const at = model.place(items(), state.uid);
    const next = items()[at + 1] ?? items()[at - 1];
    const rest = model.removeItem(items(), state.uid);
    state.uid = next?.uid ?? null;
    update(rest);
  },
  revert: () => {
    const [key] = current().origins;
    const { id } = current().question;
    update(model.replace(items(), state.uid, (item) => ({ ...item, accepted: false, question: { ...state.section.readings[key], id } })));
  },
};

function optionAt(at, change) {
  if (!current()) return;
  update(change(items(), state.uid, at));
  focusOption(at);
}

function focusOption(at) {
  form.focus(JSON.stringify(["options", at, "text"]));
}

function act(name, ...args) {
  const quiet = ["help", "save", "zoom", "leave", "worst", "nextSection", "previousSection"];
  if (!state.section || (!current() && !quiet.includes(name) && name !== "addItem" && name !== "undo" && name !== "redo")) return;
  actions[name](...args);
}

// ---- events

document.addEventListener("keydown", (event) => {
  if ($("help").open) return;
  const found = actionOf(event);
  if (!found) return;
  event.preventDefault();
  act(...found);
});

document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-do]")?.dataset.do;
  if (name) act(name);
});

// What the pointer or the cursor is at lights up on both sides.
function light(event) {
  const key = event.target.closest?.("[data-key]")?.dataset.key;
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (key) document.querySelectorAll(`[data-key="${key}"]`).forEach((twin) => twin.classList.add("lit"));
}
document.addEventListener("mouseover", light);
document.addEventListener("focusin", light);
$("shots").addEventListener("click", (event) => {
  const { key, uid } = event.target.dataset;
  if (uid && uid !== state.uid) choose(uid);
  else if (key?.startsWith("o")) focusOption(Number(key.slice(1)));
});

window.addEventListener("pagehide", keepDraft);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepDraft());

$("help").append(
  h("h2", {}, "Keys"),
  ...HELP.map(([title, keys]) => h("section", {}, h("h3", {}, title), h("dl", {}, keys.map(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)])))),
  button("Close", "Close (Esc)", () => $("help").close()),
);

await refresh();
// What was left unsaved comes first, then where the person was, then the worst.
const keys = state.sections.map((section) => section.key);
const left = (await Promise.all(keys.map((key) => drafts.find(key)))).findIndex(Boolean);
if (left >= 0) await go(left);
else if (location.hash && state.sections[Number(location.hash.slice(1))]) await go(Number(location.hash.slice(1)));
else if (state.open.length) await worst();
else if (state.sections.length) await go(0);
