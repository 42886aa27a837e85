#!/usr/bin/env bash
# cut_examples.sh HEADER…: the examples in the headers' first comments as one program, on stdout. An example is
# a paragraph whose lines begin with five blanks. `EXPRESSION;  // VALUE` and `… NAME = EXPRESSION;  // VALUE`
# claim what the value is, where it is a number, a text in quotes, true or false.
set -euo pipefail

examples() {
    awk '!/^\/\// { exit }
         /^\/\/$/ { code = 0; fresh = 1; next }
         fresh { code = /^\/\/     [^ ]/; fresh = 0 }
         code { print substr($0, 8) }' "$1"
}

# Behind each claim, or in the place of the expression that it is about, a call of expect().
with_claims() {
    awk -v name="$1" '
        !match($0, /;  *\/\/ ("[^"]*"|-?[0-9][0-9.,e]*|true|false)([:; ]|$)/) { print; next }
        {
            code = substr($0, 1, RSTART - 1)
            claim = substr($0, RSTART, RLENGTH)
            sub(/^;  *\/\/ /, "", claim)
            if (claim ~ /^"/) { sub(/"[:; ]?$/, "\"", claim) } else { sub(/[:; ]$/, "", claim); gsub(/,/, "", claim) }
            if (code ~ / = /) { print; sub(/ = .*/, "", code); sub(/.*[ &]/, "", code) }
            sub(/^ */, "", code)
            printf "expect(%s, %s, \"%s\");\n", code, claim, name
        }'
}

echo '#include "examples.hpp"'
names=()
for header in "$@"; do
    name=${header##*aicost/}
    name=${name//[^a-z0-9]/_}
    body=$(examples "$header")
    [[ -n $body ]] || continue
    names+=("$name")
    echo "static void $name([[maybe_unused]] Scenario& scenario, [[maybe_unused]] const Comparison& comparison) {{"
    with_claims "${header##*aicost/}" <<< "$body"
    echo '}}'
done
echo 'int main() {'
for name in "${names[@]}"; do
    echo "    run($name);"
done
echo '    return failed ? 1 : 0;'
echo '}'
