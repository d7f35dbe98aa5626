/* The facts of stations as columns of a table, and as a CSV file that spreadsheets open. */
stationmap.sheet = (() => {
  const { make } = stationmap.text;
  const { stations, opening } = stationmap;
  const source = stationmap.data.stations;
  const { text, parts } = stations;
  const amenity = (part) => {
    const [number, since] = part.split("@");
    return source.words[number][0] + (since ? `（自 ${since}）` : "");
  };
  const list = (column) => (row) => parts(text(column, row)).map(amenity).join("、");
  const plain = {
    kind: (row) => (text("kind", row) === "" ? "" : stations.kinds.get(text("kind", row)).names[0]),
    access: (row) => parts(text("access", row)).map((code) => (stations.ways.get(code) || [code])[0]).join("、"),
    district: (row) => stations.names.get(text("district", row)) || text("district", row),
  };
  const fact = (column, chinese, english) => ({ id: column, chinese, english, value: plain[column] || ((row) => text(column, row)) });
  const facts = new Map(source.facts.map(([column, chinese, english]) => [column, fact(column, chinese, english)]));

  const name = { id: "name", chinese: "名称", english: "Name", value: stations.title };
  const state = {
    id: "state",
    chinese: "届时",
    english: "At that time",
    value: (row) => opening.named[opening.states()[row]][0],
  };
  const address = fact("address", "地址", "Address");
  const amenities = [
    { id: "amenities", chinese: "设施", english: "Amenities", value: list("amenities") },
    { id: "amenities_no", chinese: "没有的设施", english: "Does not have", value: list("amenities_no") },
    { id: "out_of_order", chinese: "故障设施", english: "Out of order", value: list("out_of_order") },
  ];
  const first = ["hours", "access", "phone", "kind", "district", "id"].map((column) => facts.get(column));
  const others = [...facts.values()].filter((column) => !first.includes(column));
  const columns = [name, state, address, ...first, ...amenities, fact("entrance_note", "入口说明", "Entrance"), ...others];

  const coordinate = (axis, chinese, english) => ({
    id: axis,
    chinese: `${chinese} ${stationmap.data.datum}`,
    english,
    value: (row) => source[axis][row],
  });
  const filed = [...columns, coordinate("lat", "纬度", "Latitude"), coordinate("lon", "经度", "Longitude")];

  /* A text that a spreadsheet would take for a formula gets an apostrophe; East Asian ones take full-width signs too. */
  const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
  function cell(value) {
    if (typeof value === "number") return String(value);
    const harmless = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  /* Rows of values as a file that a spreadsheet opens: with a byte order mark, lines ended as it wants them. */
  const written = (lines) => `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;

  function csv(rows) {
    const [day] = stationmap.hour.dayWords(stationmap.hour.value.day);
    const at = ` ${day} ${stationmap.hour.clock(stationmap.hour.value.minute)}`;
    const head = filed.map(({ id, chinese, english }) => `${chinese} ${english}${id === "state" ? at : ""}`);
    const lines = [head, ...rows.map((row) => filed.map(({ value }) => value(row)))];
    return written(lines);
  }

  /* A link to a blob: nothing is asked of any host, and the page's policy allows it from a file too. */
  function save(text, name) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  const download = (rows) => save(csv(rows), `stations-${stationmap.hour.value.date}.csv`);

  return { columns, filed, csv, download, written, save };
})();
