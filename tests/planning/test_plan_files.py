"""The file of a plan: what is refused, word for word and with its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from planning_pack import ROWS, Delivery

import graphkit
from graphkit.errors import BadValue, InputError
from graphkit.planning import read

Lines = list[bytes]
AGAIN = "(make it again)"
DAMAGED = "(it was damaged, or is no plan)"


@pytest.fixture
def whole(graph: graphkit.Graph, deliver: Delivery, tmp_path: Path) -> Lines:
    """The lines of a plan: what opens it, about it, one difference, its records, its seal."""
    plan = graph.plan(deliver(*ROWS[1:], "n1,b,OWNS,c,,2023-05,t,words,"))
    assert len(plan.differences) == 1
    return plan.write(tmp_path / "plan.json").read_bytes().splitlines(keepends=True)


def refusal(folder: Path, lines: Lines, *, seal: bool = False) -> str:
    """What is said of a file; `seal` makes its hash right again."""
    if seal:
        made = hashlib.sha256(b"".join(lines[:-1])).hexdigest()
        lines = [*lines[:-1], b'"sha256":"%s"}\n' % made.encode()]
    file = folder / "other.json"
    file.write_bytes(b"".join(lines))
    with pytest.raises(InputError) as caught:
        read(file)
    head, told = str(caught.value).split("\n")
    assert head == "1 problem:"
    return told.removeprefix(f"{file}:").strip()


def test_a_file_that_is_none(tmp_path: Path) -> None:
    other = [b'{"graphkit_plan":2,\n']
    assert refusal(tmp_path, other) == f"is a plan of another version of graphkit {AGAIN}"
    advice = "(make one with `graphkit plan -o plan.json`)"
    assert refusal(tmp_path, [b"{}\n"]) == f"is not a plan {advice}"
    with pytest.raises(InputError, match=r"none\.json: is missing$"):
        read(tmp_path / "none.json")
    with pytest.raises(InputError, match=r": is not a file$"):
        read(tmp_path)


def test_a_file_that_cannot_be_written(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    plan = graph.plan(deliver(*ROWS[1:]))
    target = tmp_path / "none" / "plan.json"
    with pytest.raises(BadValue) as caught:
        plan.write(target)
    assert (caught.value.message, caught.value.hint) == (
        f"cannot write {target}: No such file or directory",
        "name another file",
    )
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadValue, match="cannot write"):
        plan.write(tmp_path / "folder")
    assert not list(tmp_path.glob(".folder*"))  # nothing half-written is left


@pytest.mark.parametrize("at", range(2, 6))
def test_an_altered_line_is_named(whole: Lines, tmp_path: Path, at: int) -> None:
    lines = [*whole[:at], b"\x00" + whole[at], *whole[at + 1 :]]
    assert refusal(tmp_path, lines) == f"{at + 1}: was altered after it was made {AGAIN}"


def test_what_stands_after_the_end_or_is_too_long_is_named(whole: Lines, tmp_path: Path) -> None:
    more = refusal(tmp_path, [*whole, b"\n"])
    assert more == f"{len(whole)}: was altered after it was made {AGAIN}"
    endless = b'{"operation":"' + b"x" * 2_000_000
    told = refusal(tmp_path, [*whole[:3], endless])
    assert told == f"4: has a line that is too long {AGAIN}"


def changed(lines: Lines, at: int, change: Callable[[dict[str, object]], object]) -> Lines:
    """The lines with the object on one of them changed."""
    line = lines[at]
    lead = b'"about":' if line.startswith(b'"about":') else b""
    made = json.loads(line.removeprefix(lead).rstrip(b",\n"))
    change(made)
    tail = b",\n" if line.endswith(b",\n") else b"\n"
    return [*lines[:at], lead + json.dumps(made).encode() + tail, *lines[at + 1 :]]


@pytest.mark.parametrize(
    ("at", "change", "says"),
    [
        (1, {"before": "z" * 64}, "about.before: is not a mark of a store"),
        (1, {"after": "0" * 63}, "about.after: is not a mark of a store"),
        (1, {"what": 1}, "about.what: is not text"),
        (1, {"report": {"facts": {"added": -1}}}, "about.report: is not a record of its kind"),
        (3, {"operation": "blessed"}, "line 4: 'blessed' is not an operation"),
        (3, {"more": ""}, "line 4: is not a difference"),
        (3, {"text": 1}, "line 4.text: is not text"),
        (3, {"statements": "r1"}, "line 4.statements: is not a list"),
        (6, {"entity": {}}, "line 7: is not a record"),
        (6, {"dataset": 1}, "line 7: is not an object"),
    ],
)
def test_what_is_sealed_and_no_plan_is_named(
    whole: Lines, tmp_path: Path, at: int, change: dict[str, object], says: str
) -> None:
    lines = changed(whole, at, lambda made: made.update(change))
    told = refusal(tmp_path, lines, seal=True)
    assert told.startswith(says)
    assert told.endswith(DAMAGED)


def test_every_sort_of_record_comes_back(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    pack = Path(deliver(*ROWS[1:], "n1,b,OWNS,c,,2023-05,t,words,"))
    (pack / "entities.csv").write_text(
        "key,kind,name\na,Company,Alpha\nb,Company,Beta\nc,Company,Gamma\nd,Company,Alphacars\n"
    )
    (pack / "sources.csv").write_text(
        "key,title,publisher,kind,published\ns,T,P,press,2020\nt,U,P,press,2024\nu,V,P,press,\n"
    )
    (pack / "decisions.csv").write_text(
        "id,statement,verdict,who,decided_on,why\nd1,r1,set-aside,Ada,2026-01-01,a slip\n"
    )
    (pack / "judgements.csv").write_text(
        "id,left,right,verdict,who,judged_on,why\nj1,a,d,same,Ada,2026-02-01,the register\n"
    )
    plan = graph.plan(pack)
    assert all(
        getattr(plan.batch, each)
        for each in ("datasets", "entities", "sources", "statements", "decisions", "judgements")
    )
    assert read(plan.write(tmp_path / "plan.json")) == plan
