"""A real PostgreSQL for the tests: its own cluster on loopback, gone afterwards."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path

import psycopg

MISSING = (
    "PostgreSQL's server programs are missing. Install them (Debian: apt-get install postgresql), "
    "or leave these tests out on purpose: make test ARGS=\"-m 'not postgres'\""
)


def free_port() -> int:
    """A loopback port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """initdb, start, databases on demand, stop."""

    def __init__(self) -> None:
        self.programs = find_programs()
        self.folder = Path(tempfile.mkdtemp(prefix="nightdesk-pg-"))
        self.user = "postgres" if os.getuid() == 0 else getpass.getuser()
        self.port = free_port()
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -F"
        self._run("pg_ctl", "-D", data, "-w", "-o", options, "-l", f"{self.folder}/log", "start")

    def _run(self, program: str, *arguments: str) -> None:
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*prefix, str(self.programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def new_database(self, template: str = "template0") -> str:
        """The SQLAlchemy address of a fresh database: empty, or a copy of another one."""
        name = f"t{uuid.uuid4().hex}"
        template = template.rpartition("/")[2]
        address = f"host=127.0.0.1 port={self.port} user={self.user} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return f"postgresql+psycopg://{self.user}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """End the server and remove its files."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def find_programs() -> Path:
    """The folder with initdb. Raises RuntimeError with what to do when there is none."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        candidates.append(Path(on_path).parent)
    for folder in candidates:
        if (folder / "initdb").exists():
            return folder
    raise RuntimeError(MISSING)
