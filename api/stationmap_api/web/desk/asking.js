/* Asking our own service: the last question counts, and what goes wrong is a sentence. */
app.asking = (() => {
  const PATIENCE = 10000; // milliseconds; a caller does not wait longer

  const told = (problem) => {
    const reasons = (problem.errors || []).map((fault) => `${fault.parameter}：${fault.reason}`);
    return reasons.length ? reasons.join("；") : problem.detail;
  };

  const refusal = async (response) => {
    const { status } = response;
    if (status === 404) return new app.Fault("absent", "这个服务没有所问的内容。", "This service does not have what was asked.");
    if (status === 422) return new app.Fault("refused", `服务不接受这个查询：${told(await response.json())}。`, "The query was refused.");
    return new app.Fault("server", `服务出错（${status}），请稍后再试。`, `The service failed (${status}); try again.`);
  };

  const named = (error, late) => {
    if (error instanceof app.Fault) return error;
    if (late) return new app.Fault("timeout", "服务 10 秒没有回答，请再试一次。", "No answer within 10 s; try again.");
    if (error instanceof SyntaxError) return new app.Fault("server", "服务的回答读不懂。", "The answer cannot be read.");
    if (error instanceof TypeError) return new app.Fault("network", "连不上服务，请检查网络。", "The service cannot be reached; check the network.");
    throw error;
  };

  return {
    /* Makes a line of questions, `ask(path, parameters)`: a new one gives up the former, which then answers null.
       Nothing is kept on disk, because an address may hold where a caller stands. */
    line() {
      let asked = null;
      const ask = async (path, parameters) => {
        ask.drop();
        const own = new AbortController();
        asked = own;
        let late = false;
        const timer = setTimeout(() => {
          late = true;
          own.abort();
        }, PATIENCE);
        try {
          const options = { signal: own.signal, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };
          const response = await fetch(`${path}?${new URLSearchParams(parameters)}`, options);
          if (!response.ok) throw await refusal(response);
          const answer = await response.json();
          return asked === own ? answer : null;
        } catch (error) {
          if (asked !== own) return null;
          throw named(error, late);
        } finally {
          clearTimeout(timer);
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
