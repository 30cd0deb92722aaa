// What is typed survives a lost signal. It is kept in this tab alone and ends with it; asked.js takes
// it away once the question is sent. Without a signal nothing is sent, and it goes when it is back.
import { typed as typedNow, watch } from "./ask-tabs.js";

const PREFIX = "ask:";
const OURS = new Set(["form_token", "line"]);

function typed(form) {
  const said = {};
  for (const [name, value] of new FormData(form)) {
    if (!OURS.has(name) && typeof value === "string") said[name] = value;
  }
  return said;
}

function give(form, said) {
  for (const field of form.elements) {
    if (!(field.name in said)) continue;
    const chosen = field.type === "radio";
    if (chosen) field.checked = field.value === said[field.name];
    else field.value = said[field.name];
    // What came back must not lie folded away, unseen, in a question about somebody else.
    const back = chosen ? field.checked && !field.defaultChecked : field.value !== field.defaultValue;
    if (back) field.closest("details")?.setAttribute("open", "");
  }
}

function tell(words) {
  const place = document.getElementById("kept-here");
  place.textContent = words;
  place.hidden = false;
}

// Whoever left off asks about another patient as likely as about the same one.
function offerAfresh(form, key) {
  const afresh = document.createElement("button");
  afresh.type = "button";
  afresh.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
  afresh.textContent = "Clear it and begin again";
  afresh.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    form.reset();
    document.getElementById("kept-here").hidden = true;
    form.querySelector("input:not([type=hidden])").focus();
  });
  const line = document.createElement("p");
  line.append(afresh);
  document.getElementById("kept-here").append(line);
}

function waitForSignal(form) {
  let waiting = false;
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    tell("You have no signal. Nothing is sent yet: it goes as soon as the signal is back, while this page is open.");
    if (waiting) return;
    waiting = true;
    const pressed = event.submitter;
    window.addEventListener("online", () => {
      waiting = false;
      form.requestSubmit(pressed);
    }, { once: true });
  });
}

// An answer to a form cannot be gone back to, nor read again: browsers say that it has run out. The
// form itself can, and gives back what this tab keeps.
function comeBackToForm(form) {
  const line = form.elements.namedItem("line")?.value;
  if (line) history.replaceState(null, "", `/ask/${encodeURIComponent(line)}`);
}

const asks = document.querySelector("form[data-draft]");
if (asks) {
  const key = PREFIX + asks.dataset.draft;
  const kept = sessionStorage.getItem(key);
  // What the server sends back after an error is newer than what was kept.
  if (kept && "fresh" in asks.dataset) {
    give(asks, JSON.parse(kept));
    tell("This is what you had typed in this tab and not sent.");
    offerAfresh(asks, key);
  }
  if (!("fresh" in asks.dataset)) comeBackToForm(asks);
  asks.addEventListener("input", () => {
    sessionStorage.setItem(key, JSON.stringify(typed(asks)));
    typedNow();
  });
  watch((words) => {
    tell(words);
    offerAfresh(asks, key);
  });
  waitForSignal(asks);
}
const sends = document.querySelector("form[data-sends]");
if (sends) {
  comeBackToForm(sends);
  waitForSignal(sends);
}

// The chips of a reason write it into its field.
for (const chip of document.querySelectorAll("[data-fills]")) {
  const field = document.getElementById(chip.dataset.fills);
  chip.addEventListener("click", () => {
    field.value = chip.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", () => chip.setAttribute("aria-pressed", String(field.value === chip.dataset.value)));
}
