/* Figures of districts: in a popup, and as a table for those who do not point at maps. */
stationmap.figures = (() => {
  const { make, both, number } = stationmap.text;
  const { figures, items, decimals } = stationmap.data.districts;
  const places = ([column, fixed]) => (column === "visits_per_station_day" ? Math.max(fixed, decimals) : fixed);

  const place = (item) => make("span", {}, item.name || item.adcode);

  function card(item) {
    const list = make("dl", {});
    for (const figure of figures) {
      const [column, , chinese, english] = figure;
      list.append(
        make("dt", {}, both(chinese, english)),
        make("dd", {}, number(item.figures[column], places(figure)))
      );
    }
    const code = make("p", { class: "quiet" }, both("区划代码", "Code"), " ", item.adcode);
    return make("div", { class: "card", tabindex: "-1" }, make("h3", {}, place(item)), code, list);
  }

  /* A button where there is a shape to go to, plain words where there is none. */
  function name(item, go) {
    if (!item.polygons.length) return make("span", {}, place(item), make("span", { class: "mark" }, " *"));
    const button = make("button", { type: "button", class: "link" }, place(item));
    button.addEventListener("click", () => go(item));
    return button;
  }

  function table(go) {
    const heads = figures.map(([, , chinese, english]) => make("th", { scope: "col" }, both(chinese, english)));
    const first = make("th", { scope: "col" }, both("区县", "District"));
    const rows = items.map((item) => {
      const cells = figures.map((figure) => make("td", {}, number(item.figures[figure[0]], places(figure))));
      return make("tr", {}, make("th", { scope: "row" }, name(item, go)), ...cells);
    });
    const caption = make("caption", {}, both("缺数据不等于零", "missing is not zero"));
    return make("table", {}, caption, make("thead", {}, make("tr", {}, first, ...heads)), make("tbody", {}, ...rows));
  }

  return { card, table };
})();
