/* Tiles out of the page itself: stations in Morton's order, so that each tile and each cell of it is one run. */
stationmap.heaps = (() => {
  const MOST = 500; // stations that one tile draws singly, as the service does
  const CELLS = 3; // bits: eight cells across a tile
  const FINE = 26; // bits across the world: 60 cm

  /* Bits of a number of 13 bits, spread over 26. */
  function spread(value) {
    let bits = value;
    bits = (bits | (bits << 8)) & 0x00ff00ff;
    bits = (bits | (bits << 4)) & 0x0f0f0f0f;
    bits = (bits | (bits << 2)) & 0x33333333;
    return (bits | (bits << 1)) & 0x55555555;
  }
  /* 52 bits, which a double holds exactly. */
  const code = (x, y) => (spread(x >>> 13) + 2 * spread(y >>> 13)) * 2 ** 26 + (spread(x & 8191) + 2 * spread(y & 8191));

  /* position(row) in degrees → { tile(coords, wanted) }. */
  function make(count, position) {
    const [x, y] = [new Uint32Array(count), new Uint32Array(count)];
    const codes = new Float64Array(count);
    const side = 2 ** FINE;
    const whole = (share) => Math.min(side - 1, Math.max(0, Math.floor(share * side)));
    let rows = new Uint32Array(count);
    let there = 0;
    for (let row = 0; row < count; row += 1) {
      const [lat, lon] = position(row);
      if (Math.abs(lat) > 85.0511287) continue; // Web Mercator has no place for it
      x[row] = whole((((lon / 360 + 0.5) % 1) + 1) % 1);
      y[row] = whole(0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI));
      codes[row] = code(x[row], y[row]);
      rows[there] = row;
      there += 1;
    }
    rows = rows.subarray(0, there).sort((a, b) => codes[a] - codes[b]);
    let shown = rows;

    const first = (least) => {
      let [low, high] = [0, shown.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (codes[shown[middle]] < least) low = middle + 1;
        else high = middle;
      }
      return low;
    };

    function tile({ x: column, y: down, z }) {
      const step = 4 ** (FINE - z);
      const start = code(column * 2 ** (FINE - z), down * 2 ** (FINE - z));
      const [from, to] = [first(start), first(start + step)];
      const unit = 4096 / 2 ** (FINE - z);
      const place = (row) => ({ x: x[row] * unit - column * 4096, y: y[row] * unit - down * 4096, count: 1, row });
      if (to - from <= MOST) return Array.from(shown.subarray(from, to), place);
      const cell = step / 4 ** CELLS;
      const found = [];
      for (let at = from; at < to; ) {
        const number = Math.floor(codes[shown[at]] / cell);
        const begin = at;
        let [sumX, sumY] = [0, 0];
        for (; at < to && Math.floor(codes[shown[at]] / cell) === number; at += 1) {
          sumX += x[shown[at]];
          sumY += y[shown[at]];
        }
        const size = at - begin;
        if (size === 1) found.push(place(shown[begin]));
        else found.push({ x: (sumX / size) * unit - column * 4096, y: (sumY / size) * unit - down * 4096, count: size });
      }
      return found;
    }

    /* Draw these rows alone. */
    function show(wanted) {
      const mask = new Uint8Array(count);
      for (const row of wanted) mask[row] = 1;
      shown = rows.filter((row) => mask[row]);
    }

    return { tile, show };
  }

  return { make, MOST };
})();
