"""A real standalone Spark cluster on loopback: one master and its workers, each a process of its own, ended by their ids."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyspark
from pyspark.sql import SparkSession

BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Options of Java for jobs of seconds, in which it would only waste time on compiling itself well."""

PATIENCE = 120.0
"""Seconds in which a process has to come up, or go."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Process:
    """What a process has used so far."""

    pid: int
    python: bool
    processor: float
    """Seconds."""
    peak: float
    """The most that it had resident, in MB."""

    @classmethod
    def look(cls, pid: int) -> Process | None:
        """As it is now; nothing where it is gone."""
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            return None
        ticks = sum(int(field) for field in stat.rsplit(")", 1)[1].split()[11:13])
        peak = re.search(r"VmHWM:\s*(\d+) kB", status)
        name = re.search(r"Name:\s*(\S+)", status)
        python = name is not None and name[1].startswith("python")
        return cls(pid, python, ticks / os.sysconf("SC_CLK_TCK"), int(peak[1]) / 1024 if peak else 0.0)

    def forget_peak(self) -> None:
        """Counts the peak anew from what it has now."""
        with contextlib.suppress(OSError):
            Path(f"/proc/{self.pid}/clear_refs").write_text("5")


class Cluster:
    """``with Cluster(folder, workers=2) as cluster: ...``; sessions connect to ``cluster.url``."""

    def __init__(self, folder: Path, workers: int = 2, cores: int = 1, memory: str = "1g", brief: bool = True) -> None:
        """With ``brief``, for jobs of seconds; without, for measuring."""
        self.folder = folder
        self.cores = cores
        self.memory = memory
        self.wanted = workers
        self.java = BRIEF if brief else ""
        self.port = _free_port()
        self.url = f"spark://127.0.0.1:{self.port}"
        self.master: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def environment(self) -> dict[str, str]:
        """What every process of the cluster, and its driver, sees: loopback only."""
        return {
            **os.environ,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_HOSTNAME": "127.0.0.1",
            "SPARK_PUBLIC_DNS": "127.0.0.1",
            "SPARK_NO_DAEMONIZE": "1",
            "PYSPARK_PYTHON": sys.executable,
            "JDK_JAVA_OPTIONS": self.java,
        }

    def _start(self, name: str, *call: str) -> subprocess.Popen[bytes]:
        program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        log = (self.folder / f"{name}.log").open("wb")
        with log:
            return subprocess.Popen(
                [str(program), *call],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                cwd=self.folder,
            )

    def _await(self, name: str, pattern: str, process: subprocess.Popen[bytes], count: int = 1) -> None:
        deadline = time.monotonic() + PATIENCE
        log = self.folder / f"{name}.log"
        while time.monotonic() < deadline:
            text = log.read_text(errors="replace") if log.exists() else ""
            if len(re.findall(pattern, text)) >= count:
                return
            if process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{name} did not come up:\n{log.read_text(errors='replace')[-3000:]}")

    def __enter__(self) -> Cluster:
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            master = "org.apache.spark.deploy.master.Master"
            place = ("--host", "127.0.0.1", "--webui-port", str(_free_port()))
            self.master = self._start("master", master, *place, "--port", str(self.port))
            self._await("master", "Starting Spark master at", self.master)
            for number in range(self.wanted):
                self.add_worker(number)
        except BaseException:
            self.stop()
            raise
        return self

    def add_worker(self, number: int) -> None:
        """Starts another worker and waits until the master knows it."""
        assert self.master is not None
        worker = "org.apache.spark.deploy.worker.Worker"
        place = ("--host", "127.0.0.1", "--port", str(_free_port()), "--webui-port", str(_free_port()))
        size = ("--cores", str(self.cores), "--memory", self.memory, "--work-dir", str(self.folder / f"work-{number}"))
        process = self._start(f"worker-{number}", worker, *place, *size, self.url)
        self.workers.append(process)
        self._await(f"worker-{number}", "Successfully registered with master", process)

    def session(self, name: str, **options: str) -> SparkSession:
        """A session on the cluster: an executor of one core on each worker."""
        builder = SparkSession.builder.master(self.url).appName(name)
        settings = {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.executor.cores": "1",
            "spark.executor.memory": "512m",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.files.openCostInBytes": "134217728",
            "spark.sql.session.timeZone": "UTC",
            **options,
        }
        for key, value in settings.items():
            builder = builder.config(key, value)
        session: SparkSession = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return session

    def processes(self) -> dict[int, Process]:
        """The processes below the workers, by id: executors, and the Python that they start."""
        ids = [pid for worker in self.workers for pid in _children(worker.pid)]
        return {pid: process for pid in ids if (process := Process.look(pid))}

    def kill_worker(self, number: int) -> None:
        """Ends a worker and its executors at once, as a machine that fails would."""
        worker = self.workers[number]
        children = _children(worker.pid)
        worker.kill()
        worker.wait(PATIENCE)
        for child in children:
            _kill(child)

    def stop(self) -> None:
        """Ends every process by its id."""
        processes = [process for process in [*self.workers, self.master] if process is not None]
        children = [child for process in processes for child in _children(process.pid)]
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(PATIENCE)
        for child in children:
            _kill(child)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def _children(parent: int) -> list[int]:
    """The processes below one, the nearest first."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        if int(stat.rsplit(")", 1)[1].split()[1]) == parent:
            found.append(int(entry.name))
    return found + [below for child in found for below in _children(child)]


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 9)
