/* The basemap: tiles by address or carried in the page, their switch, and a word when none comes. */
stationmap.parts.push((house) => {
  const { basemap, datum } = stationmap.data;
  if (!basemap) return;
  const step = basemap.tile_size === 512 ? 1 : 0; // Leaflet counts zooms by tiles of 256
  const options = {
    minZoom: basemap.min_zoom + step,
    maxNativeZoom: basemap.max_zoom + step,
    maxZoom: 22,
    tileSize: basemap.tile_size,
    zoomOffset: -step,
    tms: basemap.tms,
    referrerPolicy: basemap.referrer_policy,
    ...(basemap.bounds ? { bounds: L.latLngBounds(basemap.bounds) } : {}),
  };

  /* A picture that the page carries; where it lacks one, the part of a lower zoom's that covers it, enlarged. */
  function cover({ tiles, contents }, { x, y, z }) {
    for (let zoom = z; zoom >= basemap.min_zoom; zoom -= 1) {
      const scale = 2 ** (z - zoom);
      const [column, row] = [Math.floor(x / scale), Math.floor(y / scale)];
      const name = `${zoom}/${column}/${row}`;
      if (name in tiles) return { uri: contents[tiles[name]], scale, left: x - column * scale, top: y - row * scale };
    }
    return null;
  }
  const Carried = L.GridLayer.extend({
    createTile(coords, done) {
      const canvas = document.createElement("canvas");
      const found = cover(basemap.carried, { ...coords, z: coords.z - step });
      if (!found) {
        L.Util.requestAnimFrame(() => done(null, canvas));
        return canvas;
      }
      const picture = new Image();
      picture.onload = () => {
        const wide = picture.naturalWidth;
        const part = wide / found.scale;
        canvas.width = canvas.height = wide;
        canvas.getContext("2d").drawImage(picture, found.left * part, found.top * part, part, part, 0, 0, wide, wide);
        done(null, canvas);
      };
      picture.onerror = () => done(new Error("tile"), canvas);
      picture.src = found.uri;
      return canvas;
    },
  });

  /* A tile may be missing where a basemap ends; it has failed when all are. */
  const word = stationmap.text.make("p", { class: "quiet", role: "status", id: "basemap-word" });
  function tell(layer) {
    let [came, missing] = [0, 0];
    layer.on("tileload", () => (came += 1));
    layer.on("tileerror", () => (missing += 1));
    layer.on("load", () => {
      if (came || !missing || word.firstChild) return;
      word.append(stationmap.text.both("底图加载失败", "The basemap could not be loaded"));
    });
    return layer;
  }

  function layers() {
    if (basemap.kind === "vector") return stationmap.vector.layers(basemap, options);
    if (basemap.carried) return [new Carried({ ...options, maxNativeZoom: undefined })];
    return basemap.layers.map((url) => L.tileLayer(url, options));
  }
  house.offer(L.layerGroup(layers().map(tell)), true, "layer-tiles", `底图（${datum}）`, "Basemap");
  house.place("layers").append(word);
});
