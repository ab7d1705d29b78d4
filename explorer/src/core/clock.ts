/** What holds on a day in the world, as known on a day: the two clocks, turned without asking anyone. */
import type { Day, Model, Version } from "../contract.ts";
import { dayNumber, dayOf } from "./days.ts";

export const FROM_EARLIEST = 0;
export const FROM_LATEST = 1;
export const TO_EARLIEST = 2;
export const TO_LATEST = 3;
export const KNOWN_FROM = 4;
export const KNOWN_TO = 5;
export const SURE = 6;
export const CONFIDENCE = 7;
export const POLARITY = 8;
export const FIELDS = 9;
export const RULES = 10;
export const STATEMENTS = 11;
export const SOURCES = 12;

/** How certain a fact is on a day; `none` is not yet, no longer, or not known of. */
export const Certainty = { none: 0, possible: 1, yes: 2 } as const;
export type Certainty = 0 | 1 | 2;
export const CERTAINTY_NAMES = ["no", "possible", "yes"] as const;

/** The place of the version that was known on that day, -1 where nothing was. */
export function versionAt(versions: readonly Version[], knownOn: Day): number {
  for (let place = 0; place < versions.length; place += 1) { // for each fact at each step of a slider
    if (versions[place][KNOWN_FROM] <= knownOn && knownOn < versions[place][KNOWN_TO]) return place;
  }
  return -1;
}

/** Whether what is not known on that day becomes known later; else what was known of it is set aside by then. */
export function isYetToCome(versions: readonly Version[], knownOn: Day): boolean {
  return versions.some((each) => each[KNOWN_FROM] > knownOn);
}

export function certaintyAt(version: Version, asOf: Day): Certainty {
  if (version[SURE] && version[FROM_LATEST] <= asOf && asOf < version[TO_EARLIEST]) return 2;
  return version[FROM_EARLIEST] <= asOf && asOf < version[TO_LATEST] ? 1 : 0;
}

/** The days between open beginnings and ends on which any of these begins, ends or becomes known. */
export function eventDays(all: Iterable<readonly Version[]>, model: Ends) {
  const valid = new Set<Day>();
  const known = new Set<Day>();
  for (const versions of all) {
    for (const version of versions) {
      for (const place of [0, 1, 2, 3] as const) valid.add(version[place]);
      known.add(version[KNOWN_FROM]);
      known.add(version[KNOWN_TO]);
    }
  }
  const inside = (days: Set<Day>) => [...days].filter((day) => day > model.min_date && day < model.max_date).sort();
  return { valid: inside(valid), known: inside(known) };
}

type Ends = Pick<Model, "min_date" | "max_date">;

/** When something began, by its two bounds, as people write it and as every answer does: "2023", "2023-12", "by 2023-12-10"; "" if nothing is known of it. */
export function spanText(earliest: Day, latest: Day, model: Ends): string {
  if (earliest === model.max_date || latest === model.min_date) return "";
  if (earliest === latest) return latest;
  if (earliest === model.min_date) return latest === model.max_date ? "" : `by ${latest}`;
  if (latest === model.max_date) return `after ${earliest}`;
  const [year, month] = [earliest.slice(0, 4), earliest.slice(0, 7)];
  if (earliest === `${year}-01-01` && latest === `${year}-12-31`) return year;
  return earliest === `${month}-01` && month === latest.slice(0, 7) && dayOf(dayNumber(latest) + 1).endsWith("-01") ? month : `${earliest} … ${latest}`;
}

/** When it ended. The later bound of an end is the first day on which it surely is over; an end known to the day is written as this day. */
export function endText(earliest: Day, latest: Day, model: Ends): string {
  return spanText(earliest, latest === earliest || latest === model.max_date ? latest : dayOf(dayNumber(latest) - 1), model);
}

/** When a fact began and ended, in words. An end whose last day is open is the end of a term, and may never have come. */
export function boundsText(version: Version, model: Ends): string {
  const start = spanText(version[FROM_EARLIEST], version[FROM_LATEST], model);
  const end = endText(version[TO_EARLIEST], version[TO_LATEST], model);
  const open = version[TO_LATEST] === model.max_date;
  return `${start ? `began ${start}` : "start not known"}, ${!end ? "no end known" : open ? `may have ended, ${end}` : `ended ${end}`}`;
}
