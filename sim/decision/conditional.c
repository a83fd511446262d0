#include "sim/decision/conditional.h"

#include <gsl/gsl_bspline.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/arena.h"
#include "sim/base/quantile.h"

/* Folds are stretches of consecutive samples: of Sobol points each is itself even. */
enum { FOLDS = 4, ORDER = 4, MOST_PIECES = 8, FEW = 12 };
enum { MOST_TERMS = FEW > MOST_PIECES + ORDER - 1 ? FEW : MOST_PIECES + ORDER - 1 };

/* The functions of x whose weighted sum the mean is. */
typedef struct {
    size_t terms;
    gsl_bspline_workspace *spline; /* NULL: one term for each place */
} Basis;

/* Sums over the samples of a fold from which a least-squares fit is made. */
typedef struct {
    double gram[MOST_TERMS][MOST_TERMS], moment[MOST_TERMS];
} Sums;

typedef struct {
    size_t n;
    double *place;   /* [n] normal scores of x, or its values' numbers 0, 1, ... */
    double *y;       /* [n] less their mean                                      */
    double *fit;     /* [n] by the basis at hand                                 */
    double variance; /* of y */
} Problem;

static size_t fold_begin(const Problem *p, size_t fold)
{
    return fold * p->n / FOLDS;
}

/* The terms that are not zero at a place, and the first of them. */
static size_t terms_at(const Basis *basis, double place, double term[ORDER], size_t *first)
{
    double space[ORDER];
    gsl_vector_view view = gsl_vector_view_array(space, ORDER);
    size_t last;

    if (!basis->spline) {
        *first = (size_t)place;
        term[0] = 1;
        return 1;
    }
    gsl_bspline_eval_nonzero(place, &view.vector, first, &last, basis->spline);
    memcpy(term, space, sizeof space);
    return ORDER;
}

static void sum_fold(Sums *sums, const Problem *p, const Basis *basis, size_t fold)
{
    double term[ORDER];
    size_t first;

    *sums = (Sums){ 0 };
    for (size_t i = fold_begin(p, fold); i < fold_begin(p, fold + 1); i++) {
        size_t count = terms_at(basis, p->place[i], term, &first);
        for (size_t j = 0; j < count; j++) {
            sums->moment[first + j] += term[j] * p->y[i];
            for (size_t k = 0; k < count; k++)
                sums->gram[first + j][first + k] += term[j] * term[k];
        }
    }
}

/* The weights that fit all folds but one. A hint of a ridge keeps terms without samples
 * at zero. */
static void fit_others(double weight[MOST_TERMS], const Sums sums[FOLDS], size_t terms,
                       size_t left_out)
{
    double gram[MOST_TERMS * MOST_TERMS] = { 0 }, trace = 0;

    memset(weight, 0, MOST_TERMS * sizeof *weight);
    for (size_t fold = 0; fold < FOLDS; fold++)
        for (size_t j = 0; j < terms && fold != left_out; j++) {
            weight[j] += sums[fold].moment[j];
            for (size_t k = 0; k < terms; k++)
                gram[j * terms + k] += sums[fold].gram[j][k];
        }
    for (size_t j = 0; j < terms; j++)
        trace += gram[j * terms + j];
    for (size_t j = 0; j < terms; j++)
        gram[j * terms + j] += 1e-9 * trace;
    gsl_matrix_view matrix = gsl_matrix_view_array(gram, terms, terms);
    gsl_vector_view vector = gsl_vector_view_array(weight, terms);
    if (gsl_linalg_cholesky_decomp1(&matrix.matrix) == 0)
        gsl_linalg_cholesky_svx(&matrix.matrix, &vector.vector);
    else
        memset(weight, 0, MOST_TERMS * sizeof *weight);
}

static double predict(const Basis *basis, const double *weight, double place)
{
    double term[ORDER], sum = 0;
    size_t first, count = terms_at(basis, place, term, &first);

    for (size_t j = 0; j < count; j++)
        sum += term[j] * weight[first + j];
    return sum;
}

