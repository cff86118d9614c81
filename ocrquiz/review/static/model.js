// The questions of a section while they are edited. All functions leave what they are given as it is, so that
// earlier states can be kept for undo.

// Unlike those of any other page: items kept in the browser come back with theirs.
const page = crypto.getRandomValues(new Uint32Array(2)).join("-");
let counter = 0;
const fresh = () => `${page}-${(counter += 1)}`;
export const withUid = (item) => ({ uid: fresh(), ...item });

export const bare = (items) => JSON.stringify(items.map(({ question, origins, accepted }) => [said(question), origins, accepted]));

// What a question says, without what only the server decides.
export function said(question) {
  const { issues, confidence, ...rest } = question;
  return JSON.stringify({ ...rest, options: rest.options.map(({ confidence: sure, ...option }) => option) });
}

// What stands for nothing while a part of it is typed.
const EMPTY = { points: { earned: null, possible: null } };

// A value changed at the end of a path such as ["options", 0, "text"].
export function put(value, path, leaf) {
  if (path.length === 0) return leaf;
  const [key, ...rest] = path;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = put(value[key] ?? EMPTY[key], rest, leaf);
  return copy;
}

export const get = (value, path) => path.reduce((inner, key) => inner?.[key], value);

const edited = (item, question) => ({ ...item, question, accepted: false });

export const replace = (items, uid, change) => items.map((item) => (item.uid === uid ? change(item) : item));
export const setField = (items, uid, path, value) => replace(items, uid, (item) => edited(item, put(item.question, path, value)));
export const setAccepted = (items, uid, accepted) => replace(items, uid, (item) => ({ ...item, accepted }));
export const setOptions = (items, uid, change) =>
  replace(items, uid, (item) => edited(item, { ...item.question, options: change(item.question.options) }));

export const newOption = () => ({
  label: null, text: "", selected: false, verdict: null, correct: null, feedback: null, figures: [], region: null, confidence: 1,
});

export const addOption = (items, uid, at) => setOptions(items, uid, (options) => options.toSpliced(at, 0, newOption()));
export const removeOption = (items, uid, at) => setOptions(items, uid, (options) => options.toSpliced(at, 1));
export const moveOption = (items, uid, at, by) => setOptions(items, uid, (options) => moved(options, at, at + by));

// The text behind the cursor becomes an option of its own.
export const splitOption = (items, uid, at, cursor) =>
  setOptions(items, uid, (options) => {
    const { text } = options[at];
    const first = { ...options[at], text: text.slice(0, cursor).trim() };
    return options.toSpliced(at, 1, first, { ...newOption(), text: text.slice(cursor).trim(), region: options[at].region });
  });

export const joinOption = (items, uid, at) =>
  setOptions(items, uid, (options) => {
    const [first, second] = options.slice(at, at + 2);
    if (!second) return options;
    const texts = (name, between) => [first[name], second[name]].filter(Boolean).join(between);
    const one = {
      ...first,
      text: texts("text", " "),
      feedback: texts("feedback", "\n") || null,
      selected: first.selected || second.selected,
      figures: [...first.figures, ...second.figures],
    };
    return options.toSpliced(at, 2, one);
  });

function moved(list, from, to) {
  if (to < 0 || to >= list.length) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, list[from]);
}

export const place = (items, uid) => items.findIndex((item) => item.uid === uid);
export const moveItem = (items, uid, by) => moved(items, place(items, uid), place(items, uid) + by);
export const removeItem = (items, uid) => items.filter((item) => item.uid !== uid);

export function newItem(shot) {
  const regions = shot?.width ? [{ screenshot: shot.path, bbox: [0, 0, shot.width, shot.height] }] : [];
  const question = {
    id: "", number: null, type: "single_choice", stem: "", options: [newOption(), newOption()], answer: null, verdict: null,
    feedback: null, points: null, figures: [], regions, confidence: 1, issues: [],
  };
  return withUid({ question, origins: [], accepted: false });
}

export const addItem = (items, uid, item) => items.toSpliced(uid ? place(items, uid) + 1 : items.length, 0, item);

// What stands from an option on becomes a question of its own.
export function splitItem(items, uid, at) {
  const item = items[place(items, uid)];
  const { options } = item.question;
  const second = withUid({
    ...item,
    uid: fresh(),
    accepted: false,
    question: { ...item.question, id: "", number: null, stem: "", options: options.slice(at), figures: [], feedback: null, points: null, verdict: null },
  });
  const first = edited(item, { ...item.question, options: options.slice(0, at) });
  return [items.toSpliced(place(items, uid), 1, first, second), second.uid];
}

// The question and the one below it become one.
export function joinItem(items, uid) {
  const at = place(items, uid);
  const [first, second] = items.slice(at, at + 2);
  if (!second) return items;
  const [a, b] = [first.question, second.question];
  const texts = (name) => [a[name], b[name]].filter(Boolean).join("\n");
  const question = {
    ...a,
    number: a.number ?? b.number,
    stem: texts("stem"),
    options: [...a.options, ...b.options],
    answer: texts("answer") || null,
    feedback: texts("feedback") || null,
    verdict: a.verdict ?? b.verdict,
    points: a.points ?? b.points,
    figures: [...a.figures, ...b.figures],
    regions: [...a.regions, ...b.regions],
  };
  const one = { ...edited(first, question), origins: [...new Set([...first.origins, ...second.origins])] };
  return items.toSpliced(at, 2, one);
}

// Two versions of a section put together: whatever I have not touched is theirs, whatever I have is mine.
// Returns the items and the names of those that both have changed.
export function merge(base, mine, theirs, known) {
  const byId = (items) => new Map(items.filter((item) => item.question.id).map((item) => [item.question.id, item]));
  const [old, other] = [byId(base), byId(theirs)];
  const same = (a, b) => a && b && said(a.question) === said(b.question) && a.accepted === b.accepted;
  const clashes = [];
  const result = [];
  for (const item of mine) {
    const before = old.get(item.question.id);
    const now = other.get(item.question.id);
    if (before && same(item, before)) {
      if (now) result.push({ ...now, uid: item.uid });
      continue;
    }
    if (before && !same(before, now)) clashes.push(item.question.id);
    const origins = item.origins.every((key) => known.has(key)) ? item.origins : (now?.origins ?? []);
    result.push({ ...item, origins });
  }
  const mineIds = byId(mine);
  theirs.forEach((item, at) => {
    const { id } = item.question;
    if (!old.has(id) && !mineIds.has(id)) result.splice(Math.min(at, result.length), 0, item);
    else if (!mineIds.has(id) && !same(old.get(id), item)) clashes.push(id);
  });
  return [result, clashes];
}
