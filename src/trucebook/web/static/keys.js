// Keys of the review page: each presses the button or opens the field that carries it as data-key.
// Nothing is asked, kept or sent here; without this file every button works all the same.
"use strict";
document.addEventListener("keydown", function (event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  var at = event.target;
  if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) {
    if (event.key === "Escape") at.blur();
    if (event.key === "Enter" && at.dataset.submit) {
      event.preventDefault();
      document.getElementById(at.dataset.submit).click();
    }
    return;
  }
  var found = document.querySelector("[data-key='" + CSS.escape(event.key) + "']");
  if (!found) return;
  event.preventDefault();
  var part = found.closest("details");
  if (part) part.open = true;
  if (found instanceof HTMLButtonElement || found instanceof HTMLAnchorElement) found.click();
  else { found.focus(); if (found.select) found.setSelectionRange(0, 0); }
});
