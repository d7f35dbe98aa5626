/* What districts are coloured by: one measure at a time, and of one with steps one of these. */
stationmap.measures = (() => {
  const { make, both, number } = stationmap.text;
  const choices = stationmap.data.measures;
  const { items } = stationmap.data.districts;
  const rows = new Map(items.map((item, row) => [item, row]));
  const withheld = new Map(choices.map((measure) => [measure, new Set(measure.hidden)]));
  const listeners = new Set();
  /* A map that opens all hatched says nothing: the first measure that knows or withholds a figure. */
  const knows = (measure) => measure.hidden.length || measure.columns.some((column) => column.some((figure) => figure !== null));
  let chosen = choices.find(knows) || choices[0] || null;
  let step = 0;

  const steps = () => (chosen ? chosen.steps : []);
  const source = (measure) => (measure === chosen && step < measure.steps.length ? measure.steps[step] : measure);
  const column = (measure, name, item) => {
    const at = source(measure)[name];
    return at === undefined || at < 0 ? null : measure.columns[at][rows.get(item)];
  };
  const value = (item, measure = chosen) => (measure ? column(measure, "values", item) : null);
  const high = (item, measure = chosen) => column(measure, "high", item);
  const hidden = (item, measure = chosen) => Boolean(measure) && withheld.get(measure).has(rows.get(item));

  /* The last class that begins at the value or below it; -1 where nothing is known. */
  function rank(item) {
    const known = value(item);
    if (known === null) return -1;
    let found = 0;
    chosen.classes.forEach((each, place) => (found = each.from <= known ? place : found));
    return found;
  }

  const concealed = () => {
    const span = both("已隐藏", "withheld");
    span.className = "unknown";
    return span;
  };
  const unit = (measure) => (measure.unit[0] === "%" ? "%" : both(...measure.unit));

  /* A figure with its upper bound, where hours are unknown; without its unit, in a table. */
  function figure(item, measure = chosen, { bare = false } = {}) {
    if (hidden(item, measure)) return concealed();
    const known = value(item, measure);
    const shown = make("span", {}, number(known, measure.decimals));
    if (known === null) return shown;
    const most = high(item, measure);
    if (most !== null && most > known) shown.append("–", number(most, measure.decimals));
    if (measure.unit[0] === "%") shown.append("%");
    else if (!bare) shown.append(" ", unit(measure));
    return shown;
  }

  const two = (hour) => `${String(hour).padStart(2, "0")}:00`;
  /* The step that is shown, in words. */
  function stepWords() {
    const now = steps()[step];
    if (!now) return null;
    if (chosen.axis === "month") return both(now.at);
    const [zh, en] = chosen.parts[now.part];
    return both(`${zh} ${two(now.at)}`, en);
  }

  const tell = () => listeners.forEach((listener) => listener());
  return {
    choices,
    steps,
    value,
    hidden,
    rank,
    figure,
    concealed,
    stepWords,
    get chosen() {
      return chosen;
    },
    get step() {
      return step;
    },
    /* Of all districts together. */
    get total() {
      return chosen ? source(chosen).total : null;
    },
    listen: (listener) => listeners.add(listener),
    choose(key) {
      chosen = choices.find((measure) => measure.key === key) || chosen;
      step = chosen.axis === "hour" ? chosen.steps.findIndex((each) => each.at === "12") : Math.max(steps().length - 1, 0);
      tell();
    },
    go(place) {
      if (place === step || place < 0 || place >= steps().length) return;
      step = place;
      tell();
    },
  };
})();

/* The choice in the panel, and what the measure is. */
stationmap.parts.push((house) => {
  const { measures, districts } = stationmap;
  const { make, both } = stationmap.text;
  if (!measures.choices.length || !districts.items.length) return;
  const body = house.section("measure", "指标", "Measure");
  const legend = house.place("legend-part");
  legend.parentElement.prepend(body.parentElement, legend); // what is seen, and what its colours mean, before all else
  const select = make("select", { id: "measure-choice" });
  const groups = new Map();
  for (const measure of measures.choices) {
    const [zh, en] = measure.group;
    if (!groups.has(zh)) select.append(groups.set(zh, make("optgroup", { label: `${zh} ${en}` })).get(zh));
    groups.get(zh).append(make("option", { value: measure.key }, measure.title.join(" ").trim()));
  }
  select.addEventListener("change", () => {
    measures.choose(select.value);
    if (districts.drawn.length) house.reveal(districts.layer);
  });
  const about = make("p", { class: "quiet", id: "measure-about" });
  const origin = make("p", { class: "quiet", id: "measure-origin" });
  legend.append(origin);
  const label = make("label", { for: "measure-choice" }, both("区县按此着色", "colours districts"));
  body.append(label, select, make("div", { id: "measure-time", hidden: "" }), about);

  function show() {
    const { chosen } = measures;
    const old = both("此后登记册有变动，数字可能过时", "the register has changed since: figures may be out of date");
    const stale = chosen.stale ? make("strong", { class: "stale" }, old) : "";
    about.replaceChildren(stale, chosen.method);
    origin.replaceChildren(chosen.origin);
    select.value = chosen.key;
  }
  let before = null;
  measures.listen(() => {
    if (before !== measures.chosen) show();
    before = measures.chosen;
  });
  show();
});
