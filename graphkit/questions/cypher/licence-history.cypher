// question: Which qualifications has a company ever relied on, from when to when, and how?
// help: |
//   Every way that held up to the day asked for, past ones included, each for as long as both the
//   tie to the holder and the holder's right may have stood. As in who-builds-on-whose-licence a
//   maker counts where what it makes needs a right, a licence where it is of a kind that confers
//   one. Making by another is certain as it is there. A company bought counts where it was known to
//   hold a right, or was bought for one. A share of half or less that replaced a larger one ended
//   it; where others got control since, it is possible. Borrowing where the lender's right ended or
//   is denied is possible. For a company that ceased all of it has ended, as has what others had
//   through it; while it may have, all is possible.
// parameters:
//   company: {type: entity, help: the company or brand}
// columns:
//   valid_from: since when
//   valid_to: until when; empty if no end is known
//   mode: own, borrowed, contract-made, bought or controlled
//   through: the holder, maker or company bought
//   qualification: what is held or licensed, or was bought for, where the source says
//   certainty: yes, possible, or ended
//   sources: keys of the sources
// example: ask licence-history NIO
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
  MATCH (:Entity {key: $company})-[u:USES_LICENCE_OF]->(l:Company)
  WHERE u.known_from <= $known_on AND $known_on < u.known_to AND u.valid_from_earliest <= $as_of
  WITH DISTINCT l
  WHERE NOT EXISTS {
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
  })
  RETURN collect(l.key) AS denied
}
CALL {
  MATCH (c:Company {key: $company})-[h:HOLDS|LISTED_IN]->(q)
  WHERE (q.confers_right = true OR q.sense = 'permits')
    AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
  RETURN c AS l, 'own' AS mode, q.name AS held, h AS tie, h, true AS firm
  UNION
  MATCH (c:Entity {key: $company})-[u:USES_LICENCE_OF]->(l:Entity)
  WHERE u.licence_kind IN ['qualification', 'drug_right', 'design', 'chip_ip', 'spectrum']
    AND u.known_from <= $known_on AND $known_on < u.known_to AND u.valid_from_earliest <= $as_of
  WITH u, l, u.qualification AS key
  OPTIONAL MATCH (q:Qualification {key: key})
  RETURN l, 'borrowed' AS mode, coalesce(q.name, u.product, u.licence_kind) AS held, u AS tie,
    u AS h, true AS firm
  UNION
  MATCH (c:Entity {key: $company})<-[m:MANUFACTURES_FOR]-(l:Company)
  WHERE m.known_from <= $known_on AND $known_on < m.known_to AND m.valid_from_earliest <= $as_of
    AND (EXISTS {
      MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
      WHERE (q.confers_right = true OR q.sense = 'permits')
        AND h.known_from <= $known_on AND $known_on < h.known_to
        AND h.valid_from_earliest <= $as_of
    } OR EXISTS {
      MATCH (permit:Qualification)
      WHERE permit.confers_right = true AND permit.industry = l.industry
        AND permit.country = l.country
    })
  RETURN l, 'contract-made' AS mode, m.product AS held, m AS tie, m AS h, EXISTS {
      MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
      WHERE (q.confers_right = true OR q.sense = 'permits') AND h.sure
        AND h.known_from <= $known_on AND $known_on < h.known_to
        AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest
    } AND NOT EXISTS {
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
  MATCH (c:Company {key: $company})-[a:ACQUIRED]->(l:Company)
  WHERE a.known_from <= $known_on AND $known_on < a.known_to AND a.valid_from_earliest <= $as_of
    AND coalesce(a.share, 100.0) > 50
  OPTIONAL MATCH (l)-[h:HOLDS|LISTED_IN]->(q)
  WHERE (q.confers_right = true OR q.sense = 'permits')
    AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
  WITH a, l, h, q
  WHERE h IS NOT NULL OR toLower(a.purpose) =~ '.*(licen[cs]e|qualification|permit).*'
  RETURN l, 'bought' AS mode, coalesce(q.name, a.purpose) AS held, a AS tie, coalesce(h, a) AS h,
    h IS NOT NULL AS firm
  UNION
  MATCH (c:Company {key: $company})-[o:OWNS]->(l:Company)-[h:HOLDS|LISTED_IN]->(q)
  WHERE (q.confers_right = true OR q.sense = 'permits')
    AND coalesce(o.share, o.share_max, 100.0) > 50
    AND o.known_from <= $known_on AND $known_on < o.known_to AND o.valid_from_earliest <= $as_of
    AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
    AND o.valid_from_earliest < h.valid_to_latest AND h.valid_from_earliest < o.valid_to_latest
    AND (o.control = true OR coalesce(o.share, o.share_min, o.share_max) IS NOT NULL
      OR NOT EXISTS {
        MATCH (c)-[z:OWNS|ACQUIRED]->(l)
        WHERE z.known_from <= $known_on AND $known_on < z.known_to
          AND z.valid_from_earliest <= $as_of AND (type(z) = 'ACQUIRED' OR z.control = true
            OR coalesce(z.share, z.share_min, z.share_max) IS NOT NULL)
      })
  RETURN l, 'controlled' AS mode, q.name AS held, o AS tie, h,
    o.control = true OR coalesce(o.share, o.share_min, 0.0) > 50 AS firm
}
WITH l, mode, held, tie, h, firm, gone, doubted, denied,
  mode IN ['bought', 'controlled'] AND EXISTS {
    MATCH (:Company {key: $company})-[z:OWNS|ACQUIRED]->(l)
    WHERE z.known_from <= $known_on AND $known_on < z.known_to
      AND z.valid_from_latest <= $as_of AND $as_of < z.valid_to_latest
      AND z.valid_from_latest > tie.valid_from_latest
      AND coalesce(z.share, z.share_max, 100.0) <= 50
  } AS replaced,
  mode IN ['bought', 'controlled'] AND (EXISTS {
    MATCH (l)<-[z:OWNS|ACQUIRED]-(buyer:Entity)
    WHERE buyer.key <> $company AND z.sure
      AND z.known_from <= $known_on AND $known_on < z.known_to
      AND z.valid_from_earliest >= tie.valid_from_latest AND z.valid_from_earliest > '0001-01-01'
      AND z.valid_from_latest <= $as_of AND $as_of < z.valid_to_earliest
      AND (z.control = true
        OR coalesce(z.share, z.share_min, CASE type(z) WHEN 'OWNS' THEN 0.0 ELSE 100.0 END) > 50)
      AND NOT EXISTS {
        MATCH (:Company {key: $company})-[g:OWNS|ACQUIRED]->(buyer)
        WHERE g.known_from <= $known_on AND $known_on < g.known_to
          AND g.valid_from_earliest <= $as_of AND $as_of < g.valid_to_latest
      }
  } OR EXISTS {
    MATCH (:Company {key: $company})-[z:OWNS]->(l)
    WHERE z.known_from <= $known_on AND $known_on < z.known_to
      AND z.valid_from_latest <= $as_of AND $as_of < z.valid_to_latest
      AND z.valid_from_latest > tie.valid_from_latest AND coalesce(z.control, false) = false
      AND coalesce(z.share, z.share_min, 0.0) <= 50
      AND coalesce(z.share, z.share_min, z.share_max) IS NOT NULL
  }) AS parted
RETURN [CASE WHEN tie.valid_from_earliest > h.valid_from_earliest
    THEN tie.valid_from_earliest ELSE h.valid_from_earliest END,
   CASE WHEN tie.valid_from_latest > h.valid_from_latest
    THEN tie.valid_from_latest ELSE h.valid_from_latest END] AS valid_from,
  [CASE WHEN tie.valid_to_earliest < h.valid_to_earliest
    THEN tie.valid_to_earliest ELSE h.valid_to_earliest END,
   CASE WHEN tie.valid_to_latest < h.valid_to_latest
    THEN tie.valid_to_latest ELSE h.valid_to_latest END] AS valid_to,
  mode, l.name AS through, held AS qualification,
  CASE WHEN tie.valid_to_latest <= $as_of OR h.valid_to_latest <= $as_of OR replaced
      OR $company IN gone OR l.key IN gone THEN 'ended'
    WHEN firm AND NOT parted AND NOT $company IN doubted AND NOT l.key IN doubted
      AND NOT (mode = 'borrowed' AND l.key IN denied
        AND NOT tie.licence_kind IN ['design', 'chip_ip'])
      AND tie.sure AND tie.valid_from_latest <= $as_of AND $as_of < tie.valid_to_earliest
      AND h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS certainty,
  [tie.sources, h.sources] AS sources, [tie.fact, h.fact] AS facts
