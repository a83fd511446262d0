/* needs.c - which quantities the results of a design depend on.
 *
 * From what is reported or checked, down through what formulas read and what adds to
 * sums; not beyond what is given, be it in the place of a formula or a sum.
 */
#include "sim/scenario/scenario.h"

typedef struct {
    const Scenario *s;
    unsigned parts;
    const Binding *const *bindings; /* [quantity] */
    bool *needed;                   /* [quantity] */
} Needs;

static void need(Needs *n, const Quantity *q)
{
    const Scenario *s = n->s;
    size_t row = (size_t)scenario_quantity(s, q);

    if (n->needed[row] || !quantity_belongs(q, n->parts))
        return;
    n->needed[row] = true;
    if (n->bindings[row])
        return;
    for (const Source *from = quantity_is_derived(q) ? q->from : NULL;
         from && from->kind != SOURCE_END; from++)
        if (from->quantity)
            need(n, from->quantity);
    for (size_t i = 0; !quantity_is_derived(q) && i < s->quantity_count; i++)
        if (s->quantities[i]->adds_to == q)
            need(n, s->quantities[i]);
}

/* Whether a sum above a quantity is given. */
static bool is_left_out(const Needs *n, const Quantity *q)
{
    for (const Quantity *above = q->adds_to; above; above = above->adds_to)
        if (n->bindings[scenario_quantity(n->s, above)])
            return true;
    return false;
}

const bool *quantities_needed(const Scenario *s, unsigned parts, const Binding *const *bindings,
                              bool counting, Arena *arena)
{
    const Quantity *const totals[] = { s->registry->build, s->registry->monthly,
                                       s->registry->cash };
    Needs n = { s, parts, bindings, arena_array(arena, bool, s->quantity_count + 1) };

    for (size_t i = 0; i < s->quantity_count; i++) {
        const Quantity *q = s->quantities[i];
        if ((q->report != NOT_REPORTED || q->otherwise) && !(counting && is_left_out(&n, q)))
            need(&n, q);
    }
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++)
        if (totals[i])
            need(&n, totals[i]);
    return n.needed;
}
