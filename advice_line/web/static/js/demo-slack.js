// The hospital's Slack and the folder of its record on the demonstration's page.
const people = document.getElementById("slack-as");
const place = document.getElementById("slack-messages");
const before = document.getElementById("slack-form");
const letters = document.getElementById("record-letters");
const shown = new Map();

function made(tag, words, className) {
  const element = document.createElement(tag);
  if (words) element.textContent = words;
  if (className) element.className = className;
  return element;
}

function changed(name, value) {
  const text = JSON.stringify(value);
  if (shown.get(name) === text) return false;
  shown.set(name, text);
  return true;
}

function pressed(label, does) {
  const button = made("button", label, "al-chip");
  button.type = "button";
  button.dataset.act = does;
  return button;
}

function buttonOf({ label, link }) {
  if (!link) {
    const button = pressed(label, "slack_press");
    button.dataset.button = label;
    return button;
  }
  return linkTo(link, label, "al-chip");
}

function linkTo(path, words, className) {
  const opens = made("a", words, className);
  opens.href = path;
  opens.target = "_blank";
  opens.rel = "noopener";
  return opens;
}

// Words are only ever set as text, never as markup.
function saying(runs) {
  const said = made("p");
  said.append(
    ...runs.map(({ words, bold, link }) => {
      if (link) return linkTo(link, words);
      return bold ? made("strong", words) : words;
    }),
  );
  return said;
}

function messageItem(message) {
  const item = made("li", null, message.alone ? "al-mails__sent" : "");
  item.dataset.message = message.id;
  const where = message.alone ? `${message.where}, only you see this` : message.where;
  item.append(made("small", `${message.from} · ${where} · ${message.at_words}`), saying(message.words));
  const chips = made("div", null, "al-chips");
  chips.append(...message.buttons.map(buttonOf));
  if (message.buttons.length) item.append(chips);
  return item;
}

function fieldOf(field, number) {
  const group = made("div", null, "nhsuk-form-group");
  const label = made("label", field.label, "nhsuk-label");
  const choice = field.options.length > 0;
  const input = made(choice ? "select" : "textarea", null, choice ? "nhsuk-select" : "nhsuk-textarea");
  label.htmlFor = input.id = `slack-field-${number}`;
  input.dataset.label = field.label;
  if (choice) input.append(new Option("Choose", ""), ...field.options.map((each) => new Option(each, each)));
  group.append(label, ...(field.hint ? [made("p", field.hint, "al-quiet")] : []), input);
  return group;
}

function showForm(form) {
  if (!changed("form", form)) return;
  before.hidden = !form;
  if (!form) return before.replaceChildren();
  const chips = made("div", null, "al-chips");
  if (form.send) chips.append(pressed(form.send, "slack_send"));
  chips.append(...form.buttons.filter(({ link }) => link).map(buttonOf), pressed(form.close, "slack_close"));
  const faults = form.faults.map((each) => made("p", each, "nhsuk-error-message"));
  before.replaceChildren(made("h3", form.title, "nhsuk-heading-s"), saying(form.words), ...faults, ...form.fields.map(fieldOf), chips);
}

export function showSlack(slack) {
  if (people.value !== slack.as) people.value = slack.as;
  if (changed("messages", slack.messages)) place.replaceChildren(...slack.messages.map(messageItem));
  document.getElementById("no-slack").hidden = slack.messages.length > 0;
  showForm(slack.form);
}

export function showRecord(record) {
  if (!changed("record", record)) return;
  const letter = ({ name, files, taken }) => {
    const item = made("li");
    item.append(made("h3", taken ? `${name}: the record has it` : name), made("small", files.join(", ")));
    return item;
  };
  document.getElementById("record-count").textContent =
    `${record.count} ${record.count === 1 ? "letter was" : "letters were"} put into ${record.folder} so far; the newest stand here.`;
  document.getElementById("record-take").hidden = record.waiting === 0;
  letters.replaceChildren(...record.letters.map(letter));
}

// Whose Slack is shown, once somebody has chosen; before that it is that of who is rung first.
let chosen = "";
export const whose = () => chosen;
export function follows(look) {
  people.addEventListener("change", () => {
    chosen = people.value;
    look();
  });
}

// What an act of this part of the page says besides its name.
export function told(button) {
  const given = {};
  for (const field of before.querySelectorAll("[data-label]")) given[field.dataset.label] = field.value;
  return {
    slack: people.value,
    message: button.closest("[data-message]")?.dataset.message || "",
    button: button.dataset.button || "",
    given,
  };
}
