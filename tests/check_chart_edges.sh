#!/bin/sh
# check_chart_edges.sh BINARY - every chart of unusual answers: one design, equal
# designs, almost no traffic, one month, ranges over three decades, long and foreign
# and hostile names. Each must be drawn without a word from gnuplot, as whole SVG.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
binary=$(realpath "$1")
. "$root/tests/cases.sh"
scenario=$root/scenarios/support_assistant.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

draws() { # CHART SCENARIO OPTION...
    chart=$1
    shift
    rm -rf "$work/out" && mkdir "$work/out"
    quick=--quick # but for the chart of what it leaves out
    [ "$chart" != latency ] || quick=
    # only the map reads -x and -y; its grid is small, because the edges of it do not need more
    "$binary" plot -q $quick -n 1000 --type svg -o "$work/out" "$@" "$chart" \
        -x 'traffic.requests_per_day=500..50k /day:4' -y gaps.knowledge=2%..80%:3 >"$work/said" 2>&1
    status=$?
    svg=$work/out/$chart.svg
    if [ $status -ne 0 ] || [ -s "$work/said" ]; then
        echo "  exit status $status"
        cat "$work/said"
        return 1
    fi
    tail -n 3 "$svg" | grep -q '</svg>' || { echo '  no end'; return 1; }
    ! grep -nE -m 3 '[^a-z](nan|inf)[^a-z]|scale\(0\)|<script|uid=' "$svg"
}

# The scenario with one more design, of this label.
named() { # LABEL
    awk -v label="$1" '
        { print }
        /^designs:/ { printf "  named:\n    label: \"%s\"\n    extends: [rag]\n", label }
    ' "$scenario" >"$work/named.yaml"
    echo "$work/named.yaml"
}

charts=$(sed -n 's/^CHART(\([a-z_]*\).*/\1/p' "$root/plots/charts.def")
# shellcheck disable=SC2016 # nothing in these names may be expanded, here or later
for chart in $charts; do
    case_is "$chart: as it is" draws "$chart" "$scenario"
    case_is "$chart: one design" draws "$chart" "$scenario" -d rag
    case_is "$chart: almost no traffic" draws "$chart" "$scenario" -s 'traffic.requests_per_day=1 /day'
    case_is "$chart: one month" draws "$chart" "$scenario" -s 'money.horizon=1 month'
    case_is "$chart: a wide range" draws "$chart" "$scenario" -s 'traffic.requests_per_day=100..100k /day'
    case_is "$chart: no uncertainty in the totals, and all designs equal" \
        draws "$chart" "$scenario" -s 'cost.build=$30k' -s 'cost.monthly=$4k /month'
    case_is "$chart: long names" draws "$chart" "$(named 'A very long name of forty characters, so')"
    case_is "$chart: foreign names" draws "$chart" "$(named 'Suche – 検索して答える – поиск')"
    case_is "$chart: hostile names" draws "$chart" "$(named 'a_b^2 {/Bold x} @{%s} `id` $(id) <script> & EOD')"
done

case_is 'latency: saturated in some futures' draws latency "$scenario" \
    -s serving.max_replicas=1 -s 'traffic.requests_per_day=100k..9M /day'
case_is 'latency: saturated in all' draws latency "$scenario" -d finetune,combined \
    -s serving.max_replicas=1 -s 'traffic.requests_per_day=900M /day'
case_is 'latency: no limit' draws latency "$root/scenarios/seed_ranges.yaml"
case_is 'latency: given' draws latency "$scenario" -s 'latency.request=2..4 s'

finish charts
