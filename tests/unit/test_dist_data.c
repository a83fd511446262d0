/* Laws made of data and of other laws, and what is refused. */
#include "tests/unit/support.h"

#include <gsl/gsl_errno.h>

#include "sim/sampling/dist.h"

static int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static int make_arena(void **state)
{
    static Arena arena;

    arena = (Arena){ 0 };
    *state = &arena;
    return 0;
}

/* --- quantiles -------------------------------------------------------------------- */

static void a_table_of_quantiles_goes_through_its_points(void **state)
{
    const double levels[] = { 0.031, 0.25, 0.5, 0.9, 0.993 };
    const double rows[][5] = { { 0.4, 1.1, 1.1, 7.3, 19 }, /* logs  */
                               { -3.1, -0.2, 0, 0, 4.7 },  /* signs */
                               { 0, 0, 2.9, 3.7, 11 } };   /* zero  */
    Error err;
    Law law;

    for (size_t r = 0; r < COUNT_OF(rows); r++) {
        assert_true(law_quantiles(&law, levels, rows[r], 5, *state, &err));
        for (int i = 0; i < 5; i++)
            assert_near(law_quantile(&law, levels[i]), rows[r][i], 1e-14 * 19);
    }
}

/* Of a lognormal, any quantiles give the lognormal back: its logs are a line over z. */
static void quantiles_of_a_lognormal_are_that_lognormal(void **state)
{
    double levels[] = { 0.05, 0.31, 0.5, 0.77, 0.9 }, values[5];
    Error err;
    Law exact, law;

    assert_true(dist_find("lognormal")->from_range(&exact, 0.37, 5.1, 0.1, *state, &err));
    for (int i = 0; i < 5; i++)
        values[i] = law_quantile(&exact, levels[i]);
    assert_true(law_quantiles(&law, levels, values, 5, *state, &err));
    for (double u = 1e-6; u < 1; u += 0.00737)
        assert_close(law_quantile(&law, u), law_quantile(&exact, u), 1e-12);
    assert_close(law_mean(&law), law_mean(&exact), 1e-4);
}

/* Two values with a zero among them: 5 at the median and 0 at 16%. Below, the line
 * would fall under zero. */
static void tails_of_what_is_not_negative_stop_at_zero(void **state)
{
    Error err;
    Law law;

    assert_true(
        law_quantiles(&law, (double[]){ 0.16, 0.5 }, (double[]){ 0, 5 }, 2, *state, &err));
    assert_true(law_quantile(&law, 0.01) == 0);
    assert_close(law_quantile(&law, 0.84), 10, 1e-14);
    assert_true(law.dist->cdf(&law, -1) < 1e-15);
}

static void quantiles_never_fall(void **state)
{
    Error err;
    Law law;
    double before = -INFINITY;

    assert_true(law_quantiles(&law, (double[]){ 0.1, 0.4, 0.41, 0.8 },
                              (double[]){ -2, -1.9, 30, 30 }, 4, *state, &err));
    for (double u = 1e-5; u < 1; u += 1e-4) {
        assert_true(law_quantile(&law, u) >= before);
        before = law_quantile(&law, u);
    }
}

/* --- samples ---------------------------------------------------------------------- */

/* Sorted 2, 3, 5, 11: u = 0.4 is at place 1.2, between 3 and 5. */
static void samples_are_interpolated(void **state)
{
    Error err;
    Law law;
    double low, high;

    assert_true(law_samples(&law, (double[]){ 5, 2, 11, 3 }, 4, *state, &err));
    assert_close(law_quantile(&law, 0.4), 3.4, 1e-15);
    assert_near(law_quantile(&law, 0x1p-53), 2, 1e-14);
    assert_near(law_quantile(&law, 1 - 0x1p-53), 11, 1e-14);
    assert_close(law_mean(&law), (2.5 + 4 + 8) / 3, 1e-15);
    assert_close(law.dist->cdf(&law, 3.4), 0.4, 1e-14);
    assert_true(law.dist->cdf(&law, 1.9) == 0 && law.dist->cdf(&law, 11) == 1);
    law.dist->support(&law, &low, &high);
    assert_true(low == 2 && high == 11);
}

static void one_sample_is_always_it(void **state)
{
    Error err;
    Law law;

    assert_true(law_samples(&law, (double[]){ -7.3 }, 1, *state, &err));
    assert_true(law_quantile(&law, 0.001) == -7.3 && law_quantile(&law, 0.999) == -7.3);
    assert_true(law_mean(&law) == -7.3);
}

