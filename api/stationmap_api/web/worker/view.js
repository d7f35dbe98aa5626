/* What is seen: a sheet of choices, the list, the map. */
app.view = {
  drawing: null,
  wide: matchMedia("(min-width: 60rem)"),

  /* Open one of the sheets, or close both. */
  sheet(name) {
    for (const id of ["needs", "names"]) {
      app.dom.place(id).hidden = id !== name;
      app.dom.place(`open-${id}`).setAttribute("aria-expanded", String(id === name));
    }
    if (name === "names") app.dom.place("name").focus();
  },

  toggle(name) {
    app.view.sheet(app.dom.place(name).hidden ? name : "");
  },

  /* Show the map in place of the list, or beside it on a wide screen. */
  async map(shown) {
    document.body.classList.toggle("mapped", shown);
    app.dom.place("open-map").setAttribute("aria-pressed", String(shown));
    app.dom.place("chart").hidden = !shown;
    if (!shown) return;
    if (!app.view.wide.matches) app.view.sheet("");
    const waiting = app.dom.make("p", { class: "quiet" }, app.dom.both("正在载入地图…", "Loading the map…"));
    try {
      if (!app.view.drawing) app.dom.place("map").append(waiting);
      app.view.drawing = app.view.drawing || app.map.make(app.dom.place("map"), app.dom.place("credits"), app.view.tapped);
      await app.view.drawing;
      app.view.chart({ fit: true });
      if (!app.state.answer) app.result.say("点地图上的一处，找那里附近的", "Tap the map to see what is near there");
    } catch (fault) {
      if (!(fault instanceof app.Fault)) throw fault;
      app.view.drawing = null;
      app.result.say(fault.zh, fault.en);
    } finally {
      waiting.remove();
    }
  },

  tapped(lat, lon) {
    app.state.limit = 5;
    app.find.at({ lat, lon, datum: app.place.datum, zh: "地图上点的地方", en: "the place on the map", from: "map" });
  },

  /* An answer has come: on a wide screen the map comes beside it. */
  answered() {
    if (app.view.wide.matches && app.dom.place("chart").hidden) app.view.map(true);
    else app.view.chart({ fit: true });
  },

  /* Draw again what the map shows, if it is there. */
  async chart({ fit = false } = {}) {
    const { answer, place, around } = app.state;
    if (!app.view.drawing || app.dom.place("chart").hidden) return;
    const drawn = await app.view.drawing;
    drawn.show({
      numbered: answer ? [...answer.features, ...answer.unknown_hours] : [],
      others: around && around.place.datum === app.place.datum ? around.features : [],
      place,
      fit,
      open: app.view.card,
    });
  },

  /* Lead to a card of the list. */
  card(index) {
    if (!app.view.wide.matches) app.view.map(false);
    const card = app.dom.place("answer").querySelectorAll(".card")[index];
    if (!card) return;
    card.focus();
    card.scrollIntoView({ block: "start" });
  },
};
