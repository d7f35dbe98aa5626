/* A station in sentences, ready to be read out: [{key, zh, en}], each what `telling.say` makes. */
app.sentences = (() => {
  const { say, joined } = app.telling;
  const STALE = 365; // days after which what is told of a station deserves a warning
  const SIDES = [
    ["北面", "north"], ["东北方向", "north-east"], ["东面", "east"], ["东南方向", "south-east"],
    ["南面", "south"], ["西南方向", "south-west"], ["西面", "west"], ["西北方向", "north-west"],
  ];
  const byCode = (list) => new Map(list.map((item) => [item.code, item]));
  const amenities = byCode(app.config.meta.amenities);
  const access = byCode(app.config.meta.access);

  const named = (words, codes, language) => {
    const names = codes.map((code) => (words.get(code) || { zh: code, en: code })[language]);
    if (language === "zh") return names.join("、");
    return names.join(", ");
  };

  const direction = (degrees) => SIDES[Math.round(degrees / 45) % 8];

  /* Rounded as one says it; never to nought. */
  const distance = (metres) => app.words.metres(metres, 10);

  const name = (facts) => ({
    key: "name",
    zh: say`${facts.name || facts.id}。`,
    en: say`${facts.name || facts.id}.`,
  });

  /* The address, with its district where it does not say it itself. */
  const address = (facts) => {
    const district = facts.address.includes(facts.district_name) ? "" : facts.district_name;
    const where = `${district}${facts.address}`;
    if (!where) return { key: "address", zh: say`没有登记地址。`, en: say`No address is known.` };
    if (!facts.entrance_note) return { key: "address", zh: say`地址：${where}。`, en: say`Address: ${where}.` };
    return {
      key: "address",
      zh: say`地址：${where}，入口：${facts.entrance_note}。`,
      en: say`Address: ${where}; entrance: ${facts.entrance_note}.`,
    };
  };

  const far = (facts, [from, fromEn]) => {
    if (facts.distance_m < 5) return { key: "far", zh: say`就在${from}。`, en: say`It is right at ${fromEn}.` };
    const [zh, en] = distance(facts.distance_m);
    const [side, compass] = direction(facts.bearing_deg);
    const walk = Math.max(1, facts.walk_minutes);
    return {
      key: "far",
      zh: say`在${from}的${side}，直线距离约 ${zh}；走过去估计 ${walk} 分钟。`,
      en: say`About ${en} in a straight line to the ${compass} of ${fromEn}; some ${walk} minutes on foot, an estimate.`,
    };
  };

  const entering = (facts) => {
    const who = facts.who_may_enter;
    const parts = { key: "access" };
    if (!facts.access.length) Object.assign(parts, { zh: say`怎么进门没有登记`, en: say`How to get in is not known` });
    else {
      const [zh, en] = ["zh", "en"].map((language) => facts.access.map((code) => (access.get(code) || { [language]: code })[language]));
      Object.assign(parts, { zh: say`进门：${zh.join("或")}`, en: say`Getting in: ${en.join(" or ")}` });
    }
    parts.zh = joined([parts.zh, who ? say`；可以进的人：${who}。` : say`。`]);
    parts.en = joined([parts.en, who ? say`; for: ${who}.` : say`.`]);
    return parts;
  };

  const { works, working } = app.amenities;

  /* One sentence for each state of these codes that there is. */
  const stated = (key, groups) => {
    const there = groups.filter(([, , codes]) => codes.length);
    return {
      key,
      zh: joined(there.map(([zh, , codes]) => say`${zh + named(amenities, codes, "zh")}。`)),
      en: joined(there.map(([, en, codes]) => say`${en + named(amenities, codes, "en")}.`), " "),
    };
  };

  /* What was asked for; a broken thing is not there, and an unknown one neither. */
  const asked = (facts, needs) => {
    if (!needs.length) return [];
    const there = needs.filter((code) => works(facts, code));
    const every = there.length === needs.length;
    return [
      stated("asked", [
        [every ? "要的都有：" : "要的有：", every ? "It has all that was asked: " : "It has of what was asked: ", there],
        ["要的坏了：", "Asked for but out of order: ", needs.filter((code) => facts.amenities.includes(code) && !there.includes(code))],
        ["要的没有：", "Asked for and not there: ", needs.filter((code) => facts.amenities_no.includes(code))],
        ["要的不知道有没有：", "Asked for, not known: ", needs.filter((code) => facts.amenities_unknown.includes(code))],
      ]),
    ];
  };

  const offers = (facts, needs) => {
    const others = working(facts).filter((code) => !needs.includes(code));
    if (others.length) return [stated("offers", [[needs.length ? "另外还有：" : "有：", needs.length ? "Also: " : "It has: ", others]])];
    if (needs.length) return [];
    return [{ key: "offers", zh: say`有什么设施没有登记。`, en: say`What it has is not known.` }];
  };

  const phone = (facts) =>
    facts.phone
      ? { key: "phone", zh: say`电话：${facts.phone}。`, en: say`Phone: ${facts.phone}.` }
      : { key: "phone", zh: say`没有登记电话。`, en: say`No phone is known.` };

  /* Said only where it is a reason to doubt. */
  const verified = (facts) => {
    const days = facts.verified_days_ago;
    if (days === null) return [{ key: "verified", zh: say`这些信息没有核实日期，请提醒来电人。`, en: say`Nobody knows when this was verified.` }];
    if (days <= STALE) return [];
    return [{ key: "verified", zh: say`这些信息 ${days} 天前核实过，可能有变化。`, en: say`Verified ${days} days ago; it may have changed.` }];
  };

  return {
    direction,
    distance,
    /* `from` names the place that was asked from in both languages, `needs` are the codes asked for, `today` is 2026-12-03
       or longer. */
    of(feature, { from, needs, today }) {
      const facts = feature.properties;
      return [
        name(facts), far(facts, from), address(facts), entering(facts), app.opening.sentence(facts, today),
        ...asked(facts, needs), phone(facts), ...verified(facts), ...offers(facts, needs),
      ];
    },
  };
})();
