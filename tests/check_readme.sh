#!/bin/sh
# check_readme.sh BINARY - every command of README.md works: each line of its
# fenced `sh` blocks is run, in a copy of the tree, with forkcast in the PATH. What a plain
# block shows below `$ COMMAND` is what the command says, but for lines of `...`.
#
# Left out: what installs or fetches something, `make run` and `make check`, which are
# running already or have been, and runs spread over machines, which `make ranks` tests.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/tests/cases.sh"
PATH=$(dirname "$(realpath "$1")"):$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for entry in "$root"/*; do
    case ${entry##*/} in out) ;; *) ln -s "$entry" "$work/" ;; esac
done
cd "$work" || exit 1

works() {
    timeout 120 sh -ec "$1" >"$work/.said" 2>&1 </dev/null ||
        { sed 's/^/    /' "$work/.said"; return 1; }
}

# Commands: continued lines joined, prompts and comments dropped.
awk '/^```/ { inside = $0 ~ /^```(sh|bash|console)$/; next } inside' README.md |
    sed -e :join -e '/\\$/{N;s/\\\n *//;b join' -e '}' -e 's/^\$ //' -e '/^ *#/d' -e '/^ *$/d' >.commands
while IFS= read -r command <&3; do
    case $command in
    'make run'* | 'make check'* | *install* | *'apt'* | 'git clone'* | 'cd '* | \
        *'MPI=1'* | mpirun* | srun*) ;;
    *) case_is "$command" works "$command" ;;
    esac
done 3<.commands

# The table that the page opens with is what the program says.
awk '/^```/ { if (++n == 2) exit; next } n == 1' README.md >.shown
as_shown() {
    forkcast run -q scenarios/support_assistant.yaml >.said || return 1
    while IFS= read -r line; do
        grep -qxF -- "$line" .said || { printf '    not said: %s\n' "$line"; return 1; }
    done <.shown
}
case_is 'the first table of README.md is the answer' as_shown

# Each of the other plain blocks: the command, and every line below it is said.
awk '/^```$/ { if (inside) { close(name); inside = 0 } else { name = ".example" ++n; inside = 1 }; next }
     /^```/ { other = !other; next }
     inside && !other { print >name }' README.md
as_below() {
    sh -c "$(sed -n '1s/^\$ //p' "$1")" >.said 2>&1 </dev/null
    sed 1d "$1" | while IFS= read -r line; do
        [ "$line" = ... ] || grep -qxF -- "$line" .said ||
            { printf '    not said: %s\n' "$line"; exit 1; }
    done
}
for example in .example*; do
    grep -q '^\$ ' "$example" && case_is "$(head -n 1 "$example")" as_below "$example"
done
case_is 'README.md has commands' test -s .commands

finish readme
