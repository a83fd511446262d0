/* counts.h - random counts whose law differs from lane to lane.
 *
 * The quantile functions of two laws of counts, so that a count rises with its
 * uniform: u in (0,1) gives the smallest k with P(K <= k) >= u.
 *
 *   Poisson             events that know nothing of each other
 *   negative binomial   events in bursts. Its dispersion is the variance divided by
 *                       the mean: 1 is Poisson, and a year has that of its months.
 *                       (Size mean / (dispersion - 1), chance 1 / dispersion.)
 *
 * Pointers are to 256 lanes. Means below 0 count as 0, dispersions below 1 as 1; NaN
 * in any argument gives NaN, a mean of infinity infinity. Bits do not depend on the
 * processor.
 *
 * A count may be that of another level, no further away than 1e-12; and than a share
 * of the smaller of u and 1 - u where sums would be long: 1e-6 for Poisson rates from
 * 64 up, 0.01 / size^2 for counts above 256 of sizes from 5 up (from 40 up, all
 * counts of means from 64 up) and for counts above 4096 of smaller sizes. Such bounds
 * are measured against GSL by test_counts.c.
 */
#ifndef SIM_BASE_COUNTS_H
#define SIM_BASE_COUNTS_H

void counts_poisson(double count[restrict 256], const double u[restrict 256],
                    const double rate[restrict 256]);

void counts_negative_binomial(double count[restrict 256], const double u[restrict 256],
                              const double mean[restrict 256],
                              const double dispersion[restrict 256]);

#endif
