/* price_map_litellm.c - the LiteLLM price map: { MODEL: { mode, input_cost_per_token, ... } }.
 *
 * Prices are per token. Those behind _above_200k_tokens are for all tokens of a prompt that
 * is longer; where there are several such steps the first one counts. Some hosts state the
 * steps as tiered_pricing: [{ range: [FROM, TO], input_cost_per_token, ... }].
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/dates.h"
#include "sim/scenario/price_map_reader.h"

/* The first entry of the map describes its fields. */
static const char description[] = "sample_spec";

bool litellm_is(json_t *root)
{
    for (void *at = json_object_iter(root); at; at = json_object_iter_next(root, at)) {
        const json_t *entry = json_object_iter_value(at);
        if (json_word(entry, "mode") || json_word(entry, "litellm_provider"))
            return true;
    }
    return false;
}

static double per_mtok(const json_t *entry, const char *key)
{
    /* a price per token is a decimal of a few digits, and 1e6 times it is one too */
    return json_amount(entry, key) * 1e6;
}

/* --- long prompts ------------------------------------------------------------------------ */

/* The N of input_cost_per_token_above_Nk_tokens; 0 of other keys. */
static long step_of(const char *key)
{
    static const char begin[] = "input_cost_per_token_above_";
    const char *digits = key + sizeof begin - 1;
    char *end;

    if (strncmp(key, begin, sizeof begin - 1) != 0 || !isdigit((unsigned char)*digits))
        return 0;
    long step = strtol(digits, &end, 10);
    return strcmp(end, "k_tokens") == 0 && step < 1000000 ? step : 0;
}

/* The lowest step, 0 if there is none; *more: there are others. */
static long first_step(json_t *entry, bool *more)
{
    long first = 0;

    *more = false;
    for (void *at = json_object_iter(entry); at; at = json_object_iter_next(entry, at)) {
        bool priced = json_is_number(json_object_iter_value(at));
        long step = priced ? step_of(json_object_iter_key(at)) : 0;
        *more |= step > 0 && first > 0;
        if (step > 0 && (first == 0 || step < first))
            first = step;
    }
    return first;
}

static double step_price(const PriceMap *map, const json_t *entry, const char *price, long step)
{
    return per_mtok(entry, arena_format(map->arena, "%s_above_%ldk_tokens", price, step));
}

/* All prices of a step or none: where it leaves one out, that one does not change. */
static void add_step(PricedModel *model, double threshold, double input, double cached,
                     double output, double usual_output)
{
    if (!(threshold > 0) || isnan(input))
        return;
    priced_number(model, "long_context_threshold", threshold, "tok");
    priced_number(model, "long_input_price", input, "USD/Mtok");
    priced_number(model, "long_cached_price", cached, "USD/Mtok");
    priced_number(model, "long_output_price", isnan(output) ? usual_output : output,
                  "USD/Mtok");
}

/* --- models ------------------------------------------------------------------------------- */

static void add_sizes(PricedModel *model, const json_t *entry, Arena *arena)
{
    double window = json_amount(entry, "max_input_tokens");
    const char *end = json_word(entry, "deprecation_date");

    if (isnan(window))
        window = json_amount(entry, "max_tokens");
    priced_number(model, "context_window", window, "tok");
    priced_number(model, "max_output", json_amount(entry, "max_output_tokens"), "tok");
    if (end && date_is_valid(end))
        priced_word(model, "shutdown", arena_text(arena, end));
}

