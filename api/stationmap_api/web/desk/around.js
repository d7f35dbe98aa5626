/* A small map of the place and the stations found; the desk is complete without it. */
app.around = (() => {
  const { both, place } = app.dom;
  let made = null; // a promise of the map
  let wanted = null; // what it shows once it stands

  const draw = async () => {
    const credits = place("credits");
    try {
      made = made || app.map.make(place("map"), credits, () => {});
      const map = await made;
      if (wanted) map.show(wanted);
    } catch (fault) {
      if (!(fault instanceof app.Fault)) throw fault;
      made = null;
      credits.replaceChildren(both(fault.zh, fault.en));
    }
  };

  return {
    hide() {
      wanted = null;
      place("around").hidden = true;
    },
    /* Stations in their lists' order and the place that was asked from; what is in another datum than the map is left
       out rather than drawn hundreds of metres off. */
    show(stations, where) {
      const datum = app.desk.datum;
      if (where.datum !== datum || stations.some((feature) => feature.datum !== datum)) {
        app.around.hide();
        return;
      }
      place("around").hidden = false;
      wanted = { numbered: stations, others: [], place: where, open: app.answers.select, fit: true };
      draw();
    },
  };
})();
