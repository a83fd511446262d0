/* result_comparison.c - what each design costs and how often it is the cheapest. */
#include <math.h>

#include "sim/results/results.h"

enum { DESIGN, P10, P50, P90, MEAN, OVER_BUDGET, CHEAPEST, ELIGIBLE, MUSTS, COLUMNS };

static const TableColumn columns[COLUMNS] = {
    [DESIGN] = { "design", "Design", UNIT_NUMBER, true },
    [P10] = { "p10", "P10", UNIT_MONEY, false },
    [P50] = { "p50", "P50", UNIT_MONEY, false },
    [P90] = { "p90", "P90", UNIT_MONEY, false },
    [MEAN] = { "mean", "Average", UNIT_MONEY, false },
    [OVER_BUDGET] = { "over_budget", "Over budget", UNIT_SHARE, false },
    [CHEAPEST] = { "cheapest", "Cheapest", UNIT_SHARE, false },
    [ELIGIBLE] = { "cheapest_eligible", "Cheapest of those that meet the musts", UNIT_SHARE,
                   false },
    [MUSTS] = { "musts", "Meets the musts", UNIT_NUMBER, true },
};

static void fill(Table *table, const Answer *answer)
{
    table->column = columns;
    table->columns = answer->musts ? COLUMNS : ELIGIBLE;
    for (size_t k = 0; k < answer->design_count; k++) {
        const DesignAnswer *design = &answer->designs[answer->order[k]];
        Summary cost = answer_summary(design, answer->rank_key);
        Cell *row = table_row(table);
        row[DESIGN].text = design->design->label;
        row[P10].number = estimate_rounded(cost.q[Q_P10]);
        row[P50].number = estimate_rounded(cost.q[Q_P50]);
        row[P90].number = estimate_rounded(cost.q[Q_P90]);
        row[MEAN].number = estimate_rounded(cost.mean);
        row[OVER_BUDGET].number = 1 - design->within_budget.value;
        row[CHEAPEST].number = design->cheapest.value;
        if (!answer->musts)
            continue;
        row[ELIGIBLE].number = design->ruled_out ? NAN : design->cheapest_eligible.value;
        row[MUSTS].text =
            !design->ruled_out ? "yes" : arena_format(table->arena, "no: %s", design->misses);
    }
}

const Result result_comparison = {
    .name = "comparison",
    .title = "Cost of the designs",
    .help =
        "quantiles of the total cost, chances of exceeding the budget and of being cheapest",
    .fill = fill,
};
