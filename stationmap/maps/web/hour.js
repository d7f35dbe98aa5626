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
  return hour;
})();
