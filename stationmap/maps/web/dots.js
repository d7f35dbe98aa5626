/* Stations on the canvas that the districts are drawn on: one layer for all, so that 20,000 are drawn at once. */
stationmap.Dots = L.Path.extend({
  options: { interactive: true, bubblingMouseEvents: false, weight: 0 },

  /* position(row) in degrees; mark(row), the same object for the same looks: { draw(pen, radius) }. */
  initialize(count, position, mark, options) {
    L.setOptions(this, options);
    this._count = count;
    this._position = position;
    this._mark = mark;
    this._sprites = new Map();
    this._rows = [];
    this.hit = -1;
  },

  /* Rows from the lowest to the topmost. */
  show(rows) {
    this._rows = rows;
    return this.redraw();
  },

  beforeAdd(map) {
    L.Path.prototype.beforeAdd.call(this, map);
    if (this._x) return;
    const { crs } = map.options;
    this._x = new Float64Array(this._count);
    this._y = new Float64Array(this._count);
    for (let row = 0; row < this._count; row += 1) {
      const point = crs.latLngToPoint(L.latLng(this._position(row)), 0);
      this._x[row] = point.x;
      this._y[row] = point.y;
    }
  },

  _project() {
    const everywhere = 1e7; // the renderer draws what meets this; the drawing itself looks at what is in view
    this._pxBounds = L.bounds([-everywhere, -everywhere], [everywhere, everywhere]);
  },
  _update() {
    if (this._map) this._updatePath();
  },

  /* Small from afar, and smaller where there are many, so that districts stay to be seen; for a thumb when near. */
  radius() {
    const zoom = this._map.getZoom() - Math.log10(Math.max(1, this._count / 2000));
    return zoom < 8.5 ? 2.6 : zoom < 9.5 ? 3.2 : zoom < 11.5 ? 4.2 : zoom < 14 ? 5.5 : 7;
  },

  _updatePath() {
    const renderer = this._renderer;
    if (!renderer._drawing) return;
    const scale = 2 ** this._map.getZoom();
    const origin = this._map.getPixelOrigin();
    const radius = this.radius();
    const margin = radius + 2;
    const { min, max } = renderer._bounds;
    for (const row of this._rows) {
      const x = this._x[row] * scale - origin.x;
      const y = this._y[row] * scale - origin.y;
      if (x < min.x - margin || x > max.x + margin || y < min.y - margin || y > max.y + margin) continue;
      const { tile, size } = this._sprite(this._mark(row), radius);
      renderer._ctx.drawImage(tile, Math.round(x) - size / 2, Math.round(y) - size / 2, size, size);
    }
    if (this._rows.length && !stationmap.drawn) stationmap.drawn = performance.now();
  },

  /* Each mark is drawn once, dot for dot as Leaflet's canvas has it, and then copied without scaling. */
  _sprite(mark, radius) {
    const known = this._sprites.get(mark);
    if (known && known.radius === radius) return known;
    const size = 2 * Math.ceil(radius + 2);
    const fine = L.Browser.retina ? 2 : 1;
    const tile = stationmap.text.make("canvas", { width: fine * size, height: fine * size });
    const pen = tile.getContext("2d");
    pen.scale(fine, fine);
    pen.translate(size / 2, size / 2);
    mark.draw(pen, radius);
    const made = { tile, size, radius };
    this._sprites.set(mark, made);
    return made;
  },

  /* The station nearest to the pointer, if it is near enough. */
  _containsPoint(point) {
    const scale = 2 ** this._map.getZoom();
    const origin = this._map.getPixelOrigin();
    let least = (this.radius() + 1 + this._renderer.options.tolerance) ** 2;
    this.hit = -1;
    for (const row of this._rows) {
      const x = this._x[row] * scale - origin.x - point.x;
      const y = this._y[row] * scale - origin.y - point.y;
      if (x * x + y * y > least) continue;
      least = x * x + y * y;
      this.hit = row;
    }
    return this.hit >= 0;
  },
});
