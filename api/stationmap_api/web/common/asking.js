/* Asking our own host, and saying in words what went wrong. */
app.Fault = class extends Error {
  /* `kind`: network, timeout, server, absent, refused, denied, nowhere, insecure. */
  constructor(kind, zh, en) {
    super(en);
    Object.assign(this, { kind, zh, en });
  }
};

app.ask = {
  patience: 20000, // milliseconds, on a slow line

  /* A JSON document of ours; `signal` gives up what is no longer wanted. Nothing is kept on disk, because an address may
     hold where somebody stands. */
  async get(path, parameters, signal, patience = app.ask.patience) {
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "" && value !== null));
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), patience);
    const stop = () => clock.abort();
    if (signal) signal.addEventListener("abort", stop);
    try {
      const how = { signal: clock.signal, cache: "no-store", referrerPolicy: "no-referrer", credentials: "omit" };
      const response = await fetch(`${path}?${query}`, how);
      if (!response.ok) throw await app.ask.refusal(response);
      return await response.json();
    } catch (fault) {
      if (fault instanceof app.Fault || (signal && signal.aborted)) throw fault;
      throw app.ask.named(fault, patience / 1000);
    } finally {
      clearTimeout(timer);
      if (signal) signal.removeEventListener("abort", stop);
    }
  },

  named(fault, seconds) {
    if (fault.name === "AbortError") return new app.Fault("timeout", `等了太久：服务 ${seconds} 秒没有回答。`, `No answer came within ${seconds} s.`);
    if (fault instanceof SyntaxError) return new app.Fault("server", "服务的回答读不懂。", "The service's answer cannot be read.");
    if (fault instanceof TypeError) return new app.Fault("network", "现在没有网络，或者连不上服务。", "There is no network, or the service cannot be reached.");
    return fault;
  },

  async refusal(response) {
    const code = response.status;
    if (code === 404) return new app.Fault("absent", "这个服务没有所问的内容。", "This service does not have what was asked.");
    if (code === 422) return new app.Fault("refused", `服务不接受这个查询：${app.ask.reasons(await response.json())}。`, "The service refuses this query.");
    return new app.Fault("server", `服务出错了（${code}），请稍后再试。`, `The service failed (${code}); try again.`);
  },

  /* What a problem document says of each parameter. */
  reasons(problem) {
    const told = (problem.errors || []).map((fault) => `${fault.parameter}：${fault.reason}`);
    return told.length ? told.join("；") : problem.detail;
  },
};
