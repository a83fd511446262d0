#!/bin/sh
# run_errors.sh BINARY [--update] - what broken scenarios are told, byte for byte.
#
# errors/NAME.yaml is checked from the root of the tree; status 3 and exactly
# NAME.expected on standard error must come out. Files that are hostile or big are
# made here. --update, or UPDATE=1, accepts what comes out: read the difference
# before it is committed.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tests/cases.sh"
binary=$(realpath "$1")
[ "${2:-}" != --update ] || UPDATE=1
golden=$root/tests/golden/errors
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset NO_COLOR CLICOLOR_FORCE FORKCAST_CATALOG COLUMNS
LC_ALL=C.UTF-8 TERM=dumb
export LC_ALL TERM

# Check FILE in FOLDER: the status is 3 and the words are those of NAME.expected.
refused() { # NAME FOLDER FILE
    (cd "$2" && timeout 300 "$binary" check "$3" >"$work/stdout" 2>"$work/stderr" </dev/null)
    status=$?
    if [ "$status" -ne 3 ] || [ -s "$work/stdout" ]; then
        echo "    status $status"
        head -5 "$work/stdout" "$work/stderr" | sed 's/^/    /'
        return 1
    fi
    if [ -n "${UPDATE:-}" ]; then
        cp "$work/stderr" "$golden/$1.expected"
    elif ! diff -u "$golden/$1.expected" "$work/stderr" >"$work/diff" 2>&1; then
        sed 's/^/    /' "$work/diff"
        return 1
    fi
}

# The rest of a scenario in front of what is hostile.
head_of_scenario='scenario: 1\ntraffic.requests_per_day: 20k /day\napi.model: catalog:llm/gpt-5.4-mini\n'

# Write NAME.yaml: the head, then a printf format.
hostile() { # NAME FORMAT
    # shellcheck disable=SC2059
    printf "$head_of_scenario$2" >"$work/$1.yaml"
}

# repeat COUNT TEXT: without a loop in the shell, which would take minutes.
repeat() {
    awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}

make_hostile() {
    hostile hostile-nul 'name: a\000b\n'
    hostile hostile-bell 'name: a\007b\n'
    hostile hostile-terminal 'name: \033]0;owned\007\033[2J\n'
    hostile hostile-delete 'name: a\177b\n'
    hostile hostile-c1-control 'name: a\302\233b\n'
    hostile hostile-utf8 'name: caf\351\n'
    hostile hostile-utf8-overlong 'name: \300\257\n'
    hostile hostile-utf8-surrogate 'name: \355\240\200\n'
    hostile hostile-utf8-cut 'name: \342\202'
    hostile hostile-bidi 'name: \342\200\256txet\n'
    hostile hostile-isolate 'name: \342\201\246text\n'
    hostile hostile-line-separator 'name: a\342\200\250b\n'
    hostile hostile-byte-order-mark 'name: a\357\273\277b\n'
    hostile hostile-carriage-return 'name: a\rb\n'
    hostile hostile-format '%%n%%s%%x: 3\n'
    printf '\377\376s\000c\000' >"$work/hostile-utf16.yaml"
    printf '\357\273\277' >"$work/hostile-only-a-mark.yaml"
    : >"$work/hostile-empty.yaml"
    head -c 10000001 /dev/zero | tr '\0' '#' >"$work/hostile-10-megabytes.yaml"
    { printf 'a: '; repeat 9000000 '['; } >"$work/hostile-deep.yaml"
    { echo 'a:'; repeat 40 ' - '; echo x; } >"$work/hostile-deep-lists.yaml"
    repeat 1000000 '- - x
' >"$work/hostile-wide.yaml"
    { echo 'scenario: 1'; awk 'BEGIN { for (i = 0; i < 90000; i++) print "k" i ": 1" }'; } \
        >"$work/hostile-many-keys.yaml"
    { echo 'scenario: 1'; repeat 50000 'corpus.documents: 1
'; } >"$work/hostile-many-duplicates.yaml"
    { printf 'scenario: 1\nname: "'; repeat 9000000 'x'; } >"$work/hostile-long-quote.yaml"
    { printf 'scenario: 1\ncorpus.documents: '; repeat 3000000 '1'; echo; } >"$work/hostile-long-number.yaml"
    { printf 'scenario: 1\ncorpus.documents: '; repeat 100000 '('; echo; } >"$work/hostile-parentheses.yaml"
    { printf 'scenario: 1\ncorpus.documents: '; repeat 100000 '1% 2 | '; echo 3; } >"$work/hostile-alternatives.yaml"
    { printf 'scenario: 1\ndesigns:\n'; awk 'BEGIN { for (i = 0; i < 200; i++)
        print "  d" i ": { extends: d" i + 1 " }" }'; } >"$work/hostile-extends.yaml"
    { printf 'scenario: 1\n'; repeat 1000000 'x'; echo ': 1'; } >"$work/hostile-long-key.yaml"
}

every_code_has_a_case() {
    sed -n 's/^CODE(\(E[0-9]*\),.*/\1/p' "$root/sim/scenario/codes.def" >"$work/codes"
    while read -r code; do
        grep -q "\[$code\]" "$golden"/*.expected "$root"/tests/golden/commands/*/stderr ||
            { echo "    $code has none"; return 1; }
    done <"$work/codes"
}

for file in "$golden"/*.yaml; do
    name=$(basename "$file" .yaml)
    case_is "$name" refused "$name" "$root" "tests/golden/errors/$name.yaml"
done
make_hostile
for file in "$work"/hostile-*.yaml; do
    name=$(basename "$file" .yaml)
    case_is "$name" refused "$name" "$work" "$name.yaml"
done
case_is 'every code has a case' every_code_has_a_case
finish 'golden errors'
