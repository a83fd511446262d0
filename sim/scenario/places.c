#include "sim/scenario/places.h"

/* Where the search for a quantity begins: addresses multiplied by 2^64 over the golden
 * ratio, whose high bits differ where any of theirs do. */
static size_t begin_of(const Places *places, const Quantity *quantity)
{
    return (size_t)(((uint64_t)(uintptr_t)quantity * 0x9E3779B97F4A7C15u) >> 32) &
           (places->size - 1);
}

long places_find(const Places *places, const Quantity *const *list, const Quantity *quantity)
{
    if (places->size == 0)
        return -1;
    for (size_t at = begin_of(places, quantity); places->slots[at];
         at = (at + 1) & (places->size - 1))
        if (list[places->slots[at] - 1] == quantity)
            return (long)places->slots[at] - 1;
    return -1;
}

void places_note(Places *places, const Quantity *quantity, size_t place)
{
    size_t at = begin_of(places, quantity);

    while (places->slots[at])
        at = (at + 1) & (places->size - 1);
    places->slots[at] = (uint32_t)place + 1;
}

Places places_of(const Quantity *const *list, size_t count, size_t most, Arena *arena)
{
    Places places = { .size = 2 };

    while (places.size < 2 * most)
        places.size *= 2;
    places.slots = arena_array(arena, uint32_t, places.size);
    for (size_t i = 0; i < count; i++)
        places_note(&places, list[i], i);
    return places;
}
