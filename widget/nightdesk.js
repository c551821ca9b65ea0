// Nightdesk loader: draws the launcher and fetches the chat itself only when it is opened.
(() => {
  const script = document.currentScript ?? document.querySelector('script[src*="nightdesk.js"]');
  if (!script || customElements.get("nightdesk-chat")) return;
  const { accent, phone } = script.dataset;
  const OPEN = "nightdesk:open";

  // Inside a shadow tree `!important` beats the page's own.
  const STYLE = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto 0 0 auto!important;
width:0!important;height:0!important;overflow:visible!important;direction:ltr!important;
z-index:2147483000!important;color-scheme:light dark!important;--nightdesk-accent:#1d5a5f}
*,*::before,*::after{box-sizing:border-box}
.dock{position:fixed;bottom:20px;right:20px;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.launcher{display:flex;align-items:center;gap:10px;min-height:56px;padding:0 22px 0 18px;border:0;
border-radius:28px;background:var(--nightdesk-accent);color:var(--on-accent,#fff);font:inherit;font-size:16px;
font-weight:600;cursor:pointer;box-shadow:0 8px 24px #0004}
.launcher[hidden],.trouble:empty{display:none}
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #14181d}
.trouble{position:absolute;bottom:68px;right:0;width:280px;max-width:calc(100vw - 40px);padding:14px 16px;
border-radius:14px;background:#fff;color:#1b2026;box-shadow:0 8px 24px #0004}
.trouble a{display:block;padding:11px 0;color:inherit;font-weight:600}
@media (forced-colors:active){.launcher{border:2px solid}}
@media print{:host{display:none!important}}`;
  const ICON =
    "M12 4c-5 0-9 3.2-9 7.3 0 2.3 1.3 4.3 3.3 5.6L5.6 20l3.7-1.6c.9.2 1.8.3 2.7.3 5 0 9-3.2 9-7.4S17 4 12 4Z M8 11.4h0 M12 11.4h0 M16 11.4h0";

  const make = (tag, attributes, ...children) => {
    const svg = tag === "svg" || tag === "path";
    const node = document.createElementNS(`http://www.w3.org/${svg ? "2000/svg" : "1999/xhtml"}`, tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children);
    return node;
  };

  // WCAG 2 relative luminance: white text where it reaches 4.5:1, else dark text.
  const textOn = (color) => {
    const [r, g, b] = (color.match(/^rgb\((\d+), (\d+), (\d+)\)$/) ?? [0, 0, 0, 0])
      .slice(1)
      .map((part) => (part > 10 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 3295));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b <= 0.183 ? "#fff" : "#14181d";
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
    #tries = 0;

    connectedCallback() {
      if (this.shadowRoot) return;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      const dock = { class: "dock", "aria-label": "Chat", lang: "en" };
      root.append(make("section", dock, this.#trouble, this.#launcher));
      if (accent && CSS.supports("color", accent)) this.style.setProperty("--nightdesk-accent", accent);
      const color = getComputedStyle(this.#launcher).backgroundColor;
      this.style.setProperty("--on-accent", textOn(color));
      // The top layer is clear of the page's transforms, opacity, clipping and stacking.
      this.popover = "manual";
      this.showPopover?.();
      this.#launcher.onclick = () => this.#open(true);
      if (flag((storage) => storage.getItem(OPEN))) this.#open(false);
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
      // Browsers remember a failed module: another try needs another address.
      const { Chat } = await import(new URL(`chat.js${this.#tries ? `?${this.#tries}` : ""}`, script.src).href);
      const close = () => {
        this.#show(false);
        this.#launcher.focus();
      };
      return new Chat({ root: this.shadowRoot, api: new URL("/api/chat/", script.src), phone, close });
    }

    #show(open) {
      this.#launcher.hidden = open;
      this.#launcher.ariaExpanded = String(open);
      flag((storage) => (open ? storage.setItem(OPEN, "1") : storage.removeItem(OPEN)));
    }

    #sayUnavailable() {
      this.#tries += 1;
      this.#trouble.replaceChildren("The chat could not load. Please try again in a moment.");
      if (phone) this.#trouble.append(make("a", { href: `tel:${phone.replace(/[^\d+]/g, "")}` }, `Call ${phone}`));
    }
  }

  customElements.define("nightdesk-chat", NightdeskChat);
  const place = () => document.body.append(make("nightdesk-chat"));
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
