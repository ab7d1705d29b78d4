"""The question `stress`: who is stranded if something is lost, and who has a second route."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphkit.garbage import uncollected
from graphkit.questions.answer import Found
from graphkit.questions.exposure import Node
from graphkit.questions.freezing import Stuck, stuck
from graphkit.questions.link import Link
from graphkit.questions.links import Links
from graphkit.questions.losses import Loss, find_losses
from graphkit.questions.proof import Proof, route_proof
from graphkit.questions.routes import Route, best_route
from graphkit.questions.stress import VERDICTS, Outcome, compare
from graphkit.questions.world import World
from graphkit.stores.base import Store
from graphkit.values import MAX_DATE, MIN_DATE
from graphkit.wording import counted

__all__ = ["HEADER", "answer", "cut_names"]

HEADER = """
question: If a holder, licence, deal or source were lost, who is stranded, who has a second route?
help: |
  Compares what is known with the same without what is named; several losses may be named at
  once. stranded: it surely had a route, and not even a possible one is left. possibly stranded:
  what it had, or what is left, is not certain. second route: a certain one is left that covers
  the same product. stuck (with freeze): on its way to a right that the authority would have to
  grant; possibly stuck: unless it has one already. Whoever is not touched is not listed. It
  works on the parties and holders that the store knows on that day, and on nothing else.
