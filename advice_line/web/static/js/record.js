// The record page's one-tap fills: a chip writes its value into its field, and shows that it did.
function fill(chip) {
  const field = document.getElementById(chip.dataset.fills);
  field.value = chip.dataset.value;
  // The draft listens for input; a value set by a script would go unsaved without this.
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function show(field) {
  for (const chip of document.querySelectorAll(`[data-fills="${field.id}"]`)) {
    chip.setAttribute("aria-pressed", String(chip.dataset.value === field.value));
  }
}

const chips = document.querySelectorAll("[data-fills]");
for (const chip of chips) {
  chip.addEventListener("click", () => fill(chip));
}
for (const id of new Set([...chips].map((chip) => chip.dataset.fills))) {
  const field = document.getElementById(id);
  field.addEventListener("input", () => show(field));
  show(field);
}

// A phrase is written where the cursor stands, with a space on either side where there is none.
function insert(phrase) {
  const field = document.getElementById(phrase.dataset.inserts);
  const { value, selectionStart: start, selectionEnd: end } = field;
  const before = /\S$/.test(value.slice(0, start)) ? " " : "";
  const after = /^\S/.test(value.slice(end)) ? " " : "";
  field.setRangeText(before + phrase.dataset.value + after, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

for (const phrase of document.querySelectorAll("[data-inserts]")) {
  phrase.addEventListener("click", () => insert(phrase));
}
