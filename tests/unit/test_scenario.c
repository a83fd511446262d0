/* Reading scenarios: who wins, what is shared, what is inherited, what is refused. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "sim/scenario/scenario.h"

/* --- a small world: a shop with a shelf and a van --------------------------------- */

enum { SHELF = 1, VAN = 2 };

static const Quantity volume = {
    .key = "shop.volume", .help = "things sold", .unit = UNIT_NUMBER, .max = 1e9
};
static const Quantity price = { .key = "ware.price",
                                .help = "price of a thing",
                                .unit = UNIT_MONEY,
                                .max = 1e6,
                                .prior = "$7" };
static const Quantity weight = { .key = "ware.weight",
                                 .help = "of a thing",
                                 .unit = UNIT_TOKENS,
                                 .max = 1e6,
                                 .prior = "40 tok" };
static const Quantity shelf = { .key = "shelf.size",
                                .help = "of the shelf",
                                .unit = UNIT_NUMBER,
                                .max = 1e3,
                                .prior = "13",
                                .part = SHELF };
static const Quantity trips = { .key = "van.trips",
                                .help = "of the van",
                                .unit = UNIT_NUMBER,
                                .max = 1e3,
                                .prior = "2..5",
                                .part = VAN };
static const Quantity horizon = { .key = "money.horizon",
                                  .unit = UNIT_MONTHS,
                                  .min = 1,
                                  .max = 240,
                                  .prior = "36 months",
                                  .constant = true };
static const Quantity budget = {
    .key = "money.budget", .unit = UNIT_MONEY, .max = 1e9, .prior = "$0", .constant = true
};
static const Quantity rate = { .key = "money.exchange_rate",
                               .unit = UNIT_NUMBER,
                               .min = 1e-3,
                               .max = 1e3,
                               .prior = "1",
                               .constant = true };

FORMULA(first)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = from[0][i];
}

static const Quantity total = { .key = "shop.total", .unit = UNIT_MONEY, .report = REPORTED };
static const Quantity sales = { .key = "shop.sales",
                                .unit = UNIT_MONEY,
                                .from = FROM(NOW(volume), NOW(price), NOW(shelf), NOW(trips)),
                                .formula = first,
                                .adds_to = &total };
static const Quantity load = { .key = "shop.load",
                               .unit = UNIT_TOKENS,
                               .timing = PER_REQUEST,
                               .from = FROM(EACH(weight)),
                               .formula = first,
                               .report = REPORTED };

static const Quantity *const quantities[] = { &total, &sales, &load, &horizon, &budget, &rate };
static const Design designs[] = {
    { "stall", "Stall", "no shelf", 0 },
    { "store", "Store", "a shelf", SHELF },
    { "chain", "Chain", "a shelf and a van", SHELF | VAN },
};
static const PartInfo parts[] = { { "shelf", "shelf", "" }, { "van", "van", "" } };
static const Reference references[] = {
    { "ware.kind", "widget", "ware", "Ware", "what is sold", 0, NULL },
};
static const Registry shop = {
    .quantities = quantities,
    .quantity_count = COUNT_OF(quantities),
    .designs = designs,
    .design_count = COUNT_OF(designs),
    .parts = parts,
    .part_count = COUNT_OF(parts),
    .references = references,
    .reference_count = COUNT_OF(references),
    .build = &total,
};

/* --- reading ------------------------------------------------------------------------- */

typedef struct {
    Scenario s;
    Problems problems;
    bool ok;
} Read;

static Read read_with(const char *name, const char *text, const Overrides *overrides)
{
    Read r = { 0 };
    r.ok = scenario_parse(&r.s, &shop, name, text, strlen(text), overrides, &r.problems);
    return r;
}

static Read read_text(const char *text, const Overrides *overrides)
{
    Read r = read_with("shop.yaml", text, overrides);
    if (!r.ok)
        fail_msg("line %d: %s (%s)", r.problems.items[0].where.line, r.problems.items[0].text,
                 r.problems.items[0].label);
    return r;
}

static void read_free(Read *r)
{
    problems_free(&r->problems);
    scenario_free(&r->s);
}

static const Binding *binding(const Read *r, const char *design, const Quantity *quantity)
{
    for (size_t d = 0; d < r->s.design_count; d++)
        if (strcmp(r->s.designs[d].name, design) == 0)
            return scenario_binding(&r->s, d, quantity);
    fail_msg("there is no design %s", design);
    return NULL;
}

