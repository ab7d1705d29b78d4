/** Days as numbers, to put them on a line: 0 is 1970-01-01. */
import type { Day } from "../contract.ts";

const LENGTH = 86_400_000;

export function dayNumber(day: Day): number {
  const [year, month, date] = day.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return Math.floor(moment.getTime() / LENGTH);
}

export function dayOf(number: number): Day {
  const moment = new Date(number * LENGTH);
  return `${String(moment.getUTCFullYear()).padStart(4, "0")}-${moment.toISOString().slice(-19, -14)}`;
}

/** Whether it is written as a day and is one. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && dayOf(dayNumber(text)) === text;
}

export function clamp(day: Day, first: Day, last: Day): Day {
  return day < first ? first : day > last ? last : day;
}
