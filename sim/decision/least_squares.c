#include "sim/decision/least_squares.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_multifit_nlinear.h>

#include "sim/base/arena.h"

#define MOST_STEPS 200
#define CLOSE      1e-7

/* In place of the residuals that cannot be computed. */
#define FAR_OFF 10

/* Logarithms stay within e^-40 and e^40: what the residuals cannot tell wanders off. */
#define WIDEST 40

typedef struct {
    Residuals *residuals;
    void *context;
    double far;
    double *space; /* for n residuals: the vectors of GSL are not contiguous */
} Problem;

double softened(double r, double far)
{
    double ratio = r / far;

    if (!isfinite(r))
        return softened(FAR_OFF, far);
    return r * sqrt(2 / (1 + sqrt(1 + ratio * ratio)));
}

static int evaluate_residuals(const gsl_vector *x, void *context, gsl_vector *f)
{
    const Problem *problem = context;
    double constants[MOST_CONSTANTS];

    for (size_t i = 0; i < x->size; i++)
        constants[i] = exp(fmax(-WIDEST, fmin(WIDEST, gsl_vector_get(x, i))));
    problem->residuals(problem->space, constants, problem->context);
    for (size_t i = 0; i < f->size; i++)
        gsl_vector_set(f, i, softened(problem->space[i], problem->far));
    return GSL_SUCCESS;
}

/* Relative standard errors: the residuals' variance times the inverse of J'J. */
static void find_spread(double *spread, gsl_multifit_nlinear_workspace *work, size_t p,
                        size_t n)
{
    gsl_matrix *covariance = gsl_matrix_alloc(p, p);
    double square = 0;

    gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(work), CLOSE, covariance);
    for (size_t i = 0; i < n; i++) {
        double r = gsl_vector_get(gsl_multifit_nlinear_residual(work), i);
        square += r * r;
    }
    for (size_t i = 0; i < p; i++) {
        double variance = gsl_matrix_get(covariance, i, i);
        spread[i] = variance > 0 && n > p ? sqrt(variance * square / (double)(n - p)) : NAN;
    }
    gsl_matrix_free(covariance);
}

bool least_squares(double *constants, double *spread, size_t p, size_t n, double far,
                   Residuals *residuals, void *context)
{
    gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
    Problem problem = { residuals, context, far, memory_zeros(n, sizeof(double)) };
    gsl_multifit_nlinear_fdf function = { .f = evaluate_residuals, .n = n, .p = p };
    int why;

    assert(p <= MOST_CONSTANTS && p <= n && far > 0);
    function.params = &problem;
    gsl_multifit_nlinear_workspace *work =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, n, p);
    gsl_vector *start = gsl_vector_alloc(p);
    for (size_t i = 0; i < p; i++)
        gsl_vector_set(start, i, log(constants[i]));
    gsl_multifit_nlinear_init(start, &function, work);
    int status =
        gsl_multifit_nlinear_driver(MOST_STEPS, CLOSE, CLOSE, 0, NULL, NULL, &why, work);
    bool ok = status == GSL_SUCCESS || status == GSL_EMAXITER || status == GSL_ENOPROG;
    for (size_t i = 0; ok && i < p; i++)
        constants[i] = exp(gsl_vector_get(gsl_multifit_nlinear_position(work), i));
    if (ok)
        find_spread(spread, work, p, n);
    gsl_vector_free(start);
    gsl_multifit_nlinear_free(work);
    free(problem.space);
    return ok;
}
