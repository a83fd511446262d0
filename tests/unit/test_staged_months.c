/* Staged designs through whole runs: months and requests that equal those of the two designs
 * to the bit, conditions, and what leaves other designs alone. */
#include "tests/unit/support.h"

#include <stdio.h>
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

/* --- month by month -------------------------------------------------------------------------
 */

/* Whether what the staged design pays itself may be in it: a cost of the month. */
static bool holds_second_build(const Quantity *q)
{
    return strncmp(q->key, "cost.", 5) == 0;
}

/* Each column that a staged design shares with its two is the one's or the other's. */
static size_t compare_month(const WholeRun *w, uint64_t trial, int month)
{
    const Scenario *s = &w->scenario;
    double *all = whole_run_columns(w, trial, month),
           *before = whole_run_columns(w, trial, month > 1 ? month - 1 : 1);
    double after = whole_run_value(w, all, "grown", "stage.after");
    bool changes =
        after != (month > 1 ? whole_run_value(w, before, "grown", "stage.after") : 0);
    const double *mine = all + whole_run_design(w, "grown") * s->quantity_count;
    const double *theirs =
        all + whole_run_design(w, after > 0 ? "combined" : "rag") * s->quantity_count;
    size_t compared = 0;

    for (size_t i = 0; i < s->quantity_count; i++) {
        const Quantity *q = s->quantities[i];
        bool own = q->part & PART_STAGED, paid = changes && holds_second_build(q);
        if (q->timing != PER_MONTH || isnan(mine[i]) || own || paid)
            continue;
        double expected = isnan(theirs[i]) ? q->absent : theirs[i];
        if (mine[i] != expected)
            fail_msg("%s of trial %d in month %d is %.17g, not %.17g", q->key, (int)trial,
                     month, mine[i], expected);
        compared++;
    }
    free(all);
    free(before);
    return compared;
}

static void every_month_is_the_one_designs_or_the_others_to_the_bit(void **state)
{
    WholeRun w;
    start(&w, HEAD TWO "  grown: { start: rag, then: combined, at: 3..7 months, if: 70% }\n");
    for (uint64_t trial = 0; trial < 10; trial++)
        for (int month = 1; month <= MONTHS; month++)
            assert_true(compare_month(&w, trial, month) > 40);
    whole_run_stop(&w);
}

static void a_condition_is_on_the_first_design_in_the_month_of_the_change(void **state)
{
    WholeRun w;
    start(
        &w, HEAD TWO
        "  grown: { start: rag, then: combined, at: 4 months, if: gaps.behaviour >= 17% }\n"
        "  other: { start: rag, then: combined, at: 4 months, if: cost.cash < $3k /month }\n");
    int changes[2] = { 0 };

    for (uint64_t i = 0; i < 40; i++) {
        double *at = whole_run_columns(&w, i, 4);
        double gap = whole_run_value(&w, at, "rag", "gaps.behaviour");
        double cash = whole_run_value(&w, at, "rag", "cost.cash");
        assert_true(whole_run_value(&w, at, "grown", "stage.after") == (gap >= 0.17));
        assert_true(whole_run_value(&w, at, "other", "stage.after") == (cash < 3000));
        changes[0] += gap >= 0.17;
        changes[1] += cash < 3000;
        free(at);
    }
    assert_in_range(changes[0], 5, 35);
    assert_in_range(changes[1], 1, 39);
    whole_run_stop(&w);
}

/* --- requests -------------------------------------------------------------------------------
 */

static void response_times_are_those_of_the_design_that_serves(void **state)
{
    static const struct {
        RequestState state;
        const char *as;
    } cases[] = { { LAUNCH_AT_MEAN, "rag" },
                  { LAUNCH_AT_PEAK, "rag" },
                  { END_AT_MEAN, "combined" },
                  { END_AT_PEAK, "combined" } };
    const Quantity *latency = whole_run_quantity("latency.request");
    WholeRun w;

    whole_run_start(
        &w, HEAD TWO "  grown: { start: rag, then: combined, at: 2..10 months (min-max) }\n",
        NULL, 4 * LANES);
    for (size_t c = 0; c < COUNT_OF(cases); c++)
        for (int stat = 0; stat < REQUEST_STATS; stat++)
            assert_memory_equal(run_request_values(w.run, whole_run_design(&w, "grown"),
                                                   latency, cases[c].state, stat),
                                run_request_values(w.run, whole_run_design(&w, cases[c].as),
                                                   latency, cases[c].state, stat),
                                run_request_trials(w.run) * sizeof(double));
    whole_run_stop(&w);
}

