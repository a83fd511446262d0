/* sensitivity_lists.c - a sensitivity analysis as comma-separated values, an input a line,
 * and as a GitHub table. */
#include "sim/output/cells.h"
#include "sim/output/csv_out.h"
#include "sim/output/sensitivity_out.h"

/* --- csv ----------------------------------------------------------------------------- */

static void add_header(Text *out)
{
    static const char *const columns[] = {
        "input",
        "unit",
        "p10",
        "p50",
        "p90",
        "switches_at",
        "switches_at_se",
        "chance_switched",
        "worth",
        "worth_se",
        "rank_correlation",
        "share_of_variance",
        "share_of_variance_se",
        "difference_at_p10",
        "difference_at_p90",
        "sobol_first",
        "sobol_first_se",
        "sobol_total",
        "sobol_total_se",
    };

    for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
        csv_text(out, columns[k]);
    csv_end_line(out);
}

void sensitivity_csv(Text *out, const Sensitivity *s, bool all, const Style *style)
{
    char unit[32];

    add_header(out);
    for (size_t i = 0; i < s->count; i++) {
        const InputEffect *x = &s->inputs[i];
        const double values[] = {
            x->p10,
            x->now,
            x->p90,
            x->switches_at.value,
            x->chance.value,
            x->worth.value,
            x->worth.se,
            x->rank.value,
            x->share.value,
            x->share.se,
            x->at_p10.value,
            x->at_p90.value,
            x->difference.first.value,
            x->difference.first.se,
            x->difference.total.value,
            x->difference.total.se,
        };
        csv_text(out, x->key);
        csv_text(out, unit_of_data(unit, x->quantity->unit, &s->scenario->currency));
        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++)
            csv_number(out, values[k]);
        csv_end_line(out);
    }
}

/* --- markdown ------------------------------------------------------------------------ */

static void say(void *context, const char *paragraph)
{
    text_add(context, "\n");
    cell_markdown(context, paragraph);
    text_add(context, "\n");
}

static void add_cell(Text *out, const char *text)
{
    cell_markdown(out, text);
    text_add(out, " | ");
}

void sensitivity_markdown(Text *out, const Sensitivity *s, bool all, const Style *style)
{
    Text headline = { 0 };
    char buffer[64];

    sensitivity_headline(&headline, s, false);
    text_add(out, "### ");
    cell_markdown(out, headline.data);
    text_add(out, "\n\n| Input | Now | Switches at | Chance | Worth knowing |\n"
                  "| :-- | --: | --: | --: | --: |\n");
    for (size_t i = 0; i < s->count; i++) {
        const InputEffect *input = &s->inputs[i];
        if (!all && !sensitivity_matters(input))
            continue;
        text_add(out, "| ");
        add_cell(out, input->key);
        add_cell(out, sensitivity_now(buffer, input, s));
        add_cell(out, sensitivity_switch(buffer, input, s, false));
        add_cell(out, sensitivity_chance(buffer, input));
        add_cell(out, sensitivity_worth(buffer, input, s));
        out->data[--out->length] = '\0';
        text_add(out, "\n");
    }
    sensitivity_conclude(s, false, say, out);
    text_free(&headline);
}
