// question: Who switched route, in what order, and with what overlap?
// help: |
//   Pairs of routes of one company where the second began after the first: borrowed licence,
//   contract manufacture, own right, controlled holder, bought holder. The overlap is yes where
//   the second surely began before the first ended, no where surely after, else possible.
// parameters:
//   company: {type: entity, optional: true, help: only this company}
// columns:
//   company: who switched
//   first: the earlier route
//   first_through: its holder or maker
//   second: the later route
//   second_through: its holder or maker
//   second_from: since when the later route
//   overlap: yes, possible or no
//   sources: keys of the sources
// example: ask route-switches NIO
CALL {
  MATCH (c:Company {key: $company})-[r:HOLDS|LISTED_IN]->(q)
  WHERE q.confers_right = true OR q.sense = 'permits'
  RETURN c, r, 'own' AS route, c.name AS through
  UNION
  MATCH (c:Company {key: $company})-[r:USES_LICENCE_OF]->(l:Entity)
  WHERE r.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
  RETURN c, r, 'borrowed' AS route, l.name AS through
  UNION
  MATCH (c:Company {key: $company})<-[r:MANUFACTURES_FOR]-(l:Company)
  RETURN c, r, 'contract-made' AS route, l.name AS through
  UNION
  MATCH (c:Company {key: $company})-[r:ACQUIRED]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
  WHERE (q.confers_right = true OR q.sense = 'permits')
    AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
  RETURN c, r, 'bought' AS route, l.name AS through
  UNION
  MATCH (c:Company {key: $company})-[o:OWNS]->(l:Company)-[r:HOLDS|LISTED_IN]->(q)
  WHERE (q.confers_right = true OR q.sense = 'permits')
    AND coalesce(o.share, o.share_min, 0.0) > 50
    AND o.known_from <= $known_on AND $known_on < o.known_to AND o.valid_from_earliest <= $as_of
  RETURN c, r, 'controlled' AS route, l.name AS through
}
WITH c, r, route, through
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
WITH c, collect({route: route, through: through, fact: r.fact, sources: r.sources,
  valid_from: r.valid_from, from_earliest: r.valid_from_earliest,
  from_latest: r.valid_from_latest, to_earliest: r.valid_to_earliest,
  to_latest: r.valid_to_latest}) AS steps
UNWIND steps AS a
UNWIND steps AS b
WITH c, a, b
WHERE (a.route <> b.route OR a.through <> b.through)
  AND a.from_latest < b.from_latest AND a.from_earliest <= b.from_earliest
RETURN c.name AS company, a.route AS first, a.through AS first_through, b.route AS second,
  b.through AS second_through, b.valid_from AS second_from,
  CASE WHEN b.from_latest < a.to_earliest THEN 'yes'
    WHEN b.from_earliest < a.to_latest THEN 'possible' ELSE 'no' END AS overlap,
  a.sources + b.sources AS sources, [a.fact, b.fact] AS facts
