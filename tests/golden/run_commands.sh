#!/bin/sh
# run_commands.sh BINARY [--update] - what commands print, byte for byte.
#
# A case is a folder of commands/ with `cmd`, one shell line in which `forkcast` is
# the program; it runs in a folder of its own, where `scenarios` is ours and files
# of the case (anything but the four named here) lie beside. What it writes to
# `stdout` and `stderr` and its exit `status` are compared. --update, or UPDATE=1,
# accepts what it does: read the difference before it is committed.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tests/cases.sh"
binary=$(realpath "$1")
[ "${2:-}" != --update ] || UPDATE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$binary" "$work/bin/forkcast"
unset NO_COLOR CLICOLOR_FORCE FORKCAST_CATALOG COLUMNS
PATH=$work/bin:$PATH LC_ALL=C.UTF-8 TERM=xterm
export PATH LC_ALL TERM

# Run a case in an empty folder; what it said is beside that folder.
perform() { # CASE
    rm -rf "$work/here"
    mkdir "$work/here"
    ln -s "$root/scenarios" "$work/here/scenarios"
    for file in "$1"/*; do
        case ${file##*/} in cmd | stdout | stderr | status) ;; *) cp "$file" "$work/here/" ;; esac
    done
    (cd "$work/here" && timeout 300 sh "$1/cmd" >"$work/stdout" 2>"$work/stderr" </dev/null
     echo $? >"$work/status")
}

same() { # CASE
    perform "$1"
    for what in stdout stderr status; do
        if [ -n "${UPDATE:-}" ]; then
            cp "$work/$what" "$1/$what"
        elif ! diff -u "$1/$what" "$work/$what" >"$work/diff" 2>&1; then
            sed "s|^|    |; 1,2s|$work/||" "$work/diff"
            return 1
        fi
    done
}

for case in "$root"/tests/golden/commands/*/; do
    case=${case%/}
    case_is "${case##*/}" same "$case"
done
finish 'golden commands'
