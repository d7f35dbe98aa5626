/* The encoded polyline format: steps of a hundred-thousandth of a degree. Borders and figures of districts come short. */
stationmap.line = (text) => {
  const line = [];
  const sum = [0, 0];
  for (let at = 0; at < text.length; ) {
    for (const axis of [0, 1]) {
      let [step, shift, sign] = [0, 0, 0];
      do {
        sign = text.charCodeAt(at++) - 63;
        step |= (sign & 31) << shift;
        shift += 5;
      } while (sign >= 32);
      sum[axis] += (step >> 1) ^ -(step & 1);
    }
    line.push([sum[0] / 1e5, sum[1] / 1e5]);
  }
  return line;
};

(({ items, figures }) => {
  for (const item of items) {
    item.polygons = item.polygons.map((rings) => rings.map(stationmap.line));
    item.figures = Object.fromEntries(figures.map(([column], place) => [column, item.figures[place]]));
  }
})(stationmap.data.districts);
