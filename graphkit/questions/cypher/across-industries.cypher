// question: Who stands behind lenders and borrowers in several licensed industries at once?
// help: |
//   Companies and people that lend, borrow or make under licence themselves, or own a share of one
//   that does, in at least so many industries. The industry is that of the brand or company that
//   builds, else of the one that lends or makes.
// parameters:
//   at_least: {type: count, default: 2, help: fewest industries}
// columns:
//   party: who stands behind them
//   industries: in which
//   through: itself, or the companies that it owns a share of
//   certain: whether every share and licence counted is certain
//   sources: keys of the sources
// example: ask across-industries
CALL {
  MATCH (b:Entity)-[r:USES_LICENCE_OF]->(l:Entity)
  WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
  RETURN b, l, r
  UNION
  MATCH (b:Entity)<-[r:MANUFACTURES_FOR]-(l:Company)
  WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
  RETURN b, l, r
}
WITH [b, l] AS sides, r, coalesce(b.industry, l.industry) AS industry
WHERE industry IS NOT NULL
UNWIND sides AS near
CALL {
  WITH near
  RETURN near AS party, null AS o
  UNION
  WITH near
  MATCH (owner:Entity)-[o:OWNS|ACQUIRED]->(near)
  WHERE o.known_from <= $known_on AND $known_on < o.known_to
    AND o.valid_from_earliest <= $as_of AND $as_of < o.valid_to_latest
  RETURN owner AS party, o
}
WITH party, industry, near, r, o
ORDER BY near.name, industry
WITH party.name AS party, collect(DISTINCT industry) AS industries,
  collect(DISTINCT near.name) AS through,
  min(CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest
    AND (o IS NULL OR (o.sure AND o.valid_from_latest <= $as_of
      AND $as_of < o.valid_to_earliest)) THEN 1 ELSE 0 END) AS sure,
  collect(r.sources) + collect(o.sources) AS sources, collect(r.fact) + collect(o.fact) AS facts
WHERE size(industries) >= $at_least
RETURN party, industries, through, sure = 1 AS certain, sources, facts
