#!/usr/bin/env bash
# golden_self_test.sh GOLDEN_RUNNER: the golden runner accepts what holds, refuses what does not, and rewrites faithfully.
set -euo pipefail

runner=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
unset UPDATE_GOLDEN
mkdir -p "$dir/tests/golden" "$dir/profiles"

cat > "$dir/aicost" <<'SCRIPT'
#!/bin/sh
case $1 in
    lines) printf 'first\n\nlast\n\n' ;;
    bare) printf 'no newline here' ;;
    fail) echo 'error: no' >&2; exit 2 ;;
    environment) echo "$LC_ALL $TZ ${COLUMNS-unset} ${NO_COLOR-unset}"; ls; pwd ;;
    sanitizer) exit "$(echo "$ASAN_OPTIONS" | sed 's/.*exitcode=//')" ;;
esac
SCRIPT
chmod +x "$dir/aicost"

cat > "$dir/tests/golden/holds.test" <<'TEST'
# A comment.
$ aicost lines
  first

  last
  

# Another, and a blank line before it.
$ aicost bare
  no newline here
\ no newline
$ aicost fail
! error: no
= 2

$ COLUMNS=200 aicost environment
  C.UTF-8 UTC 200 unset
  profiles
  tests
  $TMP
$ echo one |
> cat
  one
# The end.
TEST

fail() {
    echo "golden_self_test: $1" >&2
    exit 1
}
check() {  # EXPECTED_CODE FILE
    local code=0
    COLUMNS=33 NO_COLOR=1 "$runner" "$dir/aicost" "$dir/tests/golden/$2" > "$dir/log" 2>&1 || code=$?
    [[ $code == "$1" ]] || { cat "$dir/log"; fail "$2: exit code $code instead of $1"; }
}

check 0 holds.test

sed -e 's/first/FIRST/' -e '/^! error/d' -e 's/^= 2/= 3/' -e '/no newline$/d' -e 's/  one/  two/' \
    "$dir/tests/golden/holds.test" > "$dir/tests/golden/broken.test"
check 1 broken.test
for line in '-  FIRST' '+  first'; do
    grep -qFx -e "$line" "$dir/log" || fail 'the difference is not shown'
done
UPDATE_GOLDEN=1 check 0 broken.test
cmp "$dir/tests/golden/holds.test" "$dir/tests/golden/broken.test" || fail 'the rewritten file differs'

printf '$ aicost sanitizer\n= 99\n' > "$dir/tests/golden/crash.test"
check 1 crash.test
UPDATE_GOLDEN=1 check 1 crash.test
printf '# no case\n' > "$dir/tests/golden/empty.test"
check 2 empty.test
printf '$ aicost lines\nnot indented\n' > "$dir/tests/golden/malformed.test"
check 2 malformed.test

# Markdown: only ```console blocks are run; the rest of the page stays as it is.
cat > "$dir/tests/page.md" <<'PAGE'
# A page

```console
$ aicost lines
first

last

$ aicost fail
error: no
(exit code 2)
$ echo one |
> cat
one
```

Text, and a block that is not run:

```sh
$ aicost bare
```
PAGE
check 0 ../page.md
grep -q '3 cases' "$dir/log" || fail 'page.md: not three cases'
sed -e 's/^last/LAST/' -e 's/(exit code 2)/(exit code 3)/' "$dir/tests/page.md" > "$dir/tests/broken.md"
check 1 ../broken.md
UPDATE_GOLDEN=1 check 0 ../broken.md
cmp "$dir/tests/page.md" "$dir/tests/broken.md" || fail 'the rewritten page differs'
printf '```console\noutput\n```\n' > "$dir/tests/malformed.md"
check 2 ../malformed.md
printf '```console\n$ aicost lines\n' > "$dir/tests/open.md"
check 2 ../open.md
