/* The desk: a place, what is needed there, the stations; a new call begins with nothing. */
(() => {
  const { both, place } = app.dom;
  const ask = app.asking.line();
  const settling = app.asking.line();
  let where = null; // the caller's place, in this page alone
  let drawnAt = "";

  const tell = (zh, en) => place("told").replaceChildren(both(zh, en));

  const fault = (zh, en) => {
    place("fault").hidden = !zh;
    place("fault-words").replaceChildren(...(zh ? [both(zh, en)] : []));
  };

  /* As it is read to the caller, in both languages. */
  const named = () => (where.kind === "position" ? ["您的位置", "your position"] : [`“${where.label}”`, `“${where.label}”`]);

  const drawn = (feature, row, count) => {
    app.station.draw(feature, { from: where && named(), needs: app.wishes.needs(), today: app.desk.now(), row, count });
    if (feature) tell(`第 ${row + 1} 个，共 ${count} 个：${feature.properties.name || feature.id}`, `${row + 1} of ${count}`);
  };

  /* A district is no address: the answer is of a point in it. */
  const rough = () => {
    const vague = where && ["district", "city", "street"].includes(where.kind);
    place("rough").hidden = !vague;
    if (vague) place("rough").replaceChildren(both("这是按其中一个代表点算的，请再问清路口或门牌。", "Counted from one point of it: ask for a crossing or a number."));
  };

  const shown = (answer) => {
    drawnAt = app.desk.now().slice(11);
    fault("", "");
    app.answers.draw(answer, app.desk.now());
    const found = answer.features.length;
    place("found").replaceChildren(both(`${found} 个符合，查询于 ${drawnAt}`, `${found} fit, asked at ${drawnAt}`));
    app.around.show(app.answers.all(), where);
  };

  const failed = (error) => {
    if (!(error instanceof app.Fault)) throw error;
    const [old, oldEn] = app.answers.all().length
      ? [`下面仍是 ${drawnAt} 按原先的要求查到的。`, ` Below is still what was found at ${drawnAt}.`]
      : ["", ""];
    fault(error.zh + old, error.en + oldEn);
  };

  const find = async () => {
    rough();
    if (!where || !where.datum) return false;
    const { lat, lon, datum } = where;
    place("answers").setAttribute("aria-busy", "true");
    try {
      const answer = await ask("/v1/stations/nearest", { lat, lon, datum, ...app.wishes.asked() });
      if (answer) shown(answer);
      return answer !== null;
    } catch (error) {
      failed(error);
      return false;
    } finally {
      place("answers").setAttribute("aria-busy", "false");
    }
  };

  /* A pasted position in the datum of the page, for the map; one that cannot be converted is asked for as it is. */
  const settle = async () => {
    if (where.kind !== "position") return;
    const from = where;
    const { lat, lon, datum } = from.read;
    try {
      const answer = await settling("/v1/positions", { lat, lon, datum });
      if (!answer || where !== from) return;
      const [x, y] = answer[app.desk.datum];
      where = { ...from, lat: y, lon: x, datum: app.desk.datum };
      app.datums.tell(from.read, answer.district_name);
    } catch (error) {
      if (!(error instanceof app.Fault)) throw error;
    }
  };

  /* Nothing found for one place may stand where another is asked for. */
  const empty = () => {
    app.answers.clear();
    app.station.draw(null);
    place("found").replaceChildren();
    app.around.hide();
    fault("", "");
  };

  const go = async () => {
    await settle();
    if (await find()) app.station.focus();
  };

  /* A position begins in its own datum, and `read` keeps what was pasted. */
  const stand = (position, datum) => {
    where = { ...position, datum, read: { lat: position.lat, lon: position.lon, datum } };
  };

  const chosen = (option) => {
    empty();
    app.datums.hide();
    stand(option, option.kind === "position" ? app.datums.of(option) : app.desk.datum);
    if (where.datum) go();
    else tell("请选坐标系，选好就查。", "Choose the datum.");
  };

  const fresh = () => {
    ask.drop();
    settling.drop();
    where = null;
    drawnAt = "";
    app.search.clear();
    app.wishes.clear();
    app.datums.hide();
    empty();
    rough();
    tell("新来电，上一个来电的内容已清除。", "New call; nothing of the last one is left.");
    app.search.focus();
  };

  const copy = async () => {
    const copied = await app.station.copy();
    if (copied === null) return;
    if (copied) tell("已复制，可以粘贴到短信里。", "Copied.");
    else tell("不能自动复制：文字已选中，请按 Ctrl+C。", "Selected; press Ctrl+C.");
  };

  if (app.config.meta.notice) {
    place("notice").hidden = false;
    place("notice").append(app.config.meta.notice);
  }
  app.search.start(chosen);
  app.wishes.start(find);
  app.answers.start(drawn);
  app.datums.start((datum) => {
    empty();
    stand({ ...where, ...where.read }, datum);
    go();
  });
  app.keys.start({
    need: (digit) => app.wishes.press(digit),
    search: () => app.search.focus(),
    next: () => app.answers.step(1),
    previous: () => app.answers.step(-1),
    more: () => app.wishes.more(),
    fewer: () => app.wishes.fewer(),
    copy,
    fresh,
  });
  for (const [id, act] of [["fresh", fresh], ["copy", copy], ["again", go]]) place(id).addEventListener("click", act);
  place("next").addEventListener("click", () => app.answers.step(1));
  place("previous").addEventListener("click", () => app.answers.step(-1));
  window.addEventListener("offline", () => fault("这台电脑断网了，现在查不到新的答案。", "This computer is offline."));
  window.addEventListener("online", () => (where ? find() : fault("", "")));
  window.addEventListener("pagehide", fresh); // nothing for the back button to bring back
  app.search.focus();
})();
