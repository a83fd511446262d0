#include "sim/decision/gpu_offers.h"

#include <math.h>
#include <string.h>

#include "sim/engine/run.h"
#include "sim/scenario/some_designs.h"

/* --- the part of a scenario ----------------------------------------------------------------
 */

typedef struct {
    const Scenario *s;
    unsigned parts;
    bool *in; /* [quantity] */
} Part;

/* Take a quantity in with all that it is made of, whatever of it is given. */
static void take(Part *part, const Quantity *q)
{
    const Scenario *s = part->s;
    size_t row = (size_t)scenario_quantity(s, q);

    if (part->in[row])
        return;
    part->in[row] = true;
    if (q->only_if)
        take(part, q->only_if);
    for (const Source *from = q->from; from && from->kind != SOURCE_END; from++)
        if (from->quantity)
            take(part, from->quantity);
    for (size_t i = 0; !quantity_is_derived(q) && i < s->quantity_count; i++)
        if (s->quantities[i]->adds_to == q && quantity_belongs(s->quantities[i], part->parts))
            take(part, s->quantities[i]);
}

static void take_all(Part *part)
{
    take(part, &monthly_serving_gpus);
    take(part, &serving_within_limits);
    take(part, &serving_max_batch);
}

/* Inputs that move together still do where both are left. */
static void keep_correlations(Scenario *small, const Scenario *s, const long *place,
                              Arena *arena)
{
    small->correlations = arena_array(arena, CorrelatedPair, s->correlation_count + 1);
    small->correlation_count = 0;
    for (size_t i = 0; i < s->correlation_count; i++) {
        CorrelatedPair pair = s->correlations[i];
        if (place[pair.a] < 0 || place[pair.b] < 0)
            continue;
        pair.a = (size_t)place[pair.a];
        pair.b = (size_t)place[pair.b];
        small->correlations[small->correlation_count++] = pair;
    }
}

/* Its bill is the rent of GPUs and nothing else. */
void offer_bench_make(OfferBench *bench, const Scenario *s, size_t design, Arena *arena)
{
    Part part = { s, s->designs[design].parts, arena_array(arena, bool, s->quantity_count) };
    const Quantity **quantities = arena_array(arena, const Quantity *, s->quantity_count);
    size_t *rows = arena_array(arena, size_t, s->quantity_count), count = 0;
    long *place = arena_array(arena, long, s->quantity_count);

    take_all(&part);
    for (size_t i = 0; i < s->quantity_count; i++) {
        place[i] = part.in[i] ? (long)count : -1;
        if (!part.in[i])
            continue;
        rows[count] = i;
        quantities[count++] = s->quantities[i];
    }
    *bench = (OfferBench){ .registry = *s->registry, .rows = rows };
    scenario_choose(&bench->scenario, s, &design, 1, arena);
    bench->registry.build = bench->registry.cash = NULL;
    bench->registry.monthly = &monthly_serving_gpus;
    bench->scenario.registry = &bench->registry;
    scenario_hold(&bench->scenario, quantities, count, arena);
    bench->scenario.trials = OFFER_TRIALS;
    keep_correlations(&bench->scenario, s, place, arena);
}

/* --- an offer --------------------------------------------------------------------------------
 */

static double mean_of(const Run *run, const Quantity *quantity)
{
    MeanSe mean;

    return run_mean(run, 0, quantity, 0, &mean) ? mean.mean : NAN;
}

static OfferResult result_of(const Run *run)
{
    return (OfferResult){ .cost = mean_of(run, &monthly_serving_gpus),
                          .fast = mean_of(run, &serving_within_limits),
                          .slow = mean_of(run, &serving_time_alone),
                          .batch = mean_of(run, &serving_max_batch),
                          .seats = mean_of(run, &serving_max_sequences) };
}

bool offer_try(OfferResult *result, OfferBench *bench, const Binding *const *bindings,
               const Binding *gpus, Error *err)
{
    const RunOptions means = { .means = true, .alone = true, .threads = 1 };
    long per_replica = scenario_quantity(&bench->scenario, &serving_gpus_per_replica);
    const Binding **own = bench->scenario.designs[0].bindings;
    Wiring wiring = { 0 };
    Run *run = NULL;

    for (size_t i = 0; i < bench->scenario.quantity_count; i++)
        own[i] = bindings[bench->rows[i]];
    if (gpus)
        own[per_replica] = gpus;
    bool made =
        wiring_make(&wiring, &bench->scenario, err) && (run = run_make(&wiring, &means, err));
    while (made && run_step(run, 1))
        continue;
    if (made)
        *result = result_of(run);
    run_free(run);
    wiring_free(&wiring);
    return made;
}