/* --- mixtures --------------------------------------------------------------------- */

/* 30% 1..2, 70% 5..9, uniform: at 0.15 half of the first, at 0.65 half of the second. */
static void parts_that_do_not_overlap_keep_their_order(void **state)
{
    Error err;
    Law law, parts[2];

    for (int swap = 0; swap < 2; swap++) {
        assert_true(
            dist_find("uniform")->from_range(&parts[swap], 1.1, 1.9, 0.1, *state, &err));
        assert_true(
            dist_find("uniform")->from_range(&parts[!swap], 5.4, 8.6, 0.1, *state, &err));
        assert_true(law_mixture(&law, parts,
                                swap ? (double[]){ 0.7, 0.3 } : (double[]){ 0.3, 0.7 }, 2,
                                *state, &err));
        assert_close(law_quantile(&law, 0.15), 1.5, 1e-13);
        assert_close(law_quantile(&law, 0.65), 7, 1e-13);
        assert_close(law_mean(&law), 0.3 * 1.5 + 0.7 * 7, 1e-13);
        assert_close(law.dist->cdf(&law, 7), 0.65, 1e-13);
    }
}

/* With overlap u is no order, but shares are exact: of a million levels as many are
 * below x as the distribution function says. */
static void overlapping_parts_give_the_mixture(void **state)
{
    enum { BLOCKS = 4000 };
    Error err;
    Law law, parts[3];
    int below[3] = { 0 };
    const double at[3] = { 1.7, 2.9, 6.1 };

    assert_true(dist_find("lognormal")->from_range(&parts[0], 1, 7, 0.1, *state, &err));
    assert_true(dist_find("normal")->from_range(&parts[1], -1, 8, 0.1, *state, &err));
    law_constant(&parts[2], 2.5);
    assert_true(law_mixture(&law, parts, (double[]){ 0.5, 0.2, 0.3 }, 3, *state, &err));
    for (int block = 0; block < BLOCKS; block++) {
        double u[256], x[256];
        for (int i = 0; i < 256; i++)
            u[i] = (256 * block + i + 0.5) / (256.0 * BLOCKS);
        law.dist->quantile(&law, u, x);
        for (int i = 0; i < 256; i++)
            for (int k = 0; k < 3; k++)
                below[k] += x[i] <= at[k];
    }
    for (int k = 0; k < 3; k++)
        assert_near(below[k] / (256.0 * BLOCKS), law.dist->cdf(&law, at[k]), 1e-5);
}

static void mixtures_mix(void **state)
{
    Error err;
    Law inner, outer, parts[2], outer_parts[2];
    double low, high;

    law_constant(&parts[0], 1.25);
    law_constant(&parts[1], 7.5);
    assert_true(law_mixture(&inner, parts, (double[]){ 0.6, 0.4 }, 2, *state, &err));
    outer_parts[0] = inner;
    law_constant(&outer_parts[1], 20);
    assert_true(law_mixture(&outer, outer_parts, (double[]){ 0.5, 0.5 }, 2, *state, &err));
    assert_true(law_quantile(&outer, 0.29) == 1.25 && law_quantile(&outer, 0.31) == 7.5);
    assert_true(law_quantile(&outer, 0.51) == 20);
    assert_close(law_mean(&outer), 0.3 * 1.25 + 0.2 * 7.5 + 10, 1e-14);
    outer.dist->support(&outer, &low, &high);
    assert_true(low == 1.25 && high == 20);
}

static void only_constants_are_constant(void **state)
{
    Error err;
    Law law;
    double low, high;

    law_constant(&law, -3.7);
    assert_true(law_is_constant(&law) && law_mean(&law) == -3.7);
    assert_true(law_quantile(&law, 0.93) == -3.7);
    assert_true(law.dist->cdf(&law, -3.8) == 0 && law.dist->cdf(&law, -3.7) == 1);
    law.dist->support(&law, &low, &high);
    assert_true(low == -3.7 && high == -3.7);
    assert_true(dist_find("normal")->from_range(&law, 1, 2, 0.1, *state, &err));
    assert_false(law_is_constant(&law));
}

/* --- what is refused -------------------------------------------------------------- */

#define assert_refused(call, message)                                                          \
    do {                                                                                       \
        Error err = { 0 };                                                                     \
        assert_false(call);                                                                    \
        assert_int_equal(err.status, STATUS_SCENARIO);                                         \
        assert_string_equal(err.text, message);                                                \
    } while (0)

