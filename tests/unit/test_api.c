/* How many calls are billed, and how their price drifts. */
#include "tests/unit/level.h"
#include "tests/unit/support.h"

/* 51,000 requests, a tenth answered from the cache, 2% paid twice */
static void calls_are_requests_without_hits_with_retries(void **state)
{
    assert_close(FORMULA_AT(api_calls, 3, 51000, 0.1, 0.02), 46818, 1e-14);
}

/* prices fall by 5% a month: 0.95^2 in month 3 */
static void prices_drift_from_the_first_month(void **state)
{
    assert_close(level_at(&api_price_level, 1, -0.05), 1, 0);
    assert_close(level_at(&api_price_level, 3, -0.05), 0.9025, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_are_requests_without_hits_with_retries),
        cmocka_unit_test(prices_drift_from_the_first_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