static double value(const Read *r, const char *design, const Quantity *quantity)
{
    const Binding *b = binding(r, design, quantity);
    assert_non_null(b);
    return law_mean(&b->law) * b->scale;
}

/* A text is refused with these codes, in the order of lines, and no others. */
static void assert_codes(const char *text, const Overrides *overrides, const char *codes)
{
    Read r = read_with("shop.yaml", text, overrides);
    char found[256] = "";

    for (size_t i = 0; i < r.problems.count && i < 20; i++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i ? " " : "",
                 r.problems.items[i].code);
    if (strcmp(found, codes) != 0)
        fail_msg("`%s`: %s %s, expected %s", text, found,
                 r.problems.count ? r.problems.items[0].text : "", codes);
    read_free(&r);
}

static void assert_warned(const Read *r, const char *code)
{
    for (size_t i = 0; i < r->s.warnings.count; i++)
        if (strcmp(r->s.warnings.items[i].code, code) == 0)
            return;
    fail_msg("no warning %s among %zu", code, r->s.warnings.count);
}

#define HEAD "scenario: 1\nshop.volume: 500\n"

/* --- cases: the whole -------------------------------------------------------------------- */

static void the_smallest_scenario_compares_all_designs(void **state)
{
    Read r = read_text(HEAD, NULL);
    assert_int_equal(r.s.design_count, 3);
    assert_string_equal(r.s.designs[2].label, "Chain");
    assert_int_equal(r.s.months, 36);
    assert_true(isnan(r.s.budget));
    assert_int_equal(r.s.trials, 16384);
    assert_int_equal(r.s.seed, 42);
    assert_int_equal(r.s.sampler, SAMPLER_SOBOL);
    assert_int_equal(strlen(r.s.sha256), 64);
    read_free(&r);
}

/* Rows first, then what they read, each once. */
static void the_list_of_quantities_reaches_everything(void **state)
{
    static const Quantity *const expected[] = { &total,  &sales, &load,   &horizon,
                                                &budget, &rate,  &volume, &price,
                                                &shelf,  &trips, &weight };
    Read r = read_text(HEAD, NULL);
    assert_int_equal(r.s.quantity_count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_ptr_equal(r.s.quantities[i], expected[i]);
        assert_int_equal(scenario_quantity(&r.s, expected[i]), i);
    }
    assert_ptr_equal(registry_find(&shop, "van.trips"), &trips);
    assert_null(registry_find(&shop, "van.trip"));
    read_free(&r);
}

static void settings_are_read(void **state)
{
    Read r = read_text(HEAD "name: Corner shop\nas_of: 2026-11-01\n"
                            "run: { trials: 10k, seed: 7, sampler: lhs }\n"
                            "money: { horizon: 2 years, budget: $450k }\n",
                       NULL);
    assert_string_equal(r.s.name, "Corner shop");
    assert_int_equal(r.s.trials, 10000);
    assert_int_equal(r.s.seed, 7);
    assert_int_equal(r.s.sampler, SAMPLER_LHS);
    assert_int_equal(r.s.months, 24);
    assert_near(r.s.budget, 450e3, 0);
    read_free(&r);

    const Overrides o = { .trials = 512, .has_seed = true, .seed = 9 };
    r = read_text(HEAD "run: { trials: 10k, seed: 7 }\n", &o);
    assert_int_equal(r.s.trials, 512);
    assert_int_equal(r.s.seed, 9);
    read_free(&r);
}

/* Priors are in dollars: at 0.5 EUR a dollar $7 are 3.5 EUR. */
static void another_currency_needs_its_rate(void **state)
{
    Read r = read_text(HEAD "money: { currency: EUR, exchange_rate: 0.5 }\n", NULL);
    assert_string_equal(r.s.currency.code, "EUR");
    assert_near(value(&r, "stall", &price), 3.5, 1e-12);
    assert_near(binding(&r, "stall", &price)->high, 5e5, 0);
    read_free(&r);
    assert_codes(HEAD "money.currency: EUR\n", NULL, "E033");
    assert_codes(HEAD "money.exchange_rate: 0.5\n", NULL, "E033");
    assert_codes(HEAD "money.currency: euro\n", NULL, "E033");
}

/* --- cases: layers -------------------------------------------------------------------------
 */