static void impossible_ranges_are_refused(void **state)
{
    const Dist *beta = dist_find("beta"), *gamma = dist_find("gamma");
    const Dist *lognormal = dist_find("lognormal");
    Law law;

    assert_refused(lognormal->from_range(&law, 0, 3, 0.1, *state, &err),
                   "a lognormal range must lie above zero");
    assert_refused(gamma->from_range(&law, -1, 3, 0.1, *state, &err),
                   "a gamma range must lie above zero");
    assert_refused(gamma->from_range(&law, 1, 1 + 1e-9, 0.1, *state, &err),
                   "no gamma distribution has these quantiles");
    assert_refused(gamma->from_range(&law, 1e-300, 1e305, 1e-4, *state, &err),
                   "no gamma distribution has these quantiles");
    assert_refused(beta->from_range(&law, 0, 0.5, 0.1, *state, &err),
                   "a beta range must lie between 0% and 100%");
    assert_refused(beta->from_range(&law, 0.5, 1, 0.1, *state, &err),
                   "a beta range must lie between 0% and 100%");
    assert_refused(beta->from_range(&law, 0.5, 0.5 + 1e-12, 0.1, *state, &err),
                   "no beta distribution has these quantiles");
}

static void a_most_likely_value_lies_between(void **state)
{
    const char *const names[] = { "pert", "triangle" };
    Law law;

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const Dist *dist = dist_find(names[i]);
        Error fine;
        assert_refused(dist->from_three(&law, 1, 0.9, 3, *state, &err),
                       "the most likely value must lie between the lowest and the highest");
        assert_refused(dist->from_three(&law, 1, 3.1, 3, *state, &err),
                       "the most likely value must lie between the lowest and the highest");
        assert_refused(dist->from_three(&law, 2, 2, 2, *state, &err),
                       "the most likely value must lie between the lowest and the highest");
        assert_true(dist->from_three(&law, 1, 1, 3, *state, &fine));
        assert_true(dist->from_three(&law, 1, 3, 3, *state, &fine));
    }
}

static void impossible_data_are_refused(void **state)
{
    Law law, parts[2];

    law_constant(&parts[0], 1);
    law_constant(&parts[1], 2);
    assert_refused(law_quantiles(&law, (double[]){ 0.5 }, (double[]){ 1 }, 1, *state, &err),
                   "at least two quantiles are needed");
    assert_refused(
        law_quantiles(&law, (double[]){ 0.5, 0.5 }, (double[]){ 1, 2 }, 2, *state, &err),
        "levels must rise and lie between 0% and 100%");
    assert_refused(
        law_quantiles(&law, (double[]){ 0.5, 1 }, (double[]){ 1, 2 }, 2, *state, &err),
        "levels must rise and lie between 0% and 100%");
    assert_refused(
        law_quantiles(&law, (double[]){ 0.1, 0.9 }, (double[]){ 2, 1 }, 2, *state, &err),
        "a higher level cannot have a lower value");
    assert_refused(law_samples(&law, NULL, 0, *state, &err), "there are no values");
    assert_refused(law_samples(&law, (double[]){ 1, NAN }, 2, *state, &err),
                   "value 2 is not a finite number");
    assert_refused(law_mixture(&law, parts, (double[]){ 0.4, 0.5 }, 2, *state, &err),
                   "the chances sum to 90%, not 100%");
    assert_refused(law_mixture(&law, parts, (double[]){ 1, 0 }, 2, *state, &err),
                   "every part needs a chance above zero");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_of_quantiles_goes_through_its_points),
        cmocka_unit_test(quantiles_of_a_lognormal_are_that_lognormal),
        cmocka_unit_test(tails_of_what_is_not_negative_stop_at_zero),
        cmocka_unit_test(quantiles_never_fall),
        cmocka_unit_test(samples_are_interpolated),
        cmocka_unit_test(one_sample_is_always_it),
        cmocka_unit_test(parts_that_do_not_overlap_keep_their_order),
        cmocka_unit_test(overlapping_parts_give_the_mixture),
        cmocka_unit_test(mixtures_mix),
        cmocka_unit_test(only_constants_are_constant),
        cmocka_unit_test(impossible_ranges_are_refused),
        cmocka_unit_test(a_most_likely_value_lies_between),
        cmocka_unit_test(impossible_data_are_refused),
    };
    gsl_set_error_handler_off(); /* as the program does */
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
