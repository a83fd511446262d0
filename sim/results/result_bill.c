/* result_bill.c - every line of the bill, one column per design. */
#include <math.h>
#include <string.h>

#include "sim/results/results.h"

enum { LINE, TOTAL, PAID, DESIGNS };

static const Item *line_of(const DesignAnswer *design, const char *key)
{
    for (size_t i = 0; i < design->lines.count; i++)
        if (strcmp(design->lines.items[i].key, key) == 0)
            return &design->lines.items[i];
    return NULL;
}

static void set_columns(Table *table, const Answer *answer)
{
    size_t count = DESIGNS + answer->design_count;
    TableColumn *column = arena_array(table->arena, TableColumn, count);

    column[LINE] = (TableColumn){ "line", "Line", UNIT_NUMBER, true };
    column[TOTAL] = (TableColumn){ "total", "Adds to", UNIT_NUMBER, true };
    column[PAID] = (TableColumn){ "paid", "Paid", UNIT_NUMBER, true };
    for (size_t d = 0; d < answer->design_count; d++) {
        const ScenarioDesign *design = answer->designs[d].design;
        column[DESIGNS + d] = (TableColumn){ design->name, design->label, UNIT_MONEY, false };
    }
    table->column = column;
    table->columns = (int)count;
}

static void add_line(Table *table, const Answer *answer, const Item *line)
{
    Cell *row = table_row(table);

    row[LINE].text = line->title;
    row[TOTAL].text = line->total ? line->total : line->key;
    row[PAID].text = line->monthly ? "a month" : "once";
    for (size_t d = 0; d < answer->design_count; d++) {
        const Item *here = line_of(&answer->designs[d], line->key);
        row[DESIGNS + d].number = here ? estimate_rounded(here->summary.mean) : NAN;
    }
}

static void fill(Table *table, const Answer *answer)
{
    set_columns(table, answer);
    for (size_t i = 0; i < answer->scenario->quantity_count; i++) {
        const char *key = answer->scenario->quantities[i]->key;
        const Item *line = NULL;
        for (size_t d = 0; d < answer->design_count && !line; d++)
            line = line_of(&answer->designs[d], key);
        if (line)
            add_line(table, answer, line);
    }
}

const Result result_bill = {
    .name = "bill",
    .title = "Average bill",
    .help = "the mean of every line of the bill, per month of service or once",
    .fill = fill,
};
