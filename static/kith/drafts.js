/* Keeps what is typed on a form: on Kith as soon as the hand rests, and in this tab while there is no signal.
   Every form works without this: “Keep it and finish later” does the same by hand. */
const REST = 1500;
const OURS = "draft:";

const fields = (form) => {
  const typed = new FormData(form);
  typed.delete("once");
  return typed;
};

const inTab = (place, typed) => {
  typed.delete("csrfmiddlewaretoken");
  sessionStorage.setItem(OURS + place, JSON.stringify([...typed]));
};

const onKith = async (form) => {
  const place = form.dataset.draft;
  try {
    const answer = await fetch(place, { method: "POST", body: fields(form), redirect: "error", keepalive: true });
    if (!answer.ok) throw new Error(String(answer.status));
    sessionStorage.removeItem(OURS + place);
  } catch {
    inTab(place, fields(form));
  }
};

const restore = (form) => {
  const kept = sessionStorage.getItem(OURS + form.dataset.draft);
  for (const [name, value] of kept ? JSON.parse(kept) : []) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked = field.checked || field.value === value;
      else if (field.type !== "hidden") field.value = value;
    }
  }
};

const forms = [...document.querySelectorAll("form[data-draft]")];
for (const form of forms) {
  let waiting;
  restore(form);
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => onKith(form), REST);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    inTab(form.dataset.draft, fields(form)); // until a page without this form says that it has arrived
  });
  window.addEventListener("online", () => sessionStorage.getItem(OURS + form.dataset.draft) && onKith(form));
}

/* Signed in, and the form is not here: what was typed has arrived. */
const here = forms.map((form) => OURS + form.dataset.draft);
for (const key of Object.keys(sessionStorage)) {
  if (key.startsWith(OURS) && !here.includes(key) && document.body.classList.contains("kith-phone")) {
    sessionStorage.removeItem(key);
  }
}
