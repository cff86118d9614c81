// The screenshot beside the form, with the places of the question and of its parts.

import { h, svg, button } from "./dom.js";

const rect = ([left, top, right, bottom], attributes) =>
  svg("rect", { x: left, y: top, width: right - left, height: bottom - top, ...attributes });

const AIR = 0.006; // Between a question and the line around it, as a share of the screenshot's width.
const grown = ([left, top, right, bottom], by) => [left - by, top - by, right + by, bottom + by];

// Which screenshots a question is on; all of them where it is on none.
function shotsOf(item, shots) {
  const names = item ? item.question.regions.map((region) => region.screenshot) : [];
  const found = shots.map((shot, number) => ({ shot, number })).filter(({ shot }) => names.includes(shot.path));
  return found.length ? found : shots.map((shot, number) => ({ shot, number }));
}

function spots(question, path) {
  const keyed = question.options.map((option, at) => [`o${at}`, option.region]);
  question.figures.forEach((figure, at) => keyed.push([`f${at}`, figure.region]));
  question.issues.forEach((issue, at) => keyed.push([`i${at}`, issue.region]));
  return keyed.filter(([, region]) => region?.screenshot === path);
}

function overlay(shot, item, items) {
  const layer = svg("svg", { viewBox: `0 0 ${shot.width} ${shot.height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const other of items) {
    for (const region of other.question.regions.filter(({ screenshot }) => screenshot === shot.path)) {
      layer.append(rect(grown(region.bbox, AIR * shot.width), { class: other === item ? "question here" : "question", "data-uid": other.uid }));
    }
  }
  for (const [key, region] of item ? spots(item.question, shot.path) : []) {
    const bounds = item.question.regions.some((own) => own.bbox.join() === region.bbox.join());
    if (!bounds) layer.append(rect(region.bbox, { class: "spot", "data-key": key }));
  }
  return layer;
}

export function showShots(root, section, item, items) {
  const figures = shotsOf(item, section.shots).map(({ shot, number }) => {
    const caption = h("figcaption", { dir: "auto" }, shot.path);
    if (!shot.shown) {
      const why = "The picture was not found where the document says, or it has changed since. Start with --image-root to say where the pictures are.";
      return h("figure", {}, h("p", { class: "missing", dir: "auto" }, shot.message ? `${shot.message} ` : "", why), caption);
    }
    const image = h("img", { src: `/pictures/${section.number}/${number}`, alt: `Screenshot ${shot.path}`, width: shot.width, height: shot.height });
    image.addEventListener("load", () => center(root));
    const frame = h("div", { class: "frame" }, image, shot.width ? overlay(shot, item, items) : null);
    const failed = shot.status === "failed" ? h("p", { class: "chip error", dir: "auto" }, shot.message ?? "It could not be read.") : null;
    return h("figure", {}, failed, frame, caption);
  });
  const zoom = button("⤢", "Larger or smaller (z)", () => root.classList.toggle("large"), { class: "zoom" });
  root.replaceChildren(zoom, ...figures);
  center(root);
}

// Brings the question's place into view, as far up as there is room.
export function center(root) {
  const here = root.querySelector(".question.here");
  if (here) root.scrollTop += here.getBoundingClientRect().top - root.getBoundingClientRect().top - 24;
}
