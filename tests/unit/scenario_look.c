#include "tests/unit/scenario_look.h"

#include <string.h>

#include "tests/unit/support.h"

void look_begin(Look *look, const Scenario *s, const RandomScenario *random)
{
    Error err;

    look->s = s;
    look->random = random;
    look->lanes = s->trials;
    if (!wiring_make(&look->wiring, s, &err))
        fail_msg("%s", err.text);
    look->sampler = sampler_make(s->sampler, s->seed, s->trials, s->registry->dimensions,
                                 s->registry->dimension_count);
    look->ws = workspace_make(&look->wiring, look->sampler, s->seed, false);
    block_begin(look->ws, 0, (int)look->lanes);
}

void look_end(Look *look)
{
    workspace_free(look->ws);
    sampler_free(look->sampler);
    wiring_free(&look->wiring);
    arena_free(&look->arena);
}

/* The operation of the quantity in a row, or -1. */
static int op_of(const Look *look, size_t design, size_t row)
{
    return look->wiring.column[design * look->s->quantity_count + row];
}

const double *look_column(const Look *look, size_t design, const Quantity *q)
{
    int op = wiring_column(&look->wiring, design, q);

    return op < 0 ? NULL : block_column(look->ws, op);
}

long look_design(const Look *look, const char *name)
{
    for (size_t d = 0; d < look->s->design_count; d++)
        if (strcmp(look->s->designs[d].name, name) == 0)
            return (long)d;
    return -1;
}

static const Quantity *quantity_named(const Look *look, const char *key)
{
    for (size_t i = 0; i < look->s->quantity_count; i++)
        if (strcmp(look->s->quantities[i]->key, key) == 0)
            return look->s->quantities[i];
    fail_msg("no quantity %s", key);
    return NULL;
}

/* --- what is looked up once ------------------------------------------------------------------
 */

static void list_terms(Look *look, Total *total)
{
    size_t count = look->s->quantity_count;

    total->terms = arena_array(&look->arena, const double *, count);
    for (size_t row = 0; row < count; row++) {
        int op = op_of(look, total->design, row);
        if (look->s->quantities[row]->adds_to == total->quantity && op >= 0 &&
            look->wiring.ops[op].kind != OP_ABSENT)
            total->terms[total->term_count++] = block_column(look->ws, op);
    }
}

/* Totals that are sums here: neither given nor absent, and not of single requests. */
static void list_totals(Look *look)
{
    size_t count = look->s->quantity_count, designs = look->s->design_count;

    look->totals = arena_array(&look->arena, Total, designs * count);
    for (size_t i = 0; i < designs * count; i++) {
        const Quantity *q = look->s->quantities[i % count];
        int op = op_of(look, i / count, i % count);
        if (op < 0 || look->wiring.ops[op].kind != OP_TOTAL || q->timing == PER_REQUEST)
            continue;
        Total *total = &look->totals[look->total_count++];
        *total = (Total){ i / count, q, block_column(look->ws, op), NULL, 0 };
        list_terms(look, total);
    }
}

static void list_twins(Look *look)
{
    long base = look_design(look, "base"), dearer = look_design(look, "dearer");

    if (!look->random->doubled)
        return;
    look->twins = arena_array(&look->arena, Twins, LINES_MOST);
    for (const char *const *key = look->random->doubled->lines; *key; key++) {
        const Quantity *q = quantity_named(look, *key);
        const double *once = look_column(look, (size_t)base, q);
        const double *twice = look_column(look, (size_t)dearer, q);
        if (once && twice)
            look->twins[look->twin_count++] = (Twins){ q, once, twice };
    }
}

static void list_costs(Look *look)
{
    look->costs = arena_array(&look->arena, Costs, look->s->design_count);
    for (size_t d = 0; d < look->s->design_count; d++)
        look->costs[d] = (Costs){
            .build = look_column(look, d, &cost_build),
            .inference = look_column(look, d, &cost_inference),
            .infrastructure = look_column(look, d, &cost_infrastructure),
            .updates = look_column(look, d, &cost_updates),
            .people = look_column(look, d, &cost_people),
            .cash = look_column(look, d, &cost_cash),
            .failures = look_column(look, d, &cost_failures),
            .monthly = look_column(look, d, &cost_monthly),
            .total = look_column(look, d, &cost_total),
            .cash_total = look_column(look, d, &cost_cash_total),
            .npv = look_column(look, d, &cost_npv),
            .per_1000_requests = look_column(look, d, &cost_per_1000_requests),
            .per_1000_good = look_column(look, d, &cost_per_1000_good_answers),
            .requests = look_column(look, d, &traffic_requests),
            .good_share = look_column(look, d, &quality_good_share),
            .discount_rate = look_column(look, d, &money_discount_rate),
        };
    for (size_t d = 0; d < look->s->design_count; d++) {
        const Stage *stage = look->s->designs[d].stage;
        look->costs[d].one_rate = !stage || look->costs[stage->start].discount_rate ==
                                                look->costs[stage->then].discount_rate;
    }
}

void look_up(Look *look)
{
    list_totals(look);
    list_twins(look);
    list_costs(look);
}
