/* How a station looks: its colour is its kind, its shape is its state, so that neither eye nor printer needs colour. */
stationmap.marks = (() => {
  const { OPEN, UNKNOWN, CLOSED, SHUT } = stationmap.opening;
  const { make } = stationmap.text;
  const PAPER = "#ffffff";
  const EDGE = "#26313c";

  function outline(pen, path, fill, edge, width) {
    pen.beginPath();
    path();
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = width;
    pen.strokeStyle = edge;
    pen.stroke();
  }

  const shapes = {
    /* A full disc. */
    [OPEN]: (pen, r, colour) => outline(pen, () => pen.arc(0, 0, r, 0, 7), colour, PAPER, 1.1),
    /* A ring, empty within. */
    [CLOSED]: (pen, r, colour) => {
      outline(pen, () => pen.arc(0, 0, r - 0.4, 0, 7), PAPER, PAPER, 1.6);
      outline(pen, () => pen.arc(0, 0, r - 1, 0, 7), PAPER, colour, Math.max(1.3, r / 3.2));
    },
    /* Half full: a diamond, its left half filled. */
    [UNKNOWN]: (pen, r, colour) => {
      const d = r + 0.8;
      const diamond = () => [[0, -d], [d, 0], [0, d], [-d, 0], [0, -d]].forEach(([x, y]) => pen.lineTo(x, y));
      outline(pen, diamond, PAPER, colour, 1.3);
      outline(pen, () => [[0, -d], [0, d], [-d, 0]].forEach(([x, y]) => pen.lineTo(x, y)), colour, colour, 0.2);
    },
    /* A cross. */
    [SHUT]: (pen, r) => {
      const d = r * 0.72;
      for (const [width, colour] of [[3.4, PAPER], [1.7, EDGE]]) {
        pen.beginPath();
        pen.moveTo(-d, -d);
        pen.lineTo(d, d);
        pen.moveTo(d, -d);
        pen.lineTo(-d, d);
        pen.lineWidth = width;
        pen.strokeStyle = colour;
        pen.stroke();
      }
    },
  };

  /* Every mark once: marks of one state and colour are the same object. */
  const made = [OPEN, UNKNOWN, CLOSED, SHUT].map(() => new Map());
  function mark(state, colour) {
    const ofState = made[state];
    if (!ofState.has(colour)) ofState.set(colour, { draw: (pen, radius) => shapes[state](pen, radius, colour) });
    return ofState.get(colour);
  }

  /* The same mark as a picture for legends. */
  function swatch(state, colour) {
    const tile = make("canvas", { width: 51, height: 51, class: "mark-swatch", "aria-hidden": "true" });
    const pen = tile.getContext("2d");
    pen.scale(3, 3);
    pen.translate(8.5, 8.5);
    mark(state, colour).draw(pen, 5.5);
    return tile;
  }

  return { mark, swatch };
})();
