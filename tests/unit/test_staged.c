/* The bill of staged designs through whole runs: by hand, its two parts and the second build,
 * and the ends of what can happen. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "tests/unit/whole_run.h"

enum { TRIALS = 300, MONTHS = 12 };

#define HEAD                                                                                   \
    "scenario: 1\nname: staged\nrun: { trials: 300, seed: 11 }\nmoney.horizon: 12 months\n"    \
    "traffic: { requests_per_day: 900..4k /day, growth: 1%..4% /month }\n"                     \
    "api: { input_price: 0.5..3 USD/Mtok, output_price: 3..9 USD/Mtok }\n"                     \
    "gaps.behaviour: 8%..30%\nquality.cost_per_bad_answer: $0.02..$0.3\n"                      \
    "launch.cost_per_week: $317 /week\n"

#define TWO "designs:\n  rag: {}\n  combined: {}\n"

static void start(WholeRun *w, const char *text)
{
    whole_run_start(w, text, NULL, 0);
}

static double or_nothing(double x)
{
    return isnan(x) ? 0 : x;
}

/* --- by hand ------------------------------------------------------------------------------ */

/* Months 1..4 cost 100 + 23 + 5 + 41 + 7 = 176, months 5..12 cost 61 + 29 + 11 + 83 + 3 =
 * 187; the builds cost 1,300 and 3,170, so 1,870 more in month 5: in all 1,300 + 4 * 176 +
 * 8 * 187 + 1,870 = 5,370. */
static void a_bill_by_hand(void **state)
{
    WholeRun w;
    start(&w, HEAD "designs:\n"
                   "  first: { parts: [api], cost.build: $1300, cost.inference: $100 /month,\n"
                   "    cost.infrastructure: $23 /month, cost.updates: $5 /month,\n"
                   "    cost.people: $41 /month, cost.failures: $7 /month }\n"
                   "  second: { parts: [corpus, api], cost.build: $3170,\n"
                   "    cost.inference: $61 /month, cost.infrastructure: $29 /month,\n"
                   "    cost.updates: $11 /month, cost.people: $83 /month,\n"
                   "    cost.failures: $3 /month }\n"
                   "  grown: { start: first, then: second, at: 4.2 months }\n");
    size_t grown = whole_run_design(&w, "grown");

    for (int i = 0; i < TRIALS; i++) {
        assert_close(whole_run_values(&w, "grown", "cost.total")[i], 5370, 1e-14);
        assert_close(run_cumulative(w.run, grown, 0)[i], 1300, 1e-14);
        assert_close(run_cumulative(w.run, grown, 4)[i], 1300 + 4 * 176, 1e-14);
        assert_close(run_cumulative(w.run, grown, 5)[i], 1300 + 4 * 176 + 187 + 1870, 1e-14);
        assert_close(whole_run_values(&w, "grown", "stage.reached")[i], 1, 0);
    }
    whole_run_stop(&w);
}

/* --- its parts -----------------------------------------------------------------------------
 */

/* The first's build and months, then the second's months, and the build between. */
static void the_whole_is_its_two_parts_and_the_second_build(void **state)
{
    WholeRun w;
    start(&w, HEAD TWO "  grown: { start: rag, then: combined, at: 3..7 months, if: 70% }\n");
    size_t rag = whole_run_design(&w, "rag"), combined = whole_run_design(&w, "combined");
    const double *total = whole_run_values(&w, "grown", "cost.total");
    int reached = 0;

    for (uint64_t i = 0; i < 60; i++) {
        double *at = whole_run_columns(&w, i, 1);
        int change = (int)fmax(1, ceil(whole_run_value(&w, at, "grown", "stage.at")));
        bool reaches = whole_run_value(&w, at, "grown", "stage.needed") > 0 && change <= MONTHS;
        int last = reaches ? change - 1 : MONTHS;
        double second = reaches ? whole_run_value(&w, at, "grown", "stage.build") : 0;
        double expected = run_cumulative(w.run, rag, last)[i] + second +
                          run_cumulative(w.run, combined, MONTHS)[i] -
                          run_cumulative(w.run, combined, last)[i];
        assert_close(total[i], expected, 1e-12);
        reached += reaches;
        free(at);
    }
    assert_in_range(reached, 25, 58);
    whole_run_stop(&w);
}

/* What both have built is there; the weeks of waiting are not lost again. */
static void the_second_build_is_what_the_first_lacks_line_by_line(void **state)
{
    WholeRun w;
    start(&w, HEAD TWO "  grown: { start: rag, then: combined, at: 5 months }\n");

    for (uint64_t trial = 0; trial < 20; trial++) {
        double *at = whole_run_columns(&w, trial, 5), expected = 0;
        for (size_t i = 0; i < w.scenario.quantity_count; i++) {
            const char *key = w.scenario.quantities[i]->key;
            if (w.scenario.quantities[i]->adds_to == &cost_build &&
                strcmp(key, "build.delay") != 0)
                expected += fmax(0, or_nothing(whole_run_value(&w, at, "combined", key)) -
                                        or_nothing(whole_run_value(&w, at, "rag", key)));
        }
        assert_true(expected > 1000);
        assert_close(whole_run_value(&w, at, "grown", "monthly.second_build"), expected, 1e-13);
        assert_true(whole_run_value(&w, at, "combined", "build.delay") > 0);
        free(at);
    }
    whole_run_stop(&w);
}

