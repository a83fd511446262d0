/* The functions of lanes, against long double. */
#include "tests/unit/support.h"

#include "sim/base/vmath.h"
#include "sim/sampling/scores.h"
#include "sim/sampling/uniforms.h"

enum { DRAWS = 200 * 256 };

/* Uniforms from a fixed stream: the arguments of the tests. */
static double draw(int i)
{
    static double u[256];

    if (i % 256 == 0)
        uniforms_fill(41, uniforms_stream("test_vmath"), 0, (uint64_t)i / 256, u);
    return u[i % 256];
}

static double relative(double is, long double should)
{
    return (double)fabsl((is - should) / should);
}

static void exp_is_right_to_1e_15(void **state)
{
    double worst = 0;

    for (int i = 0; i < DRAWS; i++) {
        double wide = 1416 * (draw(i) - 0.5), narrow = wide / 700;
        worst = fmax(worst, relative(lane_exp(wide), expl(wide)));
        worst = fmax(worst, relative(lane_exp(narrow), expl(narrow)));
    }
    assert_near(worst, 0, 1e-15);
    assert_true(lane_exp(0) == 1);
}

static void exp_saturates_and_passes_nan(void **state)
{
    assert_true(lane_exp(1e300) == lane_exp(708) && lane_exp(INFINITY) == lane_exp(708));
    assert_true(lane_exp(-1e300) == lane_exp(-708) && lane_exp(-INFINITY) == lane_exp(-708));
    assert_true(isnan(lane_exp(NAN)));
}

/* Near 1 the logarithm itself is near 0, so that the error is absolute there. */
static void log_is_right_to_1e_15(void **state)
{
    double worst = 0;

    for (int i = 0; i < DRAWS; i++) {
        double wide = exp(1400 * (draw(i) - 0.5)), near = 0.5 + wide / (1 + wide);
        worst = fmax(worst, relative(lane_log(wide), logl(wide)));
        worst = fmax(worst, (double)fabsl(lane_log(near) - logl(near)));
    }
    assert_near(worst, 0, 1e-15);
    assert_true(lane_log(1) == 0);
    assert_close(lane_log(0x1p-1022), -708.39641853226410622, 1e-15);
    assert_close(lane_log(1.7976931348623157e308), 709.78271289338399684, 1e-15);
}

static void log_of_nothing_saturates_and_passes_nan(void **state)
{
    assert_true(lane_log(0) == -745 && lane_log(-3.7) == -745 && lane_log(0x1p-1030) == -745);
    assert_true(isnan(lane_log(NAN)));
}

static void pow_loses_what_the_exponent_magnifies(void **state)
{
    for (int i = 0; i < DRAWS; i++) {
        double x = exp(20 * (draw(i) - 0.5)), y = 13.7 * sin(i);
        double allowed = 1e-16 * (2 + 4 * fabs(y * log(x)));
        assert_close(lane_pow(x, y), (double)powl(x, y), allowed + 2e-16);
    }
    assert_true(lane_pow(0, 2.385) == 0 && lane_pow(0, 0) == 1 && lane_pow(7.3, 0) == 1);
}

static void power_multiplies(void **state)
{
    assert_true(lane_power(1.37, 0) == 1 && lane_power(1.37, 1) == 1.37);
    for (int n = 0; n < 1024; n++)
        assert_close(lane_power(1.0371, n), (double)powl(1.0371L, n), 1e-15 + n * 1.2e-16);
}

/* How far z is from the quantile of u, relative: one Newton step in long double on
 * the smaller tail, or on the distance from the middle. */
static double normal_error(double u, double z)
{
    long double p = u < 0.5 ? u : 1 - (long double)u, a = fabsl((long double)z);
    long double density = expl(-a * a / 2) / sqrtl(2 * acosl(-1));
    long double off =
        p > 0.25L ? erfl(a / sqrtl(2)) / 2 - (0.5L - p) : p - erfcl(a / sqrtl(2)) / 2;

    return (double)fabsl(off / density / a);
}

static void normal_quantiles_are_right_to_3e_15(void **state)
{
    double worst = 0;

    for (int i = 0; i < DRAWS; i++) {
        double u = draw(i), tail = exp(-40 * u);
        worst = fmax(worst, normal_error(u, lane_normal(u)));
        worst = fmax(worst, normal_error(tail, lane_normal(tail)));
    }
    for (double u = LANE_TAIL - 1e-4; u < LANE_TAIL + 1e-4; u += 1e-7) /* where they meet */
        worst = fmax(worst, normal_error(u, lane_normal(u)));
    assert_near(worst, 0, 3e-15);
}

