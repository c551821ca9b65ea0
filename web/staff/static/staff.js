// Keeps the open page honest: the title counts urgent requests, new ones are offered and heard.
"use strict";

const POLL_MS = 15000;
const WARN_S = 120;
const CHANGED_HERE = "The visitor has changed this request.";
const body = document.body;
const title = document.title.replace(/^\(\d+ urgent\) /, "");
// Each as id@when: the same id at another moment is a request that was changed.
const known = new Set(body.dataset.newest.split(" "));
const idOf = (stamp) => stamp.split("@")[0];
const knownIds = new Set([...known].map(idOf));
const fresh = document.getElementById("fresh");
const soundButton = document.getElementById("sound");
let heardAlert = Number(body.dataset.alert);
let heardTold = Number(body.dataset.told);
let active = false;
let audio = null;

// ---- sound -----------------------------------------------------------------
function soundWanted() {
  try { return localStorage.getItem("nightdesk-sound") === "on"; } catch { return false; }
}

function showSound(on) {
  soundButton.hidden = false;
  soundButton.textContent = on ? "Sound on" : "Sound off"; // the state, not what a press does
}

function switchSound() {
  const on = soundButton.textContent === "Sound off";
  try { localStorage.setItem("nightdesk-sound", on ? "on" : "off"); } catch { /* stays for this page */ }
  showSound(on);
  if (on) ring();
}

// Browsers keep a page silent until somebody has clicked or pressed a key.
function unlockSound() {
  if (!soundWanted()) return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

function ring() {
  audio ??= new AudioContext();
  audio.resume();
  [880, 660, 880].forEach((pitch, beat) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + beat * 0.22;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.21);
  });
}

// ---- what the page says ------------------------------------------------------
function say(words, urgent, link, address = "/staff") {
  const text = link ? `${words} ${link}` : words;
  if (fresh.textContent === text) return; // a screen reader hears it once
  fresh.className = urgent ? "fresh red" : "fresh";
  fresh.replaceChildren();
  if (!words) return;
  fresh.append(document.createElement("span"));
  fresh.firstChild.textContent = words + " ";
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.textContent = link;
    fresh.append(anchor);
  }
}

function showTitle(urgent) {
  document.title = urgent ? `(${urgent} urgent) ${title}` : title;
}

// What came in since the page was drawn, in words; empty for nothing.
function newsOf(newest) {
  // Behind the last known one stand older ones, which move up when others are erased.
  const last = newest.findLastIndex((stamp) => known.has(stamp));
  const fresh = newest.filter((stamp, at) => !known.has(stamp) && (at < last || last < 0)).map(idOf);
  if (fresh.some((id) => location.pathname.endsWith(`/${id}`))) return CHANGED_HERE;
  const changed = fresh.filter((id) => knownIds.has(id)).length;
  const added = fresh.length - changed;
  const parts = [];
  if (added) parts.push(added === 1 ? "1 new request." : `${added} new requests.`);
  if (changed) parts.push(changed === 1 ? "1 request was changed." : `${changed} requests were changed.`);
  return parts.join(" ");
}

function show(now) {
  showTitle(now.urgent);
  const news = newsOf(now.newest);
  const toList = location.pathname === "/staff" ? "Reload" : "Open the list";
  if (now.newest_alert > Number(body.dataset.alert)) say("New urgent request.", true, toList);
  else if (news === CHANGED_HERE) say(news, false, "Reload", location.pathname);
  else if (news) say(news, false, toList);
  else if (now.newest_held > Number(body.dataset.held)) say("A visitor has written in a chat that staff hold.", false, "Read it", "/staff/held");
  else if (now.signed_out_in_s < WARN_S) say("You will be signed out soon. Press a key or move the pointer to stay.", false);
  else say("", false);
  // A new alert rings, and one that nobody has acknowledged rings again with each reminder.
  if (now.newest_alert > heardAlert || now.last_told > heardTold) {
    heardAlert = Math.max(heardAlert, now.newest_alert);
    heardTold = Math.max(heardTold, now.last_told);
    if (soundButton.textContent === "Sound on") ring();
  }
}

// ---- polling -------------------------------------------------------------------
async function poll() {
  try {
    const answer = await fetch(`/staff/summary.json${active ? "?active=1" : ""}`, { cache: "no-store" });
    active = false;
    if (answer.status === 401) {
      location.replace(location.pathname + location.search); // leads to the login and takes the page's content away
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    say("No connection to Nightdesk. This page may be out of date.", true);
  }
  setTimeout(poll, POLL_MS);
}

for (const kind of ["pointermove", "pointerdown", "keydown", "scroll"]) {
  addEventListener(kind, () => { active = true; }, { passive: true });
}
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, unlockSound);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
soundButton.addEventListener("click", switchSound);
showSound(soundWanted());
showTitle(Number(body.dataset.urgent));
setTimeout(poll, POLL_MS);
