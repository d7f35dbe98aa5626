/* One search after another: the place, what is wanted, the answer; the last one wins. */
app.state = { needs: [], closed: false, near: false, limit: 5, place: null, answer: null, around: null };

app.find = {
  running: null,

  get wanted() {
    const { needs, closed, near, limit } = app.state;
    return { needs: [...needs], closed, radius: near ? 1000 : null, limit };
  },

  /* From where the phone is. */
  async here() {
    const signal = app.find.begin("正在定位…", "Finding your position…");
    try {
      const place = await app.place.here(signal);
      if (!signal.aborted) await app.find.at(place);
    } catch (fault) {
      if (signal.aborted) return;
      if (!(fault instanceof app.Fault)) throw fault;
      await app.find.lost(fault);
    }
  },

  /* No position, or none in the map's datum. */
  async lost(fault) {
    if (fault.kind === "network" && (await app.find.last(fault))) return;
    const ways = [["再试一次定位", "try again", app.find.here]];
    if (fault.kind === "denied") {
      fault.zh += "请在浏览器的网站设置里允许定位，或者用地名、地图来找。";
      fault.en += " Allow it in the browser's settings for this site, or search by name or map.";
    }
    ways.push(["按地名找", "by name", () => app.view.sheet("names")], ["在地图上点", "on the map", () => app.view.map(true)]);
    app.result.fault(fault, ways);
  },

  begin(zh, en) {
    if (app.find.running) app.find.running.abort();
    app.find.running = new AbortController();
    app.result.say(zh, en);
    return app.find.running.signal;
  },

  /* No search goes on, and none begins that nobody asked for. */
  stop() {
    app.find.running = app.find.running || new AbortController();
    app.find.running.abort();
  },

  /* Something else is wanted at the same place. */
  change(choices = {}) {
    Object.assign(app.state, choices, { limit: 5 });
    app.needs.refresh(app.dom.place("needs"));
    const { needs, closed, near } = app.state;
    app.keep.choose({ ...app.keep.chosen(), needs, closed, near });
    if (!app.state.place) return;
    app.find.at(app.state.place, { stay: "needs" in choices || "closed" in choices || "near" in choices });
  },

  more() {
    const from = app.state.answer ? app.state.answer.features.length : 0;
    app.state.limit = Math.min(50, app.state.limit + 10);
    app.find.at(app.state.place).then(() => app.view.card(from));
  },

  /* From a place; without a network from what was loaded. */
  async at(place, { stay = false } = {}) {
    const signal = app.find.begin("正在查找…", "Looking…");
    app.state.place = place;
    const wanted = app.find.wanted;
    try {
      const answer = await app.ask.get("/v1/stations/nearest", app.find.query(place, wanted), signal);
      if (signal.aborted) return;
      app.find.shown(answer, {});
      app.keep.put("last", { answer, wanted, place, at: Date.now() }, signal);
      app.find.after(place, answer.register_version, signal);
    } catch (fault) {
      if (signal.aborted) return;
      if (!(fault instanceof app.Fault)) throw fault;
      await app.find.without(fault, place, wanted, signal);
    }
    if (stay && !signal.aborted) app.dom.place("result").focus();
  },

  query: (place, wanted) => ({
    lat: place.lat.toFixed(6),
    lon: place.lon.toFixed(6),
    datum: place.datum,
    limit: wanted.limit,
    radius: wanted.radius,
    needs: wanted.needs.join(","),
    open: wanted.closed ? "any" : "now",
  }),

  shown(answer, options) {
    app.state.answer = answer;
    app.result.show(answer, options);
    app.view.answered();
  },

  /* What may wait until the answer is drawn. */
  async after(place, version, signal) {
    try {
      const around = await app.offline.load(place, version, signal);
      if (signal.aborted) return;
      app.state.around = around;
      app.view.chart();
    } catch (fault) {
      if (signal.aborted) return;
      if (!(fault instanceof app.Fault)) throw fault; // the answer stands; nothing new is kept
    }
    await app.main.install();
  },

  /* The service does not answer: what was loaded does, or the last answer, or a sentence. */
  async without(fault, place, wanted, signal) {
    if (fault.kind !== "refused") {
      const around = await app.keep.get("around");
      if (signal.aborted) return;
      const answer = app.offline.answer(around, place, wanted, Date.now());
      if (answer) {
        app.state.around = around;
        app.find.shown(answer, { when: app.find.old(fault, around.at, "用那时载入的站点算的，开关门可能已变", "from the stations loaded then; hours may have changed") });
        return;
      }
      if (await app.find.last(fault)) return;
    }
    app.result.fault(fault, [["再试一次", "try again", () => app.find.at(place)], ["换个地名", "by name", () => app.view.sheet("names")]]);
  },

  old(fault, at, zh, en, tag = ["离线", "offline"]) {
    const time = app.words.clock(at);
    return { tag, zh: `${fault.zh}离线：${time} 的数据，${zh}。`, en: `${fault.en} Offline, of ${time}: ${en}.` };
  },

  /* Show the last answer again; says whether there is one. */
  async last(fault) {
    const last = await app.keep.get("last");
    if (!last || last.place.datum !== app.place.datum) return false;
    Object.assign(app.state, { place: last.place, limit: last.wanted.limit });
    app.find.shown(last.answer, { when: app.find.old(fault, last.at, "是上次的答案", "the last answer", ["上次的", "last time's"]) });
    return true;
  },
};
