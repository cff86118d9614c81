// The question that is edited: a field for everything that it says.

import { h, button, marked, present } from "./dom.js";
import { get, said } from "./model.js";

const TYPES = [["single_choice", "single choice"], ["multiple_choice", "multiple choice"], ["true_false", "true or false"], ["short_answer", "short answer"], ["other", "other"]];
const VERDICTS = [["", "says nothing"], ["correct", "✓ right"], ["incorrect", "✗ wrong"], ["partial", "◐ partly right"]];
const MARKS = [["", "no mark"], ["correct", "✓ marked right"], ["incorrect", "✗ marked wrong"]];
const KEYS = [["", "key unknown"], ["true", "key: right"], ["false", "key: wrong"]];
const DOUBTFUL = 0.6;

const pathOf = (path) => JSON.stringify(path);
const quotes = (issues) => issues.flatMap((issue) => [...issue.message.matchAll(/“(.+?)”(?!\w)/gs)].map((found) => found[1]));

export class Form {
  // on: what the form asks for: change(path, value, tag), act(name, ...), focus(key).
  constructor(root, on) {
    this.root = root;
    this.on = on;
    root.addEventListener("input", (event) => this.typed(event.target));
  }

  typed(field) {
    if (!field.dataset.path) return;
    const path = JSON.parse(field.dataset.path);
    this.on.change(path, this.valueOf(field), field.tagName === "SELECT" ? null : field.dataset.path);
    field.closest(".field")?.querySelector(".read").replaceChildren(...present([this.wasRead(path)]));
    grow(field);
  }

  valueOf(field) {
    const { value, dataset } = field;
    if (dataset.kind === "flag") return { "": null, true: true, false: false }[value];
    if (dataset.kind === "number") return value.trim() === "" ? null : value.trim();
    return value === "" && dataset.kind === "optional" ? null : value;
  }

  show(item, section) {
    this.item = item;
    if (!item) {
      this.root.replaceChildren(this.empty(section));
      return;
    }
    const focused = document.activeElement?.closest?.("#form") ? document.activeElement : null;
    const keep = focused?.dataset.path && { path: focused.dataset.path, start: focused.selectionStart, end: focused.selectionEnd };
    const { question } = item;
    this.reading = item.origins.length === 1 ? section.readings[item.origins[0]] : null;
    this.quotes = quotes(question.issues);
    this.root.replaceChildren(...present([
      this.head(item),
      this.issues(question),
      this.area(["stem"], "Stem", { placeholder: "What is asked?" }),
      this.figures(question.figures, ["figures"]),
      h("div", { class: "options", role: "list" }, question.options.map((option, at) => this.option(option, at))),
      button("+ option", "Add an option (o)", () => this.on.act("addOption", question.options.length), { class: "quiet" }),
      question.type === "short_answer" || question.answer !== null ? this.area(["answer"], "Typed answer", { kind: "optional" }) : null,
      this.area(["feedback"], "Feedback to the question", { kind: "optional", placeholder: "none" }),
      this.tools(),
    ]));
    this.root.querySelectorAll("textarea").forEach(grow);
    if (keep) this.focus(keep.path, keep.start, keep.end);
  }

  empty(section) {
    return h("div", { class: "empty" },
      h("p", {}, section.items.length ? "Choose a question." : "This section has no questions."),
      section.notes.map((note) => h("p", { class: "chip warning", dir: "auto" }, note)),
      button("+ question", "Add a question (q)", () => this.on.act("addItem"), { class: "quiet" }));
  }

  head(item) {
    const { question } = item;
    return h("div", { class: "head" },
      this.input(["number"], "Number", { kind: "number", inputmode: "numeric", size: 4 }),
      this.select(["type"], "Type", TYPES),
      this.select(["verdict"], "The screenshot says", VERDICTS, "optional"),
      h("div", { class: "points" },
        this.input(["points", "earned"], "Points", { kind: "number", inputmode: "decimal", size: 5 }),
        this.input(["points", "possible"], "of", { kind: "number", inputmode: "decimal", size: 5 })),
      h("span", { class: item.accepted ? "sure accepted" : "sure", title: "How sure the reading is" },
        item.accepted ? "✓ accepted" : `${Math.floor(100 * question.confidence)} %`));
  }

  issues(question) {
    if (!question.issues.length) return null;
    return h("ul", { class: "issues" }, question.issues.map((issue, at) =>
      h("li", { class: `chip ${issue.severity}`, dir: "auto", "data-key": `i${at}`, title: issue.code }, issue.message)));
  }