static const char *read_chat(PriceMap *map, PricedModel *model, json_t *entry)
{
    const json_t *tiers = json_object_get(entry, "tiered_pricing");
    const json_t *base = json_array_get(tiers, 0), *above = json_array_get(tiers, 1);
    const json_t *plain =
        isnan(json_amount(entry, "input_cost_per_token")) && base ? base : entry;
    double input = per_mtok(plain, "input_cost_per_token");
    double output = per_mtok(plain, "output_cost_per_token");
    bool more;
    long step = first_step(entry, &more);

    if (!is_sold(input, output))
        return "no price per token";
    map->simplified += more || json_array_size(tiers) > 2;
    model->kind = "llm";
    priced_number(model, "input_price", input, "USD/Mtok");
    priced_number(model, "cached_price", per_mtok(plain, "cache_read_input_token_cost"),
                  "USD/Mtok");
    priced_number(model, "cache_write_price",
                  per_mtok(plain, "cache_creation_input_token_cost"), "USD/Mtok");
    priced_number(model, "output_price", output, "USD/Mtok");
    priced_number(model, "batch_input_price", per_mtok(entry, "input_cost_per_token_batches"),
                  "USD/Mtok");
    priced_number(model, "batch_output_price", per_mtok(entry, "output_cost_per_token_batches"),
                  "USD/Mtok");
    if (step > 0)
        add_step(model, 1e3 * (double)step,
                 step_price(map, entry, "input_cost_per_token", step),
                 step_price(map, entry, "cache_read_input_token_cost", step),
                 step_price(map, entry, "output_cost_per_token", step), output);
    else if (plain == base)
        add_step(model, json_number_value(json_array_get(json_object_get(above, "range"), 0)),
                 per_mtok(above, "input_cost_per_token"),
                 per_mtok(above, "cache_read_input_token_cost"),
                 per_mtok(above, "output_cost_per_token"), output);
    add_sizes(model, entry, map->arena);
    return NULL;
}

static const char *read_embedding(PriceMap *map, PricedModel *model, json_t *entry)
{
    double price = per_mtok(entry, "input_cost_per_token");

    if (!is_sold(price, 0))
        return "no price per token";
    model->kind = "embedding";
    priced_number(model, "price", price, "USD/Mtok");
    priced_number(model, "dims", json_amount(entry, "output_vector_size"), "");
    return NULL;
}

/* A re-ranker bills searches, or the tokens of question and candidates. */
static const char *read_rerank(PriceMap *map, PricedModel *model, json_t *entry)
{
    double search = 1e3 * json_amount(entry, "input_cost_per_query");
    double token = per_mtok(entry, "input_cost_per_token");

    if (!is_sold(search, 0) && !is_sold(token, 0))
        return "no price per search or token";
    model->kind = "rerank";
    priced_number(model, "price", isnan(search) ? 0 : search, "USD/1000");
    if (is_sold(token, 0))
        priced_number(model, "token_price", token, "USD/Mtok");
    return NULL;
}

/* How a mode is read; the others sell no text. */
static const struct {
    const char *mode;
    const char *(*read)(PriceMap *, PricedModel *, json_t *);
} modes[] = {
    { "chat", read_chat },           { "completion", read_chat }, { "responses", read_chat },
    { "embedding", read_embedding }, { "rerank", read_rerank },
};

static void read_model(PriceMap *map, const char *called, json_t *entry)
{
    const char *mode = json_word(entry, "mode"), *host = json_word(entry, "litellm_provider");
    const char *why = "no language model, embedding or re-ranker";
    PricedModel model = { .model = arena_text(map->arena, called),
                          .host = arena_text(map->arena, host ? host : "") };

    model.title = host ? arena_format(map->arena, "%s (%s)", called, host) : model.model;
    for (size_t i = 0; mode && i < sizeof modes / sizeof modes[0]; i++)
        if (strcmp(modes[i].mode, mode) == 0)
            why = modes[i].read(map, &model, entry);
    if (why)
        price_map_skip(map, why);
    else
        price_map_add(map, &model, called);
}

void litellm_read(PriceMap *map, json_t *root, const PriceWish *wish)
{
    for (void *at = json_object_iter(root); at; at = json_object_iter_next(root, at)) {
        const char *called = json_object_iter_key(at);
        if (strcmp(called, description) != 0 && price_wished(wish, called))
            read_model(map, called, json_object_iter_value(at));
    }
}
