/* What the page is told, and how it is put into words. */
Object.assign(stationmap, { data: JSON.parse(document.getElementById("station-data").textContent), parts: [] });

stationmap.text = {
  ...stationmap.elements,

  unknown() {
    const span = stationmap.text.both("无数据", "no data");
    span.className = "unknown";
    return span;
  },

  /* A number as people write it; what is not known stays unknown. */
  number(value, decimals) {
    if (value === null) return stationmap.text.unknown();
    return stationmap.text.make("span", { class: "number" }, stationmap.text.format(decimals).format(value));
  },

  /* Formats are dear to make, and kept. */
  formats: [],
  format(decimals) {
    const { formats } = stationmap.text;
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return (formats[decimals] = formats[decimals] || new Intl.NumberFormat("zh-CN", digits));
  },

  /* The number of one row; one number may stand for all rows. */
  nth(numbers, row) {
    return typeof numbers === "number" ? numbers : numbers[row];
  },

  /* The text of one row in a packed column. */
  at(column, row) {
    return Array.isArray(column) ? column[row] : column.texts[stationmap.text.nth(column.rows, row)];
  },
};

/* Texts of many stations come compressed. */
stationmap.packed = () => Boolean(stationmap.data.stations && stationmap.data.stations.columns.deflate);
stationmap.unpack = async () => {
  const source = stationmap.data.stations;
  const bytes = Uint8Array.from(atob(source.columns.deflate), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  source.columns = JSON.parse(await new Response(stream).text());
};
