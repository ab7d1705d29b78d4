// question: Which facts that are taken to hold still were not reconfirmed for a number of months?
// help: |
//   A fact of which no end is known stays true; it only grows old. Here are those whose newest
//   asserting document is older than the months asked for, the oldest first by its month. What
//   was set aside does not count.
// parameters:
//   company: {type: entity, optional: true, help: only facts of this subject}
//   months: {type: count, default: 24, help: "how many whole months, counted by the calendar"}
// columns:
//   last_said: the month of the newest document that says so
//   months_ago: calendar months from then to the day of knowledge
//   about: the fact in a sentence
//   sources: keys of the sources
// example: ask stale NIO -p months=36
MATCH (c:Entity {key: $company})-[r]->(o:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_earliest
WITH r.fact AS fact, r.sources AS sources, r.statements AS told
MATCH (s:Statement {fact: fact})
WHERE s.polarity = 'asserted' AND s.stage = 'closed' AND s.rule IS NULL
  AND s.known_earliest <= $known_on AND s.key IN told
WITH fact, sources, min(s.name) AS about,
  max(CASE WHEN s.known_latest < $known_on THEN s.known_latest ELSE $known_on END) AS last
WITH fact, sources, about, substring(last, 0, 7) AS last_said,
  toInteger(substring($known_on, 0, 4)) * 12 + toInteger(substring($known_on, 5, 2))
    - toInteger(substring(last, 0, 4)) * 12 - toInteger(substring(last, 5, 2)) AS months_ago
WHERE months_ago >= $months
RETURN last_said, months_ago, about, sources, [fact] AS facts
