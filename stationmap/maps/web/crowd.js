/* The part of the page for registers of more than 20,000 stations: out of tiles of the service, or of this page. */
stationmap.crowd = (() => {
  const { data, text, stations, marks, opening } = stationmap;
  const { make, both } = text;
  const remote = data.vector_tiles || null;
  const MOST = 20000; // stations that are drawn one by one
  const LISTED = 40;
  const needed = remote !== null || stations.count > MOST;

  const kinds = remote ? remote.kinds : Object.fromEntries(data.stations.kinds.map((kind) => [kind.code, kind]));
  const colour = (code) => (kinds[code] || { colour: "#767676" }).colour;

  /* A tile says nothing of hours; of stations in the page the mark is that of the chosen time, as on smaller maps. */
  const looks = (each) =>
    remote ? marks.mark(opening.OPEN, colour(each.kind)) : marks.mark(opening.states()[each.row], colour(stations.text("kind", each.row)));
  const dot = (pen, each, radius) => looks(each).draw(pen, radius);

  function layer() {
    if (remote) return new stationmap.Crowd(stationmap.service.tile, dot);
    const heap = stationmap.heaps.make(stations.count, stations.position);
    const above = [1, 3, 2, 0]; // those known to be open on top
    const over = (each) => (each.count > 1 ? 4 : above[opening.states()[each.row]]);
    const own = new stationmap.Crowd(async (coords) => heap.tile(coords).sort((a, b) => over(a) - over(b)), dot);
    own.show = (rows) => {
      heap.show(rows);
      own.refresh();
    };
    own.show(stationmap.filters.now().rows);
    return own;
  }

  const title = (each) => (remote ? each.name || each.id : stations.title(each.row));

  function start(house) {
    const { map } = house;
    map.createPane("crowd").style.zIndex = 620; // over the districts and their names, under what is pointed at
    map.getPane("crowd").style.pointerEvents = "none";
    const own = layer();
    map.options.zoomSnap = 1; // numbers are sharp at whole zooms
    map.setZoom(Math.floor(map.getZoom()), { animate: false });

    const says = make("p", { class: "quiet", role: "status", id: "crowd-says" });
    const tell = (chinese, english) => says.replaceChildren(...(chinese ? [both(chinese, english)] : []));
    own.on("load", () => {
      stationmap.drawn = stationmap.drawn || performance.now();
      if (own.failed) tell("有些站点没有载入，移动地图再试", "Some stations did not load: move the map to try again");
      else tell("", "");
      list();
    });

    async function open(each) {
      if (each.count > 1) return closer(each);
      if (!remote) return house.openStation(each.row);
      try {
        house.popup(each.latlng, stationmap.cardOf(await stationmap.service.station(each.id)));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        tell("这个站点没有载入", "This station did not load");
      }
    }

    /* Into a cell, until its stations stand apart; at the last zoom nothing is left but to say so. */
    function closer({ latlng, count }) {
      if (map.getZoom() < map.getMaxZoom()) map.setView(latlng, Math.min(map.getMaxZoom(), map.getZoom() + 2));
      else house.popup(latlng, make("div", { class: "card", tabindex: "-1" }, both(`这里有 ${count} 个站点，请用查找`, `${count} stations are here: search by name`)));
    }

    point(house, own, open);

    /* For those who do not point at maps: what is seen, as buttons. */
    const shown = make("ul", { class: "in-view" });
    function list() {
      const seen = own.inView();
      const buttons = seen.slice(0, LISTED).map((each) => {
        const words = each.count > 1 ? both(`${each.count} 个站点`, "stations, zoom in") : title(each);
        const button = make("button", { type: "button", class: "link" }, words);
        button.addEventListener("click", () => open(each));
        return make("li", {}, button);
      });
      const total = seen.reduce((sum, { count }) => sum + count, 0);
      counted.replaceChildren(both(`图中 ${total.toLocaleString("zh-CN")} 个站点，列出离中心最近的 ${buttons.length} 项`, `${total} in view, the ${buttons.length} nearest to the middle listed`));
      shown.replaceChildren(...buttons);
    }
    const counted = make("p", { class: "quiet", id: "crowd-count" });
    house.section("crowd", "图中站点", "Stations in view").append(says, counted, shown);
    map.on("moveend", list);
    if (remote) house.offer(own, true, "layer-crowd", "运行中的站点", "Stations in operation");
    else {
      // the layer of dots has the switch and is told which rows are wanted: draw for it
      const { dots } = house;
      dots.show([]);
      dots.show = own.show;
      dots.on("add", () => own.addTo(map)).on("remove", () => own.remove());
      own.addTo(map);
    }
    legend(house.place("legend"));
    Object.assign(stationmap.crowd, { layer: own, open });
    if (!remote) return;
    stationmap.searchPlaces(house, open);
    const table = stationmap.listing(house, open);
    stationmap.wanted(house.section("wanted", "筛选", "Filter"), (query) => {
      stationmap.service.want(query);
      own.refresh();
      table.refill();
    });
  }

  /* Dots lie over districts: they are asked first what the pointer meets. */
  function point({ map }, own, open) {
    const frame = map.getContainer();
    const tip = L.tooltip({ className: "tip", offset: [10, 0] });
    const met = (event) => {
      if (event.target.closest(".leaflet-popup, .leaflet-control")) return null;
      return own.hit(map.mouseEventToLatLng(event), event.pointerType === "touch" ? 12 : 5);
    };
    const press = (event) => {
      const each = map.dragging.moved() ? null : met(event);
      if (!each) return;
      event.stopPropagation();
      map.removeLayer(tip);
      open(each);
    };
    const hover = (event) => {
      const each = event.buttons ? null : met(event);
      frame.classList.toggle("over-station", Boolean(each));
      if (!each) return map.removeLayer(tip);
      event.stopPropagation();
      const words = each.count > 1 ? both(`${each.count.toLocaleString("zh-CN")} 个站点`, "stations") : make("strong", {}, title(each));
      return tip.setLatLng(each.latlng).setContent(make("div", {}, words)).addTo(map);
    };
    frame.addEventListener("click", press, true);
    frame.addEventListener("mousemove", hover, true);
  }

  function legend(place) {
    const circle = make("span", { class: "swatch dot crowd-circle", "aria-hidden": "true" }, "9");
    const entries = [];
    if (remote) {
      for (const kind of Object.values(remote.kinds)) {
        const mark = make("span", { class: "swatch dot", "aria-hidden": "true" });
        mark.style.backgroundColor = kind.colour;
        entries.push(make("li", {}, mark, both(...kind.names)));
      }
    }
    entries.push(make("li", {}, circle, both("多个站点的格网：点开即放大", "cell of several: press to zoom in")));
    const list = make("ul", { class: "legend" }, ...entries);
    if (remote) place.append(make("h3", {}, both("站点", "stations")), list, make("p", { class: "quiet" }, both("开放与否：点开站点看，或筛选“已知现在开放”", "Open or not: press a station, or filter by “open now”")));
    else place.append(list);
  }

  if (needed) stationmap.parts.push(start);
  return { needed, remote: remote !== null, MOST };
})();
