#!/bin/sh
# check_staged.sh BINARY - staged designs whose two designs are shown, or one of them, or
# none: every command works, and what is asked besides changes no number of a design.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
binary=$(realpath "$1")
. "$root/tests/cases.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

cat >staged.yaml <<'SCENARIO'
scenario: 1
as_of: 2026-11-20
money: { horizon: 18 months, budget: $300k }
traffic.requests_per_day: 4k..17k /day
gaps: { knowledge: 20%..40%, behaviour: 6%..25% }
quality.cost_per_bad_answer: $0.05..$0.3
api.model: catalog:llm/gpt-5.4-mini
gpu.type: cheapest
model.name: catalog:architecture/llama-3.1-8b
designs:
  prompt: {}
  guarded: { parts: [api, guard], extends: [prompt] }
  whole: { start: prompt, then: guarded, at: 3..9 months, if: 40% }
  half: { start: prompt, then: rag, at: 5 months, if: gaps.behaviour > 11% }
  none: { start: rag, then: combined, at: 4..20 months }
SCENARIO
more='traffic.growth=4% /month'

short() { # COMMAND SCENARIO OPTION...: what it says, or nothing if it fails
    "$binary" "$@" -q -n 32 2>"$work/errors" && return
    status=$?
    echo "  $*: exit status $status" >&2
    cat "$work/errors" >&2
    return $status
}
# design,quantile,cost from a table with a head; $1: the columns, and which rows
costs() { awk -F, -v OFS=, "$1" | sort -u; }
run_costs() { short run staged.yaml --quick -f csv "$@" | costs '$2 == "cost.total" { print $1, $3, $4 }'; }
of() { grep -E "^($(echo "$1" | tr , '|')),"; }

run_costs >plain
run_costs -s "$more" >grown
case_is 'all designs have costs' test "$(wc -l <plain)" = $((5 * 8))

same() { # REFERENCE FILE: what there is in the file is as in the reference
    [ -s "$2" ] && [ -z "$(sort "$1" | comm -13 - "$2")" ] || { diff "$1" "$2"; return 1; }
}
of_run() { run_costs -d "$1" >mine && same plain mine; }
of_compare() {
    short compare staged.yaml -s "$more" -f csv -d "$1" >table || return 1
    costs '$3 == "cost.total" { print $2, $4, $5 }' <table >before
    costs '$3 == "cost.total" { print $2, $4, $6 }' <table >after
    same plain before && same grown after
}
of_sweep() {
    short sweep staged.yaml -x "traffic.growth=0% /month,4% /month" -f csv -d "$1" >table || return 1
    costs '$1 == 0 && $3 == "cost.total" { print $2, $4, $5 }' <table >before
    costs '$1 > 0 && $3 == "cost.total" { print $2, $4, $5 }' <table >after
    same plain before && same grown after
}
of_grid() {
    short sweep staged.yaml -x "traffic.growth=0% /month,4% /month" -y money.discount_rate=0%,8% \
        -f csv -d "$1" >table || return 1
    costs '$1 == 0 && $2 == 0 && $4 == "cost.total" { print $3, $5, $6 }' <table >before
    costs '$1 > 0 && $2 == 0 && $4 == "cost.total" { print $3, $5, $6 }' <table >after
    same plain before && same grown after
}
of_find() {
    for d in $(echo "$1" | tr , ' '); do
        for only in "$1" prompt,guarded,whole,half,none; do
            short sweep staged.yaml -d "$only" -x gaps.knowledge=1%..90%:3 -f json \
                --find "mean($d cost.total) < \$400k" >found || return 1
            sed -n '/"condition"/,$p' found >"found-$only"
        done
        [ -s "found-$1" ] && cmp "found-$1" found-prompt,guarded,whole,half,none || return 1
    done
}
requires() { short run staged.yaml --quick -d "$1" --require "mean($2 cost.total) < \$$3" >/dev/null; }
of_require() {
    for d in $(echo "$1" | tr , ' '); do
        mean=$(sed -n "s/^$d,mean,//p" plain)
        requires "$1" "$d" "$(echo "$mean" | awk '{ print $1 * 1.001 }')" || return 1
        requires "$1" "$d" "$(echo "$mean" | awk '{ print $1 * 0.999 }')" 2>refused
        [ $? -eq 1 ] || return 1
    done
}
of_explain() {
    for d in $(echo "$1" | tr , ' '); do
        for what in cost.total gaps.behaviour; do
            "$binary" explain staged.yaml "$d" $what -q -n 32 >explained 2>&1
            "$binary" explain staged.yaml "$d" $what -q -n 32 -d "$1" >alone 2>&1
            cmp explained alone || return 1
        done
        short explain staged.yaml "$d" >explained && short explain staged.yaml "$d" --trial 3 >explained &&
            short explain staged.yaml "$d" latency >explained || return 1
    done
}
for only in whole half,guarded none; do
    for command in run compare sweep grid find require explain; do
        case_is "$command, only $only" "of_$command" $only
    done
done

# With the others there, and alone.
pair() { "$binary" sensitivity staged.yaml -q -n 64 -f csv --pair "$@"; }
of_pair() {
    pair "$1" >together && pair "$1" -d "$1" >apart && cmp together apart && [ -s together ]
}
for both in prompt,none whole,half; do
    case_is "sensitivity, $both" of_pair $both
done

# What is drawn, without drawing it.
mkdir bin
printf '#!/bin/sh\ncat >/dev/null\necho "<svg></svg>"\n' >bin/gnuplot
chmod +x bin/gnuplot
charts() { # OPTION...
    PATH=$work/bin:$PATH short plot staged.yaml --quick -x gaps.knowledge=2%..80%:2 \
        -y gaps.behaviour=2%..80%:2 -o "$work/charts" "$@" >/dev/null
}
case_is 'all charts' charts
for only in half,none; do
    case_is "all charts, only $only" charts -d $only
done

finish staged
