/* Keeps what is typed on a form: in this tab at once, on Kith as soon as the hand rests or the page is left.
   Every form works without this: “Keep it and finish later” does the same by hand. */
const REST = 1500;
const OURS = "draft:";

const fields = (form) => {
  const typed = new FormData(form);
  typed.delete("once");
  return typed;
};

const inTab = (form) => {
  const typed = fields(form);
  typed.delete("csrfmiddlewaretoken");
  sessionStorage.setItem(OURS + form.dataset.draft, JSON.stringify([...typed]));
};

const onKith = async (form, isOld) => {
  const place = form.dataset.draft;
  try {
    const answer = await fetch(place, { method: "POST", body: fields(form), redirect: "error", keepalive: true });
    if (answer.ok && !isOld()) sessionStorage.removeItem(OURS + place);
  } catch {
    inTab(form); // no signal: it waits here until there is one
  }
};

const restore = (form) => {
  const kept = sessionStorage.getItem(OURS + form.dataset.draft);
  if (!kept) return;
  const typed = new Map();
  for (const [name, value] of JSON.parse(kept)) typed.set(name, [...(typed.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (["radio", "checkbox"].includes(field.type)) {
      const was = field.checked;
      field.checked = (typed.get(field.name) ?? []).includes(field.value);
      if (field.checked !== was) field.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (typed.has(field.name) && field.type !== "hidden") field.value = typed.get(field.name).at(-1);
  }
};

const forms = [...document.querySelectorAll("form[data-draft]")];
for (const form of forms) {
  let waiting = 0;
  const keep = () => {
    clearTimeout(waiting);
    waiting = 0;
    onKith(form, () => waiting);
  };
  restore(form);
  form.addEventListener("input", () => {
    inTab(form);
    clearTimeout(waiting);
    waiting = setTimeout(keep, REST);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = 0;
    inTab(form); // until a page without this form says that it has arrived
  });
  window.addEventListener("pagehide", () => waiting && keep());
  window.addEventListener("online", () => sessionStorage.getItem(OURS + form.dataset.draft) && keep());
}

/* Signed in, and the form is not here: what was typed has arrived. */
const here = forms.map((form) => OURS + form.dataset.draft);
for (const key of Object.keys(sessionStorage)) {
  if (key.startsWith(OURS) && !here.includes(key) && document.body.classList.contains("kith-phone")) {
    sessionStorage.removeItem(key);
  }
}
