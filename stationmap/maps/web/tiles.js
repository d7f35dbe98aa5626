/* Stations by the ten thousand: a canvas for each tile, with single dots, and circles with a number where there are many.

   `source(coords, signal)` gives a promise of what is in a tile: { x, y, count, id | row, name, kind }, x and y in 4,096ths
   of its width. Tiles are kept by the browser's compositor, so moving the map draws nothing anew. */
stationmap.Crowd = L.GridLayer.extend({
  options: { updateWhenZooming: false, keepBuffer: 3, pane: "crowd", className: "crowd", maxNativeZoom: 18 },
  EDGE: 10, // pixels that a dot may stand over the edge of its tile
  CELL: 32, // pixels across a cell, eight to a tile

  initialize(source, look, options) {
    L.setOptions(this, options);
    Object.assign(this, { source, look, failed: 0 });
    this.on("tileunload", ({ tile }) => tile.stop.abort());
    this.on("tileerror", () => (this.failed += 1));
    this.on("loading", () => (this.failed = 0));
  },

  createTile(coords, done) {
    const tile = stationmap.text.make("div", {});
    const wide = this.getTileSize().x + 2 * this.EDGE;
    const fine = Math.min(3, window.devicePixelRatio || 1);
    const canvas = stationmap.text.make("canvas", { width: wide * fine, height: wide * fine, "aria-hidden": "true" });
    Object.assign(canvas.style, { position: "absolute", left: `${-this.EDGE}px`, top: `${-this.EDGE}px`, width: `${wide}px`, height: `${wide}px` });
    tile.append(canvas);
    Object.assign(tile, { stop: new AbortController(), found: [] });
    this._fill(tile, coords).then(
      () => done(null, tile),
      (error) => done(error, tile)
    );
    return tile;
  },

  async _fill(tile, coords) {
    const { signal } = tile.stop;
    const found = await this.source(coords, signal);
    if (signal.aborted) return;
    tile.found = this._placed(found);
    const [canvas] = tile.children;
    const pen = canvas.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    this._draw(pen, tile.found, canvas.width / (this.getTileSize().x + 2 * this.EDGE));
  },

  /* Fill the tiles anew where they stand: what is seen stays until the rest is there. */
  async refresh() {
    if (!this._map) return;
    this.failed = 0;
    const again = Object.values(this._tiles).map(({ el, coords }) => {
      el.stop.abort();
      el.stop = new AbortController();
      return this._fill(el, coords).catch((error) => (error.name === "AbortError" ? null : (this.failed += 1)));
    });
    await Promise.all(again);
    this.fire("load");
  },

  /* In pixels of the tile. A circle stays within its cell, so that no number is covered. */
  _placed(found) {
    const unit = this.getTileSize().x / 4096;
    const within = (at, room) => {
      const cell = Math.floor(at / this.CELL) * this.CELL;
      return Math.min(cell + this.CELL - room, Math.max(cell + room, at));
    };
    return found
      .filter(({ x, y }) => x >= 0 && x < 4096 && y >= 0 && y < 4096) // neighbours draw the rest
      .map((each) => {
        const room = each.count > 1 ? this.around(each.count) : 0;
        const [x, y] = [each.x * unit, each.y * unit];
        return { ...each, x: room ? within(x, room) : x, y: room ? within(y, room) : y };
      });
  },

  _draw(pen, found, fine) {
    pen.scale(fine, fine);
    pen.translate(this.EDGE, this.EDGE);
    for (const each of found) {
      pen.save();
      pen.translate(each.x, each.y);
      if (each.count > 1) this._circle(pen, each.count);
      else this.look(pen, each, this.radius());
      pen.restore();
    }
  },

  /* Dots grow with the zoom; circles with the power of ten of what they count. */
  radius() {
    const zoom = this._tileZoom;
    return zoom < 9 ? 2.8 : zoom < 12 ? 4 : zoom < 14 ? 5.5 : 7;
  },
  around: (count) => (count < 10 ? 9 : count < 100 ? 11 : count < 1000 ? 13 : count < 10000 ? 14.5 : 15.5),
  said: (count) => (count < 10000 ? `${count}` : `${(count / 10000).toPrecision(count < 100000 ? 2 : 3).replace(/\.0+$/, "")}万`),

  _circle(pen, count) {
    pen.beginPath();
    pen.arc(0, 0, this.around(count), 0, 7);
    pen.fillStyle = "#3d3a66";
    pen.fill();
    pen.lineWidth = 1.2;
    pen.strokeStyle = "#ffffff";
    pen.stroke();
    pen.fillStyle = "#ffffff";
    pen.font = `600 ${count < 1000 ? 11 : 10}px system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(this.said(count), 0, 0.5);
  },

  /* Tiles that are shown, with the place of each in pixels of the world at their zoom. */
  _shown() {
    const size = this.getTileSize().x;
    return Object.values(this._tiles || {})
      .filter(({ coords, current }) => current && coords.z === this._tileZoom)
      .map(({ coords, el }) => ({ left: coords.x * size, top: coords.y * size, found: el.found, size }));
  },

  _latLng(left, top, { x, y }) {
    return this._map.unproject(L.point(left + x, top + y), this._tileZoom).wrap();
  },

  /* What is nearest to a place on the screen, if it is near enough for a thumb or a pointer. */
  hit(latlng, tolerance) {
    if (!this._map) return null;
    const at = this._map.project(latlng, this._tileZoom);
    const scale = this._map.getZoomScale(this._map.getZoom(), this._tileZoom);
    let best = null;
    let least = Infinity;
    for (const { left, top, found, size } of this._shown()) {
      const [x, y] = [at.x - left, at.y - top];
      if (x < -this.EDGE || y < -this.EDGE || x > size + this.EDGE || y > size + this.EDGE) continue;
      for (const each of found) {
        const reach = each.count > 1 ? this.around(each.count) : this.radius() + tolerance / scale;
        const far = Math.hypot(each.x - x, each.y - y) / reach;
        if (far <= 1 && far <= least) [best, least] = [{ ...each, latlng: this._latLng(left, top, each) }, far];
      }
    }
    return best;
  },

  /* All that can be seen, the nearest to the middle first. */
  inView() {
    if (!this._map) return [];
    const box = this._map.getBounds();
    const middle = this._map.project(this._map.getCenter(), this._tileZoom);
    const seen = this._shown().flatMap(({ left, top, found }) =>
      found.map((each) => ({ ...each, latlng: this._latLng(left, top, each), far: Math.hypot(left + each.x - middle.x, top + each.y - middle.y) }))
    );
    return seen.filter(({ latlng }) => box.contains(latlng)).sort((a, b) => a.far - b.far);
  },
});
