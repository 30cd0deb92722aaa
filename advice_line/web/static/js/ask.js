// What is typed survives a lost signal. It is kept in this tab alone and ends with it; asked.js takes
// it away once the question is sent. Without a signal nothing is sent, and it goes when it is back.
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
    if (field.type === "radio") field.checked = field.value === said[field.name];
    else field.value = said[field.name];
  }
}

function tell(words) {
  const place = document.getElementById("kept-here");
  place.textContent = words;
  place.hidden = false;
}

function waitForSignal(form) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    tell("You have no signal. Nothing is sent yet: it goes as soon as the signal is back, while this page is open.");
    const pressed = event.submitter;
    window.addEventListener("online", () => form.requestSubmit(pressed), { once: true });
  });
}

const asks = document.querySelector("form[data-draft]");
if (asks) {
  const key = PREFIX + asks.dataset.draft;
  const kept = sessionStorage.getItem(key);
  // What the server sends back after an error is newer than what was kept.
  if (kept && "fresh" in asks.dataset) {
    give(asks, JSON.parse(kept));
    tell("This is what you had typed in this tab and not sent.");
  }
  asks.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(typed(asks))));
  waitForSignal(asks);
}
const sends = document.querySelector("form[data-sends]");
if (sends) waitForSignal(sends);

// The chips of a reason write it into its field.
for (const chip of document.querySelectorAll("[data-fills]")) {
  const field = document.getElementById(chip.dataset.fills);
  chip.addEventListener("click", () => {
    field.value = chip.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", () => chip.setAttribute("aria-pressed", String(field.value === chip.dataset.value)));
}
