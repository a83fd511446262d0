/* price_map_reader.h - what the readers of the formats of price lists share.
 *
 * Private to sim/scenario/price_map*.c.
 */
#ifndef SIM_SCENARIO_PRICE_MAP_READER_H
#define SIM_SCENARIO_PRICE_MAP_READER_H

#include <jansson.h>

#include "sim/scenario/price_map.h"

/* Whether a list is of the format. */
bool litellm_is(json_t *root);
bool genai_is(const json_t *root);

/* Take the models of a list that are wished for. */
void litellm_read(PriceMap *map, json_t *root, const PriceWish *wish);
void genai_read(PriceMap *map, const json_t *root, const PriceWish *wish);

/* Whether a model is wished for. */
bool price_wished(const PriceWish *wish, const char *model);

/* A number of an object; NAN where it has none. A text of an object; NULL likewise. */
double json_amount(const json_t *object, const char *key);
const char *json_word(const json_t *object, const char *key);

/* Add a number to a model, unless it is NAN; and a word, unless it is NULL. */
void priced_number(PricedModel *model, const char *key, double number, const char *unit);
void priced_word(PricedModel *model, const char *key, const char *word);

/* Whether prices say that something is sold: a free model is one whose price nobody
 * entered. */
bool is_sold(double input, double output);

/* Append a model to the map; its name is made from `called`. */
void price_map_add(PriceMap *map, const PricedModel *model, const char *called);

#endif
