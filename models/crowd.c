/* crowd.c - the density of a crowd, summed up from its mean outwards in both directions.
 *
 * Points lie at the cubes of equal steps: densely about the mean, where the density is. */
#include "models/crowd.h"

enum { CELLS = 32 };
#define NEXT_TO_NOTHING 1e-12
#define NOWHERE         -1
#define HALF            0.5

/* Where a walk from the mean to one end is. */
typedef struct {
    double at[LANES], slope[LANES], log[LANES], density[LANES], mass[LANES];
} Walk;

LANE double time_of(const Crowd *c, size_t i, double n)
{
    double below = c->alone[i] + (c->beside_mean[i] - c->alone[i]) * n /
                                     lane_max(c->mean[i], NEXT_TO_NOTHING);
    double above = c->beside_mean[i] + (c->beside_most[i] - c->beside_mean[i]) *
                                           (n - c->mean[i]) /
                                           lane_max(c->most[i] - c->mean[i], NEXT_TO_NOTHING);

    return n < c->mean[i] ? below : above;
}

/* The derivative of the logarithm, and what the exponential is multiplied with. */
typedef struct {
    double slope, weight;
} Point;

LANE Point point_of(const Crowd *c, size_t i, double n)
{
    double rate = lane_max(c->rate[i], NEXT_TO_NOTHING), mu = n / time_of(c, i, n);
    double on = lane_max(c->burst[i] * rate - mu, 0) * mu / ((c->burst[i] - 1) * rate);
    double chance = rate + mu, bursts = c->extra[i] * (c->extra[i] > 0 ? on : rate);
    double variance = lane_max(chance + bursts, NEXT_TO_NOTHING * chance);
    double share = lane_max(bursts, 0) / variance;

    return (Point){ 2 * (rate - mu) / variance,
                    (1 + share * (mu / rate - 1)) * chance / variance };
}

WIDE static void start(Walk *restrict walk, const Crowd *c)
{
    for (size_t i = 0; i < LANES; i++) {
        Point point = point_of(c, i, c->mean[i]);
        walk->at[i] = c->mean[i];
        walk->slope[i] = point.slope;
        walk->density[i] = point.weight;
        walk->log[i] = walk->mass[i] = 0;
    }
}

/* One cell farther; who meets what lies in it has found it. */
WIDE static void step(Walk *restrict walk, const Crowd *c, const double end[LANES],
                      double share, const double mass[LANES], double met[restrict LANES])
{
    for (size_t i = 0; i < LANES; i++) {
        double at = c->mean[i] + (end[i] - c->mean[i]) * share, width = at - walk->at[i];
        Point point = point_of(c, i, at);
        double log = walk->log[i] + (point.slope + walk->slope[i]) / 2 * width;
        double density = point.weight * lane_exp(log);
        double cell = (density + walk->density[i]) / 2 * lane_max(width, -width);
        double into = (mass[i] - walk->mass[i]) / lane_max(cell, 1e-300);

        met[i] = (into >= 0) & (into < 1) ? walk->at[i] + width * into : met[i];
        walk->at[i] = at;
        walk->slope[i] = point.slope;
        walk->log[i] = log;
        walk->density[i] = density;
        walk->mass[i] += cell;
    }
}

/* From the mean to the end. met[i] is where the mass up to there is that, as far as it is. */
static void walk_to(Walk *walk, const Crowd *c, const double end[LANES],
                    const double mass[LANES], double met[LANES])
{
    start(walk, c);
    for (int k = 1; k <= CELLS; k++)
        step(walk, c, end, (double)k * k * k / ((double)CELLS * CELLS * CELLS), mass, met);
}

/* How fast the tail falls beyond the largest batch. */
LANE double tail_of(const Walk *up, size_t i)
{
    return lane_max(-up->slope[i], 1e-9);
}

/* What it holds. */
LANE double tail_mass(const Walk *up, const Crowd *c, size_t i)
{
    double tail = tail_of(up, i);

    return up->density[i] / tail * (1 - lane_exp(-tail * c->queue[i]));
}

/* The end at which a request meets its others, and the mass between the mean and there. */
WIDE static void choose(double end[restrict LANES], double mass[restrict LANES], const Crowd *c,
                        const Walk *down, const Walk *up, const double chance[LANES])
{
    for (size_t i = 0; i < LANES; i++) {
        double above = up->mass[i] + tail_mass(up, c, i);
        double from_below = chance[i] * (down->mass[i] + above) - down->mass[i];
        end[i] = from_below < 0 ? 0 : c->most[i];
        mass[i] = lane_max(from_below, -from_below);
    }
}

/* Those in the tail, and who comes later in the same burst. The density is as high at n as the
 * chance of n - 1/2, counts being steps. A mean of less than one is of requests that are mostly
 * alone. */
WIDE static void finish(double met[restrict LANES], const Crowd *c, const Walk *up,
                        const double end[LANES], const double mass[LANES])
{
    for (size_t i = 0; i < LANES; i++) {
        double tail = tail_of(up, i), beyond = (mass[i] - up->mass[i]) * tail / up->density[i];
        double queue = -lane_log(lane_max(1 - beyond, NEXT_TO_NOTHING)) / tail;
        double waits = c->most[i] + lane_min(queue, c->queue[i]);
        double some = (end[i] > 0) & (beyond > 0) ? waits : met[i];
        double whole = lane_max(some - HALF, 0);
        double n = c->mean[i] + (whole - c->mean[i]) * lane_min(c->mean[i], 1);
        double time = time_of(c, i, lane_min(n, c->most[i])), extra = lane_max(c->extra[i], 0);
        double more = lane_max(c->burst[i] * c->rate[i] - lane_min(n, c->most[i]) / time, 0);
        double on = extra + 2 * c->rate[i] * (c->burst[i] - 1) * time;
        double later = extra > 0 ? more * time * extra / on : 0;

        met[i] = lane_max(n, lane_min(n + later, c->most[i]));
    }
}

void crowd_meet(double met[restrict LANES], const Crowd *crowd, const double chance[LANES])
{
    double none[LANES], nowhere[LANES], end[LANES], mass[LANES];
    Walk down, up, there;

    for (size_t i = 0; i < LANES; i++) {
        none[i] = 0;
        nowhere[i] = NOWHERE;
        met[i] = crowd->mean[i];
    }
    walk_to(&down, crowd, none, nowhere, met);
    walk_to(&up, crowd, crowd->most, nowhere, met);
    choose(end, mass, crowd, &down, &up, chance);
    walk_to(&there, crowd, end, mass, met);
    finish(met, crowd, &up, end, mass);
}
