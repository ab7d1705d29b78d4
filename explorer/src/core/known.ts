/** What of decisions and contradictions counts on a day of knowledge; a saved page holds those of all days. Pure. */
import type { ConflictView, Day, DecisionView } from "../contract.ts";

/** Of each statement the newest decision; none where the newest contradict each other. */
export function inForce(decisions: readonly DecisionView[], knownOn: Day): DecisionView[] {
  const now = decisions.filter((each) => each.counts_from <= knownOn && knownOn < each.counts_to);
  return [...new Set(now.map((each) => each.statement))].flatMap((statement) => {
    const made = now.filter((each) => each.statement === statement);
    const last = made.reduce((day, each) => (each.counts_from > day ? each.counts_from : day), "");
    const newest = made.filter((each) => each.counts_from === last);
    return newest.every((each) => each.verdict === newest[0].verdict) ? newest.slice(-1) : [];
  });
}

/** Those of which two sides could be known by then and one is of these statements, in the words of what could be known. */
export function conflictsKnown(conflicts: readonly ConflictView[], statements: ReadonlySet<string>, knownOn: Day) {
  return conflicts.flatMap((each) => {
    const claims = each.claims.filter((claim) => claim.known_from <= knownOn);
    const sides = new Set(claims.map((claim) => `${claim.polarity} ${claim.sentence}`));
    if (sides.size < 2 || !claims.some((claim) => statements.has(claim.statement))) return [];
    const isOpen = !each.decided_on || each.decided_on > knownOn;
    return [{ ...each, isOpen, hint: isOpen && each.decided_on ? "" : each.hint, sentence: claims.map((claim) => claim.sentence).join("; ") }];
  });
}
