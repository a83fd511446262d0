/* crowd.c - the density of a crowd, summed up from its mean outwards in both directions, and
 * looked up for each request.
 *
 * Points lie at the cubes of equal steps: densely about the mean, where the density is. */
#include "models/crowd.h"

enum { CELLS = 32, POINTS = 2 * CELLS + 1 };
#define NEXT_TO_NOTHING 1e-12
#define HALF            0.5

/* Points from none to the largest batch, what lies below each, and the tail beyond. */
typedef struct {
    double at[POINTS], below[POINTS];
    double tail; /* how fast it falls */
    double edge; /* the density where it begins */
    double all;  /* with the tail */
} Density;

LANE double time_of(const Crowd *c, double n)
{
    double below =
        c->alone + (c->beside_mean - c->alone) * n / lane_max(c->mean, NEXT_TO_NOTHING);
    double above = c->beside_mean + (c->beside_most - c->beside_mean) * (n - c->mean) /
                                        lane_max(c->most - c->mean, NEXT_TO_NOTHING);

    return n < c->mean ? below : above;
}

/* The derivative of the logarithm, and what the exponential is multiplied with. */
typedef struct {
    double slope, weight;
} Point;

static Point point_of(const Crowd *c, double n)
{
    double rate = lane_max(c->rate, NEXT_TO_NOTHING), mu = n / time_of(c, n);
    double on = lane_max(c->burst * rate - mu, 0) * mu / ((c->burst - 1) * rate);
    double chance = rate + mu, bursts = c->extra * (c->extra > 0 ? on : rate);
    double variance = lane_max(chance + bursts, NEXT_TO_NOTHING * chance);
    double share = lane_max(bursts, 0) / variance;

    return (Point){ 2 * (rate - mu) / variance,
                    (1 + share * (mu / rate - 1)) * chance / variance };
}

/* From the mean to an end, in `step`s through the points. Leaves the mass of each cell below
 * its upper point; returns the point at the end, its density in the place of the weight. */
static Point walk_to(Density *d, const Crowd *c, double end, int step)
{
    Point point = point_of(c, c->mean);
    double log = 0, density = point.weight;
    int k = CELLS;

    d->at[k] = c->mean;
    for (int cell = 1; cell <= CELLS; cell++, k += step) {
        double share = (double)cell * cell * cell / ((double)CELLS * CELLS * CELLS);
        double at = c->mean + (end - c->mean) * share, width = at - d->at[k];
        Point next = point_of(c, at);
        log += (next.slope + point.slope) / 2 * width;
        double there = next.weight * lane_exp(log);
        d->at[k + step] = at;
        d->below[step > 0 ? k + 1 : k] =
            (there + density) / 2 * lane_max(step * width, NEXT_TO_NOTHING);
        point = next;
        density = there;
    }
    return (Point){ point.slope, density };
}

static void density_make(Density *d, const Crowd *c)
{
    walk_to(d, c, 0, -1);
    Point end = walk_to(d, c, c->most, 1);

    d->below[0] = 0;
    for (int k = 1; k < POINTS; k++)
        d->below[k] += d->below[k - 1];
    d->tail = lane_max(-end.slope, 1e-9);
    d->edge = lane_max(end.weight, 1e-300);
    d->all = d->below[POINTS - 1] + d->edge / d->tail * (1 - lane_exp(-d->tail * c->queue));
}

/* Where so much of the mass is below, up to the largest batch. */
WIDE static void look_up(double met[restrict LANES], const Density *d,
                         const double chance[LANES])
{
    for (size_t i = 0; i < LANES; i++)
        met[i] = 0;
    for (int k = 0; k + 1 < POINTS; k++) {
        double at = d->at[k], below = d->below[k];
        double slope = (d->at[k + 1] - at) / (d->below[k + 1] - below);
        for (size_t i = 0; i < LANES; i++) {
            double into = chance[i] * d->all - below;
            met[i] = into >= 0 ? at + into * slope : met[i];
        }
    }
}

/* Those in the tail, and who comes later in the same burst. The density is as high at n as the
 * chance of n - 1/2, counts being steps. A mean of less than one is of requests that are mostly
 * alone. */
WIDE static void finish(double met[restrict LANES], const Crowd *c, const Density *d,
                        const double chance[LANES])
{
    double extra = lane_max(c->extra, 0), full = d->below[POINTS - 1];

    for (size_t i = 0; i < LANES; i++) {
        double beyond = (chance[i] * d->all - full) * d->tail / d->edge;
        double queue = -lane_log(lane_max(1 - beyond, NEXT_TO_NOTHING)) / d->tail;
        double some = beyond > 0 ? c->most + lane_min(queue, c->queue) : met[i];
        double whole = lane_max(some - HALF, 0);
        double n = c->mean + (whole - c->mean) * lane_min(c->mean, 1);
        double seated = lane_min(n, c->most), time = time_of(c, seated);
        double more = lane_max(c->burst * c->rate - seated / time, 0);
        double on = extra + 2 * c->rate * (c->burst - 1) * time;
        double later = extra > 0 ? more * time * extra / on : 0;

        met[i] = lane_max(n, lane_min(n + later, c->most));
    }
}

void crowd_meet(double met[restrict LANES], const Crowd *crowd, const double chance[LANES])
{
    Density density;

    density_make(&density, crowd);
    look_up(met, &density, chance);
    finish(met, crowd, &density, chance);
}
