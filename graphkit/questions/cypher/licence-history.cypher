// question: Which qualifications has a company ever relied on, from when to when, and how?
// help: |
//   Every way that held up to the date asked for, past ones included, with its own dates: own,
//   borrowed, contract-made, bought, controlled. Whether a maker or a bought company itself held
//   a licence at the time is not asked here; see who-builds-on-whose-licence.
// parameters:
//   company: {type: entity, help: the company or brand}
// columns:
//   valid_from: since when
//   valid_to: until when; empty if no end is known
//   mode: own, borrowed, contract-made, bought or controlled
//   through: the holder, maker or company bought
//   qualification: what is held or licensed, where the source says
//   certainty: yes, possible, or ended
//   sources: keys of the sources
// example: ask licence-history NIO
MATCH (c:Company {key: $company})-[r:HOLDS|LISTED_IN]->(q)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
RETURN r.valid_from AS valid_from, r.valid_to AS valid_to, 'own' AS mode, c.name AS through,
  q.name AS qualification,
  CASE WHEN r.valid_to_latest <= $as_of THEN 'ended'
    WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS certainty,
  r.sources AS sources, [r.fact] AS facts
UNION ALL
MATCH (c:Entity {key: $company})-[r:USES_LICENCE_OF]->(l:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
WITH r, l, r.qualification AS held
OPTIONAL MATCH (q:Qualification {key: held})
RETURN r.valid_from AS valid_from, r.valid_to AS valid_to, 'borrowed' AS mode, l.name AS through,
  coalesce(q.name, r.product, r.licence_kind) AS qualification,
  CASE WHEN r.valid_to_latest <= $as_of THEN 'ended'
    WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS certainty,
  r.sources AS sources, [r.fact] AS facts
UNION ALL
MATCH (c:Entity {key: $company})<-[r:MANUFACTURES_FOR]-(l:Company)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
RETURN r.valid_from AS valid_from, r.valid_to AS valid_to, 'contract-made' AS mode,
  l.name AS through, r.product AS qualification,
  CASE WHEN r.valid_to_latest <= $as_of THEN 'ended'
    WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS certainty,
  r.sources AS sources, [r.fact] AS facts
UNION ALL
MATCH (c:Company {key: $company})-[r:ACQUIRED]->(l:Company)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
RETURN r.valid_from AS valid_from, r.valid_to AS valid_to, 'bought' AS mode, l.name AS through,
  r.purpose AS qualification,
  CASE WHEN r.valid_to_latest <= $as_of THEN 'ended'
    WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS certainty,
  r.sources AS sources, [r.fact] AS facts
UNION ALL
MATCH (c:Company {key: $company})-[o:OWNS]->(l:Company)-[r:HOLDS|LISTED_IN]->(q)
WHERE coalesce(o.share, o.share_max, 100.0) > 50
  AND o.known_from <= $known_on AND $known_on < o.known_to AND o.valid_from_earliest <= $as_of
  AND r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
RETURN r.valid_from AS valid_from, r.valid_to AS valid_to, 'controlled' AS mode,
  l.name AS through, q.name AS qualification,
  CASE WHEN r.valid_to_latest <= $as_of OR o.valid_to_latest <= $as_of THEN 'ended'
    WHEN o.sure AND r.sure AND coalesce(o.share, o.share_min, 0.0) > 50
      AND o.valid_from_latest <= $as_of AND $as_of < o.valid_to_earliest
      AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS certainty,
  o.sources + r.sources AS sources, [o.fact, r.fact] AS facts
