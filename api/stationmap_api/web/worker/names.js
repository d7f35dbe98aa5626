/* Places by name: a field, and what is found as buttons. */
app.names = {
  asking: null,
  timer: 0,

  begin() {
    const field = app.dom.place("name");
    field.addEventListener("input", (event) => {
      clearTimeout(app.names.timer);
      if (!event.isComposing) app.names.timer = setTimeout(app.names.look, 250);
    });
    field.addEventListener("compositionend", app.names.look);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) app.names.look();
    });
  },

  say: (zh, en) => app.dom.fill(app.dom.place("named"), app.dom.both(zh, en)),

  async look() {
    clearTimeout(app.names.timer);
    if (app.names.asking) app.names.asking.abort();
    const text = app.dom.place("name").value.trim();
    app.dom.place("places").replaceChildren();
    if (!text) return app.names.say("", "");
    app.names.asking = new AbortController();
    const signal = app.names.asking.signal;
    try {
      const found = await app.ask.get("/v1/places", { q: text, limit: 8, datum: app.place.datum }, signal);
      return app.names.show(found.features);
    } catch (fault) {
      if (signal.aborted) return undefined;
      if (!(fault instanceof app.Fault)) throw fault;
      return app.names.offline(text, fault);
    }
  },

  show(features) {
    const n = features.length;
    const [zh, en] = n && features[0].properties.matched === "part" ? ["，只对上一部分", ", only in part"] : ["", ""];
    app.names.say(n ? `找到 ${n} 个${zh}` : "没有找到，换个说法，或者在地图上点", n ? `${n} found${en}` : "Nothing found: try other words, or the map");
    app.dom.fill(app.dom.place("places"), ...features.map(app.names.row));
  },

  row(feature) {
    const { make } = app.dom;
    const { name, address, kind, district_name: district } = feature.properties;
    const [zh, en] = app.words.place(kind);
    const button = make("button", { type: "button" }, make("strong", {}, name));
    button.append(make("span", { class: "quiet" }, [zh, address || district].filter(Boolean).join(" · "), " ", make("span", { lang: "en" }, en)));
    if (!feature.geometry) {
      button.disabled = true;
      button.append(make("span", { class: "quiet" }, app.dom.both("没有位置", "no position")));
    }
    button.addEventListener("click", () => app.names.choose(feature));
    return make("li", {}, button);
  },

  choose(feature) {
    const [lon, lat] = feature.geometry.coordinates;
    const name = `“${feature.properties.name}”`;
    app.view.sheet("");
    app.state.limit = 5;
    app.find.at({ lat, lon, datum: app.place.datum, zh: name, en: name, from: "name" }, { stay: true });
  },

  /* Without a network: stations that were loaded and whose name or address holds the text. */
  async offline(text, fault) {
    const around = await app.keep.get("around");
    const low = text.toLowerCase();
    const holds = ({ properties: facts }) => `${facts.name}\n${facts.address}`.toLowerCase().includes(low);
    const found = around && around.place.datum === app.place.datum ? around.features.filter(holds).slice(0, 8) : [];
    app.names.show(found.map((feature) => ({ ...feature, properties: { ...feature.properties, kind: "station" } })));
    const [zh, en] = [`${fault.zh}载入的站点里找到 ${found.length} 个`, `${fault.en} ${found.length} found among the stations that were loaded`];
    app.names.say(zh, en);
  },
};
