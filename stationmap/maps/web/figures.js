/* Figures of districts: in a popup, and as a table for those who do not point at maps. */
stationmap.figures = (() => {
  const { make, both, number } = stationmap.text;
  const { figures, items } = stationmap.data.districts;
  const { measures } = stationmap;
  const counted = new Set(figures.map(([column]) => column.replaceAll("_", "-")));
  const further = measures.choices.filter((measure) => !counted.has(measure.key));

  const place = (item) => make("span", {}, item.name || item.adcode);
  const cell = (item, [column, decimals]) =>
    item.hidden.includes(column) ? measures.concealed() : number(item.figures[column], decimals);
  const current = (item) => (measures.chosen ? measures.figure(item, measures.chosen, { bare: true }) : "");

  function card(item) {
    const list = make("dl", {});
    const tell = (words, figure) => list.append(make("dt", {}, both(...words)), make("dd", {}, figure));
    if (measures.stepWords()) tell(measures.chosen.title, make("span", {}, measures.figure(item), " · ", measures.stepWords()));
    for (const figure of figures) tell(figure.slice(2), cell(item, figure));
    for (const measure of further.filter((each) => !each.axis)) tell(measure.title, measures.figure(item, measure));
    if (item.note) tell(["备注", "Note"], make("span", {}, item.note));
    const code = make("p", { class: "quiet" }, both("区划代码", "Code"), " ", item.adcode);
    return make("div", { class: "card", tabindex: "-1" }, make("h3", { "aria-level": "2" }, place(item)), code, list);
  }

  /* A button where there is a shape to go to, plain words where there is none. */
  function name(item, go) {
    if (!item.polygons.length) return make("span", {}, place(item), make("span", { class: "mark" }, " *"));
    const button = make("button", { type: "button", class: "link" }, place(item));
    button.addEventListener("click", () => go(item));
    return button;
  }

  /* The first column of figures is that of the map, and follows it. */
  const PAGE = 100; // rows that stand there before more are asked for

  function table(go) {
    const head = (words) => make("th", { scope: "col" }, both(...words));
    const fixed = further.filter((measure) => !measure.axis);
    const shown = make("th", { scope: "col", class: "shown" });
    const cells = new Map();
    function row(item) {
      cells.set(item, make("td", { class: "shown" }, current(item)));
      return make(
        "tr",
        {},
        make("th", { scope: "row" }, name(item, go)),
        cells.get(item),
        ...figures.map((figure) => make("td", {}, cell(item, figure))),
        ...fixed.map((measure) => make("td", {}, measures.figure(item, measure, { bare: true })))
      );
    }
    function follow() {
      const { chosen } = measures;
      shown.replaceChildren(both("图上所示", "on the map"), ...(chosen ? [" ", both(...chosen.title), " ", measures.stepWords() || ""] : []));
      for (const [item, place] of cells) place.replaceChildren(current(item));
    }
    measures.listen(follow);
    follow();
    const heads = [head(["区县", "District"]), shown, ...figures.map((figure) => head(figure.slice(2)))];
    const titles = fixed.map((measure) => head(measure.unit[0] === "%" ? measure.title : [`${measure.title[0]} ${measure.unit[0]}`, `${measure.title[1]} ${measure.unit[1]}`]));
    const caption = make("caption", {}, both("缺数据不等于零", "missing is not zero"));
    const body = make("tbody", {}, ...items.slice(0, PAGE).map(row));
    const whole = make("table", {}, caption, make("thead", {}, make("tr", {}, ...heads, ...titles)), body);
    return items.length > PAGE ? make("div", {}, whole, more(body, row)) : whole;
  }

  /* A country has thousands of districts: a hundred more each time. */
  function more(body, row) {
    const button = make("button", { type: "button", class: "plain", id: "districts-more" });
    const say = () => {
      const left = items.length - body.rows.length;
      button.hidden = left <= 0;
      button.replaceChildren(both(`再列 ${Math.min(PAGE, left)} 个，还有 ${left} 个`, `${Math.min(PAGE, left)} more of ${left}`));
    };
    button.addEventListener("click", () => {
      const from = body.rows.length;
      body.append(...items.slice(from, from + PAGE).map(row));
      say();
      const first = body.rows[from].querySelector("button");
      if (first) first.focus();
    });
    say();
    return button;
  }

  return { card, table };
})();
