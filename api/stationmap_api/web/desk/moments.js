/* Days and hours by the stations' clock, as they are said on the telephone. */
app.moments = (() => {
  const DAY = 86400000;
  const WEEK = ["日", "一", "二", "三", "四", "五", "六"];

  const dayOf = (iso) => Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)));

  /* What a zone's clock shows at an instant, as 2026-12-03T08:30. */
  const shown = (zone, at) => {
    const options = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const parts = {};
    for (const { type, value } of new Intl.DateTimeFormat("en-US", options).formatToParts(at)) parts[type] = value;
    return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
  };

  /* The instant, in UTC, at which a zone's clock shows this; an hour that is skipped is that after it. */
  const instant = (zone, wall) => {
    const wanted = Date.parse(`${wall}Z`);
    let at = wanted;
    for (let turn = 0; turn < 2; turn += 1) at += wanted - Date.parse(`${shown(zone, new Date(at))}Z`);
    return new Date(at).toISOString().replace(".000Z", "Z");
  };

  /* A moment that the service tells, with its day as somebody says it today; midnight ends a day where it `closes`. */
  const said = (iso, today, closes = false) => {
    let day = dayOf(iso);
    let time = iso.slice(11, 16);
    if (closes && time === "00:00") [day, time] = [day - DAY, "24:00"];
    const ahead = Math.round((day - dayOf(today)) / DAY);
    const near = [["今天", "today"], ["明天", "tomorrow"], ["后天", "the day after tomorrow"]][ahead];
    if (near) return [`${near[0]} ${time}`, `${time} ${near[1]}`];
    const date = new Date(day);
    const [month, number] = [date.getUTCMonth() + 1, date.getUTCDate()];
    const year = date.getUTCFullYear() === Number(today.slice(0, 4)) ? "" : `${date.getUTCFullYear()} 年 `;
    return [`${year}${month} 月 ${number} 日（周${WEEK[date.getUTCDay()]}）${time}`, `${time} on ${date.toISOString().slice(0, 10)}`];
  };

  return { shown, instant, said };
})();
