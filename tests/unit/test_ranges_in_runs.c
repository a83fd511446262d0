/* A range comes out of a run as it was written, and so do correlations.
 *
 * The quantile of n random trials at level p has the standard error sqrt(p (1 - p) / n) in
 * levels, whatever the shape: that many trials too few or too many lie below the true
 * quantile. In the unit of the values it is that divided by the density there. */
#include "tests/unit/support.h"

#include <gsl/gsl_statistics_double.h>
#include <stdio.h>

#include "sim/base/quantile.h"
#include "tests/unit/whole_run.h"

enum { TRIALS = 16384 };

/* One design of which something is given, with a seed of its own. */
static void start(WholeRun *whole, const char *given, const char *rest, int seed)
{
    char text[1024];

    snprintf(text, sizeof text,
             "scenario: 1\nname: ranges\n"
             "run: { trials: %d, sampler: random, seed: %d }\n"
             "money.horizon: 2 months\ntraffic.requests_per_day: 700 /day\n"
             "designs: { prompt: { api.input_price: 1 USD/Mtok, api.output_price: 1 USD/Mtok,\n"
             "  cost.inference: $0 /month, %s } }\n%s",
             TRIALS, seed, given, rest);
    whole_run_start(whole, text, NULL, 0);
}

static double quantile_at(const double *x, double level)
{
    double value;

    quantile_fill(&value, &level, 1, x, TRIALS);
    return value;
}

/* That the quantile at a level is what was stated, within three standard errors. */
static void check_quantile(const char *given, const double *x, double level, double stated)
{
    double distance = 3 * sqrt(level * (1 - level) / TRIALS);
    double low = quantile_at(x, level - distance), high = quantile_at(x, level + distance);

    if (!(low <= stated && stated <= high))
        fail_msg("%s: P%g is in %.6g..%.6g, stated %.6g", given, 100 * level, low, high,
                 stated);
}

/* The logarithms of 15 and 60 are 2 * 1.281552 standard deviations apart: 0.540866 is one.
 * The density at x is 0.175498 / (0.540866 x), and sqrt(0.1 * 0.9 / 16384) = 0.00234375:
 * a standard error of 0.0072232 x, $108 at $15k and $433 at $60k. */
static void the_build_range_in_money(void **state)
{
    WholeRun whole;

    start(&whole, "cost.build: $15k..$60k", "", 1);
    const double *build = whole_run_values(&whole, "prompt", "cost.build");
    assert_near(quantile_at(build, 0.1), 15e3, 3 * 108.3);
    assert_near(quantile_at(build, 0.9), 60e3, 3 * 433.4);
    whole_run_stop(&whole);
}

typedef struct {
    const char *given, *key;
    struct {
        double level, value;
    } stated[3];
} Shape;

static const Shape shapes[] = {
    /* the middle of a lognormal is the geometric mean of its ends */
    { "cost.build: $15k..$60k", "cost.build", { { 0.1, 15e3 }, { 0.5, 30e3 }, { 0.9, 60e3 } } },
    { "cost.build: $15k..$60k (90%)",
      "cost.build",
      { { 0.05, 15e3 }, { 0.5, 30e3 }, { 0.95, 60e3 } } },
    { "cost.build: $15k..$60k (95%)",
      "cost.build",
      { { 0.025, 15e3 }, { 0.5, 30e3 }, { 0.975, 60e3 } } },
    { "cost.build: $20k ± 25%", "cost.build", { { 0.1, 15e3 }, { 0.9, 25e3 } } },
    { "cost.build: gamma($15k..$60k)", "cost.build", { { 0.1, 15e3 }, { 0.9, 60e3 } } },
    { "cost.build: normal($15k..$60k)",
      "cost.build",
      { { 0.1, 15e3 }, { 0.5, 37.5e3 }, { 0.9, 60e3 } } },
    /* 8 in 10 are in the middle of 56,250 */
    { "cost.build: uniform($15k..$60k)",
      "cost.build",
      { { 0.1, 15e3 }, { 0.25, 23437.5 }, { 0.9, 60e3 } } },
    /* 15 + sqrt(0.1 * 45 * 15) = 23.215838; 60 - sqrt(0.5 * 45 * 30) = 34.019238;
     * 60 - sqrt(0.1 * 45 * 30) = 48.381050 */
    { "cost.build: \"triangle($15k, $30k, $60k)\"",
      "cost.build",
      { { 0.1, 23215.838 }, { 0.5, 34019.238 }, { 0.9, 48381.050 } } },
    /* a beta with 1 + 4 * (1 / 3) and 1 + 4 * (2 / 3) on 15..60, by Simpson's rule */
    { "cost.build: [$15k, $30k, $60k]",
      "cost.build",
      { { 0.1, 21886.246 }, { 0.5, 31911.563 }, { 0.9, 44000.551 } } },
    /* the ends of the second part are at 0.6 + 0.4 * 0.1 and 0.6 + 0.4 * 0.9 */
    { "cost.build: 60% $20k | 40% $50k..$80k",
      "cost.build",
      { { 0.3, 20e3 }, { 0.64, 50e3 }, { 0.96, 80e3 } } },
    { "cost.build: \"quantiles(10%: $15k, 50%: $22k, 90%: $60k)\"",
      "cost.build",
      { { 0.1, 15e3 }, { 0.5, 22e3 }, { 0.9, 60e3 } } },
    /* a share: a beta, which stays below 1 */
    { "quality.good_share: 70%..95%", "quality.good_share", { { 0.1, 0.70 }, { 0.9, 0.95 } } },
    { "launch.weeks: 3..11 weeks", "launch.weeks", { { 0.1, 3 }, { 0.9, 11 } } },
    { "cost.people: $2k..$9k /month", "cost.people", { { 0.1, 2e3 }, { 0.9, 9e3 } } },
};

