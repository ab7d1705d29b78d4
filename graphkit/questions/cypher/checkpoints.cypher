// question: Which checkpoints has a company cleared, when, and which is missing?
// help: |
//   Every checkpoint (a qualification with an order) and every register that permits, of the
//   schemes in the store, with what is known of this company: yes, possible, denied (a source
//   says no), refused (an authority did) or not known. Absence is never taken for "no".
// parameters:
//   company: {type: entity, help: the company}
// columns:
//   step: place among the checkpoints; empty for a register
//   checkpoint: the qualification or register
//   state: yes, possible, ended, denied, refused, applied or not known
//   valid_from: since when, or of which day a denial speaks
//   valid_to: until when; empty if no end is known
//   sources: keys of the sources
// example: ask checkpoints NIO --as-of 2023-12-10
MATCH (q:Entity)
WHERE q.order IS NOT NULL OR q.sense = 'permits' OR q.confers_right = true
MATCH (c:Entity {key: $company})
OPTIONAL MATCH (c)-[r:HOLDS|CLEARED|LISTED_IN|APPLIED_FOR]->(q)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
OPTIONAL MATCH (s:Statement {subject: $company})
WHERE s.object = q.key AND s.polarity <> 'asserted' AND s.known_earliest <= $known_on
  AND s.valid_from_earliest <= $as_of AND s.relation IN ['HOLDS', 'CLEARED', 'LISTED_IN']
WITH q, r, s
WHERE r IS NOT NULL OR s IS NOT NULL OR q.order IS NOT NULL OR q.sense = 'permits'
RETURN q.order AS step, q.name AS checkpoint,
  CASE WHEN r IS NULL AND s IS NULL THEN 'not known'
    WHEN r IS NULL AND s.polarity = 'refused' THEN 'refused'
    WHEN r IS NULL THEN 'denied'
    WHEN r.valid_to_latest <= $as_of THEN 'ended'
    WHEN type(r) = 'APPLIED_FOR' THEN 'applied'
    WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS state,
  CASE WHEN r IS NULL THEN s.valid_from ELSE r.valid_from END AS valid_from,
  r.valid_to AS valid_to,
  CASE WHEN r IS NULL THEN [s.source] ELSE r.sources END AS sources,
  CASE WHEN r IS NULL THEN [s.fact] ELSE [r.fact] END AS facts
