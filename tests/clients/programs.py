"""Programs that call the service, compiled as strictly as their language can and run in a folder of their own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "build" / "tools" / "clients" / "bin"


def python(source: str, folder: Path, clients: Path) -> str:
    """RETURNS: what the program prints. Fails the test when it does not compile or fails. So do the other functions."""
    (folder / "program.py").write_text(source, "utf-8")
    path = {"PYTHONPATH": str(clients / "python"), "MYPYPATH": str(clients / "python")}
    _run([str(TOOLS / "mypy"), "--strict", "program.py"], folder, **path)
    return _run([str(TOOLS / "python"), "program.py"], folder, **path)


def typescript(source: str, folder: Path, clients: Path) -> str:
    package = clients / "typescript"
    configuration = json.loads((package / "tsconfig.json").read_text("utf-8"))
    options = configuration["compilerOptions"] | {"rootDir": ".", "outDir": "."}
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "newsfacts-client").symlink_to(package)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["program.ts"]}))
    (folder / "program.ts").write_text(source, "utf-8")
    _run([str(package / "node_modules" / ".bin" / "tsc")], folder)
    return _run(["node", "program.js"], folder)


def go(source: str, folder: Path, clients: Path) -> str:
    (folder / "go.mod").write_text("module extract\n\ngo 1.19\n")
    (folder / "main.go").write_text(source, "utf-8")
    offline = {"GOPROXY": "off", "GOCACHE": str(folder / ".cache")}
    _run(["go", "vet", "."], folder, **offline)
    return _run(["go", "run", "."], folder, **offline)


def java(source: str, folder: Path, clients: Path) -> str:
    (folder / "Extract.java").write_text(source, "utf-8")
    _run(["javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "Extract.java"], folder)
    return _run(["java", "Extract"], folder)


def sh(source: str, folder: Path, clients: Path) -> str:
    return _run(["sh", "-c", source], folder)


def _run(command: list[str], folder: Path, **environment: str) -> str:
    """RETURNS: what the command prints. Fails the test when the command fails."""
    variables = {**os.environ, **environment}
    ran = subprocess.run(command, cwd=folder, env=variables, stdout=subprocess.PIPE, text=True, timeout=300)
    assert ran.returncode == 0, ran.stdout
    return ran.stdout