/* From 40 digits. */
static void known_normal_quantiles(void **state)
{
    assert_true(lane_normal(0.5) == 0);
    assert_close(lane_normal(0.31), -0.49585034734745332657, 3e-15);
    assert_close(lane_normal(0.9), 1.281551565544600467, 3e-15);
    assert_close(lane_normal(0.0003), -3.4316144036232693069, 3e-15);
    assert_close(lane_normal(1e-15), -7.941345326170996781, 3e-15);
    assert_true(lane_normal(0x1p-60) == lane_normal(0x1p-59));
    assert_true(isnan(lane_normal(NAN)));
}

static void normal_quantiles_are_odd_and_rise(void **state)
{
    double before = -INFINITY;

    for (int i = 1; i < 1 << 16; i++) {
        double u = i * 0x1p-16, z = lane_normal(u);
        assert_true(z == -lane_normal(1 - u));
        assert_true(z > before);
        before = z;
    }
}

static void a_block_of_scores_has_the_same_bits(void **state)
{
    double u[256], z[256];

    uniforms_fill(7, 11, 0, 0, u);
    u[0] = 0x1p-53;
    u[1] = 1 - 0x1p-53;
    scores_fill(z, u);
    for (int i = 0; i < 256; i++)
        assert_true(z[i] == lane_normal(u[i]));
}

static void normal_cdf_is_right_to_1e_14(void **state)
{
    double worst = 0;

    for (int i = 0; i < DRAWS; i++) {
        double z = 37 * (2 * draw(i) - 1), inner = z / 7;
        worst = fmax(worst, relative(lane_normal_cdf(z), erfcl(-z / sqrtl(2)) / 2));
        worst = fmax(worst, relative(lane_normal_cdf(inner), erfcl(-inner / sqrtl(2)) / 2));
    }
    assert_near(worst, 0, 1e-14);
    assert_near(lane_normal_cdf(0), 0.5, 1e-14);
    assert_true(lane_normal_cdf(-1e9) < 1e-290 && lane_normal_cdf(1e9) == 1);
    assert_true(isnan(lane_normal_cdf(NAN)));
}

static void floor_and_ceil_are_those_of_the_library(void **state)
{
    const double edges[] = { 0,      -0.0,     0.5,     -0.5,  1,
                             -1,     1.5,      2.5,     1e9,   -7.3,
                             0x1p51, 0x1.8p50, -0x1p60, 1e300, 0.49999999999999994 };

    for (size_t i = 0; i < COUNT_OF(edges); i++) {
        assert_true(lane_floor(edges[i]) == floor(edges[i]));
        assert_true(lane_ceil(edges[i]) == ceil(edges[i]));
    }
    for (int i = 0; i < DRAWS; i++) {
        double x = 1e4 * (draw(i) - 0.5);
        assert_true(lane_floor(x) == floor(x) && lane_ceil(x) == ceil(x));
    }
    assert_true(isnan(lane_floor(NAN)) && isnan(lane_ceil(NAN)));
}

static void clamping_keeps_within_bounds(void **state)
{
    assert_true(lane_min(2.5, -3.1) == -3.1 && lane_max(2.5, -3.1) == 2.5);
    assert_true(lane_clamp(7, 1.5, 6.5) == 6.5 && lane_clamp(-7, 1.5, 6.5) == 1.5);
    assert_true(lane_clamp(2.25, 1.5, 6.5) == 2.25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_right_to_1e_15),
        cmocka_unit_test(exp_saturates_and_passes_nan),
        cmocka_unit_test(log_is_right_to_1e_15),
        cmocka_unit_test(log_of_nothing_saturates_and_passes_nan),
        cmocka_unit_test(pow_loses_what_the_exponent_magnifies),
        cmocka_unit_test(power_multiplies),
        cmocka_unit_test(normal_quantiles_are_right_to_3e_15),
        cmocka_unit_test(known_normal_quantiles),
        cmocka_unit_test(normal_quantiles_are_odd_and_rise),
        cmocka_unit_test(a_block_of_scores_has_the_same_bits),
        cmocka_unit_test(normal_cdf_is_right_to_1e_14),
        cmocka_unit_test(floor_and_ceil_are_those_of_the_library),
        cmocka_unit_test(clamping_keeps_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
