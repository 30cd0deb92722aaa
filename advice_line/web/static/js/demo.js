// The demonstration's phones: asks for the state once a second, shows what changed, speaks what
// the telephone says. Words are only ever set as text, never as markup.
import { Voice } from "./voice.js";

const root = document.getElementById("demo");
const voice = new Voice(document.getElementById("mute"));
const shown = new Map();
const part = (within, name) => within.querySelector(`[data-part="${name}"]`);

function element(tag, words, className) {
  const made = document.createElement(tag);
  if (words) made.textContent = words;
  if (className) made.className = className;
  return made;
}

function linkTo(address, words) {
  const link = element("a", words);
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}

// True the first time and whenever the value differs from the one shown before.
function changed(name, value) {
  const text = JSON.stringify(value);
  if (shown.get(name) === text) return false;
  shown.set(name, text);
  return true;
}

function entryItem(entry) {
  const looks = { own: "al-said__own", sms: "al-said__sms" };
  const item = element("li", null, looks[entry.kind]);
  item.append(element("span", entry.words));
  if (entry.link) item.append(" ", linkTo(entry.link, "Open the link"));
  item.append(element("small", [entry.from, entry.at_words].filter(Boolean).join(" · ")));
  return item;
}

function showEntries(phone, list) {
  const known = new Set([...list.children].map((item) => item.dataset.id));
  const wanted = new Set(phone.entries.map((entry) => entry.id));
  for (const item of [...list.children]) {
    if (!wanted.has(item.dataset.id)) item.remove();
  }
  for (const entry of phone.entries) {
    if (known.has(entry.id)) continue;
    const item = entryItem(entry);
    item.dataset.id = entry.id;
    list.append(item);
    list.scrollTop = list.scrollHeight;
    if (entry.kind === "said") voice.say(phone.key, entry.words);
  }
}

function showPhone(phone) {
  const handset = document.getElementById(`phone-${phone.key}`);
  if (!handset || !changed(phone.key, phone)) return;
  handset.classList.remove("al-phone--idle", "al-phone--ringing", "al-phone--in_call", "al-phone--ended");
  handset.classList.add(`al-phone--${phone.state}`);
  part(handset, "state").textContent = phone.state_words;
  if (phone.state === "idle" || phone.state === "ended") voice.hush(phone.key);
  showEntries(phone, part(handset, "entries"));
  for (const button of handset.querySelectorAll(".al-keys:not(.al-keys--all) button")) {
    button.hidden = !phone.can.includes(button.dataset.act);
  }
  for (const [name, act] of [["more-keys", "key"], ["ring-from", "call"]]) {
    const place = part(handset, name);
    if (place) place.hidden = !phone.can.includes(act);
  }
}

function showSteps(steps) {
  if (!changed("steps", steps)) return;
  const looks = { done: "al-demo-steps__done", now: "al-demo-steps__now" };
  part(root, "steps").replaceChildren(
    ...steps.map((step) => {
      const item = element("li", step.words, looks[step.state]);
      if (step.state === "done") item.append(element("span", " (done)", "nhsuk-u-visually-hidden"));
      if (step.state === "now") item.setAttribute("aria-current", "step");
      return item;
    }),
  );
}

function mailItem(mail) {
  const item = element("li");
  item.append(element("h3", mail.subject));
  item.append(element("small", `to ${mail.to} · ${mail.at_words}`));
  item.append(element("p", mail.words));
  if (mail.link) {
    const line = element("p");
    line.append(linkTo(mail.link, "Open the link"));
    item.append(line);
  }
  if (mail.files.length) item.append(element("small", `Attached: ${mail.files.join(", ")}`));
  return item;
}

function showMails(mails) {
  if (!changed("mails", mails)) return;
  part(root, "mails").replaceChildren(...mails.map(mailItem));
  part(root, "no-mails").hidden = mails.length > 0;
}

function notice(words) {
  const place = part(root, "notice");
  place.hidden = !words;
  if (place.textContent !== (words || "")) place.textContent = words || "";
}

function show(state) {
  part(root, "now").textContent = state.now_words;
  notice(state.notice);
  showSteps(state.steps);
  showPhone(state.caller);
  for (const phone of state.phones) showPhone(phone);
  showMails(state.mails);
  voice.ready();
}

async function ask(address, options) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, ...options });
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    notice("The demonstration does not answer. Is it still running? Trying again.");
  }
}

function act(button) {
  const body = {
    form_token: root.dataset.token,
    phone: button.closest("[data-phone]").dataset.phone,
    act: button.dataset.act,
  };
  if (body.act === "key") body.key = button.dataset.key;
  if (body.act === "call") body.as = document.getElementById("caller-as").value;
  return ask("/demo/act", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) act(button);
});

async function follow() {
  await ask("/demo/state");
  setTimeout(follow, 1000);
}
follow();
