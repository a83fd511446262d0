/* Every line of a bill that was worked out by hand, on the whole way from the text of
 * the scenario over the engine to the answer. */
#include "tests/unit/support.h"

#include "sim/results/answer.h"
#include "tests/unit/bill_by_hand.h"
#include "tests/unit/whole_run.h"

typedef struct {
    WholeRun whole;
    Answer answer;
} Fixture;

/* Half a cent, and what doubles leave of it. */
static void check(const char *design, const char *key, int month, double actual, double byhand)
{
    if (!(fabs(actual - byhand) <= 0.005 + 1e-9))
        fail_msg("%s of %s in month %d is %.6f, by hand %.2f", key, design, month, actual,
                 byhand);
}

static void check_in_run(const WholeRun *whole, const char *design, const Row *row)
{
    const Quantity *quantity = whole_run_quantity(row->key);
    int months = quantity->timing == PER_MONTH ? MONTHS : 1;

    for (int m = 1; m <= months; m++) {
        MeanSe actual;
        if (!run_mean(whole->run, whole_run_design(whole, design), quantity, m, &actual))
            fail_msg("%s has no %s", design, row->key);
        check(design, row->key, m, actual.mean, row->byhand[m - 1]);
    }
}

static void every_line_and_total_is_as_by_hand(void **state)
{
    const Fixture *f = *state;

    for (size_t d = 0; d < COUNT_OF(names); d++)
        for (size_t k = 0; k < COUNT_OF(rows); k++)
            if (rows[k].designs & 1u << d)
                check_in_run(&f->whole, names[d], &rows[k]);
}

/* Whether what a quantity adds to is, in the end, the cost of building or of a month. */
static bool is_billed(const Quantity *quantity)
{
    const Quantity *above = quantity->adds_to;

    while (above && strcmp(above->key, "cost.build") && strcmp(above->key, "cost.monthly"))
        above = above->adds_to;
    return above;
}

/* The row by hand of a quantity in a design, or NULL. */
static const Row *row_of(const char *key, size_t design)
{
    for (size_t k = 0; k < COUNT_OF(rows); k++)
        if (rows[k].designs & 1u << design && !strcmp(rows[k].key, key))
            return &rows[k];
    return NULL;
}

static void no_design_has_a_line_that_is_not_listed(void **state)
{
    const Fixture *f = *state;
    const Scenario *s = &f->whole.scenario;

    for (size_t d = 0; d < COUNT_OF(names); d++) {
        size_t design = whole_run_design(&f->whole, names[d]);
        for (size_t q = 0; q < s->quantity_count; q++)
            if (is_billed(s->quantities[q]) &&
                wiring_column(&f->whole.wiring, design, s->quantities[q]) >= 0 &&
                !row_of(s->quantities[q]->key, d))
                fail_msg("%s of %s is not in the bill by hand", s->quantities[q]->key,
                         names[d]);
    }
}

/* In the answer a line has its months, a result the mean over them. */
static void check_in_answer(const DesignAnswer *design, size_t d)
{
    size_t count = 0;

    for (size_t k = 0; k < COUNT_OF(rows); k++)
        count += rows[k].designs & 1u << d && strncmp(rows[k].key, "cost.", 5);
    assert_int_equal(design->lines.count, count);
    for (size_t k = 0; k < count; k++) {
        const Item *line = &design->lines.items[k];
        const Row *row = row_of(line->key, d);
        assert_non_null(row);
        for (int m = 0; m < (line->monthly ? MONTHS : 1); m++)
            check(names[d], line->key, m, line->by_month[line->monthly ? m + 1 : 0].value,
                  row->byhand[m]);
    }
    for (size_t k = 0; k < design->results.count; k++) {
        const Item *result = &design->results.items[k];
        const Row *row = row_of(result->key, d);
        double mean = 0;
        for (int m = 0; row && m < MONTHS; m++)
            mean += row->byhand[m] / (result->monthly ? MONTHS : 1);
        if (row)
            check(names[d], result->key, 0, result->summary.mean.value, mean);
    }
}

static void the_answer_has_the_same_bill(void **state)
{
    const Fixture *f = *state;

    for (size_t d = 0; d < COUNT_OF(names); d++) {
        assert_non_null(answer_result(&f->answer.designs[d], "cost.per_1000_good_answers"));
        assert_string_equal(f->answer.designs[d].design->name, names[d]);
        check_in_answer(&f->answer.designs[d], d);
    }
}

/* Nothing that costs is left to chance: all trials agree. */
static void every_trial_has_the_same_bill(void **state)
{
    const Fixture *f = *state;

    for (size_t d = 0; d < COUNT_OF(names); d++) {
        const double *total = whole_run_values(&f->whole, names[d], "cost.total");
        for (uint64_t i = 1; i < run_trials(f->whole.run); i++)
            assert_true(total[i] == total[0]);
    }
}

static int start(void **state)
{
    static Fixture f;
    Error err;

    whole_run_start(&f.whole, bill_by_hand, NULL, 0);
    if (!answer_make(&f.answer, f.whole.gatherer, &err))
        fail_msg("%s", err.text);
    *state = &f;
    return 0;
}

static int stop(void **state)
{
    Fixture *f = *state;

    answer_free(&f->answer);
    whole_run_stop(&f->whole);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_and_total_is_as_by_hand),
        cmocka_unit_test(no_design_has_a_line_that_is_not_listed),
        cmocka_unit_test(the_answer_has_the_same_bill),
        cmocka_unit_test(every_trial_has_the_same_bill),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
