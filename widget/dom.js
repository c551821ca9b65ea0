// Building blocks: texts become text nodes, links pass a scheme check.

export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") node[name] = value;
    else if (value || value === "") node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const ICONS = {
  alert: "M12 4 3 19.5h18L12 4Z M12 10v4 M12 16.8h0",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "M6 6l12 12 M18 6 6 18",
  down: "M12 5v14 M6 13l6 6 6-6",
  more: "M5 12h0 M12 12h0 M19 12h0",
  moon: "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7Z",
  send: "M12 19V5 M6 11l6-6 6 6",
};

export function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) =>
    document.createElementNS("http://www.w3.org/2000/svg", tag),
  );
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export const button = (className, onclick, ...children) =>
  el("button", { class: className, type: "button", onclick }, ...children);

/** Words for screen readers only. */
export const unseen = (text) => el("span", { class: "unseen" }, text);

/** What is not http or https stays text. */
export function sourceLink(address, label) {
  if (!/^https?:\/\//i.test(address)) return el("span", {}, label);
  const attributes = { href: address, target: "_blank", rel: "noopener noreferrer nofollow" };
  return el("a", attributes, label, unseen(" (opens in a new tab)"));
}

export function callLink(className, number, label, scheme = "tel") {
  const digits = String(number ?? "").replace(/[^\d+]/g, "");
  return digits ? [el("a", { class: className, href: `${scheme}:${digits}` }, label)] : [];
}

/** `crypto.randomUUID` is missing on plain http. */
export const newId = () => crypto.getRandomValues(new Uint32Array(5)).join("-");
