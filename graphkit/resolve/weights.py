"""What each feature of a comparison weighs, in log odds.

Printed by `benchmarks/resolution/fit.py`, which has read the training half of the pairs only.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AUTOMATIC", "DOUBTFUL", "INTERCEPT", "LIKELY", "WEIGHTS"]

INTERCEPT = -3.15
AUTOMATIC = 0.942  # from this score on a machine may judge two to be the same
LIKELY = 0.5  # from this score on two are more likely the same than not
DOUBTFUL = 0.2  # below this score a person is not asked

WEIGHTS: Mapping[str, float] = {
    "core": 1.56,
    "core_same": 3.33,
    "core_near": 2.75,
    "core_far": -0.09,
    "core_short": 0.08,
    "core_long": 1.38,
    "words_left_over": -0.13,
    "one_begins_the_other": 0.74,
    "written_same": 0.13,
    "written_near": 3.86,
    "numbers_differ": -3.77,
    "core_same_common_differ": -2.94,
    "common_differ": -0.39,
    "common_missing": -0.19,
    "apart": -0.22,
    "core_same_apart": -1.75,
    "place_differs": -0.93,
    "place_same": 0.95,
    "place_missing": -0.68,
    "form_differs": -1.18,
    "other_script": 1.14,
    "initials": 4.92,
    "country_same": 0.71,
    "country_differs": -4.23,
}
