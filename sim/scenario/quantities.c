/* quantities.c - all quantities of a registry, and where they belong. */
#include <string.h>

#include "sim/scenario/scenario.h"

typedef struct {
    Arena *arena;
    const Quantity **items;
    size_t count, capacity;
    Places places;
} List;

static void list_grow(List *list)
{
    const Quantity **old = list->items;

    list->capacity = list->capacity ? 2 * list->capacity : 1024;
    list->items = arena_array(list->arena, const Quantity *, list->capacity);
    if (list->count > 0)
        memcpy(list->items, old, list->count * sizeof *old);
    list->places = places_of(list->items, list->count, list->capacity, list->arena);
}

static void list_add(List *list, const Quantity *quantity)
{
    if (!quantity || places_find(&list->places, list->items, quantity) >= 0)
        return;
    if (list->count == list->capacity)
        list_grow(list);
    places_note(&list->places, quantity, list->count);
    list->items[list->count++] = quantity;
}

/* Breadth first: the list is its own queue. */
static void list_all(List *list, const Registry *registry)
{
    for (size_t i = 0; i < registry->quantity_count; i++)
        list_add(list, registry->quantities[i]);
    list_add(list, registry->build);
    list_add(list, registry->monthly);
    list_add(list, registry->cash);
    for (size_t i = 0; i < list->count; i++) {
        const Quantity *quantity = list->items[i];
        list_add(list, quantity->adds_to);
        for (const Source *s = quantity->from; s && s->kind != SOURCE_END; s++)
            list_add(list, s->quantity);
    }
}

const Quantity *const *registry_quantities(const Registry *registry, size_t *count,
                                           Arena *arena)
{
    List list = { .arena = arena };

    list_all(&list, registry);
    *count = list.count;
    return list.items;
}

const Quantity *registry_find(const Registry *registry, const char *key)
{
    const Quantity *found = NULL;
    Arena arena = { 0 };
    List list = { .arena = &arena };

    list_all(&list, registry);
    for (size_t i = 0; i < list.count && !found; i++)
        if (strcmp(list.items[i]->key, key) == 0)
            found = list.items[i];
    arena_free(&arena);
    return found;
}

void scenario_hold(Scenario *scenario, const Quantity *const *quantities, size_t count,
                   Arena *arena)
{
    scenario->quantities = quantities;
    scenario->quantity_count = count;
    scenario->places = places_of(quantities, count, count, arena);
}

bool quantity_is_derived(const Quantity *quantity)
{
    return quantity->formula || quantity->serve;
}

bool quantity_belongs(const Quantity *quantity, unsigned parts)
{
    return (quantity->part & parts) == quantity->part && (quantity->without & parts) == 0;
}

bool quantity_is_term_once(const Quantity *quantity)
{
    return quantity->timing == PER_TRIAL && quantity->adds_to;
}

bool design_owns(const ScenarioDesign *design, const Quantity *quantity)
{
    return design->stage && (quantity->part & design->stage->own);
}

bool design_has(const Scenario *s, size_t design, const Quantity *q)
{
    const ScenarioDesign *d = &s->designs[design];

    if (!d->stage || design_owns(d, q))
        return quantity_belongs(q, d->parts);
    if (design_has(s, d->stage->start, q))
        return true;
    bool left_out = quantity_is_term_once(q) && design_has(s, d->stage->start, q->adds_to);
    return !left_out && design_has(s, d->stage->then, q);
}

static bool has_addend(const Scenario *scenario, const Quantity *total, bool line)
{
    for (size_t i = 0; i < scenario->quantity_count; i++) {
        const Quantity *quantity = scenario->quantities[i];
        if (quantity->adds_to == total && (quantity_is_derived(quantity) || !line))
            return true;
    }
    return false;
}

bool quantity_is_computed(const Scenario *scenario, const Quantity *quantity)
{
    return quantity_is_derived(quantity) || has_addend(scenario, quantity, false);
}

bool quantity_is_total(const Scenario *scenario, const Quantity *quantity)
{
    const Registry *r = scenario->registry;
    const Quantity *top = quantity;

    while (top->adds_to)
        top = top->adds_to;
    return !quantity_is_derived(quantity) && (top == r->build || top == r->monthly) &&
           has_addend(scenario, quantity, false);
}

bool quantity_holds_lines(const Scenario *scenario, const Quantity *quantity)
{
    return quantity_is_total(scenario, quantity) && has_addend(scenario, quantity, true);
}

long scenario_quantity(const Scenario *scenario, const Quantity *quantity)
{
    return places_find(&scenario->places, scenario->quantities, quantity);
}

const Binding *scenario_binding(const Scenario *scenario, size_t design,
                                const Quantity *quantity)
{
    long row = scenario_quantity(scenario, quantity);
    return row < 0 ? NULL : scenario->designs[design].bindings[row];
}
