// question: Which facts rest on one source, on anonymous sources, or on press only?
// help: |
//   Facts whose asserting statements come from a single source, or from nobody named, or from
//   no register, filing or release. A row for each fact that is thin in one of these ways.
// parameters:
//   company: {type: entity, optional: true, help: only facts of this subject}
// columns:
//   about: the fact in a sentence
//   single_source: whether just one source says so
//   anonymous: whether every source that says so leads back to somebody unnamed
//   press_only: whether no register, authority, filing or release says so
//   sources: keys of the sources
// example: ask thin-evidence NIO
MATCH (c:Entity {key: $company})
MATCH (s:Statement {subject: c.key})-[:STATED_IN]->(d:Source)
WHERE s.polarity = 'asserted' AND s.stage = 'closed' AND s.rule IS NULL
  AND s.known_earliest <= $known_on
  AND s.valid_from_earliest <= $as_of AND $as_of < s.valid_to_latest
WITH s.fact AS fact, min(s.name) AS about, collect(DISTINCT d.key) AS sources,
  min(CASE WHEN s.confidence = 'rumoured'
    OR any(who IN s.attribution WHERE toLower(who) STARTS WITH 'anonymous')
    THEN 1 ELSE 0 END) AS unnamed,
  max(CASE WHEN d.kind IN ['official-register', 'official', 'filing', 'company-release']
    THEN 1 ELSE 0 END) AS official
WHERE size(sources) = 1 OR unnamed = 1 OR official = 0
RETURN about, size(sources) = 1 AS single_source, unnamed = 1 AS anonymous,
  official = 0 AS press_only, sources, [fact] AS facts
