/* crossing.c - regula falsi in lanes. */
#include "models/crossing.h"

#define MOST_ROUNDS 16    /* four are the rule                     */
#define TOLERANCE   0.005 /* of the point, or of 1 where it is less */

WIDE void crossing_start(Crossing *c, const double low[LANES], const double under[LANES],
                         const double high[LANES], const double over[LANES])
{
    c->rounds = 0;
    for (size_t i = 0; i < LANES; i++) {
        c->low[i] = low[i];
        c->under[i] = under[i];
        c->high[i] = c->at[i] = high[i];
        c->over[i] = over[i];
        c->side[i] = 0;
        c->found[i] = over[i] <= 0;
    }
}

WIDE static void move(Crossing *restrict c)
{
    for (size_t i = 0; i < LANES; i++) {
        double line = lane_max(c->over[i] - c->under[i], 1e-300);
        double at = (c->low[i] * c->over[i] - c->high[i] * c->under[i]) / line;
        double moved = lane_max(at - c->at[i], c->at[i] - at);
        double still = (moved <= TOLERANCE * lane_max(at, 1)) & (c->side[i] * c->side[i] > 0);
        c->found[i] = lane_max(c->found[i], still);
        c->at[i] = c->found[i] > 0 ? c->at[i] : at;
    }
}

bool crossing_next(Crossing *c)
{
    size_t found = 0;

    if (c->rounds++ == MOST_ROUNDS)
        return false;
    move(c);
    for (size_t i = 0; i < LANES; i++)
        found += c->found[i] > 0;
    return found < LANES;
}

WIDE void crossing_tell(Crossing *restrict c, const double over[LANES])
{
    for (size_t i = 0; i < LANES; i++) {
        double side = over[i] > 0 ? 1 : -1, open = c->found[i] > 0 ? 0 : side;
        double kept = side * c->side[i] > 0 ? 0.5 : 1;
        double above = open > 0 ? over[i] : kept * c->over[i];
        double below = open < 0 ? over[i] : kept * c->under[i];

        c->over[i] = open == 0 ? c->over[i] : above;
        c->under[i] = open == 0 ? c->under[i] : below;
        c->high[i] = open > 0 ? c->at[i] : c->high[i];
        c->low[i] = open < 0 ? c->at[i] : c->low[i];
        c->side[i] = side;
    }
}
