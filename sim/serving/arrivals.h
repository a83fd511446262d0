/* arrivals.h - when requests come: steadily, in bursts, or as they once did.
 *
 * Gaps between arrivals are independent, and each is made of one uniform in closed form,
 * so that bits do not depend on the processor. The coefficient
 * of variation of the gaps, their standard deviation over their mean, says which law:
 *
 *   1      exponential: Poisson arrivals
 *   above  hyperexponential: a share 1 - p of the gaps are short, exponential with a rate
 *          of `burst` times the mean rate, and the rest long. With a = 1 / burst,
 *          p = (1 - a)^2 / ((cv^2 - 1) / 2 + (1 - a)^2) gives the mean and the variation
 *   below  a constant 1 - cv of the mean, and an exponential
 *
 * Not gamma, which has the variation alone: it puts nearly all arrivals of a strong burst
 * at one instant. In the Azure trace of code completion (2023, 2.57 requests/s, cv 13.2)
 * counts of a second have 13 times their mean as variance. Over windows shorter than the
 * bursts that is 1 + rate * window * (burst - 1): a burst of 5.7; gamma gaps give 70.
 */
#ifndef SIM_SERVING_ARRIVALS_H
#define SIM_SERVING_ARRIVALS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double rate;  /* requests/s, mean; above 0                                         */
    double cv;    /* of the gaps, 0 or more                                            */
    double burst; /* above 1: rate in a burst over the mean rate; read where cv > 1    */
} Arrivals;

/* arrival[i] = s, ascending from a first gap; u[i] in (0,1). They may be the same array. */
void arrivals_fill(double *arrival, const Arrivals *law, const double *u, size_t count);

/* Replay measured times, ascending, from where a share `start` (0 to 1, without 1) of them
 * has passed, and from the beginning again after the last: arrival[0] = 0. Of them every
 * `every`-th (from 1 on), which is what one of so many gets that requests are dealt out to in
 * turn. With a rate above 0 these are stretched to it. False when the times are fewer than
 * two, do not ascend or have no length. */
bool arrivals_replay(double *arrival, size_t count, const double *times, size_t time_count,
                     size_t every, double start, double rate);

#endif
