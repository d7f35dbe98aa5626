/* The chosen day and minute, for all parts of the page: `value`, `subscribe(fn)`, `set(changes)`. */
stationmap.hour = (() => {
  const { days } = stationmap.data.opening;
  const listeners = new Set();
  const START = 600; // ten in the morning of the day the page was made: the same picture for all who open it

  /* day: number in `days`; date, kind (workday, saturday, sunday, holiday), minute of the day, hour. */
  const valueOf = (day, minute) => ({ day, minute, hour: Math.floor(minute / 60), date: days[day].date, kind: days[day].kind });
  const hour = { value: valueOf(0, START), days };

  /* Calls fn(value) at every change; gives what ends it. */
  hour.subscribe = (fn) => {
    listeners.add(fn);
    return () => listeners.delete(fn);
  };
  hour.set = ({ day = hour.value.day, minute = hour.value.minute }) => {
    if (day === hour.value.day && minute === hour.value.minute) return;
    hour.value = valueOf(day, minute);
    for (const fn of listeners) fn(hour.value);
  };
  /* 1440 is the end of a day. */
  hour.clock = (minute) => {
    const whole = Math.floor(minute);
    return [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
  };

  const WEEKDAYS = [["周日", "Sun"], ["周一", "Mon"], ["周二", "Tue"], ["周三", "Wed"], ["周四", "Thu"], ["周五", "Fri"], ["周六", "Sat"]];
  const special = ({ zh, makeup, assumed }) =>
    zh ? ` ${zh}${makeup ? "调休上班" : ""}${assumed ? "（假期安排未公布）" : ""}` : "";
  const specialEnglish = ({ en, makeup }) => (en ? `, ${makeup ? "workday for " : ""}${en}` : "");

  /* Day, weekday and what is special about it, in both languages. */
  function words(day) {
    const [, month, date] = days[day].date.split("-").map(Number);
    const [zh, en] = WEEKDAYS[new Date(`${days[day].date}T00:00:00Z`).getUTCDay()];
    return [`${month}月${date}日 ${zh}${special(days[day])}`, `${en}${specialEnglish(days[day])}`];
  }
  hour.dayWords = words;
  /* Days of the coming week need no date. */
  hour.dayName = (day) => {
    const [zh, en] = words(day);
    return stationmap.text.both(day < 7 ? zh.replace(/^\S+ /, "") : zh, en);
  };
  hour.timeName = () => {
    const [zh, en] = words(hour.value.day);
    return stationmap.text.both(`${zh} ${hour.clock(hour.value.minute)}`, en);
  };

  /* The wall clock of the stations now, where it is one of the days; else null. */
  hour.now = () => {
    const format = { timeZone: stationmap.data.opening.zone, hourCycle: "h23", dateStyle: "short", timeStyle: "short" };
    const [date, time] = new Intl.DateTimeFormat("sv-SE", format).format(new Date()).split(" ");
    const day = days.findIndex((each) => each.date === date);
    const [hours, minutes] = time.split(":").map(Number);
    return day < 0 ? null : { day, minute: 60 * hours + minutes };
  };
  return hour;
})();
