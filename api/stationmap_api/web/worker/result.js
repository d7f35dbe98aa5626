/* An answer on the page: the list, what is unknown, or why there is nothing and what to give up. */
app.result = {
  /* `when` is set where the service has not just said it: {tag, zh, en}. */
  show(answer, { when = null } = {}) {
    const { make, both } = app.dom;
    const parts = [];
    if (when) parts.push(make("p", { class: "notice" }, both(when.zh, when.en)));
    if (app.state.place && app.state.place.accuracy > 500) parts.push(app.result.coarse());
    if (answer.remark) parts.push(make("p", { class: "notice" }, answer.remark));
    if (answer.features.length) parts.push(...app.result.found(answer));
    else parts.push(...app.result.none(answer));
    if (answer.unknown_hours.length) parts.push(...app.result.unsure(answer));
    app.dom.fill(app.dom.place("answer"), ...parts);
    const [zh, en] = app.result.count(answer);
    app.result.say(when ? `（${when.tag[0]}）${zh}` : zh, when ? `(${when.tag[1]}) ${en}` : en);
    app.result.notice(answer.notice);
  },

  say(zh, en) {
    app.dom.fill(app.dom.place("status"), app.dom.both(zh, en));
  },

  notice(text) {
    const element = app.dom.place("notice");
    element.textContent = text || "";
    element.hidden = !text;
  },

  count(answer) {
    const n = answer.features.length;
    const at = app.state.place;
    if (!n) return [`${at.zh}附近没有合适的`, `Nothing that fits near ${at.en}`];
    if (app.state.closed) return [`离${at.zh}最近的 ${n} 处，关门的也在内`, `The ${n} nearest to ${at.en}, closed ones included`];
    return [`离${at.zh}最近的 ${n} 处，到达时都开门`, `The ${n} nearest to ${at.en} that are open when you arrive`];
  },

  coarse() {
    const [zh, en] = app.words.metres(app.state.place.accuracy);
    const text = app.dom.both(`定位只准到 ${zh} 左右，远近只能参考；点地图更准。`, `The position is only good to ${en}; tap the map to be exact.`);
    return app.dom.make("p", { class: "notice" }, text);
  },

  cards(answer, features, key, from = 0) {
    const options = { about: Boolean(answer.about), wanted: app.state.needs, key };
    return features.map((feature, i) => app.dom.make("li", {}, app.card.make(feature, from + i + 1, options)));
  },

  found(answer) {
    const { make } = app.dom;
    const list = make("ol", { class: "cards" }, ...app.result.cards(answer, answer.features, "s"));
    const more = answer.features.length >= app.state.limit && app.state.limit < 50;
    return [list, more ? app.dom.button("再看 10 处", "10 more", () => app.find.more(), { class: "wide" }) : "", app.result.walk(answer)];
  },

  /* How the walk is estimated, once for all. */
  walk(answer) {
    const { detour, pace } = answer.query;
    const about = answer.about ? "直线距离是手机约算的；" : "";
    const zh = `${about}步行时间是估算：直线距离 × ${detour}，每小时 ${pace} 公里，不是沿街走的实际路程。`;
    const en = `${answer.about ? "Straight lines are reckoned by the phone. " : ""}Walking times are estimates: straight line × ${detour} at ${pace} km/h, not along streets.`;
    return app.dom.make("p", { class: "quiet" }, app.dom.both(zh, en));
  },

  unsure(answer) {
    const { make, both } = app.dom;
    const n = answer.unknown_hours.length;
    const nearest = Math.min(Infinity, ...answer.features.map((feature) => feature.properties.distance_m));
    const nearer = answer.unknown_hours.filter((feature) => feature.properties.distance_m < nearest).length;
    // nearer than the farthest that is open is no news; nearer than the nearest is
    const [zh, en] = answer.features.length && nearer ? [`，${nearer} 处比第 1 处近`, `, ${nearer} nearer than number 1`] : ["", ""];
    return [
      make("h2", {}, both(`不知道开不开门的 ${n} 处${zh}`, `${n} of which nobody knows whether they are open${en}`)),
      make("ol", { class: "cards" }, ...app.result.cards(answer, answer.unknown_hours, "u", answer.features.length)),
    ];
  },

  none(answer) {
    const { make, both } = app.dom;
    const why = answer.why || { zh: "没有符合全部条件的站点。", en: "No station has all that is asked." };
    const parts = [make("div", { class: "why" }, make("p", {}, why.zh), make("p", { lang: "en" }, why.en))];
    const ways = (answer.why_none || []).filter((reason) => reason.nearest).map((reason) => app.result.way(reason, answer.about));
    if (app.state.near) ways.push(app.dom.button("不限 1 公里", "any distance", () => app.find.change({ near: false }), { class: "wide" }));
    if (ways.length) parts.push(make("h2", {}, both("放宽一点就有", "Give something up")), make("div", { class: "drop" }, ...ways));
    if (answer.beyond) parts.push(make("h2", {}, both("1 公里外最近的", "Nearest beyond 1 km")), ...app.result.cards(answer, [answer.beyond], "b"));
    return [...parts, app.result.hotline()];
  },

  /* A button that gives up what stands in the way. */
  way({ parameter, without, nearest }, about) {
    const [names, namesEn] = app.words.joined(without);
    const [zh, en] = app.words.metres(nearest.properties.distance_m);
    const off = parameter === "open" ? ["也看关门的", "closed ones too"] : [`不要${names}`, `without ${namesEn}`];
    const change = parameter === "open" ? { closed: true } : { needs: app.state.needs.filter((code) => !without.includes(code)) };
    const far = `最近的${about ? "约" : ""}直线 ${zh}`;
    return app.dom.button(`${off[0]}：${far}`, `${off[1]}: nearest ${en}`, () => app.find.change(change), { class: "wide" });
  },

  hotline() {
    return app.dom.link(`拨打 ${app.words.hotline} 工会热线`, "call the union hotline", `tel:${app.words.hotline}`, { class: "wide" });
  },

  /* What went wrong, and ways on. */
  fault(fault, ways) {
    const buttons = ways.map(([zh, en, act]) => app.dom.button(zh, en, act, { class: "wide" }));
    app.dom.fill(app.dom.place("answer"), ...buttons, app.result.hotline());
    app.result.say(fault.zh, fault.en); // above the buttons, and read out
    if (!app.view.wide.matches) app.view.map(false);
  },
};
