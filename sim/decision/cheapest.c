#include "sim/decision/cheapest.h"

#include <math.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/decision/gpu_offers.h"
#include "sim/scenario/catalog.h"
#include "sim/scenario/dates.h"
#include "sim/scenario/some_designs.h"

static const double counts[] = { 1, 2, 4, 8 };
enum { COUNTS = sizeof counts / sizeof counts[0], REQUESTS_TO_FIT = 4 };

#define OFTEN_ENOUGH 0.9

/* The search in one design. */
typedef struct {
    Scenario *s;
    size_t design;
    const OpenReference *open;
    OfferBench bench;
    const Binding *stated; /* GPUs per replica, or NULL */
    GpuChoice choice;
    const Candidate *best;
    GpuOffer nearest; /* of what holds the model and is too slow; its cost is not looked at */
    OfferResult near; /* what it comes to */
    Arena arena;
} Search;

static const Binding *binding_of(const Search *search, const Quantity *quantity)
{
    return scenario_binding(search->s, search->design, quantity);
}

/* --- offers ------------------------------------------------------------------------------- */

static Binding *bind_count(double gpus, Arena *arena)
{
    Binding *b = arena_array(arena, Binding, 1);

    *b = (Binding){ .quantity = &serving_gpus_per_replica,
                    .scale = 1,
                    .low = serving_gpus_per_replica.min,
                    .high = serving_gpus_per_replica.max,
                    .layer = LAYER_CATALOG };
    law_constant(&b->law, gpus);
    return b;
}

static bool holds_model(const OfferResult *result)
{
    return result->batch >= fmin(REQUESTS_TO_FIT, result->seats);
}

/* More often within the limits; and of those that never are, the faster one. */
static bool is_nearer(const OfferResult *result, const OfferResult *than)
{
    return result->fast != than->fast ? result->fast > than->fast : result->slow < than->slow;
}

/* The next one is of another entry: twice as many of the same are no other choice. */
static void take(Search *search, const Candidate *candidate, const GpuOffer *offer)
{
    GpuChoice *choice = &search->choice;
    bool same = search->best == candidate;

    if (!search->best || offer->cost < choice->best.cost) {
        choice->next = same ? choice->next : choice->best;
        choice->best = *offer;
        search->best = candidate;
    } else if (!same && (!choice->next.entry || offer->cost < choice->next.cost)) {
        choice->next = *offer;
    }
}

static void consider(Search *search, const Candidate *candidate, double gpus,
                     const OfferResult *result)
{
    const GpuOffer offer = { candidate->entry, gpus, result->cost };
    GpuChoice *choice = &search->choice;

    if (!holds_model(result))
        return;
    choice->holding++;
    if (result->fast < OFTEN_ENOUGH) {
        if (!search->nearest.entry || is_nearer(result, &search->near)) {
            search->nearest = offer;
            search->near = *result;
        }
        return;
    }
    choice->fast++;
    take(search, candidate, &offer);
}

static bool try_candidate(Search *search, const Candidate *candidate, Error *err)
{
    const Binding *stated = search->stated;
    OfferResult result;

    for (size_t k = 0; k < (stated ? 1 : COUNTS); k++) {
        const Binding *gpus = stated ? NULL : bind_count(counts[k], &search->arena);
        double count = stated ? law_mean(&stated->law) * stated->scale : counts[k];
        if (!offer_try(&result, &search->bench, candidate->bindings, gpus, err))
            return false;
        consider(search, candidate, count, &result);
    }
    return true;
}

/* --- why there is no choice --------------------------------------------------------------- */

static const char *design_name(const Search *search)
{
    return search->s->designs[search->design].name;
}

/* Anchors were measured on GPUs that the scenario would then not name. */
static bool check_anchors(const Search *search, Error *err)
{
    for (size_t i = 0; i < search->s->anchor_count; i++) {
        const Anchor *anchor = &search->s->anchors[i];
        if (anchor->design && strcmp(anchor->design, design_name(search)) != 0)
            continue;
        fail_at(err, search->open->mark, "E065", "the anchors of `%s` are of GPUs of one type",
                design_name(search));
        return fail_label(err, "expected the type that they were measured on");
    }
    return true;
}

static bool fail_to_hold(const Search *search, Error *err)
{
    fail_at(err, search->open->mark, "E065", "no GPUs of the catalogue hold the model of `%s`",
            design_name(search));
    if (search->stated)
        return fail_label(err, "not with %.3g in a replica",
                          law_mean(&search->stated->law) * search->stated->scale);
    return fail_label(err, "not even %.0f in a replica", counts[COUNTS - 1]);
}

static bool fail_to_be_fast(const Search *search, Error *err)
{
    char chance[32];

    fail_at(err, search->open->mark, "E065",
            "no GPUs of the catalogue answer within the limits of `%s`", design_name(search));
    fail_label(err, "the nearest are %s \u00d7%.3g", search->nearest.entry,
               search->nearest.gpus);
    return fail_help(err,
                     "alone, a request takes %.2f times as long as allowed there, on average, "
                     "and is within serving.token_limit and serving.first_token_limit in %s of "
                     "the futures, not in %.0f%%",
                     search->near.slow, text_chance(chance, search->near.fast),
                     100 * OFTEN_ENOUGH);
}

