#include "sim/scenario/price_map.h"

#include <assert.h>
#include <fnmatch.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/sha256.h"
#include "sim/scenario/price_map_reader.h"

/* --- what the readers share ------------------------------------------------------------- */

void price_map_skip(PriceMap *map, const char *why)
{
    const size_t most = sizeof map->skipped / sizeof map->skipped[0];
    size_t i = 0;

    while (i < map->skipped_count && strcmp(map->skipped[i].why, why) != 0)
        i++;
    assert(i < most);
    if (i == map->skipped_count && i < most)
        map->skipped[map->skipped_count++] = (Skipped){ .why = why };
    map->skipped[i].count++;
}

bool price_wished(const PriceWish *wish, const char *model)
{
    bool wished = wish->pattern_count == 0;

    for (size_t i = 0; i < wish->pattern_count; i++)
        if (fnmatch(wish->patterns[i], model, 0) == 0)
            wish->met[i] = wished = true;
    return wished;
}

double json_amount(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

const char *json_word(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

void priced_number(PricedModel *model, const char *key, double number, const char *unit)
{
    assert(model->fact_count < PRICED_FACTS);
    if (!isnan(number))
        model->facts[model->fact_count++] = (PricedFact){ key, number, unit };
}

void priced_word(PricedModel *model, const char *key, const char *word)
{
    assert(model->fact_count < PRICED_FACTS);
    if (word)
        model->facts[model->fact_count++] = (PricedFact){ key, NAN, word };
}

bool is_sold(double input, double output)
{
    return !isnan(input) && !isnan(output) && (input != 0 || output != 0);
}

/* --- names ------------------------------------------------------------------------------ */

enum { LONGEST_NAME = 64, DIGEST = 8 };

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The name with lower-case letters, digits and points; every run of anything else is one
 * `-`. *whole: nothing that tells models apart was lost. */
static char *plain_name(const char *called, Arena *arena, bool *whole)
{
    char *name = arena_text(arena, called), *to = name;

    *whole = true;
    for (const char *c = called; *c; c++) {
        char low = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
        if (is_plain(low) || (low == '.' && to > name && is_plain(to[-1])))
            *to++ = low;
        else if (to > name && to[-1] != '-')
            *to++ = '-';
        *whole &= (unsigned char)*c < 0x80;
    }
    while (to > name && !is_plain(to[-1]))
        to--;
    *to = '\0';
    *whole &= to > name && to - name <= LONGEST_NAME;
    if (to - name > LONGEST_NAME)
        name[LONGEST_NAME] = '\0';
    return name;
}

/* The name with a digest of what the list calls the model. It does not depend on the other
 * models of the list, so that it stays what it is when the list grows. */
static const char *digested_name(const PricedModel *model, const char *name, Arena *arena)
{
    const char *called = arena_format(arena, "%s\n%s", model->host, model->model);
    char hex[65];

    sha256_hex(hex, called, strlen(called));
    return arena_format(arena, "%s%s%.*s", *name ? name : "model", "-", DIGEST, hex);
}

void price_map_add(PriceMap *map, const PricedModel *model, const char *called)
{
    bool whole;

    if (map->count == map->capacity) {
        map->capacity = map->capacity ? 2 * map->capacity : 256;
        map->models = memory_grow(map->models, map->capacity, sizeof *map->models);
    }
    PricedModel *added = &map->models[map->count++];
    *added = *model;
    added->name = plain_name(called, map->arena, &whole);
    if (!whole)
        added->name = digested_name(added, added->name, map->arena);
}

/* Models of one name stand together, in the order of the list. */
static int by_name(const void *a, const void *b)
{
    const PricedModel *x = *(PricedModel *const *)a, *y = *(PricedModel *const *)b;
    int kinds = strcmp(x->kind, y->kind), names = strcmp(x->name, y->name);
    return kinds ? kinds : names ? names : (x > y) - (x < y);
}

static bool have_one_name(const PricedModel *a, const PricedModel *b)
{
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->name, b->name) == 0;
}

static PricedModel **sorted(const PriceMap *map)
{
    PricedModel **order = memory_zeros(map->count + 1, sizeof *order);

    for (size_t i = 0; i < map->count; i++)
        order[i] = &map->models[i];
    qsort(order, map->count, sizeof *order, by_name);
    return order;
}

/* Of models with one name the first keeps it, the others get a digest. */
static void tell_apart(PriceMap *map)
{
    PricedModel **order = sorted(map), *first = NULL;

    for (size_t i = 0; i < map->count; i++) {
        if (!first || !have_one_name(first, order[i]))
            first = order[i];
        else
            order[i]->name = digested_name(order[i], order[i]->name, map->arena);
    }
    free(order);
}

/* What still has the name of another is listed twice. */
static void drop_repeated(PriceMap *map)
{
    PricedModel **order = sorted(map);
    size_t kept = 0;

    for (size_t i = 1; i < map->count; i++)
        if (have_one_name(order[i], order[i - 1])) {
            order[i - 1]->fact_count = 0;
            price_map_skip(map, "listed twice");
        }
    for (size_t i = 0; i < map->count; i++)
        if (map->models[i].fact_count > 0)
            map->models[kept++] = map->models[i];
    map->count = kept;
    free(order);
}

/* --- a list --------------------------------------------------------------------------------
 */

static bool fail_json(Error *err, const char *name, const json_error_t *json)
{
    const Mark where = { .file = name,
                         .line = json->line,
                         .column = json->column > 0 ? json->column : 1 };

    return fail_at(err, where, "E060", "this is no JSON: %s", json->text);
}

static bool fail_format(Error *err, const char *name)
{
    fail_at(err, (Mark){ .file = name }, "E060", "the format of this list is not known");
    return fail_help(err, "expected model_prices_and_context_window.json of LiteLLM or "
                          "data.json of genai-prices");
}

bool price_map_read(PriceMap *map, const char *name, const char *text, size_t length,
                    const PriceWish *wish, Arena *arena, Error *err)
{
    json_error_t wrong;

    *map = (PriceMap){ .arena = arena };
    json_t *root = json_loadb(text, length, 0, &wrong);
    if (!root)
        return fail_json(err, name, &wrong);
    if (genai_is(root)) {
        map->format = "genai-prices";
        genai_read(map, root, wish);
    } else if (litellm_is(root)) {
        map->format = "LiteLLM price map";
        litellm_read(map, root, wish);
    }
    json_decref(root);
    if (!map->format)
        return fail_format(err, name);
    tell_apart(map);
    drop_repeated(map);
    return true;
}

void price_map_free(PriceMap *map)
{
    free(map->models);
    *map = (PriceMap){ 0 };
}
