# `cpack` in a build directory. A program that links to the system's libraries becomes Debian's packages aicost and
# libaicost-dev (preset package); a static one becomes an archive that runs on any Linux (presets release, static).
set(maintainer "The aicost authors <aicost@packages.invalid>") # an address that reaches nobody
if(DEFINED ENV{DEBEMAIL} AND DEFINED ENV{DEBFULLNAME})
  set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(AICOST_MAINTAINER "${maintainer}" CACHE STRING "Who answers for the packages: Name <address>")

set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_NAME aicost)
set(CPACK_PACKAGE_VENDOR "The aicost authors")
set(CPACK_PACKAGE_CONTACT "${AICOST_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has a synopsis of its own
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")

if(AICOST_STATIC)
  set(CPACK_GENERATOR TGZ)
  string(TOLOWER "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" system)
  set(CPACK_PACKAGE_FILE_NAME "aicost-${PROJECT_VERSION}-${system}")
  set(CPACK_INSTALL_CMAKE_PROJECTS "${CMAKE_BINARY_DIR};aicost;runtime;/")
else()
  set(CPACK_GENERATOR DEB)
  set(CPACK_COMPONENTS_ALL runtime development)
  set(CPACK_DEB_COMPONENT_INSTALL ON)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
  set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

  set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME aicost)
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION utils)
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "cost of language models: own hardware against cloud APIs
aicost works out whether to run a language model on hardware of one's own,
on rented machines, by a cloud API that charges by the token, or both: what
each costs over the years, from which volume on and after how many months a
machine has paid for itself, whether it can serve the load, and what it costs
to keep the data at home.
.
It reads real usage logs and price feeds, sizes machines, sweeps and draws at
random over uncertain inputs, holds budget assumptions in continuous
integration, and explains each result down to the source of its inputs. It
needs no network.")

  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libaicost-dev)
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "zlib1g-dev, libzstd-dev")
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS "aicost, cmake, pkgconf")
  set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "cost of language models - C++ library
The library behind aicost, which compares what language models cost on own
hardware, on rented machines and by cloud APIs: scenarios, cash flows,
break-even, sweeps, sensitivity, Monte Carlo, sizing of machines, price feeds
and usage logs.
.
This package contains the static library, the C++20 headers, and what CMake's
find_package and pkg-config need to find them.")

  # what only a .deb has: compressed pages, Debian's changelog, a bare static library
  set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_SOURCE_DIR}/cmake/debian/finish.cmake")
  set(CPACK_AICOST_SOURCE_DIR "${CMAKE_SOURCE_DIR}")
endif()
include(CPack)
