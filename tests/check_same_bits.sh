#!/bin/sh
# check_same_bits.sh BINARY FOLDER - the answer has the same bytes for any number
# of threads, any compiler, optimisation level and vector width, and an input or a
# design more does not touch the numbers of the others.
#
# FOLDER keeps the builds that are compared with BINARY from one time to the next.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 1
. tests/cases.sh
binary=$1 builds=$2
# Many futures, not a multiple of a block and enough of them for seven threads; and few with
# all their requests, which take most of the time.
many='-n 1500 --quick' few='-n 41'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

answer() { # PROGRAM SCENARIO FILE OPTION...
    program=$1 scenario=$2 to=$3
    shift 3
    "$program" run -q "$@" -f json -o "$to" "$scenario" 2>"$work/errors" ||
        { cat "$work/errors"; return 1; }
}

# Options of a run whose results are beyond what memory keeps.
in_rounds='-n 140000 -d prompt'

# The answers of another program, or of BINARY with an option, to all scenarios, with
# every sampler, and in rounds.
same_answers() { # PROGRAM OPTION...
    other=$1
    shift
    # shellcheck disable=SC2086 # lists of options
    for scenario in $asked; do
        answer "$other" "$scenario" "$work/other.json" $many "$@" &&
            cmp "$work/${scenario##*/}.many" "$work/other.json" &&
            answer "$other" "$scenario" "$work/other.json" $few "$@" &&
            cmp "$work/${scenario##*/}.few" "$work/other.json" || return 1
    done
    # shellcheck disable=SC2086 # a list of options
    answer "$other" $rounds_of "$work/other.json" $in_rounds "$@" &&
        cmp "$work/rounds.json" "$work/other.json"
}

build() { # NAME ASSIGNMENT...: prints what went wrong
    name=$1
    shift
    ${MAKE:-make} "$@" BUILD=release WERROR= OUT="$builds/$name" all >"$work/build" 2>&1 ||
        { cat "$work/build"; return 1; }
}

rounds_of=scenarios/support_assistant.yaml
asked=$(ls scenarios/*.yaml)
for sampler in random lhs; do
    sed "s/^run: {/run: { sampler: $sampler,/" $rounds_of >"$work/$sampler.yaml"
    asked="$asked $work/$sampler.yaml"
done
for scenario in $asked; do
    # shellcheck disable=SC2086 # lists of options
    {
        case_is "$scenario is answered for many futures" \
            answer "$binary" "$scenario" "$work/${scenario##*/}.many" $many --jobs 1
        case_is "$scenario is answered with all requests" \
            answer "$binary" "$scenario" "$work/${scenario##*/}.few" $few --jobs 1
    }
done
case_is 'each sampler has its own answer' \
    test "$(cksum <"$work/random.yaml.many")" != "$(cksum <"$work/lhs.yaml.many")"
# shellcheck disable=SC2086 # a list of options
case_is 'a long run is answered' \
    answer "$binary" $rounds_of "$work/rounds.json" $in_rounds --jobs 1
for jobs in 2 3 7; do
    case_is "$jobs threads give the bytes of one" same_answers "$binary" --jobs $jobs
done

# Each build differs from BINARY in more than one way: one is enough to be noticed.
other_build() { # NAME HOW ASSIGNMENT...
    name=$1 how=$2
    shift 2
    case_is "$how: it builds" build "$name" "$@"
    case_is "$how: the same bytes" same_answers "$builds/$name/forkcast"
}
other_build narrow 'cc -O1 for narrow vectors' CC=cc CFLAGS=-O1 CPPFLAGS=-DNARROW
cc=$(command -v clang >/dev/null && echo clang || echo cc)
other_build avx2 "$cc -O3 for AVX2 at most" CC="$cc" CFLAGS=-O3 CPPFLAGS=-DNO_AVX512

# --- neighbours: what concerns one design only, except how it ranks among others ---

scenario=scenarios/support_assistant.yaml
numbers_of() { # DESIGN FILE
    grep "^$1," "$2" | grep -vE 'cheapest|regret|eligible|rank'
}
table() { # FILE SCENARIO OPTION...
    to=$1 of=$2
    shift 2
    "$binary" run -q -n 500 "$@" -f csv -o "$to" "$of" 2>"$work/errors" ||
        { cat "$work/errors"; return 1; }
}
undisturbed() { # FILE DESIGN...: the numbers of these designs are those of all.csv
    with=$1
    shift
    for design; do
        numbers_of "$design" "$work/all.csv" >"$work/before"
        numbers_of "$design" "$with" >"$work/after"
        [ -s "$work/before" ] || return 1
        cmp "$work/before" "$work/after" || return 1
    done
}
disturbed() { ! undisturbed "$@" >"$work/errors" 2>&1; }

designs=$(table "$work/all.csv" $scenario && tail -n +2 "$work/all.csv" | cut -d, -f1 | sort -u)
for design in $designs; do
    table "$work/alone.csv" $scenario -d "$design"
    case_is "$design alone has the numbers it has among the others" \
        undisturbed "$work/alone.csv" "$design"
done

table "$work/input.csv" $scenario --set 'training.minutes_per_example=2 min..31 min'
case_is 'an uncertain input of the tuned designs changes them' \
    disturbed "$work/input.csv" finetune
case_is 'and leaves the others alone' undisturbed "$work/input.csv" prompt rag

sed '/^designs:/a\  neighbour:\n    label: Neighbour\n    extends: [rag]\n    corpus.top_k: 2..9' \
    $scenario >"$work/neighbour.yaml"
table "$work/design.csv" "$work/neighbour.yaml"
case_is 'a design more is answered too' grep -q '^neighbour,' "$work/design.csv"
# shellcheck disable=SC2086 # a list of names
case_is 'and leaves the others alone' undisturbed "$work/design.csv" $designs

finish 'same bits'
