/* summary.h - a distribution over trials in a few numbers, and how sure they are.
 *
 * The standard error of a statistic is the spread of the same statistic over 16
 * batches of consecutive trials, divided by the root of 16. That is right for
 * independent trials, whatever the statistic. Below 32 trials it is unknown.
 *
 * For Sobol points and Latin hypercubes it is an upper bound, which is why no second
 * set of points is run to tell the error of the first. With v the variance of a batch's
 * mean and V that of the whole's over scramblings (2^k consecutive points of a net are
 * digital shifts of one another: a batch is a scrambled net too), the batches' spread
 * has E(s^2) = 16/15 (v - V), so E(s^2)/16 >= V as soon as V <= v/16: when the whole is
 * no worse than 16 batches that are scrambled independently.
 *
 * Of a run of several rounds, quantiles and their errors come from counts (tally.h):
 * the error is half the width between the order statistics one standard error of the
 * rank, sqrt(p (1 - p) n), below and above. That too is right for independent trials
 * and an upper bound for the others.
 */
#ifndef SIM_RESULTS_SUMMARY_H
#define SIM_RESULTS_SUMMARY_H

#include <stddef.h>

enum { SUMMARY_BATCHES = 16 };

/* The quantiles that are reported, in this order. */
enum { Q_P5, Q_P10, Q_P25, Q_P50, Q_P75, Q_P90, Q_P95, Q_COUNT };
extern const double answer_levels[Q_COUNT];     /* 0.05 ...  */
extern const char *const answer_names[Q_COUNT]; /* "p5" ... */

/* A value with its standard error; both NAN when unknown. */
typedef struct {
    double value, se;
} Estimate;

/* A distribution over trials. */
typedef struct {
    Estimate mean, q[Q_COUNT];
    double sd;
} Summary;

extern const Estimate estimate_unknown;
extern const Summary summary_unknown;

/* The mean of x[0..n-1]; unknown if one of them is, or is infinite. */
Estimate estimate_mean(const double *x, size_t n);

/* Mean, standard deviation and quantiles; unknown if one of x is. Infinite ones are larger
 * than all others: then the mean is unknown, and quantiles may be infinite. */
Summary summary_make(const double *x, size_t n);

/* The same with the mean only, the rest unknown. */
Summary summary_of_mean(Estimate mean);

/* The value without the digits that its standard error does not support: rounded
 * to the decimal place of the error's first digit. One digit is always left. */
double estimate_rounded(Estimate estimate);

#endif
