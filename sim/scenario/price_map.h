/* price_map.h - price lists that others keep, as models with facts.
 *
 * Two formats are known. The LiteLLM price map is an object of models, each with prices
 * per token (input_cost_per_token, ..._above_200k_tokens, ..._batches) and a mode. The
 * genai-prices list is an array of providers with models, whose prices are per million
 * tokens and may have tiers by the length of the prompt and conditions such as a first
 * day. What the lists say of pictures, sound and searches is left out.
 */
#ifndef SIM_SCENARIO_PRICE_MAP_H
#define SIM_SCENARIO_PRICE_MAP_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* A fact of an entry: a number with its unit, or a word. */
typedef struct {
    const char *key;
    double number;
    const char *text; /* the unit; of a word (number is NAN) the word */
} PricedFact;

enum { PRICED_FACTS = 16 };

typedef struct {
    const char *kind;  /* of the entry: "llm", "embedding", "rerank"           */
    const char *model; /* as the list calls it                                 */
    const char *host;  /* who sells it, as the list calls them; may be empty   */
    const char *name;  /* of the entry: [a-z0-9.-], unique within its kind     */
    const char *title;
    PricedFact facts[PRICED_FACTS];
    size_t fact_count;
} PricedModel;

/* How many models were left out for a reason. */
typedef struct {
    const char *why;
    size_t count;
} Skipped;

typedef struct {
    const char *format;  /* "LiteLLM price map"           */
    PricedModel *models; /* in the order of the list; malloc'ed */
    size_t count, capacity;
    Skipped skipped[16];
    size_t skipped_count;
    size_t simplified; /* models with more steps or conditions than a fact can tell */
    Arena *arena;
} PriceMap;

/* Which models to take, and the prices of which day. */
typedef struct {
    const char *as_of;
    const char *const *patterns; /* as of a shell: `gpt-5*`; none: all */
    size_t pattern_count;
    bool *met; /* [pattern]: out: some model has such a name */
} PriceWish;

/* Read a list. `name` is the file's, for messages. The caller frees the map in any
 * case. */
bool price_map_read(PriceMap *map, const char *name, const char *text, size_t length,
                    const PriceWish *wish, Arena *arena, Error *err);
void price_map_free(PriceMap *map);

/* Count a model that is left out. */
void price_map_skip(PriceMap *map, const char *why);

#endif
