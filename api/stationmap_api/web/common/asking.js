/* Asking our own host, and saying in words what went wrong. */
app.Fault = class extends Error {
  /* `kind`: network, timeout, server, refused, denied, nowhere, insecure. */
  constructor(kind, zh, en) {
    super(en);
    Object.assign(this, { kind, zh, en });
  }
};

app.ask = {
  patience: 20000, // milliseconds, on a slow line

  /* A JSON document of ours; `signal` gives up what is no longer wanted. */
  async get(path, parameters, signal) {
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "" && value !== null));
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), app.ask.patience);
    const stop = () => clock.abort();
    if (signal) signal.addEventListener("abort", stop);
    try {
      const how = { signal: clock.signal, cache: "no-store", referrerPolicy: "no-referrer", credentials: "omit" }; // the address holds a position
      const response = await fetch(`${path}?${query}`, how);
      if (!response.ok) throw await app.ask.refusal(response);
      return await response.json();
    } catch (fault) {
      if (fault instanceof app.Fault || (signal && signal.aborted)) throw fault;
      if (fault.name === "AbortError") throw new app.Fault("timeout", "等了太久没有回答。", "No answer came in time.");
      if (fault instanceof SyntaxError) throw new app.Fault("server", "服务的回答读不懂。", "The service's answer cannot be read.");
      if (fault instanceof TypeError) throw new app.Fault("network", "现在没有网络，或者连不上服务。", "There is no network, or the service cannot be reached.");
      throw fault;
    } finally {
      clearTimeout(timer);
      if (signal) signal.removeEventListener("abort", stop);
    }
  },

  async refusal(response) {
    if (response.status === 422) {
      const problem = await response.json();
      return new app.Fault("refused", `服务不接受这个查询：${problem.detail}`, "The service refuses this query.");
    }
    const code = response.status;
    return new app.Fault("server", `服务出错了（${code}）。`, `The service failed (${code}).`);
  },
};
