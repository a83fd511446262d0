/* Retunes that no policy asks for: retired base models, other behaviour. */
#include "tests/unit/support.h"

#include "sim/sampling/uniforms.h"

/* Every 14.5 months: in months 15, 29 (at its end), 44 and 58. */
static void a_base_model_retires_each_time_its_life_is_over(void **state)
{
    for (int month = 1; month <= 60; month++) {
        double due = month == 15 || month == 29 || month == 44 || month == 58;
        assert_near(FORMULA_AT(training_own_retirements, month, 14.5), due, 0);
        assert_near(FORMULA_AT(training_vendor_retirements, month, 14.5), due, 0);
    }
}

/* Of a life of 0.7 months two are over in month 3: at 2.1 and 2.8. */
static void several_may_retire_in_a_month(void **state)
{
    assert_near(FORMULA_AT(training_vendor_retirements, 3, 0.7), 2, 0);
}

static void a_life_of_zero_has_no_end(void **state)
{
    assert_near(FORMULA_AT(training_own_retirements, 240, 0), 0, 0);
}

/* 6 a year are 0.5 a month: P(0) = 0.6065, P(0 or 1) = 0.9098. */
static void requests_for_behaviour_are_poisson(void **state)
{
    assert_near(FORMULA_AT(training_behaviour_retunes, 3, 6, 0.606), 0, 0);
    assert_near(FORMULA_AT(training_behaviour_retunes, 3, 6, 0.607), 1, 0);
    assert_near(FORMULA_AT(training_behaviour_retunes, 3, 6, 0.909), 1, 0);
    assert_near(FORMULA_AT(training_behaviour_retunes, 3, 6, 0.910), 2, 0);
}

static void where_none_is_asked_for_none_is_drawn(void **state)
{
    assert_near(FORMULA_AT(training_behaviour_retunes, 3, 0, 0.99999), 0, 0);
}

static void each_lane_has_its_own_rate(void **state)
{
    static double column[2][LANES], out[LANES];
    const double *from[] = { column[0], column[1] };
    double sum = 0;

    uniforms_fill(1, 2, 3, 4, column[1]);
    for (int i = 0; i < LANES; i++)
        column[0][i] = i % 2 ? 60 : 0;
    training_behaviour_retunes.formula(from, out);
    for (int i = 0; i < LANES; i += 2) {
        assert_near(out[i], 0, 0);
        sum += out[i + 1];
    }
    assert_near(sum / (LANES / 2), 5, 3 * sqrt(5.0 / (LANES / 2)));
}

static void a_retune_costs_what_a_retrain_costs(void **state)
{
    assert_close(FORMULA_AT(monthly_forced_retunes, 6, 3, 7721.3452), 23164.0356, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_base_model_retires_each_time_its_life_is_over),
        cmocka_unit_test(several_may_retire_in_a_month),
        cmocka_unit_test(a_life_of_zero_has_no_end),
        cmocka_unit_test(requests_for_behaviour_are_poisson),
        cmocka_unit_test(where_none_is_asked_for_none_is_drawn),
        cmocka_unit_test(each_lane_has_its_own_rate),
        cmocka_unit_test(a_retune_costs_what_a_retrain_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
