"""Where the nodes of a picture go: the same places for the same graph, on every run.

Each component is laid out by stress majorisation (Gansner, Koren and North 2004): the distance
on paper follows the number of steps between two nodes. Then what is drawn at the nodes is moved
apart, and the components are packed. Numbers in, numbers out: no graph library, no styles.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["place"]

Points = NDArray[np.float64]

_STEP = 165.0  # pixels between neighbours
_ASPECT = 1.5  # width to height that a screen and a page both take
_STRETCH = 1.6  # at most, of width against height; names are wide and low
_GAP = 46.0  # pixels between components
_ALL_PAIRS = 700  # nodes up to which every pair has a say; above, landmarks speak for the rest
_LANDMARKS = 40
_ROUNDS = 150
_LARGE = 3_000  # nodes above which a component takes fewer of both, and its boxes may overlap
_LARGE_LANDMARKS = 16
_LARGE_ROUNDS = 40
_STILL = 2e-3  # steps by which no point moves any more
_TOUCH = 1e-6  # steps below which two points have no direction from one another
_APART_ROUNDS = 150
_APART_BUDGET = 60_000  # nodes times rounds; a picture of thousands is not made to be read


def place(
    count: int, edges: Sequence[tuple[int, int]], boxes: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """A point in pixels for each of `count` nodes, in their order.

    `edges` are pairs of node numbers; `boxes` the width and height in pixels that each node
    takes with its name, centred on its point. Boxes do not overlap where rounds suffice, which
    they do for some hundred nodes.
    """
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        if tail != head:
            neighbours[tail].append(head)
            neighbours[head].append(tail)
    size = np.asarray(boxes, dtype=np.float64).reshape(count, 2)
    members = _components(neighbours)
    parts = [_apart(_upright(_stress(group, neighbours)), size[group]) for group in members]
    points = np.zeros((count, 2))
    corners = _pack(
        [_extent(part, size[group]) for part, group in zip(parts, members, strict=True)]
    )
    for part, group, corner in zip(parts, members, corners, strict=True):
        points[group] = part - (part - size[group] / 2).min(axis=0) + corner
    if count:
        points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def _components(neighbours: list[list[int]]) -> list[list[int]]:
    """The connected groups of nodes, largest first, each in the order given."""
    groups = []
    seen = [False] * len(neighbours)
    for start in range(len(neighbours)):
        group = [] if seen[start] else [start]
        seen[start] = True
        for node in group:  # grows as it is walked
            fresh = [other for other in dict.fromkeys(neighbours[node]) if not seen[other]]
            group += fresh
            for other in fresh:
                seen[other] = True
        if group:
            groups.append(sorted(group))
    return sorted(groups, key=len, reverse=True)


def _steps(start: int, neighbours: list[list[int]]) -> list[int]:
    """The number of steps from `start` to every node; -1 where there is no way."""
    steps = [-1] * len(neighbours)
    steps[start] = 0
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other in neighbours[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return steps


def _landmarks(neighbours: list[list[int]], wanted: int) -> tuple[list[int], Points]:
    """`wanted` nodes far from one another, and the steps from each of them to every node."""
    chosen = [max(range(len(neighbours)), key=lambda node: (len(neighbours[node]), -node))]
    rows = [np.asarray(_steps(chosen[0], neighbours), dtype=np.float64)]
    nearest = rows[0].copy()
    while len(chosen) < wanted:
        following = int(nearest.argmax())
        chosen.append(following)
        rows.append(np.asarray(_steps(following, neighbours), dtype=np.float64))
        nearest = np.minimum(nearest, rows[-1])
    return chosen, np.vstack(rows)


def _first_guess(steps: Points) -> Points:
    """Pivot multidimensional scaling (Brandes and Pich 2006) from rows of steps."""
    square = steps.T**2
    centred = square - square.mean(axis=0) - square.mean(axis=1, keepdims=True) + square.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    guess: Points = centred @ vectors[:, [-1, -2]]
    # An eigenvector's sign is the library's whim; the entry that is largest decides it instead.
    guess *= np.where(guess[np.abs(guess).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    spread = float(np.abs(guess).max()) or 1.0
    turn = np.arange(len(guess)) * 2.399963  # golden angle: twins start at places of their own
    guess = guess / spread * float(steps.max()) / 2
    return guess + 0.3 * np.column_stack([np.cos(turn), np.sin(turn)])


def _stress(group: list[int], neighbours: list[list[int]]) -> Points:
    """Points for one component, in pixels."""
    if len(group) == 1:
        return np.zeros((1, 2))
    number = {node: index for index, node in enumerate(group)}
    local = [[number[other] for other in neighbours[node]] for node in group]
    whole = len(group) <= _ALL_PAIRS
    large = len(group) > _LARGE
    few = _LARGE_LANDMARKS if large else _LANDMARKS
    chosen, steps = _landmarks(local, len(group) if whole else few)
    near = [] if whole else [(node, other) for node, others in enumerate(local) for other in others]
    guess = _first_guess(steps[:_LANDMARKS])
    return _STEP * _majorise(
        guess,
        np.asarray(chosen),
        steps,
        np.asarray(near, dtype=np.intp).reshape(-1, 2),
        _LARGE_ROUNDS if large else _ROUNDS,
    )


def _majorise(
    points: Points,
    chosen: NDArray[np.intp],
    steps: Points,
    near: NDArray[np.intp],
    rounds: int,
) -> Points:
    """Move every point towards where its partners want it, half of the way in each round.

    A node's partners are the `chosen` landmarks, `steps` away (a row for each landmark), and
    the nodes it is paired with in `near`, one step away.
    """
    count = len(points)
    weight = np.divide(1.0, steps**2, out=np.zeros_like(steps), where=steps > 0)
    total = weight.sum(axis=0) + np.bincount(near[:, 0], minlength=count)
    for _ in range(rounds):
        marks = points[chosen]
        # Sum over landmarks of weight * (mark + steps * direction), without a matrix per axis.
        pull = weight * steps / _lengths(marks, points)
        moved = (weight - pull).T @ marks + pull.sum(axis=0)[:, None] * points
        if len(near):
            ends, others = near.T
            away = points[ends] - points[others]
            target = points[others] + away / np.maximum(np.hypot(*away.T), _TOUCH)[:, None]
            moved += np.c_[[np.bincount(ends, axis, count) for axis in target.T]].T
        last, points = points, (points + moved / total[:, None]) / 2
        if np.abs(points - last).max() < _STILL:
            break
    return points


def _lengths(marks: Points, points: Points) -> Points:
    """The distance from each of `marks` (rows) to each of `points` (columns), never quite 0."""
    squares: Points = (
        (marks**2).sum(axis=1)[:, None] + (points**2).sum(axis=1) - 2 * marks @ points.T
    )
    return np.sqrt(np.maximum(squares, _TOUCH**2))


def _upright(points: Points) -> Points:
    """The same picture turned so that it is widest from left to right, and as wide as a screen."""
    centred: Points = points - points.mean(axis=0)
    if len(points) == 2:
        half = math.dist(points[0], points[1]) / 2
        return np.array([[-half, 0.0], [half, 0.0]])
    values, axes = np.linalg.eigh(centred.T @ centred)
    if values[1] > 1.2 * values[0]:
        centred = centred @ (axes[:, ::-1] * np.where(axes[0, ::-1] < 0, -1.0, 1.0))
    across, down = np.maximum(np.ptp(centred, axis=0), _STEP / 4)
    stretch = min(max(_ASPECT * down / across, 1.0), _STRETCH)
    return np.column_stack([centred[:, 0] * stretch**0.7, centred[:, 1] * stretch**-0.3])


def _apart(points: Points, size: Points) -> Points:
    """Push overlapping boxes apart, each pair along the side where they overlap least."""
    points = points.copy()
    widest = float(size[:, 0].max())
    rounds = 0 if len(points) > _LARGE else min(_APART_ROUNDS, _APART_BUDGET // len(points))
    for _ in range(rounds):
        order = np.argsort(points[:, 0], kind="stable")
        push, found = np.zeros_like(points), False
        for lag in range(1, len(points)):
            left, right = order[:-lag], order[lag:]
            between = points[right] - points[left]
            if between[:, 0].min() >= widest:
                break
            room = (size[left] + size[right]) / 2 - np.abs(between)
            hit = (room > 0.5).all(axis=1)
            if hit.any():
                found = True
                left, right, room = left[hit], right[hit], room[hit]
                axis = room.argmin(axis=1)
                rows = np.arange(len(axis))
                side = np.where(between[hit][rows, axis] < 0, -1.0, 1.0)
                shift = side * room[rows, axis] * 0.35
                np.add.at(push, (right, axis), shift)
                np.add.at(push, (left, axis), -shift)
        if not found:
            break
        points += push
    return points


def _extent(points: Points, size: Points) -> tuple[float, float]:
    """Width and height of a component with its boxes."""
    span = (points + size / 2).max(axis=0) - (points - size / 2).min(axis=0)
    return float(span[0]), float(span[1])


def _pack(extents: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners for rectangles in rows, in the order given, in the shape nearest to `_ASPECT`."""
    if not extents:
        return []
    widest = max(width for width, _ in extents)
    area = sum((width + _GAP) * (height + _GAP) for width, height in extents)
    limits = [widest, *(max(widest, (area * _ASPECT) ** 0.5 * each) for each in (0.9, 1.1, 1.4))]
    limits += [2 * widest + _GAP, 3 * widest]
    return min((_rows(extents, limit) for limit in limits), key=lambda rows: rows[0])[1]


def _rows(
    extents: Sequence[tuple[float, float]], limit: float
) -> tuple[float, list[tuple[float, float]]]:
    """How large rows of at most `limit` come out, and the corners, each row centred."""
    rows: list[list[int]] = [[]]
    used = 0.0
    for index, (width, _) in enumerate(extents):
        if rows[-1] and used + width > limit:
            rows.append([])
            used = 0.0
        rows[-1].append(index)
        used += width + _GAP
    spans = [sum(extents[index][0] + _GAP for index in row) - _GAP for row in rows]
    corners = [(0.0, 0.0)] * len(extents)
    y = 0.0
    for row, span in zip(rows, spans, strict=True):
        x = (max(spans) - span) / 2
        for index in row:
            corners[index] = (x, y)
            x += extents[index][0] + _GAP
        y += max(extents[index][1] for index in row) + _GAP
    return max(max(spans) / _ASPECT, y - _GAP), corners
