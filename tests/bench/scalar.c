#include "tests/bench/scalar.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdint.h>

#define PI 3.14159265358979323846

/* A way to draw: the loops differ in nothing else. */
typedef struct {
    void *state;
    double (*uniform)(void *state);
    double (*normal)(void *state);
    double (*gamma)(void *state, double shape);
    double (*beta)(void *state, double a, double b);
    double (*poisson)(void *state, double mean);
} Draws;

/* --- a trial --------------------------------------------------------------------- */

typedef struct {
    double factor[REFWORK_CORRELATED][REFWORK_CORRELATED];
} Copula;

/* The Cholesky factor of the correlations 2 sin(pi rank / 6) of the normal scores. */
static Copula copula_make(void)
{
    Copula c = { 0 };

    for (int i = 0; i < REFWORK_CORRELATED; i++)
        for (int j = 0; j <= i; j++) {
            double rest = i == j ? 1 : 2 * sin(PI * refwork_rank(i, j) / 6);
            for (int k = 0; k < j; k++)
                rest -= c.factor[i][k] * c.factor[j][k];
            c.factor[i][j] = i == j ? sqrt(rest) : rest / c.factor[j][j];
        }
    return c;
}

static double triangle_at(const RefworkInput *in, double u)
{
    double width = in->c - in->a, split = (in->b - in->a) / width;

    return u < split ? in->a + sqrt(u * width * (in->b - in->a))
                     : in->c - sqrt((1 - u) * width * (in->c - in->b));
}

static double point_at(int row, double u)
{
    int k = 0;

    for (; k < REFWORK_POINTS - 1 && u >= refwork_points[row][k].chance; k++)
        u -= refwork_points[row][k].chance;
    return refwork_points[row][k].value;
}

/* Of a PERT: the parameters of its beta. */
static double pert_a(const RefworkInput *in)
{
    return 1 + 4 * (in->b - in->a) / (in->c - in->a);
}

static double pert_b(const RefworkInput *in)
{
    return 1 + 4 * (in->c - in->b) / (in->c - in->a);
}

/* The value of a correlated input at a normal score. */
static double at_score(const RefworkInput *in, double z)
{
    switch (in->law) {
    case LAW_LOGNORMAL:
        return in->a * exp(in->b * z);
    case LAW_NORMAL:
        return fmax(0, in->a + in->b * z);
    case LAW_TRIANGLE:
        return triangle_at(in, gsl_cdf_ugaussian_P(z));
    case LAW_GAMMA:
        return gsl_cdf_gamma_Pinv(gsl_cdf_ugaussian_P(z), in->a, in->b);
    default:
        return in->a + (in->c - in->a) *
                           gsl_cdf_beta_Pinv(gsl_cdf_ugaussian_P(z), pert_a(in), pert_b(in));
    }
}

static double draw(const Draws *d, const RefworkInput *in)
{
    switch (in->law) {
    case LAW_LOGNORMAL:
        return in->a * exp(in->b * d->normal(d->state));
    case LAW_PERT:
        return in->a + (in->c - in->a) * d->beta(d->state, pert_a(in), pert_b(in));
    case LAW_TRIANGLE:
        return triangle_at(in, d->uniform(d->state));
    case LAW_GAMMA:
        return in->b * d->gamma(d->state, in->a);
    case LAW_NORMAL:
        return fmax(0, in->a + in->b * d->normal(d->state));
    case LAW_BETA:
        return d->beta(d->state, in->a, in->b);
    case LAW_UNIFORM:
        return in->a + (in->b - in->a) * d->uniform(d->state);
    case LAW_POINTS:
        return point_at((int)in->a, d->uniform(d->state));
    default:
        return d->poisson(d->state, in->a);
    }
}

static void run(const Draws *d, RefworkResults *results)
{
    Copula copula = copula_make();
    double x[REFWORK_INPUTS], events[REFWORK_MONTHS], total[REFWORK_DESIGNS];
    double score[REFWORK_CORRELATED];

    for (long trial = 0; trial < results->trials; trial++) {
        for (int i = 0; i < REFWORK_CORRELATED; i++) {
            double z = 0;
            score[i] = d->normal(d->state);
            for (int j = 0; j <= i; j++)
                z += copula.factor[i][j] * score[j];
            x[i] = at_score(&refwork_inputs[i], z);
        }
        for (int i = REFWORK_CORRELATED; i < REFWORK_INPUTS; i++)
            x[i] = draw(d, &refwork_inputs[i]);
        for (int m = 0; m < REFWORK_MONTHS; m++)
            events[m] = d->poisson(d->state, x[REFWORK_drift]);
        results->winner[trial] = (unsigned char)refwork_model(x, events, total);
        for (int k = 0; k < REFWORK_DESIGNS; k++)
            results->total[k][trial] = total[k];
    }
}

/* --- GSL ------------------------------------------------------------------------- */

static double gsl_uniform(void *rng)
{
    return gsl_rng_uniform_pos(rng);
}

static double gsl_normal(void *rng)
{
    return gsl_ran_gaussian_ziggurat(rng, 1);
}

static double gsl_gamma(void *rng, double shape)
{
    return gsl_ran_gamma(rng, shape, 1);
}

static double gsl_beta(void *rng, double a, double b)
{
    return gsl_ran_beta(rng, a, b);
}

static double gsl_poisson(void *rng, double mean)
{
    return gsl_ran_poisson(rng, mean);
}

void scalar_gsl(RefworkResults *results)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, 4711);
    run(&(Draws){ rng, gsl_uniform, gsl_normal, gsl_gamma, gsl_beta, gsl_poisson }, results);
    gsl_rng_free(rng);
}

/* --- squiggle.c ------------------------------------------------------------------ */

static double squiggle_uniform(void *state)
{
    uint64_t *x = state;

    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return ((double)(*x >> 11) + 0.5) * 0x1p-53;
}

static double squiggle_normal(void *state)
{
    double radius = sqrt(-2 * log(squiggle_uniform(state)));

    return radius * sin(2 * PI * squiggle_uniform(state));
}

/* Only shapes of at least 1 occur here. */
static double squiggle_gamma(void *state, double shape)
{
    double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);

    for (;;) {
        double x = squiggle_normal(state), v = 1 + c * x;
        if (v <= 0)
            continue;
        v = v * v * v;
        double u = squiggle_uniform(state);
        if (u < 1 - 0.0331 * (x * x) * (x * x) || log(u) < 0.5 * (x * x) + d * (1 - v + log(v)))
            return d * v;
    }
}

static double squiggle_beta(void *state, double a, double b)
{
    double x = squiggle_gamma(state, a), y = squiggle_gamma(state, b);

    return x / (x + y);
}

static double squiggle_poisson(void *state, double mean)
{
    double limit = exp(-mean), product = squiggle_uniform(state);
    int count = 0;

    for (; product > limit; count++)
        product *= squiggle_uniform(state);
    return count;
}

void scalar_squiggle(RefworkResults *results)
{
    uint64_t state = 4711;

    run(&(Draws){ &state, squiggle_uniform, squiggle_normal, squiggle_gamma, squiggle_beta,
                  squiggle_poisson },
        results);
}
