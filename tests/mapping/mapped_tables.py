"""A small table and a mapping for it, with nothing wrong in either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Write = Callable[..., Path]
Complain = Callable[..., list[str]]

MAPPING = """\
dataset:
  name: makers
  title: Makers and makes
  retrieved: 2026-11-23
sources:
  s1: {title: A table, publisher: Somebody, kind: reference}
tables:
  - file: makes.csv
    entities:
      maker: {kind: Company, key: m-$(maker_id), name: $(maker)}
      make: {kind: Brand, name: $(make)}
    statements:
      - {subject: maker, relation: OWNS_BRAND, object: make, valid_from: $(since)}
"""
TABLE = """\
maker_id,maker,make,since
1,Tesla Inc,Tesla,2003
2,Zhejiang Geely,吉利,1998-05
2,Zhejiang Geely,Lynk & Co,2016-10-20
"""
