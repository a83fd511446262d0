/* Distances between laws of the program and quantiles of requests. */
#include "tests/unit/support.h"

#include "sim/base/tails.h"
#include "tests/validation/hosted_tails.h"

static void normal_quantiles(double quantiles[SET_LEVELS], double median, double spread)
{
    for (int k = 0; k < SET_LEVELS; k++)
        quantiles[k] = median * exp(spread * lane_normal((k + 1) / (SET_LEVELS + 1.0)));
}

/* A law is at no distance from its own quantiles but that of its points, whatever the median.
 */
static void a_law_meets_its_own_quantiles(void **state)
{
    double quantiles[SET_LEVELS];
    TailLaw law;

    normal_quantiles(quantiles, 7.31, 0.27);
    tail_law(&law, 0.27, 0, 1);
    assert_true(tail_distance(&law, quantiles) < 1.5 / LAW_POINTS);
}

/* Normal laws of spreads 1 and 2 differ most where their densities cross, at x^2 = 8/3 ln 2 *
 * 1: x = sqrt(8 ln 2 / 3) = 1.3596, and there by 0.9130 - 0.7517 = 0.1613; the scale of the
 * logarithm does not matter. The nearest of 39 levels is within 0.025 of it. */
static void twice_the_spread_is_as_far_as_it_should_be(void **state)
{
    double quantiles[SET_LEVELS];
    TailLaw law;

    normal_quantiles(quantiles, 0.43, 0.2);
    tail_law(&law, 0.4, 0, 1);
    assert_near(tail_distance(&law, quantiles), 0.1613, 0.003);
}

/* Of ten requests three take 50 times as long: the law without them is 0.3 away at P70, less
 * what the median has moved, 0.5 / 0.7 of the body being at 0.7143. */
static void slow_requests_show_as_a_distance(void **state)
{
    double quantiles[SET_LEVELS];
    TailLaw with, without;

    tail_law(&with, 0.1, 0.3, 50);
    tail_law(&without, 0.1, 0, 1);
    for (int k = 0; k < SET_LEVELS; k++)
        quantiles[k] = with.points[(k + 1) * LAW_POINTS / (SET_LEVELS + 1)];
    assert_true(tail_distance(&with, quantiles) < 1.5 / LAW_POINTS);
    assert_true(tail_distance(&without, quantiles) > 0.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_law_meets_its_own_quantiles),
        cmocka_unit_test(twice_the_spread_is_as_far_as_it_should_be),
        cmocka_unit_test(slow_requests_show_as_a_distance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
