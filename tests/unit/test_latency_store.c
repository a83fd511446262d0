/* How long a store searches when nobody waits, and how much of what it can do it is asked. */
#include "tests/unit/support.h"

/* Sources: median, growth a doubling, recall, effect of recall, vectors. */
#define TIME_OF(...) FORMULA_AT(store_search_time, 1, __VA_ARGS__)

static void a_million_vectors_take_what_was_measured(void **state)
{
    assert_close(TIME_OF(0.0083, 0.22, 0.95, 0.42, 1e6), 0.0083, 1e-12);
}

/* Eight million are three doublings; fewer than a million are no faster. */
static void larger_indexes_take_longer(void **state)
{
    assert_close(TIME_OF(0.0083, 0.22, 0.95, 0.42, 8e6), 0.0083 * 1.66, 1e-12);
    assert_close(TIME_OF(0.0083, 0.22, 0.95, 0.42, 123), 0.0083, 1e-12);
    for (double n = 1e4; n < 1e10; n *= 1.7)
        assert_true(TIME_OF(0.0083, 0.22, 0.95, 0.42, 1.7 * n) >=
                    TIME_OF(0.0083, 0.22, 0.95, 0.42, n));
}

/* 98.75% misses a quarter of what 95% does: 4^0.5 = 2. */
static void to_miss_fewer_takes_longer(void **state)
{
    assert_close(TIME_OF(0.0083, 0.22, 0.9875, 0.5, 1e6), 0.0166, 1e-11);
    assert_true(TIME_OF(0.0083, 0.22, 0.9, 0.5, 1e6) < 0.0083);
}

/* Sources: requests a day, cache hits, time, median, most searches a second. 864,000 a day
 * are 10 a second, of which 7 miss the cache; they take 1.5 times as long as measured. */
static void the_load_is_what_is_asked_over_what_is_possible(void **state)
{
    assert_close(FORMULA_AT(store_load, 1, 864e3, 0.3, 0.012, 0.008, 140), 7 * 1.5 / 140,
                 1e-12);
    assert_close(FORMULA_AT(store_load, 1, 864e3, 0, 0, 0, 140), 10.0 / 140, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_vectors_take_what_was_measured),
        cmocka_unit_test(larger_indexes_take_longer),
        cmocka_unit_test(to_miss_fewer_takes_longer),
        cmocka_unit_test(the_load_is_what_is_asked_over_what_is_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
