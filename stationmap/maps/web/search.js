/* Search by name, address, code, pinyin or initials: an input and a list, as easy by keyboard as by touch. */
stationmap.search = (go) => {
  const { both } = stationmap.text;
  const { stations } = stationmap;
  const { spoken } = stationmap.data;
  const MOST = 30;
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let texts = null;
  let shown = [];

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

  const box = stationmap.listbox(input, list, { choose, reopen: show });

  function choose(place) {
    const row = shown[place];
    box.close();
    found.replaceChildren();
    go(row);
  }

  const lineOf = (row) => [stations.title(row), stations.text("address", row) || stations.text("id", row), row];

  function show() {
    const rows = matches(input.value);
    shown = rows.slice(0, MOST);
    box.fill(shown.map(lineOf));
    found.replaceChildren();
    if (!input.value.trim()) return;
    const more = rows.length > MOST ? `，显示前 ${MOST} 个` : "";
    found.append(both(`找到 ${rows.length} 个站点${more}`, `${rows.length} found`));
  }

  input.addEventListener("input", show);
};
