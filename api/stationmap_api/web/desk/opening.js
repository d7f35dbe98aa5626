/* Whether one finds a station open, in sentences: what nobody knows is said to be unknown. */
app.opening = (() => {
  const { say, joined } = app.telling;
  const SOON = 60; // minutes: less is worth a word of haste

  const opens = (facts, today) => {
    if (!facts.closes_at) return [say`到达时开门，近期没有关门的时候。`, say`Open on arrival, and does not close for now.`];
    const [zh, en] = app.moments.said(facts.closes_at, today, true);
    const left = facts.minutes_left_on_arrival;
    const haste = left !== null && left < SOON;
    return [
      haste ? say`到达时开门，开到${zh}，到时只剩 ${left} 分钟。` : say`到达时开门，开到${zh}。`,
      haste ? say`Open on arrival until ${en}; only ${left} min left then.` : say`Open on arrival until ${en}.`,
    ];
  };

  const shut = (facts, today) => {
    if (!facts.opens_at) return [say`到达时关门。`, say`Closed on arrival.`];
    const [zh, en] = app.moments.said(facts.opens_at, today);
    return [say`到达时关门，${zh} 开门。`, say`Closed on arrival; opens at ${en}.`];
  };

  const doubtful = () => [say`开放时间不详，不保证到达时开门，请先打电话问。`, say`Its hours are not known: call before going.`];

  const hours = (facts) => {
    if (facts.hours_zh) return [say`开放时间：${facts.hours_zh}。`, say` Hours: ${facts.hours_en}.`];
    if (facts.hours) return [say`登记的开放时间写的是“${facts.hours}”。`, say` The register says “${facts.hours}”.`];
    return [say``, say``];
  };

  const sentence = (facts, today) => {
    const state = { open: opens, closed: shut, unknown: doubtful }[facts.open];
    const parts = [state(facts, today)];
    if (facts.open_comment) parts.push([say`说明：${facts.open_comment}。`, say` Note: ${facts.open_comment}.`]);
    if (facts.open_estimated) parts.push([say`节假日安排还没有公布，这是估计。`, say` Public holidays are not published yet: an estimate.`]);
    parts.push(hours(facts));
    return { key: "open", zh: joined(parts.map(([zh]) => zh)), en: joined(parts.map(([, en]) => en)) };
  };

  /* The state in a word or two, for lists. */
  const brief = (facts, today) => {
    if (facts.open === "unknown") return ["时间不详", "hours unknown"];
    const at = facts.open === "open" ? facts.closes_at : facts.opens_at;
    const [zh, en] = at ? app.moments.said(at, today, facts.open === "open") : ["", ""];
    if (facts.open === "open") return at ? [`开到${zh}`, `until ${en}`] : ["一直开着", "does not close for now"];
    return at ? [`关门，${zh} 开`, `closed until ${en}`] : ["关门", "closed"];
  };

  return { sentence, brief };
})();
