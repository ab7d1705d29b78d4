"""The forms of a word, or words that stand in for each other, as `<word>` in the phrases."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, str] = {
    "assets": "assets|equipment|plants?|factory|factories|land|facilit(?:y|ies)|inventory|spectrum|frequencies|patents|trademarks?",
    "be": "is|are|was|were|been|being|be|became|becomes|gets?|got|remains?",
    "become": "became|becomes?|becoming|was|were|is|are|been|being|as|named|appointed|elected|joined|joins|takes? over as|took over as|serves? as|served as|remains",
    "begin": "beg(?:an|ins?|un)|start(?:s|ed|ing)?|took over|takes? over|resum(?:e[sd]?|ing)|stop(?:s|ped|ping)?|end(?:s|ed)?|halt(?:s|ed)?|continu(?:e[sd]?|ing)|overs(?:ee|ees|aw|eeing)|handl(?:e[sd]?|ing)",
    "bought": "acquired|taken private|bought(?: out| up)?|purchased|taken over|absorbed|snapped up|swallowed(?: up)?",
    "brand": "brands?|marques?|labels?|trademarks?",
    "buy": "acquires?|acquired|acquiring|buys?(?: out)?|bought(?: out)?|buying(?: out)?|purchase[sd]?|purchasing|t(?:akes?|ook|aken|aking) over|"
    "absorb(?:s|ed|ing)?|snap(?:s|ped|ping) up|swallow(?:s|ed|ing)(?: up)?|scoop(?:s|ed) up|gobbl(?:es|ed) up",
    "chief": "founder|co-founder|chief executive(?: officer)?|ceo|co-ceo|chief (?:financial|operating|technology|technical|scientific|medical|commercial|marketing|product) officer|cfo|coo|cto|"
    "chairman|chairwoman|chairperson|chair|president|managing director|general manager|director[- ]general|executive director|director|boss|head",
    "close": "seal(?:s|ed|ing)?|complet(?:e[sd]?|ing)|clos(?:e[sd]?|ing)|finali[sz](?:e[sd]?|ing)|announc(?:e[sd]?|ing)|agree[sd]?(?: (?:on|to))?|conclud(?:e[sd]?|ing)|sign(?:s|ed|ing)?|approv(?:e[sd]?|ing)|plan(?:s|ned|ning)?|"
    "propos(?:e[sd]?|ing)|through|after|via|following|with|ma(?:de|kes?|king)|financ(?:e[sd]?|ing)|rul(?:es?|ed|ing) out",
    "company": "company|subsidiary|carmaker|automaker|startup|start-up|maker|manufacturer|firm|brand|producer|supplier|provider|operator|brewer|bottler|group|rival|chain|retailer|bank|business|institution",
    "concern": "business(?:es)?|operations?|divisions?|units?|arms?|activities|assets|equipment|plants?|factory|factories|land|facilit(?:y|ies)|inventory|spectrum|frequencies|patents|trademarks?|brands?|"
    "intellectual property(?: rights)?|portfolio|network|stores?|product lines?|production lines?|lines?|ranges?|sites?|territor(?:y|ies)|programmes?|programs?|interests|franchises?|designs?|tooling|machinery|works|mills?|brewer(?:y|ies)|mines?|fabs?|foundr(?:y|ies)|shipyards?|refiner(?:y|ies)|campus|labs?|pipeline",
    "customer": "customers?|clients?",
    "deal": "agreements?|deals?|contracts?|pacts?|accords?|tie-ups?|partnerships?|arrangements?|orders?|collaborations?",
    "formerly": "formerly|previously|originally|until recently|née",
    "get": "receiv(?:e[sd]?|ing)|obtain(?:s|ed|ing)?|acquir(?:e[sd]?|ing)|has|have|had|holds?|held|holding|gets?|got|getting|buys?|bought|buying|t(?:akes?|ook|aking)(?: over)?|secur(?:e[sd]?|ing)|"
    "w(?:ins?|on|inning)|gain(?:s|ed|ing)?|owns?|purchase[sd]?|los(?:es?|t|ing)|renew(?:s|ed|ing)?|extend(?:s|ed|ing)?|keeps?|kept|land(?:s|ed|ing)?|sign(?:s|ed|ing)?|pick(?:s|ed) up|"
    "pay(?:s|ing)?|paid|stripped of|deprived of|(?:was|were|been|is|being) (?:awarded|granted|given)|exercis(?:e[sd]?|ing)",
    "grant": "grant(?:s|ed|ing)?|lent|lends?|leas(?:es|ed)|g(?:ave|iven?|ives|iving)|award(?:s|ed|ing)?|issu(?:es|ed|ing)|sold|sells?|selling|assign(?:s|ed|ing)?|hand(?:s|ed|ing)?|"
    "provid(?:e[sd]?|ing)|offer(?:s|ed|ing)?|transfer(?:s|red|ring)?|licen[cs]e[sd]?|licen[cs]ing|mov(?:e[sd]?|ing)|shift(?:s|ed|ing)?",
    "hire": "signed|hire[sd]?|hiring|tap(?:s|ped|ping)?|pick(?:s|ed)?|chooses?|chose|chosen|select(?:s|ed|ing)?|(?:sub-?)?contract(?:s|ed|ing)?(?: with)?|commission(?:s|ed|ing)?|enlist(?:s|ed|ing)?|appoint(?:s|ed|ing)?|"
    "engag(?:e[sd]?|ing)|asks?|asked|instruct(?:s|ed)?|tells?|told|order(?:s|ed)?|partner(?:s|ed|ing)?(?: up)? with|team(?:s|ed|ing)?(?: up)? with|us(?:es|ed|ing)|rel(?:y|ies|ied|ying) (?:\\w+ )?on|"
    "depend(?:s|ed|ing)? on|turn(?:s|ed|ing)? to|work(?:s|ed|ing)? with",
    "jv": "joint[- ]ventures?|jvs?",
    "know_how": "technolog(?:y|ies)|know-how|designs?|patents?|(?:micro-?)?architectures?|instruction set|platforms?|intellectual property|cores?|chassis|blueprints?|drawings",
    "lead": "leads?|led|head(?:s|ed)?|runs|ran|chair(?:s|ed)|(?:co-)?founded",
    "licence": "licen[cs]es?|licen[cs]ing|franchises?|sub-?licen[cs]es?",
    "license": "(?:has |have )?(?:out-?|sub-?|cross-?)?licen[cs](?:ed|ing)(?: out)?|(?:will|would|to|can|may|shall|also|and) (?:out-?|sub-?)?licen[cs]e|(?:out-?|sub-?)licen[cs]es?|licenses",
    "licensed": "(?:sub-?|in-?)?licen[cs]ed|in-licen[cs](?:es?|ing)|franchised",
    "licensee": "(?:master |sub-?)?licen[cs]ees?|(?:master )?franchisees?|licen[cs]e[- ]holders?|licen[cs]ed (?:partner|manufacturer|maker|producer|brewer|bottler|distributor|operator)s?|"
    "franchise (?:holder|operator|partner|bottler)s?|licen[cs](?:e|ing) partners?|authori[sz]ed (?:manufacturer|bottler|producer|maker|distributor)s?",
    "made": "made|filled(?: and finished)?|manufactured|mass-produced|produced|built|assembled|contract-made|brewed|bottled|licen[cs]e-built|co-produced|fabricated|packaged|canned|distilled",
    "merge": "merg(?:e[sd]?|ing)|combin(?:e[sd]?|ing)|joined forces|amalgamated|join(?:s|ed)? together",
    "make": "manufactur(?:e[sd]?|ing)|mak(?:es?|ing)|made|builds?|building|built|produc(?:e[sd]?|ing)|assembl(?:e[sd]?|ing)|brew(?:s|ed|ing)?|bottl(?:e[sd]?|ing)|co-produc(?:e[sd]?|ing)|"
    "(?:licen[cs]e|contract)-(?:builds?|built|manufactures?|makes?)|fabricat(?:e[sd]?|ing)|packag(?:es|ed|ing)|churn(?:s|ed|ing)? out|turn(?:s|ed|ing)? out|co-manufactur(?:e[sd]?|ing)",
    "maker": "contract (?:manufacturer|maker|brewer|builder|producer|packer|supplier|assembler)|manufacturer|assembler|co-packer|co-manufacturer|foundry|oem|odm|ems|cmo|cdmo|original equipment manufacturer|contract (?:manufacturing|development and manufacturing) (?:organi[sz]ation|partner|provider)|toll manufacturer|fabricator|"
    "(?:manufacturing|production|assembly|foundry|assembling) partner|supplier|bottler|manufacturing subcontractor|subcontractor",
    "making": "manufactur(?:e|ing)|contract (?:manufactur(?:e|ing)|production)|production|assembly|output|fabrication|brewing|bottling|packaging",
    "name": "brands?|names?|labels?|marques?|trademarks?|logos?|banners?|badges?",
    "name_as": "appoint(?:s|ed|ing)?|nam(?:es|ed|ing)|hir(?:es|ed|ing)|promot(?:es|ed|ing)|elect(?:s|ed|ing)?|tap(?:s|ped)?|poach(?:es|ed)",
    "outsource": "(?:out|sub)[- ]?(?:sourc|contract)(?:e[sd]?|s|ed|ing)|contract(?:s|ed|ing)?(?: out)?|hand(?:s|ed|ing)?(?: over)?|mov(?:e[sd]?|ing)|shift(?:s|ed|ing)?|transfer(?:s|red|ring)?|"
    "award(?:s|ed|ing)?|entrust(?:s|ed|ing)?|assign(?:s|ed|ing)?|farm(?:s|ed|ing)? out|g(?:ave|iven?|ives)|leav(?:es|ing)|left",
    "own": "owns?|owned|gain(?:s|ed|ing)?|owning|holds?|held|holding|has|had|have|controls?|controlled|acquire[sd]?|acquiring|buys?|buying|bought|purchase[sd]?|t(?:akes?|ook|aking)|gets?|got|getting|obtain(?:s|ed)?|"
    "rais(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:e[sd]?|ing)|retain(?:s|ed|ing)?|keeps?|kept|sell(?:s|ing)?|sold|"
    "disclos(?:e[sd]?|ing)|report(?:s|ed|ing)",
    "owned": "owned|controlled|held",
    "parent": "parent(?: (?:company|group|firm))?|owners?|holding company|(?:majority|controlling|largest|biggest|main|principal|sole|top|second-largest|single largest) (?:share|stock)holder|(?:majority|part|co-)[- ]?owner|shareholder",
    "part": r"(?:\d[\d.,]*[\s-]?(?:%|percent|per cent|pct)|stake|interest|shareholding|shares?|equity|majority|minority|half|third|quarter|holding|participation)",
    "pay": "pays?|paying|paid|spends?|spent",
    "purchase": "acquisitions?|purchase|takeovers?|take-over|buyout|buy-out",
    "renamed": "renamed|rebrand(?:s|ed|ing)?|re-branded|rechristened|reorgani[sz]ed|chang(?:e[sd]?|ing) (?:its|the|their)(?: \\w+){0,2} name|name change",
    "right": "licen[cs]es?|licen[cs]ing|qualifications?|permits?|rights?|franchises?|concessions?|permission|sub-?licen[cs]es?",
    "rival": "competitors?|rivals?|arch-?rivals?",
    "royalty": "royalt(?:y|ies)|licen[cs](?:e|ing) fees?|upfront|up-front|up front|milestones?|franchise fees?",
    "sell": "sell(?:s|ing)?|sold|sale of|divest(?:s|ed|ing)?|offload(?:s|ed|ing)?",
    "sell_it": "sell(?:s|ing)?|sold|launch(?:es|ed|ing)?|market(?:s|ed|ing)?|releas(?:e[sd]?|ing)|develop(?:s|ed|ing)?|distribut(?:e[sd]?|ing)|offer(?:s|ed|ing)?|mak(?:es?|ing)|made|produc(?:e[sd]?|ing)|"
    "manufactur(?:e[sd]?|ing)|builds?|building|built|brew(?:s|ed|ing)?|bottl(?:e[sd]?|ing)|assembl(?:e[sd]?|ing)|creat(?:e[sd]?|ing)|design(?:s|ed|ing)?|operat(?:e[sd]?|ing)|publish(?:es|ed|ing)?|prints?|printed",
    "set_up": "set up|sets up|setting up|establish(?:es|ed|ing)?|form(?:s|ed|ing)?|creat(?:e[sd]?|ing)|launch(?:es|ed|ing)?",
    "share": "transfer(?:s|red|ring)?|provid(?:e[sd]?|ing)|suppl(?:y|ies|ied|ying)|shar(?:e[sd]?|ing)|licen[cs](?:e[sd]?|ing)|sold|sells?",
    "shop": "stores?|restaurants?|hotels?|outlets?|shops?|cafes?|cafés?|theme parks?|resorts?|schools?|gyms?|chain",
    "sign": "sign(?:s|ed|ing)?|enter(?:s|ed|ing)?(?: into)?|ink(?:s|ed|ing)?|str(?:ikes?|uck|iking)|reach(?:es|ed|ing)?|has|have|had|holds?|held|announc(?:e[sd]?|ing)|renew(?:s|ed|ing)?|"
    "extend(?:s|ed|ing)?|land(?:s|ed|ing)?|secur(?:e[sd]?|ing)|w(?:ins?|on)|clinch(?:es|ed)|conclud(?:e[sd]?|ing)|executed|under|through|via|receiv(?:es|ed)|announcement of",
    "supply": "suppl(?:y|ies|ied|ying)",
    "to_make": "manufactur(?:e[sd]?|ing)|mak(?:e|ing)|made|build(?:ing)?|built|produc(?:e[sd]?|ing|tion)|fill|assembl(?:e[sd]?|ing|y)|brew(?:ing|ed)?|bottl(?:e[sd]?|ing)|fabricat(?:e[sd]?|ing)",
    "to_use": "use|make|sell|produce|distribute|brew|manufacture|market|build|create|develop|design|bottle|commerciali[sz]e|operate|open|run|promote|exploit|publish|print|broadcast|stream|"
    "air|assemble|co-develop|package|supply|practi[cs]e|license|sublicense|provide|offer|release|adapt|roll out|second[- ]source|copy|clone|assemble|rebadge",
    "unit": "subsidiar(?:y|ies)|units?|arms?|divisions?|affiliates?|offshoot|portfolio company|operating company",
    "use": "us(?:e[sd]?|ing)|borrow(?:s|ed|ing)?|rel(?:y|ies|ied|ying) on|rent(?:s|ed|ing)?|adopt(?:s|ed|ing)?|based on|built on|derived from|adapted from|developed from|"
    "employ(?:s|ed|ing)?|run(?:s|ning)? on|designed (?:around|on|with)|incorporat(?:e[sd]?|ing)",
}  # fmt: skip
