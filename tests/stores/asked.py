"""Every question of the catalogue with samples of what it can be asked, for any store."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

from graphkit.errors import GraphkitError
from graphkit.questions.ask import ask
from graphkit.questions.catalogue import Parameter, Question
from graphkit.stores.base import Store

DAYS = ("2023-12-10", "2026-06-01")
NAMES = ("蔚来", "jac-motors", "cn-car-production", "no such company")
SAMPLES = {
    **dict.fromkeys(("name", "text"), ("nio", "汽车")),
    "count": (2,),
    "share": (50.0,),
    "day": DAYS,
    "flag": (True,),
}

Asked = tuple[dict[str, Any], str]  # named arguments, and the day of both clocks


def arguments(question: Question) -> Iterator[Asked]:
    """What the question is asked with: its own example, what it needs, and each of its optional
    parameters by itself."""
    yield _example(question)
    needed = [each for each in question.parameters if not each.optional and each.default is None]
    for number, name in enumerate(NAMES if needed else NAMES[:1]):
        given = {each.name: _samples(each, name)[0] for each in needed}
        yield given, DAYS[number % 2]
        for each in question.parameters:
            if each not in needed and number == 0:
                for sample in _samples(each, ""):
                    yield {**given, each.name: sample}, DAYS[1]


def _samples(parameter: Parameter, name: str) -> tuple[Any, ...]:
    if parameter.type != "entity":
        return SAMPLES[parameter.type]
    return (name,) if name else NAMES


def _example(question: Question) -> Asked:
    """The example of the question as the command line would read it."""
    words = [each for each in shlex.split(question.example) if each not in {"ask", "-p"}]
    day = words[words.index("--as-of") + 1] if "--as-of" in words else DAYS[1]
    words = [each for each in words if each not in {question.name, "--as-of", day}]
    named = dict(each.split("=", 1) for each in words if "=" in each)
    names = [each.name for each in question.parameters if each.name not in named]
    return {
        **dict(zip(names, (each for each in words if "=" not in each), strict=False)),
        **named,
    }, day


def answered(store: Store, question: Question, given: dict[str, Any], day: str) -> object:
    """All of an answer, or the refusal of the question."""
    try:
        return ask(store, question, as_of=day, known_on=day, named=given).to_dict()
    except GraphkitError as exc:
        return str(exc)
