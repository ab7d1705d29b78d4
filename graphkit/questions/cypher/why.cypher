// question: Why do you say so? Every statement about one company, with its source and words.
// help: |
//   All that is said about it, as subject or object, and could be known on the day of knowledge:
//   denials, plans and rumours included, each marked. Of a fact that may hold on the day asked
//   for every statement is shown, also those that tell of its end; of one that surely does not,
//   none. Attributes and what nobody asserts as done are shown for the days they speak of, and a
//   founding or an end from its own day on.
// parameters:
//   company: {type: entity, help: "any company, brand, product, person, authority or licence"}
// columns:
//   statement: the claim in a sentence
//   polarity: asserted, denied, refused or rumour-denied
//   stage: closed, agreed, planned, rumoured or called-off
//   valid_from: since when, as the source says
//   valid_to: until when, as the source says
//   confidence: confirmed, reported, rumoured or inferred
//   publisher: who published it
//   published: when; empty if the source does not say
//   quote: words by which the passage is found
//   summary: the passage in our words
//   rule: the rule that inferred it, if none of the sources says it
//   decisions: what was decided on it, by whom and why, unless that was withdrawn
//   sources: key of the source
// example: ask why NIO --as-of 2022-06-01
MATCH (s:Statement {subject: $company})-[:STATED_IN]->(d:Source)
WHERE s.known_earliest <= $known_on
  AND NOT (s.relation IN ['founded', 'ceased', 'first_delivery'] AND NOT s.value STARTS WITH 'by '
    AND replace(replace(s.value, 'after ', ''), '~', '') > $as_of)
OPTIONAL MATCH (o:Entity {key: s.object})
OPTIONAL MATCH (o)<-[r]-(c:Entity)
WHERE c.key = $company AND r.fact = s.fact
  AND r.known_from <= $known_on AND $known_on < r.known_to
CALL {
  WITH s
  OPTIONAL MATCH (k:Decision {statement: s.key})
  WHERE k.decided_on <= $known_on AND NOT EXISTS {
    MATCH (w:Decision {withdraws: k.key}) WHERE w.decided_on <= $known_on
  }
  RETURN collect(k.verdict + ' on ' + k.decided_on + ' by ' + k.who + ': ' + k.why) AS decisions
}
WITH s, d, decisions, r.fact AS fact,
  coalesce(r.valid_from_earliest, s.valid_from_earliest) AS held_from,
  coalesce(r.valid_to_latest, s.valid_to_latest) AS held_to
WHERE held_from <= $as_of AND $as_of < held_to AND (s.rule IS NULL OR fact IS NOT NULL)
RETURN s.name AS statement, s.polarity AS polarity, s.stage AS stage, s.valid_from AS valid_from,
  s.valid_to AS valid_to, s.confidence AS confidence, d.publisher AS publisher,
  d.published AS published, s.quote AS quote, s.summary AS summary, s.rule AS rule,
  decisions, [s.source] AS sources, [s.fact] AS facts
UNION
MATCH (s:Statement {object: $company})-[:STATED_IN]->(d:Source)
WHERE s.known_earliest <= $known_on
OPTIONAL MATCH (o:Entity {key: s.subject})
OPTIONAL MATCH (o)-[r]->(c:Entity)
WHERE c.key = $company AND r.fact = s.fact
  AND r.known_from <= $known_on AND $known_on < r.known_to
CALL {
  WITH s
  OPTIONAL MATCH (k:Decision {statement: s.key})
  WHERE k.decided_on <= $known_on AND NOT EXISTS {
    MATCH (w:Decision {withdraws: k.key}) WHERE w.decided_on <= $known_on
  }
  RETURN collect(k.verdict + ' on ' + k.decided_on + ' by ' + k.who + ': ' + k.why) AS decisions
}
WITH s, d, decisions, r.fact AS fact,
  coalesce(r.valid_from_earliest, s.valid_from_earliest) AS held_from,
  coalesce(r.valid_to_latest, s.valid_to_latest) AS held_to
WHERE held_from <= $as_of AND $as_of < held_to AND (s.rule IS NULL OR fact IS NOT NULL)
RETURN s.name AS statement, s.polarity AS polarity, s.stage AS stage, s.valid_from AS valid_from,
  s.valid_to AS valid_to, s.confidence AS confidence, d.publisher AS publisher,
  d.published AS published, s.quote AS quote, s.summary AS summary, s.rule AS rule,
  decisions, [s.source] AS sources, [s.fact] AS facts
