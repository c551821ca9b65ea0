// The loader: draws the launcher and fetches the chat only when it is opened.
(() => {
  const script = document.currentScript ?? document.querySelector('script[src*="nightdesk.js"]');
  const known = customElements.get("nightdesk-chat");
  if (!script || known) return known?.place?.();
  const { src, dataset } = script; // now: a page may move its base
  const { accent, phone } = dataset;
  const OPEN = "nightdesk:open";

  // Inside a shadow tree `!important` beats the page's own.
  const STYLE = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto 0 0 auto!important;
width:0!important;height:0!important;overflow:visible!important;direction:ltr!important;
font:15px/1.5 system-ui,sans-serif!important;z-index:2147483000!important;color-scheme:light dark!important;
--nightdesk-accent:#1d5a5f}
*,*::before,*::after{box-sizing:border-box}
.dock{position:fixed;bottom:20px;right:20px}
.launcher{display:flex;align-items:center;gap:10px;min-height:56px;padding:0 18px;border:2px solid #0000;
border-radius:28px;background:var(--nightdesk-accent);color:var(--on-accent,#fff);font:inherit;font-size:16px;
font-weight:600;cursor:pointer;box-shadow:0 8px 24px #0004}
.launcher[hidden],.trouble:empty{display:none}
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #14181d}
.trouble{position:absolute;bottom:68px;right:0;width:280px;padding:14px 16px;
border-radius:14px;background:#fff;color:#1b2026;box-shadow:0 8px 24px #0004}
.trouble a{display:block;padding:11px 0;color:inherit;font-weight:600}
@media print{:host{display:none!important}}`;
  const ICON = "M6 19.5l4-1.8A9 7.3 0 1 0 6 16Z M8 11.4h0 M12 11.4h0 M16 11.4h0";

  const make = (tag, attributes, ...children) => {
    const svg = tag === "svg" || tag === "path";
    const node = document.createElementNS(`http://www.w3.org/${svg ? "2000/svg" : "1999/xhtml"}`, tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children);
    return node;
  };

  // WCAG 2 luminance, nearly: white text where it surely reaches 4.5:1, else dark text.
  const textOn = (color) => {
    const [r, g, b] = (color.match(/(?<=^rgb.*)\d+/g) ?? []).map((part) => (part / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.178 ? "#14181d" : "#fff";
  };

  // Storage may be blocked.
  const flag = (use) => {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  };

  class NightdeskChat extends HTMLElement {
    #trouble = make("div", { class: "trouble", role: "status" });
    #launcher = make(
      "button",
      { class: "launcher", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" },
      make("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, make("path", { d: ICON })),
      "Chat with us",
    );
    #chat;
    #tries = "";

    /** Beside the body, which some pages replace. */
    static place() {
      if (chat.isConnected) return;
      body = document.body;
      document.documentElement.append(chat);
    }

    connectedCallback() {
      if (this !== chat) return;
      if (!this.shadowRoot) this.#draw();
      // The top layer is clear of the page's transforms, opacity, clipping and stacking.
      this.popover = "manual";
      this.showPopover?.();
      if (this.#launcher.hidden) this.#chat.open({});
      else if (flag((storage) => storage.getItem(OPEN))) this.#open(false);
    }

    /** Lost with all of the page it comes back; taken out alone it stays out. */
    disconnectedCallback() {
      setTimeout(() => body.isConnected || NightdeskChat.place());
    }

    #draw() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(make("section", { class: "dock", "aria-label": "Chat" }, this.#trouble, this.#launcher));
      if (accent && CSS.supports("color", accent)) this.style.setProperty("--nightdesk-accent", accent);
      const color = getComputedStyle(this.#launcher).backgroundColor;
      this.style.setProperty("--on-accent", textOn(color));
      this.#launcher.onclick = () => this.#open(true);
    }

    async #open(focus) {
      try {
        this.#chat ??= await this.#load();
      } catch {
        return this.#sayUnavailable();
      }
      this.#trouble.replaceChildren();
      this.#show(true);
      this.#chat.open({ focus });
    }

    async #load() {
      // A failed module is remembered: another try needs another address.
      const { Chat } = await import(new URL(`chat.js${this.#tries}`, src).href);
      const close = () => {
        this.#show(false);
        this.#launcher.focus();
      };
      return new Chat({ root: this.shadowRoot, api: new URL("/api/chat/", src), phone, close });
    }

    #show(open) {
      this.#launcher.hidden = open;
      this.#launcher.ariaExpanded = String(open);
      flag((storage) => (open ? storage.setItem(OPEN, "1") : storage.removeItem(OPEN)));
    }

    #sayUnavailable() {
      this.#tries += "?";
      this.#trouble.replaceChildren("The chat could not load. Please try again in a moment.");
      if (phone) this.#trouble.append(make("a", { href: `tel:${phone.replace(/[^\d+]/g, "")}` }, `Call ${phone}`));
    }
  }

  const chat = make("nightdesk-chat", { lang: "en" });
  let body;
  customElements.define("nightdesk-chat", NightdeskChat);
  if (document.body) NightdeskChat.place();
  else addEventListener("DOMContentLoaded", NightdeskChat.place);
})();
