/* Puts by what has been typed into a long talk, so that nothing is lost when a session or a battery ends. The page works without this: a button does the same. */
const form = document.querySelector("form[data-put-by]");
const told = form && form.querySelector("[data-kept]");
const EVERY = 15000;
let waiting = 0;

async function putBy() {
  waiting = 0;
  const typed = new FormData(form);
  typed.delete("once");
  typed.set("then", "quietly");
  try {
    const answer = await fetch(window.location.href, { method: "POST", body: typed, redirect: "error", keepalive: true });
    told.textContent = answer.ok ? told.dataset.kept : told.dataset.lost;
  } catch {
    told.textContent = told.dataset.lost;
  }
}

if (form) {
  form.addEventListener("input", () => {
    if (!waiting) waiting = window.setTimeout(putBy, EVERY);
  });
  form.addEventListener("submit", () => window.clearTimeout(waiting));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !waiting) return;
    window.clearTimeout(waiting);
    putBy();
  });
}
