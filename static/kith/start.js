/* Wakes the GOV.UK components that a page holds. Every page works without this. */
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

/* The "who am I" menu closes like any other: Escape, or a click elsewhere. */
const who = document.querySelector(".kith-who");
if (who) {
  document.addEventListener("click", (event) => {
    if (!who.contains(event.target)) who.open = false;
  });
  who.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !who.open) return;
    who.open = false;
    who.querySelector("summary").focus();
  });
}
