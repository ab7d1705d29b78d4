// question: How deep is the chain from a company to a regulator, and through whom does it run?
// help: |
//   Follows licences used, makers, companies bought and companies controlled to a holder, from
//   the holder to what it holds or is listed in, and from there to the authority. At most five
//   steps from company to holder; every chain is listed, the shortest first.
// parameters:
//   company: {type: entity, help: the company or brand at the near end}
// columns:
//   depth: steps from the company to the authority
//   through: the companies on the way, the company asked about first
//   qualification: what the last of them holds or is listed in
//   authority: who issues it or keeps the register
//   certainty: yes or possible
//   sources: keys of the sources
// example: ask chain-to-regulator NIO --as-of 2022-06-01
MATCH p = (c:Entity {key: $company})-[:USES_LICENCE_OF|ACQUIRED|OWNS*0..5]->(l:Entity)
WHERE all(r IN relationships(p) WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
    AND coalesce(r.licence_kind, 'qualification') <> 'brand'
    AND coalesce(r.share, r.share_max, 100.0) > 50)
  AND all(n IN nodes(p) WHERE single(m IN nodes(p) WHERE m.key = n.key))
MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
WHERE h.known_from <= $known_on AND $known_on < h.known_to
  AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
MATCH (q)-[i:ISSUED_BY|OPERATES]-(a:Authority)
WHERE i.known_from <= $known_on AND $known_on < i.known_to
  AND i.valid_from_earliest <= $as_of AND $as_of < i.valid_to_latest
RETURN length(p) + 2 AS depth, [n IN nodes(p) | n.name] AS through, q.name AS qualification,
  a.name AS authority,
  CASE WHEN h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    AND all(r IN relationships(p) WHERE r.sure AND r.valid_from_latest <= $as_of
      AND $as_of < r.valid_to_earliest AND coalesce(r.share, r.share_min, 100.0) > 50)
    THEN 'yes' ELSE 'possible' END AS certainty,
  [r IN relationships(p) | r.sources] + [h.sources, i.sources] AS sources,
  [r IN relationships(p) | r.fact] + [h.fact, i.fact] AS facts
