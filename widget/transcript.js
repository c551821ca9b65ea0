// The messages: drawn by kind, once each, in order.

import { button, callLink, el, icon, sourceLink, unseen } from "./dom.js";
import { tickBoxes } from "./form.js";
import { WORDS } from "./words.js";

const NEAR = 24; // pixels
const SUMMARY = ".message > .boxes"; // not the form's

export class Transcript {
  clinic = {};
  #log = el("div", {
    class: "log",
    role: "log",
    tabindex: "0",
    "aria-label": WORDS.log,
    "aria-live": "polite",
    "aria-relevant": "additions",
  });
  #jump = button("jump", () => this.#log.scrollTo(0, this.#log.scrollHeight), icon("down"));
  #byClient = new Map();
  #form = null;
  #ticked = [];
  #scrolled = 0;
  #on;
  element = el("div", { class: "transcript" }, this.#log, this.#jump);

  constructor(on) {
    this.#on = on;
    this.#jump.ariaLabel = WORDS.jump;
    this.#log.onscroll = () => this.#showJump();
  }

  /** Only what is `live` is announced; an `early` greeting goes before unsent words. */
  add(messages, { live = true, early = false } = {}) {
    this.#log.ariaLive = live ? "polite" : "off";
    for (const message of messages) {
      if (message.erased && live) this.clear(); // the next person at this screen reads nothing
      if (!this.#known(message)) this.#insert(message, live, early);
    }
    if (!live) setTimeout(() => (this.#log.ariaLive = "polite"), 500);
    this.#settleChoices();
    if (Math.abs(this.#log.scrollTop - this.#scrolled) > NEAR) this.#showJump();
    else this.#scroll();
  }

  addOwn(client_id, text) {
    this.add([{ author: "visitor", client_id, text }]);
    this.#scroll();
  }

  setState(clientId, state, detail) {
    const node = this.#byClient.get(clientId);
    if (!node) return;
    node.querySelector(".state")?.remove();
    if (state === "sent") this.#log.querySelector(".state.sent")?.remove();
    const line = el("div", { class: `state ${state}`, "aria-live": "off" });
    line.append(WORDS.states[state] ?? (detail || WORDS.notSent));
    if (state === "failed") line.append(button("again", this.#on.retry, WORDS.tryAgain));
    node.append(line);
    this.add([]);
  }

  setTyping(on) {
    this.#log.querySelector(".typing")?.remove();
    if (!on) return;
    const dots = el("div", { class: "bubble" }, "• • •");
    this.#log.append(el("div", { class: "message typing", "aria-hidden": "true" }, dots));
    this.add([]);
  }

  /** A form that is being sent stays: it may come back refused. */
  clear() {
    if (this.#form?.ariaBusy !== "true") this.#form = null;
    this.#log.replaceChildren(...(this.#form ? [el("div", { class: "message" }, this.#form)] : []));
    this.#byClient.clear();
  }

  /** The visitor's own message learns its id here. */
  #known({ id, client_id }) {
    if (this.#log.querySelector(`[data-id="${Number(id)}"]`)) return true;
    const own = client_id && this.#byClient.get(client_id);
    if (own && id) own.dataset.id = id;
    return own;
  }

  #insert(message, live, early) {
    const node = renderMessage(message, this.clinic, live);
    if (message.id) node.dataset.id = message.id;
    if (message.client_id) this.#byClient.set(message.client_id, node);
    // an on-screen keyboard makes room
    if (live && message.urgent && this.#log.clientHeight < 100) this.#log.focus();
    node.prepend(...this.#meta(message));
    if (message.boxes && !message.form) node.append(tickBoxes(message.boxes, this.#ticked));
    if (message.choices?.length) node.append(this.#choices(message.choices));
    // One form at a time: it moves along with what is filled in.
    if (message.form) node.append((this.#form ??= this.#on.form(message)));
    if (message.kind === "saved") {
      this.#form?.remove();
      this.#form = null;
    }
    // Ids grow with time: a late arrival goes before the first younger one.
    const later = (other) =>
      Number(other.dataset.id) > message.id || (early && other.matches(".by-visitor:not([data-id])"));
    const next = message.id && [...this.#log.children].find(later);
    this.#log.insertBefore(node, next || this.#log.querySelector(".typing"));
  }

  /** For the eye; screen readers get the author with the text. */
  #meta(message) {
    const author = authorOf(message);
    if (author === "system" || author === "visitor") return [];
    const name = author === "staff" ? WORDS.authors.staff : this.clinic.assistant;
    const at = new Date(message.at ?? Date.now());
    const day = at.toDateString() === new Date().toDateString() ? {} : { month: "short", day: "numeric" };
    const time = at.toLocaleString("en-US", { ...day, hour: "numeric", minute: "2-digit" });
    const children = [el("b", {}, name || WORDS.authors.assistant), ` ${time}`];
    return [el("div", { class: "meta", "aria-hidden": "true" }, ...children)];
  }

  #choices(choices) {
    const buttons = choices.map(({ id, label }) => {
      const press = () => {
        this.#log.focus({ preventScroll: true }); // the button is disabled next
        this.#on.choice(id, String(label));
      };
      return button("choice", press, String(label));
    });
    return el("div", { class: "choices" }, ...buttons);
  }

  /** What goes along with a message; it stays ticked under a next summary. */
  get ticked() {
    const boxes = this.#log.querySelectorAll(`${SUMMARY}:enabled :checked`);
    return (this.#ticked = [...boxes].map(({ name }) => name));
  }

  /** Only the latest choices work, and only until the visitor goes on. */
  #settleChoices() {
    const last = [...this.#log.querySelectorAll(".choices, .by-visitor")].at(-1);
    for (const part of this.#log.querySelectorAll(`.choice, ${SUMMARY}`)) {
      part.disabled = ![last, last?.parentNode].includes(part.parentNode);
    }
  }

  /** Long replies are read from the top: never past the last own words or alert. */
  #scroll() {
    const { clientHeight, scrollHeight } = this.#log;
    const last = [...this.#log.querySelectorAll(".by-visitor, .kind-urgent .bubble")].at(-1);
    // of long own words the end is enough
    const skip = last?.matches(".by-visitor") ? last.offsetHeight - clientHeight / 3 : -12;
    this.#log.scrollTop = last ? last.offsetTop + Math.max(-12, skip) : scrollHeight;
    this.#scrolled = this.#log.scrollTop;
    this.#showJump();
  }

  #showJump() {
    const { scrollHeight, clientHeight, scrollTop } = this.#log;
    this.#jump.hidden = scrollHeight - clientHeight - scrollTop < NEAR;
    if (this.#jump.hidden) this.#scrolled = scrollTop;
  }
}

const authorOf = ({ author, kind }) =>
  kind === "notice" ? "system" : author in WORDS.authors ? author : "assistant";

function renderMessage(message, clinic, live) {
  const author = authorOf(message);
  const kind = /^[a-z_]+$/.test(message.kind) ? message.kind : "";
  const urgent = kind === "urgent";
  const bubble = el(
    "div",
    { class: "bubble", lang: message.urgent?.lang, role: urgent && live && "alert" },
    unseen(`${WORDS.authors[author]}: `),
    // above the words, which may be long: calling comes first
    ...(urgent ? [calls(message.urgent ?? {}, clinic)] : []),
    ...body(kind, String(message.text ?? "")),
    ...sources(message.answer),
  );
  return el("div", { class: `message by-${author} kind-${kind}` }, bubble);
}

function body(kind, text) {
  if (kind === "confirm") return [el("div", { class: "words" }, ...text.split("\n").map(summaryRow))];
  const mark = { saved: "check", urgent: "alert" }[kind];
  const marks = mark ? [el("span", { class: "mark" }, icon(mark))] : [];
  return [...marks, el("div", { class: "words", dir: "auto" }, text)];
}

function summaryRow(line) {
  const [, label, value] = /^([^:]{2,32}: )(.+)$/.exec(line) ?? [];
  return label ? el("p", { class: "row" }, el("b", {}, label), el("span", {}, value)) : el("p", {}, line);
}

/** The tier's own number first, then what else helps. */
function calls({ tier, lang, phone: told }, { urgent_phone, phone }) {
  const words = lang === "es" ? WORDS.es : WORDS;
  const line = told || urgent_phone || phone;
  const order = {
    911: ["911"],
    distress: ["988", "text", "911"],
  }[tier] ?? ["clinic", "911"];
  const links = order.flatMap((what, index) => {
    const style = index ? "call" : "call first";
    if (what === "clinic") return callLink(style, line, words.callUrgent(line));
    if (what === "text") return callLink(style, "988", words.text988, "sms");
    return callLink(style, what, words.call(what));
  });
  return el("div", { class: "calls" }, ...links);
}

function sources(answers) {
  const items = new Map();
  for (const answer of Array.isArray(answers) ? answers : []) {
    const source = answer?.source;
    if (source?.title) items.set(JSON.stringify(source), answer);
  }
  if (!items.size) return [];
  const heading = items.size > 1 ? WORDS.sources : WORDS.source;
  return [el("div", { class: "sources" }, heading, ...[...items.values()].map(sourceItem))];
}

function sourceItem({ source, authority, reviewed_on }) {
  const { title, publisher, year, address } = source;
  const about = ["", ...[publisher, year].filter(Boolean)].join(", ");
  const facts = [WORDS.authority[authority], reviewed(reviewed_on)].filter(Boolean).join(" · ");
  return el("div", { class: "source" }, sourceLink(address, String(title)), `${about}. ${facts}`);
}

/** No time zone may move a calendar date. */
function reviewed(date) {
  if (!/^\d{4}-\d\d-\d\d/.test(date)) return "";
  const form = { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" };
  return WORDS.reviewed(new Date(date.slice(0, 10)).toLocaleDateString("en-US", form));
}
