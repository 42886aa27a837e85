#!/usr/bin/env bash
# consumer_test.sh BUILD SOURCE CXX: what `cmake --install` leaves can be used by others, wherever it lies, by CMake and by
# pkg-config; the program and what describes it are in their places.
set -euo pipefail

build=$1 source=$2 cxx=$3
page=$source/docs/install.md
# shellcheck source=page.sh
source "$source/tests/package/page.sh"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
say() { echo "package: $*"; }
die() {
    say "$*"
    exit 1
}
run() { # COMMAND…: in silence; its output where it fails
    "$@" > "$dir/log" 2>&1 || {
        cat "$dir/log"
        die "failed: $*"
    }
}

install=$(page_line "$page" 'cmake --install') # in the words of the page
install=${install/build\/release/\"$build\"}
run bash -c "${install/\~\/.local/\"$dir/first\"}"
mv "$dir/first" "$dir/moved" # nothing in it may say where it was installed
prefix=$dir/moved
lib=$(dirname "$(find "$prefix" -name libaicost.a)")
if found=$(grep -rIl -e "$build" -e "$source" -e "$dir/first" "$prefix"); then die "names the build's directories: $found"; fi

# the program and what describes it
[[ $("$prefix/bin/aicost" compare --tokens-per-day 2M --get local.total) == 1920 ]] || die 'the installed program is wrong'
described=(man/man1/aicost.1 bash-completion/completions/aicost fish/vendor_completions.d/aicost.fish)
described+=("$(cd "$prefix/share" && echo zsh/*/_aicost)")
kinds=(manual bash fish zsh)
for i in "${!kinds[@]}"; do
    "$prefix/bin/aicost" completion "${kinds[i]}" | cmp - "$prefix/share/${described[i]}" || die "${kinds[i]} is not the program's"
done

# CMake: find_package(aicost) with this prefix alone
run cmake -S "$source/tests/package" -B "$dir/consumer" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$cxx" \
    -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF -DCMAKE_EXPORT_NO_PACKAGE_REGISTRY=ON
run cmake --build "$dir/consumer"
[[ $("$dir/consumer/consumer") == $'local 1920.00\ncloud 2880.00\nmonth 13.33' ]] || die 'the consumer finds other figures'
grep -q "aicost_DIR:PATH=$prefix" "$dir/consumer/CMakeCache.txt" || die 'another aicost was found'
sed 's/aicost 1.0/aicost 2.0/' "$source/tests/package/CMakeLists.txt" > "$dir/CMakeLists.txt"
if cmake -S "$dir" -B "$dir/newer" -DCMAKE_PREFIX_PATH="$prefix" > "$dir/log" 2>&1; then die 'version 2.0 was found'; fi
grep -q 'considered but not accepted' "$dir/log" || {
    cat "$dir/log"
    die 'version 2.0 was refused for another reason'
}

# what the page shows of sources stands in this consumer
for kind in cmake:CMakeLists.txt cpp:main.cpp; do
    awk -v begin="\`\`\`${kind%%:*}" '/^```/ { inside = $0 == begin; next } inside && NF' "$page" | sed 's/program/consumer/' > "$dir/shown"
    [[ -s $dir/shown ]] || die "the page shows no ${kind%%:*}"
    while IFS= read -r line; do
        grep -qF -- "$line" "$source/tests/package/${kind#*:}" || die "the page shows what is not tried: $line"
    done < "$dir/shown"
done

# pkg-config
if command -v pkg-config > /dev/null; then
    export PKG_CONFIG_PATH=$lib/pkgconfig
    cp "$source/tests/package/main.cpp" "$dir"
    cd "$dir"
    run bash -c "$(page_line "$page" 'pkg-config --cflags' | sed "s|^g++|$cxx|")"
    run ./program
else
    say 'pkg-config is missing: aicost.pc was not tried'
fi
say ok
