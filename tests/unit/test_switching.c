/* Values at which a difference changes its sign. */
#include "tests/unit/support.h"

#include "sim/decision/switching.h"

static const double places[SWITCHING_PLACES] = { 0.5, 1, 2, 4, 8 };

typedef struct {
    double (*of)(double x);
    int evaluations;
} Curve;

static double mean(void *context, double x)
{
    Curve *curve = context;

    curve->evaluations++;
    return curve->of(x);
}

static Switching find(Curve *curve, double enough)
{
    Switching switching;
    double difference[SWITCHING_PLACES];

    for (int k = 0; k < SWITCHING_PLACES; k++)
        difference[k] = curve->of(places[k]);
    switching_find(&switching, places, difference, enough, mean, curve);
    return switching;
}

static double line(double x)
{
    return 2.3 * (x - 3.14);
}

static double parabola(double x)
{
    return (x - 0.75) * (x - 5.5);
}

static double always(double x)
{
    return 1 + x;
}

static void a_line_crosses_once(void **state)
{
    Curve curve = { line, 0 };
    Switching switching = find(&curve, 1e-9);

    assert_int_equal(switching.count, 1);
    assert_close(switching_nearest(&switching, 1), 3.14, 1e-9);
    assert_true(curve.evaluations <= 3);
}

/* Positive below 0.75 and above 5.5: of 0.6, 0.7, 1, 6, 7 four, of which the line sees
 * two. */
static void shares_count_every_crossing(void **state)
{
    const double x[] = { 0.6, 0.7, 1, 6, 7 };
    Curve twice = { parabola, 0 }, once = { line, 0 };
    Switching switching = find(&twice, 1e-9), other = find(&once, 1e-9);

    assert_int_equal(switching.count, 2);
    assert_close(switching.at[0], 0.75, 1e-8);
    assert_close(switching_nearest(&switching, 4), 5.5, 1e-8);
    assert_close(switching_share(&switching, true, x, 5), 0.8, 1e-12);
    assert_close(switching_share(&switching, false, x, 5), 0.2, 1e-12);
    assert_close(switching_share(&other, true, x, 5), 0.4, 1e-12);
}

static void without_a_crossing_nothing_switches(void **state)
{
    const double x[] = { 0.1, 100 };
    Curve curve = { always, 0 };
    Switching switching = find(&curve, 1e-9);

    assert_int_equal(switching.count, 0);
    assert_true(isnan(switching_nearest(&switching, 1)));
    assert_near(switching_share(&switching, false, x, 2), 0, 0);
}

/* The search ends as soon as the difference is small enough to be nothing. */
static void a_rough_answer_takes_fewer_runs(void **state)
{
    Curve fine = { parabola, 0 }, rough = { parabola, 0 };

    find(&fine, 1e-12);
    Switching switching = find(&rough, 0.05);
    assert_true(rough.evaluations < fine.evaluations);
    assert_true(fabs(parabola(switching.at[0])) <= 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_crosses_once),
        cmocka_unit_test(shares_count_every_crossing),
        cmocka_unit_test(without_a_crossing_nothing_switches),
        cmocka_unit_test(a_rough_answer_takes_fewer_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
