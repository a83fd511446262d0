/* The sums over the horizon, and what one request costs. */
#include "tests/unit/support.h"

static void the_total_is_the_build_and_all_months(void **state)
{
    assert_close(FORMULA_AT(cost_total, 0, 31415.5, 88211.25), 119626.75, 1e-15);
    assert_close(FORMULA_AT(cost_cash_total, 0, 31415.5, 70000.5), 101416, 1e-15);
    assert_close(FORMULA_AT(cost_npv, 0, 31415.5, 61003.75), 92419.25, 1e-15);
}

/* 101,416 / 763,000 requests is 0.132917... each */
static void a_thousand_requests_cost_their_share_of_the_cash(void **state)
{
    assert_close(FORMULA_AT(cost_per_1000_requests, 0, 101416, 763e3), 132.91743119266055,
                 1e-14);
    assert_close(FORMULA_AT(cost_per_1000_good_answers, 0, 101416, 763e3 * 0.8),
                 166.14678899082569, 1e-14);
}

static void no_request_at_all_costs_as_much_as_one(void **state)
{
    assert_close(FORMULA_AT(cost_per_1000_requests, 0, 8.25, 0), 8250, 1e-15);
}

/* The totals add up to each other as the bill says. */
static void cash_is_part_of_the_monthly_cost_and_the_build_is_not(void **state)
{
    assert_ptr_equal(cost_inference.adds_to, &cost_cash);
    assert_ptr_equal(cost_infrastructure.adds_to, &cost_cash);
    assert_ptr_equal(cost_updates.adds_to, &cost_cash);
    assert_ptr_equal(cost_people.adds_to, &cost_cash);
    assert_ptr_equal(cost_cash.adds_to, &cost_monthly);
    assert_ptr_equal(cost_failures.adds_to, &cost_monthly);
    assert_null(cost_monthly.adds_to);
    assert_null(cost_build.adds_to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_total_is_the_build_and_all_months),
        cmocka_unit_test(a_thousand_requests_cost_their_share_of_the_cash),
        cmocka_unit_test(no_request_at_all_costs_as_much_as_one),
        cmocka_unit_test(cash_is_part_of_the_monthly_cost_and_the_build_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
