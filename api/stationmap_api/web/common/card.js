/* One station: what decides at a glance, then how to get there, then all that is known. */
app.card = {
  make(feature, number, { about = false, wanted = [], key = "s" } = {}) {
    const { make, both } = app.dom;
    const facts = feature.properties;
    const head = `${key}-${number}`;
    const [zh, en] = app.words.state(facts);
    const card = make(
      "article",
      { class: "card", "aria-labelledby": head, tabindex: "-1" },
      make("h3", { id: head }, make("span", { class: "pin" }, String(number)), " ", facts.name || facts.id),
      app.card.far(facts, about),
      make("p", { class: `state ${facts.open}` }, both(zh, en)),
    );
    if (facts.open_comment) card.append(make("p", { class: "quiet" }, facts.open_comment));
    card.append(app.card.offers(facts, wanted), ...app.card.actions(feature, head));
    card.dataset.id = feature.id;
    return card;
  },

  /* A straight line is called so; the walk is an estimate. */
  far(facts, about) {
    const { make } = app.dom;
    const [zh, en] = app.words.metres(facts.distance_m);
    const [walkZh, walkEn] = app.words.minutes(facts.walk_minutes);
    const [toZh, toEn] = app.words.direction(facts.bearing_deg);
    const line = make("strong", {}, `直线${about ? "约" : ""} ${zh}`);
    const english = `${about ? "about " : ""}${en} in a straight line ${toEn}, some ${walkEn} on foot`;
    return make("p", { class: "far" }, line, ` 往${toZh} · 步行大约 ${walkZh} `, make("span", { lang: "en" }, english));
  },

  /* What it has, with what was asked for first. */
  offers(facts, wanted) {
    const working = app.amenities.working(facts);
    const first = wanted.filter((code) => working.includes(code));
    const shown = [...first, ...working.filter((code) => !first.includes(code))].slice(0, 8);
    const list = app.dom.make("ul", { class: "has", "aria-label": "有 has" });
    const words = app.card.words;
    for (const code of shown) {
      list.append(app.dom.make("li", first.includes(code) ? { class: "asked" } : {}, app.words.named(words, code)));
    }
    if (working.length > shown.length) list.append(app.dom.make("li", {}, app.dom.both(`等 ${working.length} 样`, `${working.length} in all`)));
    return shown.length ? list : app.dom.make("p", { class: "quiet" }, app.dom.both("有什么还不知道", "what it has is unknown"));
  },

  get words() {
    return app.words.vocabulary(app.config.meta.amenities);
  },

  /* Buttons, and what they unfold. */
  actions(feature, head) {
    const { make, link } = app.dom;
    const facts = feature.properties;
    const ways = make("div", { class: "ways", id: `${head}-ways`, hidden: "" });
    const details = make("dl", { class: "facts", id: `${head}-facts`, hidden: "" });
    const row = make("div", { class: "actions" });
    row.append(app.card.opener("走过去", "go there", ways, () => app.card.ways(feature), "go"));
    const call = app.telephone(facts.phone);
    if (call) row.append(link("打电话", "call", call, { "aria-label": `打电话 call ${facts.phone}` }));
    row.append(app.card.opener("详情", "details", details, () => app.facts.rows(facts)));
    for (const control of row.children) control.setAttribute("aria-describedby", head); // whose: all cards have the same
    return [row, ways, details];
  },

  /* A button that unfolds something, made when it is first wanted. */
  opener(zh, en, target, fill, look) {
    const button = app.dom.button(zh, en, () => {
      if (target.hidden && !target.childElementCount) target.append(...fill());
      target.hidden = !target.hidden;
      button.setAttribute("aria-expanded", String(!target.hidden));
      // what is short may have unfolded behind the bar; what is long begins under the button
      if (target.offsetHeight < innerHeight / 2) target.scrollIntoView({ block: "nearest" });
    });
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", target.id);
    if (look) button.className = look;
    return button;
  },

  /* The applications' links; the one that was used last comes first. */
  ways(feature) {
    const used = app.keep ? app.keep.chosen().navigator : "";
    const links = [...app.navigate.links(feature)].sort((a, b) => (b.id === used) - (a.id === used));
    return links.map((way) => {
      const link = app.dom.link(way.zh, way.en, way.href, { target: "_blank" });
      link.addEventListener("click", () => app.keep && app.keep.choose({ ...app.keep.chosen(), navigator: way.id }));
      return link;
    });
  },
};
