"""Fits the weights and thresholds of `graphkit.resolve` to the training half of pairs.csv.

    python benchmarks/resolution/fit.py

Prints `graphkit/resolve/weights.py`. Which pair of names of two records speaks for them depends
on the weights, so fitting and choosing take turns a few times. The test half is never read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pairs import Pair, read_pairs, threshold_for

from graphkit.resolve.compare import features_of, record_features
from graphkit.resolve.weights import WEIGHTS

NAMES = list(WEIGHTS)
ROUNDS = 6
RIDGE = 0.005
PRECISION = 0.995  # of automatic judgements, on the training half


def choices(pair: Pair) -> np.ndarray:
    """The features of every pair of names of two records, a row each."""
    record = record_features(pair.left, pair.right)
    return np.array(
        [
            [{**dict(features_of(one, other)), **record}[name] for name in NAMES]
            for one in pair.left.names
            for other in pair.right.names
        ]
    )


def logistic(values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weights, the intercept last, by Newton's method with a ridge."""
    given = np.column_stack([values, np.ones(len(values))])
    weights = np.zeros(given.shape[1])
    ridge = np.full(len(weights), RIDGE * len(labels) / 100)
    ridge[-1] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (labels - chance) - ridge * weights
        curve = (given * (chance * (1 - chance))[:, None]).T @ given + np.diag(ridge)
        weights += np.linalg.solve(curve, slope)
    return weights


def fit(pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """The weights, and the scores of the pairs with them."""
    every, labels = [choices(each) for each in pairs], np.array([each.same for each in pairs])
    weights = np.array([*WEIGHTS.values(), 0.0])
    for _ in range(ROUNDS):
        best = np.array([rows[np.argmax(rows @ weights[:-1])] for rows in every])
        weights = logistic(best, labels)
    best = np.array([rows[np.argmax(rows @ weights[:-1])] for rows in every])
    return weights, 1 / (1 + np.exp(-(best @ weights[:-1] + weights[-1])))


def main() -> None:
    pairs = read_pairs("train")
    weights, scores = fit(pairs)
    labels = [each.same for each in pairs]
    print(f"INTERCEPT = {weights[-1]:.2f}")
    print(f"AUTOMATIC = {threshold_for(scores, labels, PRECISION):.3f}")
    for name, weight in zip(NAMES, weights, strict=False):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