/* --- what becomes of a choice ------------------------------------------------------------- */

static const char *source_text(const Search *search)
{
    const GpuChoice *c = &search->choice;

    return arena_format(&search->s->arena,
                        "chosen with the type: the cheapest of %zu offers within the limits",
                        c->fast);
}

/* The number belongs to the entry, as its facts do. */
static const Binding *chosen_count(const Search *search)
{
    Scenario *s = search->s;
    Binding *b = bind_count(search->choice.best.gpus, &s->arena);

    b->mark = search->open->mark;
    b->entry = search->best->entry;
    b->text = arena_format(&s->arena, "%.0f", search->choice.best.gpus);
    b->reading = b->text;
    b->source = source_text(search);
    return b;
}

static void settle(const Search *search)
{
    Scenario *s = search->s;
    ScenarioDesign *design = &s->designs[search->design];
    size_t references = s->registry->reference_count;
    const Binding **bindings = arena_array(&s->arena, const Binding *, s->quantity_count + 1);
    const char **entries = arena_array(&s->arena, const char *, references + 1);
    GpuChoice *choice = arena_array(&s->arena, GpuChoice, 1);

    *choice = search->choice;
    memcpy(bindings, search->best->bindings, s->quantity_count * sizeof *bindings);
    memcpy(entries, design->entries, references * sizeof *entries);
    if (!search->stated)
        bindings[scenario_quantity(s, &serving_gpus_per_replica)] = chosen_count(search);
    entries[search->open->reference] = search->best->entry;
    design->bindings = bindings;
    design->entries = entries;
    design->choice = choice;
    if (!s->catalog_as_of || strcmp(search->best->as_of, s->catalog_as_of) > 0)
        s->catalog_as_of = search->best->as_of;
}

/* Where `cheapest` stands, if it is in the file. */
static Mark place_of(const Search *search)
{
    const char *path = search->s->path;
    bool in_file = strcmp(search->open->mark.file, path) == 0;

    return in_file ? search->open->mark : (Mark){ .file = path };
}

static bool told_before(const Search *search, const char *entry)
{
    for (size_t d = 0; d < search->design; d++)
        if (search->s->designs[d].entries[search->open->reference] &&
            strcmp(search->s->designs[d].entries[search->open->reference], entry) == 0)
            return true;
    return false;
}

/* As of any entry that is named. */
static void warn_of_age(const Search *search)
{
    Scenario *s = search->s;
    long days = s->as_of ? date_days(search->best->as_of, s->as_of) : 0;
    Error err;

    if (days <= CATALOG_OLD_DAYS || told_before(search, search->best->entry))
        return;
    fail_at(&err, place_of(search), "W005", "catalog:%s is %ld days old (limit %d)",
            search->best->entry, days, CATALOG_OLD_DAYS);
    problems_add(&s->warnings, &err);
}

/* A price that the scenario states is that of every GPU: a candidate shares it. */
static void warn_of_price(const Search *search)
{
    const Quantity *price = registry_find(search->s->registry, "gpu.price");
    long row = price ? scenario_quantity(search->s, price) : -1;
    Error err;

    if (row < 0 || binding_of(search, price) != search->best->bindings[row])
        return;
    fail_at(&err, place_of(search), "W016",
            "gpu.price is given, so all GPUs that `%s` may have cost the same",
            design_name(search));
    problems_add(&search->s->warnings, &err);
}

/* A time under load depends on more than the bench knows: told once, for all designs. */
static void warn_of_latency(const Search *search)
{
    Scenario *s = search->s;
    bool required = false;
    Error err;

    for (size_t i = 0; i < s->requirement_count; i++)
        required = required || s->requirements[i].kind == REQUIRE_LATENCY;
    for (size_t d = 0; d < search->design; d++)
        required = required && !s->designs[d].choice;
    if (!required)
        return;
    fail_at(&err, place_of(search), "W019",
            "the GPUs of `%s` were chosen by token limits, not by requirements.latency",
            design_name(search));
    fail_help(&err, "see in the answer whether they meet it; serving.token_limit and "
                    "serving.first_token_limit ask for faster ones");
    problems_add(&s->warnings, &err);
}

static bool choose(Search *search, Error *err)
{
    Scenario *s = search->s;

    if (!check_anchors(search, err))
        return false;
    offer_bench_make(&search->bench, s, search->design, &search->arena);
    for (size_t c = 0; c < search->open->count; c++)
        if (!try_candidate(search, &search->open->candidates[c], err))
            return false;
    if (search->choice.holding == 0)
        return fail_to_hold(search, err);
    if (search->choice.fast == 0)
        return fail_to_be_fast(search, err);
    warn_of_age(search);
    warn_of_price(search);
    warn_of_latency(search);
    settle(search);
    problems_sort(&s->warnings);
    return true;
}

bool cheapest_apply(Scenario *s, Error *err)
{
    bool well = true;

    for (size_t d = 0; well && d < scenario_all_designs(s); d++) {
        Search search = { .s = s, .design = d, .open = s->designs[d].open };
        if (!search.open || s->designs[d].choice)
            continue;
        search.stated = binding_of(&search, &serving_gpus_per_replica);
        well = choose(&search, err);
        arena_free(&search.arena);
        stages_inherit(s, &s->arena);
    }
    return well;
}
