/* Where somebody is: kept on the phone, sent to our own host alone. */
app.place = {
  /* The datum of the map, in which everything is asked for. */
  get datum() {
    return app.config.basemap ? app.config.basemap.datum : "wgs84";
  },

  /* Where the phone is, in the map's datum. */
  async here(signal) {
    if (!("geolocation" in navigator) || !window.isSecureContext) {
      throw new app.Fault("insecure", "这个网页要用 https 打开才能定位。", "Positions need a page opened by https.");
    }
    const found = await app.place.fix();
    const { latitude: lat, longitude: lon, accuracy } = found.coords;
    const named = { zh: "你的位置", en: "your position", from: "here", accuracy };
    return app.place.toMap({ lat, lon, datum: "wgs84", ...named }, signal);
  },

  /* A fix of the satellites, or what the networks know if that takes too long. */
  async fix() {
    const once = (options) => new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, failed, options));
    try {
      return await once({ enableHighAccuracy: true, timeout: 8000, maximumAge: 0 }).catch((fault) => {
        if (fault.code !== 3) throw fault;
        return once({ enableHighAccuracy: false, timeout: 8000, maximumAge: 0 });
      });
    } catch (fault) {
      if (fault.code === 1) throw new app.Fault("denied", "没有定位权限。", "This page may not know your position.");
      throw new app.Fault("nowhere", "现在定不了位，可能在室内或信号弱。", "Your position cannot be found right now.");
    }
  },

  /* A GPS position in the datum of the map; without a network by the shift at the last place, which changes little. */
  async toMap(place, signal) {
    const datum = app.place.datum;
    if (datum === place.datum) return place;
    try {
      const positions = await app.ask.get("/v1/positions", { lat: place.lat, lon: place.lon, datum: place.datum }, signal);
      const [lon, lat] = positions[datum];
      // waited for, because the search that follows gives up this one
      await app.keep.put("shift", { datum, lat: place.lat, lon: place.lon, by: [lat - place.lat, lon - place.lon] }, signal);
      return { ...place, lat, lon, datum };
    } catch (fault) {
      const last = fault instanceof app.Fault && (await app.keep.get("shift"));
      if (!last || last.datum !== datum || app.place.metres(last, place) > 3000) throw fault;
      const accuracy = place.accuracy + 50; // within 3 km it changes by less
      return { ...place, lat: place.lat + last.by[0], lon: place.lon + last.by[1], datum, accuracy };
    }
  },

  /* About how far: a plane with the ellipsoid's curvature between the two; within 0.01 % in a city and around it. */
  metres(a, b) {
    const rad = Math.PI / 180;
    const mid = ((a.lat + b.lat) / 2) * rad;
    const [radius, eccentric] = [6378137, 0.00669437999014]; // WGS 84; its first eccentricity squared
    const w = 1 - eccentric * Math.sin(mid) ** 2;
    const turn = ((b.lon - a.lon + 540) % 360) - 180;
    const north = ((radius * (1 - eccentric)) / w ** 1.5) * (b.lat - a.lat) * rad;
    return Math.hypot(north, (radius / Math.sqrt(w)) * Math.cos(mid) * turn * rad);
  },

  bearing(a, b) {
    const rad = Math.PI / 180;
    const turn = (b.lon - a.lon) * rad;
    const y = Math.sin(turn) * Math.cos(b.lat * rad);
    const x = Math.cos(a.lat * rad) * Math.sin(b.lat * rad) - Math.sin(a.lat * rad) * Math.cos(b.lat * rad) * Math.cos(turn);
    return (Math.atan2(y, x) / rad + 360) % 360;
  },
};
