#!/usr/bin/env bash
# reproducible_test.sh SOURCE CXX TARGET: TARGET built in two directories of different names and depths, without a compiler's
# cache, is the same bytes, and nothing of it names where it was built. Unoptimised: what the compiler makes of a path does
# not depend on that.
set -euo pipefail

source=$1 cxx=$2 target=$3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
die() {
    echo "reproducible: $*"
    exit 1
}

one=$dir/a other=$dir/another/place/further/down
for copy in "$one" "$other"; do
    mkdir -p "$copy"
    cp -r "$source"/{CMakeLists.txt,CMakePresets.json,LICENSE,NOTICES.txt,cmake,include,src,profiles} "$copy"
    (cd "$copy" && cmake --preset release -DCMAKE_CXX_FLAGS_RELEASE='-O0 -DNDEBUG' -DCMAKE_CXX_COMPILER="$cxx" -DAICOST_TESTS=none \
        -DCCACHE_PROGRAM= -DAICOST_REPORT_CHARTS=OFF -DAICOST_PAGE_ENGINE=OFF && cmake --build --preset release --target "$target") > "$dir/log" 2>&1 || {
        tail -n 20 "$dir/log"
        die "cannot build $target"
    }
    (cd "$copy/build/release" && find . -type f \( -name '*.o' -o -name '*.a' -o -name aicost \) -print0 | sort -z | xargs -0 sha256sum) > "$copy.sums"
    [[ -s $copy.sums ]] || die 'nothing was built'
    if grep -rlF "$copy" "$copy/build/release" --include='*.o' --include='*.a' --include=aicost; then die "names $copy"; fi
done
diff "$one.sums" "$other.sums" || die 'two directories, two programs'
echo "reproducible: $(wc -l < "$one.sums") files of $target, ok"
