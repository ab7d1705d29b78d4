// question: When did a company's use of another's licence, or making by another, begin and end?
// help: |
//   The earliest and latest days that the sources allow, for each relation between the two.
//   An empty bound means that no source limits that side. `rules` names what shaped the bounds.
// parameters:
//   company: {type: entity, help: the company or brand that builds}
// columns:
//   relation: USES_LICENCE_OF or MANUFACTURES_FOR
//   holder: whose licence, or who makes
//   began_earliest: it began no earlier than this day
//   began_latest: it had begun by this day
//   ended_earliest: it had not ended before this day
//   ended_latest: it had ended by this day
//   certainty: yes, or possible where it is only rumoured or disputed that there was any such thing
//   rules: rules that joined the statements
//   sources: keys of the sources
// example: ask licence-dates NIO
MATCH (c:Entity {key: $company})-[r:USES_LICENCE_OF]->(l:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
RETURN 'USES_LICENCE_OF' AS relation, l.name AS holder,
  CASE WHEN r.valid_from_earliest > '0001-01-01' THEN r.valid_from_earliest END AS began_earliest,
  CASE WHEN r.valid_from_latest < '9999-12-31' THEN r.valid_from_latest END AS began_latest,
  CASE WHEN '0001-01-01' < r.valid_to_earliest AND r.valid_to_earliest < '9999-12-31'
    THEN r.valid_to_earliest END AS ended_earliest,
  CASE WHEN r.valid_to_latest < '9999-12-31' THEN r.valid_to_latest END AS ended_latest,
  CASE WHEN r.sure THEN 'yes' ELSE 'possible' END AS certainty,
  coalesce(r.rules, []) AS rules, r.sources AS sources, [r.fact] AS facts
UNION ALL
MATCH (c:Entity {key: $company})<-[r:MANUFACTURES_FOR]-(l:Company)
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of
RETURN 'MANUFACTURES_FOR' AS relation, l.name AS holder,
  CASE WHEN r.valid_from_earliest > '0001-01-01' THEN r.valid_from_earliest END AS began_earliest,
  CASE WHEN r.valid_from_latest < '9999-12-31' THEN r.valid_from_latest END AS began_latest,
  CASE WHEN '0001-01-01' < r.valid_to_earliest AND r.valid_to_earliest < '9999-12-31'
    THEN r.valid_to_earliest END AS ended_earliest,
  CASE WHEN r.valid_to_latest < '9999-12-31' THEN r.valid_to_latest END AS ended_latest,
  CASE WHEN r.sure THEN 'yes' ELSE 'possible' END AS certainty,
  coalesce(r.rules, []) AS rules, r.sources AS sources, [r.fact] AS facts
