/* How distances, times, states and codes are said. */
app.words = {
  hotline: "12351",
  vocabulary: (list) => new Map(list.map((item) => [item.code, item])),

  /* A code of the vocabulary in words; one that this page does not know stays a code. */
  named(words, code) {
    const item = words.get(code);
    return item ? app.dom.both(item.zh, item.en === item.zh ? "" : item.en) : app.dom.both(code);
  },

  /* Names of codes, parted so that they break between names. */
  list(words, codes) {
    const span = app.dom.make("span", { class: "words" });
    for (const code of codes) span.append(app.words.named(words, code), " ");
    return span;
  },

  /* Names of codes of any vocabulary in one breath, Chinese and English. */
  joined(codes) {
    const { amenities, kinds, access } = app.config.meta;
    const words = app.words.vocabulary([...amenities, ...kinds, ...access]);
    const names = codes.map((code) => words.get(code) || { zh: code, en: code });
    return [names.map((item) => item.zh).join("、"), names.map((item) => item.en).join(", ")];
  },

  /* What a place of the search is. */
  place: (kind) => app.config.places[kind] || [kind, ""],

  /* In steps of so many metres; rounded ones are never said to be nought. */
  metres(m, step = 1) {
    const whole = Math.round(m / step) * step;
    if (whole < 1000) {
      const said = step > 1 ? Math.max(whole, step) : whole;
      return [`${said} 米`, `${said} m`];
    }
    const km = m < 9950 ? (m / 1000).toFixed(1) : Math.round(m / 1000);
    return [`${km} 公里`, `${km} km`];
  },

  minutes(n) {
    if (n < 60) return [`${n} 分钟`, `${n} min`];
    const hours = Math.floor(n / 60);
    const rest = n % 60;
    return [`${hours} 小时${rest ? ` ${rest} 分` : ""}`, `${hours} h${rest ? ` ${rest} min` : ""}`];
  },

  direction(degrees) {
    const names = [["北", "N"], ["东北", "NE"], ["东", "E"], ["东南", "SE"], ["南", "S"], ["西南", "SW"], ["西", "W"], ["西北", "NW"]];
    return names[Math.round(degrees / 45) % 8];
  },

  /* Minutes and hours of this phone's clock. */
  clock(instant) {
    const at = new Date(instant);
    const two = (n) => String(n).padStart(2, "0");
    const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
    if (at.toDateString() === new Date().toDateString()) return time;
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
  },

  /* An instant as the station's clock shows it; its day, unless it is today there. */
  moment(text) {
    const sign = text.slice(-6, -5);
    const [h, m] = text.endsWith("Z") ? [0, 0] : [Number(text.slice(-5, -3)), Number(text.slice(-2))];
    const ahead = (sign === "-" ? -1 : 1) * (h * 60 + m) * 60000;
    const day = (days) => new Date(Date.now() + ahead + days * 86400000).toISOString().slice(0, 10);
    const time = text.slice(11, 16);
    if (text.slice(0, 10) === day(0)) return [time, time];
    if (text.slice(0, 10) === day(1)) return [`明天 ${time}`, `${time} tomorrow`];
    return [`${text.slice(0, 10)} ${time}`, `${text.slice(0, 10)} ${time}`];
  },

  /* Whether one finds it open, in a sentence; what nobody knows is said to be unknown. */
  state(facts) {
    const [zh, en] = app.words[facts.open](facts);
    const guess = facts.open_estimated && facts.open !== "unknown";
    return [zh + (guess ? "（按尚未公布的节假日估计）" : ""), en + (guess ? " (public holidays estimated)" : "")];
  },

  open(facts) {
    if (!facts.closes_at) return ["到达时开门", "open when you arrive"];
    const [zh, en] = app.words.moment(facts.closes_at);
    const left = facts.minutes_left_on_arrival;
    if (left === null || left === undefined) return [`到达时开门，${zh} 关门`, `open when you arrive, closes ${en}`];
    const [leftZh, leftEn] = app.words.minutes(left);
    return [`到达时开门，${zh} 关门，到时还剩 ${leftZh}`, `open when you arrive, closes ${en}, ${leftEn} left then`];
  },

  closed(facts) {
    if (!facts.opens_at) return ["到达时关门", "closed when you arrive"];
    const [zh, en] = app.words.moment(facts.opens_at);
    return [`到达时关门，${zh} 开门`, `closed when you arrive, opens ${en}`];
  },

  unknown(facts) {
    const [zh, en] = ["不知道到达时开不开门", "nobody knows whether it is open"];
    return facts.phone ? [`${zh}，请先打电话`, `${en}: call first`] : [zh, en];
  },
};
