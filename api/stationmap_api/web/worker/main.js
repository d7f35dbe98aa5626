/* The page begins: what the phone remembers, then one thumb. */
app.main = {
  begin() {
    const { needs, closed, near } = app.keep.chosen();
    const known = new Set(app.config.meta.amenities.map((item) => item.code));
    app.state.needs = Array.isArray(needs) ? needs.filter((code) => known.has(code)) : [];
    Object.assign(app.state, { closed: closed === true, near: near === true });
    app.needs.draw(app.dom.place("needs"), () => app.find.change());
    app.names.begin();
    app.main.listen();
    app.result.notice(app.config.meta.notice);
    const { stations, districts } = app.config.meta;
    app.dom.fill(app.dom.place("counts"), app.dom.both(`共 ${stations} 个站点，${districts} 个区县。`, `${stations} stations in ${districts} districts.`));
    app.result.say("选好需要的，再点“附近”", "Choose what you need, then “near me”");
    app.main.again();
  },

  listen() {
    const on = (id, act) => app.dom.place(id).addEventListener("click", act);
    on("near", () => {
      app.state.limit = 5;
      if (!app.view.wide.matches) app.view.sheet("");
      app.find.here();
    });
    on("open-needs", () => app.view.toggle("needs"));
    on("open-names", () => app.view.toggle("names"));
    on("open-map", () => app.view.map(app.dom.place("chart").hidden));
    on("forget", app.main.forget);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !app.dom.place("names").hidden) app.view.toggle("names");
    });
  },

  /* A visit before: its answer at once, and a new one if the phone may be asked without a question. */
  async again() {
    const last = await app.keep.get("last");
    if (!last || app.find.running || last.place.datum !== app.place.datum) return;
    if (!app.view.wide.matches) app.view.sheet("");
    const time = app.words.clock(last.at);
    Object.assign(app.state, { place: last.place, limit: last.wanted.limit });
    app.find.shown(last.answer, { when: { tag: ["上次的", "last time's"], zh: `这是 ${time} 的答案，点“附近”重新找。`, en: `The answer of ${time}; tap “near me” for a new one.` } });
    if (last.place.from !== "here" || !navigator.permissions) return;
    const allowed = await navigator.permissions.query({ name: "geolocation" });
    if (allowed.state === "granted" && !app.find.running) app.find.here();
  },

  async forget() {
    app.find.stop(); // first, so that no answer on its way is kept after all
    await app.keep.forget();
    Object.assign(app.state, { needs: [], closed: false, near: false, place: null, answer: null, around: null, limit: 5 });
    app.needs.draw(app.dom.place("needs"), () => app.find.change());
    app.dom.fill(app.dom.place("answer"));
    app.view.chart();
    app.result.say("选好需要的，再点“附近”", "Choose what you need, then “near me”");
    const done = app.dom.both("位置、答案、选择都已清除。", "Position, answers and choices are gone.");
    app.dom.fill(app.dom.place("forgotten"), done);
  },

  installed: false,

  /* A service worker keeps the page, and the map's script, so that they open without a network. It is fetched when
     an answer stands, so that nothing is in the way of the first one. */
  async install() {
    if (!("serviceWorker" in navigator) || app.main.installed) return;
    app.main.installed = true;
    try {
      await navigator.serviceWorker.register("/service-worker.js");
    } catch (fault) {
      if (!(fault instanceof TypeError || fault instanceof DOMException)) throw fault; // not allowed here: it works online
    }
  },
};

app.main.begin();
