// Words that are typed and not sent yet: kept by the page itself. While the signal is lost it says
// so, and sends what stands in the field once it is back. Nothing is stored on the device.
const lost = "No signal: not kept yet. It is kept here once you are connected again.";

for (const status of document.querySelectorAll("[data-unsent]")) {
  let waiting = false;
  status.addEventListener("htmx:sendError", () => {
    waiting = true;
    status.textContent = lost;
  });
  status.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) waiting = false;
  });
  window.addEventListener("online", () => {
    // The request listens for input on its form.
    if (waiting) status.closest("form").dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// A folded field that is in error must be seen when the summary's link is followed.
for (const wrong of document.querySelectorAll("details .nhsuk-error-message")) {
  wrong.closest("details").open = true;
}
