// question: Which company, brand or other node is meant by a name?
// help: |
//   Everything that has the text in one of its names, in any script and any case, with its kind
//   and what ties it to the others: brand, listed parent and licensed subsidiary are different
//   nodes and are told apart here.
// parameters:
//   text: {type: name, help: a name or a part of one}
// columns:
//   name: what it is called here
//   kind: Company, Brand, Product, Plant, Person, Authority, Qualification or Register
//   key: its id
//   names: every name it goes by
//   ties: its owners, brands, subsidiaries and successors on the day asked for, as arrows
//   note: which one it is, or which one stands for it
// example: ask which-entity NIO
MATCH (e:Entity)
WHERE e.key IS NOT NULL
  AND (e.folded CONTAINS $text OR (e.folded = '\t\t\t' AND e.folded_long CONTAINS $text))
OPTIONAL MATCH (e)-[r:OWNS|OWNS_BRAND|SUCCEEDED_BY|ACQUIRED|BRAND_OF]-(o:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
WITH e, r, startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name AS tie ORDER BY tie
RETURN e.name AS name, e.kind AS kind, e.key AS key, e.names AS names,
  collect(DISTINCT tie) AS ties,
  CASE WHEN e.same_as IS NULL THEN e.note ELSE 'judged to be the same as ' + e.same_as END AS note,
  collect(DISTINCT r.fact) AS facts
