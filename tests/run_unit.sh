#!/bin/sh
# run_unit.sh PROGRAM... - run unit tests, all of them even when one fails.
#
# Says what a failed program said; with CI or V set, what every program said.
set -u
if [ $# -eq 0 ]; then
    echo 'unit: no test of this name' >&2
    exit 1
fi
said=$(mktemp)
trap 'rm -f "$said"' EXIT
passed=0 failed=0
for program; do
    "$program" >"$said" 2>&1
    status=$?
    good=$(grep -c '^\[       OK \]' "$said")
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s).*/\1/p' "$said")
    if [ $status -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
        bad=1 # it died before it could count
        echo "$program: exit status $status" >>"$said"
    fi
    if [ $status -ne 0 ] || [ -n "${CI:-}${V:-}" ]; then
        cat "$said"
    fi
    passed=$((passed + good)) failed=$((failed + ${bad:-0}))
    [ $status -eq 0 ] || names="${names:-} ${program##*/}"
done
echo "unit: $passed passed, $failed failed${names:+ in$names}"
[ "$failed" -eq 0 ]
