/* price_map_genai.c - genai-prices: [{ id, name, models: [{ id, prices: { input_mtok } }] }],
 * or the same under `providers`.
 *
 * Prices are per million tokens. A price { base, tiers: [{ start, price }] } is for all
 * tokens of a prompt above `start`; the first tier counts. Prices may be a list with
 * conditions, of which the last that holds counts; here that is the last whose first day has
 * come, and not one of a time of day. A provider with `model_match` makes what it sells; the
 * entries of other hosts get their name behind the model's.
 */
#include <math.h>
#include <string.h>

#include "sim/scenario/price_map_reader.h"

static const json_t *providers_of(const json_t *root)
{
    return json_is_array(root) ? root : json_object_get(root, "providers");
}

bool genai_is(const json_t *root)
{
    const json_t *first = json_array_get(providers_of(root), 0);
    return json_word(first, "id") && json_is_array(json_object_get(first, "models"));
}

/* --- prices --------------------------------------------------------------------------------
 */

static bool is_by_hour(const json_t *condition)
{
    return json_object_get(condition, "start_time") || json_object_get(condition, "end_time");
}

static bool holds(const json_t *condition, const char *as_of)
{
    const char *start = json_word(condition, "start_date");
    return !is_by_hour(condition) && (!start || strncmp(start, as_of, 10) <= 0);
}

/* The prices of a day. */
static const json_t *prices_on(const json_t *model, const char *as_of)
{
    const json_t *prices = json_object_get(model, "prices"), *found = NULL;

    if (!json_is_array(prices))
        return prices;
    for (size_t i = 0; i < json_array_size(prices); i++) {
        const json_t *item = json_array_get(prices, i);
        if (!found || holds(json_object_get(item, "constraint"), as_of))
            found = item;
    }
    return json_object_get(found, "prices");
}

/* Whether prices say more than an entry can. */
static bool is_simplified(const json_t *model, const json_t *prices)
{
    const json_t *all = json_object_get(model, "prices");
    bool simplified =
        json_array_size(json_object_get(json_object_get(prices, "input_mtok"), "tiers")) > 1;

    for (size_t i = 0; i < json_array_size(all); i++)
        simplified |= is_by_hour(json_object_get(json_array_get(all, i), "constraint"));
    return simplified;
}

/* A price up to its first tier. */
static double base_of(const json_t *prices, const char *key)
{
    const json_t *price = json_object_get(prices, key);
    return json_is_object(price) ? json_amount(price, "base") : json_amount(prices, key);
}

static const json_t *first_tier(const json_t *prices, const char *key)
{
    return json_array_get(json_object_get(json_object_get(prices, key), "tiers"), 0);
}

/* A price above a threshold; the usual one where it has no such tier. */
static double tier_price(const json_t *prices, const char *key, double threshold)
{
    const json_t *tier = first_tier(prices, key);
    bool same = json_amount(tier, "start") == threshold;
    return same ? json_amount(tier, "price") : base_of(prices, key);
}

static void add_tier(PricedModel *model, const json_t *prices)
{
    double threshold = json_amount(first_tier(prices, "input_mtok"), "start");

    if (!(threshold > 0))
        return;
    priced_number(model, "long_context_threshold", threshold, "tok");
    priced_number(model, "long_input_price", tier_price(prices, "input_mtok", threshold),
                  "USD/Mtok");
    priced_number(model, "long_cached_price", tier_price(prices, "cache_read_mtok", threshold),
                  "USD/Mtok");
    priced_number(model, "long_output_price", tier_price(prices, "output_mtok", threshold),
                  "USD/Mtok");
}

/* --- models --------------------------------------------------------------------------------
 */

static const char *read_prices(PricedModel *model, const json_t *entry, const json_t *prices)
{
    double input = base_of(prices, "input_mtok"), output = base_of(prices, "output_mtok");
    double searches = base_of(prices, "rerank_searches_kcount");

    if (strstr(model->model, "embed") && is_sold(input, 0)) {
        model->kind = "embedding";
        priced_number(model, "price", input, "USD/Mtok");
    } else if (is_sold(searches, 0)) {
        model->kind = "rerank";
        priced_number(model, "price", searches, "USD/1000");
    } else if (is_sold(input, output)) {
        model->kind = "llm";
        priced_number(model, "input_price", input, "USD/Mtok");
        priced_number(model, "cached_price", base_of(prices, "cache_read_mtok"), "USD/Mtok");
        priced_number(model, "cache_write_price", base_of(prices, "cache_write_mtok"),
                      "USD/Mtok");
        priced_number(model, "output_price", output, "USD/Mtok");
        add_tier(model, prices);
        priced_number(model, "context_window", json_amount(entry, "context_window"), "tok");
    } else {
        return "no price per token";
    }
    return NULL;
}

static void read_model(PriceMap *map, const json_t *provider, const json_t *entry,
                       const PriceWish *wish)
{
    const char *id = json_word(entry, "id"), *name = json_word(entry, "name");
    const char *host = json_word(provider, "id"), *sold_by = json_word(provider, "name");

    if (!id || !host) {
        price_map_skip(map, "no id");
        return;
    }
    if (!price_wished(wish, id))
        return;
    PricedModel model = { .model = arena_text(map->arena, id),
                          .host = arena_text(map->arena, host) };
    model.title =
        arena_format(map->arena, "%s (%s)", name ? name : id, sold_by ? sold_by : host);
    const json_t *prices = prices_on(entry, wish->as_of);
    const char *why = read_prices(&model, entry, prices);
    map->simplified += !why && is_simplified(entry, prices);
    if (why)
        price_map_skip(map, why);
    else if (json_object_get(provider, "model_match"))
        price_map_add(map, &model, id);
    else
        price_map_add(map, &model, arena_format(map->arena, "%s-%s", id, host));
}

void genai_read(PriceMap *map, const json_t *root, const PriceWish *wish)
{
    const json_t *providers = providers_of(root);

    for (size_t i = 0; i < json_array_size(providers); i++) {
        const json_t *provider = json_array_get(providers, i);
        const json_t *models = json_object_get(provider, "models");
        for (size_t k = 0; k < json_array_size(models); k++)
            read_model(map, provider, json_array_get(models, k), wish);
    }
}
