// question: Who switched route, in what order, and with what overlap?
// help: |
//   Pairs of routes of one company, through different parties, where the second surely did not
//   begin before the first: borrowed licence, contract manufacture, own right, controlled holder,
//   bought holder. Where sources leave the order open there is no pair. The overlap is yes where
//   both are certain and the second surely began before the first ended, no where it surely began
//   after that, else possible.
// parameters:
//   company: {type: entity, optional: true, help: only this company}
// columns:
//   company: who switched
//   first: the earlier route
//   first_through: its holder or maker
//   second: the later route
//   second_through: its holder or maker
//   second_right: the right, where it is held or listed
//   second_from: since when the later route
//   overlap: yes, possible or no
//   certainty: yes, or possible where sources or dates leave open that it took both by then
//   sources: keys of the sources
// example: ask route-switches NIO
CALL {
  MATCH (c:Company {key: $company})-[h:HOLDS|LISTED_IN]->(q)
  WHERE h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
    AND (q.confers_right = true OR q.sense = 'permits')
  RETURN c, c AS l, 'own' AS route, q.name AS held, h AS tie, h
  UNION
  MATCH (c:Company {key: $company})-[tie:USES_LICENCE_OF]->(l:Entity)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of
    AND tie.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
  RETURN c, l, 'borrowed' AS route, NULL AS held, tie, tie AS h
  UNION
  MATCH (c:Company {key: $company})<-[tie:MANUFACTURES_FOR]-(l:Company)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of
  RETURN c, l, 'contract-made' AS route, NULL AS held, tie, tie AS h
  UNION
  MATCH (c:Company {key: $company})-[tie:ACQUIRED]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of AND coalesce(tie.share, 100.0) > 50
    AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
    AND (q.confers_right = true OR q.sense = 'permits')
  RETURN c, l, 'bought' AS route, q.name AS held, tie, h
  UNION
  MATCH (c:Company {key: $company})-[tie:OWNS]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of
    AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
    AND (q.confers_right = true OR q.sense = 'permits')
    AND (tie.control = true OR coalesce(tie.share, tie.share_min, 0.0) > 50)
    AND tie.valid_from_earliest < h.valid_to_latest
    AND h.valid_from_earliest < tie.valid_to_latest
  RETURN c, l, 'controlled' AS route, q.name AS held, tie, h
}
WITH c, collect({route: route, through: l.name, held: held, facts: [tie.fact, h.fact],
  sources: tie.sources + h.sources, sure: tie.sure AND h.sure,
  from_earliest: CASE WHEN tie.valid_from_earliest > h.valid_from_earliest
    THEN tie.valid_from_earliest ELSE h.valid_from_earliest END,
  from_latest: CASE WHEN tie.valid_from_latest > h.valid_from_latest
    THEN tie.valid_from_latest ELSE h.valid_from_latest END,
  to_earliest: CASE WHEN tie.valid_to_earliest < h.valid_to_earliest
    THEN tie.valid_to_earliest ELSE h.valid_to_earliest END,
  to_latest: CASE WHEN tie.valid_to_latest < h.valid_to_latest
    THEN tie.valid_to_latest ELSE h.valid_to_latest END}) AS steps
UNWIND steps AS a
UNWIND steps AS b
WITH c, a, b
WHERE a.through <> b.through AND a.from_latest <= b.from_earliest
  AND NOT (a.route IN ['own', 'controlled'] AND b.route IN ['own', 'controlled'])
RETURN c.name AS company, a.route AS first, a.through AS first_through, b.route AS second,
  b.through AS second_through, b.held AS second_right,
  [b.from_earliest, b.from_latest] AS second_from,
  CASE WHEN a.sure AND b.sure AND b.from_latest < a.to_earliest THEN 'yes'
    WHEN b.from_earliest < a.to_latest THEN 'possible' ELSE 'no' END AS overlap,
  CASE WHEN a.sure AND b.sure AND b.from_latest <= $as_of THEN 'yes' ELSE 'possible' END
    AS certainty,
  a.sources + b.sources AS sources, a.facts + b.facts AS facts
