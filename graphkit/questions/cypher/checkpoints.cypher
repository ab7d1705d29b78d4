// question: Which checkpoints has a company cleared, when, and which is missing?
// help: |
//   Every checkpoint (a qualification with an order) and every register that permits, of the
//   industries in which anything is known of the company or of those it bought or owns more than
//   half of: yes, possible, ended, applied, denied (a source says no), refused (an authority did)
//   or not known. Absence is never taken for "no". A denial speaks of its day and of later
//   ones, or of the time before the end that it gives; it and an application are left out where
//   one of these companies has cleared the checkpoint.
// parameters:
//   company: {type: entity, help: the company}
// columns:
//   step: place among the checkpoints; empty for a register
//   checkpoint: the qualification or register
//   entity: who cleared it, or of whom it is denied
//   state: yes, possible, ended, denied, refused, applied or not known
//   valid_from: since when, or of which day a denial speaks
//   valid_to: until when; empty if no end is known
//   sources: keys of the sources
// example: ask checkpoints NIO --as-of 2023-12-10
MATCH (c:Entity {key: $company})
OPTIONAL MATCH (c)-[o:OWNS|ACQUIRED]->(d:Company)
WHERE o.known_from <= $known_on AND $known_on < o.known_to
  AND o.valid_from_earliest <= $as_of AND $as_of < o.valid_to_latest
  AND (o.control = true
    OR coalesce(o.share, o.share_min, CASE type(o) WHEN 'OWNS' THEN 0.0 ELSE 100.0 END) > 50)
WITH c, [c] + collect(DISTINCT d) AS those
MATCH (q:Qualification|Register)
WHERE q.order IS NOT NULL OR q.sense = 'permits' OR q.confers_right = true
UNWIND those AS e
OPTIONAL MATCH (e)-[r:HOLDS|CLEARED|LISTED_IN|APPLIED_FOR]->(q)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
OPTIONAL MATCH (s:Statement {subject: e.key})
WHERE r IS NULL AND s.object = q.key AND s.polarity <> 'asserted'
  AND s.known_earliest <= $known_on AND s.relation IN ['HOLDS', 'CLEARED', 'LISTED_IN']
  AND CASE WHEN s.valid_to_latest < '9999-12-31' THEN $as_of < s.valid_to_latest
    WHEN s.valid_from_latest < '9999-12-31' THEN s.valid_from_latest <= $as_of
    ELSE s.known_latest <= $as_of END
  AND NOT EXISTS {
    MATCH (k:Decision {statement: s.key}) WHERE k.verdict = 'set-aside'
      AND k.decided_on <= $known_on
      AND NOT EXISTS { MATCH (w:Decision {withdraws: k.key}) WHERE w.decided_on <= $known_on }
  }
WITH c, q, c.key = e.key AS asked, {entity: e.name,
  state: CASE WHEN r IS NULL AND s IS NULL THEN 'not known'
    WHEN r IS NULL AND s.polarity = 'refused' THEN 'refused'
    WHEN r IS NULL THEN 'denied'
    WHEN type(r) = 'APPLIED_FOR' AND r.status = 'refused' AND r.valid_from_latest <= $as_of
      THEN 'refused'
    WHEN r.valid_to_latest <= $as_of THEN 'ended'
    WHEN type(r) = 'APPLIED_FOR' THEN 'applied'
    WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END,
  from: CASE WHEN r IS NULL THEN s.valid_from ELSE r.valid_from END, to: r.valid_to,
  sources: CASE WHEN r IS NULL THEN [s.source] ELSE r.sources END,
  fact: CASE WHEN r IS NULL THEN s.fact ELSE r.fact END} AS found
WITH c, q, collect({asked: asked, found: found}) AS known,
  max(CASE found.state WHEN 'yes' THEN 1 ELSE 0 END) AS cleared,
  max(CASE found.state WHEN 'not known' THEN 0 ELSE 1 END) AS heard
WITH c, collect({name: q.name, step: q.order, industry: q.industry, known: known,
  counts: q.order IS NOT NULL OR q.sense = 'permits', cleared: cleared, heard: heard}) AS schemes
WITH schemes, [each IN schemes WHERE each.heard = 1 | each.industry] + [c.industry] AS trades
UNWIND schemes AS scheme
UNWIND scheme.known AS each
WITH scheme, trades, each.asked AS asked, each.found AS found
WHERE found.state IN ['yes', 'possible', 'ended', 'refused']
  OR (found.state IN ['applied', 'denied'] AND scheme.cleared = 0)
  OR (found.state = 'not known' AND scheme.heard = 0 AND asked AND scheme.counts
    AND scheme.industry IN trades)
RETURN toInteger(scheme.step) AS step, scheme.name AS checkpoint, found.entity AS entity,
  found.state AS state, found.from AS valid_from, found.to AS valid_to,
  found.sources AS sources, [found.fact] AS facts
