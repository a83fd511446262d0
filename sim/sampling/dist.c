#include "sim/sampling/dist.h"

#include <string.h>

#include "sim/base/vmath.h"

#define DIST(name) &dist_##name,
const Dist *const dists[] = {
#include "sim/sampling/dists.def"
};
#undef DIST
const size_t dist_count = sizeof dists / sizeof dists[0];

const Dist *dist_find(const char *name)
{
    for (size_t i = 0; i < dist_count; i++)
        if (strcmp(dists[i]->name, name) == 0)
            return dists[i];
    return NULL;
}

WIDE static void to_uniforms(double *restrict u, const double *restrict z)
{
    for (int i = 0; i < 256; i++)
        u[i] = lane_clamp(lane_normal_cdf(z[i]), 0x1p-53, 1 - 0x1p-53);
}

void law_at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    double u[256];

    if (law->dist->at_scores) {
        law->dist->at_scores(law, z, x);
        return;
    }
    to_uniforms(u, z);
    law->dist->quantile(law, u, x);
}

double law_quantile(const Law *law, double u)
{
    double in[256], out[256];
    for (int i = 0; i < 256; i++)
        in[i] = u;
    law->dist->quantile(law, in, out);
    return out[0];
}

double law_mean(const Law *law)
{
    return law->dist->mean(law);
}

bool law_is_constant(const Law *law)
{
    return law->dist == &dist_constant;
}
