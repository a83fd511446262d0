/* switching.h - the values of an input at which a mean difference changes its sign.
 *
 * The switching value of an input X is the x at which E(D | X held at x) = 0, for D the
 * difference of two costs and all other inputs as they are drawn: the same draws at every
 * x, so that the mean is a smooth function of it. The chance that X switches the choice is
 * that of X lying where the mean difference has the other sign than it has on the whole.
 *
 * The difference is looked at in a few places; between two of unlike sign Brent's method
 * finds where it is zero. So two crossings between neighbouring places go unseen.
 */
#ifndef SIM_DECISION_SWITCHING_H
#define SIM_DECISION_SWITCHING_H

#include <stdbool.h>
#include <stddef.h>

enum { SWITCHING_PLACES = 5 };

/* The mean difference when the input is held at x. */
typedef double SwitchingMean(void *context, double x);

typedef struct {
    double at[SWITCHING_PLACES]; /* ascending */
    size_t count;
    bool positive; /* the sign below the first of them */
} Switching;

/* Find the crossings between ascending places, to within
 * `enough` of zero. A difference that is not known is crossed by nothing. */
void switching_find(Switching *switching, const double place[SWITCHING_PLACES],
                    const double difference[SWITCHING_PLACES], double enough,
                    SwitchingMean *mean, void *context);

/* The crossing nearest to a value, or NAN. */
double switching_nearest(const Switching *switching, double x);

/* The share of the samples at which the difference has the sign that is asked for. */
double switching_share(const Switching *switching, bool positive, const double *x, size_t n);

#endif
