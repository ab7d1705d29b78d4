// question: Where do sources contradict each other, and what does each of them say?
// help: |
//   A row for each statement of a fact whose sources give dates that cannot all be right, or
//   that one source asserts and another denies for the same time; and of an attribute for which
//   sources give different values. Nothing is decided here: until someone does, the days in
//   dispute are answered with possible.
// parameters:
//   company: {type: entity, optional: true, help: only what is said of this subject}
// columns:
//   about: the fact or attribute in a sentence
//   conflict: starts-differ, ends-differ, disputed or values-differ
//   polarity: asserted, denied, refused or rumour-denied
//   valid_from: the start that this source gives
//   valid_to: the end that this source gives
//   confidence: confirmed, reported, rumoured or inferred
//   sources: key of the source
// example: ask conflicts
MATCH (c:Entity {key: $company})-[r]->(o:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
UNWIND r.rules AS conflict
WITH r, conflict
WHERE conflict IN ['starts-differ', 'ends-differ', 'disputed']
MATCH (s:Statement {fact: r.fact})
WHERE s.known_earliest <= $known_on
RETURN s.name AS about, conflict, s.polarity AS polarity, s.valid_from AS valid_from,
  s.valid_to AS valid_to, s.confidence AS confidence, [s.source] AS sources, [s.fact] AS facts
UNION ALL
MATCH (c:Entity {key: $company})
MATCH (s:Statement {subject: c.key})
WHERE s.relation IN ['founded', 'ceased', 'first_delivery'] AND s.known_earliest <= $known_on
  AND s.valid_from_earliest <= $as_of
MATCH (t:Statement {subject: c.key})
WHERE t.relation = s.relation AND t.value <> s.value AND t.known_earliest <= $known_on
WITH DISTINCT s
RETURN s.name AS about, 'values-differ' AS conflict, s.polarity AS polarity,
  s.valid_from AS valid_from, s.valid_to AS valid_to, s.confidence AS confidence,
  [s.source] AS sources, [s.fact] AS facts
