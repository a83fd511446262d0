#!/bin/sh
# run_unit.sh PROGRAM... - run unit tests, as many at a time as there are processors, and
# all of them even when one fails.
#
# Says what a failed program said; with CI or V set, what every program said.
set -u
if [ $# -eq 0 ]; then
    echo 'unit: no test of this name' >&2
    exit 1
fi
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
# shellcheck disable=SC2016 # expanded by the shell that xargs starts
printf '%s\n' "$@" | xargs -P "$(getconf _NPROCESSORS_ONLN)" -I PROGRAM sh -c \
    'name=$1/${2##*/}; "$2" >"$name" 2>&1 </dev/null; echo $? >"$name.status"' - "$said" PROGRAM

passed=0 failed=0
for program; do
    name=$said/${program##*/}
    status=$(cat "$name.status")
    good=$(grep -c '^\[       OK \]' "$name")
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s).*/\1/p' "$name")
    if [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
        bad=1 # it died before it could count
        echo "$program: exit status $status" >>"$name"
    fi
    if [ "$status" -ne 0 ] || [ -n "${CI:-}${V:-}" ]; then
        cat "$name"
    fi
    passed=$((passed + good)) failed=$((failed + ${bad:-0}))
    [ "$status" -eq 0 ] || names="${names:-} ${program##*/}"
done
echo "unit: $passed passed, $failed failed${names:+ in$names}"
[ "$failed" -eq 0 ]
