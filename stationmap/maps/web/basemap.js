/* The basemap: tiles by address or carried in the page, their switch, and a word when none comes. */
stationmap.parts.push((house) => {
  const { basemap, datum } = stationmap.data;
  if (!basemap) return;
  const { options, fetched, together } = stationmap.tileLayers;

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
      const found = cover(basemap.carried, { ...coords, z: coords.z + this.options.zoomOffset });
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

  const pictures = () => [new Carried({ ...options(basemap), maxNativeZoom: undefined })];
  const layers = basemap.carried && basemap.kind === "raster" ? pictures() : fetched(basemap);
  const word = stationmap.text.make("p", { class: "quiet", role: "status", id: "basemap-word" });
  house.offer(together(layers, (words) => word.append(words)), true, "layer-tiles", `底图（${datum}）`, "Basemap");
  house.place("layers").append(word);
});
