// question: Which holders were bought for their qualification, at what price, and did the licence survive?
// help: |
//   Closed acquisitions whose stated purpose speaks of a licence, qualification or permit, or
//   whose target is known to have held a right. `licence` says how that right stands on the day
//   asked for; without a statement about it, it is not known, whatever the buyer hoped.
// parameters:
//   company: {type: entity, optional: true, help: only what this company bought}
// columns:
//   buyer: who bought
//   holder: the company bought
//   bought: when the deal closed
//   price: amount, where the sources give one
//   currency: ISO 4217 code of the price
//   purpose: what it was bought for, as the sources say
//   qualification: what the company bought held
//   licence: yes, possible, ended or not known
//   sources: keys of the sources
// example: ask bought-for-licence
MATCH (c:Company {key: $company})-[a:ACQUIRED]->(t:Company)
WHERE a.known_from <= $known_on AND $known_on < a.known_to AND a.valid_from_earliest <= $as_of
OPTIONAL MATCH (t)-[h:HOLDS|LISTED_IN]->(q)
WHERE (q.confers_right = true OR q.sense = 'permits')
  AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
WITH c, a, t, h, q
WHERE h IS NOT NULL OR toLower(a.purpose) =~ '.*(licen[cs]e|qualification|permit).*'
RETURN c.name AS buyer, t.name AS holder, a.valid_from AS bought, a.price AS price,
  a.price_currency AS currency, a.purpose AS purpose, q.name AS qualification,
  CASE WHEN h IS NULL THEN 'not known'
    WHEN h.valid_to_latest <= $as_of THEN 'ended'
    WHEN h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS licence,
  a.sources + coalesce(h.sources, []) AS sources,
  CASE WHEN h IS NULL THEN [a.fact] ELSE [a.fact, h.fact] END AS facts
