/* Calls that find the prompt cache empty, against waiting times worked out by hand. */
#include "tests/unit/support.h"

/* 87,660 calls a month are two a minute (43,830 minutes): none for half a minute has a
 * chance of exp(-1). Each of those calls costs 1.23 cents more, at a level of 0.97. */
static double writes(double minutes)
{
    return FORMULA_AT(monthly_api_cache_writes, 3, 87660, 0.97, 0.0123, minutes);
}

static void a_call_writes_what_was_forgotten_since_the_last_one(void **state)
{
    assert_close(writes(0.5), 87660 * exp(-1) * 0.97 * 0.0123, 1e-14);
    assert_close(writes(5), 87660 * exp(-10) * 0.97 * 0.0123, 1e-13);
}

static void a_cache_without_a_lifetime_is_written_by_every_call(void **state)
{
    assert_close(writes(0), 87660 * 0.97 * 0.0123, 1e-14);
}

static void a_cache_that_lasts_is_never_written(void **state)
{
    assert_true(writes(1e9) == 0);
    assert_true(FORMULA_AT(monthly_api_cache_writes, 3, 0, 1, 0.0123, 5) == 0);
}

/* Lanes in which nothing is forgotten stay at nothing beside others. */
static void lanes_have_lifetimes_of_their_own(void **state)
{
    static double calls[LANES], level[LANES], extra[LANES], minutes[LANES], out[LANES];
    const double *const from[] = { calls, level, extra, minutes };

    for (int i = 0; i < LANES; i++) {
        calls[i] = 87660;
        level[i] = extra[i] = 1;
        minutes[i] = i == 77 ? 0.5 : 1e9;
    }
    monthly_api_cache_writes.formula(from, out);
    assert_close(out[77], 87660 * exp(-1), 1e-14);
    assert_true(out[76] == 0 && out[255] == 0);
}

/* 70% of 12,000 tokens at 3.75 instead of 0.30 USD/Mtok */
static void a_write_costs_the_write_price_instead_of_the_cached_price(void **state)
{
    const Quantity *extra = source_named(&monthly_api_cache_writes, "api.extra_of_write");

    assert_close(FORMULA_AT(*extra, 0, 0.7, 12000, 3.75, 0.3), 0.02898, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_writes_what_was_forgotten_since_the_last_one),
        cmocka_unit_test(a_cache_without_a_lifetime_is_written_by_every_call),
        cmocka_unit_test(a_cache_that_lasts_is_never_written),
        cmocka_unit_test(lanes_have_lifetimes_of_their_own),
        cmocka_unit_test(a_write_costs_the_write_price_instead_of_the_cached_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
