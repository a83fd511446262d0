#!/bin/sh
# check_ranks.sh BINARY FOLDER - a run that is spread over processes by MPI answers
# with the bytes of one process, and ends as a whole when one of them does.
#
# FOLDER keeps the build with MPI from one time to the next.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 1
. tests/cases.sh
binary=$1 spread=$2/mpi/forkcast
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scenario=scenarios/support_assistant.yaml

if ! command -v mpirun >/dev/null; then
    echo 'ranks: no mpirun; make deps MPI=1 installs it'
    finish ranks
    exit
fi

# Tests run as root in containers, on fewer cores than there are processes, and without
# other machines to reach.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_plm_rsh_agent=false
export OMPI_MCA_btl_vader_single_copy_mechanism=none
ranks() { # COUNT OPTION...
    count=$1
    shift
    mpirun -n "$count" "$spread" "$@" </dev/null
}

build() {
    ${MAKE:-make} MPI=1 BUILD=release OUT="$2/mpi" all >"$work/build" 2>&1 || { cat "$work/build"; return 1; }
}
case_is 'the build with MPI works' build "$@"

same_bytes() { # COUNT SCENARIO OPTION...
    count=$1
    shift
    "$binary" run -q -f json -o "$work/one.json" "$@" 2>"$work/errors" &&
        ranks "$count" run -q -f json -o "$work/many.json" "$@" 2>"$work/errors" &&
        cmp "$work/one.json" "$work/many.json" || { cat "$work/errors"; return 1; }
}
for sampler in random lhs sobol; do
    sed "s/^run: {/run: { sampler: $sampler,/" $scenario >"$work/$sampler.yaml"
    for count in 1 2 3; do
        case_is "$count processes give the bytes of one, $sampler" \
            same_bytes $count "$work/$sampler.yaml" -n 5000 --quick
    done
done
case_is 'also with all requests' same_bytes 3 $scenario -n 1000
case_is 'also in rounds' same_bytes 3 $scenario -n 150000 --quick
sed '/^designs:/a\
\  a: { extends: rag, cost.build: $20k..$60k }\
\  b: { extends: rag, cost.build: $25k..$50k }\
\  c: { extends: rag, cost.build: $30k..$40k }' $scenario >"$work/seven.yaml"
case_is 'also with a second look at many designs' same_bytes 3 "$work/seven.yaml" -n 132000 --quick
case_is 'also with more processes than there is work' same_bytes 3 $scenario -n 300 --quick
same_samples() { # COUNT TRIALS FILE
    "$binary" run -q --quick -n "$2" --samples "$work/one-$3" $scenario >"$work/stdout" &&
        ranks "$1" run -q --quick -n "$2" --samples "$work/many-$3" $scenario >"$work/stdout" &&
        cmp "$work/one-$3" "$work/many-$3"
}
case_is 'samples have the same bytes' same_samples 3 5000 samples.csv
case_is 'also in rounds' same_samples 3 150000 samples.npy
rm -f "$work"/*-samples.*
same_text() { # the launcher may offer a terminal of its own, the reader has none
    "$binary" run -q -n 200 $scenario >"$work/one.txt" &&
        TERM=xterm ranks 3 run -q -n 200 $scenario >"$work/many.txt" &&
        cmp "$work/one.txt" "$work/many.txt"
}
case_is 'the answer is printed once, as in one process' same_text
case_is 'charts are drawn once' ranks 2 plot -q -n 1000 $scenario dots -o "$work"
case_is 'a command that simulates nothing is done once' \
    test "$(ranks 2 catalog list | wc -l)" = "$("$binary" catalog list | wc -l)"

fails_with() { # STATUS COMMAND...
    want=$1
    shift
    "$@" >"$work/stdout" 2>"$work/errors"
    got=$?
    [ $got -eq "$want" ] || { echo "  exit status $got instead of $want"; cat "$work/errors"; return 1; }
}
echo 'scenario: 1' >"$work/bad.yaml"
case_is 'a mistake ends all of them with its status' fails_with 3 ranks 2 run "$work/bad.yaml"
case_is 'and is told once' test "$(grep -c 'nothing was simulated' "$work/errors")" = 1

# The processes of that run, by number; without pgrep, which few containers have.
ours() {
    for process in /proc/[0-9]*; do
        case $(tr '\0' ' ' <"$process/cmdline") in
        "$spread run "*"$work/out/answer.json"*) echo "${process##*/}" ;;
        esac
    done 2>>"$work/vanished"
}

# One of three is killed in the middle of a long run.
kill_one() {
    mkdir -p "$work/out"
    ranks 3 run -q -n 20000000 $scenario --samples "$work/out/samples.npy" -f json \
        -o "$work/out/answer.json" >"$work/stdout" 2>"$work/errors" &
    launcher=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        sleep 0.2
        victim=$(ours | tail -n 1)
        [ -z "$victim" ] || break
    done
    sleep 0.5
    kill -KILL "$victim" || return 1
    wait $launcher
    status=$?
    [ $status -ne 0 ] || { echo '  exit status 0'; return 1; }
}
case_is 'one that is killed ends all of them with an error' kill_one
case_is 'which is told' grep -q -i 'kill' "$work/errors"
case_is 'and leaves no half-written file' test -z "$(ls -A "$work/out")"
gone() { for _ in 1 2 3 4 5 6 7 8 9 10; do [ "$(ours)" ] || return 0; sleep 1; done; return 1; }
case_is 'and no process' gone

finish ranks
