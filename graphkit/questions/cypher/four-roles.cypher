// question: Who are the brand owner, the maker, the declared maker, the plant operator and the licence holder behind a brand or product?
// help: |
//   The roles differ more often than not: the brand's owner, who makes it in fact, who stands in
//   the filing, who runs the plant, and on whose licence it is built. For a product its brand,
//   the brand's owner and its makers are looked at too, and a company with those it controls.
// parameters:
//   item: {type: entity, help: "a brand, product or company"}
// columns:
//   role: brand owner, brand, maker, declared maker, contract maker, plant operator or licence holder
//   who: the company or brand in that role
//   of: the brand, product, plant or company it has the role for
//   plant: where, if the source says
//   valid_from: since when
//   valid_to: until when; empty if no end is known
//   certainty: yes or possible
//   sources: keys of the sources
// example: ask four-roles "Xiaomi SU7" --as-of 2023-12-10
MATCH (x:Entity {key: $item})
OPTIONAL MATCH (x)<-[b:BRAND_OF|OWNS_BRAND|MAKES]-(near:Entity)
WHERE b.known_from <= $known_on AND $known_on < b.known_to
  AND b.valid_from_earliest <= $as_of AND $as_of < b.valid_to_latest
OPTIONAL MATCH (near)<-[w:OWNS_BRAND]-(owner:Company)
WHERE w.known_from <= $known_on AND $known_on < w.known_to
  AND w.valid_from_earliest <= $as_of AND $as_of < w.valid_to_latest
OPTIONAL MATCH (x)-[g:OWNS]->(unit:Company)
WHERE g.known_from <= $known_on AND $known_on < g.known_to
  AND g.valid_from_earliest <= $as_of AND $as_of < g.valid_to_latest
  AND (g.control = true OR coalesce(g.share, g.share_min, 0.0) > 50)
WITH x, [x] + collect(near) + collect(owner) + collect(unit) AS those
UNWIND those AS it
WITH DISTINCT x, it
MATCH (it)-[r:OWNS_BRAND|BRAND_OF|MAKES|DECLARED_MAKER_OF|MANUFACTURES_FOR|OPERATES|USES_LICENCE_OF]-(o:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
WITH DISTINCT x, it, r, startNode(r) AS s, endNode(r) AS e
WHERE s.key = x.key OR e.key = x.key OR (e.key = it.key AND type(r) <> 'USES_LICENCE_OF')
  OR (s.key = it.key AND type(r) IN ['USES_LICENCE_OF', 'OPERATES'])
RETURN CASE type(r) WHEN 'OWNS_BRAND' THEN 'brand owner' WHEN 'BRAND_OF' THEN 'brand'
    WHEN 'MAKES' THEN 'maker' WHEN 'DECLARED_MAKER_OF' THEN 'declared maker'
    WHEN 'OPERATES' THEN 'plant operator' WHEN 'MANUFACTURES_FOR' THEN 'contract maker'
    ELSE 'licence holder' END AS role,
  CASE WHEN type(r) = 'USES_LICENCE_OF' THEN e.name ELSE s.name END AS who,
  CASE WHEN type(r) = 'USES_LICENCE_OF' THEN s.name ELSE e.name END AS of,
  r.plant AS plant, r.valid_from AS valid_from, r.valid_to AS valid_to,
  CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest
    THEN 'yes' ELSE 'possible' END AS certainty,
  r.sources AS sources, [r.fact] AS facts
