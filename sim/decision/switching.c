#include "sim/decision/switching.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

/* A place and the difference there. */
typedef struct {
    double x, y;
} Point;

/* A function for GSL, which knows its ends and remembers how near to zero it has come. */
typedef struct {
    SwitchingMean *mean;
    void *context;
    Point low, high, nearest;
} Probe;

static double probe(double x, void *context)
{
    Probe *p = context;
    double y = x == p->low.x ? p->low.y : x == p->high.x ? p->high.y : p->mean(p->context, x);

    if (fabs(y) < fabs(p->nearest.y))
        p->nearest = (Point){ x, y };
    return y;
}

static double find_zero(Point low, Point high, double enough, SwitchingMean *mean,
                        void *context)
{
    enum { MOST_STEPS = 40 };
    Probe p = { mean, context, low, high, low };
    gsl_function f = { probe, &p };
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);

    int status = gsl_root_fsolver_set(solver, &f, low.x, high.x);
    for (int step = 0; step < MOST_STEPS && status == GSL_SUCCESS; step++) {
        double width = gsl_root_fsolver_x_upper(solver) - gsl_root_fsolver_x_lower(solver);
        if (fabs(p.nearest.y) <= enough || width <= 1e-12 * fabs(p.nearest.x))
            break;
        status = gsl_root_fsolver_iterate(solver);
    }
    gsl_root_fsolver_free(solver);
    return p.nearest.x;
}

void switching_find(Switching *switching, const double place[SWITCHING_PLACES],
                    const double difference[SWITCHING_PLACES], double enough,
                    SwitchingMean *mean, void *context)
{
    *switching = (Switching){ .positive = difference[0] > 0 };
    for (int k = 1; k < SWITCHING_PLACES; k++)
        if (isfinite(difference[k] + difference[k - 1]) &&
            (difference[k] > 0) != (difference[k - 1] > 0))
            switching->at[switching->count++] =
                find_zero((Point){ place[k - 1], difference[k - 1] },
                          (Point){ place[k], difference[k] }, enough, mean, context);
}

double switching_nearest(const Switching *switching, double x)
{
    double nearest = NAN;

    for (size_t k = 0; k < switching->count; k++)
        if (!(fabs(switching->at[k] - x) >= fabs(nearest - x)))
            nearest = switching->at[k];
    return nearest;
}

double switching_share(const Switching *switching, bool positive, const double *x, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        size_t below = 0;
        while (below < switching->count && switching->at[below] < x[i])
            below++;
        count += (switching->positive == (below % 2 == 0)) == positive;
    }
    return (double)count / (double)n;
}