static void every_shape_has_the_quantiles_that_were_stated(void **state)
{
    for (size_t k = 0; k < COUNT_OF(shapes); k++) {
        WholeRun whole;
        start(&whole, shapes[k].given, "", 1000 + (int)k);
        const double *x = whole_run_values(&whole, "prompt", shapes[k].key);
        for (size_t q = 0; q < COUNT_OF(shapes[k].stated) && shapes[k].stated[q].level > 0; q++)
            check_quantile(shapes[k].given, x, shapes[k].stated[q].level,
                           shapes[k].stated[q].value);
        whole_run_stop(&whole);
    }
}

/* (min-max): all of it is inside, and it comes within a hundredth of the ends. */
static void hard_ends_are_hard(void **state)
{
    WholeRun whole;

    start(&whole, "cost.build: $15k..$60k (min-max)", "", 5);
    const double *x = whole_run_values(&whole, "prompt", "cost.build");
    assert_true(quantile_at(x, 0) >= 15e3 && quantile_at(x, 1) <= 60e3);
    assert_near(quantile_at(x, 0), 15e3, 0.01 * 45e3);
    assert_near(quantile_at(x, 1), 60e3, 0.01 * 45e3);
    whole_run_stop(&whole);
}

/* A sum of what is given is per trial: the two months of a monthly cost are both there. */
static void a_given_month_counts_every_month(void **state)
{
    WholeRun whole;

    start(&whole, "cost.build: $15k..$60k, cost.monthly: $2k..$9k /month", "", 6);
    const double *build = whole_run_values(&whole, "prompt", "cost.build");
    const double *monthly = whole_run_values(&whole, "prompt", "cost.monthly");
    const double *total = whole_run_values(&whole, "prompt", "cost.total");
    for (int i = 0; i < TRIALS; i++)
        assert_close(total[i], build[i] + 2 * monthly[i], 1e-14);
    whole_run_stop(&whole);
}

static double rank_correlation(const double *x, const double *y)
{
    static double work[2 * TRIALS];

    return gsl_stats_spearman(x, 1, y, 1, TRIALS, work);
}

/* The standard error of a rank correlation r is about sqrt((1 - r^2)^2 (1 + r^2 / 2) / n)
 * (Bonett and Wright, Psychometrika 65, 2000). */
static void check_correlation(const WholeRun *whole, const char *a, const char *b, double r)
{
    double found = rank_correlation(whole_run_values(whole, "prompt", a),
                                    whole_run_values(whole, "prompt", b));

    assert_near(found, r, 3 * (1 - r * r) * sqrt((1 + r * r / 2) / TRIALS));
}

/* Whatever the shapes: a lognormal, a triangle, a beta and a normal, three of them tied. */
static void correlations_come_out_as_stated(void **state)
{
    WholeRun whole;

    start(&whole,
          "cost.build: $15k..$60k, launch.weeks: \"triangle(2, 3, 9) weeks\",\n"
          "quality.good_share: 70%..95%, cost.people: normal($2k..$9k /month)",
          "correlations:\n"
          "  - { between: [cost.build, launch.weeks], strength: 0.7 }\n"
          "  - { between: [cost.build, quality.good_share], strength: -0.45 }\n"
          "  - { between: [launch.weeks, quality.good_share], strength: -0.15 }\n",
          43);
    check_correlation(&whole, "cost.build", "launch.weeks", 0.7);
    check_correlation(&whole, "cost.build", "quality.good_share", -0.45);
    check_correlation(&whole, "launch.weeks", "quality.good_share", -0.15);
    check_correlation(&whole, "cost.build", "cost.people", 0);
    check_correlation(&whole, "launch.weeks", "cost.people", 0);
    const double *build = whole_run_values(&whole, "prompt", "cost.build");
    check_quantile("correlated cost.build", build, 0.1, 15e3);
    check_quantile("correlated cost.build", build, 0.9, 60e3);
    whole_run_stop(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_build_range_in_money),
        cmocka_unit_test(every_shape_has_the_quantiles_that_were_stated),
        cmocka_unit_test(hard_ends_are_hard),
        cmocka_unit_test(a_given_month_counts_every_month),
        cmocka_unit_test(correlations_come_out_as_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
