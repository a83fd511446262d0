#!/bin/sh
# check_outside.sh BINARY - what happens outside the program: full disks, missing
# and failing programs, closed pipes, Ctrl-C. Exit statuses are those of
# `forkcast help exit-codes`; no half-written file is ever left.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
binary=$(realpath "$1")
. "$root/tests/cases.sh"
scenario=$root/scenarios/support_assistant.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$work/out said=$work/said
mkdir "$out"

short() { "$binary" "$@" -q -n 1000; }

# The command ends with this status, and what it says names the matter.
ends_with() { # STATUS PATTERN COMMAND...
    want=$1 pattern=$2
    shift 2
    "$@" >"$work/stdout" 2>"$said" </dev/null
    got=$?
    if [ $got -ne "$want" ] || ! grep -qiE "$pattern" "$said"; then
        echo "  exit status $got instead of $want, or not about '$pattern':"
        sed 's/^/    /' "$said"
        return 1
    fi
}
left_nothing() { [ -z "$(ls -A "$out")" ] || { ls -lA "$out"; rm -rf "$out"; mkdir "$out"; return 1; }; }

# --- the answer cannot be written ---------------------------------------------------

to_full_device() { short run "$scenario" >/dev/full; }
to_closed_output() { short run "$scenario" >&-; }
# A limit on file sizes is what a full disk is to a program, and needs no rights.
# Messages go through a pipe: the limit is for files.
limited() { # COMMAND...
    { (trap '' XFSZ; ulimit -f 0; "$@" 2>&1 >/dev/null; echo "status $?") | cat; } >"$work/limited"
    sed '/^status /d' "$work/limited" >&2
    return "$(sed -n 's/^status //p' "$work/limited")"
}
# A real full disk, where we may mount one: 4 kB, gone with the namespace.
on_small_disk() { # OPTION...
    # shellcheck disable=SC2016 # the inner shell expands it
    unshare -m sh -c '
        out=$1 binary=$2; shift 2
        mount -t tmpfs -o size=4k tmpfs "$out" || exit 99
        "$binary" "$@"; status=$?
        [ -z "$(ls -A "$out")" ] || { ls -lA "$out" >&2; exit 98; }
        exit $status' sh "$out" "$binary" "$@"
}

case_is 'standard output on a full disk' ends_with 4 'space' to_full_device
case_is 'a closed standard output' ends_with 4 '.' to_closed_output
case_is '-o on a full disk' ends_with 4 'space' short run "$scenario" -o /dev/full
case_is '-o in a folder that is not there' \
    ends_with 4 'nowhere' short run "$scenario" -o "$work/nowhere/answer.json"
case_is '-o names a folder' ends_with 4 'out' short run "$scenario" -f json -o "$out"
for format in json csv markdown; do
    case_is "$format, and the disk is full" \
        ends_with 4 'answer' limited short run "$scenario" -f $format -o "$out/answer"
    case_is 'leaves no half-written file' left_nothing
done
for ending in csv npy; do
    case_is "samples as $ending, and the disk is full" \
        ends_with 4 'samples' limited short run "$scenario" --samples "$out/samples.$ending"
    case_is 'leaves no half-written samples' left_nothing
done
case_is 'a chart, and the disk is full' ends_with 4 'dots' limited short plot "$scenario" dots -o "$out"
case_is 'leaves no half-written chart' left_nothing
if unshare -m true 2>/dev/null; then
    case_is 'a small file system fills up' \
        ends_with 4 'space' on_small_disk run "$scenario" -q -n 1000 -f json -o "$out/answer.json"
fi

echo 'the old answer' >"$out/answer.json"
limited short run "$scenario" -f json -o "$out/answer.json" 2>/dev/null
case_is 'an old answer survives a full disk' test "$(cat "$out/answer.json")" = 'the old answer'
rm "$out/answer.json"

# --- gnuplot ------------------------------------------------------------------------

mkdir "$work/bin"
gnuplot_is() { printf '#!/bin/sh\n%s\n' "$1" >"$work/bin/gnuplot"; chmod +x "$work/bin/gnuplot"; }
plot() { PATH=$work/bin:$path short plot "$scenario" dots -o "$out"; }

path=/nowhere
case_is 'no gnuplot' ends_with 4 'gnuplot' plot
case_is 'leaves no chart' left_nothing
path=$PATH
gnuplot_is 'exit 0'
case_is 'a gnuplot that reads nothing and draws nothing' ends_with 4 'gnuplot' plot
case_is 'leaves no chart' left_nothing
gnuplot_is 'echo "<svg"; cat >/dev/null; echo "no such terminal" >&2; exit 3'
case_is 'a gnuplot that fails half-way' ends_with 4 'gnuplot' plot
case_is 'leaves no chart' left_nothing
gnuplot_is 'echo "<svg"; kill -SEGV $$'
case_is 'a gnuplot that crashes' ends_with 4 'gnuplot' plot
case_is 'leaves no chart' left_nothing

# --- pipes and signals --------------------------------------------------------------

# As a shell starts a program, whatever this script was started with.
plainly() { env --default-signal=INT --default-signal=PIPE "$@"; }

into_a_closed_pipe() { # it ends quietly: well, or by SIGPIPE
    { plainly "$binary" run "$scenario" -q -n 1000 -f json 2>"$said"; echo $? >"$work/status"; } | :
    status=$(cat "$work/status")
    case $status in 0 | 141) [ -s "$said" ] || return 0 ;; esac
    echo "  exit status $status"
    cat "$said"
    return 1
}
case_is 'a closed pipe ends it quietly' into_a_closed_pipe

# Ctrl-C reaches the whole process group, as `timeout` does it.
interrupted() { # SECONDS OPTION...
    after=$1
    shift
    plainly timeout --preserve-status -k 10 -s INT "$after" "$binary" "$@" >/dev/null 2>"$said" </dev/null
    status=$?
    [ $status -eq 130 ] || { echo "  exit status $status"; cat "$said"; return 1; }
}
case_is 'Ctrl-C ends a run' interrupted 0.3 run "$scenario" -q -n 400k -f json -o "$out/answer.json"
case_is 'leaves no half-written file' left_nothing
gnuplot_is 'echo "<svg"; sleep 20'
slow_plot() { PATH=$work/bin:$path interrupted 2 plot "$scenario" -q -n 1000 dots -o "$out"; }
case_is 'Ctrl-C ends a chart' slow_plot
case_is 'leaves no half-written chart' left_nothing

finish outside
