# Sourced by the tests: the commands that docs/install.md shows are the commands that they run.

# page_line PAGE BEGIN: the one line of PAGE's ```sh blocks that begins so, without sudo.
page_line() {
    local found
    found=$(awk '/^```/ { inside = $0 == "```sh"; next } inside' "$1" | grep -F -- "$2") || true
    [[ -n $found && $found != *$'\n'* ]] || {
        echo "$1: no line, or more than one, with '$2'" >&2
        return 1
    }
    echo "${found#sudo }"
}
