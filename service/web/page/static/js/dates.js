/** Values of dates and times, ISO 8601, as a reader says them. */

import { day, plural } from "./format.js";

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const FORMS = [
  [/^(\d{4})$/, ([, year]) => year],
  [/^(\d{4}-\d\d)$/, ([, month]) => MONTH.format(new Date(`${month}-01T00:00:00Z`))],
  [/^(\d{4}-\d\d-\d\d)$/, ([, date]) => day(date)],
  [/^(\d{4})-W(\d\d)$/, ([, year, week]) => `week ${Number(week)} of ${year}, from ${day(monday(Number(year), Number(week)))}`],
  [/^(\d{4}-\d\d-\d\d)?T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$/, ([, date, time, zone]) => [date && day(date), time, zone && (zone === "Z" ? "UTC" : `UTC${zone}`)].filter(Boolean).join(" ")],
  [/^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/, lengthInWords],
];
const UNITS = ["year", "month", "week", "day", "hour", "minute", "second"];

/** @returns {string} "12 Sept 2019", "August 2019", "week 36 of 2019, from 2 Sept 2019", "3 days"; what is unknown stays as it is */
export function inWords(value) {
  const [from, to] = value.split("/");
  if (to) return `${inWords(from)} to ${inWords(to)}`;
  for (const [form, say] of FORMS) {
    const found = value.match(form);
    if (found) return say(found);
  }
  return value;
}

function lengthInWords([, ...counts]) {
  return counts.map((count, at) => count && plural(Number(count), UNITS[at])).filter(Boolean).join(" ");
}

/** The Monday of an ISO week; the week that holds 4 January is the first. */
function monday(year, week) {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const first = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  return new Date(first + (week - 1) * 7 * 86_400_000).toISOString().slice(0, 10);
}
