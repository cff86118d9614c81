// What the keyboard does. Without a field in focus, single keys; in a field, those with Ctrl or Alt.

export const HELP = [
  ["Anywhere", [
    ["Ctrl+Enter", "accept: all of it is right; save, and go to what is worst now"],
    ["Ctrl+S", "save"],
    ["Ctrl+Z, Ctrl+Shift+Z", "undo, redo"],
    ["Esc", "leave the field"],
  ]],
  ["Outside of fields", [
    ["j, k", "next, previous question"],
    ["n", "the worst that is left"],
    ["e or Enter", "edit the stem"],
    ["1 to 9", "select the option, or not"],
    ["a", "accept"],
    ["A", "accept all questions of the section"],
    ["u", "undo"],
    ["o, q", "add an option, a question"],
    ["m", "make this question and the next one one"],
    ["J, K", "move the question down, up"],
    ["Del", "remove the question"],
    ["]  [", "next, previous section"],
    ["z", "larger or smaller screenshot"],
    ["?", "these keys"],
  ]],
  ["In an option", [
    ["Alt+S", "selected, not selected, not known"],
    ["Alt+C", "right answer, wrong answer, not known"],
    ["Alt+V", "marked right, marked wrong, not marked"],
    ["Alt+↑, Alt+↓", "move it"],
    ["Alt+X", "split it at the cursor"],
    ["Alt+J", "join it with the next one"],
    ["Alt+N", "add one below"],
    ["Alt+Q", "start a new question with it"],
    ["Alt+Backspace", "remove it"],
  ]],
];

const ANYWHERE = { Enter: "accept", KeyS: "save", KeyZ: "undo", KeyY: "redo" };

const OUTSIDE = {
  j: "next", k: "previous", n: "worst", e: "edit", Enter: "edit", a: "accept", A: "acceptAll", u: "undo", o: "addOption",
  q: "addItem", m: "joinItem", J: "itemDown", K: "itemUp", Delete: "removeItem", "]": "nextSection", "[": "previousSection",
  z: "zoom", "?": "help",
};

const IN_OPTION = {
  KeyS: "toggleSelected", KeyC: "toggleCorrect", KeyV: "toggleVerdict", ArrowUp: "optionUp", ArrowDown: "optionDown",
  KeyX: "splitOption", KeyJ: "joinOption", KeyN: "addBelow", KeyQ: "splitItem", Backspace: "removeOption",
};

const typing = (target) => target.matches?.("input, textarea, select");

// The action of a key and its arguments; null for keys that mean nothing.
export function actionOf(event) {
  const { target } = event;
  if (event.isComposing) return null;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    const name = ANYWHERE[event.code === "NumpadEnter" ? "Enter" : event.code];
    return name ? [name === "undo" && event.shiftKey ? "redo" : name] : null;
  }
  const option = target.closest?.("[data-option]");
  if (event.altKey && !event.ctrlKey && option) {
    const name = IN_OPTION[event.code];
    return name ? [name, Number(option.dataset.option)] : null;
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === "Escape") return typing(target) ? ["leave"] : null;
  if (typing(target)) return null;
  if (event.key === "Enter" && target.matches?.("button, a")) return null;
  if (/^[1-9]$/.test(event.key)) return ["toggleSelected", Number(event.key) - 1];
  return OUTSIDE[event.key] ? [OUTSIDE[event.key]] : null;
}