parameters:
  suspend: {type: entity, optional: true, help: the holder whose own rights are suspended}
  licence: {type: entity, optional: true, help: "the qualification or register that is suspended,
    for everyone or for the holder given with suspend"}
  freeze: {type: entity, optional: true, help: the authority that admits nobody any more}
  since: {type: day, optional: true, help: "with freeze: since when; else
    the day asked for"}
  undo: {type: text, optional: true, help: "id of a fact, or with target the buyer"}
  target: {type: entity, optional: true, help: "with undo: the other side of the deal"}
  fail: {type: entity, optional: true, help: "the company that fails, with what runs
    through it"}
  drop: {type: text, optional: true, help: "key, title or publisher of sources to
    leave out"}
  group: {type: flag, default: false, help: with what the holder or company controls}
  company: {type: entity, optional: true, help: only what becomes of this party}
columns:
  party: who
  kind: Company, Brand or Product
  builds: what is concerned, by kind of licence, product and territory
  verdict: >-
    stranded, possibly stranded, second route, gains a route, stuck, possibly stuck or untouched
  lost: a route that is lost or becomes doubtful
  left: the best route that is left
  left_certainty: yes or possible
  stuck_at: "with freeze: the checkpoints or rights that it does not get"
  next_cut: >-
    a smallest set of companies whose loss would then stop it, for the first 200 rows at most
  sources: keys of the sources
example: stress suspend="JAC Motors" --as-of 2022-06-01
"""
_COLUMNS = ("party", "kind", "builds", "verdict", "lost", "left", "left_certainty", "stuck_at",
            "next_cut", "sources", "facts")  # fmt: skip


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """What the loss means to whom."""
    day, company = parameters["as_of"], parameters.get("company")
    dropping = parameters.get("drop") is not None
    with uncollected():
        links = Links(
            store,
            parameters["known_on"],
            since=MIN_DATE if dropping else day,
            until=MAX_DATE if dropping else day,
        )
        links.fetch_all()
        before = World(links, day)
        loss = find_losses(store, links, before, parameters)
        after = World(links, day, loss.without)
        outcomes = sorted(compare(before, after), key=_order)
        waiting = stuck(store, before, after, loss.frozen) if loss.frozen else []
    waiting.sort(key=lambda each: not each.sure)
    if company is not None:
        outcomes = [each for each in outcomes if each.party.key == company]
        waiting = [each for each in waiting if each.party.key == company]
    told = links.told(_links(outcomes, waiting))
    rows = [_row(links, told, each, frozen=bool(loss.frozen)) for each in outcomes]
    rows += [_stuck_row(told, each) for each in waiting]
    proofs = [_proof(links, each) for each in outcomes]
    proofs += [_stuck_proof(links, each) for each in waiting]
    if company is not None and not rows:
        rows = [_untouched(links, before, company)]
        proofs = [{"claim": "nothing changes", "rule": "", "certainty": "yes", "because": []}]
    return Found(_COLUMNS, rows, proofs, _note(links, before, loss, outcomes, waiting))


def _order(each: Outcome) -> tuple[object, ...]:
    return VERDICTS.index(each.verdict), each.party.kind, each.party.name, each.party.key, each.line


def _links(outcomes: Iterable[Outcome], waiting: Iterable[Stuck]) -> Iterable[Link]:
    routes = [route for each in outcomes for route in (each.lost, each.left)]
    routes += [each.meanwhile for each in waiting]
    return [link for route in routes if route is not None for link in route.links]


def _told(told: Mapping[str, tuple[str, ...]], routes: Iterable[Route | None]) -> tuple[Any, Any]:
    facts = [fact for route in routes if route is not None for fact in route.facts]
    return [source for fact in facts for source in told.get(fact, ())], facts


def _through(route: Route | None) -> str | None:
    """A route as a reader sees it: what it is called, and the parties on the way."""
    if route is None:
        return None
    return f"{route.kind}: {' > '.join(party.name for party in route.through)}"


def cut_names(links: Links, party: str, cut: Iterable[Node]) -> list[str]:
    """The members of a smallest cut of a party by name."""
    return [
        "its own rights"
        if node.sort == "rights" and node.key == party
        else links.party(node.key).name
        for node in cut
    ]


def _row(
    links: Links, told: Mapping[str, tuple[str, ...]], each: Outcome, *, frozen: bool
) -> tuple[Any, ...]:
    # What a party itself did not get any more is what it is stuck at.
    own = each.lost is not None and not each.lost.steps
    stuck_at = [each.lost.right.name] if frozen and own and each.lost else None
    sources, facts = _told(told, (each.lost, each.left))
    certainty = None if each.left is None else "yes" if each.left_sure else "possible"
    cut = cut_names(links, each.party.key, each.next_cut) or None
    words = list(each.words)
    return (
        each.party.name, each.party.kind, words, each.verdict, _through(each.lost),
        _through(each.left), certainty, stuck_at, cut, sources, facts,
    )  # fmt: skip


def _stuck_row(told: Mapping[str, tuple[str, ...]], each: Stuck) -> tuple[Any, ...]:
    sources, facts = _told(told, (each.meanwhile,))
    certainty = None if each.meanwhile is None else each.meanwhile.certainty
    return (
        each.party.name, each.party.kind, ["qualification"],
        "stuck" if each.sure else "possibly stuck", None,
        _through(each.meanwhile), certainty, list(each.at), None,
        [*each.sources, *sources], [*each.facts, *facts],
    )  # fmt: skip


def _proof(links: Links, each: Outcome) -> Proof:
    because = []
    if each.lost is not None:
        because.append({**route_proof(links, each.lost), "rule": f"lost: {each.lost.kind}"})
    if each.left is not None:
        because.append({**route_proof(links, each.left), "rule": f"left: {each.left.kind}"})
    return {
        "claim": f"{each.party.name}: {each.verdict}",
        "rule": ", ".join(each.words),
        "certainty": "possible" if each.verdict.startswith("possibly") else "yes",
        "because": because,
    }


def _stuck_proof(links: Links, each: Stuck) -> Proof:
    because: list[Proof] = [
        {
            "claim": f"{each.party.name} is on the way",
            "rule": "stated",
            "certainty": "yes",
            "fact": fact,
            "because": [],
        }
        for fact in each.facts
    ]
    if each.meanwhile is not None:
        because.append({**route_proof(links, each.meanwhile), "rule": "meanwhile"})
    return {
        "claim": f"{each.party.name} is stuck at {', '.join(each.at)}",
        "rule": "freeze",
        "certainty": "yes" if each.sure else "possible",
        "because": because,
    }


def _untouched(links: Links, before: World, company: str) -> tuple[Any, ...]:
    party = links.party(company)
    best = best_route(before, party)
    sources, facts = _told(links.told(best.links if best else ()), (best,))
    certainty = None if best is None else best.certainty
    return (
        party.name,
        party.kind,
        None,
        "untouched",
        None,
        _through(best),
        certainty,
        None,
        None,
        sources,
        facts,
    )


def _note(
    links: Links, before: World, loss: Loss, outcomes: list[Outcome], waiting: list[Stuck]
) -> str:
    """What was asked, what list it was worked out on, and if nothing happens why; nothing where
    nothing at all is known on that day."""
    if not links.entities():
        return ""
    holders = sum(1 for key in links.entities() if before.rights(key))
    closed = (
        f"Worked out on the {counted(len(links.entities()), 'parties')} and "
        f"{counted(holders, 'holders')} that the store knows for {before.day} "
        f"as known on {links.known_on}."
    )
    asked = f"If {' and '.join(loss.words)}: "
    if not outcomes and not waiting:
        return f"{asked}{_why_nothing(links, before, loss)} {closed}"
    count = {name: sum(each.verdict == name for each in outcomes) for name in VERDICTS}
    count |= {
        "stuck": sum(each.sure for each in waiting),
        "possibly stuck": sum(not each.sure for each in waiting),
    }
    said = ", ".join(f"{number:,} {name}" for name, number in count.items() if number)
    return f"{asked}{said}. {closed}"


def _why_nothing(links: Links, before: World, loss: Loss) -> str:
    """Why a loss touches nobody: what is lost was not there, or nobody rests on it alone."""
    without = loss.without
    held = {(right.holder, right.key) for key in links.entities() for right in before.rights(key)}
    held |= {("", key) for _, key in held}
    names = ", ".join(sorted(links.party(key).name for key in loss.holders if key))
    if without.rights and not without.rights & held:
        rights = {links.party(key).name for _, key in without.rights}
        holds = f"{names} is not known to hold" if names else "nobody is known to hold"
        return f"nothing is lost, for {holds} {', '.join(rights)} on that day."
    if without.holders and not any(before.rights(key) for key in without.holders):
        return f"nothing is lost, for {names} is not known to hold any right on that day."
    if without.parties and not any(
        without.link(link) is None
        for key in links.entities()
        for link in links.of(key)
        if link.on(before.day) in {"yes", "possible"}
    ):
        return f"nothing is lost, for no fact that a route may use is known of {names} on that day."
    if without.facts and not any(
        link.fact in without.facts and link.on(before.day) == "yes"
        for key in links.entities()
        for link in links.of(key)
    ):
        return "nothing is lost, for that does not surely hold on that day, or no route uses it."
    if loss.idle:
        return f"nothing is frozen, for {loss.idle} is not known to grant or keep anything."
    return "nobody loses a route."
