/* A station that the service told of, as the page tells of its own: the same words, from a GeoJSON feature. */
stationmap.cardOf = (feature) => {
  const { make, both } = stationmap.text;
  const words = stationmap.data.vector_tiles;
  const told = feature.properties;
  const named = (table, code) => both(...(table[code] || [code, ""]));
  const line = (text) => (text ? make("p", {}, text) : "");

  function group(codes, kind, chinese, english) {
    if (!codes.length) return "";
    const chips = codes.map(([code, since]) => {
      const [zh, en] = words.amenities[code] || [code, ""];
      const chip = make("li", { class: kind, title: en || zh }, zh);
      if (since) chip.append(" ", both(`自 ${since}`, "since"));
      return chip;
    });
    return make("div", { class: "group" }, make("p", { class: "quiet" }, both(chinese, english)), make("ul", { class: "chips" }, ...chips));
  }

  const broken = (told.out_of_order || []).map(({ amenity, since }) => [amenity, since]);
  const out = new Set(broken.map(([code]) => code));
  const there = told.amenities.filter((code) => !out.has(code)).map((code) => [code]);
  const states = { open: ["开放", "open"], closed: ["关闭", "closed"], unknown: ["未知", "unknown"] };
  const facts = [
    ["开放时间", "Hours", told.hours ? make("span", {}, told.hours) : both("时间未知", "hours unknown")],
    ["现在开放", "Open now", told.open && both(...(states[told.open] || [told.open, ""]))],
    ["临时关闭", "Closed for some days", told.closures],
    ["进入方式", "Access", told.access.length && make("span", {}, ...told.access.flatMap((code, i) => [i ? "、" : "", named(words.access, code)]))],
    ["服务对象", "For whom", told.who_may_enter],
    ["电话", "Phone", told.phone],
    ["类型", "Kind", told.kind && both(...words.kinds[told.kind]?.names || [told.kind, ""])],
    ["依托单位", "Host", told.host],
    ["区县", "District", told.district_name || told.district],
    ["编号", "Code", told.id],
    ["核实日期", "Verified on", told.verified_on],
  ];
  const list = make("dl", {});
  for (const [zh, en, value] of facts) {
    if (value) list.append(make("dt", {}, both(zh, en)), make("dd", {}, value));
  }
  return make(
    "div",
    { class: "card", tabindex: "-1" },
    make("h3", { "aria-level": "2" }, told.name || told.id),
    line(told.address),
    line(told.entrance_note),
    group(there, "yes", "有", "has"),
    group(broken, "broken", "故障", "out of order"),
    group(told.amenities_no.map((code) => [code]), "no", "没有", "does not have"),
    make("p", { class: "quiet" }, both("未列出的设施：未知", "anything not listed: unknown")),
    list
  );
};
