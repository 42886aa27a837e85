#!/usr/bin/env bash
# include_direction.sh [ROOT]: fails when an include points the wrong way.
#   cli -> report, profile -> usage -> catalogue -> json -> text, system, and all but text -> include/aicost <- engine -> text
# include_direction.sh --self-test: plants violations in a temporary tree and fails when one is not found.
set -euo pipefail

# What the files of a directory may include besides the standard library and their own directory: a regular
# expression over the included name. System headers (<unistd.h>) are "system".
allowed() {
    case $1 in
        include/aicost/*) echo 'aicost/.*' ;;
        src/engine/risk/philox.hpp) echo 'aicost/.*|Random123/.*' ;;
        src/model/*) echo 'aicost/.*|text/.*' ;;
        src/engine/*) echo '(aicost|text|model)/.*|system/workers.hpp' ;;
        src/system/*) echo 'system' ;;
        src/text/portable.cpp) echo 'fmt/.*|system' ;;
        src/text/*) echo 'system' ;;
        src/json/*) echo 'aicost/.*|text/.*|nlohmann/.*|system' ;;
        src/catalogue/*) echo 'aicost/.*|(system|text|json)/.*|nlohmann/.*|system' ;;
        src/usage/growth.cpp) echo 'aicost/.*|model/elementary.hpp|system' ;;
        src/usage/*) echo 'aicost/.*|(system|text|json|catalogue)/.*|nlohmann/.*|system' ;;
        src/profile/*) echo 'aicost/.*|(text|json|catalogue)/.*|nlohmann/.*|system' ;;
        src/report/format/json.*) echo 'aicost/.*|text/.*|json/json_writer.hpp|nlohmann/.*|system' ;;
        src/report/formatted.*) echo 'aicost/.*|fmt/.*|system' ;;
        src/report/*) echo 'aicost/.*|text/.*|system' ;;
        src/cli/args.cpp) echo '(aicost|system|text|json|report|profile|catalogue|usage|CLI)/.*|system' ;;
        src/cli/yaml_text.*) echo '(json|text)/.*|yaml-cpp/.*|system' ;;
        src/cli/*) echo '(aicost|system|text|json|report|profile|catalogue|usage)/.*|system' ;;
        src/web/*) echo '(aicost|catalogue|report|cli)/.*' ;;
        *) echo 'nothing' ;;
    esac
}

check() {
    local root=$1 file line number name kind own may wrong=0 of_include='^[^<"]*[<"]([^>"]*)'
    while IFS= read -r file; do
        file=${file#"$root"/}
        own=${file#src/}
        own=${own%%/*}
        [[ $file == include/* ]] && own=aicost
        may=$(allowed "$file")
        while IFS=: read -r number line; do
            [[ $line =~ $of_include ]]
            name=${BASH_REMATCH[1]}
            kind=$name
            if [[ $line == *'"'* && $name != */* ]]; then
                continue  # a neighbour
            elif [[ $name != */* && $name != *.* ]]; then
                continue  # the standard library
            elif [[ $line == *'<'* && $name =~ ^(sys/|sys/platform/|netinet/|mach/)?[a-z0-9_]+\.h$ ]]; then
                kind=system
            elif [[ $name == "$own"/* ]]; then
                continue
            fi
            if [[ ! $kind =~ ^($may)$ ]]; then
                echo "$file:$number: must not include $name"
                wrong=1
            fi
        done < <(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]' "$root/$file" || true)
    done < <(find "$root/include" "$root/src" -type f \( -name '*.hpp' -o -name '*.cpp' -o -name '*.h' \) | sort)
    return $wrong
}

self_test() {
    local root found missed=0
    root=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$root'" EXIT
    mkdir -p "$root"/include/aicost/option "$root"/src/{system,text,json,model,engine,profile,catalogue,usage,report/{format,draw},cli,web}

    plant() {  # FILE INCLUDE: the file holds that include alone
        find "$root" -type f -delete
        printf '#pragma once\n#include %s\n' "$2" > "$root/$1"
    }
    while read -r file name; do
        plant "$file" "$name"
        if ! found=$(check "$root"); then
            echo "refused, but allowed: $found"
            missed=1
        fi
    done <<'ALLOWED'
src/engine/npv.cpp <cmath>
src/engine/npv.cpp "aicost/cash_flow.hpp"
src/engine/npv.cpp "detail.hpp"
src/engine/npv.cpp "model/model.hpp"
src/engine/npv.cpp "text/value.hpp"
include/aicost/evaluate.hpp "aicost/option/api.hpp"
include/aicost/option/api.hpp <optional>
src/profile/load.cpp <nlohmann/json.hpp>
src/profile/load.cpp "profile/locate.hpp"
src/report/format/json.cpp <nlohmann/json.hpp>
src/report/formatted.cpp <fmt/format.h>
src/text/portable.cpp <fmt/format.h>
src/usage/growth.cpp "model/elementary.hpp"
src/cli/args.cpp <CLI/CLI.hpp>
src/cli/terminal.cpp <sys/ioctl.h>
src/cli/compare.cpp "report/document.hpp"
src/web/engine.cpp "cli/program.hpp"
ALLOWED
    while read -r file name; do
        plant "$file" "$name"
        if found=$(check "$root"); then
            echo "not found: $file includes $name"
            missed=1
        fi
    done <<'FORBIDDEN'
src/model/bill.cpp "engine/evaluation.hpp"
src/engine/npv.cpp "report/document.hpp"
src/engine/npv.cpp "profile/load.hpp"
src/engine/npv.cpp <nlohmann/json.hpp>
src/engine/npv.cpp <fmt/format.h>
src/engine/npv.cpp <Random123/philox.h>
src/engine/npv.cpp <unistd.h>
include/aicost/evaluate.hpp "engine/detail.hpp"
include/aicost/option/api.hpp <fmt/core.h>
src/profile/load.cpp "report/document.hpp"
src/profile/load.cpp "cli/args.hpp"
src/profile/load.cpp <fmt/format.h>
src/text/width.cpp "json/reader.hpp"
src/text/width.cpp "aicost/evaluate.hpp"
src/text/value.hpp "aicost/parameter.hpp"
src/json/reader.cpp "profile/load.hpp"
src/catalogue/book.cpp "report/document.hpp"
src/catalogue/book.cpp "usage/log.hpp"
src/profile/load.cpp "usage/log.hpp"
src/usage/asked.cpp "model/elementary.hpp"
src/report/draw/table.cpp "profile/load.hpp"
src/report/draw/table.cpp <fmt/format.h>
src/report/draw/table.cpp <nlohmann/json.hpp>
src/report/draw/table.cpp "cli/terminal.hpp"
src/cli/compare.cpp <CLI/CLI.hpp>
src/cli/compare.cpp <nlohmann/json.hpp>
src/cli/compare.cpp "engine/detail.hpp"
src/cli/compare.cpp "web/engine.hpp"
src/web/engine.cpp <unistd.h>
src/web/engine.cpp "usage/log.hpp"
FORBIDDEN
    return $missed
}

if [[ ${1:-} == --self-test ]]; then
    self_test
else
    check "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"
fi
