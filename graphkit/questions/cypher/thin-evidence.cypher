// question: Which facts rest on one source, on anonymous sources, or on press only?
// help: |
//   Facts that may hold on the day asked for and whose asserting statements, of any date, come
//   from a single source, or from nobody named, or from no register, filing or release. A row for
//   each fact that is thin in one of these ways. Remarks are no facts, and what was set aside does
//   not count.
// parameters:
//   company: {type: entity, optional: true, help: only facts of this subject}
// columns:
//   about: the fact in a sentence
//   single_source: whether just one source says so
//   anonymous: whether every source that says so leads back to somebody unnamed
//   press_only: whether no register, authority, filing or release says so
//   sources: keys of the sources
// example: ask thin-evidence NIO
CALL {
  MATCH (c:Entity {key: $company})-[r]->(o:Entity)
  WHERE r.known_from <= $known_on AND $known_on < r.known_to
    AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
  RETURN r.fact AS held, r.statements AS told
  UNION
  MATCH (c:Entity {key: $company})
  MATCH (v:Statement {subject: c.key})
  WHERE v.value IS NOT NULL AND v.relation <> 'remark' AND v.known_earliest <= $known_on
    AND v.valid_from_earliest <= $as_of AND $as_of < v.valid_to_latest
    AND NOT (v.relation IN ['founded', 'ceased', 'first_delivery'] AND NOT v.value STARTS WITH 'by '
      AND replace(replace(v.value, 'after ', ''), '~', '') > $as_of)
  RETURN v.fact AS held, null AS told
}
MATCH (s:Statement {fact: held})-[:STATED_IN]->(d:Source)
WHERE s.polarity = 'asserted' AND s.stage = 'closed' AND s.rule IS NULL
  AND s.known_earliest <= $known_on AND (told IS NULL OR s.key IN told)
CALL {
  WITH s
  OPTIONAL MATCH (k:Decision {statement: s.key})
  WHERE k.decided_on <= $known_on AND NOT EXISTS {
    MATCH (w:Decision {withdraws: k.key}) WHERE w.decided_on <= $known_on
  }
  WITH k ORDER BY k.decided_on DESC, k.verdict DESC
  RETURN head(collect(k.verdict)) AS verdict
}
WITH held, s, d, verdict WHERE coalesce(verdict, '') <> 'set-aside'
WITH held, min(s.name) AS about, collect(DISTINCT d.key) AS sources,
  min(CASE WHEN s.confidence = 'rumoured'
    OR any(who IN s.attribution WHERE toLower(who) STARTS WITH 'anonymous')
    THEN 1 ELSE 0 END) AS unnamed,
  max(CASE WHEN d.kind IN ['official-register', 'official', 'filing', 'company-release']
    THEN 1 ELSE 0 END) AS official
WHERE size(sources) = 1 OR unnamed = 1 OR official = 0
RETURN about, size(sources) = 1 AS single_source, unnamed = 1 AS anonymous,
  official = 0 AS press_only, sources, [held] AS facts
