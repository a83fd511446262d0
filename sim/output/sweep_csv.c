/* sweep_csv.c - sweeps and sought values in long form: one number a row. */
#include "sim/output/csv_out.h"
#include "sim/output/sweep_out.h"

/* A value of an input: a number in the unit of the key, or the name it stands for. */
static void add_point(Text *out, const SweepInput *input, size_t point)
{
    if (input->quantity && !input->quantity->choices)
        csv_number(out, input->values[point]);
    else
        csv_text(out, input->texts[point]);
}

typedef struct {
    Text *out;
    const Sweep *sweep;
    size_t i, k, design;
} Row;

static void add_row(const Row *row, const char *metric, const char *statistic, double value,
                    Unit unit)
{
    const Sweep *sweep = row->sweep;
    char symbol[32];

    add_point(row->out, sweep->x, row->i);
    if (sweep->y)
        add_point(row->out, sweep->y, row->k);
    csv_text(row->out, sweep->scenario->designs[row->design].name);
    csv_text(row->out, metric);
    csv_text(row->out, statistic);
    csv_number(row->out, value);
    csv_text(row->out, unit_of_data(symbol, unit, &sweep->scenario->currency));
    csv_end_line(row->out);
}

static void add_design(const Row *row)
{
    const SweepCell *cell = &sweep_cells(row->sweep, row->i, row->k)[row->design];

    add_row(row, ANSWER_RANK_KEY, "mean", cell->cost.mean.value, UNIT_MONEY);
    for (size_t q = 0; q < Q_COUNT; q++)
        add_row(row, ANSWER_RANK_KEY, answer_names[q], cell->cost.q[q].value, UNIT_MONEY);
    add_row(row, "eligible", "mean", cell->competes, UNIT_NUMBER);
    add_row(row, "probability.cheapest", "mean", cell->cheapest.value, UNIT_NUMBER);
}

void sweep_csv(Text *out, Sweep *sweep, const Style *style)
{
    csv_text(out, sweep->x->key);
    if (sweep->y)
        csv_text(out, sweep->y->key);
    csv_text(out, "design");
    csv_text(out, "metric");
    csv_text(out, "quantile");
    csv_text(out, "value");
    csv_text(out, "unit");
    csv_end_line(out);
    for (size_t k = 0; k < (sweep->y ? sweep->y->count : 1); k++)
        for (size_t i = 0; i < sweep->x->count; i++)
            for (size_t d = 0; d < sweep->scenario->design_count; d++)
                add_design(&(Row){ out, sweep, i, k, d });
}

static void add_probe(Text *out, const Find *find, const FindProbe *probe, const char *what)
{
    for (size_t t = 0; t < find->condition->count; t++) {
        csv_number(out, probe->x);
        csv_text(out, what);
        csv_number(out, probe->holds);
        csv_text(out, find->condition->terms[t].text);
        csv_number(out, probe->terms[t].value);
        csv_number(out, probe->terms[t].se);
        csv_end_line(out);
    }
}

void find_csv(Text *out, const Find *find, const Style *style)
{
    static const char *const headings[] = { "point", "holds", "term", "value", "se" };

    csv_text(out, find->input->key);
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        csv_text(out, headings[i]);
    csv_end_line(out);
    for (size_t i = 0; i < find->done; i++)
        add_probe(out, find, &find->probes[i], "asked");
    for (size_t i = 0; i < find->boundary_count; i++) {
        add_probe(out, find, &find->boundaries[i].holds, "boundary");
        add_probe(out, find, &find->boundaries[i].fails, "boundary");
    }
}