static void a_stronger_layer_wins(void **state)
{
    static const char text[] =
        HEAD "ware: { price: $11 }\n"
             "designs:\n"
             "  stall:\n"
             "  store: { ware.price: $12 }\n"
             "  chain: { extends: store }\n"
             "  outlet: { extends: [stall, chain], ware: { price: $13 } }\n"
             "what_ifs: { dear: { set: { ware.price: $14 } } }\n";
    Read r = read_text(text, NULL);
    assert_int_equal(binding(&r, "stall", &price)->layer, LAYER_COMMON);
    assert_near(value(&r, "stall", &price), 11, 0);
    assert_int_equal(binding(&r, "chain", &price)->layer, LAYER_EXTENDS);
    assert_near(value(&r, "chain", &price), 12, 0);
    assert_int_equal(binding(&r, "outlet", &price)->layer, LAYER_DESIGN);
    assert_near(value(&r, "outlet", &price), 13, 0);
    read_free(&r);

    Overrides o = { .what_ifs = (const char *const[]){ "dear" }, .what_if_count = 1 };
    r = read_text(text, &o);
    assert_int_equal(binding(&r, "outlet", &price)->layer, LAYER_WHAT_IF);
    assert_near(value(&r, "outlet", &price), 14, 0);
    read_free(&r);

    o.set = (const char *const[]){ "ware.price=$1", "store.ware.price=$15", "ware.weight=3" };
    o.set_count = 3;
    r = read_text(text, &o);
    assert_near(value(&r, "stall", &price), 1, 0);
    assert_near(value(&r, "store", &price), 15, 0);
    assert_int_equal(binding(&r, "stall", &weight)->layer, LAYER_SET);
    assert_string_equal(binding(&r, "stall", &weight)->mark.file, "--set");
    read_free(&r);
}

static void a_factor_multiplies_the_layer_below(void **state)
{
    static const char text[] = HEAD "ware.price: $11\n"
                                    "what_ifs: { cheap: { set: { ware.price: \"× 0.5\" } } }\n";
    const Overrides o = { .what_ifs = (const char *const[]){ "cheap" },
                          .what_if_count = 1,
                          .set = (const char *const[]){ "store.ware.price=x 3" },
                          .set_count = 1 };
    Read r = read_text(text, &o);
    assert_near(value(&r, "stall", &price), 5.5, 1e-12);
    assert_near(value(&r, "store", &price), 16.5, 1e-12);
    assert_near(law_mean(&binding(&r, "store", &price)->law), 11, 0);
    assert_string_equal(binding(&r, "stall", &price)->text, "× 0.5");
    read_free(&r);
    assert_codes("scenario: 1\nshop.volume: x 2\n", NULL, "E039");
    assert_codes(HEAD "shelf.size: { value: 400, scale: 3 }\n", NULL, "E045");
}

static void designs_share_what_is_the_same(void **state)
{
    Read r = read_text(HEAD "designs: { stall: , store: { ware.price: $5 }, chain: }\n", NULL);
    assert_ptr_equal(binding(&r, "stall", &volume), binding(&r, "store", &volume));
    assert_ptr_equal(binding(&r, "stall", &price), binding(&r, "chain", &price));
    assert_ptr_not_equal(binding(&r, "stall", &price), binding(&r, "store", &price));
    assert_null(binding(&r, "stall", &shelf));
    assert_ptr_equal(binding(&r, "store", &shelf), binding(&r, "chain", &shelf));
    read_free(&r);
}

static void a_sum_can_be_given_instead(void **state)
{
    Read r = read_text("scenario: 1\ndesigns: { stall: { shop.total: $15k..$60k } }\n", NULL);
    const Binding *b = binding(&r, "stall", &total);
    assert_close(law_quantile(&b->law, 0.1), 15e3, 1e-9);
    assert_near(b->low, 0, 0);
    assert_true(isinf(b->high));
    /* what the sum was made of is not needed then */
    assert_null(binding(&r, "stall", &volume));
    read_free(&r);
}

static void common_keys_are_for_designs_that_can_use_them(void **state)
{
    Read r = read_text(HEAD "shelf.size: 17\nvan: { trips: 3 }\n", NULL);
    assert_null(binding(&r, "stall", &shelf));
    assert_near(value(&r, "store", &shelf), 17, 0);
    assert_null(binding(&r, "store", &trips));
    read_free(&r);
    assert_codes(HEAD "designs: { store: { van.trips: 3 } }\n", NULL, "E025");
    assert_codes(HEAD "designs: { store: { money.horizon: 3 months } }\n", NULL, "E025");
    assert_codes(HEAD "ware.price: $1\nware: { price: $2 }\n", NULL, "E024");
}

