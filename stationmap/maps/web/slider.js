/* Time: hours of a kind of day, or months; one step after the other by hand or by itself. */
stationmap.parts.push((house) => {
  const { measures } = stationmap;
  const { make, both, number } = stationmap.text;
  const place = house.place("measure-time");
  if (!place) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const PAUSE_MS = calm ? 2500 : 900;

  const days = make("select", { id: "time-day" });
  const dayLine = make("p", {}, make("label", { for: "time-day" }, both("日类型", "Kind of day")), days);
  const range = make("input", { id: "time-step", type: "range", min: "0", step: "1" });
  const label = make("label", { for: "time-step" });
  const play = make("button", { id: "time-play", type: "button" });
  const said = make("p", { id: "time-said", role: "status" });
  const silent = make("p", { id: "time-silent", class: "quiet" });
  place.append(dayLine, label, make("div", { class: "time" }, play, range), said, silent);

  let timer = null;
  const part = () => measures.steps()[measures.step].part;
  const steps = () => measures.steps().flatMap((each, row) => (each.part === part() ? [row] : []));
  const at = () => steps().indexOf(measures.step);

  function stop() {
    clearInterval(timer);
    timer = null;
    said.setAttribute("aria-live", "polite");
    play.replaceChildren(both("播放", "Play"));
  }
  /* Forward until the end; once more from the start if it stands there. */
  function start() {
    const last = steps().length - 1;
    said.setAttribute("aria-live", "off"); // a voice that follows every step would never finish one
    play.replaceChildren(both("暂停", "Pause"));
    if (at() === last) measures.go(steps()[0]);
    timer = setInterval(() => {
      measures.go(steps()[at() + 1]);
      if (at() === last) stop();
    }, PAUSE_MS);
  }
  play.addEventListener("click", () => (timer === null ? start() : stop()));
  range.addEventListener("input", () => {
    stop();
    measures.go(steps()[Number(range.value)]);
  });
  days.addEventListener("change", () => {
    stop();
    const hour = measures.steps()[measures.step].at;
    measures.go(measures.steps().findIndex((each) => each.part === days.value && each.at === hour));
  });

  function kinds() {
    const { parts } = measures.chosen;
    dayLine.hidden = !Object.keys(parts).length;
    days.replaceChildren(...Object.entries(parts).map(([code, words]) => make("option", { value: code }, words.join(" "))));
    label.replaceChildren(measures.chosen.axis === "month" ? both("月份", "Month") : both("钟点", "Hour"));
  }

  function show() {
    const { chosen, total } = measures;
    days.value = part();
    range.max = String(steps().length - 1);
    range.value = String(at());
    const words = measures.stepWords();
    range.setAttribute("aria-valuetext", words.textContent);
    const unit = chosen.unit[0] === "%" ? "%" : ` ${chosen.unit[0]}`;
    const all = total === null ? both("无数据", "no data") : make("span", {}, both("合计", "all"), " ", number(total, chosen.decimals), unit);
    said.replaceChildren(make("strong", {}, words), " · ", all);
    const none = stationmap.districts.items.filter((item) => measures.value(item) === null).length;
    silent.replaceChildren(none ? both(`${none} 个区县此时无数据`, `no data of ${none} districts at this step`) : "");
  }

  /* The hour of the stations, where the page has one, and that of the districts move together. */
  const clock = house.hour || stationmap.hour;
  function lead() {
    if (!clock || !measures.chosen || measures.chosen.axis !== "hour") return;
    const now = measures.steps()[measures.step];
    const day = clock.days.findIndex((each) => each.kind === now.part);
    const same = clock.value.kind === now.part && clock.value.hour === Number(now.at);
    if (!same && day >= 0) clock.set({ day, minute: 60 * Number(now.at) });
  }
  function follow({ kind, hour }) {
    if (measures.chosen.axis !== "hour") return;
    measures.go(measures.steps().findIndex((each) => each.part === kind && each.at === String(hour)));
  }
  if (clock) clock.subscribe(follow);

  let before = null;
  function update() {
    const changed = before !== measures.chosen;
    before = measures.chosen;
    if (changed) stop();
    place.hidden = !measures.steps().length;
    if (place.hidden) return;
    if (changed) kinds();
    show();
    lead();
  }
  measures.listen(update);
  update();
});
