/* Tiles under a page's map. Without `config.basemap` there are none, and no host is asked.

   app.basemap.layer(config.basemap, failed) → a Leaflet layer, or null; `failed(words)` is called once, when nothing comes.
   app.basemap.credit(config.basemap) → text that must always be seen: whom to credit, and the 审图号.
   It wants "maps/tile_layers.js" in the page, and for vector tiles "maps/mvt.js" and "maps/vector.js". */
app.basemap = {
  layer(basemap, failed = () => {}) {
    if (!basemap) return null;
    const { fetched, together } = stationmap.tileLayers;
    return together(fetched(basemap), failed);
  },

  credit(basemap) {
    if (!basemap) return "";
    const approval = basemap.approval ? `审图号：${basemap.approval}` : "";
    return [basemap.attribution, approval].filter(Boolean).join(" · ");
  },
};
