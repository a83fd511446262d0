/* Discounting, checked against powers worked out by hand. */
#include "tests/unit/support.h"

/* The factor of a month, from that of the build on. */
static double discount_factor(int month, double rate)
{
    const Quantity *of_a_month =
        source_named(&money_discount_factor, "money.discount_of_a_month");
    double factor = money_discount_factor.initial;

    for (int m = 1; m <= month; m++)
        factor = FORMULA_AT(money_discount_factor, m, factor, FORMULA_AT(*of_a_month, m, rate));
    return factor;
}

/* 1.21^(-18/12) = 1.1^-3 = 1/1.331 */
static void money_of_a_year_and_a_half_is_discounted_by_one_and_a_half_powers(void **state)
{
    assert_close(discount_factor(18, 0.21), 1 / 1.331, 1e-14);
}

static void money_of_today_is_worth_itself(void **state)
{
    assert_close(discount_factor(0, 0.073), 1, 0);
    assert_close(discount_factor(29, 0), 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_of_a_year_and_a_half_is_discounted_by_one_and_a_half_powers),
        cmocka_unit_test(money_of_today_is_worth_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
