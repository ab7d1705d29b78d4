// question: By which routes did each entrant reach the market, and how long from founding to its first own licence?
// help: |
//   Every route that a company ever took up to the day asked for: own approval, borrowed
//   licence, contract manufacture, bought holder, bought assets, controlled company. A company
//   bought, more than half of it, counts where it was known to hold or use a right, or was bought
//   for one. `years` is the
//   difference of the calendar years between founding and this right, where sources give both
//   and neither year is in doubt.
// parameters:
//   company: {type: entity, optional: true, help: only this company}
// columns:
//   company: the entrant
//   route: own, borrowed, contract-made, bought, assets or controlled
//   through: the holder, maker or seller
//   what: the right, product or assets, where the sources say
//   valid_from: since when
//   valid_to: until when; empty if no end is known
//   certainty: yes, or possible where sources or dates leave open that it was taken by then
//   founded: when the company was founded, the first of what is told; no plan and no rumour
//   years: calendar years from founding to this right; only on own and controlled
//   sources: keys of the sources
// example: ask routes-to-market --as-of 2024-06-01
CALL {
  MATCH (c:Company {key: $company})-[h:HOLDS|LISTED_IN]->(q)
  WHERE h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
    AND (q.confers_right = true OR q.sense = 'permits')
  RETURN c, c AS l, 'own' AS route, q.name AS what, h AS tie, h
  UNION
  MATCH (c:Company {key: $company})-[tie:USES_LICENCE_OF]->(l:Entity)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of
    AND tie.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
  RETURN c, l, 'borrowed' AS route, coalesce(tie.product, tie.licence_kind) AS what, tie, tie AS h
  UNION
  MATCH (c:Company {key: $company})<-[tie:MANUFACTURES_FOR]-(l:Company)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of
  RETURN c, l, 'contract-made' AS route, tie.product AS what, tie, tie AS h
  UNION
  MATCH (c:Company {key: $company})-[tie:ACQUIRED]->(l:Company)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of AND coalesce(tie.share, 100.0) > 50
    AND (toLower(tie.purpose) =~ '.*(licen[cs]e|qualification|permit).*' OR EXISTS {
      MATCH (l)-[w:HOLDS|LISTED_IN]->(q)
      WHERE (q.confers_right = true OR q.sense = 'permits')
        AND w.known_from <= $known_on AND $known_on < w.known_to
        AND w.valid_from_earliest <= $as_of
    } OR EXISTS {
      MATCH (l)-[u:USES_LICENCE_OF]->(:Entity)
      WHERE u.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
        AND u.known_from <= $known_on AND $known_on < u.known_to
        AND u.valid_from_earliest <= $as_of
    })
  RETURN c, l, 'bought' AS route, tie.purpose AS what, tie, tie AS h
  UNION
  MATCH (c:Company {key: $company})-[tie:ACQUIRED_ASSETS_OF]->(l:Entity)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of
  RETURN c, l, 'assets' AS route, tie.assets AS what, tie, tie AS h
  UNION
  MATCH (c:Company {key: $company})-[tie:OWNS]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
  WHERE tie.known_from <= $known_on AND $known_on < tie.known_to
    AND tie.valid_from_earliest <= $as_of
    AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
    AND (q.confers_right = true OR q.sense = 'permits')
    AND (tie.control = true OR coalesce(tie.share, tie.share_min, 0.0) > 50)
    AND tie.valid_from_earliest < h.valid_to_latest
    AND h.valid_from_earliest < tie.valid_to_latest
  RETURN c, l, 'controlled' AS route, q.name AS what, tie, h
}
OPTIONAL MATCH (s:Statement {subject: c.key})
WHERE s.relation = 'founded' AND s.polarity = 'asserted' AND s.stage = 'closed'
  AND s.confidence <> 'rumoured' AND s.known_earliest <= $known_on
  AND NOT EXISTS {
    MATCH (k:Decision {statement: s.key}) WHERE k.verdict = 'set-aside'
      AND k.decided_on <= $known_on
      AND NOT EXISTS { MATCH (w:Decision {withdraws: k.key}) WHERE w.decided_on <= $known_on }
  }
WITH c, l, route, what, tie, h, min(s.value) AS founded, max(s.value) AS last,
  sum(CASE WHEN s.value CONTAINS '..' THEN 1 ELSE 0 END) AS spans,
  collect(DISTINCT s.source) AS told,
  collect(DISTINCT s.fact) AS birth,
  CASE WHEN tie.valid_from_earliest > h.valid_from_earliest
    THEN tie.valid_from_earliest ELSE h.valid_from_earliest END AS earliest,
  CASE WHEN tie.valid_from_latest > h.valid_from_latest
    THEN tie.valid_from_latest ELSE h.valid_from_latest END AS latest
RETURN c.name AS company, route, l.name AS through, what, [earliest, latest] AS valid_from,
  [CASE WHEN tie.valid_to_earliest < h.valid_to_earliest
    THEN tie.valid_to_earliest ELSE h.valid_to_earliest END,
   CASE WHEN tie.valid_to_latest < h.valid_to_latest
    THEN tie.valid_to_latest ELSE h.valid_to_latest END] AS valid_to,
  CASE WHEN tie.sure AND h.sure AND latest <= $as_of AND (route <> 'controlled'
      OR (latest < tie.valid_to_earliest AND latest < h.valid_to_earliest))
    THEN 'yes' ELSE 'possible' END AS certainty,
  founded,
  CASE WHEN route IN ['own', 'controlled'] AND substring(earliest, 0, 4) = substring(latest, 0, 4)
    AND substring(founded, 0, 4) = substring(last, 0, 4) AND spans = 0
    THEN toInteger(substring(earliest, 0, 4)) - toInteger(substring(founded, 0, 4))
    END AS years,
  [tie.sources, h.sources, told] AS sources, [tie.fact, h.fact] + birth AS facts
