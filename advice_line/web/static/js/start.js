// Focus on the error summary, one submission per press, a skip link that moves the focus.
import { createAll, Button, ErrorSummary, SkipLink } from "../nhsuk-frontend-10.6.1.min.js";

createAll(ErrorSummary);
createAll(Button, { preventDoubleClick: true });
createAll(SkipLink);

// Spaces people type in a code or a number come from how they read it aloud; the server takes both.
for (const field of document.querySelectorAll("[data-select-on-focus]")) {
  field.addEventListener("focus", () => field.select());
}
