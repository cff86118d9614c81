// What is not saved yet, kept in the browser: over a reload, a crash, and an end of the server.
// Each window has drafts of its own; those of a window that is closed are taken over.

const output = document.querySelector('meta[name="output"]').content;
const PREFIX = `ocrquiz:${output}:`;

const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join("-");
const tab = sessionStorage.getItem("ocrquiz-tab") ?? fresh();
sessionStorage.setItem("ocrquiz-tab", tab);
// Held while the window is open: tells the others that its drafts are in use. Browsers have locks only on pages
// of this computer; elsewhere a window finds its own drafts alone.
navigator.locks?.request(`ocrquiz-tab-${tab}`, () => new Promise(() => {}));

const key = (section, owner = tab) => `${PREFIX}${section}:${owner}`;

export function keep(section, draft) {
  try {
    localStorage.setItem(key(section), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export const forget = (section) => localStorage.removeItem(key(section));

export const exists = (section) => localStorage.getItem(key(section)) !== null;

export async function find(section) {
  const own = localStorage.getItem(key(section));
  if (own) return JSON.parse(own);
  if (!navigator.locks) return null;
  const { held } = await navigator.locks.query();
  const alive = new Set(held.map((lock) => lock.name));
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`${PREFIX}${section}:`)) continue;
    if (alive.has(`ocrquiz-tab-${name.split(":").at(-1)}`)) continue;
    const draft = localStorage.getItem(name);
    localStorage.setItem(key(section), draft);
    localStorage.removeItem(name);
    return JSON.parse(draft);
  }
  return null;
}
