/* Sobol indices against functions whose indices are known in closed form. */
#include "tests/unit/support.h"

#include "sim/decision/indices.h"
#include "sim/sampling/sampler.h"

#define PI 3.14159265358979323846

enum { POINTS = 4096, INPUTS = 4 };

static const char *const keys[INPUTS] = { "one", "two", "three", "four" };

typedef double Function(const double u[INPUTS]);

/* The indices of a function of uniforms, input by input. */
static void estimate(Indices indices[INPUTS], Function *f, SamplerKind kind)
{
    static double a[INPUTS][POINTS], b[INPUTS][POINTS], fa[POINTS], fb[POINTS], fab[POINTS];
    Sampler *sampler = sampler_make(kind, 8, POINTS, keys, INPUTS);

    sampler_add_second(sampler, keys, INPUTS);
    for (int k = 0; k < INPUTS; k++)
        for (uint64_t block = 0; block < POINTS / LANES; block++) {
            sampler_fill(sampler, sampler_points(sampler, keys[k]), block,
                         a[k] + block * LANES);
            sampler_fill(sampler, sampler_second_points(sampler, keys[k]), block,
                         b[k] + block * LANES);
        }
    sampler_free(sampler);
    for (int k = -2; k < INPUTS; k++) {
        for (int i = 0; i < POINTS; i++) {
            double u[INPUTS];
            for (int j = 0; j < INPUTS; j++)
                u[j] = j == k || k == -1 ? b[j][i] : a[j][i];
            (k == -2 ? fa : k == -1 ? fb : fab)[i] = f(u);
        }
        if (k >= 0)
            indices[k] = indices_estimate(fa, fb, fab, POINTS);
    }
}

/* Within so many standard errors. */
static void assert_near_index(const char *what, Estimate index, double truth, double errors)
{
    if (!(fabs(index.value - truth) <= errors * index.se))
        fail_msg("%s is %g +- %g (1 s.e.), not %g", what, index.value, index.se, truth);
    assert_true(indices_margin(index) < 0.2);
}

static void assert_within(const char *what, Estimate index, double truth)
{
    assert_near_index(what, index, truth, indices_margin(index) / index.se);
}

static double ishigami(const double u[INPUTS])
{
    double x[3];

    for (int k = 0; k < 3; k++)
        x[k] = PI * (2 * u[k] - 1);
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

/* Ishigami and Homma (1990), with a = 7 and b = 0.1: V1 = (1 + b pi^4 / 5)^2 / 2,
 * V2 = a^2 / 8, V13 = b^2 pi^8 (1/18 - 1/50), and the variance is their sum. The fourth
 * input does nothing. Sobol points come within the 95% intervals, which are made for random
 * points; of eighteen estimates from those, one may well lie outside. */
static void ishigami_has_its_known_indices(void **state)
{
    double pi4 = pow(PI, 4), v1 = 0.5 * pow(1 + 0.1 * pi4 / 5, 2), v2 = 49.0 / 8;
    double v13 = 0.01 * pi4 * pi4 * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    const double first[] = { v1 / v, v2 / v, 0 }, total[] = { (v1 + v13) / v, v2 / v, v13 / v };

    for (int kind = SAMPLER_RANDOM; kind <= SAMPLER_SOBOL; kind++) {
        Indices indices[INPUTS];
        double errors = kind == SAMPLER_SOBOL ? 1.96 : 3;
        estimate(indices, ishigami, (SamplerKind)kind);
        for (int k = 0; k < 3; k++) {
            assert_near_index("first", indices[k].first, first[k], errors);
            assert_near_index("total", indices[k].total, total[k], errors);
        }
        assert_near(indices[3].first.value, 0, 1e-15);
        assert_near(indices[3].total.value, 0, 1e-15);
    }
}

static const double weights[INPUTS] = { 0, 1, 4.5, 9 };

static double sobol_g(const double u[INPUTS])
{
    double product = 1;

    for (int k = 0; k < INPUTS; k++)
        product *= (fabs(4 * u[k] - 2) + weights[k]) / (1 + weights[k]);
    return product;
}

/* Sobol's g: V_k = 1 / (3 (1 + a_k)^2), V = prod (1 + V_k) - 1, S_k = V_k / V,
 * ST_k = V_k prod_{j != k} (1 + V_j) / V. */
static void sobols_g_has_its_known_indices(void **state)
{
    Indices indices[INPUTS];
    double part[INPUTS], product = 1;

    for (int k = 0; k < INPUTS; k++) {
        part[k] = 1 / (3 * (1 + weights[k]) * (1 + weights[k]));
        product *= 1 + part[k];
    }
    estimate(indices, sobol_g, SAMPLER_SOBOL);
    for (int k = 0; k < INPUTS; k++) {
        assert_within("first", indices[k].first, part[k] / (product - 1));
        assert_within("total", indices[k].total,
                      part[k] * product / (1 + part[k]) / (product - 1));
    }
}

static double sum(const double u[INPUTS])
{
    return 3.1 * u[0] + 1.7 * u[1] - 0.9 * u[2] + 0.4 * u[3] + 1e3;
}

/* Without interactions both indices are c_k^2 / sum c^2, however far from 0 the mean is. */
static void an_additive_function_has_equal_indices(void **state)
{
    static const double c[] = { 3.1, 1.7, -0.9, 0.4 };
    Indices indices[INPUTS];
    double all = 0;

    for (int k = 0; k < INPUTS; k++)
        all += c[k] * c[k];
    estimate(indices, sum, SAMPLER_SOBOL);
    for (int k = 0; k < INPUTS; k++) {
        assert_within("first", indices[k].first, c[k] * c[k] / all);
        assert_within("total", indices[k].total, c[k] * c[k] / all);
    }
}

static void what_does_not_vary_has_no_indices(void **state)
{
    const double same[] = { 2.5, 2.5, 2.5 };
    Indices indices = indices_estimate(same, same, same, 3);

    assert_true(isnan(indices.first.value) && isnan(indices.total.value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigami_has_its_known_indices),
        cmocka_unit_test(sobols_g_has_its_known_indices),
        cmocka_unit_test(an_additive_function_has_equal_indices),
        cmocka_unit_test(what_does_not_vary_has_no_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
