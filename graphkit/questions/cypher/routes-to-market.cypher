// question: By which routes did each entrant reach the market, and how long from founding to its first own licence?
// help: |
//   Every route that a company ever took up to the day asked for: own approval, borrowed
//   licence, contract manufacture, bought holder, bought assets, controlled company. `years` is
//   the difference of the calendar years between founding and the first right of its own (or of
//   a company it controls), where sources give both.
// parameters:
//   company: {type: entity, optional: true, help: only this company}
// columns:
//   company: the entrant
//   route: own, borrowed, contract-made, bought, assets or controlled
//   through: the holder, maker or seller
//   valid_from: since when
//   valid_to: until when; empty if no end is known
//   founded: when the company was founded
//   years: calendar years from founding to the first right of its own; only on own and controlled
//   sources: keys of the sources
// example: ask routes-to-market --as-of 2024-06-01
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
  MATCH (c:Company {key: $company})-[r:ACQUIRED]->(l:Company)
  RETURN c, r, 'bought' AS route, l.name AS through
  UNION
  MATCH (c:Company {key: $company})-[r:ACQUIRED_ASSETS_OF]->(l:Entity)
  RETURN c, r, 'assets' AS route, l.name AS through
  UNION
  MATCH (c:Company {key: $company})-[o:OWNS]->(l:Company)-[r:HOLDS|LISTED_IN]->(q)
  WHERE (q.confers_right = true OR q.sense = 'permits')
    AND coalesce(o.share, o.share_min, 0.0) > 50
    AND o.known_from <= $known_on AND $known_on < o.known_to AND o.valid_from_earliest <= $as_of
  RETURN c, r, 'controlled' AS route, l.name AS through
}
WITH c, r, route, through
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
OPTIONAL MATCH (s:Statement {subject: c.key})
WHERE s.relation = 'founded' AND s.polarity = 'asserted' AND s.known_earliest <= $known_on
WITH c, r, route, through, min(s.value) AS founded, collect(DISTINCT s.source) AS told,
  collect(DISTINCT s.fact) AS birth
RETURN c.name AS company, route, through, r.valid_from AS valid_from, r.valid_to AS valid_to,
  founded,
  CASE WHEN route IN ['own', 'controlled'] AND r.valid_from_earliest > '0001-01-01'
    THEN toInteger(substring(r.valid_from_earliest, 0, 4)) - toInteger(substring(founded, 0, 4))
    END AS years,
  r.sources + told AS sources, [r.fact] + birth AS facts
