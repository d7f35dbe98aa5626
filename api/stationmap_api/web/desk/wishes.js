/* What the caller needs, when, and how many answers. */
app.wishes = (() => {
  const { make, both, place } = app.dom;
  const STEPS = [3, 5, 10, 20];
  const all = app.config.meta.amenities;
  const keyed = all.filter((item) => item.tier === "core").slice(0, 9);
  const open = place("open");
  const at = place("at");
  const needs = new Set();
  let step = 1;
  let changed = () => {};

  const draw = () => {
    for (const button of document.querySelectorAll("[data-need]")) {
      button.setAttribute("aria-pressed", String(needs.has(button.dataset.need)));
    }
    place("limit").replaceChildren(both(`${STEPS[step]} 个`, `${STEPS[step]} answers`));
    place("fewer").disabled = step === 0;
    place("more").disabled = step === STEPS.length - 1;
  };

  const toggle = (code) => {
    if (!needs.delete(code)) needs.add(code);
    draw();
    changed();
  };

  const button = (item, number) => {
    const made = make("button", { type: "button", "data-need": item.code, "aria-pressed": "false" });
    if (number) made.append(make("kbd", {}, String(number)), " ");
    made.append(both(item.zh, item.en === item.zh ? "" : item.en));
    made.addEventListener("click", () => toggle(item.code));
    return made;
  };

  const moved = (by) => {
    const next = Math.min(Math.max(step + by, 0), STEPS.length - 1);
    if (next === step) return;
    step = next;
    draw();
    changed();
  };

  const timed = () => {
    at.hidden = open.value !== "at";
    if (!at.hidden && !at.value) at.value = app.desk.now();
    changed();
  };

  return {
    /* Parameters of the nearest endpoint. */
    asked() {
      const wanted = { limit: STEPS[step], open: open.value };
      if (open.value === "at") wanted.open = at.value ? app.moments.instant(app.desk.zone, at.value) : "now";
      if (needs.size) wanted.needs = [...needs].join(",");
      return wanted;
    },
    needs: () => all.map((item) => item.code).filter((code) => needs.has(code)),
    /* The need with this digit. */
    press: (number) => keyed[number - 1] && toggle(keyed[number - 1].code),
    more: () => moved(1),
    fewer: () => moved(-1),
    clear() {
      needs.clear();
      step = 1;
      open.value = "now";
      at.value = "";
      at.hidden = true;
      draw();
    },
    /* Calls `then()` when something else is wished. */
    start(then) {
      changed = then;
      place("needs").append(...keyed.map((item, row) => button(item, row + 1)));
      place("more-needs").append(...all.filter((item) => !keyed.includes(item)).map((item) => button(item)));
      open.addEventListener("change", timed);
      at.addEventListener("change", () => changed());
      place("more").addEventListener("click", () => moved(1));
      place("fewer").addEventListener("click", () => moved(-1));
      draw();
    },
  };
})();
