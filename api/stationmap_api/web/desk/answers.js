/* The stations found, in lists: those that are open, nearer ones of unknown hours, and what there is instead. */
app.answers = (() => {
  const { make, both, place } = app.dom;
  let stations = []; // in the order of all lists
  let at = 0;
  let chosen = () => {};

  const WITHOUT = { open: ["到达时关门", "closed on arrival"], fresh_within: ["核实得早", "verified long ago"] };

  const why = (reason) => {
    if (WITHOUT[reason.parameter]) return WITHOUT[reason.parameter];
    const [zh, en] = app.words.joined(reason.without);
    return [`不要求${zh}`, `without ${en}`];
  };

  const row = (feature, number, note, today) => {
    const facts = feature.properties;
    const [far, farEn] = app.sentences.distance(facts.distance_m);
    const [side, sideEn] = app.sentences.direction(facts.bearing_deg);
    const [state, stateEn] = app.opening.brief(facts, today);
    const button = make("button", { type: "button" });
    button.append(
      make("span", { class: "number" }, String(number)), " ",
      make("bdi", { class: "name" }, facts.name || facts.id), " ",
      make("span", { class: "far" }, both(`${side} 直线 ${far}`, `${farEn} ${sideEn}`)), " ",
      make("span", { class: `state ${facts.open}` }, both(state, stateEn)),
    );
    if (note) button.append(" ", make("span", { class: "note" }, both(...note)));
    button.addEventListener("click", () => select(number - 1));
    return make("li", {}, button);
  };

  const fill = (id, features, notes, today) => {
    const first = stations.length;
    stations.push(...features);
    place(id).replaceChildren(...features.map((feature, n) => row(feature, first + n + 1, notes && notes[n], today)));
    place(`${id}-part`).hidden = !features.length;
  };

  const select = (row) => {
    at = row;
    document.querySelectorAll("#answers li > button").forEach((button, n) => {
      if (n === at) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      if (n === at) button.scrollIntoView({ block: "nearest" });
    });
    chosen(stations[at] || null, at, stations.length);
  };

  return {
    select,
    step(by) {
      if (stations.length) select(Math.min(Math.max(at + by, 0), stations.length - 1));
    },
    clear() {
      stations = [];
      for (const id of ["nearest", "unknown", "instead"]) fill(id, [], null, "");
      place("why").replaceChildren();
      place("remark").replaceChildren();
    },
    /* Draw an answer of the nearest endpoint, and choose its first station. */
    draw(answer, today) {
      stations = [];
      const instead = (answer.why_none || []).filter((reason) => reason.nearest);
      fill("nearest", answer.features, null, today);
      fill("unknown", answer.unknown_hours, null, today);
      fill("instead", instead.map((reason) => reason.nearest), instead.map(why), today);
      place("why").replaceChildren(...(answer.why ? [both(answer.why.zh, answer.why.en)] : []));
      place("remark").textContent = answer.remark || "";
      select(0);
    },
    all: () => stations,
    /* Calls `then(feature, row, count)` when a station is chosen; the feature is null where there is none. */
    start(then) {
      chosen = then;
    },
  };
})();
