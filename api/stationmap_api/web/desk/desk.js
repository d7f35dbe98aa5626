/* What this page knows for itself: the datum of its positions, the stations' clock, and what it remembers of the clerk. */
app.desk = (() => {
  const { zone, basemap } = app.config;
  const KEY = "stationmap.desk.";

  /* Where storage is forbidden, nothing is remembered. */
  const kept = (act) => {
    try {
      return act(window.localStorage);
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  };

  return {
    zone,
    /* Of all positions that are asked for and shown: that of the basemap, if there is one. */
    datum: basemap ? basemap.datum : "wgs84",
    now: () => app.moments.shown(zone, new Date()),
    /* The choices of this computer's user; nothing of a caller is ever among them. */
    remembered: (name) => kept((storage) => storage.getItem(KEY + name)),
    remember: (name, value) => kept((storage) => storage.setItem(KEY + name, value)),
  };
})();
