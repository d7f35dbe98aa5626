/* What a served page asks the service that it came from; no page that is a file holds this. */
stationmap.service = (() => {
  const { url, station, list, places, datum } = stationmap.data.vector_tiles;

  let wanted = ""; // what more the addresses of tiles say

  async function asked(address, signal) {
    const answer = await fetch(address, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer;
  }

  /* What a tile draws: single stations, and cells with a count. */
  async function tile({ x, y, z }, signal) {
    const answer = await asked(L.Util.template(url, { x, y, z }) + wanted, signal);
    const layers = stationmap.mvt.decode(await answer.arrayBuffer());
    const read = (name, more) =>
      (layers[name] || []).flatMap(({ geometry, properties }) => geometry.map(([across, down]) => ({ x: across, y: down, ...more(properties) })));
    return [
      ...read("stations", ({ id, name, kind }) => ({ count: 1, id, name, kind })),
      ...read("clusters", ({ count }) => ({ count })),
    ];
  }

  /* The stations of a box, by code: { features, matched, last }; `after` is the last of the page before. */
  async function listed(box, limit, after, signal) {
    const more = after ? `&${new URLSearchParams({ after })}` : "";
    const answer = await asked(`${list}${new URLSearchParams({ bbox: box.join(","), datum, limit })}${wanted}${more}`, signal);
    const { features, numberMatched: matched, links } = await answer.json();
    return { features, matched, last: links.length ? features[features.length - 1].id : "" };
  }

  return {
    tile,
    listed,
    want: (query) => (wanted = Object.keys(query).length ? `&${new URLSearchParams(query)}` : ""),
    station: async (id) => (await asked(station.replace("{id}", encodeURIComponent(id)))).json(),
    places: async (words, signal) => {
      const address = `${places}?${new URLSearchParams({ q: words, limit: "10", datum })}`;
      return (await (await asked(address, signal)).json()).features;
    },
  };
})();
