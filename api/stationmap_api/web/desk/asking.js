/* Lines of questions to our own service, of each of which the last question counts. */
app.asking = (() => {
  const PATIENCE = 10000; // milliseconds; a caller does not wait longer

  return {
    /* Makes a line, `ask(path, parameters)`: a new question gives up the former, which then answers null. */
    line() {
      let asked = null;
      const ask = async (path, parameters) => {
        ask.drop();
        const own = new AbortController();
        asked = own;
        try {
          const answer = await app.ask.get(path, parameters, own.signal, PATIENCE);
          return asked === own ? answer : null;
        } catch (fault) {
          if (asked !== own) return null;
          throw fault;
        }
      };
      ask.drop = () => {
        if (asked) asked.abort();
        asked = null;
      };
      return ask;
    },
  };
})();
