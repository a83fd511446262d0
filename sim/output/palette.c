#include "sim/output/palette.h"

#include <math.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    const char *design;
    Color color;
} built_in[] = {
    { "prompt", { 0xCC79A7, 0xA3366F } },
    { "rag", { 0x0072B2, 0x005B8E } },
    { "finetune", { 0xD55E00, 0xA84300 } },
    { "combined", { 0x009E73, 0x007A58 } },
};

/* For designs of the scenario's own, before what the built-in ones leave over. */
static const Color others[] = {
    { 0x4B2E83, 0x4B2E83 },
    { 0x946300, 0x7A5200 },
    { 0x6E7781, 0x57606A },
    { 0x8B1A2B, 0x8B1A2B },
};

/* The place of a design among the built-in ones, or their number. */
static size_t built_in_place(const char *design)
{
    size_t k = 0;

    while (k < COUNT_OF(built_in) && strcmp(built_in[k].design, design) != 0)
        k++;
    return k;
}

void palette_pick(Color *colors, const Answer *answer)
{
    Color free_colors[COUNT_OF(others) + COUNT_OF(built_in)];
    bool used[COUNT_OF(built_in) + 1] = { false };
    size_t count = COUNT_OF(others), next = 0;

    for (size_t d = 0; d < answer->design_count; d++)
        used[built_in_place(answer->designs[d].design->name)] = true;
    memcpy(free_colors, others, sizeof others);
    for (size_t k = 0; k < COUNT_OF(built_in); k++)
        if (!used[k])
            free_colors[count++] = built_in[k].color;
    for (size_t d = 0; d < answer->design_count; d++) {
        size_t place = built_in_place(answer->designs[d].design->name);
        colors[d] =
            place < COUNT_OF(built_in) ? built_in[place].color : free_colors[next++ % count];
    }
}

Color palette_component(const char *key, size_t k)
{
    static const struct {
        const char *key;
        Color color;
    } ramp[] = {
        { "cost.build", { 0x3B4754, 0xFFFFFF } },
        { "cost.inference", { 0x9CC3DB, 0x1F2328 } },
        { "cost.infrastructure", { 0x6E8CA8, 0xFFFFFF } },
        { "cost.updates", { 0xE3C79B, 0x1F2328 } },
        { "cost.people", { 0xA3835A, 0xFFFFFF } },
        { "cost.failures", { 0xCFC6DA, 0x1F2328 } },
    };

    for (size_t i = 0; i < COUNT_OF(ramp); i++)
        if (strcmp(ramp[i].key, key) == 0)
            return ramp[i].color;
    return ramp[k % COUNT_OF(ramp)].color;
}

unsigned palette_tint(unsigned color, double white)
{
    unsigned mixed = 0;

    for (int shift = 0; shift <= 16; shift += 8) {
        double part = color >> shift & 0xFF;
        mixed |= (unsigned)lround(part + white * (255 - part)) << shift;
    }
    return mixed;
}