/* --- cases: designs --------------------------------------------------------------------------
 */

static void a_design_of_ones_own_says_its_parts(void **state)
{
    Read r = read_text(HEAD "designs:\n  market: { parts: [van], label: Market }\n"
                            "  mall: { extends: [market, store] }\n",
                       NULL);
    assert_int_equal(r.s.design_count, 2);
    assert_int_equal(r.s.designs[0].parts, VAN);
    assert_string_equal(r.s.designs[0].label, "Market");
    assert_int_equal(r.s.designs[1].parts, SHELF | VAN);
    read_free(&r);
}

static void the_later_of_two_inherited_values_wins(void **state)
{
    Read r = read_text(HEAD "designs:\n  stall: { ware.price: $3 }\n"
                            "  store: { ware.price: $4, shelf.size: 5 }\n"
                            "  both: { parts: [van], extends: [store, stall] }\n",
                       NULL);
    assert_near(value(&r, "both", &price), 3, 0);
    /* the shelf is not a part of it, so its size is dropped */
    assert_null(binding(&r, "both", &shelf));
    read_free(&r);
}

static void wrong_designs_are_refused(void **state)
{
    assert_codes(HEAD "designs: { market: {} }\n", NULL, "E029");
    assert_codes(HEAD "designs: { market: { parts: [wheel] } }\n", NULL, "E026");
    assert_codes(HEAD "designs: { market: { extends: mal } }\n", NULL, "E027");
    assert_codes(HEAD "designs: { shelf: { parts: [van] } }\n", NULL, "E027");
    assert_codes(HEAD "designs: { a: { extends: b }, b: { extends: a } }\n", NULL, "E028");
    assert_codes(HEAD "designs: { late: { start: stall, then: store } }\n", NULL, "E030");
    assert_codes(HEAD "extras: [ { name: a, once: $3 } ]\n", NULL, "E059");
    const Overrides o = { .designs = (const char *const[]){ "stal" }, .design_count = 1 };
    assert_codes(HEAD, &o, "E027");
}

static void some_designs_can_be_chosen(void **state)
{
    const Overrides o = { .designs = (const char *const[]){ "chain" }, .design_count = 1 };
    Read r = read_text(HEAD, &o);
    assert_int_equal(r.s.design_count, 1);
    assert_string_equal(r.s.designs[0].name, "chain");
    read_free(&r);
}

/* --- cases: requests
 * ---------------------------------------------------------------------------- */

static void quantiles_of_requests_are_a_known_spread(void **state)
{
    Read r = read_text(HEAD "ware.weight: 'quantiles(10%: 20, 50%: 30, 90%: 70) tok'\n"
                            "ware.price: 'quantiles(10%: $2, 90%: $7)'\n",
                       NULL);
    const Binding *b = binding(&r, "stall", &weight);
    assert_true(b->varies);
    assert_true(law_is_constant(&b->law));
    assert_close(law_mean(&b->law), law_mean(&b->shape), 1e-12);
    assert_close(law_quantile(&b->shape, 0.9), 70, 1e-9);
    /* the price is one number for all requests: the quantiles say what is not known */
    assert_false(binding(&r, "stall", &price)->varies);
    assert_false(law_is_constant(&binding(&r, "stall", &price)->law));
    read_free(&r);
}

static void a_mean_may_be_unknown_and_vary_too(void **state)
{
    Read r =
        read_text(HEAD "ware.weight: { value: 20..60, varies: \"quantiles(10%: 1, 90%: 4)\","
                       " source: S1, note: guessed, owner: me }\n"
                       "sources: { S1: { title: Scale, quality: measured } }\n",
                  NULL);
    const Binding *b = binding(&r, "stall", &weight);
    assert_true(b->varies);
    assert_close(law_quantile(&b->law, 0.9), 60, 1e-9);
    assert_close(law_quantile(&b->shape, 0.9), 4, 1e-9);
    assert_string_equal(b->source, "S1");
    assert_string_equal(b->note, "guessed");
    assert_string_equal(b->owner, "me");
    read_free(&r);
    assert_codes(HEAD "ware.price: { value: $3, varies: \"1..2\" }\n", NULL, "E038");
}

/* --- cases: the catalogue
 * -------------------------------------------------------------------------- */

