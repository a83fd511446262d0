#include "sim/sampling/scores.h"

#include "sim/base/vmath.h"

enum { POINTS = 256 };

WIDE void scores_fill(double z[restrict POINTS], const double u[restrict POINTS])
{
    double reach[POINTS];

    for (int i = 0; i < POINTS; i++)
        reach[i] = lane_normal_reach(u[i]);
    for (int i = 0; i < POINTS; i++)
        z[i] = lane_normal_at(u[i], reach[i]);
}