static void lines_add_up_to_totals_in_every_month(void **state)
{
    static const char *const totals[] = { "cost.inference", "cost.infrastructure",
                                          "cost.updates", "cost.people" };
    WholeRun w;
    start(&w, HEAD TWO "  grown: { start: rag, then: combined, at: 2..9 months }\n");

    for (uint64_t trial = 0; trial < 40; trial++) {
        double *at = whole_run_columns(&w, trial, 1 + (int)(trial % MONTHS)), cash = 0;
        for (size_t t = 0; t < COUNT_OF(totals); t++) {
            double total = whole_run_value(&w, at, "grown", totals[t]), lines = 0;
            for (size_t i = 0; i < w.scenario.quantity_count; i++) {
                const Quantity *q = w.scenario.quantities[i];
                if (q->adds_to == whole_run_quantity(totals[t]))
                    lines += or_nothing(whole_run_value(&w, at, "grown", q->key));
            }
            assert_close(lines, total, 1e-14);
            cash += total;
        }
        assert_close(cash, whole_run_value(&w, at, "grown", "cost.cash"), 1e-14);
        free(at);
    }
    whole_run_stop(&w);
}

/* --- ends of the range ---------------------------------------------------------------------
 */

static void what_is_never_needed_changes_nothing(void **state)
{
    WholeRun w;
    start(&w, HEAD TWO "  never: { start: rag, then: combined, at: 1 month, if: 0% }\n"
                       "  late: { start: rag, then: combined, at: 13 months }\n");
    const char *const designs[] = { "never", "late" };
    const char *const keys[] = { "cost.total", "cost.npv", "cost.build",
                                 "cost.per_1000_good_answers", "stage.reached" };

    for (size_t d = 0; d < COUNT_OF(designs); d++)
        for (size_t k = 0; k + 1 < COUNT_OF(keys); k++)
            assert_memory_equal(whole_run_values(&w, designs[d], keys[k]),
                                whole_run_values(&w, "rag", keys[k]), TRIALS * sizeof(double));
    for (int i = 0; i < TRIALS; i++)
        assert_true(whole_run_values(&w, "never", keys[4])[i] == 0);
    whole_run_stop(&w);
}

/* Its months are the second's; its builds are the first's and what that lacks. */
static void a_change_in_month_one_is_the_second_design_with_two_builds(void **state)
{
    WholeRun w;
    start(&w, HEAD TWO "  grown: { start: rag, then: combined, at: 1 month }\n");
    double *at = whole_run_columns(&w, 7, 1);
    double expected = whole_run_values(&w, "combined", "cost.total")[7] -
                      whole_run_value(&w, at, "combined", "cost.build") +
                      whole_run_value(&w, at, "rag", "cost.build") +
                      whole_run_value(&w, at, "grown", "stage.build");

    assert_close(whole_run_values(&w, "grown", "cost.total")[7], expected, 1e-13);
    for (int i = 0; i < TRIALS; i++)
        assert_close(whole_run_values(&w, "grown", "cost.people")[i],
                     whole_run_values(&w, "combined", "cost.people")[i], 1e-15);
    free(at);
    whole_run_stop(&w);
}

/* A share of 0.35 of 16,384 futures: standard error sqrt(0.35 * 0.65 / 16384) = 0.0037. */
static void a_chance_is_the_share_of_futures_that_change(void **state)
{
    static const char text[] =
        HEAD "designs:\n  grown: { start: rag, then: combined, at: 2 months, if: 35% }\n";
    WholeRun w;
    whole_run_start(&w, text, &(Overrides){ .trials = 16384 }, 0);
    double sum = 0;

    for (int i = 0; i < 16384; i++)
        sum += whole_run_values(&w, "grown", "stage.reached")[i];
    assert_near(sum / 16384, 0.35, 3 * 0.0037);
    whole_run_stop(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bill_by_hand),
        cmocka_unit_test(the_whole_is_its_two_parts_and_the_second_build),
        cmocka_unit_test(the_second_build_is_what_the_first_lacks_line_by_line),
        cmocka_unit_test(lines_add_up_to_totals_in_every_month),
        cmocka_unit_test(what_is_never_needed_changes_nothing),
        cmocka_unit_test(a_change_in_month_one_is_the_second_design_with_two_builds),
        cmocka_unit_test(a_chance_is_the_share_of_futures_that_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
