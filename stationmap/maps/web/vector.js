/* Draws vector tiles plainly: land, water, roads, borders, names of places; layers as Protomaps or OpenMapTiles name them. */
stationmap.vector = (() => {
  const GREEN = new Set("park forest wood grass grassland garden meadow nature_reserve national_park recreation_ground cemetery golf_course scrub village_green pitch playground orchard".split(" "));
  const ROADS = {
    0: "highway motorway trunk",
    1: "major_road medium_road primary secondary",
    2: "minor_road tertiary minor residential",
    3: "path other service track pedestrian",
  };
  const RANK = new Map(Object.entries(ROADS).flatMap(([rank, names]) => names.split(" ").map((name) => [name, Number(rank)])));
  const WIDTH = [5, 3.6, 2.4, 1.2];
  const PLACES = "country state province region city locality town district suburb neighbourhood quarter village hamlet".split(" ");
  const kind = ({ properties }) => String(properties.kind || properties.class || "");

  /* The lines and areas of a tile, lowest first: what to fill or stroke, and how wide in CSS pixels. */
  function strokes(tile, zoom) {
    const from = (...names) => names.flatMap((name) => (tile[name] || []).map((each) => [each, tile[name].extent]));
    const wide = (rank) => WIDTH[rank] * Math.min(3, Math.max(0.3, 2 ** ((zoom - 14) / 2)));
    const found = [];
    const add = (list, colour, width = 0, more = {}) => list.forEach(([each, extent]) => found.push({ each, extent, colour, width, ...more }));
    add(from("landcover", "landuse", "park", "natural").filter(([each]) => each.type === "polygon" && GREEN.has(kind(each))), "#dfe9d6");
    add(from("water", "ocean").filter(([each]) => each.type === "polygon"), "#b9d3e0");
    add(from("water", "waterway").filter(([each]) => each.type === "line"), "#b9d3e0", zoom > 12 ? 1.6 : 0.8);
    const roads = from("roads", "transportation")
      .filter(([each]) => each.type === "line" && RANK.has(kind(each)))
      .map((pair) => [pair, RANK.get(kind(pair[0]))])
      .sort((a, b) => b[1] - a[1]);
    for (const [pair, rank] of roads) add([pair], rank < 2 ? "#c9b98f" : "#cbc8c0", wide(rank) + (zoom > 11 ? 1.4 : 0));
    if (zoom > 11) for (const [pair, rank] of roads) add([pair], rank === 0 ? "#f6e3a8" : "#ffffff", wide(rank));
    add(from("boundaries", "boundary").filter(([each]) => each.type === "line"), "#9a93a6", 1.1, { dash: [5, 3] });
    return found;
  }

  function trace(context, { type, geometry }) {
    context.beginPath();
    for (const path of geometry) {
      path.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
      if (type === "polygon") context.closePath();
    }
  }

  function draw(canvas, tile, { scale, left, top }, zoom, dense) {
    const context = canvas.getContext("2d");
    context.lineJoin = context.lineCap = "round";
    for (const { each, extent, colour, width, dash } of strokes(tile, zoom)) {
      const unit = (canvas.width * scale) / extent;
      context.setTransform(unit, 0, 0, unit, -left * canvas.width, -top * canvas.height);
      trace(context, each);
      context.setLineDash((dash || []).map((part) => (part * dense) / unit));
      context.lineWidth = (width * dense) / unit;
      context.fillStyle = context.strokeStyle = colour;
      if (width) context.stroke();
      else context.fill("evenodd");
    }
  }

  /* Names of places, the greatest first, none over another. */
  function names(box, tile, { scale, left, top }, size) {
    const places = [...(tile.places || []), ...(tile.place || [])].filter((each) => each.type === "point" && each.geometry.length);
    const extent = (tile.places || tile.place || {}).extent;
    const order = (each) => (PLACES.indexOf(kind(each)) + 99) % 99;
    const taken = [];
    for (const each of places.sort((a, b) => order(a) - order(b))) {
      const { properties } = each;
      const name = String(properties["name:zh-Hans"] || properties["name:zh"] || properties.name || "").slice(0, 30);
      const [x, y] = each.geometry[0].map((value, axis) => ((value / extent) * scale - [left, top][axis]) * size);
      if (!name || x < 0 || y < 0 || x >= size || y >= size) continue;
      const half = [...name].reduce((sum, sign) => sum + (sign > "\u2e80" ? 6.5 : 3.6), 3);
      if (taken.some(([px, py, wide]) => Math.abs(px - x) < wide + half && Math.abs(py - y) < 18)) continue;
      taken.push([x, y, half]);
      const span = document.createElement("span");
      span.textContent = name;
      Object.assign(span.style, { position: "absolute", left: `${x}px`, top: `${y}px`, transform: "translate(-50%,-50%)", whiteSpace: "nowrap" });
      Object.assign(span.style, { font: "12px system-ui, sans-serif", color: "#4b4f58", textShadow: "0 0 2px #fff, 0 0 3px #fff" });
      box.append(span);
    }
  }

  /* Tiles by address, decoded once for both layers; null where there is none. */
  function reader(basemap) {
    const kept = new Map();
    const held = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer;
    async function bytes(name) {
      const { carried } = basemap;
      if (carried) return name in carried.tiles ? held(carried.contents[carried.tiles[name]]) : null;
      const [z, x, y] = name.split("/");
      const url = L.Util.template(basemap.layers[0], { z, x, y: basemap.tms ? 2 ** z - 1 - y : y });
      const answer = await fetch(url, { referrerPolicy: basemap.referrer_policy, cache: basemap.cache || "default" });
      if (answer.status === 204 || answer.status === 404) return null;
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return answer.arrayBuffer();
    }
    return (name) => {
      if (!kept.has(name)) {
        if (kept.size > 150) kept.clear();
        kept.set(name, bytes(name).then((buffer) => buffer && stationmap.mvt.decode(buffer)));
        kept.get(name).catch(() => kept.delete(name));
      }
      return kept.get(name);
    };
  }

  /* The tile at a zoom that there is, or above it the part of one that is enlarged: of what it lacks, nothing is known. */
  async function find(read, basemap, { x, y, z }) {
    const lowest = basemap.carried ? basemap.min_zoom : Math.min(z, basemap.max_zoom);
    for (let zoom = Math.min(z, basemap.max_zoom); zoom >= lowest; zoom -= 1) {
      const scale = 2 ** (z - zoom);
      const [column, row] = [Math.floor(x / scale), Math.floor(y / scale)];
      const tile = await read(`${zoom}/${column}/${row}`);
      if (tile) return { tile, part: { scale, left: x - column * scale, top: y - row * scale } };
    }
    return null;
  }

  function layers(basemap, options) {
    const read = reader(basemap);
    const { maxNativeZoom: _, zoomOffset, ...rest } = options;
    const kindOf = (fill, tag, zIndex) =>
      new (L.GridLayer.extend({
        createTile(coords, done) {
          const element = document.createElement(tag);
          element.setAttribute("aria-hidden", "true");
          find(read, basemap, { ...coords, z: coords.z + zoomOffset }).then(
            (found) => {
              if (found) fill(element, found, coords.z);
              done(null, element);
            },
            (error) => done(error, element)
          );
          return element;
        },
      }))({ ...rest, zIndex });
    const dense = Math.min(2, window.devicePixelRatio || 1);
    const shapes = kindOf((canvas, { tile, part }, zoom) => {
      canvas.width = canvas.height = options.tileSize * dense;
      draw(canvas, tile, part, zoom, dense);
    }, "canvas", 1);
    return [shapes, kindOf((box, { tile, part }) => names(box, tile, part, options.tileSize), "div", 2)];
  }

  return { layers };
})();
