"""A Neo4j server in a container of the test's own, where Docker really runs."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

from neo4j_server.server import Server, free_port

__all__ = ["DockerServer", "docker_runs"]


def _docker(*arguments: str) -> str:
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@cache
def docker_runs() -> bool:
    """Whether there is a Docker whose daemon answers; the command alone is no sign of one."""
    if shutil.which("docker") is None:
        return False
    try:
        done = subprocess.run(["docker", "info"], capture_output=True, timeout=20, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


class DockerServer(Server):
    """One container; its data lives as long as it does."""

    def __init__(self, version: str) -> None:
        self.version = version
        self._port = free_port()
        self.url = f"bolt://127.0.0.1:{self._port}"
        self._container = ""

    def start(self) -> None:
        if self._container:
            _docker("start", self._container)
        else:
            self._container = _docker(
                "run",
                "--detach",
                "--publish",
                f"127.0.0.1:{self._port}:7687",
                "--env",
                f"NEO4J_AUTH={self.user}/{self.password}",
                "--env",
                "NEO4J_server_memory_heap_max__size=1G",
                f"neo4j:{self.version}-community",
            )
        self.wait()

    def stop(self) -> None:
        if self._container:
            _docker("rm", "--force", "--volumes", self._container)
            self._container = ""

    def kill(self) -> None:
        _docker("kill", self._container)
