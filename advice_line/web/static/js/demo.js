// The demonstration's phones: asks for the state once a second, shows what changed, speaks what
// the telephone says. Words are only ever set as text, never as markup.
import { follows, showRecord, showSlack, told as toldToSlack, whose } from "./demo-slack.js";
import { Voice } from "./voice.js";

const root = document.getElementById("demo");
const voice = new Voice(document.getElementById("mute"));
const shown = new Map();
const NOTICE_STAYS = 8000; // milliseconds
const STAYS_LONG = 300000;
const JUMPS = new Set(["hour", "tomorrow", "two_days", "month"]);
let untold;
let run;
let told = null;
const part = (within, name) => within.querySelector(`[data-part="${name}"]`);
const ringFrom = document.getElementById("caller-as");

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
  if (phone.as && phone.state !== "idle" && phone.state !== "ended") hold(phone.as);
  if (phone.state === "idle" || phone.state === "ended") voice.hush(phone.key);
  showEntries(phone, part(handset, "entries"));
  for (const button of handset.querySelectorAll(".al-keys:not(.al-keys--all) button")) {
    const { act: does, key } = button.dataset;
    button.hidden = !phone.can.includes(does) || (does === "key" && !phone.keys.includes(key));
  }
  for (const [name, act] of [["more-keys", "key"], ["ring-from", "call"], ["texting", "text"]]) {
    const place = part(handset, name);
    if (place) place.hidden = !phone.can.includes(act);
  }
}

// The caller whose phone is shown; another's comes forward when the line rings it back.
function hold(key) {
  ringFrom.value = key;
  const chosen = ringFrom.selectedOptions[0];
  if (!chosen) return;
  document.getElementById("caller-hint").textContent = chosen.dataset.hint;
  part(document.getElementById("phone-caller"), "number").textContent = chosen.dataset.number;
}

// Who is on duty, or has something on the phone, stands first; the others are folded away.
function placePhones(phones) {
  const stands = (phone) => phone.on_duty || phone.state !== "idle" || phone.entries.length > 0;
  for (const [name, wanted] of [["on", phones.filter(stands)], ["off", phones.filter((one) => !stands(one))]]) {
    if (!changed(`place-${name}`, wanted.map((phone) => phone.key))) continue;
    const items = wanted.map((phone) => document.getElementById(`phone-${phone.key}`)?.closest("li"));
    part(root, name).append(...items.filter(Boolean));
  }
  part(root, "others").hidden = phones.every(stands);
}

function showNext(next) {
  if (!changed("next", next)) return;
  part(root, "next").hidden = false;
  part(root, "next-place").textContent = `Step ${next.number} of ${next.of}`;
  part(root, "next-words").textContent = next.words;
  const go = part(root, "next-go");
  go.textContent = next.label || "Show me";
  go.href = next.href || `#${next.target}`;
  if (next.href) go.target = "_blank";
  else go.removeAttribute("target");
  const beside = part(root, "next-beside");
  beside.hidden = !next.beside;
  beside.textContent = next.beside?.label || "";
  if (next.beside) {
    beside.href = next.beside.href;
    beside.target = next.beside.href.startsWith("#") ? "" : "_blank";
  }
  part(root, "next-fill").hidden = !next.fill;
  part(root, "next-pass").hidden = !next.passes;
  part(root, "more-keys").open = next.keys;
}

function showSituation(situation) {
  part(root, "stop").hidden = situation.stopped;
  part(root, "start").hidden = !situation.stopped;
  part(root, "quiet").hidden = situation.quiet;
  part(root, "free").hidden = !situation.quiet;
  part(root, "record").hidden = situation.recorded;
  part(root, "unrecord").hidden = !situation.recorded;
}

