// The panel: header and menu, disclosure, transcript, status line and input.

import { button, callLink, el, icon, unseen } from "./dom.js";
import { SMALL, STYLE } from "./style.js";
import { Transcript } from "./transcript.js";
import { WORDS } from "./words.js";

const LIMIT = 5000; // characters of a message
const NEAR = 4500; // from here on it is counted

// The page must not hear: shortcuts, copy protection, smooth scrolling, focus traps.
const OURS = "keydown keypress keyup copy cut paste contextmenu wheel touchmove focusin";

export class Panel {
  #title = el("h2", { id: "nightdesk-title" }, WORDS.title);
  #sub = el("p", { class: "sub" });
  #disclosure = el("p", { class: "disclosure", id: "nightdesk-disclosure" }, WORDS.disclosure);
  #status = el("p", { class: "status", role: "status" });
  #middle = el("div", { class: "middle" });
  #call = el("span");
  #menu = el("div", { class: "menu", popover: "" });
  #input = el("textarea", {
    id: "nightdesk-input",
    rows: "1",
    dir: "auto",
    maxlength: LIMIT,
    placeholder: WORDS.placeholder,
    autocomplete: "off",
    enterkeyhint: "send",
    "aria-describedby": "nightdesk-count",
  });
  #count = el("span", { id: "nightdesk-count" });
  #composer;
  #dialog;
  #narrow = matchMedia(SMALL);
  #state = "";
  #typing = "";
  #on;
  transcript;

  constructor(root, on) {
    this.#on = on;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets.push(sheet);
    this.transcript = new Transcript(on);
    this.#middle.append(this.transcript.element);
    this.#composer = this.#makeComposer();
    const parts = [this.#header(), this.#disclosure, this.#middle, this.#status, this.#composer];
    const names = { "aria-labelledby": "nightdesk-title", "aria-describedby": "nightdesk-disclosure" };
    this.#dialog = el("dialog", { class: "panel", tabindex: "-1", ...names }, ...parts);
    root.append(this.#dialog);
    const keep = (event) => event.stopPropagation();
    for (const name of OURS.split(" ")) root.addEventListener(name, keep, { passive: true });
    // Where white passes AA on the accent, the accent does on white.
    if (root.host.style.getPropertyValue("--on-accent") === "#fff") {
      this.#dialog.style.setProperty("--accent-text", "var(--nightdesk-accent)");
    }
    this.#listen();
  }

  open({ focus }) {
    this.#dialog.close(); // taken off the page it is open, but modal no more
    this.#dialog.autofocus = this.#narrow.matches;
    if (this.#narrow.matches) this.#dialog.showModal();
    else this.#dialog.open = true; // show() would take the focus
    if (focus) this.focus();
  }

  close() {
    this.#dialog.close();
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** On touch screens not the input: no keyboard shall cover the greeting. */
  focus() {
    (matchMedia("(pointer: coarse)").matches ? this.#dialog : this.#input).focus();
  }

  setClinic(clinic) {
    this.transcript.clinic = clinic;
    this.#title.textContent = clinic.name || WORDS.title;
    const sub = [clinic.assistant || WORDS.authors.assistant, hours(clinic)];
    this.#sub.textContent = sub.filter(Boolean).join(" · ");
    this.#disclosure.textContent = clinic.disclosure || WORDS.disclosure;
    this.#call.replaceChildren(...callLink("item", clinic.phone, WORDS.callClinic(clinic.phone)));
  }

  setStatus(text) {
    this.#state = text;
    this.#say();
  }

  setTyping(text) {
    this.#typing = text;
    this.transcript.setTyping(text);
    this.#say();
  }

  showUnreachable(phone) {
    const again = button("submit", this.#on.connect, WORDS.tryAgain);
    const focused = this.#dialog.getRootNode().activeElement;
    this.#middle.replaceChildren(
      el(
        "div",
        { class: "unreachable", role: "alert" },
        el("h3", {}, WORDS.unreachableTitle),
        el("p", {}, WORDS.unreachable),
        ...callLink("call", phone, WORDS.call(phone)),
        again,
      ),
    );
    this.#composer.hidden = true;
    this.setStatus("");
    if (focused) again.focus();
  }

  showTranscript() {
    if (!this.#composer.hidden) return;
    const focused = this.#dialog.getRootNode().activeElement;
    this.#middle.replaceChildren(this.transcript.element);
    this.#composer.hidden = false;
    if (focused) this.focus(); // else the visitor is elsewhere on the page
  }

  confirmErase() {
    return new Promise((resolve) => {
      const answer = (yes) => {
        box.remove();
        resolve(yes);
      };
      const keep = button("plain", () => answer(false), WORDS.deleteNo);
      const label = `${WORDS.deleteQuestion} ${WORDS.deleteMeans}`;
      const box = el(
        "div",
        { class: "ask", role: "alertdialog", "aria-label": label },
        el("h3", {}, WORDS.deleteQuestion),
        el("p", {}, WORDS.deleteMeans),
        button("yes", () => answer(true), WORDS.deleteYes),
        keep,
      );
      this.#middle.querySelector(".ask .plain")?.click();
      this.#middle.append(box);
      keep.focus();
    });
  }

  #say() {
    const text = this.#state || this.#typing;
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #header() {
    const more = button("tool", null, icon("more"));
    more.ariaLabel = WORDS.more;
    more.popoverTargetElement = this.#menu;
    const close = button("tool", this.#on.close, icon("close"));
    close.ariaLabel = WORDS.close;
    const item = (label, action) =>
      button("item", () => (this.#menu.hidePopover(), more.focus(), action()), label);
    this.#menu.append(
      this.#call,
      item(WORDS.download, this.#on.download),
      item(WORDS.delete, this.#on.erase),
    );
    const who = el("div", { class: "who" }, this.#title, this.#sub);
    return el("div", { class: "head" }, el("span", { class: "face" }, icon("moon")), who, more, this.#menu, close);
  }

  #makeComposer() {
    const send = el("button", { class: "send", "aria-label": WORDS.send }, icon("send"));
    const form = el(
      "form",
      { class: "composer" },
      el("label", { for: "nightdesk-input" }, unseen(WORDS.input)),
      el("div", { class: "entry" }, this.#input, send),
      el("p", { class: "foot" }, el("span", {}, WORDS.emergency), this.#count),
    );
    this.#input.oninput = () => this.#fit();
    this.#input.onkeydown = (event) => {
      // 229 while words are composed (Japanese); Safari has `isComposing` wrong
      if (event.keyCode !== 13 || event.shiftKey) return;
      event.preventDefault();
      form.requestSubmit();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const text = this.#input.value.trim();
      this.#input.focus();
      if (!text) return;
      this.#input.value = "";
      this.#fit();
      this.#on.send(text);
    };
    return form;
  }

  #fit() {
    const used = this.#input.value.length;
    this.#count.textContent = used >= NEAR ? WORDS.counter(used, LIMIT) : "";
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
  }

  #listen() {
    this.#dialog.onkeydown = (event) => {
      if (event.keyCode !== 27) return;
      if (this.#menu.matches(":popover-open")) return; // the browser closes the menu
      event.preventDefault();
      const question = this.#middle.querySelector(".ask .plain");
      if (question) question.click();
      else this.#on.close();
    };
    this.#dialog.oncancel = (event) => {
      event.preventDefault(); // the back gesture of a phone
      this.#on.close();
    };
    this.#narrow.onchange = () => {
      if (!this.isOpen) return;
      const focused = this.#dialog.getRootNode().activeElement;
      this.open({});
      focused?.focus();
    };
    const seen = window.visualViewport; // keep the input above an on-screen keyboard
    const follow = () => {
      if (seen.scale > 1.05) return; // a pinch is no keyboard
      this.#dialog.style.setProperty("--seen-height", `${seen.height}px`);
      this.#dialog.style.setProperty("--seen-top", `${seen.offsetTop}px`);
    };
    seen?.addEventListener("resize", follow);
    seen?.addEventListener("scroll", follow);
  }
}

/** The server writes the clinic's local time. */
function hours({ open_now, next_open }) {
  if (open_now) return WORDS.open;
  if (open_now !== false) return "";
  if (!next_open) return WORDS.closed;
  const wall = new Date(next_open.slice(0, 16));
  const form = { weekday: "short", hour: "numeric", minute: "2-digit" };
  return WORDS.opens(wall.toLocaleString("en-US", form));
}
