/* measured.c - values that were measured, which stand between catalogue and scenario. */
#include <string.h>

#include "sim/scenario/loader.h"

void measured_add(Loader *l, const char *key, const Given *given)
{
    for (size_t i = 0; i < l->s->quantity_count; i++)
        if (strcmp(l->s->quantities[i]->key, key) == 0) {
            Given *kept = arena_array(l->arena, Given, 1);
            *kept = *given;
            kept->has_varies &= l->varies[i];
            l->measured[i] = kept;
        }
}
