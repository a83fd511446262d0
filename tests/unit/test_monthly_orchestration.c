/* The servers that the application runs on. */
#include "tests/unit/support.h"

/* 3 servers at 0.2016 USD/h for 730 h */
static void servers_run_all_month(void **state)
{
    assert_close(FORMULA_AT(monthly_orchestration, 1, 3, 0.2016, 730), 441.504, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(servers_run_all_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
