#!/usr/bin/env python3
"""manifests_test.py SOURCE: vcpkg.json and conanfile.py say what CMakeLists.txt and cmake/Dependencies.cmake do.

Neither vcpkg nor Conan is needed: the recipes are run with a stand-in for Conan that records what they ask for."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import types
from pathlib import Path

# CMake's name of a dependency, vcpkg's, Conan's
NAMES = {
    "nlohmann_json": ("nlohmann-json", "nlohmann_json"),
    "fmt": ("fmt", "fmt"),
    "CLI11": ("cli11", "cli11"),
    "ZLIB": ("zlib", "zlib"),
    "zstd": ("zstd", "zstd"),
    "yaml-cpp": ("yaml-cpp", "yaml-cpp"),
    "Catch2": ("catch2", None),
    "rapidcheck": ("rapidcheck", None),
    "Random123": ("random123", None),
    "benchmark": ("benchmark", None),
}
SYSTEM = {"Threads"}  # comes with the compiler

source = Path(sys.argv[1])
faults = []


def expect(what, wanted, got):
    if wanted != got:
        faults.append(f"{what}: CMake has {wanted}, it says {got}")


# --- what CMake uses
cmake = (source / "CMakeLists.txt").read_text()
project = re.search(r'project\(aicost VERSION (\S+) DESCRIPTION "([^"]+)"', cmake)
whole = (source / "cmake/Dependencies.cmake").read_text()
text = re.sub(r"#.*", "", whole)
needed, testing = text.split('if(AICOST_TESTS STREQUAL "all")')
declared = re.compile(r"FetchContent_Declare\(([\w-]+)|find_package\((\w+)|include\(aicost-(zstd)\)")


def names(part):
    return {next(filter(None, groups)) for groups in declared.findall(part)} - SYSTEM


runtime, tests = names(needed), names(testing)
bench = set(re.findall(r"find_package\((\w+)", (source / "bench/CMakeLists.txt").read_text()))
pinned = re.findall(r"FetchContent_Declare\((\w+)[^)]*?GIT_TAG [0-9a-f]{40} # v?(\S+)", whole)
tags = {name: version for name, version in pinned if version != "no"}
for name in set(re.findall(r"FetchContent_Declare\((\w+)", text)) - {name for name, _ in pinned}:
    faults.append(f"cmake/Dependencies.cmake: {name} is not pinned by the hash of a commit, with its version behind it")
unknown = (runtime | tests | bench) - NAMES.keys()
if unknown or len(runtime) < 5:
    sys.exit(f"manifests: dependencies that this test does not know: {sorted(unknown)}, known {sorted(runtime)}")

# --- vcpkg
vcpkg = json.loads((source / "vcpkg.json").read_text())
expect("vcpkg.json, version", project[1], vcpkg["version-semver"])
expect("vcpkg.json, description", project[2], vcpkg["description"])
expect("vcpkg.json, dependencies", sorted(NAMES[n][0] for n in runtime), vcpkg["dependencies"])
for feature, wanted in (("tests", tests), ("bench", bench)):
    expect(f"vcpkg.json, feature {feature}", sorted(NAMES[n][0] for n in wanted),
           vcpkg["features"][feature]["dependencies"])


# --- Conan
class ConanFile:
    """What a recipe asks of Conan, recorded."""

    def __init__(self):
        self.required = {}
        self.cpp_info = types.SimpleNamespace(properties={})
        self.cpp_info.set_property = self.cpp_info.properties.__setitem__
        self.settings = types.SimpleNamespace(os="Linux")
        self.tested_reference_str = "aicost/tested"

    def requires(self, reference, visible=True):
        name, version = reference.split("/")
        self.required[name] = (version, visible)


def anything(*_):
    return None


modules = {"conan": {"ConanFile": ConanFile}, "conan.tools": {},
           "conan.tools.build": {"check_min_cppstd": anything, "can_run": anything},
           "conan.tools.cmake": dict.fromkeys(("CMake", "CMakeDeps", "CMakeToolchain", "cmake_layout"), anything)}
for name, members in modules.items():
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)


def recipe(path):
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("recipe", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (found,) = (v for v in vars(module).values()
                if isinstance(v, type) and issubclass(v, ConanFile) and v is not ConanFile)
    conan = found()
    conan.requirements()
    return conan


conan = recipe(source / "conanfile.py")
expect("conanfile.py, version", project[1], conan.version)
expect("conanfile.py, description", project[2], conan.description)
expect("conanfile.py, requirements", sorted(NAMES[n][1] for n in runtime), sorted(conan.required))


def required(name):
    return conan.required.get(NAMES[name][1], (None, None))


for name, tag in tags.items():
    if name in runtime:
        expect(f"conanfile.py, version of {name}", tag, required(name)[0])
config = (source / "cmake/aicost-config.cmake.in").read_text()
for name in runtime:  # who links the library sees what its package file looks for, and nothing else
    looked_for = f"find_dependency({name})" in config or f"aicost-{name}.cmake" in config
    expect(f"conanfile.py, {name} is visible", looked_for, required(name)[1])
conan.package_info()
expect("conanfile.py, target", "aicost::aicost", conan.cpp_info.properties["cmake_target_name"])
expect("conanfile.py, library", ["aicost"], conan.cpp_info.libs)
for pattern in conan.exports_sources:
    if not any(source.glob(pattern)):
        faults.append(f"conanfile.py, exports_sources: nothing is called {pattern}")
with tempfile.TemporaryDirectory() as alone:  # what Conan exports is enough to configure
    for path in {path for pattern in conan.exports_sources for path in source.glob(pattern)}:
        copy = shutil.copytree if path.is_dir() else shutil.copy
        destination = Path(alone, path.relative_to(source))
        destination.parent.mkdir(exist_ok=True)
        copy(path, destination)
    configured = subprocess.run(["cmake", "-S", alone, "-B", alone + "/build"], capture_output=True, text=True, check=False)
    if configured.returncode != 0:
        faults.append(f"conanfile.py, exports_sources: they do not configure: {configured.stderr}")
if not (source / conan.test_package_folder / "conanfile.py").exists():
    faults.append("conanfile.py: no test package where it says")
consumer = recipe(source / conan.test_package_folder / "conanfile.py")
expect("tests/package/conanfile.py, requirements", ["aicost"], sorted(consumer.required))

print("\n".join(f"manifests: {fault}" for fault in faults) or "manifests: ok")
sys.exit(1 if faults else 0)
