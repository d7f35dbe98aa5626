/* Search by name, address or code: an input and a list, as easy by keyboard as by touch. */
stationmap.search = (go) => {
  const { make, both } = stationmap.text;
  const { stations } = stationmap;
  const MOST = 30;
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let texts = null;
  let active = -1;

  const line = (row) => plain(["name", "address", "id"].map((column) => stations.text(column, row)).join("\n"));

  function matches(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    texts = texts || Array.from({ length: stations.count }, (_, row) => line(row));
    return texts.flatMap((text, row) => (words.every((word) => text.includes(word)) ? [row] : []));
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(row) {
    close();
    found.replaceChildren();
    go(row);
  }

  function option(row, place) {
    const where = stations.text("address", row) || stations.text("id", row);
    const item = make("li", { role: "option", id: `result-${place}`, "aria-selected": "false" });
    item.append(make("strong", {}, stations.title(row)), make("span", { class: "quiet" }, where));
    item.dataset.row = row;
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(row));
    return item;
  }

  function show() {
    const rows = matches(input.value);
    close();
    found.replaceChildren();
    if (!input.value.trim()) return;
    const more = rows.length > MOST ? `，显示前 ${MOST} 个` : "";
    found.append(both(`找到 ${rows.length} 个站点${more}`, `${rows.length} found`));
    if (!rows.length) return;
    list.append(...rows.slice(0, MOST).map(option));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function mark(step) {
    if (list.hidden) show();
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
    Enter: () => list.children.length && choose(Number(list.children[Math.max(active, 0)].dataset.row)),
    Escape: close,
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]) return; // Enter may only end the typing of a Chinese word
    if (event.key !== "Escape") event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
};
