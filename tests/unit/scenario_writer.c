#include "tests/unit/scenario_writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/base/assets.h"
#include "tests/unit/support.h"

size_t row_of(const Writer *w, const char *key)
{
    size_t row = 0;

    while (strcmp(w->usual->quantities[row]->key, key) != 0)
        if (++row == w->usual->quantity_count)
            fail_msg("no quantity %s", key);
    return row;
}

static const Law *usual_law(const Writer *w, size_t row)
{
    for (size_t d = 0; d < w->usual->design_count; d++)
        if (w->usual->designs[d].bindings[row])
            return &w->usual->designs[d].bindings[row]->law;
    return NULL;
}

static bool is_given(const Quantity *q)
{
    return !quantity_is_derived(q) && q->min < q->max;
}

void value_write(Writer *w, size_t row)
{
    const Quantity *q = w->usual->quantities[row];

    text_format(w->out, "    %s: ", q->key);
    random_value(w->out, &w->dice, q, usual_law(w, row));
    text_add(w->out, "\n");
}

void values_write(Writer *w, unsigned parts, double chance)
{
    for (size_t row = 0; row < w->usual->quantity_count; row++) {
        const Quantity *q = w->usual->quantities[row];
        if (is_given(q) && !q->constant && !w->said[row] && dice_hit(&w->dice, chance) &&
            (parts == ANY_PARTS || quantity_belongs(q, parts)))
            value_write(w, row);
    }
}

/* --- the catalogue ---------------------------------------------------------------------- */

/* An entry of a kind by chance. */
static const char *entry_of(Writer *w, const char *kind, int *length)
{
    const char *found = NULL;
    char folder[64];
    size_t n = 0;

    snprintf(folder, sizeof folder, "models/catalog/%s/", kind);
    for (size_t i = 0; i < asset_count; i++)
        if (strncmp(assets[i].path, folder, strlen(folder)) == 0 &&
            dice_below(&w->dice, ++n) == 0)
            found = assets[i].path + strlen("models/catalog/");
    *length = (int)(strlen(found) - strlen(".yaml"));
    return found;
}

/* Whether facts of an entry could give a price that is to stay as it is. */
static bool is_in_the_way(const Writer *w, const Reference *reference)
{
    size_t n = strlen(reference->prefix);

    for (const char *const *price = w->doubled ? w->doubled->prices : NULL; price && *price;
         price++)
        if (strncmp(*price, reference->prefix, n) == 0)
            return true;
    return false;
}

void references_write(Writer *w)
{
    const Registry *registry = w->usual->registry;
    double chance = dice_share(&w->dice);
    bool bought = false;
    int length;

    for (size_t i = 0; i < registry->reference_count; i++) {
        const Reference *reference = &registry->references[i];
        if (is_in_the_way(w, reference) || !dice_hit(&w->dice, chance))
            continue;
        const char *entry = entry_of(w, reference->kind, &length);
        text_format(w->out, "    %s: catalog:%.*s\n", reference->key, length, entry);
        bought |= strcmp(reference->key, "api.model") == 0;
    }
    value_write(w, row_of(w, "traffic.requests_per_day"));
    w->said[row_of(w, "traffic.requests_per_day")] = true;
    if (bought)
        return;
    value_write(w, row_of(w, "api.input_price"));
    value_write(w, row_of(w, "api.output_price"));
    w->said[row_of(w, "api.input_price")] = w->said[row_of(w, "api.output_price")] = true;
}

/* --- prices ----------------------------------------------------------------------------- */

/* Whether base has the quantity of one of the keys. */
static bool has_one(const Writer *w, const char *const *keys)
{
    for (; *keys; keys++)
        if (quantity_belongs(w->usual->quantities[row_of(w, *keys)], w->parts))
            return true;
    return false;
}

const PriceLines *random_prices(Writer *w)
{
    size_t first = dice_below(&w->dice, price_line_count);

    for (size_t i = 0; i < price_line_count; i++) {
        const PriceLines *row = &price_lines[(first + i) % price_line_count];
        if (has_one(w, row->lines) && has_one(w, row->prices))
            return row;
    }
    return NULL;
}

/* A price that is derived from another may be left to that, which then doubles it. Where
 * prices decide how often to retrain, no policy may ask them. */
void prices_write(Writer *w, Text *twice)
{
    bool follow = dice_hit(&w->dice, 0.5);

    if (w->doubled->optimised && w->parts & PART_TUNED) {
        text_add(w->out, "    training.policy: calendar\n");
        w->said[row_of(w, "training.policy")] = true;
    }
    for (const char *const *key = w->doubled->prices; *key; key++) {
        size_t row = row_of(w, *key);
        const Quantity *q = w->usual->quantities[row];
        bool alone = !w->doubled->prices[1];
        w->said[row] = true;
        if (!quantity_belongs(q, w->parts) || (quantity_is_derived(q) && !alone && follow))
            continue;
        double price = fmin(random_number(&w->dice, q, usual_law(w, row)), q->max / 2);
        text_format(w->out, "    %s: ", *key);
        number_write(w->out, q, price);
        text_add(w->out, "\n");
        text_format(twice, "    %s: ", *key);
        number_write(twice, q, 2 * price);
        text_add(twice, "\n");
    }
}
