// question: How deep is the chain from a company to a regulator, and through whom does it run?
// help: |
//   Follows licences used (of a kind that confers the right to make or sell), companies bought
//   and companies controlled to a holder, from the holder to what it holds or is listed in and
//   what that requires first, and from there to the authority. At most five steps from company
//   to holder. A chain is as certain as its weakest step.
// parameters:
//   company: {type: entity, help: the company or brand at the near end}
// columns:
//   depth: steps from the company to the authority
//   through: the companies on the way, the company asked about first
//   qualification: what the last of them holds or is listed in
//   checkpoint: the checkpoint of it that the authority keeps; the qualification itself if none
//   authority: who issues it or keeps the register
//   certainty: yes or possible
//   sources: keys of the sources
// example: ask chain-to-regulator NIO --as-of 2022-06-01
MATCH p = (c:Entity {key: $company})-[:USES_LICENCE_OF|ACQUIRED|OWNS*0..5]->(l:Entity)
WHERE all(r IN relationships(p) WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
    AND coalesce(r.licence_kind, 'qualification')
      IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
    AND coalesce(r.share, r.share_max, 100.0) > 50)
  AND all(n IN nodes(p) WHERE single(m IN nodes(p) WHERE m.key = n.key))
MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
WHERE (q.confers_right = true OR q.sense = 'permits')
  AND h.known_from <= $known_on AND $known_on < h.known_to
  AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
MATCH w = (q)-[:REQUIRES*0..2]->(k)
WHERE all(r IN relationships(w) WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest)
MATCH (k)-[i:ISSUED_BY|OPERATES]-(a:Authority)
WHERE i.known_from <= $known_on AND $known_on < i.known_to
  AND i.valid_from_earliest <= $as_of AND $as_of < i.valid_to_latest
RETURN length(p) + length(w) + 2 AS depth, [n IN nodes(p) | n.name] AS through,
  q.name AS qualification, k.name AS checkpoint, a.name AS authority,
  CASE WHEN h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    AND i.sure AND i.valid_from_latest <= $as_of AND $as_of < i.valid_to_earliest
    AND all(r IN relationships(w) WHERE r.sure AND r.valid_from_latest <= $as_of
      AND $as_of < r.valid_to_earliest)
    AND all(r IN relationships(p) WHERE r.sure AND r.valid_from_latest <= $as_of
      AND $as_of < r.valid_to_earliest
      AND (type(r) = 'USES_LICENCE_OF' OR r.control = true
        OR coalesce(r.share, r.share_min, CASE type(r) WHEN 'OWNS' THEN 0.0 ELSE 100.0 END) > 50))
    THEN 'yes' ELSE 'possible' END AS certainty,
  [r IN relationships(p) | r.sources] + [r IN relationships(w) | r.sources]
    + [h.sources, i.sources] AS sources,
  [r IN relationships(p) | r.fact] + [r IN relationships(w) | r.fact] + [h.fact, i.fact] AS facts
