/* Layers of a basemap's tiles, for the map page and the pages of the service. */
stationmap.tileLayers = (() => {
  /* What Leaflet needs to know; it counts zooms by tiles of 256 pixels. */
  function options(basemap) {
    const step = basemap.tile_size === 512 ? 1 : 0;
    return {
      minZoom: basemap.min_zoom + step,
      maxNativeZoom: basemap.max_zoom + step,
      maxZoom: 22,
      tileSize: basemap.tile_size,
      zoomOffset: -step,
      tms: basemap.tms,
      referrerPolicy: basemap.referrer_policy,
      ...(basemap.bounds ? { bounds: L.latLngBounds(basemap.bounds) } : {}),
    };
  }

  /* The layers of tiles that are fetched; of vector tiles also those that a page carries, which vector.js finds itself. */
  function fetched(basemap) {
    if (basemap.kind === "vector") return stationmap.vector.layers(basemap, options(basemap));
    return basemap.layers.map((url) => L.tileLayer(url, options(basemap)));
  }

  /* One layer of all; calls failed(words) once, when nothing comes: some tiles may be missing where a basemap ends. */
  function together(layers, failed) {
    let told = false;
    for (const layer of layers) {
      let [came, missing] = [0, 0];
      layer.on("tileload", () => (came += 1));
      layer.on("tileerror", () => (missing += 1));
      layer.on("load", () => {
        if (came || !missing || told) return;
        told = true;
        failed(stationmap.elements.both("底图加载失败", "The basemap could not be loaded"));
      });
    }
    return L.layerGroup(layers);
  }

  return { options, fetched, together };
})();
