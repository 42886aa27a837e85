#!/usr/bin/env bash
# code_block.sh PAGE LANGUAGE: the page's first code block of that language, on stdout.
set -euo pipefail
awk -v fence="\`\`\`$2" '$0 == fence { inside = 1; next } inside && /^```/ { exit } inside' "$1"
