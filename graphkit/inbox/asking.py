"""A language model as a second proposer: any provider, behind one program; off unless it is named.

The program is somebody's own: it reads one JSON object from its standard input and writes one to
its standard output, and keeps keys and addresses to itself. It gets

    {"relations": {"OWNS": "{subject} owns a share of {object}", …},
     "sentences": [{"number": 0, "text": "…", "names": ["NIO", "JAC"]}, …]}

and answers

    {"proposals": [{"number": 0, "subject": "NIO", "relation": "…", "object": "JAC"}, …]}

with `valid_from`, `valid_to`, `polarity` and `stage` if it likes. What it says is data as well: a
proposal of a sentence that was not asked about, of a name that does not stand there or of a
relation that is none, is dropped and counted. The quote is always the sentence itself.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from graphkit.errors import BadValue
from graphkit.inbox.reading import LONGEST_TEXT
from graphkit.inbox.rules import Proposal
from graphkit.inbox.sentences import Names, Sentence, sentences
from graphkit.model import POLARITIES, RELATIONS, STAGES
from graphkit.values import clean_text, shown, when

__all__ = ["Asked", "Model", "ask", "program"]

# Takes the question as JSON values and gives the answer as JSON values.
Model = Callable[[Mapping[str, Any]], Any]

_MOST = 400  # sentences in one question
_SECONDS = 300.0


class Asked(NamedTuple):
    """What a model proposed, and how many of its proposals were dropped."""

    proposals: list[Proposal]
    dropped: int


def program(command: str) -> Model:
    """The model behind a program; raises `BadValue` where its words cannot be told apart, and where
    it fails or says no JSON."""
    try:
        words = shlex.split(command)
    except ValueError as exc:
        raise BadValue(f"the model {shown(command)} cannot be read: {exc}", "mend it") from exc
    if not words:
        raise BadValue("the model is empty", "name a program, with its arguments")

    def run(question: Mapping[str, Any]) -> Any:
        try:
            done = subprocess.run(  # noqa: S603 - the user's own program, started without a shell
                words, input=json.dumps(question, ensure_ascii=False), capture_output=True,
                text=True, encoding="utf-8", timeout=_SECONDS, check=True,
            )  # fmt: skip
            return json.loads(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as exc:
            raise BadValue(f"the model {shown(words[0])} gave no answer: {exc}") from exc

    return run


def ask(model: Model, text: str, names: Names, *, by: str = "model") -> Asked:
    """What a model proposes of a text; it is asked about sentences with two names and more."""
    asked = []
    for sentence in sentences(text[:LONGEST_TEXT]):
        mentions = names.find(sentence.text)
        if len(mentions) > 1:
            called = {clean_text(sentence.text[m.start : m.end]): m.keys for m in mentions}
            asked.append((sentence, called))
    found: list[Proposal] = []
    dropped = 0
    for at in range(0, len(asked), _MOST):
        lot = asked[at : at + _MOST]
        answer = model(_question(lot))
        said = answer.get("proposals") if isinstance(answer, dict) else None
        if not isinstance(said, list):
            raise BadValue("the model's answer has no list of proposals")
        made = [_proposal(each, lot, names, by) for each in said]
        found += [each for each in made if each is not None]
        dropped += sum(each is None for each in made)
    return Asked(list({each.key: each for each in found}.values()), dropped)


Lot = list[tuple[Sentence, dict[str, tuple[str, ...]]]]


def _question(lot: Lot) -> Mapping[str, Any]:
    return {
        "relations": {
            name: each.sentence for name, each in RELATIONS.items() if not each.is_attribute
        },
        "sentences": [
            {"number": number, "text": clean_text(sentence.text), "names": list(called)}
            for number, (sentence, called) in enumerate(lot)
        ],
    }


def _proposal(said: Any, lot: Lot, names: Names, by: str) -> Proposal | None:
    """One proposal of a model, if it is about a sentence, names and a relation that there are."""
    if not isinstance(said, dict) or not all(
        isinstance(each, (str, int)) for each in said.values()
    ):
        return None
    number, relation = said.get("number"), RELATIONS.get(str(said.get("relation")))
    if not isinstance(number, int) or not 0 <= number < len(lot) or relation is None:
        return None
    sentence, called = lot[number]
    subject = _key(called.get(str(said.get("subject")), ()), relation.subjects, names)
    object_ = _key(called.get(str(said.get("object")), ()), relation.objects, names)
    if relation.is_attribute or not subject or not object_ or subject == object_:
        return None
    polarity, stage = said.get("polarity", "asserted"), said.get("stage", "closed")
    if polarity not in POLARITIES or stage not in STAGES:
        return None
    days = {}
    for name in ("valid_from", "valid_to"):
        try:
            days[name] = when(str(said[name])).text if said.get(name) else ""
        except BadValue:
            return None
    end = sentence.start + len(sentence.text)
    return Proposal(
        subject, relation.name, object_, clean_text(sentence.text), sentence.start, end,
        polarity=polarity, stage=stage, by=by, **days,
    )  # fmt: skip


def _key(keys: tuple[str, ...], kinds: tuple[str, ...], names: Names) -> str:
    fit = [key for key in keys if names.entities[key].kind in kinds]
    return fit[0] if len(fit) == 1 else ""
