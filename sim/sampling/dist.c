#include "sim/sampling/dist.h"

#include <string.h>

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
