/* crowd.h - how many others requests meet at a replica that answers many at once.
 *
 * With n requests there, mu(n) = n / time(n) leave a second, and `rate` come. Their number
 * wanders as a diffusion with the drift rate - mu and the variance
 *
 *     s2(n) = rate + mu + (c^2 - 1) (B rate - mu) mu / ((B - 1) rate)
 *
 * a second, c being the spread of the times between requests, and B the rate in a burst over
 * the mean one. The last term is that of a stream which is on and off by chance: where mu is
 * the rate it is (c^2 - 1) rate, as for any stream (the (ca^2 + cs^2) / 2 of Allen and
 * Cunneen), and it is none where not even a burst brings more than leaves. So n has the density
 *
 *     exp(integral of 2 (rate - mu) / s2) / s2
 *
 * and with chance arrivals (c = 1), of which each counts, the integral alone. In a burst more
 * requests come than else: as many meet n as leave it, so that what they meet has the density
 * times mu. Beyond the largest batch n grows no faster to leave, and the tail is exponential:
 * those wait for a seat. Approximation (Halfin and Whitt 1981; Anick, Mitra and Sondhi 1982).
 */
#ifndef MODELS_CROWD_H
#define MODELS_CROWD_H

#include "models/model.h"

typedef struct {
    double rate;  /* requests/s                                               */
    double extra; /* c^2 - 1                                                  */
    double burst; /* B, above 1                                               */
    double mean;  /* others in the mean, where rate = mean / time(mean)       */
    double most;  /* others at the largest batch; above the mean              */
    double queue; /* who may wait for a seat: with more, nobody is answered    */
    double alone, beside_mean, beside_most; /* time(n): s, between these on lines */
} Crowd;

/* The others that each of some requests meets, by its chance in (0,1): from 0 on, beyond
 * `most` those who wait are among them. In a burst those are added who come in the rest of it
 * while there are seats. */
void crowd_meet(double met[restrict LANES], const Crowd *crowd, const double chance[LANES]);

#endif
