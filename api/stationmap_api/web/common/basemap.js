/* Tiles under a page's map. Without `config.basemap` there are none, and no host is asked.

   app.basemap.layer(config.basemap, failed) → a Leaflet layer, or null; `failed(words)` is called once, when nothing comes.
   app.basemap.credit(config.basemap) → text that must always be seen: whom to credit, and the 审图号.
   It wants "maps/tile_layers.js" in the page, and for vector tiles "maps/mvt.js" and "maps/vector.js". */
app.basemap = {
  layer(basemap, failed = () => {}) {
    if (!basemap) return null;
    const { fetched, options, together } = stationmap.tileLayers;
    if (app.config.keeps_tiles !== false) return together(fetched(basemap), failed);
    if (basemap.kind === "vector") return together(fetched({ ...basemap, cache: "no-store" }), failed);
    const given = options(basemap);
    const layers = basemap.layers.map((url) => (url.startsWith("/") ? app.basemap.painted(url, given) : L.tileLayer(url, given)));
    return together(layers, failed);
  },

  /* Pictures of ours asked for past the browser's cache, where their addresses would tell which area was looked at:
     with `config.keeps_tiles` false. Tiles of others are kept as those say. */
  painted(url, given) {
    const Painted = L.TileLayer.extend({
      createTile(coords, done) {
        const canvas = document.createElement("canvas");
        app.basemap.paint(canvas, this.getTileUrl(coords)).then(() => done(null, canvas), (fault) => done(fault, canvas));
        return canvas;
      },
    });
    return new Painted(url, given);
  },

  async paint(canvas, address) {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    const picture = await createImageBitmap(await answer.blob());
    Object.assign(canvas, { width: picture.width, height: picture.height });
    canvas.getContext("2d").drawImage(picture, 0, 0);
  },

  credit(basemap) {
    if (!basemap) return "";
    const approval = basemap.approval ? `审图号：${basemap.approval}` : "";
    return [basemap.attribution, approval].filter(Boolean).join(" · ");
  },
};
