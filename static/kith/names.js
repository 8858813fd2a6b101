/* A box to find one among many names. The list works without this: whoever is ticked stays ticked and in sight. */
const MANY = 8;

const plain = (words) => words.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

const boxAbove = (names, number) => {
  const group = document.createElement("div");
  group.className = "govuk-form-group kith-names__find";
  const label = document.createElement("label");
  label.className = "govuk-label";
  label.htmlFor = `find-${number}`;
  label.textContent = "Find a name";
  const box = document.createElement("input");
  box.className = "govuk-input";
  box.id = label.htmlFor;
  box.type = "search";
  box.autocomplete = "off";
  const told = document.createElement("p");
  told.className = "kith-quiet";
  told.setAttribute("role", "status");
  group.append(label, box, told);
  names.before(group);
  return { box, told };
};

const wake = (names, number) => {
  const people = [...names.querySelectorAll(".govuk-checkboxes__item")];
  if (people.length < MANY) return;
  const { box, told } = boxAbove(names, number);
  const tick = (person) => person.querySelector("input");
  const show = () => {
    const sought = plain(box.value.trim());
    const found = people.filter((person) => plain(person.textContent).includes(sought));
    const chosen = people.filter((person) => tick(person).checked);
    for (const person of people) person.hidden = !found.includes(person) && !chosen.includes(person);
    told.textContent = `${found.length ? "" : "Nobody is called that. "}${chosen.length} of ${people.length} chosen`;
  };
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  names.addEventListener("change", show);
  show();
};

document.querySelectorAll(".kith-names").forEach(wake);
