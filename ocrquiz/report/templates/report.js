"use strict";
{
  const body = document.body;
  const place = document.getElementById("place");
  const cards = [...document.querySelectorAll(".card")];
  let current = null;

  const shown = () => cards.filter((card) => body.dataset.filter === "all" || card.dataset.kinds.split(" ").includes(body.dataset.filter));

  function tell() {
    const list = shown();
    const at = list.indexOf(current);
    place.textContent = list.length ? `${at < 0 ? "–" : at + 1} of ${list.length}` : "none";
    document.getElementById("nothing").hidden = list.length > 0;
    for (const button of document.querySelectorAll(".filters button")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === body.dataset.filter));
    }
  }

  function filter(kind) {
    body.dataset.filter = kind;
    if (current && !shown().includes(current)) choose(null);
    tell();
  }

  function choose(card) {
    current?.classList.remove("current");
    current = card;
    if (card) {
      card.classList.add("current");
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "start" });
    }
    tell();
  }

  function step(by) {
    const list = shown();
    const at = list.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by));
    if (list[next]) choose(list[next]);
  }

  function theme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }

  const keys = {
    j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
    r: () => filter("review"), a: () => filter("all"), f: () => filter("failed"), t: theme,
  };

  // What lies under the pointer lights up on both sides: the box on the screenshot, the text beside it.
  function light(event) {
    const card = event.target.closest?.(".card");
    const key = event.target.closest?.("[data-key]")?.dataset.key;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!card || !key) return;
    for (const twin of card.querySelectorAll(`[data-key="${key}"]`)) twin.classList.add("lit");
  }

  document.addEventListener("mouseover", light);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.id === "theme") theme();
    else if (button?.dataset.filter) filter(button.dataset.filter);
    else if (button?.dataset.step) step(Number(button.dataset.step));
    else if (!button && event.target.closest(".card") && getSelection().isCollapsed) {
      current?.classList.remove("current");
      current = event.target.closest(".card");
      current.classList.add("current");
      tell();
    }
  });
  // A link to a section leads nowhere while the filter hides it.
  for (const link of document.querySelectorAll(".summary a")) {
    link.addEventListener("click", () => {
      const target = document.getElementById(link.hash.slice(1));
      if (target && getComputedStyle(target).display === "none") filter("all");
    });
  }
  tell();
}
