/* settings.c - what a scenario says about itself, its money and its run. */
#include <math.h>
#include <string.h>

#include "sim/scenario/dates.h"
#include "sim/scenario/loader.h"

enum { TRIALS_DEFAULT = 16384, SEED_DEFAULT = 42, MONTHS_DEFAULT = 36 };

/* Larger whole numbers are not exact in a double. */
#define SEED_MAX 9007199254740992.0

/* --- texts ------------------------------------------------------------------------------- */

static void read_texts(Loader *l)
{
    Error err;

    const char *name = text_field(l, l->root, "name");
    l->s->name = name ? name : l->s->path;
    l->s->question = text_field(l, l->root, "question");
    l->s->owner = text_field(l, l->root, "owner");
    l->s->as_of = text_field(l, l->root, "as_of");
    if (!l->s->as_of || date_is_valid(l->s->as_of))
        return;
    fail_at(&err, tree_find(l->root, "as_of")->mark, "E033", "`%.40s` is no date", l->s->as_of);
    fail_label(&err, "expected year-month-day, such as 2026-11-01");
    loader_tell(l, &err);
    l->s->as_of = NULL;
}

/* --- numbers and names ---------------------------------------------------------------------
 */

const Entry *setting_entry(const Loader *l, size_t row)
{
    return *entries_for(l, l->setting_entries[row], NO_DRAFT);
}

/* The node of a setting, or NULL; a mapping is the long form of a value. */
static const Node *setting(Loader *l, size_t row)
{
    const Entry *entry = setting_entry(l, row);
    const Node *node = entry ? entry->node : NULL;
    const Node *inner = node ? tree_find(node, "value") : NULL;
    Error err;

    node = inner ? inner : node;
    if (!node || node->kind == NODE_SCALAR)
        return node;
    fail_at(&err, node->mark, "E022", "%s is one value", setting_keys[row]);
    loader_tell(l, &err);
    return NULL;
}

static bool whole_number(Loader *l, double *value, size_t row, double min, double max)
{
    const Quantity like = {
        .key = setting_keys[row], .unit = UNIT_NUMBER, .min = min, .max = max
    };
    const Node *node = setting(l, row);
    Error err;

    if (!node || !number_field(l, value, &like, node))
        return false;
    if (*value == floor(*value))
        return true;
    fail_at(&err, node->mark, "E033", "%s must be a whole number", setting_keys[row]);
    return loader_tell(l, &err);
}

static void read_run(Loader *l)
{
    const Node *sampler = setting(l, SETTING_SAMPLER);
    size_t count = 0;
    double number;
    Error err;

    l->s->trials = TRIALS_DEFAULT;
    l->s->seed = SEED_DEFAULT;
    l->s->sampler = SAMPLER_SOBOL;
    if (whole_number(l, &number, SETTING_TRIALS, 1, 1e9))
        l->s->trials = (uint64_t)number;
    if (whole_number(l, &number, SETTING_SEED, 0, SEED_MAX))
        l->s->seed = (uint64_t)number;
    if (l->overrides && l->overrides->trials)
        l->s->trials = l->overrides->trials;
    if (l->overrides && l->overrides->has_seed)
        l->s->seed = l->overrides->seed;
    if (!sampler)
        return;
    for (; sampler_names[count]; count++)
        if (strcmp(sampler_names[count], sampler->text) == 0) {
            l->s->sampler = (SamplerKind)count;
            return;
        }
    fail_name(&err, sampler->mark, "E033", "sampler", sampler->text, sampler_names, count);
    loader_tell(l, &err);
}

/* --- money -----------------------------------------------------------------------------------
 */

static void read_currency(Loader *l)
{
    const Node *node = setting(l, SETTING_CURRENCY);
    Error err;

    l->s->currency = (Currency){ .code = "USD", .per_usd = 1 };
    if (!node)
        return;
    if (strlen(node->text) == 3 && strspn(node->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3) {
        memcpy(l->s->currency.code, node->text, 4);
        return;
    }
    fail_at(&err, node->mark, "E033", "`%.40s` is no currency", node->text);
    fail_label(&err, "expected three capital letters, such as EUR");
    loader_tell(l, &err);
}

/* What an entry says the exchange rate is. Mistakes are told when all values are read. */
static double rate_of(Loader *l, const Entry *entry)
{
    const Node *value = tree_find(entry->node, "value");
    Value parsed;
    Error ignored;

    bool ok =
        value_parse(&parsed, l->s->quantities[entry->key.row], value ? value : entry->node,
                    &l->s->currency, l->directory, l->arena, &ignored);
    return ok && !parsed.is_scale ? law_mean(&parsed.law) : 1;
}

/* The rate is needed before anything else of money can be read. */
static void read_exchange_rate(Loader *l)
{
    Key key = key_find(l, "money.exchange_rate");
    Entry *latest = key.kind == KEY_QUANTITY ? l->quantity_entries[key.row] : NULL;
    const Entry *entry = *entries_for(l, latest, NO_DRAFT);
    bool dollars = strcmp(l->s->currency.code, "USD") == 0;
    double rate = entry ? rate_of(l, entry) : 1;
    Error err;

    if (!dollars && entry) {
        l->s->currency.per_usd = rate;
    } else if (!dollars) {
        const char *code = l->s->currency.code;
        fail_at(&err, setting(l, SETTING_CURRENCY)->mark, "E033",
                "%s needs money.exchange_rate", code);
        fail_label(&err, "catalogue prices are in USD");
        fail_help(&err, "say how many %s one US dollar buys: money.exchange_rate: ...", code);
        loader_tell(l, &err);
    } else if (entry && rate != 1) {
        fail_at(&err, entry->node->mark, "E033", "an exchange rate, but the currency is USD");
        fail_label(&err, "delete it, or say `money.currency`");
        loader_tell(l, &err);
    }
}

void settings_read(Loader *l)
{
    l->s->months = MONTHS_DEFAULT;
    l->s->budget = NAN;
    read_texts(l);
    read_currency(l);
    read_exchange_rate(l);
    read_run(l);
}