static void facts_of_an_entry_stand_between_default_and_file(void **state)
{
    char folder[] = "/tmp/forkcast-shop-XXXXXX", path[128], name[128];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/catalog", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/catalog/widget", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/catalog/widget/blue.yaml", folder);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs("title: Blue\nas_of: 2026-01-01\nsource: price list\nconfidence: quoted\n"
          "price: $21\nweight: 9 tok\ncolour: blue\n",
          out);
    fclose(out);
    snprintf(name, sizeof name, "%s/shop.yaml", folder);

    Read r = read_with(name,
                       HEAD "as_of: 2026-11-01\nware: { kind: catalog:widget/blue }\n"
                            "ware.weight: 8 tok\n",
                       NULL);
    assert_true(r.ok);
    assert_int_equal(binding(&r, "stall", &price)->layer, LAYER_CATALOG);
    assert_near(value(&r, "stall", &price), 21, 0);
    assert_string_equal(binding(&r, "stall", &price)->entry, "widget/blue");
    assert_string_equal(binding(&r, "stall", &price)->source, "price list");
    assert_near(value(&r, "stall", &weight), 8, 0);
    assert_string_equal(r.s.designs[0].entries[0], "widget/blue");
    assert_string_equal(r.s.catalog_as_of, "2026-01-01");
    assert_warned(&r, "W005"); /* 304 days */
    read_free(&r);

    r = read_with(name, HEAD "ware.kind: blue\n", NULL);
    assert_true(r.ok);
    assert_warned(&r, "W006");
    read_free(&r);
    assert_codes(HEAD "ware.kind: catalog:widget/green\n", NULL, "E031");
    assert_codes(HEAD "ware.kind: catalog:gadget/green\n", NULL, "E031");
    unlink(path);
    snprintf(path, sizeof path, "%s/catalog/widget", folder);
    rmdir(path);
    snprintf(path, sizeof path, "%s/catalog", folder);
    rmdir(path);
    rmdir(folder);
}

/* --- cases: the rest
 * ---------------------------------------------------------------------------------- */

static void requirements_are_kept_with_their_numbers(void **state)
{
    Read r =
        read_text(HEAD "requirements:\n  citations: must\n"
                       "  freshness: { level: must, within: 1 week, chance: 75% }\n"
                       "  latency:\n    - { level: must, percentile: 95%, under: 1500 ms }\n"
                       "    - { level: want, percentile: 50%, under: 1 s }\n"
                       "  budget: { level: want, chance_of_exceeding: 40% }\n",
                  NULL);
    assert_int_equal(r.s.requirement_count, 5);
    assert_int_equal(r.s.requirements[0].level, MUST);
    assert_near(r.s.requirements[1].within, 604800, 1e-6);
    assert_near(r.s.requirements[1].chance, 0.75, 1e-12);
    assert_near(r.s.requirements[2].percentile, 0.95, 1e-12);
    assert_near(r.s.requirements[2].under, 1.5, 1e-12);
    assert_int_equal(r.s.requirements[3].level, WANT);
    assert_near(r.s.requirements[4].chance, 0.4, 1e-12);
    assert_true(isnan(r.s.requirements[4].limit));
    read_free(&r);
    r = read_text(HEAD
                  "requirements:\n  residency: { level: must, in: eu }\n"
                  "  latency: { level: must, percentile: 90%, under: 2 s, of: first_token, "
                  "state: end_peak }\n"
                  "stakes: [law, security]\n",
                  NULL);
    assert_int_equal(r.s.requirements[0].kind, REQUIRE_RESIDENCY);
    assert_string_equal(r.s.requirements[0].place, "eu");
    assert_true(r.s.requirements[1].first_token);
    assert_int_equal(r.s.requirements[1].state, STATE_END_PEAK);
    assert_int_equal(r.s.stakes, 1 << 2 | 1 << 4);
    read_free(&r);
    assert_codes(HEAD "requirements: { residency: must }\n", NULL, "E034");
    assert_codes(HEAD "requirements: { residency: { level: must, in: mars } }\n", NULL, "E034");
    assert_codes(HEAD "stakes: [fame]\n", NULL, "E034");
    assert_codes(HEAD "requirements: { citation: must }\n", NULL, "E034");
    assert_codes(HEAD "requirements: { citations: {} }\n", NULL, "E034");
    assert_codes(HEAD "requirements: { freshness: { level: must } }\n", NULL, "E034");
    assert_codes(HEAD "requirements: { citations: { level: must, withn: 3 } }\n", NULL, "E034");
    assert_codes(HEAD "requirements: [citations]\n", NULL, "E034");
}

