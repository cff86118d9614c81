// What a person can do on the review page, by keys and by buttons.

import * as drafts from "./drafts.js";
import * as model from "./model.js";
import { h, button } from "./dom.js";
import { HELP, actionOf } from "./keys.js";
import { changed, go, keepDraft, refresh, save, update } from "./saving.js";
import { current, items, state } from "./state.js";
import { $, choose, connect, form, showAll } from "./view.js";

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

// Where the cursor is, or was before a button was pressed.
let cursor = 0;
const cursorNow = () => (document.activeElement?.tagName === "TEXTAREA" ? document.activeElement.selectionStart : cursor);
document.addEventListener("selectionchange", () => { cursor = cursorNow(); });

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
  splitOption: (at) => { update(model.splitOption(items(), state.uid, at, cursorNow())); focusOption(at + 1); },
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

// What is typed in the same field is undone together.
function change(path, value, tag, again = false) {
  update(model.setField(items(), state.uid, path, value), tag && `${state.uid} ${tag}`, again || !tag);
}

connect({ act, change, go });

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
