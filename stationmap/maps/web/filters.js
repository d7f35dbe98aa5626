/* Which stations are wanted: by kind, access, district, amenities and state at the chosen time. Unknown is counted apart. */
stationmap.filters = (() => {
  const { at } = stationmap.text;
  const { opening, hour } = stationmap;
  const source = stationmap.data.stations;
  const count = source.lat.length;
  const listeners = new Set();
  const { OPEN, UNKNOWN, CLOSED, SHUT } = opening;

  /* Empty sets want everything; `doubtful` lets in stations of which an amenity is not known. */
  const fresh = () => ({
    kind: new Set(),
    access: new Set(),
    district: "",
    amenities: new Set(),
    doubtful: false,
    states: new Set([OPEN, UNKNOWN, CLOSED]),
  });
  let value = fresh();

  /* Parts of a packed column's texts, each text taken apart once. */
  function split(column, part) {
    const known = new Map();
    return (row) => {
      const text = at(source.columns[column], row);
      if (!known.has(text)) known.set(text, new Set(text.split(",").filter(Boolean).map(part)));
      return known.get(text);
    };
  }
  const number = (text) => Number(text.split("@")[0]);
  const ways = split("access", (code) => code);
  const there = split("amenities", number);
  const absent = split("amenities_no", number);
  const broken = split("out_of_order", number);

  /* Yes: there and not out of order. No: known not to be there, or out of order. Else unknown. */
  function has(row, amenity) {
    if (broken(row).has(amenity) || absent(row).has(amenity)) return CLOSED;
    return there(row).has(amenity) ? OPEN : UNKNOWN;
  }
  function hasAll(row) {
    let answer = OPEN;
    for (const amenity of value.amenities) {
      const one = has(row, amenity);
      if (one === CLOSED) return CLOSED;
      if (one === UNKNOWN) answer = UNKNOWN;
    }
    return answer;
  }

  function plainly(row) {
    const { kind, access, district } = value;
    if (kind.size && !kind.has(at(source.columns.kind, row))) return false;
    if (district && at(source.columns.district, row) !== district) return false;
    return !access.size || [...ways(row)].some((way) => access.has(way));
  }

  /* What fits: rows, how many of each state among those that else fit, and how many are doubtful by amenity. */
  function compute() {
    const states = opening.states();
    const rows = [];
    const byState = [0, 0, 0, 0];
    const byAmenity = [0, 0, 0];
    for (let row = 0; row < count; row += 1) {
      if (!plainly(row)) continue;
      const amenity = hasAll(row);
      if (states[row] !== SHUT) byAmenity[amenity] += 1;
      if (amenity === CLOSED || (amenity === UNKNOWN && !value.doubtful)) continue;
      byState[states[row]] += 1;
      if (value.states.has(states[row])) rows.push(row);
    }
    return { rows, byState, byAmenity };
  }

  let result = null;
  const now = () => (result = result || compute());
  function tell() {
    result = null;
    for (const fn of listeners) fn();
  }
  hour.subscribe(tell);

  return {
    now,
    has,
    get value() {
      return value;
    },
    subscribe: (fn) => listeners.add(fn),
    /* change(value) may alter what is wanted. */
    update: (change) => {
      change(value);
      tell();
    },
    /* Everything wanted again, and those not in operation if a station that is shown needs it. */
    clear: (shut = false) => {
      value = fresh();
      if (shut) value.states.add(SHUT);
      tell();
    },
  };
})();
