# cases.sh - sourced by the shell tests: counts cases and names those that fail.
# With CI set, the ones that pass are named too.
# shellcheck shell=sh
passed=0 failed=0

# case_is SENTENCE COMMAND...: the sentence holds if the command succeeds.
case_is() {
    sentence=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        [ -z "${CI:-}" ] || echo "  ok      $sentence"
    else
        failed=$((failed + 1))
        echo "  FAILED  $sentence"
    fi
}

# finish NAME: the closing line; fails if a case did.
finish() {
    echo "$1: $passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
