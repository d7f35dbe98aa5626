/* What is needed, as big buttons in an order that does not change, and remembered on the phone. */
app.needs = {
  /* What is asked for most on the road comes first; the rest as the vocabulary has it. */
  first: ["hot_water", "meal_heating", "toilet", "phone_charging", "seating", "drinking_water", "heating", "cooling", "first_aid"],
  short: { hot_water: "热水", meal_heating: "热饭", toilet: "厕所", phone_charging: "充电", seating: "歇脚", drinking_water: "饮水", heating: "取暖", cooling: "凉快", first_aid: "急救药" },

  /* Draw the buttons and switches; `changed` is called whenever something else is wanted. */
  draw(element, changed) {
    const { make, both } = app.dom;
    const known = app.config.meta.amenities;
    const main = app.needs.first.filter((code) => known.some((item) => item.code === code));
    const rest = known.map((item) => item.code).filter((code) => !main.includes(code));
    const buttons = (codes) => make("div", { class: "needs" }, ...codes.map((code) => app.needs.button(code, changed)));
    const more = make("details", { class: "more" }, make("summary", {}, both("还要别的", "more needs")), buttons(rest));
    more.open = rest.some((code) => app.state.needs.includes(code));
    const switches = make(
      "div",
      { class: "switches" },
      app.needs.tick("closed", "也看已关门的", "also closed ones", changed),
      app.needs.tick("near", "只看 1 公里内", "within 1 km only", changed),
    );
    app.dom.fill(element, buttons(main), rest.length ? more : null, switches);
  },

  button(code, changed) {
    const item = app.words.vocabulary(app.config.meta.amenities).get(code);
    const button = app.dom.button(app.needs.short[code] || item.zh, item.en, () => {
      const chosen = app.state.needs;
      app.state.needs = chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code];
      button.setAttribute("aria-pressed", String(app.state.needs.includes(code)));
      changed();
    });
    button.dataset.need = code;
    button.setAttribute("aria-pressed", String(app.state.needs.includes(code)));
    return button;
  },

  tick(name, zh, en, changed) {
    const box = app.dom.make("input", { type: "checkbox" });
    box.dataset.choice = name;
    box.checked = app.state[name];
    box.addEventListener("change", () => {
      app.state[name] = box.checked;
      changed();
    });
    return app.dom.make("label", {}, box, app.dom.both(zh, en));
  },

  /* Show what is wanted now, where it was changed elsewhere. */
  refresh(element) {
    for (const button of element.querySelectorAll("[data-need]")) {
      button.setAttribute("aria-pressed", String(app.state.needs.includes(button.dataset.need)));
    }
    for (const box of element.querySelectorAll("[data-choice]")) box.checked = app.state[box.dataset.choice];
  },
};