  option(option, at) {
    const path = (name) => ["options", at, name];
    const many = this.item.question.type === "multiple_choice";
    const [sign, state] = option.selected === null ? ["?", "not known whether selected"] : option.selected ? [many ? "☑" : "◉", "selected"] : [many ? "☐" : "○", "not selected"];
    const act = (name) => () => this.on.act(name, at);
    return h("div", { class: option.confidence < DOUBTFUL && !this.item.accepted ? "option doubtful" : "option", role: "listitem", "data-key": `o${at}`, "data-option": at },
      h("button", { type: "button", class: option.selected ? "choice on" : "choice", "data-field": "selected", "aria-label": `Option ${at + 1}: ${state}`, title: `${state} (Alt+S)`, onclick: act("toggleSelected") }, sign),
      h("div", { class: "parts" },
        this.area(path("text"), `Option ${at + 1}`, { bare: true, placeholder: "text of the option" }),
        this.figures(option.figures, path("figures")),
        this.area(path("feedback"), `Feedback to option ${at + 1}`, { bare: true, kind: "optional", placeholder: "feedback to this option", class: "feedback" }),
        h("div", { class: "row" },
          this.input(path("label"), "Letter", { kind: "optional", size: 2, placeholder: "A", bare: true }),
          this.select(path("verdict"), `Mark of option ${at + 1}`, MARKS, "optional", true),
          this.select(path("correct"), `Key of option ${at + 1}`, KEYS, "flag", true),
          h("span", { class: "grow" }),
          button("↑", "Move up (Alt+↑)", act("optionUp")), button("↓", "Move down (Alt+↓)", act("optionDown")),
          button("✂", "Split at the cursor (Alt+X)", act("splitOption")),
          button("⊕", "Join with the next option (Alt+J)", act("joinOption")),
          button("+Q", "Start a new question here (Alt+Q)", act("splitItem")),
          button("×", "Remove (Alt+Backspace)", act("removeOption")))));
  }

  figures(figures, path) {
    if (!figures.length) return null;
    return h("div", { class: "figures" }, figures.map((figure, at) =>
      h("figure", { "data-key": path.length === 1 ? `f${at}` : null },
        h("img", { src: `/crops/${this.on.section()}/${encodeURIComponent(figure.path.replace(/^assets\//, ""))}`, alt: figure.kind }),
        button("×", `Remove the ${figure.kind}`, () => this.on.change(path, figures.toSpliced(at, 1), null, true)))));
  }

  tools() {
    const act = (name, ...args) => () => this.on.act(name, ...args);
    return h("div", { class: "row tools" },
      button("+ question", "Add a question below (q)", act("addItem")),
      button("Join with next", "Make this question and the next one one (m)", act("joinItem")),
      button("↑ Move", "Move up (Shift+K)", act("itemUp")), button("↓ Move", "Move down (Shift+J)", act("itemDown")),
      button("Remove", "Remove the question (Del)", act("removeItem")),
      h("span", { class: "grow" }),
      this.reading && said({ ...this.reading, id: "" }) !== said({ ...this.item.question, id: "" }) ? button("Back to what was read", "Undo all changes of this question", act("revert")) : null);
  }

  field(path, label, control, attributes) {
    const words = h("span", { class: attributes.bare ? "hidden" : "label" }, label);
    return h("label", { class: `field ${attributes.class ?? ""}` }, words, control, h("span", { class: "read", dir: "auto" }, this.wasRead(path)), h("span", { class: "remark", "data-remark": pathOf(path), role: "status" }));
  }

  // What was read, where a person has changed it or words of it are doubtful.
  wasRead(path) {
    const value = get(this.item.question, path) ?? "";
    const before = this.reading ? get(this.reading, path) ?? "" : value;
    if (typeof before !== "string") return [];
    const doubtful = !this.item.accepted && this.quotes.some((quote) => before.includes(quote));
    if (before === value && !doubtful) return [];
    return [h("i", {}, "read: "), before ? marked(before, this.quotes) : "nothing"];
  }

  area(path, label, attributes = {}) {
    const value = get(this.item.question, path) ?? "";
    const control = h("textarea", { rows: 1, dir: "auto", value, spellcheck: "false", placeholder: attributes.placeholder, "data-path": pathOf(path), "data-kind": attributes.kind, "aria-label": label });
    return this.field(path, label, control, attributes);
  }

  input(path, label, { kind, bare = false, ...attributes }) {
    const value = get(this.item.question, path) ?? "";
    return this.field(path, label, h("input", { type: "text", autocomplete: "off", value, "data-path": pathOf(path), "data-kind": kind, "aria-label": label, ...attributes }), { bare });
  }

  select(path, label, choices, kind = null, hidden = false) {
    const value = String(get(this.item.question, path) ?? "");
    const options = choices.map(([name, text]) => h("option", { value: name, selected: name === value }, text));
    return this.field(path, label, h("select", { "data-path": pathOf(path), "data-kind": kind, "aria-label": label }, options), { bare: hidden });
  }

  focus(path, start = null, end = null) {
    const field = [...this.root.querySelectorAll("[data-path]")].find((other) => other.dataset.path === path);
    field?.focus();
    if (field && start !== null && field.setSelectionRange) field.setSelectionRange(start, end);
  }

  // Messages at the fields that they are about; those about no field that is shown, at the top.
  remark(list) {
    for (const slot of this.root.querySelectorAll(".remark")) slot.replaceChildren();
    for (const field of this.root.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const { place, message, wrong } of list) {
      const slots = [...this.root.querySelectorAll("[data-remark]")];
      const slot = place.map((_, cut) => slots.find((one) => one.dataset.remark === pathOf(place.slice(0, place.length - cut)))).find(Boolean) ?? slots[0];
      slot?.append(h("span", { class: wrong ? "wrong" : "odd" }, message));
      slot?.closest(".field").querySelector("[data-path]")?.setAttribute("aria-invalid", String(wrong));
    }
  }
}

// A text field as high as its text.
function grow(field) {
  if (field.tagName !== "TEXTAREA") return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
