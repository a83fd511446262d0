/* The shapes behind gamma, beta and PERT, and their tables. */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "sim/base/vmath.h"
#include "sim/sampling/shape_table.h"

/* From integrals of the densities to 40 digits. */
static void large_shapes_by_expansion(void **state)
{
    const struct {
        double a, b, z, t;
    } known[] = {
        { 230e3, 910e3, -6.5, -1.3905591861941509332 },
        { 230e3, 910e3, -1.25, -1.3782844996934537681 },
        { 230e3, 910e3, 0.75, -1.3736163103397458659 },
        { 230e3, 910e3, 6.5, -1.3602193169343638609 },
        { 110e3, 0, -6.5, 11.588570127402229497 },
        { 110e3, 0, -1.25, 11.604461348985845407 },
        { 110e3, 0, 0.75, 11.61049310045481709 },
        { 110e3, 0, 6.5, 11.627767069884754441 },
        { 34e6, 34e6, -6.5, -0.0015764816501574783559 },
        { 34e6, 34e6, 0.75, 0.00018190171957139786117 },
    };

    for (size_t i = 0; i < COUNT_OF(known); i++) {
        double a = known[i].a, b = known[i].b, z = known[i].z;
        double sd = sqrt(1 / a + (b > 0 ? 1 / b : 0));
        Shape shape = shape_make(a, b);
        assert_true(shape.large);
        assert_near(shape_quantile(&shape, z, NAN).t, known[i].t, 1e-9 * sd);
        assert_close(shape_log_tail(&shape, known[i].t, z > 0), log(lane_normal_cdf(-fabs(z))),
                     1e-9);
    }
}

/* On either side of SHAPE_LARGE the same curve, by GSL and by the expansion. */
static void the_expansion_takes_over_without_a_step(void **state)
{
    for (double z = -6; z <= 6; z += 0.5) {
        Shape below = shape_make(SHAPE_LARGE, 3.7 * SHAPE_LARGE);
        Shape above = shape_make(SHAPE_LARGE * (1 + 1e-13), 3.7 * SHAPE_LARGE);
        assert_true(!below.large && above.large);
        ShapeKnot a = shape_quantile(&below, z, NAN), b = shape_quantile(&above, z, NAN);
        assert_near(a.t, b.t, 1e-8 * a.slope);
        assert_close(a.slope, b.slope, 1e-6);
    }
}

static const double shapes[][2] = {
    { 2.5, 0 },     { 0.002, 0 },  { 0.6, 0 },      { 913, 0 },     { 19e3, 0 },
    { 2, 5 },       { 0.56, 40 },  { 0.564, 0.57 }, { 3, 1 },       { 1, 1 },
    { 17e3, 23e3 }, { 2.4, 54e4 }, { 3100, 1e6 },   { 0.11, 0.13 }, { 2e6, 0.7 },
};

/* GSL's tails carry a noise that grows with the larger shape, and beyond 1e5 beside a
 * shape below 10 they are an approximation. */
static double noise(const Shape *shape)
{
    double larger = fmax(shape->a, shape->b);

    return larger > 1e5 ? 2e-6 : 1e-9 + 1e-14 * larger;
}

/* A quantile found from anywhere, put back into the tails of GSL. */
static void quantiles_undo_the_distribution_function(void **state)
{
    const double guesses[] = { NAN, 0, -30, 12 };

    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        for (double z = -6.4; z <= 6.4; z += 0.8)
            for (size_t g = 0; g < COUNT_OF(guesses); g++) {
                Shape shape = shape_make(shapes[i][0], shapes[i][1]);
                double t = shape_quantile(&shape, z, guesses[g]).t;
                double tail = gsl_cdf_ugaussian_P(-fabs(z));
                assert_near(shape_log_tail(&shape, t, z > 0), log(tail), noise(&shape));
            }
}

