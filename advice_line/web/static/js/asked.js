import { sent } from "./ask-tabs.js";

// It is sent: what this tab had kept of it, patient's name and all, is taken away.
for (const key of Object.keys(sessionStorage)) {
  if (key.startsWith("ask:")) sessionStorage.removeItem(key);
}
sent();
