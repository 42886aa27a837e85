#!/usr/bin/env bash
# headers_test.sh BUILD SOURCE CXX: each installed header compiles alone, and needs the standard library alone.
set -euo pipefail

build=$1 source=$2 cxx=$3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
die() {
    echo "headers: $*"
    exit 1
}

cmake --install "$build" --prefix "$dir" --component development > /dev/null
find "$dir/include" -name '*.hpp' > "$dir/headers"
[[ $(wc -l < "$dir/headers") == $(find "$source/include" -name '*.hpp' | wc -l) ]] || die 'some are not installed'
if grep -rnE '^ *# *include' "$dir/include" | grep -vE '<[a-z_]+>|"aicost/[a-z_/]+\.hpp"'; then die 'more than the standard library'; fi
xargs -P 2 -I {} "$cxx" -std=c++20 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I "$dir/include" \
    -include {} -x c++ /dev/null < "$dir/headers" || die 'not all stand alone'
echo 'headers: ok'
