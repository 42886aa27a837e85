#!/usr/bin/env bash
# sweep_shards.sh AICOST: four shards under GNU parallel give the bytes of one run. Exit code 77: no parallel.
set -euo pipefail

aicost=$(realpath "$1")
if ! command -v parallel > /dev/null || ! parallel --version 2> /dev/null | grep -q 'GNU parallel'; then
    echo "skipped: GNU parallel is missing"
    exit 77
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export HOME=$dir
sweep=("$aicost" sweep -q --vary workload.tokens_per_day=100K..10M:log:97 --vary cloud.price_per_1k=0.001..0.01:53
    --vary local.hardware.gpu.unit_price=500..4000:11 --format csv)
"${sweep[@]}" > whole.csv
parallel --will-cite -k -j 4 "${sweep[@]}" --shard '{}/4' ::: 1 2 3 4 > parts.csv
cmp whole.csv parts.csv
[[ $(wc -l < whole.csv) == 56552 ]]
