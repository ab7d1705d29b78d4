"""A Neo4j server in a JVM of the test's own, and its offline importer; no container engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from neo4j_server.server import PATIENCE, Server, Unavailable, free_port

__all__ = ["QUICK", "JavaServer", "class_path", "java_for", "run_importer"]

HERE = Path(__file__).parent
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphkit-tests"
# Up in half the processor time, and slower under load: for tests, not for measurements.
QUICK = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
# Memory of its own making, which `neo4j-admin` allows it in the same way.
_ADMIN = "--add-opens=java.base/java.nio=ALL-UNNAMED"
_FOLDERS = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"))


def _oldest_java(version: str) -> int:
    return 17 if version.startswith("5.") else 21


def _homes() -> Iterator[Path]:
    for name, value in sorted(os.environ.items()):
        if name.startswith("JAVA_HOME") and value:
            yield Path(value)
    for folder in _FOLDERS:
        for home in sorted(folder.glob("*")):
            yield from (home, home / "Contents" / "Home")
    found = shutil.which("java")
    if found:
        yield Path(found).resolve().parent.parent


def _major(home: Path) -> int:
    """The version of the JDK there; 0 where there is none that can compile."""
    if not ((home / "release").is_file() and (home / "bin" / "javac").exists()):
        return 0
    release = (home / "release").read_text("utf-8")
    found = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
    return int(found[1]) if found else 0


@cache
def java_for(version: str) -> Path:
    """The `java` of the oldest JDK here that can run that Neo4j; raises `Unavailable`."""
    needed = _oldest_java(version)
    fit = sorted((_major(home), str(home)) for home in _homes() if _major(home) >= needed)
    if not fit:
        raise Unavailable(f"Neo4j {version} needs a JDK of version {needed} or later")
    return Path(fit[0][1]) / "bin" / "java"


@cache
def class_path(version: str) -> str:
    """The jars of that Neo4j and of its importer, fetched once; raises `Unavailable`."""
    pom = HERE / "pom.xml"
    name = f"neo4j-{version}-{sha256(pom.read_bytes()).hexdigest()[:8]}.classpath"
    kept = _CACHE / name
    if kept.is_file():
        found = kept.read_text("utf-8")
        if all(Path(jar).is_file() for jar in found.split(os.pathsep)):
            return found
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable(f"Neo4j {version} needs Maven, which fetches its jars")
    _CACHE.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}")
    goal = ["dependency:build-classpath", f"-Dneo4j.version={version}"]
    done = subprocess.run(
        [maven, "-B", "-ntp", "-q", "-f", pom, *goal, f"-Dmdep.outputFile={fresh}"],
        env={**os.environ, "JAVA_HOME": str(java_for(version).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unavailable(f"Maven cannot fetch Neo4j {version}: {done.stdout[-2000:]}")
    fresh.replace(kept)
    return kept.read_text("utf-8")


def _settings(version: str) -> dict[str, str]:
    settings = {"dbms.security.auth_enabled": "true", "server.memory.pagecache.size": "512M"}
    # The newer line is tested with the newer language as its default.
    return (
        settings
        if version.startswith("5.")
        else settings | {"db.query.default_language": "CYPHER_25"}
    )


class JavaServer(Server):
    """One server on one folder; `start`, `stop` and `kill` as often as you like."""

    def __init__(
        self, version: str, folder: os.PathLike[str], options: Sequence[str] = QUICK
    ) -> None:
        self.version = version
        self.folder = Path(folder)
        self._command = [
            str(java_for(version)),
            *options,
            "-cp",
            class_path(version),
            str(HERE / "Neo4jServer.java"),
            str(self.folder),
        ]
        self.url = f"bolt://127.0.0.1:{free_port()}"
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._running is not None
        return self._running.pid

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        first = not (self.folder / "data" / "databases" / "system").exists()
        conf = "\n".join(f"{name}={value}" for name, value in _settings(self.version).items())
        (self.folder / "neo4j.conf").write_text(conf, "utf-8")
        log = self.folder / "output.log"
        with log.open("wb") as output:
            self._running = subprocess.Popen(
                [*self._command, self.url.rpartition(":")[2]],
                stdin=subprocess.PIPE,  # the server ends when we, its parent, are gone
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
            )
        end = time.monotonic() + PATIENCE
        while b"ready" not in log.read_bytes():
            if self._running.poll() is not None or time.monotonic() > end:
                self.kill()
                raise RuntimeError(f"{self} did not start:\n{log.read_text('utf-8')[-3000:]}")
            time.sleep(0.1)
        if first:
            self._set_password()
        self.wait()

    def _set_password(self) -> None:
        with self.driver("neo4j") as driver, driver.session(database="system") as session:
            session.run(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=self.password
            ).consume()

    def _end(self) -> None:
        assert self._running is not None
        assert self._running.stdin is not None
        self._running.stdin.close()
        self._running.wait(PATIENCE)
        self._running = None

    def stop(self) -> None:
        if self._running is not None:
            self._end()

    def discard(self) -> None:
        self.kill()  # an end in good order takes seconds

    def kill(self) -> None:
        if self._running is not None:
            self._running.kill()
            self._end()


def run_importer(
    version: str,
    home: Path,
    files: Path,
    arguments: Sequence[str],
    options: Sequence[str] = QUICK,
) -> str:
    """`neo4j-admin database import full neo4j` with these arguments, run in the folder of the
    files, into `home`, which a `JavaServer` can then serve; gives what it says.

    Raises `RuntimeError` where it refuses.
    """
    (home / "conf").mkdir(parents=True, exist_ok=True)
    command = [java_for(version), *options, _ADMIN, "-cp", class_path(version)]
    done = subprocess.run(
        [*command, HERE / "Neo4jImport.java", home.absolute(), "neo4j", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=files,
    )
    if done.returncode:
        raise RuntimeError(f"the importer refused:\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout
