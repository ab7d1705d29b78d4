"""A small pack with nothing wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphkit.errors import Problem

ABOUT = """\
name: cars
title: Cars
retrieved: 2026-11-23
assertions:
  quote_words: 12
"""
ENTITIES = """\
key,kind,name,aliases,country,confers_right,order,sense
nio,Company,NIO,zh-Hans:蔚来汽车 | ticker:NYSE:NIO,CN,,,
jac-motors,Company,JAC Motors,zh-Hans:江淮汽车 | en:JAC,CN,,,
access,Qualification,MIIT market access,,,yes,2,
catalogue,Register,MIIT catalogue,,,,,permits
ministry,Authority,MIIT,,,,,
"""
SOURCES = """\
key,title,publisher,kind,published,snapshot_of
p1,NIO obtains a licence,Pandaily,press,2023-12-05,
r1,Batch 378,MIIT,official-register,2023-12,catalogue
"""
STATEMENTS = """\
id,subject,relation,object,value,valid_from,confidence,source,quote,summary,licence_kind
s1,nio,USES_LICENCE_OF,jac-motors,,2018,reported,p1,tail mark of JAC,,qualification
s2,蔚来汽车,HOLDS,access,,by 2023-12,confirmed,r1,,NIO is in the list,
s3,NIO,founded,,2014-11,,,p1,founded in 2014,,
"""

Spoil = Callable[..., Path]
Find = Callable[[Path], list[Problem]]
