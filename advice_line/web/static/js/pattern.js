// The line of a session says what was in its fields when the page was made: once somebody has typed
// in them it may not be read as if it still held.
for (const session of document.querySelectorAll(".al-session")) {
  session.addEventListener("input", () => {
    session.querySelector('[data-part="words"]').textContent = "changed, not saved yet";
  });
}
