#include "sim/output/components.h"

#include <string.h>

Estimate components_mean(const DesignAnswer *design, const char *key)
{
    for (size_t i = 0; i < design->component_count; i++)
        if (strcmp(design->components[i].key, key) == 0)
            return design->components[i].mean;
    return estimate_unknown;
}

static const ComponentAnswer *costly(const DesignAnswer *design, const char *key)
{
    for (size_t i = 0; i < design->component_count; i++)
        if (strcmp(design->components[i].key, key) == 0 &&
            design->components[i].mean.value != 0)
            return &design->components[i];
    return NULL;
}

size_t components_find(const ComponentAnswer *found[], size_t most, const Answer *answer)
{
    size_t count = 0;

    for (size_t i = 0; i < answer->scenario->quantity_count; i++) {
        const ComponentAnswer *component = NULL;
        for (size_t d = 0; d < answer->design_count && !component; d++)
            component = costly(&answer->designs[d], answer->scenario->quantities[i]->key);
        if (component && count < most)
            found[count++] = component;
    }
    return count;
}
