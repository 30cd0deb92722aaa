// The presenter's keys: arrows change the case, "a" shows the answer. Whoever types is left alone.
const KEYS = { ArrowLeft: "before", PageUp: "before", ArrowRight: "after", PageDown: "after", a: "answer" };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
  document.querySelector(`[data-step="${KEYS[event.key]}"]`)?.click();
});
