"""Companies and licences with nodestream: a project and two pipelines; prints rows and seconds.

Each pipeline runs as a process of its own, as nodestream's command line has it; what the first
takes for no rows at all is its start, and is not counted.
"""

import subprocess
import sys
import time
from pathlib import Path

PROJECT = """
scopes:
  default:
    pipelines:
      - {path: nothing.yaml, name: nothing}
      - {path: companies.yaml, name: companies}
      - {path: licences.yaml, name: licences}
targets:
  bench: {database: neo4j, uri: URL, username: USER, password: PASSWORD, use_apoc: false}
"""
FILES = """
- implementation: nodestream.pipeline.extractors:FileExtractor
  arguments: {globs: [PATH]}
- implementation: nodestream.interpreting:Interpreter
  arguments:
    interpretations:
"""
COMPANY = """
      - type: source_node
        node_type: Company
        key: {key: !jmespath key}
        properties: {name: !jmespath name, country: !jmespath country}
"""
LICENCE = """
      - type: source_node
        node_type: Company
        key: {key: !jmespath subject}
      - type: relationship
        node_type: Company
        relationship_type: USES_LICENCE_OF
        node_key: {key: !jmespath object}
        relationship_key: {key: !jmespath id}
        relationship_properties:
          valid_from: !jmespath valid_from
          confidence: !jmespath confidence
          source: !jmespath source
"""


def main(url, user, password, companies, licences):
    folder = Path(companies).parent
    project = PROJECT.replace("URL", url).replace("USER", user).replace("PASSWORD", password)
    (folder / "nodestream.yaml").write_text(project)
    (folder / "nothing.csv").write_text("key,name,country\n")
    for name, path, what in (
        ("nothing", folder / "nothing.csv", COMPANY),
        ("companies", companies, COMPANY),
        ("licences", licences, LICENCE),
    ):
        (folder / f"{name}.yaml").write_text(FILES.replace("PATH", str(path)) + what)
    idle = run(folder, "nothing")
    took = sum(run(folder, name) - idle for name in ("companies", "licences"))
    rows = sum(len(Path(path).read_text().splitlines()) - 1 for path in (companies, licences))
    print(rows, took)


def run(folder, name):
    command = [Path(sys.executable).with_name("nodestream"), "run", name, "--target", "bench"]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return time.perf_counter() - began


main(*sys.argv[1:])