/* Fill p->fit, and return the sum of its squared errors. */
static double cross_fit(Problem *p, const Basis *basis)
{
    Sums sums[FOLDS];
    double weight[MOST_TERMS], errors = 0;

    for (size_t fold = 0; fold < FOLDS; fold++)
        sum_fold(&sums[fold], p, basis, fold);
    for (size_t fold = 0; fold < FOLDS; fold++) {
        fit_others(weight, sums, basis->terms, fold);
        for (size_t i = fold_begin(p, fold); i < fold_begin(p, fold + 1); i++) {
            p->fit[i] = predict(basis, weight, p->place[i]);
            errors += (p->y[i] - p->fit[i]) * (p->y[i] - p->fit[i]);
        }
    }
    return errors;
}

/* A spline whose pieces hold equally many samples. */
static Basis spline_make(const Problem *p, size_t pieces)
{
    Basis basis = { pieces + ORDER - 1, gsl_bspline_alloc(ORDER, pieces + 1) };
    double level[MOST_PIECES + 1], at[MOST_PIECES + 1];

    for (size_t k = 0; k <= pieces; k++)
        level[k] = (double)k / (double)pieces;
    quantile_fill(at, level, pieces + 1, p->place, p->n);
    gsl_vector_view knots = gsl_vector_view_array(at, pieces + 1);
    gsl_bspline_knots(&knots.vector, basis.spline);
    return basis;
}

/* The best of no dependence at all and of ever finer splines; returns its errors. */
static double choose_spline(double *best, Problem *p)
{
    const Basis none = { .terms = 1 };
    double *place = p->place, *nowhere = memory_zeros(p->n, sizeof *nowhere);

    p->place = nowhere;
    double least = cross_fit(p, &none);
    p->place = place;
    free(nowhere);
    memcpy(best, p->fit, p->n * sizeof *best);
    for (size_t pieces = 1; pieces <= MOST_PIECES; pieces *= 2) {
        Basis basis = spline_make(p, pieces);
        double errors = cross_fit(p, &basis);
        gsl_bspline_free(basis.spline);
        if (errors < least) {
            least = errors;
            memcpy(best, p->fit, p->n * sizeof *best);
        }
    }
    return least;
}

/* Numbers 0, 1, ... for the different ranks, of which there are few. */
static void number_places(double *place, const double *rank, size_t n)
{
    double known[FEW];
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < count && known[k] != rank[i])
            k++;
        if (k == count)
            known[count++] = rank[i];
        place[i] = (double)k;
    }
}

/* The share of variance that the errors leave, with an error by linearising the ratio. */
static Estimate explained(const Problem *p, const double *mean)
{
    double *part = memory_grow(NULL, p->n, sizeof *part), sum = 0;

    for (size_t i = 0; i < p->n; i++) {
        double error = p->y[i] - mean[i];
        part[i] = p->y[i] * p->y[i] - error * error;
        sum += part[i];
    }
    double share = sum / (double)p->n / p->variance;
    for (size_t i = 0; i < p->n; i++)
        part[i] -= share * p->y[i] * p->y[i];
    double se = estimate_mean(part, p->n).se / p->variance;
    free(part);
    return (Estimate){ share > 0 ? share : 0, se };
}

static double center(double *centered, const double *y, size_t n, double *variance)
{
    double sum = 0, squares = 0;

    for (size_t i = 0; i < n; i++)
        sum += y[i];
    for (size_t i = 0; i < n; i++) {
        centered[i] = y[i] - sum / (double)n;
        squares += centered[i] * centered[i];
    }
    *variance = squares / (double)n;
    return sum / (double)n;
}

Estimate conditional_mean(double *mean, const double *rank_x, size_t different, const double *y,
                          size_t n)
{
    double *space = memory_grow(NULL, 3 * n + 1, sizeof *space);
    Problem p = { .n = n, .place = space, .y = space + n, .fit = space + 2 * n };
    double middle = center(p.y, y, n, &p.variance);
    Estimate share = { 0, 0 };

    if (different <= FEW) {
        const Basis steps = { .terms = different };
        number_places(p.place, rank_x, n);
        cross_fit(&p, &steps);
        memcpy(mean, p.fit, n * sizeof *mean);
    } else {
        for (size_t i = 0; i < n; i++)
            p.place[i] = gsl_cdf_ugaussian_Pinv((rank_x[i] - 0.5) / (double)n);
        choose_spline(mean, &p);
    }
    if (p.variance > 0)
        share = explained(&p, mean);
    for (size_t i = 0; i < n; i++)
        mean[i] += middle;
    free(space);
    return share;
}
