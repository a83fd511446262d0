/* The search stage: the slower of two searches, behind those that wait in a busy store. */
#include "tests/unit/support.h"

#define IDLE 0, 0, 1, 0.5 /* load, mean hour, peak to mean, chance of waiting */

static void the_slower_search_counts(void **state)
{
    assert_close(FORMULA_AT(latency_search, 0, 0.03, 1.1, IDLE, 0.02, 1.2, 1), 0.033, 1e-14);
    assert_close(FORMULA_AT(latency_search, 0, 0.03, 1.1, IDLE, 0.02, 2.3, 1), 0.046, 1e-14);
}

static void without_keyword_search_the_vector_search_counts(void **state)
{
    assert_close(FORMULA_AT(latency_search, 0, 0.03, 1.1, IDLE, 0, 0, 1), 0.033, 1e-14);
}

static void what_the_cache_knows_is_not_searched(void **state)
{
    assert_close(FORMULA_AT(latency_search, 0, 0.03, 1.1, IDLE, 0.02, 2.3, 0), 0, 0);
}

static double alone(double load, double chance)
{
    return FORMULA_AT(latency_search, 0, 0.01, 1.3, load, 0, 4, chance, 0, 0, 1) - 0.013;
}

/* At a load of 0.7 a share of 0.49 waits; of those, one in e longer than 10 ms / (3.5 *
 * 0.3) = 9.524 ms. */
static void a_busy_store_makes_searches_wait(void **state)
{
    assert_close(alone(0.7, 0.49 * exp(-1)), 0.01 / 1.05, 1e-12);
    assert_close(alone(0.7, 0.49 * exp(-3)), 3 * 0.01 / 1.05, 1e-12);
    assert_near(alone(0.7, 0.4901), 0, 1e-15);
}

/* In the mean they wait as Sakasegawa says: S * r^2 / (c (1 - r)). */
static void the_mean_wait_is_that_of_a_queue(void **state)
{
    enum { MANY = 200000 };
    double sum = 0;

    for (int i = 0; i < MANY; i++)
        sum += alone(0.6, (i + 0.5) / MANY);
    assert_close(sum / MANY, 0.01 * 0.36 / (3.5 * 0.4), 1e-4);
}

static void more_load_never_makes_it_faster(void **state)
{
    for (double chance = 0.03; chance < 1; chance += 0.09)
        for (double load = 0.05; load < 0.95; load += 0.05)
            assert_true(alone(load + 0.05, chance) >= alone(load, chance) - 1e-15);
}

/* A mean load of 0.2 is one of 0.8 in an hour that is four times as busy. */
static void the_peak_is_busier_than_the_mean(void **state)
{
    double u = 0.64 * exp(-2);

    assert_close(FORMULA_AT(latency_search, 0, 0.01, 1, 0.2, 1, 4, u, 0, 0, 1),
                 0.01 + 2 * 0.01 / (3.5 * 0.2), 1e-12);
}

static void beyond_its_limit_a_store_does_not_answer(void **state)
{
    assert_true(isinf(alone(1, 0.5)) && isinf(alone(3.7, 0.01)));
    assert_true(isinf(FORMULA_AT(latency_search, 0, 0.01, 1, 0.3, 1, 4, 0.9, 0, 0, 1)));
    assert_close(FORMULA_AT(latency_search, 0, 0.01, 1, 0.3, 1, 4, 0.9, 0, 0, 0), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_slower_search_counts),
        cmocka_unit_test(without_keyword_search_the_vector_search_counts),
        cmocka_unit_test(what_the_cache_knows_is_not_searched),
        cmocka_unit_test(a_busy_store_makes_searches_wait),
        cmocka_unit_test(the_mean_wait_is_that_of_a_queue),
        cmocka_unit_test(more_load_never_makes_it_faster),
        cmocka_unit_test(the_peak_is_busier_than_the_mean),
        cmocka_unit_test(beyond_its_limit_a_store_does_not_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
