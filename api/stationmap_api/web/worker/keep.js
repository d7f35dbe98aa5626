/* What the phone keeps, and nobody else: answers in a cache of its own, choices in the local storage. */
app.keep = {
  cache: "stationmap-kept",
  choices: "stationmap-choices",

  /* `signal` is that of the search it belongs to: of one that was given up, or forgotten, nothing is kept. */
  async put(name, value, signal) {
    if (!("caches" in window) || signal.aborted) return; // no secure context: nothing is kept
    try {
      const cache = await caches.open(app.keep.cache);
      if (signal.aborted) return;
      await cache.put(`/kept/${name}`, new Response(JSON.stringify(value)));
    } catch (fault) {
      if (!(fault instanceof DOMException)) throw fault; // full, or forbidden: it works without
    }
  },

  async get(name) {
    if (!("caches" in window)) return null;
    try {
      const cache = await caches.open(app.keep.cache);
      const found = await cache.match(`/kept/${name}`);
      return found ? await found.json() : null;
    } catch (fault) {
      if (fault instanceof DOMException || fault instanceof SyntaxError) return null;
      throw fault;
    }
  },

  choose(choices) {
    try {
      localStorage.setItem(app.keep.choices, JSON.stringify(choices));
    } catch (fault) {
      if (!(fault instanceof DOMException)) throw fault;
    }
  },

  chosen() {
    try {
      const choices = JSON.parse(localStorage.getItem(app.keep.choices));
      return choices && typeof choices === "object" ? choices : {};
    } catch (fault) {
      if (fault instanceof DOMException || fault instanceof SyntaxError) return {};
      throw fault;
    }
  },

  async forget() {
    try {
      localStorage.removeItem(app.keep.choices);
      if ("caches" in window) await caches.delete(app.keep.cache);
    } catch (fault) {
      if (!(fault instanceof DOMException)) throw fault;
    }
  },
};
