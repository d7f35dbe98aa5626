/* Search by name, address, code, pinyin or initials: an input and a list, as easy by keyboard as by touch. */
stationmap.search = (go) => {
  const { make, both } = stationmap.text;
  const { stations } = stationmap;
  const { spoken } = stationmap.data;
  const MOST = 30;
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let texts = null;
  let active = -1;

  const line = (row) => plain(["name", "address", "id"].map((column) => stations.text(column, row)).join("\n"));

  /* How each name is read: character by character, but for those that are read otherwise. */
  let aloud = null;
  function read() {
    const { letters, rows } = spoken;
    const table = new Map(Object.entries(letters));
    const joined = (name, which) => Array.from(name, (letter) => table.get(letter)[which]).join("");
    const found = texts.map((_, row) => [0, 1].map((which) => joined(stations.text("name", row), which)));
    for (const [row, ...others] of rows) found[row] = others;
    return found;
  }
  const letters = /^[a-z0-9]{2,}$/;
  const heard = (word, row) => letters.test(word) && aloud[row].some((sound) => sound.includes(word));

  /* What is written comes before what is only heard. */
  function matches(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    texts = texts || Array.from({ length: stations.count }, (_, row) => line(row));
    const written = [];
    const spokenOf = [];
    if (spoken && words.some((word) => letters.test(word))) aloud = aloud || read();
    texts.forEach((text, row) => {
      if (words.every((word) => text.includes(word))) written.push(row);
      else if (aloud && words.every((word) => text.includes(word) || heard(word, row))) spokenOf.push(row);
    });
    return [...written, ...spokenOf];
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
