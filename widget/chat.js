// The chat behind the launcher: one session and what the visitor does in it.

import { el, newId } from "./dom.js";
import { requestForm } from "./form.js";
import { Api, KEY, Outbox, Problem, Stream } from "./network.js";
import { Panel } from "./panel.js";
import { WORDS } from "./words.js";

const TYPING_DELAY = 500; // milliseconds
const TYPING_LIMIT = 20_000; // milliseconds
const RENEW_PAUSE = 30_000; // milliseconds; refused sooner, the server is broken

export class Chat {
  #api;
  #panel;
  #outbox;
  #stream;
  #clinic = {};
  #cursor = 0; // last id in order: of history or stream, not of replies
  #connected = false;
  #connecting = null;
  #renewing = null;
  #renewed = 0;
  #typing;
  #phone;
  #close;

  constructor({ root, api, phone, close }) {
    this.#api = new Api(api);
    this.#phone = phone;
    this.#close = close;
    this.#panel = new Panel(root, {
      close: () => this.close(),
      send: (text) => this.#send({ text }, text),
      choice: (choice, label) => this.#send({ choice }, label),
      retry: () => this.#outbox.retry(),
      form: (message) => this.#form(message),
      download: () => this.#download(),
      erase: () => this.#erase(),
      connect: () => this.#connect(),
    });
    this.#outbox = new Outbox(
      (item) => this.#deliver(item),
      (item, state, problem) => this.#tell(item, state, problem),
    );
    this.#stream = new Stream({
      connect: (signal) => this.#api.stream(this.#cursor, signal),
      poll: () => this.#poll(),
      event: (name, json) => (name === "typing" ? this.#setTyping(json.on) : this.#hear(json)),
      refused: () => this.#lostSession(),
    });
    document.addEventListener("visibilitychange", () => this.#listen());
    // another tab deleted the chat
    addEventListener("storage", ({ key, newValue }) => {
      if (key === KEY && newValue && this.#connected) this.#renew().catch(() => this.#giveUp());
    });
    addEventListener("online", () => this.#backOnline());
    addEventListener("beforeunload", (event) => this.#outbox.isUnsent && event.preventDefault());
  }

  open({ focus }) {
    this.#panel.open({ focus });
    if (this.#connected) this.#listen();
    else this.#connect();
  }

  close() {
    this.#panel.close();
    this.#listen();
    this.#close();
  }

  #connect() {
    this.#connecting ??= this.#begin().finally(() => (this.#connecting = null));
    return this.#connecting;
  }

  async #begin() {
    this.#panel.setStatus(WORDS.connecting);
    try {
      this.#welcome(await this.#obtain());
    } catch {
      return this.#giveUp();
    }
    this.#panel.setStatus("");
    this.#panel.showTranscript();
    this.#connected = true;
    this.#listen();
    this.#outbox.retry();
  }

  async #obtain() {
    if (this.#api.token) {
      try {
        return { ...(await this.#api.history(0)), live: false };
      } catch (problem) {
        if (![401, 404].includes(problem.status)) throw problem;
      }
    }
    const started = await this.#api.start();
    this.#api.token = started.session.token;
    return started;
  }

  #welcome({ clinic, messages, live }) {
    this.#clinic = clinic ?? {};
    this.#panel.setClinic(this.#clinic);
    this.#panel.transcript.add(messages, { live, early: true });
    this.#advance(messages);
  }

  #giveUp() {
    this.#connected = false;
    this.#listen();
    this.#panel.showUnreachable(this.#clinic.phone || this.#phone);
  }

  /** Begin a new session and carry the unsent messages over. */
  #renew(token) {
    this.#renewing ??= this.#startOver(token).finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #startOver(token) {
    if (this.#api.token === token) this.#api.token = null; // else another tab was quicker
    this.#stream.stop();
    const session = await this.#obtain();
    this.#forget(); // nobody else may read on at a shared computer
    this.#welcome(session);
    this.#notice(WORDS.renewed);
    for (const item of this.#outbox.items) {
      const { client_id } = item.body;
      item.body = { client_id, text: item.label }; // a choice belongs to the old session
      this.#panel.transcript.addOwn(client_id, item.label);
      this.#tell(item, "sending");
    }
    this.#renewed = Date.now();
    this.#listen();
  }

  async #lostSession() {
    try {
      if (Date.now() - this.#renewed < RENEW_PAUSE) throw new Problem(401);
      await this.#renew(this.#api.token);
    } catch {
      this.#giveUp();
    }
  }

  #forget() {
    this.#cursor = 0;
    this.#setTyping(false);
    this.#panel.transcript.clear();
  }

  #send(content, label) {
    const { ticked } = this.#panel.transcript;
    const body = { client_id: newId(), ...content, ...(ticked.length && { ticked }) };
    this.#panel.transcript.addOwn(body.client_id, label);
    this.#outbox.add({ body, label });
  }

  async #deliver(item) {
    const timer = setTimeout(() => this.#setTyping(true), TYPING_DELAY);
    try {
      const { messages } = await this.#withSession(() => this.#api.send(item.body));
      if (messages) this.#panel.transcript.add(messages);
      else this.#stream.expect(true);
    } catch (problem) {
      this.#warn(item, problem);
      throw problem;
    } finally {
      clearTimeout(timer);
      this.#setTyping(false);
    }
  }

  /** Not stored, and danger all the same: said once. */
  #warn(item, { detail, urgent }) {
    if (!urgent || item.warned) return;
    item.warned = true;
    this.#panel.transcript.add([{ author: "assistant", kind: "urgent", text: detail, urgent }]);
  }

  async #withSession(call) {
    await this.#connecting;
    if (!this.#connected) throw new Problem(0);
    const { token } = this.#api;
    try {
      return await call();
    } catch (problem) {
      if (problem.status !== 401) throw problem;
      await this.#renew(token);
      return call();
    }
  }

  #tell(item, state, problem) {
    this.#panel.transcript.setState(item.body.client_id, state, problem?.detail);
    const { retrying, notSent } = WORDS;
    this.#panel.setStatus({ waiting: retrying, failed: notSent, refused: notSent }[state] ?? "");
  }

  #backOnline() {
    this.#stream.stop();
    this.#listen();
    if (this.#connected) this.#outbox.retry();
    else if (this.#panel.isOpen) this.#connect();
  }

  #listen() {
    if (this.#connected && this.#panel.isOpen && !document.hidden) this.#stream.start();
    else this.#stream.stop();
  }

  #hear(message) {
    if (message.author === "visitor") this.#outbox.acknowledge(message.client_id);
    else {
      this.#stream.expect(false);
      this.#setTyping(false);
    }
    this.#panel.transcript.add([message]);
    this.#advance([message]);
  }

  async #poll() {
    const { messages } = await this.#api.history(this.#cursor);
    for (const message of messages) this.#hear(message);
  }

  #advance(messages) {
    this.#cursor = Math.max(this.#cursor, ...messages.map(({ id }) => id));
  }

  #setTyping(on) {
    clearTimeout(this.#typing);
    const name = this.#clinic.assistant || WORDS.authors.assistant;
    this.#panel.setTyping(on ? WORDS.typing(name) : "");
    if (on) this.#typing = setTimeout(() => this.#setTyping(false), TYPING_LIMIT);
  }

  #form(message) {
    return requestForm(message, async (body) => {
      const { messages = [] } = await this.#withSession(() => this.#api.request(body));
      this.#panel.transcript.add(messages);
      this.#panel.focus();
    });
  }

  async #download() {
    try {
      const blob = await this.#withSession(() => this.#api.export());
      const href = URL.createObjectURL(blob);
      el("a", { href, download: "chat.json" }).click();
      setTimeout(() => URL.revokeObjectURL(href), 10_000);
    } catch {
      this.#panel.setStatus(WORDS.failed);
    }
  }

  async #erase() {
    if (!(await this.#panel.confirmErase())) return this.#panel.focus();
    let said = WORDS.deleted;
    try {
      await this.#api.erase();
    } catch ({ status }) {
      if (![401, 404].includes(status)) return this.#panel.setStatus(WORDS.failed);
      if (status === 401) said = WORDS.renewed; // the chat had ended: this erased nothing
    }
    this.#connected = false;
    this.#stream.stop();
    this.#outbox.items = [];
    this.#api.token = null;
    this.#forget();
    await this.#connect();
    this.#notice(said);
    this.#panel.focus();
  }

  #notice(text) {
    this.#panel.transcript.add([{ kind: "notice", text }]);
  }
}
