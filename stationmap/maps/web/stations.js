/* Stations: what a popup says, and the circles on the canvas. */
stationmap.stations = (() => {
  const { make, both, at } = stationmap.text;
  const { opening, marks } = stationmap;
  const source = stationmap.data.stations;
  const names = new Map(stationmap.data.districts.items.map((item) => [item.adcode, item.name]));
  const kinds = new Map(source.kinds.map((kind) => [kind.code, kind]));
  const ways = new Map(Object.entries(source.access));
  const shut = new Set(source.shut);
  const count = source.lat.length;
  const text = (column, row) => at(source.columns[column], row);
  const position = (row) => [source.lat[row], source.lon[row]];
  const title = (row) => text("name", row) || text("id", row);
  const parts = (list) => list.split(",").filter((part) => part !== "");

  /* Codes of a column in words; a code that nobody knows speaks for itself. */
  const words = {
    kind: (code) => both(...(kinds.get(code) || { names: [code, ""] }).names),
    access: (codes) => {
      const known = parts(codes).map((code) => both(...(ways.get(code) || [code, ""])));
      return make("span", {}, ...known.flatMap((word, i) => (i ? ["、", word] : [word])));
    },
    district: (code) => make("span", {}, names.get(code) || code),
    hours: (hours) => (hours ? make("span", {}, hours) : both("时间未知", "hours unknown")),
  };
  const spoken = (column, value) => (words[column] ? words[column](value) : make("span", {}, value));

  function chip(part, kind) {
    const [number, since] = part.split("@");
    const [chinese, english] = source.words[number];
    const shown = make("li", { class: kind, title: english || chinese }, chinese);
    if (since) shown.append(" ", both(`自 ${since}`, "since"));
    return shown;
  }

  function group(list, kind, chinese, english) {
    if (!list.length) return "";
    const label = make("p", { class: "quiet" }, both(chinese, english));
    return make("div", { class: "group" }, label, make("ul", { class: "chips" }, ...list.map((p) => chip(p, kind))));
  }

  function amenities(row) {
    const broken = parts(text("out_of_order", row));
    const out = new Set(broken.map((part) => part.split("@")[0]));
    const there = parts(text("amenities", row)).filter((part) => !out.has(part));
    const absent = parts(text("amenities_no", row));
    return make(
      "div",
      {},
      group(there, "yes", "有", "has"),
      group(broken, "broken", "故障", "out of order"),
      group(absent, "no", "没有", "does not have"),
      make("p", { class: "quiet" }, both("未列出的设施：未知", "anything not listed: unknown"))
    );
  }

  /* Each day's times at the station, days that are alike in one line. */
  function week(row) {
    const { dayName: name } = stationmap.hour;
    const told = opening.byDay(row).map(([first, last, spans]) => {
      const when = first === last ? name(first) : make("span", {}, name(first), " – ", name(last));
      return make("div", { class: "day" }, make("dt", {}, when), make("dd", {}, ...times(spans)));
    });
    return make("dl", { class: "week" }, ...told);
  }

  function times(spans) {
    if (!spans) return [both(...opening.named[opening.SHUT])];
    if (!spans.length) return [both("休息", "closed")];
    const { clock } = stationmap.hour;
    return spans.flatMap(([from, to, state], i) => {
      const whole = from === 0 && to === 1440;
      const words = state === opening.OPEN ? both("全天", "all day") : both("未知", "unknown");
      const span = make("span", { class: "number" }, whole ? "" : `${clock(from)}–${clock(to)} `, whole || state !== opening.OPEN ? words : "");
      return i ? ["、", span] : [span];
    });
  }

  /* The state at the chosen time, in words. */
  function state(row) {
    const now = opening.states()[row];
    const when = make("span", { class: "quiet" }, stationmap.hour.timeName());
    return make("p", { class: `state state-${now}` }, make("strong", {}, both(...opening.named[now])), " ", when);
  }

  function facts(row) {
    const list = make("dl", {});
    const here = names.get(text("district", row)) || "";
    for (const [column, chinese, english] of source.facts) {
      const value = text(column, row);
      const said = column === "district_named" && here !== "" && (value.includes(here) || here.includes(value));
      if ((value === "" && column !== "hours") || said) continue;
      list.append(make("dt", {}, both(chinese, english)), make("dd", {}, spoken(column, value)));
      if (column === "hours") list.append(make("dt", {}, both("按日", "By day")), make("dd", {}, week(row)));
    }
    return list;
  }

  /* Stations of one place cannot be pointed at one by one: each card leads to the others. */
  let places = null;
  function sameplace(row) {
    if (!places) {
      places = new Map();
      for (let each = 0; each < count; each += 1) {
        const key = position(each).join();
        if (places.has(key)) places.get(key).push(each);
        else places.set(key, [each]);
      }
    }
    return places.get(position(row).join()).filter((other) => other !== row);
  }

  function others(row, open) {
    const rows = sameplace(row);
    if (!rows.length) return "";
    const buttons = rows.map((other) => {
      const button = make("button", { type: "button", class: "link" }, title(other));
      button.addEventListener("click", () => open(other));
      return make("li", {}, button);
    });
    return make("div", {}, make("p", { class: "quiet" }, both("同一位置的站点", "at the same place")), make("ul", {}, ...buttons));
  }

  function card(row, open) {
    const line = (column) => (text(column, row) ? make("p", {}, text(column, row)) : "");
    return make(
      "div",
      { class: "card", tabindex: "-1" },
      make("h3", { "aria-level": "2" }, title(row)),
      state(row),
      line("address"),
      line("entrance_note"),
      amenities(row),
      facts(row),
      others(row, open)
    );
  }

  let colours = null;
  function look(row) {
    colours = colours || Array.from({ length: count }, (_, each) => kinds.get(text("kind", each)).colour);
    return marks.mark(opening.states()[row], colours[row]);
  }

  function tip(row) {
    const words = both(...opening.named[opening.states()[row]]);
    return make("div", {}, make("strong", {}, title(row)), make("div", {}, words));
  }

  /* The stations that are wanted, those known to be open on top. */
  function layer(renderer, open) {
    const dots = new stationmap.Dots(count, position, look, { renderer });
    let under = -1;
    dots.bindTooltip(() => tip(dots.hit), { sticky: true, className: "tip" });
    dots.on("click", () => open(dots.hit));
    dots.on("mousemove", () => {
      if (dots.hit >= 0 && dots.hit !== under) dots.getTooltip().update();
      under = dots.hit;
    });
    const rank = [1, 3, 2, 0];
    const show = () => {
      const states = opening.states();
      const groups = [[], [], [], []];
      for (const row of stationmap.filters.now().rows) groups[rank[states[row]]].push(row);
      dots.show(groups.flat());
    };
    stationmap.filters.subscribe(show);
    show();
    return dots;
  }

  return { card, state, layer, position, title, text, spoken, count, shut, names, kinds, ways, parts };
})();