/* --- the others ------------------------------------------------------------------------------
 */

static void other_designs_stay_as_they_are_to_the_bit(void **state)
{
    WholeRun with, without;
    start(&without, HEAD TWO);
    start(&with, HEAD "designs:\n  grown: { start: rag, then: combined, at: 3 months }\n"
                      "  rag: {}\n  combined: {}\n");

    for (size_t d = 0; d < 2; d++)
        for (size_t i = 0; i < without.scenario.quantity_count; i++) {
            const Quantity *q = without.scenario.quantities[i];
            const double *mine = run_values(with.run, d + 1, q);
            const double *theirs = run_values(without.run, d, q);
            assert_int_equal(mine != NULL, theirs != NULL);
            assert_int_equal(wiring_column(&with.wiring, d + 1, q) < 0,
                             wiring_column(&without.wiring, d, q) < 0);
            if (mine)
                assert_memory_equal(mine, theirs, TRIALS * sizeof(double));
        }
    whole_run_stop(&with);
    whole_run_stop(&without);
}

/* What both designs have alike needs no operation more. */
static void what_is_the_same_in_both_is_not_spliced(void **state)
{
    WholeRun w;
    start(&w, HEAD TWO "  grown: { start: rag, then: combined, at: 3 months }\n");
    size_t grown = whole_run_design(&w, "grown"), rag = whole_run_design(&w, "rag");
    const char *const shared[] = { "traffic.requests", "monthly.rerank", "cost.build",
                                   "gaps.knowledge", "monthly.corpus_upkeep" };

    for (size_t k = 0; k < COUNT_OF(shared); k++)
        assert_int_equal(wiring_column(&w.wiring, grown, whole_run_quantity(shared[k])),
                         wiring_column(&w.wiring, rag, whole_run_quantity(shared[k])));
    assert_int_not_equal(wiring_column(&w.wiring, grown, &cost_people),
                         wiring_column(&w.wiring, rag, &cost_people));
    whole_run_stop(&w);
}

/* $5,000 once and $900 in each of 12 months, whichever design serves; the second build is
 * paid where the updates are given too. */
static void lines_of_its_own_are_there_throughout(void **state)
{
    static const char text[] = "designs:\n"
                               "  rag: { cost.updates: $50 /month }\n"
                               "  combined: { cost.updates: $70 /month }\n"
                               "  plain: { start: rag, then: combined, at: 3 months }\n"
                               "  grown: { start: rag, then: combined, at: 3 months }\n";
    WholeRun w;
    char whole[2048];

    snprintf(whole, sizeof whole,
             "%sextras:\n  - { name: Probe, monthly: $900, designs: [grown] }\n"
             "  - { name: Setup, once: $5k, designs: [grown] }\n%s",
             HEAD, text);
    start(&w, whole);
    for (int i = 0; i < TRIALS; i++)
        assert_close(whole_run_values(&w, "grown", "cost.total")[i],
                     whole_run_values(&w, "plain", "cost.total")[i] + 5000 + 12 * 900, 1e-12);
    double *at = whole_run_columns(&w, 3, 3);
    assert_close(whole_run_value(&w, at, "plain", "cost.updates"),
                 70 + whole_run_value(&w, at, "plain", "stage.build"), 1e-14);
    free(at);
    whole_run_stop(&w);
}

/* Sums of a staged design hold the terms of both: in a month, those that the design which
 * serves lacks must add nothing. */
static void what_a_design_lacks_adds_nothing(void **state)
{
    Arena arena = { 0 };
    size_t count, terms = 0;
    const Quantity *const *all = registry_quantities(&model_registry, &count, &arena);

    for (size_t i = 0; i < count; i++) {
        if (all[i]->adds_to && all[i]->absent != 0)
            fail_msg("%s adds %g where it does not exist", all[i]->key, all[i]->absent);
        terms += all[i]->adds_to != NULL;
    }
    assert_true(terms > 60);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_month_is_the_one_designs_or_the_others_to_the_bit),
        cmocka_unit_test(a_condition_is_on_the_first_design_in_the_month_of_the_change),
        cmocka_unit_test(response_times_are_those_of_the_design_that_serves),
        cmocka_unit_test(other_designs_stay_as_they_are_to_the_bit),
        cmocka_unit_test(what_is_the_same_in_both_is_not_spliced),
        cmocka_unit_test(lines_of_its_own_are_there_throughout),
        cmocka_unit_test(what_a_design_lacks_adds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
