"""Small graphs to draw, made as the callers of `graphkit.views` make them."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

from graphkit import model

PANDAILY = {
    "publisher": "Pandaily",
    "published": "2023-12-05",
    "quote": "the full name of a NIO car is in fact “JAC NIO”",
    "url": "https://pandaily.com/nio",
    "summary": "",
}

_CARS = {
    "nio": ("NIO", "Company", "蔚来"),
    "jac": ("JAC Motors", "Company", "江淮汽车"),
    "li": ("Li Auto", "Company", "理想汽车"),
    "lifan": ("Lifan Motors", "Company", "力帆汽车"),
    "xpeng": ("Xpeng Motors", "Company", "小鹏汽车"),
    "foday": ("Guangdong Foday Automobile", "Company", "福迪汽车"),
    "xiaomi": ("Xiaomi Motors 小米汽车", "Company", ""),
    "baic": ("BAIC Off-road", "Company", ""),
    "jidu": ("Jidu 集度", "Brand", "极越"),
    "geely": ("Geely", "Company", "吉利"),
    "baidu": ("Baidu", "Company", "百度"),
    "access": ("MIIT access to car making", "Qualification", "道路机动车辆生产企业准入"),
}

_CAR_FACTS = (
    ("nio", "USES_LICENCE_OF", "jac", "yes"),
    ("jac", "MANUFACTURES_FOR", "nio", "yes"),
    ("nio", "HOLDS", "access", "possible"),
    ("jac", "HOLDS", "access", "yes"),
    ("li", "ACQUIRED", "lifan", "yes"),
    ("xpeng", "ACQUIRED", "foday", "yes"),
    ("lifan", "HOLDS", "access", "yes"),
    ("foday", "HOLDS", "access", "yes"),
    ("xiaomi", "USES_LICENCE_OF", "baic", "possible"),
    ("jidu", "USES_LICENCE_OF", "geely", "yes"),
    ("baidu", "OWNS", "jidu", "yes"),
    ("geely", "OWNS", "jidu", "yes"),
    ("nio", "COMPETES_WITH", "li", "yes"),
)

Graph = nx.MultiDiGraph


def node(graph: Graph, key: str, name: str, kind: str = "Company", **more: Any) -> None:
    graph.add_node(key, name=name, kind=kind, **more)


def fact(graph: Graph, tail: str, relation: str, head: str, **more: Any) -> None:
    names = (graph.nodes[tail]["name"], graph.nodes[head]["name"])
    said = model.RELATIONS[relation].sentence.format(subject=names[0], object=names[1])
    values = {
        "relation": relation,
        "sentence": said,
        "certainty": "yes",
        "valid_from": "2018-06",
        "valid_to": "",
        "confidence": "reported",
        "evidence": [PANDAILY],
    }
    graph.add_edge(tail, head, key=f"fact-{graph.number_of_edges()}", **{**values, **more})


def cars() -> Graph:
    """Twelve names of the car industry and what stands between them."""
    graph = Graph()
    for key, (name, kind, other) in _CARS.items():
        node(graph, key, name, kind, names=[other] if other else [], focus=key == "nio")
    for tail, relation, head, certainty in _CAR_FACTS:
        fact(graph, tail, relation, head, certainty=certainty)
    return graph


def pair(*relations: str, **more: Any) -> Graph:
    """Two companies and a line for each relation, all from the first to the second."""
    graph = Graph()
    node(graph, "a", "Alpha")
    node(graph, "b", "Beta")
    for relation in relations:
        fact(graph, "a", relation, "b", **more)
    return graph


def made_up(count: int, facts: int, seed: int = 7) -> Graph:
    """`count` names of all kinds, joined to a tree with some chords."""
    rng = random.Random(seed)
    graph = Graph()
    kinds = ["Company"] * 8 + list(model.KINDS)
    relations = [name for name, each in model.RELATIONS.items() if not each.is_attribute]
    for index in range(count):
        kind = rng.choice(kinds)
        name = rng.choice(["Hua", "Ming", "Wei Xin", "Guangzhou North", "东风", "Tai Shan"])
        node(
            graph, str(index), f"{name} {rng.choice(['Motors', '汽车', 'Holdings'])} {index}", kind
        )
    for index in range(facts):
        tail = index + 1 if index + 1 < count else rng.randrange(count)
        head = rng.randrange(max(1, tail)) if rng.random() < 0.6 else rng.randrange(min(count, 8))
        certainty = rng.choice(["yes", "yes", "possible"])
        fact(graph, str(tail), rng.choice(relations), str(head), certainty=certainty)
    return graph
