#!/usr/bin/env bash
# page_test.sh SOURCE: each command of docs/install.md is run by a test: here, or by the one named here. vcpkg and Conan
# are rarely at hand: the first is stood in for, the second is left out and said so (manifests_test.py holds its recipe).
set -euo pipefail

source=$1
page=$source/docs/install.md
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
say() { echo "page: $*"; }
die() {
    say "$*"
    exit 1
}
run() { # COMMAND
    (cd "$source" && bash -c "$1") > "$dir/log" 2>&1 || {
        tail -n 30 "$dir/log"
        die "failed: $1"
    }
}
is_preset() { # KIND PRESET
    (cd "$source" && cmake ${1:+"$1"} --list-presets) | grep -qF "\"$2\"" || die "no $1 preset is called $2"
}

awk '/^```/ { inside = $0 == "```sh"; next } inside' "$page" > "$dir/lines"
[[ $(wc -l < "$dir/lines") -ge 10 ]] || die "shows hardly a command"
while IFS= read -r line; do
    read -ra words <<< "$line"
    case $line in
        'sudo apt install '*) ;;                               # deb_root_test.sh
        'tar -xzf '*) ;;                                       # static_test.sh
        'cmake --install '* | 'g++ '*) ;;                      # consumer_test.sh
        'cmake --workflow --preset '*) is_preset --workflow "${words[-1]}" ;; # what `./dev test PRESET` does, and cpack
        'cmake --preset '*vcpkg.cmake)
            if [[ -z ${VCPKG_ROOT:-} ]]; then
                say 'VCPKG_ROOT is not set: with an empty toolchain file in the place of vcpkg'
                export VCPKG_ROOT=$dir/vcpkg
                mkdir -p "$VCPKG_ROOT/scripts/buildsystems"
                touch "$VCPKG_ROOT/scripts/buildsystems/vcpkg.cmake"
            fi
            run "$line -B '$dir/vcpkg-build'"
            grep -q "CMAKE_TOOLCHAIN_FILE.*$VCPKG_ROOT" "$dir/vcpkg-build/CMakeCache.txt" || die 'the toolchain was not used'
            ;;
        'cmake --preset '*) is_preset '' "${words[-1]}" ;;
        'cmake --build --preset '*) is_preset --build "${words[-1]}" ;;
        './dev setup '*)
            for task in "${words[@]:2}"; do grep -q "^        $task) echo" "$source/dev" || die "./dev sets up no $task"; done
            ;;
        'conan create '*)
            if command -v conan > /dev/null; then
                CONAN_HOME=$dir/conan run "conan profile detect && $line"
            else
                say 'conan is missing: its command was not run'
            fi
            ;;
        *) die "no test runs '$line'" ;;
    esac
done < "$dir/lines"
say ok
