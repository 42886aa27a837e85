"""Conan 2: `conan create . --build=missing` builds and tests the package, `conan install .` gets the dependencies."""

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout


class AicostConan(ConanFile):
    name = "aicost"
    version = "1.0.0"
    description = "What running a language model costs: local, cloud, hybrid"
    license = "MIT"
    topics = ("llm", "cost", "break-even")
    package_type = "static-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"fPIC": [True, False]}
    default_options = {"fPIC": True}
    exports_sources = (
        "CMakeLists.txt", "CHANGELOG.md", "LICENSE", "NOTICES.txt", "cmake/*", "include/*", "profiles/*", "src/*")
    test_package_folder = "tests/package"

    def requirements(self):
        # what the library links; the rest is headers that nobody else sees
        self.requires("zlib/[>=1.2.11 <2]")
        self.requires("zstd/[>=1.5 <1.6]")
        self.requires("yaml-cpp/0.8.0", visible=False)
        self.requires("nlohmann_json/3.11.3", visible=False)
        self.requires("fmt/10.2.1", visible=False)
        self.requires("cli11/2.4.2", visible=False)

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        dependencies = CMakeDeps(self)
        dependencies.set_property("fmt", "cmake_config_version_compat", "AnyNewerVersion")  # 9 asks for 9 or later
        dependencies.generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["AICOST_STATIC"] = False  # the libraries are as Conan built them
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()

    def package_info(self):
        self.cpp_info.libs = ["aicost"]
        self.cpp_info.set_property("cmake_file_name", "aicost")
        self.cpp_info.set_property("cmake_target_name", "aicost::aicost")
        self.cpp_info.set_property("pkg_config_name", "aicost")
        if self.settings.os == "Linux":
            self.cpp_info.system_libs = ["pthread", "m"]