function showExample(example) {
  if (!changed("example", example)) return;
  for (const [name, words] of Object.entries(example)) part(root, `example-${name}`).textContent = words;
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

const LONG_MAIL = 400;

function mailItem(mail) {
  const item = element("li", null, mail.sent ? "al-mails__sent" : "");
  item.dataset.mail = mail.id;
  item.append(element("h3", mail.subject));
  const whose = mail.sent ? `sent by ${mail.from} to ${mail.to}` : `to ${mail.to}`;
  item.append(element("small", `${whose} · ${mail.at_words}`));
  if (mail.link) {
    const line = element("p");
    line.append(linkTo(mail.link, "Open the link"));
    item.append(line);
  }
  // A letter is long; its link is what comes next.
  const long = mail.words.length > LONG_MAIL;
  const words = element("p", mail.words);
  if (long) {
    const fold = element("details");
    fold.append(element("summary", "Read the mail"), words);
    item.append(fold);
  } else item.append(words);
  if (mail.files.length) item.append(element("small", `Attached: ${mail.files.join(", ")}`));
  if (mail.can.length) item.append(answerTo(mail));
  return item;
}

const ANSWERS = { reply: "Send the reply", away: "Be away: send an automatic reply", bounce: "Have it come back" };

function answerTo(mail) {
  const fold = element("details");
  const label = element("label", "What the reply says", "nhsuk-label");
  const words = element("textarea", null, "nhsuk-textarea");
  label.htmlFor = words.id = `reply-${mail.id}`;
  words.rows = 3;
  words.maxLength = 10000;
  const buttons = mail.can.map((does) => {
    const button = element("button", ANSWERS[does], "al-chip");
    button.type = "button";
    button.dataset.act = does;
    return button;
  });
  const chips = element("div", null, "al-chips");
  chips.append(...buttons);
  fold.append(element("summary", "Answer it"), label, words, chips);
  return fold;
}

function showMails(name, mails) {
  if (!changed(name, mails)) return;
  const list = part(root, name);
  const known = new Set([...list.children].map((item) => item.dataset.id));
  const fresh = mails.filter((mail) => !known.has(mail.id)).map((mail) => {
    const item = mailItem(mail);
    item.dataset.id = mail.id;
    return item;
  });
  list.prepend(...fresh);
}

function notice(words) {
  const place = part(root, "notice");
  if (words) part(root, "next").hidden = false;
  place.hidden = !words;
  if (place.textContent !== (words || "")) place.textContent = words || "";
}

function show(state) {
  // The demonstration was started anew: this page's token and phones are of the past.
  run ??= state.run;
  if (state.run !== run) location.reload();
  if (changed("now", state.now_words)) part(root, "now").textContent = state.now_words;
  notice(told || state.notice);
  showNext(state.next);
  showSteps(state.steps);
  showExample(state.example);
  exampleLetter = state.letter;
  showSituation(state.situation);
  placePhones(state.phones);
  showPhone(state.caller);
  for (const phone of state.phones) showPhone(phone);
  showMails("mails", state.mails);
  part(root, "no-mails").hidden = state.mails.length > 0;
  showMails("staff-mails", state.staff_mails);
  part(root, "staff-mail").hidden = state.staff_mails.length === 0;
  showSlack(state.slack);
  showRecord(state.record);
  voice.ready();
}

// What this page cannot draw is a fault of its own, and not told as a demonstration that is silent.
async function ask(address, options) {
  const { ok, said } = await answered(address, options);
  if (ok) show(said);
  return said;
}

async function answered(address, options) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, ...options });
    return { ok: answer.ok, said: await answer.json() };
  } catch {
    notice("The demonstration does not answer. Is it still running? Trying again.");
    return { ok: false, said: {} };
  }
}

// Requests overtake each other; the figures of a number must not.
let before = Promise.resolve();
function inTurn(send) {
  before = before.catch(() => {}).then(send);
  return before;
}

async function act(button) {
  const body = {
    form_token: root.dataset.token,
    phone: button.closest("[data-phone]")?.dataset.phone || "caller",
    act: button.dataset.act,
    as: ringFrom.value,
  };
  if (body.act === "key") body.key = button.dataset.key;
  if (body.act === "situation") body.what = button.dataset.what;
  const typed = document.getElementById("text-words");
  if (body.act === "text") body.words = typed.value;
  if (body.act.startsWith("slack_")) Object.assign(body, toldToSlack(button));
  body.slack ??= whose();
  const within = button.closest("[data-mail]");
  if (within) {
    body.mail = within.dataset.mail;
    body.words = within.querySelector("textarea")?.value || "";
  }
  if (body.act === "mail") Object.assign(body, { sender: writer.value, subject: subject.value, words: letter.value });
  if (JUMPS.has(body.what)) tell("Time passes. This takes a moment, and a month takes longer.", STAYS_LONG);
  const said = await inTurn(() =>
    ask("/demo/act", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    }),
  );
  if (body.act === "text" && said.run) typed.value = "";
  if (body.act === "mail" && said.run) letter.value = "";
  if (body.act === "reply" && said.run) within.querySelector("textarea").value = "";
  if (within && said.run) within.querySelector("details:last-of-type").open = false;
  if (said.error || said.notice) tell(said.error || said.notice);
}

// Who writes to the line, and what.
const writer = document.getElementById("mail-sender");
const subject = document.getElementById("mail-subject");
const letter = document.getElementById("mail-words");
let exampleLetter = "";

function hint() {
  document.getElementById("mail-hint").textContent = writer.selectedOptions[0]?.dataset.hint || "";
}

writer.addEventListener("change", hint);
hint();
document.getElementById("mail-example").addEventListener("click", () => {
  letter.value = exampleLetter;
});
root.addEventListener("click", (event) => {
  if (event.target.closest('a[href="#mail"]')) part(root, "writing").open = true;
});

function tell(words, stays = NOTICE_STAYS) {
  told = words;
  notice(words);
  clearTimeout(untold);
  untold = setTimeout(() => {
    told = null;
  }, stays);
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) act(button);
});

ringFrom.addEventListener("change", () => {
  hold(ringFrom.value);
  follow();
});
hold(ringFrom.value);

follows(() => follow());

let next;
async function follow() {
  clearTimeout(next);
  try {
    await ask(`/demo/state?as=${encodeURIComponent(ringFrom.value)}&slack=${whose()}`);
  } finally {
    next = setTimeout(follow, 1000);
  }
}
follow();
