/* The search field: a combobox with a list (ARIA APG). Its first answer is ready for Enter; the last question counts. */
app.search = (() => {
  const { make, both, place } = app.dom;
  const PAUSE = 90; // milliseconds of quiet after a key
  const MOST = 8;
  const HOW = { close: ["，写法相近", ", spelt alike"], part: ["，对上一部分", ", fits a part"] };
  const field = place("where");
  const list = place("places");
  const told = place("where-told");
  const ask = app.asking.line();
  let options = []; // what the list shows: {label, zh, en, lat, lon, …}
  let active = -1;
  let timer = 0;
  let waiting = false; // what the list shows is not of what the field says
  let hurried = false; // Enter came before the answers
  let chosen = () => {};

  const tell = (zh, en) => told.replaceChildren(both(zh, en));

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const point = (at) => {
    active = at;
    [...list.children].forEach((item, row) => item.setAttribute("aria-selected", String(row === at)));
    field.setAttribute("aria-activedescendant", `place-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  };

  const drop = () => {
    clearTimeout(timer);
    ask.drop();
    waiting = hurried = false;
    timer = 0;
  };

  const choose = (at) => {
    const option = options[at];
    if (option.lat === null) {
      tell(`“${option.label}”没有登记位置，请换一个地方。`, "It has no position; choose another place.");
      return;
    }
    drop();
    close();
    field.value = option.label;
    tell("", "");
    chosen(option);
  };

  const row = (option, at) => {
    const item = make("li", { id: `place-${at}`, role: "option", "aria-selected": "false" });
    item.append(make("bdi", { class: "label" }, option.label), " ", make("span", { class: "kind" }, both(option.zh, option.en)));
    if (option.detail) item.append(" ", make("bdi", { class: "detail" }, option.detail));
    item.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    item.addEventListener("click", () => choose(at));
    return item;
  };

  const show = (found) => {
    options = found;
    waiting = false;
    list.replaceChildren(...found.map(row));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    if (!found.length) {
      close();
      tell("没有找到这个地方。请换个说法、用拼音，或贴上坐标。", "Nothing found: try other words, pinyin, or a position.");
      hurried = false;
      return;
    }
    point(0);
    if (found[0].part) {
      // whoever pressed Enter before has not seen that it is only a part
      hurried = false;
      tell(`没有全部对上的。${found.length} 个对上一部分，核对后回车选第一个。`, `None fits all of it; ${found.length} fit a part. Check; Enter takes the first.`);
      return;
    }
    tell(`${found.length} 个结果，回车选第一个。`, `${found.length} results; Enter takes the first.`);
    if (hurried) choose(0);
  };

  const ofPlace = (feature) => {
    const facts = feature.properties;
    const [lon, lat] = feature.geometry ? feature.geometry.coordinates : [null, null];
    const [zh, en] = app.words.place(facts.kind);
    const [how, howEn] = HOW[facts.matched] || ["", ""];
    const detail = [facts.district_name, facts.address].filter(Boolean).join(" · ");
    const label = facts.name || facts.id;
    return { label, zh: zh + how, en: en + howEn, detail, lat, lon, kind: facts.kind, part: facts.matched === "part" };
  };

  const ofPair = ({ lat, lon, sure, datum }) => ({
    label: `${lat}, ${lon}`,
    zh: `坐标，读作纬度 ${lat}、经度 ${lon}${sure ? "" : "（次序不能确定，请核对）"}`,
    en: `read as latitude ${lat}, longitude ${lon}${sure ? "" : "; the order is not certain"}`,
    detail: "", lat, lon, kind: "position", datum, sure,
  });

  const find = async () => {
    timer = 0;
    const q = [...field.value.trim()].slice(0, 50).join("");
    try {
      const answer = await ask("/v1/places", { q, limit: MOST, datum: app.desk.datum });
      if (answer) show(answer.features.map(ofPlace));
    } catch (fault) {
      if (!(fault instanceof app.Fault)) throw fault;
      drop();
      close();
      options = [];
      tell(`${fault.zh}按回车再查。`, `${fault.en} Press Enter to ask again.`);
    }
  };

  const typed = () => {
    drop();
    if (!field.value.trim()) {
      close();
      tell("", "");
      return;
    }
    const pairs = app.coordinates.read(field.value);
    if (pairs.length) show(pairs.slice(0, MOST).map(ofPair)); // no need to ask anybody
    else {
      waiting = true;
      timer = setTimeout(find, PAUSE);
    }
  };

  const open = () => !list.hidden;

  const move = (step) => {
    if (!options.length || waiting) return;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    point((active + step + options.length) % options.length);
  };

  const enter = () => {
    if (!field.value.trim()) return;
    if (!waiting && options.length) {
      choose(active);
      return;
    }
    hurried = true;
    if (waiting && !timer) return; // it is being asked
    clearTimeout(timer);
    waiting = true;
    find();
  };

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => enter(),
    Escape: () => (open() ? close() : clear()),
  };

  const pressed = (event) => {
    // while Chinese is composed, Enter and arrows belong to the input method
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!KEYS[event.key]) return;
    KEYS[event.key]();
    event.preventDefault();
  };

  const clear = () => {
    drop();
    close();
    options = [];
    field.value = "";
    tell("", "");
  };

  return {
    clear,
    focus() {
      field.focus();
      field.select();
    },
    /* Calls `then({label, lat, lon, kind, datum})` with what is chosen. */
    start(then) {
      chosen = then;
      field.addEventListener("input", (event) => event.isComposing || typed());
      field.addEventListener("compositionend", typed);
      field.addEventListener("keydown", pressed);
      field.addEventListener("blur", close);
    },
  };
})();
