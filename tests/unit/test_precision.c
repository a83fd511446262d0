/* How sure an answer is, and the trials that would make it surer. */
#include "tests/unit/support.h"

#include "sim/results/precision.h"
#include "tests/unit/answer_fixture.h"

static Item *item_of(DesignAnswer *design, const char *key)
{
    for (size_t i = 0; i < design->results.count; i++)
        if (strcmp(design->results.items[i].key, key) == 0)
            return &design->results.items[i];
    fail_msg("no result %s", key);
    return NULL;
}

/* An answer of two designs that is sure of everything. */
static void start(AnswerFixture *f)
{
    fixture_make(f, &(FixtureOptions){ .designs = 2 });
    for (size_t d = 0; d < 2; d++) {
        DesignAnswer *design = &f->answer.designs[d];
        for (size_t i = 0; i < design->results.count; i++) {
            Summary *s = &design->results.items[i].summary;
            s->mean.se = 0;
            for (size_t q = 0; q < Q_COUNT; q++)
                s->q[q].se = 0;
        }
        design->cheapest.se = design->within_budget.se = 0;
    }
    f->answer.pairs[0].a_cheaper.se = 0;
}

/* Each larger than the one before: 3.7 / 250 = 0.0148, 0.0179, 0.0234 of a chance. */
static void the_largest_headline_error_counts(void **state)
{
    AnswerFixture f;
    start(&f);
    DesignAnswer *designs = f.answer.designs;

    assert_true(precision_reached(&f.answer) == 0);
    item_of(&designs[1], "cost.total")->summary.q[Q_P90] = (Estimate){ 250, 3.7 };
    assert_close(precision_reached(&f.answer), 0.0148, 1e-14);
    item_of(&designs[0], "cost.cash_total")->summary.mean = (Estimate){ -1000, 17.9 };
    assert_close(precision_reached(&f.answer), 0.0179, 1e-14);
    designs[0].within_budget = (Estimate){ 0.011, 0.0234 };
    assert_close(precision_reached(&f.answer), 0.0234, 1e-14);
    designs[1].cheapest.se = 0.031;
    assert_close(precision_reached(&f.answer), 0.031, 1e-14);
    f.answer.pairs[0].a_cheaper.se = 0.047;
    assert_close(precision_reached(&f.answer), 0.047, 1e-14);
    fixture_free(&f);
}

static void other_results_do_not_count(void **state)
{
    AnswerFixture f;
    start(&f);
    DesignAnswer *design = &f.answer.designs[0];

    item_of(design, "cost.build")->summary.mean.se = 1e9;
    item_of(design, "cost.total")->summary.q[Q_P95].se = 1e9;
    design->regret.se = 1e9;
    design->within_budget = estimate_unknown;
    assert_true(precision_reached(&f.answer) == 0);
    fixture_free(&f);
}

/* 2.5 of the other design's median of 500. */
static void a_result_of_zero_is_measured_by_the_largest(void **state)
{
    AnswerFixture f;
    start(&f);

    item_of(&f.answer.designs[0], "cost.total")->summary.q[Q_P50] = (Estimate){ 0, 2.5 };
    item_of(&f.answer.designs[1], "cost.total")->summary.q[Q_P50] = (Estimate){ 500, 0 };
    assert_close(precision_reached(&f.answer), 0.005, 1e-14);
    fixture_free(&f);
}

static void an_unknown_error_is_infinite(void **state)
{
    AnswerFixture f;
    start(&f);

    f.answer.designs[0].cheapest = (Estimate){ 0.4, NAN };
    assert_true(precision_reached(&f.answer) == INFINITY);
    fixture_free(&f);
}

/* 16384 (0.023 / 0.01)^2 = 86671, below 2^17; for 0.0101 it would be 16713, but twice as
 * many are the least; for 0.2 it would be 2^14 400, but 64 times as many are the most. */
static void trials_grow_with_the_square_of_the_error(void **state)
{
    assert_int_equal(precision_trials(16384, 0.023, 0.01), 131072);
    assert_int_equal(precision_trials(16384, 0.0101, 0.01), 32768);
    assert_int_equal(precision_trials(16384, 0.2, 0.01), 1048576);
    assert_int_equal(precision_trials(16384, INFINITY, 0.01), 1048576);
    assert_int_equal(precision_trials(16384, 0.02, 0.01), 65536);
}

/* 10000 * 1.69 = 16900, below 2^15, twice are 20000; 64 times are 640000, above 2^19. */
static void trials_become_a_power_of_two(void **state)
{
    assert_int_equal(precision_trials(10000, 0.013, 0.01), 32768);
    assert_int_equal(precision_trials(10000, 5, 0.01), 524288);
    assert_int_equal(precision_trials(1, 5, 0.01), 64);
}

static void trials_have_a_limit(void **state)
{
    assert_int_equal(precision_trials(UINT64_C(1) << 29, 0.5, 0.001), 1 << 30);
    assert_int_equal(precision_trials(UINT64_C(1) << 26, 0.5, 0.001), 1 << 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_headline_error_counts),
        cmocka_unit_test(other_results_do_not_count),
        cmocka_unit_test(a_result_of_zero_is_measured_by_the_largest),
        cmocka_unit_test(an_unknown_error_is_infinite),
        cmocka_unit_test(trials_grow_with_the_square_of_the_error),
        cmocka_unit_test(trials_become_a_power_of_two),
        cmocka_unit_test(trials_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
