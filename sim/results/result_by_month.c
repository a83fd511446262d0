/* result_by_month.c - how the cost grows: medians up to a month, about a dozen rows. */
#include "sim/results/results.h"

enum { MONTH, DESIGNS };
enum { MOST_ROWS = 13 };

/* A calendar step that keeps the table short. */
static int step_for(int months)
{
    static const int steps[] = { 1, 2, 3, 6, 12, 24, 60 };
    size_t k = 0;

    while (k + 1 < sizeof steps / sizeof steps[0] && months / steps[k] + 1 > MOST_ROWS)
        k++;
    return steps[k];
}

static void add_month(Table *table, const Answer *answer, int month)
{
    Cell *row = table_row(table);

    row[MONTH].number = month;
    for (size_t d = 0; d < answer->design_count; d++) {
        const MonthAnswer *at = &answer->designs[d].by_month[month];
        row[DESIGNS + d].number = estimate_rounded(at->cumulative.q[Q_P50]);
    }
}

static void fill(Table *table, const Answer *answer)
{
    size_t count = DESIGNS + answer->design_count;
    TableColumn *column = arena_array(table->arena, TableColumn, count);
    int step = step_for(answer->months), month = 0;

    column[MONTH] = (TableColumn){ "month", "Month", UNIT_NUMBER, false };
    for (size_t d = 0; d < answer->design_count; d++) {
        const ScenarioDesign *design = answer->designs[d].design;
        column[DESIGNS + d] = (TableColumn){ design->name, design->label, UNIT_MONEY, false };
    }
    table->column = column;
    table->columns = (int)count;
    for (; month <= answer->months; month += step)
        add_month(table, answer, month);
    if (month - step < answer->months)
        add_month(table, answer, answer->months);
}

const Result result_by_month = {
    .name = "by_month",
    .title = "Median cost up to a month",
    .help = "build and service so far; month 0 is the build",
    .fill = fill,
};