static void correlations_name_two_drawn_keys(void **state)
{
    static const char head[] = "scenario: 1\nshop.volume: 5..9\nware.price: $1..$3\n";
    char text[512];
    static const struct {
        const char *list, *codes;
    } wrong[] = {
        { "[{ between: [shop.volume], strength: 0.4 }]", "E035" },
        { "[{ between: [shop.volume, ware.prize], strength: 0.4 }]", "E021" },
        { "[{ between: [shop.volume, shop.total], strength: 0.4 }]", "E035" },
        { "[{ between: [shop.volume, shop.volume], strength: 0.4 }]", "E035" },
        { "[{ between: [shop.volume, ware.price], strength: 1.4 }]", "E045" },
        { "{ between: [shop.volume, ware.price], strength: 0.4 }", "E035" },
        { "[{ between: [shop.volume, ware.price], strength: 0.4, r: 1 }]", "E035" },
    };

    snprintf(text, sizeof text,
             "%scorrelations: [{ between: [shop.volume, ware.price], strength: -0.37 }]\n",
             head);
    Read r = read_text(text, NULL);
    assert_int_equal(r.s.correlation_count, 1);
    assert_ptr_equal(r.s.quantities[r.s.correlations[0].a], &volume);
    assert_ptr_equal(r.s.quantities[r.s.correlations[0].b], &price);
    assert_near(r.s.correlations[0].rank, -0.37, 1e-12);
    read_free(&r);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        snprintf(text, sizeof text, "%scorrelations: %s\n", head, wrong[i].list);
        assert_codes(text, NULL, wrong[i].codes);
    }
}

/* 0.9, 0.9 and -0.9 among three: the smallest eigenvalue is far below zero. */
static void impossible_correlations_are_told(void **state)
{
    Read r = read_text("scenario: 1\n"
                       "shop.volume: 5..9\nware.price: $1..$3\nware.weight: 2..5\n"
                       "correlations:\n"
                       "  - { between: [shop.volume, ware.price], strength: 0.9 }\n"
                       "  - { between: [ware.price, ware.weight], strength: 0.9 }\n"
                       "  - { between: [shop.volume, ware.weight], strength: -0.9 }\n",
                       NULL);
    assert_warned(&r, "W009");
    read_free(&r);
}

static void what_ifs_are_checked_even_if_nobody_asks(void **state)
{
    assert_codes(HEAD "what_ifs: { a: { set: { ware.prise: $3, van.trips: 3000 } } }\n", NULL,
                 "E021 E045");
    assert_codes(HEAD "what_ifs: { a: { label: A } }\n", NULL, "E036");
    const Overrides o = { .what_ifs = (const char *const[]){ "none" }, .what_if_count = 1 };
    assert_codes(HEAD, &o, "E036");
}

static void sources_are_looked_up(void **state)
{
    Read r = read_text(HEAD "ware.price: { value: $3, source: S9 }\n"
                            "ware.weight: { value: 7, source: guess }\n"
                            "sources: { S1: { title: One } }\n",
                       NULL);
    assert_warned(&r, "W001");
    assert_warned(&r, "W002");
    assert_warned(&r, "W003");
    assert_warned(&r, "W004");
    read_free(&r);
    assert_codes(HEAD "sources: { S1: {} }\n", NULL, "E037");
    assert_codes(HEAD "sources: { S1: { title: a, quality: poor } }\n", NULL, "E037");
}

static void all_mistakes_are_told_in_the_order_of_lines(void **state)
{
    assert_codes("scenario: 1\n"
                 "shop.volume: many\n"            /* E040 */
                 "ware.prize: $3\n"               /* E021 */
                 "van.trips: 0..3\n"              /* E046 */
                 "ware: 3\n"                      /* E022 */
                 "requirements: { fast: must }\n" /* E034 */
                 "shelf.size: { value: 3, sorce: S1 }\n" /* E021 */,
                 NULL, "E040 E021 E046 E022 E034 E021");
}

