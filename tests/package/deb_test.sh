#!/usr/bin/env bash
# deb_test.sh BUILD PACKAGES: makes Debian's packages in the directory PACKAGES, and holds them against Debian's policy
# (lintian, no error and no warning) and against what they should contain. 77: a tool of Debian's is missing.
set -euo pipefail

build=$1 packages=$2
for tool in dpkg-deb dpkg-shlibdeps lintian; do
    command -v $tool > /dev/null || {
        echo "deb: skipped, $tool is missing"
        exit 77
    }
done
say() { echo "deb: $*"; }
die() {
    say "$*"
    exit 1
}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

rm -rf "$packages"
(umask 077 && cpack --config "$build/CPackConfig.cmake" -B "$packages" > "$dir/log" 2>&1) || {
    cat "$dir/log"
    die 'cpack failed'
}
aicost=$(echo "$packages"/aicost_*.deb)
dev=$(echo "$packages"/libaicost-dev_*.deb)

lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$aicost" "$dev" > "$dir/lintian" 2>&1 || {
    cat "$dir/lintian"
    die 'lintian finds faults'
}
say "lintian: $(grep -c . "$dir/lintian" || true) remarks"

expect_files() { # PACKAGE PATH…: these and no other
    local package=$1 got wanted
    shift
    got=$(dpkg-deb -c "$package" | awk '$1 !~ /^d/ { print $2 " " $6 }' | sed 's/ \./ /' | sort)
    wanted=$(printf 'root/root %s\n' "$@" | sort)
    diff <(echo "$wanted") <(echo "$got") > "$dir/diff" || {
        cat "$dir/diff"
        die "$package has other files"
    }
}
triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
expect_files "$aicost" /usr/bin/aicost /usr/share/man/man1/aicost.1.gz \
    /usr/share/bash-completion/completions/aicost /usr/share/fish/vendor_completions.d/aicost.fish \
    /usr/share/zsh/vendor-completions/_aicost /usr/share/doc/aicost/{copyright,changelog.gz,NOTICES.txt,aicost.html}
mapfile -t headers < <(cd "$(dirname "$0")/../../include" && find aicost -name '*.hpp')
config=/usr/lib/$triplet/cmake/aicost
expect_files "$dev" "${headers[@]/#//usr/include/}" "/usr/lib/$triplet/libaicost.a" \
    "/usr/lib/$triplet/pkgconfig/aicost.pc" "$config"/aicost-{config,config-version,targets,targets-release,zstd}.cmake \
    /usr/share/doc/libaicost-dev/{copyright,changelog.gz}

modes=$(dpkg-deb -c "$aicost"; dpkg-deb -c "$dev")
wrong=$(awk '$1 != "drwxr-xr-x" && $1 != ($6 == "./usr/bin/aicost" ? "-rwxr-xr-x" : "-rw-r--r--")' <<< "$modes")
[[ -z $wrong ]] || die "permissions: $wrong"

needs=$(dpkg-deb -f "$aicost" Depends)
[[ $needs =~ ^libc6\ \(.*\),\ libzstd1\ \(.*\),\ zlib1g\ \([^,]*\)$ ]] || die "aicost depends on '$needs'"
[[ $(dpkg-deb -f "$dev" Depends) == 'zlib1g-dev, libzstd-dev' ]] || die "libaicost-dev depends on $(dpkg-deb -f "$dev" Depends)"
for package in "$aicost" "$dev"; do
    [[ $(dpkg-deb -f "$package" Description | wc -l) -gt 3 ]] || die "$package has no description"
    dpkg-deb -I "$package" md5sums > "$dir/md5sums"
    [[ $(wc -l < "$dir/md5sums") == $(dpkg-deb -c "$package" | grep -vc '^d') ]] || die "$package: md5sums are not those of its files"
done

dpkg-deb -x "$aicost" "$dir/root"
gzip -dc "$dir/root/usr/share/doc/aicost/changelog.gz" | dpkg-parsechangelog -l - -S Version > "$dir/version"
[[ $(cat "$dir/version") == "$(dpkg-deb -f "$aicost" Version)" ]] || die 'the changelog is of another version'
say ok
