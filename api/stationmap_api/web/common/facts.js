/* All that is known of a station, as terms and what is said to them; unknown is said, never left out. */
app.facts = {
  rows(facts) {
    const rows = [
      ["地址", "address", facts.address],
      ["入口", "entrance", facts.entrance_note],
      ["时间", "hours", app.facts.hours(facts)],
      ["临时关闭", "closed for some days", facts.closures || null],
      ["怎么进", "getting in", app.facts.codes(app.config.meta.access, facts.access)],
      ["谁能进", "who may enter", facts.who_may_enter],
      ["有", "has", app.facts.amenities(facts)],
      ["坏了", "out of order", app.facts.broken(facts)],
      ["没有", "has not", app.facts.codes(app.config.meta.amenities, facts.amenities_no, null)],
      ["不知道有没有", "unknown", app.facts.codes(app.config.meta.amenities, facts.amenities_unknown, null)],
      ["电话", "phone", app.facts.phones(facts)],
      ["核实", "verified", app.facts.verified(facts)],
      ["所在", "at", [facts.host, facts.district_name].filter(Boolean).join(" · ")],
      ["类型", "kind", app.facts.codes(app.config.meta.kinds, facts.kind ? [facts.kind] : [])],
      ["编号", "id", facts.id],
    ];
    return rows.filter(([, , value]) => value !== null).flatMap(([zh, en, value]) => [
      app.dom.make("dt", {}, app.dom.both(zh, en)),
      app.dom.make("dd", {}, value || app.dom.both("不知道", "unknown")),
    ]);
  },

  /* As they were read, and as they are written. */
  hours(facts) {
    if (!facts.hours && !facts.hours_zh) return "";
    const { make, both } = app.dom;
    const read = facts.hours_zh ? both(facts.hours_zh, facts.hours_en) : both("读不懂，按原文", "could not be read");
    if (!facts.hours) return read;
    return make("span", {}, read, make("br", {}), make("span", { class: "quiet" }, both(`原文：${facts.hours}`, "as written")));
  },

  /* Codes in words; `nothing` where there are none: "" is unknown, null leaves the row out. */
  codes(list, codes, nothing = "") {
    return codes.length ? app.words.list(app.words.vocabulary(list), codes) : nothing;
  },

  amenities: (facts) => app.facts.codes(app.config.meta.amenities, app.amenities.working(facts)),

  broken(facts) {
    if (!facts.out_of_order.length) return null;
    const words = app.words.vocabulary(app.config.meta.amenities);
    const span = app.dom.make("span", { class: "words broken" });
    for (const { amenity, since } of facts.out_of_order) {
      span.append(app.words.named(words, amenity), since ? app.dom.both(`（${since} 起）`, `since ${since}`) : "", " ");
    }
    return span;
  },

  phones(facts) {
    const { make, link } = app.dom;
    const hotline = link(`${app.words.hotline} 工会热线`, "union hotline", `tel:${app.words.hotline}`);
    if (!facts.phone) return make("span", { class: "phones" }, app.dom.both("站点电话不知道", "its phone is unknown"), hotline);
    const call = app.telephone(facts.phone);
    const written = call ? link(facts.phone, "", call) : make("span", {}, facts.phone);
    return make("span", { class: "phones" }, written, hotline);
  },

  verified(facts) {
    if (!facts.verified_on) return app.dom.both("没有核实过的日期", "no date");
    const days = facts.verified_days_ago;
    return app.dom.both(`${facts.verified_on}，${days} 天前`, `${days} days ago`);
  },
};
