/** The two clocks: a day in the world and a day of knowledge, each with a slider, a field and play. */
import { eventDays, isYetToCome } from "../core/clock.ts";
import { clamp, dayNumber, dayOf, isDay } from "../core/days.ts";
import type { Context } from "./context.ts";
import { button, el, fresh, replace, svg } from "./dom.ts";

type Name = "asOf" | "knownOn";
const WORDS = {
  asOf: { label: "In the world", help: "what held on this day", play: "Play the years" },
  knownOn: { label: "As known on", help: "what could be known by this day", play: "Play what became known" },
} as const;
const LENGTH = 16_000; // milliseconds from one end to the other
const TICK = 90;
const STEP = 30; // days that Page Up and Page Down move

export function clocks(context: Context): HTMLElement {
  const said = el("p", { class: "gk-count", role: "status", "aria-live": "polite" });
  context.onSeen(() => replace(said, counted(context)));
  return el("section", { class: "gk-clocks", "aria-label": "Clocks" }, clock(context, "asOf"), clock(context, "knownOn"), said);
}

function counted({ seen, stage, world, store: { state: { knownOn } } }: Context): string {
  let [yes, possible, later, gone] = [0, 0, 0, 0];
  for (const place of stage.links) {
    if (seen.links[place] === 2) yes += 1;
    else if (seen.links[place] === 1) possible += 1;
    else if (seen.versions[place] < 0) {
      if (isYetToCome(world.links[place].versions, knownOn)) later += 1;
      else gone += 1;
    }
  }
  const facts = `${yes.toLocaleString("en")} ${yes === 1 ? "fact holds" : "facts hold"}`;
  return [facts, possible ? `${possible.toLocaleString("en")} possible` : "", later ? `${later.toLocaleString("en")} not known yet` : "",
    gone ? `${gone.toLocaleString("en")} set aside` : ""].filter(Boolean).join(" · ");
}

function clock(context: Context, name: Name): HTMLElement {
  const { store } = context;
  const words = WORDS[name];
  const id = fresh("clock");
  const range = () => (name === "asOf" ? context.range.valid : context.range.known);
  const slider = el("input", { type: "range", id, step: 1, "aria-describedby": `${id}-help`, on: {
    input: () => set(dayOf(Number(slider.value))),
    keydown: (event: KeyboardEvent) => {
      const step = { PageUp: STEP, PageDown: -STEP }[event.key];
      if (!step) return;
      event.preventDefault();
      set(clamp(dayOf(dayNumber(store.state[name]) + step), ...range()));
    },
  } });
  const field = el("input", { type: "text", class: "gk-day", inputmode: "numeric", maxlength: 10, "aria-label": `${words.label}: day, as 2023-12-31`, on: {
    change: () => {
      const good = isDay(field.value);
      field.setCustomValidity(good ? "" : "Write a day as 2023-12-31.");
      if (good) set(field.value);
      else field.reportValidity();
    },
  } });
  const play = button("", () => (timer ? stop() : run()), { class: "gk-play" });
  let timer = 0;
  const set = (day: string) => store.set({ [name]: day });
  const label = () => {
    play.setAttribute("aria-label", timer ? "Pause" : words.play);
    play.title = timer ? "Pause" : words.play;
    play.dataset.playing = String(Boolean(timer));
  };
  const stop = () => { clearInterval(timer); timer = 0; label(); };
  const run = () => {
    const [first, last] = range();
    if (store.state[name] >= last) set(first);
    const step = Math.max(1, Math.round((dayNumber(last) - dayNumber(first)) * TICK / LENGTH));
    timer = window.setInterval(() => {
      if (!play.isConnected) return stop();
      const next = dayOf(dayNumber(store.state[name]) + step);
      set(clamp(next, first, last));
      if (next >= last) stop();
    }, TICK);
    label();
  };
  const show = () => {
    const [first, last] = range();
    const day = store.state[name];
    [slider.min, slider.max] = [String(dayNumber(first)), String(dayNumber(last))];
    slider.value = String(dayNumber(clamp(day, first, last)));
    slider.setAttribute("aria-valuetext", day);
    if (document.activeElement !== field) field.value = day;
  };
  context.onSeen(show);
  label();
  return el("div", { class: "gk-clock", "data-clock": name }, play,
    el("div", { class: "gk-clock-label" }, el("label", { for: id }, words.label), " ", el("span", { id: `${id}-help` }, words.help)),
    slider, ticks(context, name), field);
}

const WIDE = 1000;

/** Below the slider: the days on which something of the picture changes. */
function ticks(context: Context, name: Name): SVGElement {
  const marks = svg("path", {});
  let drawn: unknown = null;
  context.onSeen(() => {
    if (drawn === context.stage) return;
    drawn = context.stage;
    const { valid, known } = eventDays([...context.stage.links].map((place) => context.world.links[place].versions), context.model);
    const [first, last] = (name === "asOf" ? context.range.valid : context.range.known).map(dayNumber);
    const at = (day: string) => Math.round(((dayNumber(day) - first) / Math.max(last - first, 1)) * WIDE);
    const places = new Set((name === "asOf" ? valid : known).map(at).filter((x) => x >= 0 && x <= WIDE));
    marks.setAttribute("d", [...places].map((x) => `M${x} 0V6`).join(""));
  });
  return svg("svg", { class: "gk-ticks", viewBox: `0 0 ${WIDE} 6`, preserveAspectRatio: "none", "aria-hidden": "true" }, marks);
}
