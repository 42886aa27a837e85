#!/usr/bin/env bash
# deb_root_test.sh PACKAGES PAGE CACHE: installs PACKAGES/aicost_*.deb with apt in a Debian that has nothing but its base,
# runs it there, and removes it again without a trace; then libaicost-dev, with which a program is built. The commands
# are those of the page docs/install.md. The base system is kept as an archive in CACHE, for a day.
# 77: debootstrap or root's rights are missing.
set -euo pipefail

packages=$1 page=$2 cache=$3
here=$(cd "$(dirname "$0")" && pwd)
skip() {
    echo "deb root: skipped, $*"
    exit 77
}
die() {
    echo "deb root: $*"
    exit 1
}
((EUID == 0)) || skip 'chroot needs root'
command -v debootstrap > /dev/null || skip 'debootstrap is missing'
compgen -G "$packages/aicost_*.deb" > /dev/null || skip 'there are no packages'

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
# shellcheck disable=SC1091
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Release: $codename" 2> /dev/null | head -n 1)
base=$cache/base-$codename.tar
mkdir -p "$cache"
find "$cache" -name 'base-*.tar' -mmin +1440 -delete
if [[ ! -s $base ]]; then
    debootstrap --variant=minbase "$codename" "$dir/root" "${mirror:-http://deb.debian.org/debian}" > "$dir/log" 2>&1 || {
        tail -n 20 "$dir/log"
        skip 'debootstrap finds no mirror'
    }
    tar -cf "$base.new" -C "$dir/root" .
    mv "$base.new" "$base"
else
    mkdir "$dir/root"
    tar -xf "$base" -C "$dir/root"
fi
root=$dir/root
inside() { # COMMAND: as root, in a directory with the packages
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive sh -c "cd /root && $1" < /dev/null
}
quietly() { # COMMAND
    inside "$1" > "$dir/log" 2>&1 || {
        tail -n 30 "$dir/log"
        die "failed: $1"
    }
}
cp "$packages"/*.deb "$root/root/"
cp -r "$here" "$root/root/consumer"
tree() { inside 'find / -xdev \( -path /proc -o -path /sys -o -path /root -o -path /tmp -o -path /var/cache -o -path /var/log -o -path /var/lib/apt -o -path /var/lib/dpkg \) -prune -o -print | sort'; }
# shellcheck source=page.sh
source "$here/page.sh"
install() { # PACKAGE, as the page says; the packages are in the directory itself, and nobody is there to say yes
    local command
    command=$(page_line "$page" "/$1_")
    command=${command/.\/build\/package\/packages/.}
    quietly "${command/apt install/apt install -y --no-install-recommends}"
}

# aicost: install, run, look, remove
quietly 'apt-get update'
tree > "$dir/before"
install aicost
shown=$(inside 'aicost compare --tokens-per-day 2M' 2>&1) || die "aicost compare: $shown"
[[ $shown == *'local wins: $960 less than cloud over 24 months'* ]] || die "aicost compare: $shown"
[[ $(inside 'aicost compare --tokens-per-day 2M --get local.total') == 1920 ]] || die 'aicost compare --get'
# dpkg leaves manual pages out of minimal systems where it is told to
for file in man/man1/aicost.1.gz bash-completion/completions/aicost zsh/vendor-completions/_aicost \
    fish/vendor_completions.d/aicost.fish doc/aicost/copyright; do
    inside "test -s /usr/share/$file" || die "/usr/share/$file is missing"
done
inside 'dpkg -V aicost' || die 'files are not as packed'
quietly 'apt purge -y --autoremove aicost'
tree > "$dir/after"
diff "$dir/before" "$dir/after" > "$dir/diff" || {
    cat "$dir/diff"
    die 'removing leaves something behind'
}
echo 'deb root: aicost installs, runs and goes without a trace'

# libaicost-dev: a program is built with it and nothing else
install libaicost-dev
quietly 'apt install -y --no-install-recommends g++ pkgconf'
quietly "cd consumer && $(page_line "$page" 'pkg-config --cflags') && ./program"
echo 'deb root: ok'
