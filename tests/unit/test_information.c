/* The value of information and the regression behind it, against closed forms: a choice
 * between two whose difference is a sum of normal parts. */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>

#include "sim/decision/conditional.h"
#include "sim/decision/information.h"
#include "sim/decision/ranking.h"
#include "sim/sampling/uniforms.h"

enum { TRIALS = 16384 };

static double rank[TRIALS], expected[TRIALS];

static void draw_normals(double *z, const char *name)
{
    for (uint64_t block = 0; block < TRIALS / LANES; block++)
        uniforms_fill(9, uniforms_stream(name), 0, block, z + block * LANES);
    for (int i = 0; i < TRIALS; i++)
        z[i] = gsl_cdf_ugaussian_Pinv(z[i]);
}

/* E max(X, 0) - max(mean, 0) of a normal X. */
static double worth(double mean, double sd)
{
    return sd * gsl_ran_ugaussian_pdf(mean / sd) + mean * gsl_cdf_ugaussian_P(mean / sd) -
           fmax(mean, 0);
}

/* Share and EVPPI of an input. */
static Estimate partial(Estimate *share, const double *x, const double *gain)
{
    size_t different = ranking_fill(rank, x, TRIALS);

    *share = conditional_mean(expected, rank, different, gain, TRIALS);
    return information_partial(gain, expected, TRIALS);
}

static void assert_estimate(Estimate estimate, double truth)
{
    if (!(fabs(estimate.value - truth) <= 3 * estimate.se))
        fail_msg("%g +- %g (1 s.e.) is not %g", estimate.value, estimate.se, truth);
    assert_true(estimate.se > 0);
}

/* The gain is mean + 3 x + 4 y + 2 z. Given x it is normal with deviation 3 around the mean,
 * and 9/29 of the variance goes. It depends on exp(x) as it does on x. */
static void a_normal_choice_has_its_closed_form(void **state)
{
    static const double means[] = { -2.3, 1.1, -5.2, 0 };
    static double x[TRIALS], y[TRIALS], z[TRIALS], grown[TRIALS], gain[TRIALS];
    const double all = sqrt(29);
    Estimate share;

    draw_normals(x, "x");
    draw_normals(y, "y");
    draw_normals(z, "z");
    for (size_t k = 0; k < COUNT_OF(means); k++) {
        for (int i = 0; i < TRIALS; i++) {
            gain[i] = means[k] + 3 * x[i] + 4 * y[i] + 2 * z[i];
            grown[i] = exp(2.4 * x[i]);
        }
        assert_estimate(information_perfect(gain, TRIALS), worth(means[k], all));
        assert_estimate(partial(&share, x, gain), worth(means[k], 3));
        assert_estimate(share, 9.0 / 29);
        assert_estimate(partial(&share, grown, gain), worth(means[k], 3));
        assert_estimate(share, 9.0 / 29);
        assert_estimate(partial(&share, y, gain), worth(means[k], 4));
    }
}

/* An input that changes nothing is worth nothing and explains nothing: exactly nothing
 * where the choice is clear. */
static void an_idle_input_is_worth_nothing(void **state)
{
    static double idle[TRIALS], gain[TRIALS];
    Estimate share;

    draw_normals(idle, "idle");
    draw_normals(gain, "gain");
    for (int i = 0; i < TRIALS; i++)
        gain[i] -= 1.4;
    Estimate value = partial(&share, idle, gain);
    assert_near(value.value, 0, 0);
    assert_near(share.value, 0, 0.001);
}

/* 70% of the trials lose 2, 30% gain 3, each with noise of deviation 1: knowing which is
 * worth 0.3 * 3 while the mean gain is -0.5. Variance between: 0.21 * 25. */
static void two_cases_have_a_mean_each(void **state)
{
    static double kind[TRIALS], gain[TRIALS];
    Estimate share;

    draw_normals(kind, "kind");
    draw_normals(gain, "noise");
    for (int i = 0; i < TRIALS; i++) {
        kind[i] = kind[i] > gsl_cdf_ugaussian_Pinv(0.7) ? 11 : 5;
        gain[i] += kind[i] == 11 ? 3 : -2;
    }
    assert_estimate(partial(&share, kind, gain), 0.9);
    assert_estimate(share, 5.25 / 6.25);
}

/* No line through it, but a curve: gain = x^2 - 1.6 is worth E max(x^2 - 1.6, 0), which
 * with t = sqrt(1.6) is 2 (t pdf(t) - 0.6 Q(t)). */
static void a_curve_is_found(void **state)
{
    static double x[TRIALS], gain[TRIALS];
    const double t = sqrt(1.6);
    Estimate share;

    draw_normals(x, "x");
    draw_normals(gain, "noise");
    for (int i = 0; i < TRIALS; i++)
        gain[i] = x[i] * x[i] - 1.6 + 0.3 * gain[i];
    assert_estimate(partial(&share, x, gain),
                    2 * (t * gsl_ran_ugaussian_pdf(t) - 0.6 * gsl_cdf_ugaussian_Q(t)));
    assert_estimate(share, 2 / 2.09);
}

/* Half of the trials have one and the same value, the others are spread out. */
static void an_atom_among_values_does_no_harm(void **state)
{
    static double x[TRIALS], noise[TRIALS], gain[TRIALS];
    Estimate share;
    double sum = 0, square = 0;

    draw_normals(x, "x");
    draw_normals(noise, "noise");
    for (int i = 0; i < TRIALS; i++) {
        x[i] = fmax(x[i], 0);
        gain[i] = 2 * x[i] + noise[i] - 3;
        sum += 2 * x[i] / TRIALS;
        square += 4 * x[i] * x[i] / TRIALS;
    }
    partial(&share, x, gain);
    double variance = square - sum * sum;
    assert_estimate(share, variance / (variance + 1));
}

/* Ranks of 3, 1, 3, 7 are 2.5, 1, 2.5, 4. With 5, 6, 8, 9 (1, 2, 3, 4): the products of the
 * deviations from 2.5 are 0, .75, 0, 2.25, the squares 4.5 and 5: r = 3 / sqrt(22.5). */
static void ranks_share_their_places(void **state)
{
    const double x[] = { 3, 1, 3, 7 }, y[] = { 5, 6, 8, 9 };
    double rank_x[4], rank_y[4];

    assert_int_equal(ranking_fill(rank_x, x, 4), 3);
    assert_int_equal(ranking_fill(rank_y, y, 4), 4);
    assert_near(rank_x[0], 2.5, 0);
    assert_near(rank_x[1], 1, 0);
    assert_near(rank_x[2], 2.5, 0);
    assert_near(rank_x[3], 4, 0);
    assert_close(ranking_correlation(rank_x, rank_y, 4).value, 3 / sqrt(22.5), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_normal_choice_has_its_closed_form),
        cmocka_unit_test(an_idle_input_is_worth_nothing),
        cmocka_unit_test(two_cases_have_a_mean_each),
        cmocka_unit_test(a_curve_is_found),
        cmocka_unit_test(an_atom_among_values_does_no_harm),
        cmocka_unit_test(ranks_share_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
