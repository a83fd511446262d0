#include "sim/sampling/scores.h"

#include "sim/base/vmath.h"

enum { POINTS = 256, PACK = 16 };

/* All lanes as if they were in the centre, and which of them are not. */
WIDE static void fill_centre(double *restrict z, int *restrict in_tail,
                             const double *restrict u)
{
    for (int i = 0; i < POINTS; i++)
        z[i] = lane_normal_centre(u[i]);
    for (int i = 0; i < POINTS; i++)
        in_tail[i] = __builtin_fabs(u[i] - 0.5) <= 0.5 - LANE_TAIL ? 0 : 1;
}

WIDE static void fill_tails(double *restrict z, const double *restrict u)
{
    for (int i = 0; i < PACK; i++)
        z[i] = lane_normal_tail(u[i]);
}

/* One lane in 16 is in a tail: these are gathered and done together. */
void scores_fill(double z[restrict POINTS], const double u[restrict POINTS])
{
    int in_tail[POINTS], list[POINTS], count = 0;

    fill_centre(z, in_tail, u);
    for (int i = 0; i < POINTS; i++) {
        list[count] = i;
        count += in_tail[i];
    }
    for (int begin = 0; begin < count; begin += PACK) {
        int n = count - begin < PACK ? count - begin : PACK;
        double from[PACK] = { 0 }, to[PACK];
        for (int i = 0; i < n; i++)
            from[i] = u[list[begin + i]];
        fill_tails(to, from);
        for (int i = 0; i < n; i++)
            z[list[begin + i]] = to[i];
    }
}
