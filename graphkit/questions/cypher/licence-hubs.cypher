// question: Which companies lend their licence to, or make for, more than one company or brand?
// help: |
//   Counts the different companies and brands that use the holder's licence (of a kind that
//   confers the right to make or sell) or have it make for them. Making for somebody says nothing
//   by itself about whose licence is used, so the two are listed apart.
// parameters:
//   at_least: {type: count, default: 2, help: fewest borrowers}
// columns:
//   licence_holder: the lender or maker
//   borrowers: how many companies and brands, the possible ones included
//   certain: how many of them are certain
//   lends_to: who uses its licence
//   makes_for: for whom it makes
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
  max(CASE type(r) WHEN 'USES_LICENCE_OF' THEN 1 ELSE 0 END) AS lends,
  max(CASE type(r) WHEN 'MANUFACTURES_FOR' THEN 1 ELSE 0 END) AS makes,
  max(CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest
    THEN 1 ELSE 0 END) AS sure
ORDER BY borrower
WITH licence_holder, count(borrower) AS borrowers, sum(sure) AS certain,
  collect(CASE WHEN lends = 1 THEN borrower END) AS lends_to,
  collect(CASE WHEN makes = 1 THEN borrower END) AS makes_for,
  collect(sources) AS sources, collect(facts) AS facts
WHERE borrowers >= $at_least
RETURN licence_holder, borrowers, certain, lends_to, makes_for, sources, facts
