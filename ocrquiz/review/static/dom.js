// Elements made of data. Texts only ever become text: there is no way from here to markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

// Children without the gaps that conditions leave.
export const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined);

export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

export const button = (text, title, action, attributes = {}) =>
  h("button", { type: "button", title, onclick: action, ...attributes }, text);

// A text with the words that an issue quotes marked.
export function marked(text, quotes) {
  const parts = [];
  let rest = text;
  while (rest) {
    const found = quotes
      .map((quote) => [rest.indexOf(quote), quote])
      .filter(([at]) => at >= 0)
      .sort(([a, x], [b, y]) => a - b || y.length - x.length)[0];
    if (!found) break;
    const [at, quote] = found;
    parts.push(rest.slice(0, at), h("mark", {}, quote));
    rest = rest.slice(at + quote.length);
  }
  return [...parts, rest];
}
