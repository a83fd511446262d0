/* What staff, servers and fees cost more than in the first month. */
#include "tests/unit/support.h"

/* How far a growth a year has come, month after month. */
static double rise(const Quantity *line, const char *key, const char *factor, int month,
                   double yearly)
{
    const Quantity *so_far = source_named(line, key);
    const Quantity *of_a_month = source_named(so_far, factor);
    double now = so_far->initial;

    for (int m = 1; m <= month; m++)
        now = FORMULA_AT(*so_far, m, now, FORMULA_AT(*of_a_month, 0, yearly));
    return now;
}

static double wage_rise(int month, double yearly)
{
    return rise(&monthly_wage_rises, "labour.wage_rise", "labour.wage_factor", month, yearly);
}

static double price_rise(int month, double yearly)
{
    return rise(&monthly_price_rises, "money.price_rise", "money.price_factor", month, yearly);
}

/* 21% a year are a tenth in half a year, so in month 7 */
static void growth_of_a_year_is_spread_over_its_months(void **state)
{
    assert_close(wage_rise(7, 0.21), 0.1, 1e-13);
    assert_close(price_rise(13, 0.035), 0.035, 1e-13);
    assert_close(price_rise(25, -0.1), 0.81 - 1, 1e-13);
}

static void the_first_month_has_no_rise(void **state)
{
    assert_true(wage_rise(1, 0.21) == 0);
    for (int month = 1; month <= 240; month += 7)
        assert_true(price_rise(month, 0) == 0);
}

/* A tenth of 1,200.50 of upkeep, 310 of review and 560 of evaluation */
static void wages_rise_for_upkeep_review_and_evaluation(void **state)
{
    assert_close(FORMULA_AT(monthly_wage_rises, 7, 0.1, 1200.5, 310, 560), 207.05, 1e-14);
    assert_ptr_equal(monthly_wage_rises.adds_to, &cost_people);
}

static void prices_rise_for_servers_and_the_hosting_fee(void **state)
{
    assert_close(FORMULA_AT(monthly_price_rises, 7, 0.035, 453.6, 1241), 59.311, 1e-14);
    assert_ptr_equal(monthly_price_rises.adds_to, &cost_infrastructure);
}

static bool reads(const Quantity *q, const Quantity *source)
{
    for (const Source *s = q->from; s->kind != SOURCE_END; s++)
        if (s->quantity == source)
            return true;
    return false;
}

static void no_upkeep_line_is_forgotten(void **state)
{
    const Quantity *upkeep = source_named(&monthly_wage_rises, "labour.upkeep");
    int lines = 0;

    for (size_t i = 0; i < model_registry.quantity_count; i++) {
        const Quantity *q = model_registry.quantities[i];
        const char *end = strstr(q->key, "_upkeep");
        if (q->adds_to != &cost_people || !end || end[strlen("_upkeep")])
            continue;
        if (!reads(upkeep, q))
            fail_msg("labour.upkeep does not read %s", q->key);
        lines++;
    }
    assert_true(lines >= 8);
    for (const Source *s = upkeep->from; s->kind != SOURCE_END; s++)
        lines--;
    assert_int_equal(lines, 0);
}

static void upkeep_is_the_sum_of_its_lines(void **state)
{
    const Quantity *upkeep = source_named(&monthly_wage_rises, "labour.upkeep");

    assert_close(FORMULA_AT(*upkeep, 1, 1, 20, 300, 4e3, 5e4, 6e5, 7e6, 8e7), 87654321, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_of_a_year_is_spread_over_its_months),
        cmocka_unit_test(the_first_month_has_no_rise),
        cmocka_unit_test(wages_rise_for_upkeep_review_and_evaluation),
        cmocka_unit_test(prices_rise_for_servers_and_the_hosting_fee),
        cmocka_unit_test(no_upkeep_line_is_forgotten),
        cmocka_unit_test(upkeep_is_the_sum_of_its_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
