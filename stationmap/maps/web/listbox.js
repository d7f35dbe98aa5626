/* A list under a field, to choose from by keys as by touch; `choose` gets the place of what was chosen, `reopen` asks for the list anew. */
stationmap.listbox = (input, list, { choose, reopen = () => {} }) => {
  const { make } = stationmap.text;
  let active = -1;

  function close() {
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function option([title, where, row], place) {
    const item = make("li", { role: "option", id: `result-${place}`, "aria-selected": "false" });
    item.append(make("strong", {}, title), make("span", { class: "quiet" }, where));
    if (row !== undefined) item.dataset.row = row;
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(place));
    return item;
  }

  /* Show lines of a title, what stands under it, and its row in the page, if any; none closes the list. */
  function fill(lines) {
    close();
    if (!lines.length) return;
    list.append(...lines.map(option));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function mark(step) {
    if (list.hidden) reopen();
    const options = [...list.children];
    if (!options.length) return;
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = active < 0 && step < 0 ? options.length - 1 : (active + step + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  const keys = {
    ArrowDown: () => mark(1),
    ArrowUp: () => mark(-1),
    Enter: () => list.children.length && choose(Math.max(active, 0)),
    Escape: close,
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]) return; // Enter may only end the typing of a Chinese word
    if (event.key !== "Escape") event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("blur", close);
  return { close, fill };
};
