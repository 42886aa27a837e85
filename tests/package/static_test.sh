#!/usr/bin/env bash
# static_test.sh AICOST BUILD SOURCE: the program needs no library and no loader; where that cannot be had, the preset
# `static` says so instead of building something else.
set -euo pipefail

aicost=$1 build=$2 source=$3
# shellcheck source=page.sh
source "$(dirname "$0")/page.sh"
dir=$(mktemp -d)
# shellcheck disable=SC2064
trap "rm -rf '$dir'" EXIT
die() {
    echo "static: $*"
    exit 1
}

libraries=$(ldd "$aicost" 2>&1) || true
[[ $libraries == *'not a dynamic executable'* || $libraries == *'statically linked'* ]] || die "ldd says: $libraries"
if command -v file > /dev/null; then
    [[ $(file -b "$aicost") == *@('statically linked'|'static-pie linked')* ]] || die "file says: $(file -b "$aicost")"
fi
if command -v readelf > /dev/null; then
    readelf -lWd "$aicost" > "$dir/headers"
    ! grep -E 'INTERP|NEEDED' "$dir/headers" || die 'asks for a loader'
    # what the linker does against faults: nothing is both written and run, what is linked is then read alone
    grep -q 'GNU_STACK .* RW ' "$dir/headers" || die 'its stack can be run'
    if [[ $(sed -n 's/^CMAKE_BUILD_TYPE:.*=//p' "$build/CMakeCache.txt") == Release ]]; then
        grep -q 'GNU_RELRO' "$dir/headers" || die 'what is linked stays open to writing'
        [[ $(readelf -hW "$aicost") == *'DYN (Position-Independent'* ]] || die 'lies at the same place in each run'
    fi
fi
env -i "$aicost" compare --tokens-per-day 2M --get local.total > "$dir/total"
[[ $(cat "$dir/total") == 1920 ]] || die "without any environment: $(cat "$dir/total")"

# a compiler that cannot link statically
code=0
cd "$source"
cmake --preset static -B "$dir/build" -DAICOST_STATIC_LINKS=OFF -DAICOST_REPORT_CHARTS=OFF -DAICOST_PAGE_ENGINE=OFF > "$dir/log" 2>&1 || code=$?
((code != 0)) || die 'the preset static configures where nothing static can be linked'
grep -q 'AICOST_STATIC=REQUIRED' "$dir/log" || {
    cat "$dir/log"
    die 'the preset static fails without saying why'
}

# nor without the chart library
code=0
cmake --preset static -B "$dir/without_charts" -DNPM_PROGRAM="$(command -v false)" > "$dir/log" 2>&1 || code=$?
((code != 0)) && grep -q 'chart library could not be fetched' "$dir/log" || {
    cat "$dir/log"
    die 'the preset static leaves the chart library out'
}

# nor without the engine in its reports
code=0
cmake --preset static -B "$dir/without_engine" -DAICOST_REPORT_CHARTS=OFF -DEM_CONFIG_PROGRAM="$(command -v false)" > "$dir/log" 2>&1 || code=$?
((code != 0)) && grep -q 'emscripten is missing' "$dir/log" || {
    cat "$dir/log"
    die 'the preset static leaves the engine out'
}

# the archive for any Linux
if [[ $(sed -n 's/^CMAKE_BUILD_TYPE:.*=//p' "$build/CMakeCache.txt") == Release ]]; then
    cpack --config "$build/CPackConfig.cmake" -B "$dir/packages" > "$dir/log" 2>&1 || {
        cat "$dir/log"
        die 'cpack failed'
    }
    unpack=$(page_line docs/install.md 'tar -xzf')
    mkdir -p "$dir/home/.local"
    (cd "$dir" && HOME=$dir/home bash -c "${unpack/build\/static\/packages/packages}") || die "the page says: $unpack"
    dir=$dir/home/.local
    [[ $("$dir/bin/aicost" compare --tokens-per-day 2M --get local.total) == 1920 ]] || die "the archive's program is wrong"
    [[ -s $dir/share/man/man1/aicost.1 && -s $dir/share/doc/aicost/copyright ]] || die 'the archive lacks files'
    if [[ -e $build/aicost.html ]]; then # built with the engine for pages
        cmp -s "$build/aicost.html" "$dir/share/doc/aicost/aicost.html" || die 'the archive lacks the calculator'
    fi
    [[ ! -e $dir/lib && ! -e $dir/include ]] || die 'the archive has the library'
fi
echo 'static: ok'
