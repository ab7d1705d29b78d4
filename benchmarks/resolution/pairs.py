"""The labelled pairs of pairs.csv as records, and how scores on them are judged."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from graphkit.resolve.compare import Profile, profile_of
from graphkit.statement import Entity

PAIRS = Path(__file__).with_name("pairs.csv")


class Pair(NamedTuple):
    same: bool
    sort: str
    left: Profile
    right: Profile
    entities: tuple[Entity, Entity]


def read_pairs(split: str) -> list[Pair]:
    found = []
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            if each["split"] == split:
                ends = [_entity(each, side) for side in ("left", "right")]
                found.append(
                    Pair(each["label"] == "1", each["class"], *map(profile_of, ends), tuple(ends))
                )
    return found


def _entity(row: dict[str, str], side: str) -> Entity:
    first, *rest = row[side].split(" | ")
    country = row[f"{side}_country"]
    details = (("country", country),) if country else ()
    return Entity(side, row["kind"], first, tuple(("en", name) for name in rest), details)


class Measured(NamedTuple):
    precision: float
    recall: float
    f1: float


def measure(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> Measured:
    """Precision, recall and F1 where scores of the threshold and above say "same"."""
    said = np.asarray(scores) >= threshold
    truth = np.asarray(labels)
    right = int((said & truth).sum())
    precision = right / max(1, int(said.sum()))
    recall = right / max(1, int(truth.sum()))
    return Measured(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The threshold with the highest F1."""
    return max(np.unique(scores), key=lambda each: measure(scores, labels, each).f1)


def threshold_for(scores: Sequence[float], labels: Sequence[bool], precision: float) -> float:
    """The lowest threshold from which on, up to 1, precision is at least this."""
    last = 1.0
    for each in np.unique(scores)[::-1]:
        if measure(scores, labels, each).precision < precision:
            break
        last = float(each)
    return last
