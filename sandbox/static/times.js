// Moments in words, as the school's clock shows them.

const zone = "Asia/Shanghai";
const format = (locale, options) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
const clock = format("zh-CN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const calendar = format("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });
const weekday = format("zh-CN", { weekday: "short" });

/** The calendar day of `seconds` (unix), as 2024-09-01. */
export const dayOf = (seconds) => calendar.format(new Date(seconds * 1000));

export const clockOf = (seconds) => clock.format(new Date(seconds * 1000));

/** 9月1日, with the year where it is not that of `now`. */
export function dateLabel(seconds, now) {
  const [year, month, date] = dayOf(seconds).split("-").map(Number);
  const sameYear = String(year) === dayOf(now).slice(0, 4);
  return `${sameYear ? "" : `${year}年`}${month}月${date}日`;
}

export const dateWithWeekday = (seconds, now) =>
  `${dateLabel(seconds, now)} ${weekday.format(new Date(seconds * 1000))}`;

/** How a chat tells the time of a line: as short as it can be at `now`. */
export function timeLabel(seconds, now) {
  if (dayOf(seconds) === dayOf(now)) return clockOf(seconds);
  if (dayOf(seconds) === dayOf(now - 86_400)) return `昨天 ${clockOf(seconds)}`;
  return `${dateLabel(seconds, now)} ${clockOf(seconds)}`;
}
