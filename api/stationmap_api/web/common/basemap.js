/* Tiles under a page's map. Without `config.basemap` there are none, and no host is asked.

   app.basemap.layer(config.basemap, failed) → a Leaflet layer, or null; `failed(words)` is called once, when nothing comes.
   app.basemap.credit(config.basemap) → text that must always be seen: whom to credit, and the 审图号.
   Vector tiles want "maps/mvt.js" and "maps/vector.js" in the page, after this file. */
const stationmap = {}; // what those two files add to

app.basemap = (() => {
  function options(basemap) {
    const step = basemap.tile_size === 512 ? 1 : 0; // Leaflet counts zooms by tiles of 256
    const { bounds, tms, referrer_policy: referrerPolicy } = basemap;
    return {
      minZoom: basemap.min_zoom + step,
      maxNativeZoom: basemap.max_zoom + step,
      maxZoom: 22,
      tileSize: basemap.tile_size,
      zoomOffset: -step,
      tms: Boolean(tms),
      referrerPolicy: referrerPolicy || "no-referrer",
      ...(bounds ? { bounds: L.latLngBounds(bounds) } : {}),
    };
  }

  /* A tile may be missing where a basemap ends; it has failed when all are. */
  function tell(layer, failed) {
    let [came, missing] = [0, 0];
    layer.on("tileload", () => (came += 1));
    layer.on("tileerror", () => (missing += 1));
    layer.on("load", () => {
      if (!came && missing) failed();
    });
    return layer;
  }

  function layer(basemap, failed = () => {}) {
    if (!basemap) return null;
    let told = false;
    const once = () => {
      if (!told) failed(app.dom.both("底图加载失败", "The basemap could not be loaded"));
      told = true;
    };
    if (basemap.kind === "vector") {
      if (!stationmap.vector) return null;
      return L.layerGroup(stationmap.vector.layers(basemap, options(basemap)).map((each) => tell(each, once)));
    }
    const urls = basemap.layers || [basemap.url];
    return L.layerGroup(urls.map((url) => tell(L.tileLayer(url, options(basemap)), once)));
  }

  function credit(basemap) {
    if (!basemap) return "";
    const approval = basemap.approval ? `审图号：${basemap.approval}` : "";
    return [basemap.attribution, approval].filter(Boolean).join(" · ");
  }

  return { layer, credit };
})();
