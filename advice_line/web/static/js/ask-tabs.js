// A tab that is duplicated takes what was typed in it along. Each keeps its own from then on, and
// both say so, with which was typed in last and whether the other has been sent. Between the tabs go
// a number and a time, and nothing that anybody typed.
const KEPT = "tab:ask";
const channel = new BroadcastChannel("ask");

function read() {
  const kept = sessionStorage.getItem(KEPT);
  return kept ? JSON.parse(kept) : { id: crypto.randomUUID(), from: null, at: null };
}

const tab = read();

function write() {
  sessionStorage.setItem(KEPT, JSON.stringify(tab));
}

export function typed() {
  tab.at = Date.now();
  write();
}

function clock(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function newer(theirs) {
  if (!theirs || !tab.at || theirs === tab.at) return "Both are the same so far.";
  return theirs > tab.at
    ? `The other one is newer: typed in at ${clock(theirs)}, this one at ${clock(tab.at)}.`
    : `This one is newer: typed in at ${clock(tab.at)}, the other at ${clock(theirs)}.`;
}

// `tell` shows words beside what was kept.
export function watch(tell) {
  channel.addEventListener("message", ({ data }) => {
    if (data.is === "there" && data.id === tab.id) {
      channel.postMessage({ is: "here", id: tab.id, at: tab.at });
      tell(`This tab was duplicated. Each keeps its own from here on; send the question from one of them. ${newer(data.at)}`);
    }
    if (data.is === "here" && data.id === tab.id) {
      tab.from = tab.id;
      tab.id = crypto.randomUUID();
      write();
      tell(`This is a copy of what stands in another tab. Each keeps its own from here on; send the question from one of them. ${newer(data.at)}`);
    }
    if (data.is === "sent" && (data.id === tab.from || data.from === tab.id)) {
      tell("The question of the other tab has been sent. What you send here is another question.");
    }
  });
  channel.postMessage({ is: "there", id: tab.id, at: tab.at });
}

export function sent() {
  if (sessionStorage.getItem(KEPT)) channel.postMessage({ is: "sent", id: tab.id, from: tab.from });
  sessionStorage.removeItem(KEPT);
}
