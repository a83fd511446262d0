#include "sim/engine/traits.h"

/* What is given as one number, or computed from nothing else. */
static bool is_constant(const Wiring *w, const Op *op)
{
    if (op->timing != PER_TRIAL)
        return false;
    if (op->kind == OP_GIVEN)
        return law_is_constant(&op->binding->law);
    for (int k = 0; k < op->port_count; k++)
        if (op->ports[k].kind != PORT_COLUMN || !w->ops[op->ports[k].index].constant)
            return false;
    return true;
}

/* Whether an operation depends on the month and on nothing else that varies, if the
 * operations marked so far do. */
static bool is_calendar(const Wiring *w, const Op *op)
{
    for (int k = 0; k < op->port_count; k++) {
        const Port port = op->ports[k];
        const Op *from = port.kind == PORT_COLUMN ? &w->ops[port.index]
                         : port.kind == PORT_LAST ? &w->ops[w->last[port.index]]
                                                  : NULL;
        if (port.kind != PORT_MONTH && !(from && (from->constant || from->calendar)))
            return false;
    }
    return op->timing == PER_MONTH && op->kind != OP_GIVEN;
}

/* Mark all that is computed each month, and take back what cannot be, until nothing
 * more has to be: so a level that reads only its own last value stays marked. */
static void find_calendar(Wiring *w)
{
    for (int k = 0; k < w->op_count; k++)
        w->ops[k].calendar = w->ops[k].timing == PER_MONTH;
    for (bool changed = true; changed;) {
        changed = false;
        for (int k = 0; k < w->op_count; k++)
            if (w->ops[k].calendar && !is_calendar(w, &w->ops[k])) {
                w->ops[k].calendar = false;
                changed = true;
            }
    }
}

/* Whether values of a law need no change of unit and cannot leave their range. */
static bool is_as_drawn(const Binding *b)
{
    double u[LANES] = { 0x1p-53 }, x[LANES];

    for (size_t i = 1; i < LANES; i++)
        u[i] = 1 - 0x1p-53;
    b->law.dist->quantile(&b->law, u, x);
    return b->scale == 1 && x[0] >= b->low && x[1] <= b->high;
}

/* What requests depend on, in the order of the operations: every source comes before its
 * readers. */
static void find_dependence(const Wiring *w, Op *op)
{
    for (int k = 0; k < op->port_count; k++) {
        const Port port = op->ports[k];
        const Op *from = port.kind == PORT_COLUMN ? &w->ops[port.index]
                         : port.kind == PORT_ALSO ? &w->ops[w->serving[port.index]]
                                                  : NULL;
        int pass = from ? from->pass + (from->kind == OP_SERVING ? 1 : 0) : 0;
        op->pass = pass > op->pass ? pass : op->pass;
        op->depends |= from                      ? from->depends
                       : port.kind == PORT_PEAK  ? AT_PEAK_BIT
                       : port.kind == PORT_MONTH ? AT_END_BIT
                       : port.kind == PORT_LEVEL ? w->level[port.index].depends
                                                 : 0u;
    }
}

void traits_find(Wiring *w)
{
    for (int k = 0; k < w->op_count; k++) {
        Op *op = &w->ops[k];
        op->constant = is_constant(w, op);
        op->as_drawn = op->kind == OP_GIVEN && is_as_drawn(op->binding);
        if (op->timing == PER_MONTH && op->quantity->report == REPORTED && op->sum < 0) {
            op->sum = w->sum_count;
            w->sum[w->sum_count++] = k;
        }
        if (op->timing == PER_REQUEST)
            find_dependence(w, op);
    }
    find_calendar(w);
}
