// question: Who builds on whose licence, and which legal entity actually holds it?
// help: |
//   One row for each way in which a company may build what it sells.
//   own: it holds a right, or is on a register that permits, itself.
//   borrowed: it uses another's licence, of a kind that confers the right to make or sell.
//   contract-made: another makes for it. That it builds on the maker's licence is certain only
//   where the maker is known to hold one and the company none (rule maker-to-licence).
//   bought: it acquired a company that holds one. Buying is not holding: the licence must stand.
//   controlled: it owns more than half of a company that holds one; where the share is not
//   known, that is possible.
// parameters:
//   company: {type: entity, optional: true, help: only this company or brand}
// columns:
//   company: who builds
//   mode: own, borrowed, contract-made, bought or controlled
//   licence_holder: the legal entity that holds the licence
//   qualification: what is held or licensed
//   valid_from: since when, as far as the sources say
//   valid_to: until when; empty if no end is known
//   certainty: yes or possible
//   sources: keys of the sources
// example: ask who-builds-on-whose-licence --as-of 2023-12-10
MATCH (c:Company {key: $company})-[h:HOLDS|LISTED_IN]->(q)
WHERE (q.confers_right = true OR q.sense = 'permits')
  AND h.known_from <= $known_on AND $known_on < h.known_to
  AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
RETURN c.name AS company, 'own' AS mode, c.name AS licence_holder, q.name AS qualification,
  h.valid_from AS valid_from, h.valid_to AS valid_to,
  CASE WHEN h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    THEN 'yes' ELSE 'possible' END AS certainty,
  h.sources AS sources, [h.fact] AS facts
UNION ALL
MATCH (c:Entity {key: $company})-[u:USES_LICENCE_OF]->(l:Entity)
WHERE u.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
  AND u.known_from <= $known_on AND $known_on < u.known_to
  AND u.valid_from_earliest <= $as_of AND $as_of < u.valid_to_latest
WITH c, u, l, u.qualification AS held
OPTIONAL MATCH (q:Qualification {key: held})
RETURN c.name AS company, 'borrowed' AS mode, l.name AS licence_holder,
  coalesce(q.name, u.product, u.licence_kind) AS qualification,
  u.valid_from AS valid_from, u.valid_to AS valid_to,
  CASE WHEN u.sure AND u.valid_from_latest <= $as_of AND $as_of < u.valid_to_earliest
    THEN 'yes' ELSE 'possible' END AS certainty,
  u.sources AS sources, [u.fact] AS facts
UNION ALL
MATCH (c:Entity {key: $company})<-[m:MANUFACTURES_FOR]-(l:Company)
WHERE m.known_from <= $known_on AND $known_on < m.known_to
  AND m.valid_from_earliest <= $as_of AND $as_of < m.valid_to_latest
OPTIONAL MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
WHERE (q.confers_right = true OR q.sense = 'permits')
  AND h.known_from <= $known_on AND $known_on < h.known_to
  AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
RETURN c.name AS company, 'contract-made' AS mode, l.name AS licence_holder,
  q.name AS qualification, m.valid_from AS valid_from, m.valid_to AS valid_to,
  CASE WHEN h IS NOT NULL
    AND m.sure AND m.valid_from_latest <= $as_of AND $as_of < m.valid_to_earliest
    AND h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    AND NOT EXISTS {
      MATCH (c)-[o:HOLDS|LISTED_IN]->(own)
      WHERE (own.confers_right = true OR own.sense = 'permits')
        AND o.known_from <= $known_on AND $known_on < o.known_to
        AND o.valid_from_earliest <= $as_of AND $as_of < o.valid_to_latest
    }
    THEN 'yes' ELSE 'possible' END AS certainty,
  m.sources + coalesce(h.sources, []) AS sources,
  CASE WHEN h IS NULL THEN [m.fact] ELSE [m.fact, h.fact] END AS facts
UNION ALL
MATCH (c:Company {key: $company})-[a:ACQUIRED]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
WHERE (q.confers_right = true OR q.sense = 'permits')
  AND a.known_from <= $known_on AND $known_on < a.known_to
  AND a.valid_from_earliest <= $as_of AND $as_of < a.valid_to_latest
  AND h.known_from <= $known_on AND $known_on < h.known_to
  AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
RETURN c.name AS company, 'bought' AS mode, l.name AS licence_holder, q.name AS qualification,
  a.valid_from AS valid_from, a.valid_to AS valid_to,
  CASE WHEN a.sure AND a.valid_from_latest <= $as_of AND $as_of < a.valid_to_earliest
    AND h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    AND coalesce(a.share, 100.0) > 50
    THEN 'yes' ELSE 'possible' END AS certainty,
  a.sources + h.sources AS sources, [a.fact, h.fact] AS facts
UNION ALL
MATCH (c:Company {key: $company})-[o:OWNS]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
WHERE (q.confers_right = true OR q.sense = 'permits')
  AND coalesce(o.share, o.share_max, 100.0) > 50
  AND o.known_from <= $known_on AND $known_on < o.known_to
  AND o.valid_from_earliest <= $as_of AND $as_of < o.valid_to_latest
  AND h.known_from <= $known_on AND $known_on < h.known_to
  AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
RETURN c.name AS company, 'controlled' AS mode, l.name AS licence_holder,
  q.name AS qualification, h.valid_from AS valid_from, h.valid_to AS valid_to,
  CASE WHEN o.sure AND o.valid_from_latest <= $as_of AND $as_of < o.valid_to_earliest
    AND h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    AND coalesce(o.share, o.share_min, 0.0) > 50
    THEN 'yes' ELSE 'possible' END AS certainty,
  o.sources + h.sources AS sources, [o.fact, h.fact] AS facts
