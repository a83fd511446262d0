/* Units that stand beside numbers in files for programs. */
#include "tests/unit/support.h"

#include "sim/base/units.h"

/* Shares are held as 0.403, so their unit is not the per cent that people read. */
static void the_unit_of_a_share_agrees_with_its_value(void **state)
{
    const Currency euros = { "EUR", 1.1 };
    char unit[32];

    assert_string_equal(unit_of_data(unit, UNIT_SHARE, &euros), "");
    assert_string_equal(unit_of_data(unit, UNIT_SHARE_PER_MONTH, &euros), "/month");
    assert_string_equal(unit_of_data(unit, UNIT_SHARE_PER_YEAR, &euros), "/year");
    assert_string_equal(unit_of_data(unit, UNIT_MONEY_PER_MTOK, &euros), "EUR/Mtok");
    assert_string_equal(unit_of_data(unit, UNIT_SECONDS, &euros), "s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_of_a_share_agrees_with_its_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
