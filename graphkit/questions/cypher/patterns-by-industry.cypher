// question: In which industries does the same pattern occur, of licences lent, makers for others and holders bought?
// help: |
//   Counts, for each industry, how often a company uses another's licence (by what is licensed),
//   has another make for it, or bought a company for its licence. The industry is that of the one
//   who builds, else of the other; `example` is the first pair by name.
// columns:
//   industry: as the packs name it, or not stated where neither side has one
//   pattern: licence of a kind, contract-made, or bought for its licence
//   pairs: how many pairs of companies or brands
//   certain: how many of them are certain
//   example: one of them
//   sources: keys of the sources
// example: ask patterns-by-industry
CALL {
  MATCH (b:Entity)-[r:USES_LICENCE_OF]->(l:Entity)
  WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
  RETURN b, l, r, 'licence: ' + r.licence_kind AS pattern
  UNION
  MATCH (b:Entity)<-[r:MANUFACTURES_FOR]-(l:Company)
  WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
  RETURN b, l, r, 'contract-made' AS pattern
  UNION
  MATCH (b:Company)-[r:ACQUIRED]->(l:Company)
  WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
    AND coalesce(r.share, 100.0) > 50
    AND toLower(r.purpose) =~ '.*(licen[cs]e|qualification|permit).*'
  RETURN b, l, r, 'bought for its licence' AS pattern
}
WITH coalesce(b.industry, l.industry, 'not stated') AS industry, pattern,
  b.name + ' / ' + l.name AS pair, collect(r.fact) AS fact, collect(r.sources) AS source,
  max(CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest
    THEN 1 ELSE 0 END) AS sure
RETURN industry, pattern, count(pair) AS pairs, sum(sure) AS certain, min(pair) AS example,
  collect(source) AS sources, collect(fact) AS facts
