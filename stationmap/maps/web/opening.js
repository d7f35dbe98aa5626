/* Open, closed or unknown, station by station, at the chosen time: what the library computed is looked up here. */
stationmap.opening = (() => {
  const { nth } = stationmap.text;
  const { patterns, weeks, rows, terms, days } = stationmap.data.opening;
  const count = stationmap.data.stations.lat.length;
  const CLOSED = 0;
  const OPEN = 1;
  const UNKNOWN = 2;
  const SHUT = 3; // not in operation on that day
  const named = {
    [OPEN]: ["开放", "open"],
    [UNKNOWN]: ["未知", "unknown"],
    [CLOSED]: ["关闭", "closed"],
    [SHUT]: ["停用或未启用", "not in operation"],
  };
  const term = new Map(terms.map(([row, first, last]) => [row, [first, last]]));

  function inPattern(pattern, minute) {
    let state = CLOSED;
    for (let at = 0; at < pattern.length && pattern[at] <= minute; at += 2) state = pattern[at + 1];
    return state;
  }

  function runs(row, day) {
    const [first, last] = term.get(row) || [0, days.length];
    return first <= day && day < last;
  }

  /* One number a row; the stations of one week are in one state. */
  function compute({ day, minute }) {
    const ofWeek = weeks.map((week) => inPattern(patterns[week[day]], minute));
    const states = new Uint8Array(count);
    for (let row = 0; row < count; row += 1) states[row] = ofWeek[nth(rows, row)];
    for (const row of term.keys()) if (!runs(row, day)) states[row] = SHUT;
    return states;
  }

  let at = null;
  let kept = null;
  function states(value = stationmap.hour.value) {
    if (!at || at.day !== value.day || at.minute !== value.minute) [at, kept] = [value, compute(value)];
    return kept;
  }

  /* The times of a day that are not closed: [from, to, state]. */
  function spans(row, day) {
    const pattern = patterns[weeks[nth(rows, row)][day]];
    const found = [];
    for (let i = 0; i < pattern.length; i += 2)
      if (pattern[i + 1] !== CLOSED) found.push([pattern[i], i + 2 < pattern.length ? pattern[i + 2] : 1440, pattern[i + 1]]);
    return found;
  }

  /* Days that follow one another and are alike, told once: [first day, last day, spans or null]. */
  function byDay(row) {
    const told = [];
    for (let day = 0; day < days.length; day += 1) {
      const here = runs(row, day) ? spans(row, day) : null;
      const before = told[told.length - 1];
      if (before && JSON.stringify(before[2]) === JSON.stringify(here) && day < 7) before[1] = day;
      else told.push([day, day, here]);
    }
    return told;
  }

  return { states, byDay, named, CLOSED, OPEN, UNKNOWN, SHUT };
})();
