/* Logs and monitoring. */
#include "tests/unit/support.h"

/* 900,000 requests of 4,100 + 283.5 tokens, 7 bytes each, are 27.61605 GB; at
 * 0.5 USD/GB that is 13.808025 USD, and monitoring is 120. */
static void logs_are_billed_by_the_gigabyte(void **state)
{
    const Quantity *of_request = source_named(&monthly_logging, "logging.per_request");
    double each = FORMULA_AT(*of_request, 0, 4100, 283.5, 7, 0.5);

    assert_close(FORMULA_AT(monthly_logging, 1, 900e3, each, 120), 133.808025, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logs_are_billed_by_the_gigabyte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
