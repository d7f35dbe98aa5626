/* The one control of day and time, and how many stations are open, unknown or closed then. */
stationmap.parts.push((house) => {
  const { make, both } = stationmap.text;
  const { opening, filters, marks, stations } = stationmap;
  const { hour } = house;
  if (!stations.count) return;
  const place = house.place("clock");
  house.place("clock-part").hidden = false;
  const STEP = 15;

  const day = make("select", { id: "clock-day" });
  hour.days.forEach((_, number) => day.append(make("option", { value: number }, hour.dayWords(number).join(" "))));
  const slider = make("input", { id: "clock-slider", type: "range", min: 0, max: 1440 - STEP, step: STEP });
  const exact = make("input", { id: "clock-time", type: "time", required: "" });
  const now = make("button", { id: "clock-now", type: "button", class: "plain" }, both("现在", "Now"));
  const said = make("p", { id: "clock-said", class: "said", role: "status" });

  day.addEventListener("change", () => hour.set({ day: Number(day.value) }));
  slider.addEventListener("input", () => hour.set({ minute: Number(slider.value) }));
  exact.addEventListener("change", () => {
    const [hours, minutes] = exact.value.split(":").map(Number);
    if (exact.value) hour.set({ minute: 60 * hours + minutes });
    else show();
  });
  now.addEventListener("click", () => hour.set(hour.now() || {}));
  now.disabled = !hour.now();

  /* States are their own legend: a box, the mark, the word and how many. */
  const counts = new Map();
  function state(number) {
    const box = make("input", { type: "checkbox", id: `state-${number}` });
    const figure = make("span", { class: "number count" });
    counts.set(number, { box, figure });
    box.addEventListener("change", () => filters.update(({ states }) => (box.checked ? states.add(number) : states.delete(number))));
    const words = both(...opening.named[number]);
    return make("label", { for: `state-${number}` }, box, marks.swatch(number, "#26313c"), words, figure);
  }

  const field = (id, control, chinese, english) => make("div", { class: "field" }, make("label", { for: id }, both(chinese, english)), control);
  const { OPEN, UNKNOWN, CLOSED, SHUT } = opening;
  const shown = stations.shut.size ? [OPEN, UNKNOWN, CLOSED, SHUT] : [OPEN, UNKNOWN, CLOSED];
  place.append(
    field("clock-day", day, "日期", "Day"),
    make("div", { class: "pair" }, field("clock-time", exact, "时间", "Time"), now),
    make("label", { for: "clock-slider", class: "away" }, both("时间滑块", "Time slider")),
    slider,
    make("div", { class: "scale", "aria-hidden": "true" }, ...[0, 6, 12, 18, 24].map((h) => make("span", {}, String(h)))),
    make("fieldset", { class: "boxes" }, make("legend", {}, both("届时", "At that time")), ...shown.map(state)),
    said
  );

  function show() {
    const { byState } = filters.now();
    day.value = hour.value.day;
    slider.value = hour.value.minute;
    slider.setAttribute("aria-valuetext", hour.clock(hour.value.minute));
    exact.value = hour.clock(hour.value.minute);
    for (const [number, { box, figure }] of counts) {
      box.checked = filters.value.states.has(number);
      figure.textContent = byState[number].toLocaleString("zh-CN");
    }
    const [open, unknown, closed] = [OPEN, UNKNOWN, CLOSED].map((number) => byState[number]);
    said.replaceChildren(
      hour.timeName(),
      "：",
      both(`开放 ${open}，未知 ${unknown}，关闭 ${closed}`, `${open} open, ${unknown} unknown, ${closed} closed`)
    );
  }
  filters.subscribe(show);
  show();
});
