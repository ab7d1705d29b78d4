// question: Who builds on whose licence, and which legal entity actually holds it?
// help: |
//   One row for each way in which a company may build what it sells, while both the tie to the
//   holder and the holder's right stand.
//   own: it holds a right, or is on a register that permits, itself.
//   borrowed: it uses another's licence, of a kind that confers the right to make or sell.
//   Where the lender's right ended or is denied, and it surely has no other, that is possible.
//   contract-made: another makes for it what needs a right: the maker is known to hold one, or
//   there is one for the maker's industry and country. That it builds on the maker's licence is
//   certain only where the maker is known to hold one, and the company and those it owns none
//   (rule maker-to-licence).
//   bought: it acquired a company that holds one. Buying is not holding: the licence must stand.
//   controlled: it owns more than half of a company that holds one, or the source calls that its
//   subsidiary; where the share is not known, that is possible.
//   Of several shares of one owner the newest stated one counts. Where somebody outside its group
//   surely got control later, it is possible, for nobody has said that it ended.
//   A company that ceased builds on nobody's licence any more, nor anybody on its own; while it may
//   have, that is possible.
// parameters:
//   company: {type: entity, optional: true, help: only this company or brand}
// columns:
//   company: who builds
//   mode: own, borrowed, contract-made, bought or controlled
//   licence_holder: the legal entity that holds the licence
//   qualification: what is held or licensed
//   valid_from: since when it builds like that, as far as the sources say
//   valid_to: until when; empty if no end is known
//   certainty: yes or possible
//   sources: keys of the sources
// example: ask who-builds-on-whose-licence --as-of 2023-12-10
// also: [whose-licence]
CALL {
  MATCH (:Entity {key: $company})-[:OWNS|ACQUIRED|MANUFACTURES_FOR|USES_LICENCE_OF*0..1]-(x:Company)
  WITH DISTINCT x
  MATCH (e:Statement {subject: x.key})
  WHERE e.relation = 'ceased' AND e.polarity = 'asserted' AND e.stage = 'closed'
    AND e.confidence <> 'rumoured' AND e.known_latest <= $known_on AND NOT EXISTS {
      MATCH (k:Decision {statement: e.key}) WHERE k.verdict = 'set-aside'
        AND k.decided_on <= $known_on
        AND NOT EXISTS { MATCH (w:Decision {withdraws: k.key}) WHERE w.decided_on <= $known_on }
    }
  WITH x, e.value AS told, replace(e.value, 'by ', '') AS latest
  WITH x, coalesce(split(latest, '..')[1], latest) + '-99' < $as_of AS surely,
    CASE WHEN told STARTS WITH '~'
      THEN toInteger(substring(told, 1, 4)) - 1 <= toInteger(substring($as_of, 0, 4))
      ELSE told STARTS WITH 'by '
        OR substring(replace(split(told, '..')[0], 'after ', '') + '-01-01', 0, 10) < $as_of
      END AS perhaps
  WITH x.key AS key, max(CASE WHEN surely THEN 1 ELSE 0 END) AS past,
    min(CASE WHEN perhaps THEN 1 ELSE 0 END) AS agreed,
    max(CASE WHEN perhaps THEN 1 ELSE 0 END) AS maybe
  RETURN collect(CASE WHEN past = 1 AND agreed = 1 THEN key END) AS gone,
    collect(CASE WHEN maybe = 1 THEN key END) AS doubted
}
CALL {
  WITH gone
  MATCH (c:Company {key: $company})-[h:HOLDS|LISTED_IN]->(q)
  WHERE NOT c.key IN gone AND (q.confers_right = true OR q.sense = 'permits')
    AND h.known_from <= $known_on AND $known_on < h.known_to
    AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
  RETURN c, c AS l, 'own' AS mode, q.name AS held, h AS tie, h, true AS firm
  UNION
  WITH gone
  MATCH (c:Entity {key: $company})-[u:USES_LICENCE_OF]->(l:Entity)
  WHERE NOT c.key IN gone
    AND u.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
    AND u.known_from <= $known_on AND $known_on < u.known_to
    AND u.valid_from_earliest <= $as_of AND $as_of < u.valid_to_latest
  WITH c, u, l, u.qualification AS key,
    NOT (NOT u.licence_kind IN ['design', 'chip_ip'] AND NOT EXISTS {
      MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
      WHERE (q.confers_right = true OR q.sense = 'permits') AND h.sure
        AND h.known_from <= $known_on AND $known_on < h.known_to
        AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    } AND (EXISTS {
      MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
      WHERE (q.confers_right = true OR q.sense = 'permits')
        AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_to_latest <= $as_of
    } OR EXISTS {
      MATCH (s:Statement {subject: l.key})
      WHERE s.polarity <> 'asserted' AND s.known_earliest <= $known_on
        AND (s.relation IN ['HOLDS', 'LISTED_IN']
          OR (s.polarity = 'refused' AND s.relation IN ['CLEARED', 'APPLIED_FOR']))
        AND CASE WHEN s.valid_to_latest < '9999-12-31' THEN $as_of < s.valid_to_latest
          WHEN s.valid_from_latest < '9999-12-31' THEN s.valid_from_latest <= $as_of
          ELSE s.known_latest <= $as_of END
        AND NOT EXISTS {
          MATCH (k:Decision {statement: s.key}) WHERE k.verdict = 'set-aside'
            AND k.decided_on <= $known_on
            AND NOT EXISTS { MATCH (w:Decision {withdraws: k.key}) WHERE w.decided_on <= $known_on }
        }
    })) AS firm
  OPTIONAL MATCH (q:Qualification {key: key})
  RETURN c, l, 'borrowed' AS mode, coalesce(q.name, u.product, u.licence_kind) AS held,
    u AS tie, u AS h, firm
  UNION
  WITH gone
  MATCH (c:Entity {key: $company})<-[m:MANUFACTURES_FOR]-(l:Company)
  WHERE NOT c.key IN gone AND m.known_from <= $known_on AND $known_on < m.known_to
    AND m.valid_from_earliest <= $as_of AND $as_of < m.valid_to_latest
  OPTIONAL MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
  WHERE (q.confers_right = true OR q.sense = 'permits')
    AND h.known_from <= $known_on AND $known_on < h.known_to
    AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
  WITH c, m, l, h, q
  WHERE h IS NOT NULL OR EXISTS {
    MATCH (permit:Qualification)
    WHERE permit.confers_right = true AND permit.industry = l.industry
      AND permit.country = l.country
  }
  RETURN c, l, 'contract-made' AS mode, q.name AS held, m AS tie, coalesce(h, m) AS h,
    h IS NOT NULL AND NOT EXISTS {
      MATCH (c)-[w:HOLDS|LISTED_IN]->(own)
      WHERE (own.confers_right = true OR own.sense = 'permits')
        AND w.known_from <= $known_on AND $known_on < w.known_to
        AND w.valid_from_earliest <= $as_of AND $as_of < w.valid_to_latest
    } AND NOT EXISTS {
      MATCH (c)-[o:OWNS|ACQUIRED]->(:Company)-[w:HOLDS|LISTED_IN]->(own)
      WHERE (own.confers_right = true OR own.sense = 'permits')
        AND coalesce(o.share, o.share_max, 100.0) > 50
        AND o.known_from <= $known_on AND $known_on < o.known_to
        AND o.valid_from_earliest <= $as_of AND $as_of < o.valid_to_latest
        AND w.known_from <= $known_on AND $known_on < w.known_to
        AND w.valid_from_earliest <= $as_of AND $as_of < w.valid_to_latest
    } AS firm
  UNION
  WITH gone
  MATCH (c:Company {key: $company})-[a:ACQUIRED]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
  WHERE NOT c.key IN gone AND (q.confers_right = true OR q.sense = 'permits')
    AND a.known_from <= $known_on AND $known_on < a.known_to
    AND a.valid_from_earliest <= $as_of AND $as_of < a.valid_to_latest
    AND h.known_from <= $known_on AND $known_on < h.known_to
    AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
    AND coalesce(a.share, 100.0) > 50
  RETURN c, l, 'bought' AS mode, q.name AS held, a AS tie, h, true AS firm
  UNION
  WITH gone
  MATCH (c:Company {key: $company})-[o:OWNS]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
  WHERE NOT c.key IN gone AND (q.confers_right = true OR q.sense = 'permits')
    AND coalesce(o.share, o.share_max, 100.0) > 50
    AND o.known_from <= $known_on AND $known_on < o.known_to
    AND o.valid_from_earliest <= $as_of AND $as_of < o.valid_to_latest
    AND h.known_from <= $known_on AND $known_on < h.known_to
    AND h.valid_from_earliest <= $as_of AND $as_of < h.valid_to_latest
  RETURN c, l, 'controlled' AS mode, q.name AS held, o AS tie, h,
    o.control = true OR coalesce(o.share, o.share_min, 0.0) > 50 AS firm
}
WITH c, l, mode, held, tie, h, firm, gone, doubted,
  mode IN ['bought', 'controlled'] AND EXISTS {
    MATCH (c)-[z:OWNS|ACQUIRED]->(l)
    WHERE z.known_from <= $known_on AND $known_on < z.known_to AND z.valid_from_earliest <= $as_of
      AND z.key <> tie.key
      AND (coalesce(z.share, z.share_max, 100.0) <= 50 AND z.valid_from_latest <= $as_of
          AND $as_of < z.valid_to_latest AND z.valid_from_latest > tie.valid_from_latest
        OR mode = 'controlled' AND coalesce(tie.share, tie.share_min, tie.share_max) IS NULL
          AND coalesce(tie.control, false) = false AND (type(z) = 'ACQUIRED' OR z.control = true
            OR coalesce(z.share, z.share_min, z.share_max) IS NOT NULL))
  } AS replaced,
  mode IN ['bought', 'controlled'] AND (EXISTS {
    MATCH (l)<-[z:OWNS|ACQUIRED]-(buyer:Entity)
    WHERE buyer.key <> c.key AND z.sure
      AND z.known_from <= $known_on AND $known_on < z.known_to
      AND z.valid_from_earliest >= tie.valid_from_latest AND z.valid_from_earliest > '0001-01-01'
      AND z.valid_from_latest <= $as_of AND $as_of < z.valid_to_earliest
      AND (z.control = true
        OR coalesce(z.share, z.share_min, CASE type(z) WHEN 'OWNS' THEN 0.0 ELSE 100.0 END) > 50)
      AND NOT EXISTS {
        MATCH (c)-[g:OWNS|ACQUIRED]->(buyer)
        WHERE g.known_from <= $known_on AND $known_on < g.known_to
          AND g.valid_from_earliest <= $as_of AND $as_of < g.valid_to_latest
      }
  } OR EXISTS {
    MATCH (c)-[z:OWNS]->(l)
    WHERE z.known_from <= $known_on AND $known_on < z.known_to
      AND z.valid_from_latest <= $as_of AND $as_of < z.valid_to_latest
      AND z.valid_from_latest > tie.valid_from_latest AND coalesce(z.control, false) = false
      AND coalesce(z.share, z.share_min, 0.0) <= 50
      AND coalesce(z.share, z.share_min, z.share_max) IS NOT NULL
  }) AS parted
WHERE NOT replaced AND NOT l.key IN gone
RETURN c.name AS company, mode, l.name AS licence_holder, held AS qualification,
  [CASE WHEN tie.valid_from_earliest > h.valid_from_earliest
    THEN tie.valid_from_earliest ELSE h.valid_from_earliest END,
   CASE WHEN tie.valid_from_latest > h.valid_from_latest
    THEN tie.valid_from_latest ELSE h.valid_from_latest END] AS valid_from,
  [CASE WHEN tie.valid_to_earliest < h.valid_to_earliest
    THEN tie.valid_to_earliest ELSE h.valid_to_earliest END,
   CASE WHEN tie.valid_to_latest < h.valid_to_latest
    THEN tie.valid_to_latest ELSE h.valid_to_latest END] AS valid_to,
  CASE WHEN firm AND NOT parted AND NOT c.key IN doubted AND NOT l.key IN doubted
    AND tie.sure AND tie.valid_from_latest <= $as_of AND $as_of < tie.valid_to_earliest
    AND h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    THEN 'yes' ELSE 'possible' END AS certainty,
  [tie.sources, h.sources] AS sources, [tie.fact, h.fact] AS facts
