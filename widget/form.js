// The plain request form, for when the assistant does not work.

import { el, newId } from "./dom.js";
import { WORDS } from "./words.js";

const TEXT = WORDS.form;

export function requestForm({ consent: needed, boxes = [] }, send) {
  let client_id;
  let sent; // the same words go under the same id, corrected ones do not
  const status = el("p", { class: "form-status", role: "status" });
  const submit = el("button", { class: "submit" }, TEXT.submit);
  const form = el(
    "form",
    { class: "request", novalidate: "", "aria-label": TEXT.title, "aria-live": "off" },
    el("h3", {}, TEXT.title),
    field("name", { autocomplete: "name", "aria-required": "true" }),
    el("p", { class: "hint" }, TEXT.contact),
    field("phone", { type: "tel", autocomplete: "tel" }),
    field("email", { type: "email", autocomplete: "email" }),
    channels(),
    field("times"),
    field("words", { rows: "3", maxlength: "5000" }, "textarea"),
    consent(needed?.wording ?? ""),
    tickBoxes(boxes),
    submit,
    status,
  );

  form.onsubmit = async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    const body = Object.fromEntries(new FormData(form));
    for (const name of ["consent", ...boxes.map(({ id }) => id)]) body[name] = name in body;
    const problem = { errors: check(body) };
    if (problem.errors.length) return explain(problem);
    status.textContent = TEXT.sending;
    submit.disabled = true;
    form.ariaBusy = "true";
    if (sent !== (sent = JSON.stringify(body))) client_id = newId();
    await send({ client_id, ...body }).then(
      () => form.replaceChildren(el("p", { class: "hint" }, TEXT.sent)),
      explain,
    );
  };

  function explain({ errors, detail }) {
    submit.disabled = false;
    form.ariaBusy = null;
    for (const line of form.querySelectorAll(".field-error")) line.replaceChildren();
    for (const input of form.elements) input.removeAttribute("aria-invalid");
    for (const { field: name, message } of errors) {
      const input = form.querySelector(`[name="${CSS.escape(name)}"]`);
      const line = input?.closest(".field").querySelector(".field-error");
      if (!line) continue;
      line.textContent = message;
      input.setAttribute("aria-invalid", "true");
    }
    const first = form.querySelector("[aria-invalid]");
    status.textContent = first ? TEXT.problems : detail || TEXT.offline;
    (first ?? submit).focus();
  }
  return form;
}

const errorLine = (name) => el("p", { class: "field-error", id: `nightdesk-${name}-error` });

const described = (name) => ({ name, "aria-describedby": `nightdesk-${name}-error` });

function field(name, attributes, tag = "input") {
  const id = `nightdesk-${name}`;
  const input = el(tag, { id, maxlength: "320", ...described(name), ...attributes });
  return el("div", { class: "field" }, el("label", { for: id }, TEXT[name]), input, errorLine(name));
}

const option = (type, attributes, label) =>
  el("label", { class: "option" }, el("input", { type, ...attributes }), label);

function consent(wording) {
  const box = option("checkbox", { "aria-required": "true", ...described("consent") }, wording);
  return el("div", { class: "field" }, box, errorLine("consent"));
}

/** Consents beside the request. */
export function tickBoxes(boxes, ticked = []) {
  const box = ({ id, label }) =>
    option("checkbox", { name: id, checked: ticked.includes(id) && "" }, label);
  return el("fieldset", { class: "field boxes" }, el("legend", {}, WORDS.optional), ...boxes.map(box));
}

function channels() {
  const options = Object.entries(TEXT.channels).map(([value, label]) =>
    option("radio", { name: "channel", value }, label));
  const row = el("div", { class: "options" }, ...options);
  return el("fieldset", { class: "field" }, el("legend", {}, TEXT.channel), row, errorLine("channel"));
}

/** The server checks everything again. */
function check({ name, phone, email, channel, consent }) {
  const wrong = {};
  const byMail = channel === "email";
  if (!name.trim()) wrong.name = "name";
  if (!phone && !email) wrong[byMail ? "email" : "phone"] = "contact";
  else if (phone ? phone.replace(/\D/g, "").length < 7 : channel && !byMail) wrong.phone = "phone";
  if (email ? !/^\S+@\S+\.\S+$/.test(email) : byMail && phone) wrong.email = "email";
  if (!consent) wrong.consent = "consent";
  return Object.entries(wrong).map(([field, about]) => ({ field, message: TEXT.errors[about] }));
}