/* By differences of quantiles: (f(h) - f(-h)) / 2h with h = 1e-3 is off by h^2/6 f'''. */
static void slopes_and_bends_are_derivatives(void **state)
{
    const double h = 1e-3;

    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        for (double z = -5; z <= 5; z += 1.37) {
            Shape shape = shape_make(shapes[i][0], shapes[i][1]);
            ShapeKnot at = shape_quantile(&shape, z, NAN);
            ShapeKnot after = shape_quantile(&shape, z + h, at.t);
            ShapeKnot before = shape_quantile(&shape, z - h, at.t);
            double size = fabs(at.slope) + fabs(at.bend);
            assert_near((after.t - before.t) / (2 * h), at.slope,
                        2e-6 * size + noise(&shape) * at.slope / h);
            assert_near((after.slope - before.slope) / (2 * h), at.bend,
                        2e-4 * size + noise(&shape) * at.slope / h);
        }
}

/* Between the knots, against the shape itself: as a shift of the score. Shapes near
 * zero turn a corner within a piece. */
static void tables_are_as_exact_as_stated(void **state)
{
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        Shape shape = shape_make(shapes[i][0], shapes[i][1]);
        bool corner = fmin(shape.a, shape.b > 0 ? shape.b : 1) < 0.15;
        double allowed = corner ? SHAPE_TABLE_ERROR : fmin(noise(&shape), SHAPE_TABLE_ERROR);
        Law law = { 0 };
        Arena arena = { 0 };
        Error err;
        double z[256], x[256];
        assert_true(shape_table_make(&law, &shape, &arena, &err));
        for (int k = 0; k < 256; k++)
            z[k] = -6 + 12 * (k + 0.31) / 256;
        (shape.b > 0 ? shape_table_beta : shape_table_gamma)(&law, z, x);
        for (int k = 0; k < 256; k++) {
            double t = shape.b > 0 ? log(x[k] / (1 - x[k])) : log(x[k]);
            ShapeKnot exact = shape_quantile(&shape, z[k], NAN);
            /* what is lost by writing T as x: all digits near one, or below 1e-307 */
            if (x[k] > 1e-300 && x[k] < 1 - 1e-4)
                assert_near(t, exact.t, allowed * exact.slope + 1e-12 * (1 + fabs(t)));
        }
        arena_free(&arena);
    }
}

static void tails_beyond_the_smallest_number_saturate(void **state)
{
    Shape shape = shape_make(0.002, 0);
    Law law = { 0 };
    Arena arena = { 0 };
    Error err;
    double z[256], x[256];

    for (int k = 0; k < 256; k++)
        z[k] = lane_normal(k == 0 ? 0x1p-53 : 1 - 0x1p-53);
    assert_true(shape_table_make(&law, &shape, &arena, &err));
    shape_table_gamma(&law, z, x);
    assert_true(x[0] >= 0 && x[0] < 1e-300);
    assert_close(x[1], gsl_cdf_gamma_Qinv(0x1p-53, 0.002, 1), 1e-6);
    arena_free(&arena);
}

static void a_shape_that_bends_too_much_is_refused(void **state)
{
    Shape shape = shape_make(0.0011, 0.0017);
    Law law = { 0 };
    Arena arena = { 0 };
    Error err;

    assert_false(shape_table_make(&law, &shape, &arena, &err));
    assert_string_equal(err.text, "its shape (0.0011, 0.0017) is too extreme to be tabulated");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_shapes_by_expansion),
        cmocka_unit_test(the_expansion_takes_over_without_a_step),
        cmocka_unit_test(quantiles_undo_the_distribution_function),
        cmocka_unit_test(slopes_and_bends_are_derivatives),
        cmocka_unit_test(tables_are_as_exact_as_stated),
        cmocka_unit_test(tails_beyond_the_smallest_number_saturate),
        cmocka_unit_test(a_shape_that_bends_too_much_is_refused),
    };
    gsl_set_error_handler_off(); /* as the program does */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
