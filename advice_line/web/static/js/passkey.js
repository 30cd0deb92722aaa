// Asks the device's lock for a passkey, or to make one, and sends what it says with the form. Without
// scripts these forms stay hidden, and the other ways are there.
const stale = 4 * 60 * 1000;
const loaded = Date.now();

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const known = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }));

// Older phones cannot read the JSON by themselves.
function read(asked) {
  const options = JSON.parse(asked);
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
  return options;
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.userHandle) response.userHandle = text(credential.response.userHandle);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: {},
  });
}

// A page that has lain open asks what is no longer answered: what it would ask now is fetched.
async function asked(form) {
  if (Date.now() - loaded < stale) return form.dataset.asked;
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const same = `[data-passkey="${form.dataset.passkey}"][action="${form.getAttribute("action")}"]`;
  return page.querySelector(same)?.dataset.asked ?? form.dataset.asked;
}

function send(form, credential) {
  form.elements.credential.value = written(credential);
  HTMLFormElement.prototype.submit.call(form);
}

// Of two questions at once the browser refuses the second.
let offered = null;
async function withdraw() {
  offered?.abort.abort();
  await offered?.over;
  offered = null;
}

async function answerOf(form, abort) {
  try {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    const publicKey = read(await asked(form));
    const { signal } = abort;
    send(form, await navigator.credentials.get({ publicKey, mediation: "conditional", signal }));
  } catch {
    // Withdrawn, or declined: the buttons of the page are there.
  }
}

// Passkeys stand among what the browser suggests for the first field. Once the page is stale they
// no longer do, until somebody comes back to that field: nothing is fetched while nobody is there.
function offer(form) {
  if (offered) return;
  const abort = new AbortController();
  offered = { abort, over: answerOf(form, abort) };
  setTimeout(() => { if (offered?.abort === abort) withdraw(); }, stale);
}

async function ask(form) {
  const said = form.querySelector("[data-said]");
  said.textContent = "";
  try {
    await withdraw();
    const publicKey = read(await asked(form));
    send(form, await navigator.credentials[form.dataset.passkey]({ publicKey }));
  } catch (error) {
    said.textContent =
      error.name === "InvalidStateError"
        ? "This device’s lock is among your passkeys already."
        : "Nothing came from the device’s lock. Try again, or use another way.";
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  for (const words of document.querySelectorAll("[data-no-passkey]")) words.hidden = true;
  const field = document.querySelector("[autocomplete~=webauthn]");
  const form = document.querySelector("[data-passkey=get]");
  if (field && form) {
    offer(form);
    field.addEventListener("focus", () => offer(form));
  }
}
