/* Mapbox Vector Tiles 2.1: bytes in, features out. A damaged tile is an error, never a hang or a wrong point.

   decode(ArrayBuffer) → {layer name: features}; a list of features has `extent`, the tile's width in its units, and each
   feature `type` ("point", "line", "polygon" or "unknown"), `id` (or null), `properties` and `geometry`: a list of [x, y] for
   points, of lists of them for lines and rings (rings without the closing point, the outer ones clockwise on the screen).
   Whole numbers beyond 2^53 are the nearest that JavaScript has. */
stationmap.mvt = (() => {
  const TYPES = ["unknown", "point", "line", "polygon"];
  const words = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const broken = (why) => new RangeError(`damaged vector tile: ${why}`);

  /* Reads protocol buffers between two places, and never beyond. */
  class Reader {
    constructor(view, at, end) {
      Object.assign(this, { view, at, end });
    }
    take(length) {
      const from = this.at;
      if (length > this.end - from) throw broken("it ends too early");
      this.at = from + length;
      return from;
    }
    /* 64 bits as two numbers of 32: the low and the high ones. */
    bits() {
      let low = 0;
      let high = 0;
      for (let shift = 0; shift < 70; shift += 7) {
        const byte = this.view.getUint8(this.take(1));
        const part = byte & 127;
        if (shift < 32) low |= part << shift;
        if (shift > 28) high |= part << (shift - 32);
        else if (shift === 28) high |= part >> 4;
        if (byte < 128) return [low >>> 0, high >>> 0];
      }
      throw broken("a number without an end");
    }
    whole() {
      const start = this.at;
      for (let sum = 0, shift = 0; shift < 28; shift += 7) {
        const byte = this.view.getUint8(this.take(1)); // nearly all are short
        sum |= (byte & 127) << shift;
        if (byte < 128) return sum;
      }
      this.at = start;
      const [low, high] = this.bits();
      return high * 2 ** 32 + low;
    }
    signed() {
      const [low, high] = this.bits();
      return (high | 0) * 2 ** 32 + low;
    }
    zigzag() {
      const [low, high] = this.bits();
      const half = (high >>> 1) * 2 ** 32 + (((low >>> 1) | (high << 31)) >>> 0);
      return low & 1 ? -half - 1 : half;
    }
    part() {
      const length = this.whole();
      const from = this.take(length);
      return new Reader(this.view, from, from + length);
    }
    text() {
      const { view, at, end } = this.part();
      return words.decode(new Uint8Array(view.buffer, view.byteOffset + at, end - at));
    }
    /* Numbers in a row, or one of them. */
    numbers(wire, into) {
      if (wire === 0) into.push(this.whole());
      else if (wire === 2) for (const row = this.part(); row.at < row.end; ) into.push(row.whole());
      else throw broken("a list of no numbers");
    }
    skip(wire) {
      if (wire === 0) this.bits();
      else if (wire === 1) this.take(8);
      else if (wire === 2) this.part();
      else if (wire === 5) this.take(4);
      else throw broken("a field of no known kind");
    }
    /* Hand each field to the reader of its number, if it is of the kind that it should be. */
    fields(readers) {
      while (this.at < this.end) {
        const key = this.whole();
        const [number, wire] = [Math.floor(key / 8), key % 8];
        const [kind, read] = readers[number] || [];
        if (read && (kind === wire || kind === "list")) read(wire);
        else if (read) throw broken("a field of the wrong kind");
        else this.skip(wire);
      }
    }
  }

  function value(reader) {
    let found = null;
    reader.fields({
      1: [2, () => (found = reader.text())],
      2: [5, () => (found = reader.view.getFloat32(reader.take(4), true))],
      3: [1, () => (found = reader.view.getFloat64(reader.take(8), true))],
      4: [0, () => (found = reader.signed())],
      5: [0, () => (found = reader.whole())],
      6: [0, () => (found = reader.zigzag())],
      7: [0, () => (found = reader.whole() !== 0)],
    });
    return found;
  }

  /* Commands and steps of a pen → paths of [x, y]. */
  function paths(codes) {
    const found = [];
    const step = (code) => (code >>> 1) ^ -(code & 1);
    let [x, y] = [0, 0];
    for (let at = 0; at < codes.length; ) {
      const [command, count] = [codes[at] & 7, codes[at] >>> 3];
      at += 1;
      if (command === 7) continue; // closes a ring
      if (command !== 1 && command !== 2) throw broken("an unknown command");
      if (count > (codes.length - at) / 2) throw broken("a path ends too early");
      if (command === 2 && !found.length) throw broken("a line from nowhere");
      for (const end = at + 2 * count; at < end; at += 2) {
        [x, y] = [x + step(codes[at]), y + step(codes[at + 1])];
        if (command === 1) found.push([[x, y]]);
        else found[found.length - 1].push([x, y]);
      }
    }
    return found;
  }

  function feature(reader, keys, values) {
    const [tags, codes, properties] = [[], [], Object.create(null)]; // a key may be __proto__
    let [id, type] = [null, 0];
    reader.fields({
      1: [0, () => (id = reader.whole())],
      2: ["list", (wire) => reader.numbers(wire, tags)],
      3: [0, () => (type = reader.whole())],
      4: ["list", (wire) => reader.numbers(wire, codes)],
    });
    if (tags.length % 2) throw broken("a key without a value");
    for (let at = 0; at < tags.length; at += 2) {
      if (tags[at] >= keys.length || tags[at + 1] >= values.length) throw broken("a value that is not there");
      properties[keys[tags[at]]] = values[tags[at + 1]];
    }
    const drawn = type === 0 || type >= TYPES.length ? [] : paths(codes);
    return { id, type: TYPES[type] || TYPES[0], properties, geometry: type === 1 ? drawn.flat() : drawn };
  }

  function layer(reader) {
    const [features, keys, values] = [[], [], []];
    let [name, extent, version] = [null, 4096, 1];
    reader.fields({
      1: [2, () => (name = reader.text())],
      2: [2, () => features.push(reader.part())],
      3: [2, () => keys.push(reader.text())],
      4: [2, () => values.push(value(reader.part()))],
      5: [0, () => (extent = reader.whole())],
      15: [0, () => (version = reader.whole())],
    });
    if (name === null || extent === 0) throw broken("a layer without a name or a width");
    if (version > 2) throw broken("of a version to come"); // what its fields mean is not known
    return [name, Object.assign(features.map((each) => feature(each, keys, values)), { extent })];
  }

  function decode(buffer) {
    const layers = Object.create(null);
    const reader = new Reader(new DataView(buffer), 0, buffer.byteLength);
    reader.fields({
      3: [
        2,
        () => {
          const [name, features] = layer(reader.part());
          if (name in layers) throw broken("two layers of one name");
          layers[name] = features;
        },
      ],
    });
    return layers;
  }

  return { decode };
})();
