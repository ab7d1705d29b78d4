// question: Which holders lend their licence, or make under it, for more than one company or brand?
// help: |
//   Counts the different companies and brands that use the holder's licence (of a kind that
//   confers the right to make or sell) or have it make for them.
// parameters:
//   at_least: {type: count, default: 2, help: fewest borrowers}
// columns:
//   licence_holder: the lender
//   borrowers: how many companies and brands, the possible ones included
//   certain: how many of them are certain
//   names: who they are
//   sources: keys of the sources
// example: ask licence-hubs --as-of 2023-12-10
CALL {
  MATCH (l:Entity)<-[r:USES_LICENCE_OF]-(b:Entity)
  WHERE r.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
    AND r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
  RETURN l, b, r
  UNION
  MATCH (l:Company)-[r:MANUFACTURES_FOR]->(b:Entity)
  WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
  RETURN l, b, r
}
WITH l.name AS licence_holder, b.name AS borrower, collect(r.fact) AS facts,
  collect(r.sources) AS sources,
  max(CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest
    THEN 1 ELSE 0 END) AS sure
ORDER BY borrower
WITH licence_holder, count(borrower) AS borrowers, sum(sure) AS certain,
  collect(borrower) AS names, collect(sources) AS sources, collect(facts) AS facts
WHERE borrowers >= $at_least
RETURN licence_holder, borrowers, certain, names, sources, facts