static void what_is_needed_and_missing_is_told_once(void **state)
{
    Read r = read_with("shop.yaml", "scenario: 1\n", NULL);
    assert_int_equal(r.problems.count, 1);
    assert_string_equal(r.problems.items[0].code, "E023");
    assert_non_null(strstr(r.problems.items[0].text, "`shop.volume`"));
    read_free(&r);
    assert_codes("shop.volume: 3\n", NULL, "E020");
    assert_codes("scenario: 2\nnonsense: 3\n", NULL, "E020");
    assert_codes("just a text\n", NULL, "E004");
}

static void a_set_needs_a_key_and_a_value(void **state)
{
    static const char *const sets[] = { "ware.price", "=3", "ware.prize=3",
                                        "ware.price=\x1b[2J" };
    static const char *const codes[] = { "E021", "E021", "E021", "E003" };

    for (size_t i = 0; i < COUNT_OF(sets); i++) {
        const Overrides o = { .set = &sets[i], .set_count = 1 };
        assert_codes(HEAD, &o, codes[i]);
    }
}

/* Lines of a scenario, cut, doubled and mixed: no file may crash the reader. */
static void random_scenarios_never_crash_the_reader(void **state)
{
    static const char *const lines[] = {
        "scenario: 1\n",
        "shop.volume: 500\n",
        "ware:\n",
        "  price: $3..$9\n",
        "designs:\n",
        "  stall:\n",
        "  a: { extends: b }\n",
        "  b: { extends: [a, stall], parts: [van] }\n",
        "    ware.price: x 2\n",
        "requirements:\n",
        "  latency: [must, {}, []]\n",
        "correlations:\n",
        "  - { between: [ware.price, shop.volume], strength: 2 }\n",
        "what_ifs:\n",
        "  w: { set: { a: { ware.price: 3 }, stall.ware: [1, 2, 3] } }\n",
        "sources:\n",
        "  S1: { title: [] }\n",
        "run: { trials: [], seed: -1 }\n",
        "money:\n",
        "  currency: { value: EUR }\n",
        "  common: 3\n",
        "ware.kind: [x]\n",
        "extras: 1\n",
        "ware.weight: { value: 3, varies: 1..2, scale: x }\n",
        "name: {}\n",
        "as_of: 3\n",
    };
    static const char *const sets[] = { "ware.price=[1, 2", "a.ware.price=x 2" };
    const Overrides o = { .set = sets, .set_count = 2 };
    unsigned random = 7;

    for (int round = 0; round < 3000; round++) {
        char text[4096] = "";
        for (int k = 0; k < 12; k++) {
            random = random * 1664525u + 1013904223u;
            strcat(text, lines[(random >> 12) % COUNT_OF(lines)]);
        }
        Read r = read_with("shop.yaml", text, round % 2 ? &o : NULL);
        assert_int_equal(r.ok, r.problems.count == 0);
        read_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_scenario_compares_all_designs),
        cmocka_unit_test(the_list_of_quantities_reaches_everything),
        cmocka_unit_test(settings_are_read),
        cmocka_unit_test(another_currency_needs_its_rate),
        cmocka_unit_test(a_stronger_layer_wins),
        cmocka_unit_test(a_factor_multiplies_the_layer_below),
        cmocka_unit_test(designs_share_what_is_the_same),
        cmocka_unit_test(a_sum_can_be_given_instead),
        cmocka_unit_test(common_keys_are_for_designs_that_can_use_them),
        cmocka_unit_test(a_design_of_ones_own_says_its_parts),
        cmocka_unit_test(the_later_of_two_inherited_values_wins),
        cmocka_unit_test(wrong_designs_are_refused),
        cmocka_unit_test(some_designs_can_be_chosen),
        cmocka_unit_test(quantiles_of_requests_are_a_known_spread),
        cmocka_unit_test(a_mean_may_be_unknown_and_vary_too),
        cmocka_unit_test(facts_of_an_entry_stand_between_default_and_file),
        cmocka_unit_test(requirements_are_kept_with_their_numbers),
        cmocka_unit_test(correlations_name_two_drawn_keys),
        cmocka_unit_test(impossible_correlations_are_told),
        cmocka_unit_test(what_ifs_are_checked_even_if_nobody_asks),
        cmocka_unit_test(sources_are_looked_up),
        cmocka_unit_test(all_mistakes_are_told_in_the_order_of_lines),
        cmocka_unit_test(what_is_needed_and_missing_is_told_once),
        cmocka_unit_test(a_set_needs_a_key_and_a_value),
        cmocka_unit_test(random_scenarios_never_crash_the_reader),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
