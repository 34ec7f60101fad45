"""Compiles the stages that cost most with mypyc while a wheel is built; the sources stay plain Python.

Off unless asked for (`make wheel`, or HATCH_BUILD_HOOK_ENABLE_CUSTOM=true): a checkout and a plain `pip install .` run
the same modules interpreted, and `make test` holds both to the same claims, byte for byte.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = ("extract", "resolve")  # the stages whose cost a user notices over a year of reports
# The modules call one another directly and Python's functions by address, not by a look-up at each first call.
FLAGS = ("-fvisibility=hidden", "-fno-semantic-interposition", "-fno-plt")
# GCC lays the code out by what a run over the bundled example counted: about 6% of extraction's time.
COUNTING = ("-fprofile-generate", "-fprofile-update=single")
LEARNED = ("-fprofile-use", "-fprofile-partial-training", "-Wno-missing-profile")
PLAIN = "msgspec.Struct"  # mypyc would drop what such a class's line says (frozen, kw_only): its module stays as it is


class CompiledStages(BuildHookInterface):
    """Adds a compiled module beside each source of the stages named above."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a folder of its own and name the results as part of the wheel."""
        if version == "editable":
            return
        if why := _cannot():
            self.app.display_warning(f"the wheel stays plain Python: {why}")
            return
        self._built = Path(tempfile.mkdtemp(prefix="situate-compiled-"))
        if unlearned := _compile(Path(self.root), self._built):
            self.app.display_warning(f"compiled without a profile: {unlearned}")
        for module in sorted(self._built.rglob("*" + sysconfig.get_config_var("EXT_SUFFIX"))):
            build_data["force_include"][str(module)] = str(module.relative_to(self._built))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The compiled modules are in the wheel now; their folder goes."""
        if hasattr(self, "_built"):
            shutil.rmtree(self._built)


def _cannot() -> str:
    """Why nothing can be compiled here; empty where it can."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"no C compiler `{compiler}` on the path (Debian: apt-get install gcc)"
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    return "" if header.exists() else f"no {header} (Debian: apt-get install python3-dev)"


def _compile(root: Path, out: Path) -> str:
    """mypyc over a copy of the package, so that nothing is left beside the sources; why it had no profile, if so."""
    from mypyc.build import mypycify  # a build requirement, not there when a checkout is merely installed

    work = out / "work"
    shutil.copytree(root / "src" / "situate", work / "situate", ignore=shutil.ignore_patterns("__pycache__"))
    modules = [
        str(path.relative_to(work))
        for stage in COMPILED
        for path in sorted((work / "situate" / stage).glob("*.py"))
        if path.name != "__init__.py" and PLAIN not in path.read_text(encoding="utf-8")
    ]
    options = ["--strict", "--ignore-missing-imports", "--follow-imports=silent"]
    here, arguments = Path.cwd(), sys.argv
    try:
        sys.argv = ["setup.py"]
        os.chdir(work)  # mypyc names modules by their path from here
        extensions = mypycify([*options, *modules], opt_level="3", multi_file=True, group_name="situate")
        for extension in extensions if sys.platform == "linux" else ():
            extension.extra_compile_args = [*extension.extra_compile_args, *FLAGS]
        unlearned = _learn(root, work, extensions)
        _build(extensions, () if unlearned else LEARNED, out, work)
    finally:
        os.chdir(here)
        sys.argv = arguments
    shutil.rmtree(work)
    return unlearned


def _build(extensions: list[Any], flags: tuple[str, ...], lib: Path, work: Path) -> None:
    """Compile and link all modules into `lib`; profiles lie beside the objects, so every build uses one folder."""
    from setuptools import Distribution

    plain = [(extension.extra_compile_args, extension.extra_link_args) for extension in extensions]
    for extension, (compiling, linking) in zip(extensions, plain, strict=True):
        extension.extra_compile_args, extension.extra_link_args = [*compiling, *flags], [*linking, *flags]
    build = Distribution({"name": "situate", "ext_modules": extensions}).get_command_obj("build_ext")
    build.build_lib, build.build_temp, build.force = str(lib), str(work / "objects"), True
    build.ensure_finalized()
    build.run()
    for extension, (compiling, linking) in zip(extensions, plain, strict=True):
        extension.extra_compile_args, extension.extra_link_args = compiling, linking


def _learn(root: Path, work: Path, extensions: list[Any]) -> str:
    """Build once with counters and read the bundled example with it; why that cannot be, where it cannot."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    version = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout
    if "Free Software Foundation" not in version:
        return f"`{compiler}` is not GCC"
    if not (root / "examples").is_dir():
        return "the bundled examples are not here"
    counting = work / "counting"
    shutil.copytree(root / "src" / "situate", counting / "situate", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("lexicon", "theatres"):
        shutil.copytree(root / folder, counting / "situate" / "_data" / folder)
    _build(extensions, COUNTING, counting, work)
    exercise = [sys.executable, str(root / "scripts" / "exercise.py"), str(root / "examples")]
    home = {**os.environ, "PYTHONPATH": str(counting), "SITUATE_HOME": str(work / "home")}
    done = subprocess.run(exercise, env=home, capture_output=True, text=True, timeout=300, check=False)
    return "" if done.returncode == 0 else f"the example could not be read: {done.stderr.strip()[-300:]}"
