// A file that takes seconds to make: its button says so and cannot be pressed again, and the page
// stays. What does not come as a file is opened as a link is, so that the page says why.
for (const button of document.querySelectorAll("[data-making]")) {
  const words = button.textContent;
  const status = document.getElementById(button.getAttribute("aria-describedby"));
  const say = (said, busy) => {
    button.textContent = busy ? said : words;
    button.toggleAttribute("data-busy", busy);
    if (busy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
    status.textContent = said;
  };

  button.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (button.hasAttribute("data-busy")) return;
    say(button.dataset.making, true);
    const answer = await fetch(button.href).catch(() => null);
    const named = /^attachment; filename="(.+)"$/.exec(answer?.headers.get("content-disposition"));
    if (!answer?.ok || !named) {
      say("", false);
      location.assign(button.href);
      return;
    }
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = named[1];
    file.click();
    URL.revokeObjectURL(file.href);
    say(`${named[1]} is made: your browser keeps it, or asks where to.`, false);
  });
}
