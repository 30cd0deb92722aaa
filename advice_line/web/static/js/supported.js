// Runs before the page is painted, so that what scripts will hide does not flash first.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
