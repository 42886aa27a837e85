#!/usr/bin/env bash
# completion.sh AICOST: the completions do in their shells what they should, and the manual page is well formed and
# has every command and option that the help has. Shells and mandoc that are missing are skipped, and said so.
set -euo pipefail

aicost=$(realpath "$1")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
wrong=0
say() { echo "completion: $*"; }
expect() { # WHAT WANTED GOT
    [[ $2 == "$3" ]] && return
    say "$1: wanted '$2', got '$3'"
    wrong=1
}

# bash is here: this script runs in it
"$aicost" completion bash > "$dir/bash"
# shellcheck disable=SC1091
source "$dir/bash"
complete_bash() { # WORD…: what the last of them may become
    COMP_WORDS=("$aicost" "$@")
    COMP_CWORD=$#
    compopt() { :; }
    _aicost
    echo "${COMPREPLY[*]}"
}
expect 'a command' 'compare' "$(complete_bash comp | sed 's/ completion//')"
expect 'an option' '--tokens-per-day' "$(complete_bash compare --tokens-per-d)"
expect 'a format' 'markdown' "$(complete_bash compare --format ma)"
expect 'a format of one command' 'map' "$(complete_bash sweep --format map)"
expect 'a word' 'validate' "$(complete_bash profile val)"
expect 'a built-in profile' 'hobbyist' "$(complete_bash compare -p hobb)"
touch "$dir/mine.json"
echo '{"workload": {"tokens_per_day": 1}, "options": {"pc": {"kind": "owned"}, "api": {"kind": "api", "price_per_mtok": 1}}}' > "$dir/own.json"
expect 'a file' "$dir/mine.json" "$(complete_bash compare --profile "$dir/mi")"

expect 'a GPU' 'rtx-4090-48gb' "$(complete_bash compare --gpu rtx-4090-4)"
expect 'a metric' 'local.total' "$(complete_bash explain local.tot)"
expect 'a metric of another profile' 'pc.total' "$(complete_bash compare -p "$dir/own.json" --get pc.tot)"
expect 'a path' 'local.hardware.gpu.unit_price=' "$(complete_bash compare --set local.hardware.gpu.unit_p)"
expect 'a region' 'de' "$(complete_bash compare --region de)"
[[ " $(complete_bash compare --cloud claude-sonnet-4-6) " == *' anthropic/claude-sonnet-4-6 '* ]] ||
    { say 'a model without its provider is not found'; wrong=1; }
expect 'a metric of an assertion' 'local.total' "$(complete_bash check --assert local.tot)"
expect 'a metric among columns' 'local.total' "$(complete_bash sweep --columns local.tot)"
expect 'a GPU in capitals' 'rtx-4090-48gb' "$(complete_bash compare --gpu RTX-4090-4)"
expect 'an entry of the catalogue' 'rtx-4090-48gb' "$(complete_bash catalog show rtx-4090-4)"
expect 'a built-in profile to show' 'hobbyist' "$(complete_bash profile show hobb)"
expect 'a built-in profile as the word' 'hobbyist' "$(complete_bash compare hobb)"
expect 'an input to look up' 'workload.tokens_per_month' "$(complete_bash profile params workload.tokens_per_m)"
[[ " $(complete_bash usage log --at claude-sonnet-4-6) " == *' anthropic/claude-sonnet-4-6 '* ]] ||
    { say 'a model to price a log at is not found'; wrong=1; }
expect 'nothing of a profile that is none' '' "$(complete_bash compare -p "$dir/mine.json" --get loc)"

mkdir "$dir/bin"
ln -s "$aicost" "$dir/bin/aicost"
export PATH=$dir/bin:$PATH
for shell in zsh fish; do
    "$aicost" completion $shell > "$dir/$shell"
    if command -v $shell > /dev/null; then
        $shell -n "$dir/$shell" || { say "$shell finds its completion malformed"; wrong=1; }
    else
        say "$shell is missing: its completion was not tried"
    fi
done
if command -v fish > /dev/null; then
    got=$(fish -c "source $dir/fish; complete -C 'aicost compare --tokens-per-d'" | cut -f1)
    expect 'fish: an option' '--tokens-per-day' "$got"
    got=$(fish -c "source $dir/fish; complete -C 'aicost compare --gpu rtx-4090-4'" | cut -f1)
    expect 'fish: a GPU' 'rtx-4090-48gb' "$got"
fi

"$aicost" completion manual > "$dir/aicost.1"
if command -v mandoc > /dev/null; then
    mandoc -T lint -W warning "$dir/aicost.1" || { say 'mandoc finds the manual page malformed'; wrong=1; }
    mandoc -T utf8 -O width=1000 "$dir/aicost.1" | sed 's/.\x08//g' > "$dir/shown"
else
    say 'mandoc is missing: the manual page was not shown'
    sed 's/\\-/-/g; s/Fl -/--/g' "$dir/aicost.1" > "$dir/shown"
fi
# The words of a help as the page has them: a line for the details and for each option, with what it says.
words() {
    awk '
        function done() { if (text != "") print text; text = "" }
        /^usage:/ { section = "form"; next }
        section == "form" { if (!NF) section = "usage:"; next }
        /^(examples|options):$/ { done(); section = $1; next }
        section == "usage:" { if (!NF) { done(); next } text = text (text == "" ? "" : " ") $0 }
        section == "options:" && /^(  |      )-/ { done(); sub(/^ +/, ""); if (!sub(/^.*  +/, "")) $0 = ""; text = $0; next }
        section == "options:" { sub(/^ +/, ""); text = text (text == "" ? "" : " ") $0 }
        END { done() }'
}
tr -s ' \n' ' ' < "$dir/shown" > "$dir/page"
for command in $("$aicost" --help | sed -n '/^commands:/,/^examples:/s/^  \([a-z]*\)  .*/\1/p'); do
    grep -q "aicost $command" "$dir/shown" || { say "the manual page lacks $command"; wrong=1; }
    for option in $("$aicost" "$command" --help | sed -nE 's/^  (-., |    )(--[a-z0-9-]+).*/\2/p'); do
        [[ $option == --help ]] && continue
        grep -q -e "$option" "$dir/shown" || { say "the manual page lacks $command $option"; wrong=1; }
    done
    command -v mandoc > /dev/null || continue
    "$aicost" "$command" --help | words | grep -v '^this help$' > "$dir/words"
    [[ -s $dir/words ]] || { say "$command --help has no words"; wrong=1; }
    while IFS= read -r said; do
        grep -qF -- "$said" "$dir/page" || { say "the manual page does not say of $command: $said"; wrong=1; }
    done < "$dir/words"
done
((wrong == 0)) && say ok
exit $wrong
