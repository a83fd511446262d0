/* compare_csv.c - a comparison in long form: one number, or one changed assumption, a line.
 *
 * Of an assumption both readings stand in the columns of text; of a number its value before
 * and after, empty where a scenario lacks the design, or the value of a difference alone. */
#include <math.h>
#include <stdio.h>

#include "sim/output/compare_out.h"
#include "sim/output/csv_out.h"

typedef struct {
    Text *out;
    const Compare *compare;
} Sheet;

static void add_assumption(const Sheet *sheet, const AssumptionChange *change)
{
    csv_text(sheet->out, sheet->compare->after.name);
    csv_text(sheet->out, "");
    csv_text(sheet->out, "assumption");
    csv_text(sheet->out, change->key);
    csv_text(sheet->out, change->before ? change->before : "");
    csv_text(sheet->out, change->after ? change->after : "");
    csv_number(sheet->out, change->relative);
    csv_text(sheet->out, "relative");
    csv_end_line(sheet->out);
}

static void add_number(const Sheet *sheet, const char *design, const char *metric,
                       const char *what, double before, double after, double value, Unit unit)
{
    char symbol[32];

    csv_text(sheet->out, sheet->compare->after.name);
    csv_text(sheet->out, design);
    csv_text(sheet->out, metric);
    csv_text(sheet->out, what);
    csv_number(sheet->out, before);
    csv_number(sheet->out, after);
    csv_number(sheet->out, value);
    csv_text(sheet->out,
             unit_of_data(symbol, unit, &sheet->compare->before.scenario->currency));
    csv_end_line(sheet->out);
}

static void add_chance(const Sheet *sheet, const char *design, const char *metric,
                       double before, double after)
{
    add_number(sheet, design, metric, "mean", before, after, after - before, UNIT_NUMBER);
}

static double eligible(const DesignAnswer *design)
{
    return design ? !design->ruled_out : (double)NAN;
}

static void add_chances(const Sheet *sheet, const char *name, const DesignAnswer *before,
                        const DesignAnswer *after)
{
    add_chance(sheet, name, "probability.within_budget",
               before ? before->within_budget.value : (double)NAN,
               after ? after->within_budget.value : (double)NAN);
    add_chance(sheet, name, "probability.cheapest",
               before ? before->cheapest.value : (double)NAN,
               after ? after->cheapest.value : (double)NAN);
    add_chance(sheet, name, "probability.cheapest_eligible",
               before ? before->cheapest_eligible.value : (double)NAN,
               after ? after->cheapest_eligible.value : (double)NAN);
    add_chance(sheet, name, "eligible", eligible(before), eligible(after));
}

static void add_design(const Sheet *sheet, size_t k)
{
    const Compare *c = sheet->compare;
    const DesignAnswer *before = compare_before(c, k), *after = compare_after(c, k);
    const char *name = compare_named(c, k)->name;
    Summary was = compare_cost(c, before), is = compare_cost(c, after);
    const Summary *difference = &c->designs[k].difference;

    add_number(sheet, name, c->before.answer->rank_key, "mean", was.mean.value, is.mean.value,
               difference->mean.value, UNIT_MONEY);
    for (size_t q = 0; q < Q_COUNT; q++)
        add_number(sheet, name, c->before.answer->rank_key, answer_names[q], was.q[q].value,
                   is.q[q].value, difference->q[q].value, UNIT_MONEY);
    add_chances(sheet, name, before, after);
}

static void add_shares(const Sheet *sheet)
{
    const Compare *c = sheet->compare;
    const Attribution *why = &c->why;

    for (size_t k = 0; why->share && k < why->columns; k++) {
        Text title = { 0 };
        if (k < c->design_count)
            text_add(&title, compare_before(c, k)->design->name);
        else
            text_format(&title, "%s less %s", compare_before(c, why->first)->design->name,
                        compare_before(c, why->second)->design->name);
        for (size_t i = 0; i < c->changes.input_count; i++)
            add_number(sheet, title.data, "share", c->changes.inputs[i], NAN, NAN,
                       why->share[i * why->columns + k].value, UNIT_MONEY);
        add_number(sheet, title.data, "share", "(rest)", NAN, NAN, why->rest[k], UNIT_MONEY);
        text_free(&title);
    }
}

void compare_csv(Text *out, const CompareReport *report, const Style *style)
{
    text_add(out, "scenario,design,metric,what,before,after,difference,unit\r\n");
    for (size_t i = 0; i < report->count; i++) {
        const Sheet sheet = { out, &report->items[i] };
        const AssumptionChanges *changes = &sheet.compare->changes;
        for (size_t k = 0; k < changes->count; k++)
            add_assumption(&sheet, &changes->items[k]);
        for (size_t k = 0; k < sheet.compare->row_count; k++)
            add_design(&sheet, k);
        add_shares(&sheet);
    }
}
