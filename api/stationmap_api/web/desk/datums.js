/* Which datum a pasted position is in: asked for once, and remembered as this clerk's habit. */
app.datums = (() => {
  const { make, both, place } = app.dom;
  const WORDS = {
    gcj02: ["GCJ-02 微信、高德、腾讯", "WeChat, Amap, Tencent"],
    bd09: ["BD-09 百度", "Baidu"],
    wgs84: ["WGS-84 手机定位、北斗", "GPS"],
  };
  let chosen = () => {};

  const mark = (datum) => {
    for (const button of place("datum-choice").children) button.setAttribute("aria-pressed", String(button.dataset.datum === datum));
  };

  const button = (datum) => {
    const made = make("button", { type: "button", "data-datum": datum, "aria-pressed": "false" }, both(...WORDS[datum]));
    made.addEventListener("click", () => {
      app.desk.remember("datum", datum);
      mark(datum);
      chosen(datum);
    });
    return made;
  };

  return {
    /* The datum that the text named, or that the clerk chose last; "" if nobody knows, and then it is asked for. */
    of(position) {
      const kept = app.desk.remembered("datum");
      const datum = position.datum || (WORDS[kept] ? kept : "");
      place("datums").hidden = false;
      app.datums.tell(position, "");
      mark(datum);
      if (!datum) place("datum-choice").firstElementChild.focus();
      return datum;
    },
    /* How a position was read, and in which district it lies, so that a clerk can hear whether it is right. */
    tell({ lat, lon }, district) {
      const [zh, en] = district ? [`，在${district}`, `, in ${district}`] : ["", ""];
      place("datums-how").replaceChildren(both(`读作纬度 ${lat}、经度 ${lon}${zh}。`, `Read as latitude ${lat}, longitude ${lon}${en}.`));
    },
    hide: () => (place("datums").hidden = true),
    /* Calls `then(datum)` when one is chosen. */
    start(then) {
      chosen = then;
      place("datum-choice").append(...Object.keys(WORDS).map(button));
    },
  };
})();
