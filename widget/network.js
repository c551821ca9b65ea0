// The API, its event stream, and the messages on their way.
// The token travels in a header, never in an address.

const TIMEOUT = 30_000; // milliseconds; the server may hold a reply for 15 s
export const KEY = "nightdesk:token";
const LONGEST_WAIT = 30; // seconds between connections
const SILENCE = 75_000; // milliseconds without even a keep-alive: the line is dead
const CHECKS = [3, 6, 12, 24, 40]; // seconds after a 202
const WAITS = [1, 2, 4, 8, 15, 30, 30, 30]; // seconds; then the visitor decides
const PATIENCE = 60; // seconds of Retry-After that are waited in silence

/** Status 0 is a failed network. */
export class Problem extends Error {
  constructor(status, details) {
    super(`chat ${status}`);
    Object.assign(this, { detail: "", errors: [], retryAfter: 0 }, details, { status });
  }

  get passing() {
    return [0, 408, 429].includes(this.status) || this.status >= 500;
  }
}

export class Api {
  #base;
  #token = null; // all there is when storage is blocked

  constructor(base) {
    this.#base = base;
  }

  get token() {
    try {
      return localStorage.getItem(KEY) ?? this.#token;
    } catch {
      return this.#token;
    }
  }

  set token(value) {
    this.#token = value;
    try {
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch {
      // blocked or full
    }
  }

  start = () => this.#json("sessions", { body: {} });
  history = (after) => this.#json(`messages?after=${after}`);
  send = (body) => this.#json("messages", { body, headers: { Prefer: "wait=15" } });
  request = (body) => this.#json("requests", { body });
  erase = () => this.#json("session", { method: "DELETE" });
  export = async () => (await this.#fetch("session/export")).blob();

  async stream(lastId, signal) {
    const headers = { "Last-Event-ID": String(lastId) };
    return (await this.#fetch("stream", { headers, signal })).body;
  }

  async #json(path, options) {
    const response = await this.#fetch(path, options);
    if (response.status === 204) return {};
    return response.json().catch(() => {
      throw new Problem(0); // the line broke in the middle of the answer
    });
  }

  async #fetch(path, { body, method = body ? "POST" : "GET", headers, signal } = {}) {
    const response = await fetch(new URL(path, this.#base).href, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        "Content-Type": "application/json",
        ...headers,
      },
      body: body && JSON.stringify(body),
      keepalive: Boolean(body), // what was sent arrives although the page is left
      signal: signal ?? AbortSignal.timeout(TIMEOUT),
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "strict-origin",
    }).catch(() => {
      throw new Problem(0);
    });
    if (response.ok) return response;
    const type = response.headers.get("Content-Type") ?? "";
    const details = type.includes("problem+json") ? await response.json().catch(() => ({})) : {};
    const retryAfter = Number(response.headers.get("Retry-After")) || 0; // seconds
    throw new Problem(response.status, { ...details, retryAfter });
  }
}

/** Text to events, by the WHATWG rules. */
export class EventParser {
  #rest = "";
  #event = { data: [] };

  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line) {
    if (line) {
      const [, name, value] = /^([^:]*):? ?([^]*)$/.exec(line); // no name: a comment
      if (name === "data") this.#event.data.push(value);
      else if (name === "event") this.#event.name = value;
      return [];
    }
    const { name, data } = this.#event;
    this.#event = { data: [] };
    return data.length ? [{ event: name || "message", data: data.join("\n") }] : [];
  }
}

export class Stream {
  #on;
  #stop = null;
  #checks = [];

  constructor(on) {
    this.#on = on;
  }

  start() {
    if (this.#stop) return;
    this.#stop = new AbortController();
    this.#loop(this.#stop.signal);
  }

  stop() {
    this.#stop?.abort();
    this.#stop = null;
    this.expect(false);
  }

  /** While a reply is due, look for it also without the stream. */
  expect(due) {
    this.#checks.forEach(clearTimeout);
    this.#checks = due ? CHECKS.map((s) => setTimeout(() => this.#poll(), s * 1000)) : [];
  }

  async #loop(signal) {
    for (let wait = 1; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      const began = Date.now();
      try {
        await this.#listen(signal);
      } catch (problem) {
        if (problem.status === 401 && !signal.aborted) return this.#on.refused();
      }
      if (Date.now() - began > 5000) wait = 1;
      await new Promise((resolve) => {
        setTimeout(resolve, wait * 1000 * (0.75 + Math.random() / 2));
        signal.addEventListener("abort", resolve);
      });
      if (!signal.aborted) await this.#poll();
    }
  }

  async #listen(signal) {
    const line = new AbortController();
    const body = await this.#on.connect(AbortSignal.any([signal, line.signal]));
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new EventParser();
    for (;;) {
      const watchdog = setTimeout(() => line.abort(), SILENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(watchdog));
      if (done || signal.aborted) return;
      for (const { event, data } of parser.push(value)) this.#on.event(event, JSON.parse(data));
    }
  }

  #poll() {
    return this.#on.poll().catch(() => {});
  }
}

export class Outbox {
  items = [];
  #running = false;
  #paused = false;
  #deliver;
  #tell;
  #wake = () => {};

  /** `tell` hears sending, waiting, sent, failed (try again), refused (do not). */
  constructor(deliver, tell) {
    this.#deliver = deliver;
    this.#tell = tell;
  }

  add(item) {
    item.stored = new Promise((resolve) => (item.acknowledge = resolve));
    this.items.push(item);
    this.retry();
  }

  /** Leaving the page now loses a message: the first alone is on its way. */
  get isUnsent() {
    return this.#paused || this.items.length > 1 || this.items.some(({ tries }) => tries);
  }

  /** The stream showed that the server holds it: the next may go. */
  acknowledge(clientId) {
    this.items.find((item) => item.body.client_id === clientId)?.acknowledge();
  }

  retry() {
    this.#paused = false;
    for (const item of this.items) {
      item.tries = 0;
      this.#tell(item, "sending");
    }
    this.#wake();
    this.#run();
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    while (this.items.length && !this.#paused) await this.#attempt(this.items[0]);
    this.#running = false;
  }

  async #attempt(item) {
    const done = (state, problem) => {
      this.items = this.items.filter((other) => other !== item);
      this.#tell(item, state, problem);
    };
    const sending = this.#deliver(item);
    sending.catch(() => {}); // may fail after acknowledge()
    try {
      await Promise.race([sending, item.stored]);
      done("sent");
    } catch (problem) {
      if (!this.items.includes(item)) return; // deleted meanwhile
      if (!problem.passing) return done("refused", problem);
      if (!WAITS[item.tries] || problem.retryAfter > PATIENCE) {
        this.#paused = true;
        for (const other of this.items) this.#tell(other, "failed");
        return;
      }
      this.#tell(item, "waiting");
      const wait = WAITS[item.tries++] * (0.75 + Math.random() / 2);
      const woken = new Promise((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, Math.max(wait, problem.retryAfter) * 1000);
      });
      await Promise.race([woken, item.stored]);
    }
  }
}
