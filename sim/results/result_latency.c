/* result_latency.c - how long a request waits. */
#include <math.h>

#include "sim/results/results.h"

enum {
    DESIGN,
    MEAN,
    P50,
    P95,
    P95_LOW,
    P95_HIGH,
    PEAK,
    PEAK_LOW,
    PEAK_HIGH,
    FIRST_TOKEN,
    SATURATED,
    COLUMNS
};

static const TableColumn columns[COLUMNS] = {
    [DESIGN] = { "design", "Design", UNIT_NUMBER, true },
    [MEAN] = { "mean", "Average", UNIT_SECONDS, false },
    [P50] = { "p50", "P50", UNIT_SECONDS, false },
    [P95] = { "p95", "P95", UNIT_SECONDS, false },
    [P95_LOW] = { "p95_low", "P95, low", UNIT_SECONDS, false },
    [P95_HIGH] = { "p95_high", "P95, high", UNIT_SECONDS, false },
    [PEAK] = { "peak_p95", "P95 at the peak", UNIT_SECONDS, false },
    [PEAK_LOW] = { "peak_p95_low", "P95 at the peak, low", UNIT_SECONDS, false },
    [PEAK_HIGH] = { "peak_p95_high", "P95 at the peak, high", UNIT_SECONDS, false },
    [FIRST_TOKEN] = { "first_token_p50", "First token, P50", UNIT_SECONDS, false },
    [SATURATED] = { "saturated", "Saturated futures", UNIT_SHARE, false },
};

/* The median and the range of 8 in 10 futures, in columns that follow each other. */
static void fill_range(Cell *cells, const Summary *summary)
{
    cells[0].number = estimate_rounded(summary->q[Q_P50]);
    cells[1].number = estimate_rounded(summary->q[Q_P10]);
    cells[2].number = estimate_rounded(summary->q[Q_P90]);
}

/* The chance of half of the requests without an answer in the worst of the simulated states,
 * or of a month that is saturated; a dash where there is none. */
static double most_saturated(const DesignAnswer *design)
{
    double most = fmax(design->saturation.chance.value, 0);

    for (int s = 0; s < STATES; s++)
        most = fmax(most, design->states[s].saturated.value);
    return most > 0 ? most : (double)NAN;
}

static void fill(Table *table, const Answer *answer)
{
    table->column = columns;
    table->columns = COLUMNS;
    for (size_t k = 0; k < answer->design_count; k++) {
        const DesignAnswer *design = &answer->designs[answer->order[k]];
        Summary p95 = answer_summary(design, "latency.request.p95");
        Summary peak = answer_latency(design, LAUNCH_AT_PEAK, "latency.request.p95");
        if (!answer_result(design, "latency.request.p95"))
            continue;
        Cell *row = table_row(table);
        row[DESIGN].text = design->design->label;
        row[MEAN].number =
            estimate_rounded(answer_summary(design, "latency.request.mean").mean);
        row[P50].number =
            estimate_rounded(answer_summary(design, "latency.request.p50").q[Q_P50]);
        fill_range(&row[P95], &p95);
        fill_range(&row[PEAK], &peak);
        row[FIRST_TOKEN].number =
            estimate_rounded(answer_summary(design, "latency.first_token.p50").q[Q_P50]);
        row[SATURATED].number = most_saturated(design);
    }
}

const Result result_latency = {
    .name = "latency",
    .title = "Response time",
    .help = "percentiles over requests at launch, with the range of P95 in 8 of 10 futures",
    .fill = fill,
};
