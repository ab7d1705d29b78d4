"""Answers like a language model, with what one said once: a recording, for the tests."""

from __future__ import annotations

import json
import sys
from pathlib import Path

question = json.load(sys.stdin)
recorded = json.loads(Path(sys.argv[1]).read_text("utf-8"))
numbers = {each["text"]: each["number"] for each in question["sentences"]}
for each in recorded["proposals"]:
    each["number"] = numbers.get(each.pop("text"), 99)
json.dump(recorded, sys.stdout)
