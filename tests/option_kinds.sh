#!/usr/bin/env bash
# option_kinds.sh [ROOT] [CXX]: fails when a kind of option is asked for by name where all kinds must be seen to.
#   std::get_if<Owned>, std::holds_alternative<Api> …: in src/model and src/engine/check_rules.cpp alone, and as often as
#   stands below elsewhere: what is the matter of one kind, and may only become less.
# With a compiler: a fifth kind, added to the variant in a scratch copy, does not compile where a kind must be known.
set -euo pipefail

root=${1:-$(dirname "${BASH_SOURCE[0]}")/..}
kinds='(get_if|holds_alternative|std::get)<(Owned|Rented|Api|Hybrid)>'

declare -A may
while read -r count file; do may[$file]=$count; done <<'ALLOWED'
2 src/cli/advise.cpp
2 src/cli/machine_arguments.cpp
1 src/cli/rank.cpp
2 src/cli/size.cpp
4 src/engine/advice.cpp
5 src/engine/advice_reasons.cpp
1 src/engine/batch/allowed.cpp
4 src/engine/evaluation.cpp
1 src/engine/scenario.cpp
4 src/engine/sizing.cpp
1 src/profile/ranking.cpp
3 src/report/view/advice_words.cpp
2 src/report/view/compare_words.cpp
ALLOWED
wrong=0
while IFS= read -r file; do
    name=${file#"$root"/}
    [[ $name == src/model/* || $name == src/engine/check_rules.cpp ]] && continue
    count=$(grep -cE "$kinds" "$file" || true)
    if ((count > ${may[$name]:-0})); then
        echo "$name: asks for a kind of option in $count lines, not ${may[$name]:-0}: visit all of them"
        wrong=1
    fi
done < <(grep -rlE "$kinds" "$root/src" "$root/include" | sort)

if [[ -n ${2:-} ]]; then
    scratch=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$scratch'" EXIT
    cp -r "$root/src" "$root/include" "$scratch"
    sed -i 's|^using Option = std::variant<Owned, Rented, Api, Hybrid>;|struct Fifth {};\nusing Option = std::variant<Owned, Rented, Api, Hybrid, Fifth>;|' \
        "$scratch/include/aicost/scenario.hpp"
    grep -q Fifth "$scratch/include/aicost/scenario.hpp" || { echo 'the variant was not found'; exit 1; }
    for file in src/model/model_over_numbers.cpp src/engine/scenario.cpp src/engine/requirements.cpp src/engine/check_rules.cpp; do
        if "$2" -std=c++20 -fsyntax-only -w -I "$scratch/include" -I "$scratch/src" "$scratch/$file" 2> "$scratch/said"; then
            echo "$file: compiles with a kind that it does not know"
            wrong=1
        elif ! grep -q Fifth "$scratch/said"; then
            echo "$file: does not compile, but for another reason"
            head -5 "$scratch/said"
            wrong=1
        fi
    done
fi
exit $wrong
