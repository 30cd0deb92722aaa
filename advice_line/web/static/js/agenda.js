// An agenda's items are dragged to where they come. Without this, and by keys, the buttons beside
// each do the same: what is sent is one of their forms.
const list = document.querySelector("[data-agenda]");
let dragged = null;

function places(from, to) {
  const items = [...list.querySelectorAll("[data-item]")];
  return items.indexOf(to) - items.indexOf(from);
}

function send(item, by) {
  const form = item.querySelector('form[action$="/shift"]');
  form.elements.by.value = String(by);
  form.requestSubmit();
}

for (const item of list.querySelectorAll("[data-item]")) {
  if (!item.querySelector('form[action$="/shift"]')) continue;
  item.draggable = true;
  item.addEventListener("dragstart", () => { dragged = item; });
  item.addEventListener("dragover", (event) => { if (dragged) event.preventDefault(); });
  item.addEventListener("drop", (event) => {
    event.preventDefault();
    const by = dragged ? places(dragged, item) : 0;
    if (by) send(dragged, by);
    dragged = null;
  });
}
