"""The explorer as one file, as the command and the API write it: what is in it, and what is not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import BadValue, UnknownName
from graphkit.graph import Graph
from graphkit.questions.answer import Answer
from graphkit.views.explorer.notebook import Frame, in_cell
from graphkit.views.explorer.widget import Explorer

DAYS = {"as_of": "2023-12-10", "known_on": "2026-11-23"}
DATA = re.compile(r'<script type="application/json" id="graphkit-data">(.*?)</script>', re.DOTALL)
SCRIPT = re.compile(r'<script type="module">(.*?)</script>', re.DOTALL)


def boot(page: str) -> Any:
    found = DATA.search(page)
    assert found
    assert not set("<>&\u2028\u2029") & set(found[1])
    return json.loads(found[1])


@pytest.fixture(scope="module")
def nio(seeds: Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("saved") / "nio.html"
    assert seeds.explore("NIO", output=path, **DAYS) == path
    return path.read_text(encoding="utf-8")


def test_the_page_runs_the_one_script_that_its_policy_names(nio: str) -> None:
    [script] = SCRIPT.findall(nio)
    named = b64encode(sha256(script.encode()).digest()).decode()
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', nio)[1])
    assert policy.startswith(f"default-src 'none'; script-src 'sha256-{named}';")
    assert nio.count("<script") == 2
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", nio.replace(script, ""))


def test_the_licences_of_what_is_in_it_are_in_it(nio: str) -> None:
    notices = unescape(re.search(r"<template[^>]*><pre>(.*?)</pre>", nio, re.DOTALL)[1])
    assert "sigma" in notices
    assert "Permission is hereby granted" in notices


def test_every_fact_of_the_page_has_its_evidence(nio: str) -> None:
    saved = boot(nio)["saved"]
    proven = {each["fact"] for each in saved["evidence"]}
    assert proven >= set(saved["scene"]["edges"]["fact"])
    assert all(each["statements"] for each in saved["evidence"])
    assert {each["key"] for each in saved["entities"]} == set(saved["scene"]["nodes"]["key"])
    for answer in saved["answers"]:
        assert {fact for facts in answer["row_facts"] for fact in facts} <= proven
        assert (answer["as_of"], answer["known_on"]) == tuple(DAYS.values())


def test_a_page_saved_with_its_clocks_turned_back_holds_what_was_said_since(
    nio: str, seeds: Graph, tmp_path: Path
) -> None:
    """Whoever opens it turns the clocks on: what came later is told as later, and not missing."""
    path = seeds.explore(
        "NIO", output=tmp_path / "then.html", as_of="2021-01-01", known_on="2021-06-01"
    )
    then, now = boot(path.read_text(encoding="utf-8"))["saved"], boot(nio)["saved"]
    assert then["known_on"] == "2021-06-01"
    said = [
        {each["fact"]: {one["key"] for one in each["statements"]} for each in saved["evidence"]}
        for saved in (then, now)
    ]
    shared = said[0].keys() & said[1].keys()
    assert len(shared) > 20
    assert all(said[0][fact] == said[1][fact] for fact in shared)
    later = [
        claim["known_from"]
        for fact in then["evidence"]
        for conflict in fact["conflicts"]
        for claim in conflict["claims"]
    ]
    assert max(later) > "2021-06-01"


def test_it_holds_the_chosen_part_and_no_other(nio: str) -> None:
    assert "JAC Motors" in nio
    assert "Gilead Sciences" not in nio


def test_the_command_writes_the_whole_graph(folder: Path, seeds: Graph, tmp_path: Path) -> None:
    path = tmp_path / "all.html"
    command = [sys.executable, "-m", "graphkit", "explore", "--store", str(folder)]
    done = subprocess.run(
        [*command, "--save", str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "open it in a browser" in done.stdout
    saved = boot(path.read_text(encoding="utf-8"))["saved"]
    assert len(saved["entities"]) == 473
    counts, held = seeds.store.counts(), saved["about"]["counts"]
    assert held == {name: counts[name] for name in held}
    assert len(saved["first"]["nodes"]) < 240
    nowhere = tmp_path / "no" / "such" / "folder.html"
    done = subprocess.run(
        [*command, "--save", str(nowhere)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 1
    assert f"graphkit: cannot write {nowhere}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_nobody_has_writes_nothing(seeds: Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        seeds.explore("nobody at all", output=tmp_path / "x.html")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_is_shown_with_its_rows_and_its_part_of_the_graph(
    seeds: Graph, tmp_path: Path
) -> None:
    answer = seeds.ask("stress", suspend="JAC Motors", as_of="2022-06-01")
    page = boot(Path(answer.show(tmp_path / "answer.html")).read_text(encoding="utf-8"))
    assert "stress" in page["start"]
    [shown] = [each for each in page["saved"]["answers"] if each["question"] == "stress"]
    assert shown["rows"] == answer.rows
    assert shown["parameters"]["suspend"] == "jac-motors"
    table = tmp_path / "answer.csv"
    table.write_text("mine", encoding="utf-8")
    with pytest.raises(BadValue, match=r"does not end in \.html"):
        answer.show(table)
    assert table.read_text(encoding="utf-8") == "mine"


def test_what_is_no_answer_of_a_graph_cannot_be_shown() -> None:
    with pytest.raises(BadValue):
        Answer("made-up", {}, (), []).show()


def test_a_cell_has_the_widget_or_without_anywidget_a_frame(
    seeds: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(in_cell(seeds.store, "", lambda: "page"), Explorer)
    monkeypatch.setitem(sys.modules, "graphkit.views.explorer.widget", None)
    frame = in_cell(seeds.store, "", lambda: '<p title="x">&amp;</p>')
    assert isinstance(frame, Frame)
    html = frame._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in html
    assert 'srcdoc="&lt;p title=&quot;x&quot;&gt;&amp;amp;&lt;/p&gt;"' in html


@pytest.mark.parametrize(
    "message", [None, [], {}, {"id": "1"}, {"verb": "about"}, {"id": 1.5, "verb": "about"}]
)
def test_a_message_that_is_no_request_is_not_answered(seeds: Graph, message: Any) -> None:
    sent: list[Any] = []
    widget = Explorer(seeds.store)
    widget.send = sent.append
    widget._hear(widget, message, [])
    assert sent == []
    widget._hear(widget, {"id": 1, "verb": "delete", "request": {}}, [])
    widget._hear(widget, {"id": 2, "verb": "search", "request": {"text": "蔚来"}}, [])
    assert "error" in sent[0]
    assert sent[1]["answer"]["found"][0]["name"] == "NIO"
    widget.close()


def test_where_no_widget_runs_it_is_said_what_to_do(seeds: Graph) -> None:
    widget = Explorer(seeds.store)
    plain = widget._repr_mimebundle_()[0]["text/plain"]
    assert plain.endswith("explore(output='page.html') makes a file of it")
    widget.close()
