// What is shown of the state: the list, the screenshot, the form, and messages.

import * as api from "./api.js";
import * as drafts from "./drafts.js";
import { h, button } from "./dom.js";
import { Form } from "./form.js";
import { said } from "./model.js";
import { showShots } from "./shots.js";
import { current, dirty, items, state } from "./state.js";

const REMARKS_AFTER = 250; // Milliseconds without a key before the question is looked at.

export const $ = (id) => document.getElementById(id);

export let form = null;
let on = null;

// handlers: act(name, ...args), change(path, value, tag, again), go(number).
export function connect(handlers) {
  on = handlers;
  form = new Form($("form"), { section: () => state.section.number, change: on.change, act: on.act });
}

export function showAll() {
  showList();
  const item = current();
  form.show(item, state.section ?? { items: [], notes: [], readings: {} });
  if (state.section) showShots($("shots"), state.section, item, items());
  showState();
  look();
}

export function showState() {
  const unsaved = state.section && dirty();
  const text = state.busy ? "Saving …" : unsaved ? "Not saved yet" : "All is saved";
  if ($("state").textContent !== text) $("state").textContent = text;
  $("state").className = unsaved ? "unsaved" : "";
}

function nameOf(question) {
  return question.number !== null ? `${question.number}. ${question.stem}` : question.stem || "(no stem)";
}

function signOf(item, before) {
  if (!before || said(before.question) !== said(item.question) || before.accepted !== item.accepted) return ["✎", "changed, not saved"];
  if (item.accepted) return ["✓", "accepted"];
  return item.question.issues.some((issue) => issue.severity !== "info") ? ["●", "to review"] : ["", "no doubt"];
}

export function showList() {
  const before = new Map(state.base.map((item) => [item.uid, item]));
  const worst = state.open.length;
  const list = state.sections.map((section, number) => {
    const here = state.section?.number === number;
    const unsaved = !here && drafts.exists(section.key) ? "not saved, " : "";
    const counts = `${unsaved}${section.to_review + section.failed ? `${section.to_review + section.failed} to look at, ` : ""}${section.accepted} of ${section.questions} accepted`;
    const entry = h("button", { type: "button", class: here ? "section here" : "section", onclick: () => on.go(number) },
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
  const next = worst ? button(`${worst} to look at: the worst`, "Go to the worst (n)", () => on.act("worst"), { class: "worst" }) : h("p", { class: "worst" }, "Nothing is left to look at.");
  $("list").replaceChildren(next, ...list.flat());
  $("list").querySelector("li .here")?.scrollIntoView({ block: "nearest" });
}

export function choose(uid) {
  state.uid = uid;
  showAll();
}

export function banner(message, ...actions) {
  $("banner").hidden = !message;
  $("banner").replaceChildren(...(message ? [h("p", { dir: "auto" }, message), ...actions] : []));
}

let remarkTimer = 0;

export function look() {
  clearTimeout(remarkTimer);
  remarkTimer = setTimeout(async () => {
    const item = current();
    if (!item) return;
    const list = await api.remarks(item.question).catch(() => null);
    if (list && current() === item) form.remark(list);
  }, REMARKS_AFTER);
}
