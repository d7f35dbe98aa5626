/* Which stations the service is asked for: with an amenity in working order, of a kind, open now. */
stationmap.wanted = (body, changed) => {
  const { make, both } = stationmap.text;
  const { amenities, kinds } = stationmap.data.vector_tiles;

  function choice(id, chinese, english, options) {
    const every = make("option", { value: "" }, "不限 any");
    const list = make("select", { id }, every, ...options.map(([code, words]) => make("option", { value: code }, words.join(" "))));
    body.append(make("label", { class: "wanted", for: id }, both(chinese, english), list));
    return list;
  }
  const needs = choice("wanted-needs", "设施", "Amenity", Object.entries(amenities));
  const kind = choice(
    "wanted-kind",
    "类型",
    "Kind",
    Object.entries(kinds).flatMap(([code, { names }]) => (code ? [[code, names]] : []))
  );
  const open = make("input", { type: "checkbox", id: "wanted-open" });
  body.append(make("label", { class: "wanted", for: "wanted-open" }, open, both("已知现在开放", "known to be open now")));

  for (const field of [needs, kind, open]) {
    field.addEventListener("change", () => {
      const asked = { needs: needs.value, kind: kind.value, open: open.checked ? "now" : "" };
      changed(Object.fromEntries(Object.entries(asked).filter(([, value]) => value)));
    });
  }
};
