/* binding_chain.c - the sources of one value, and what they come to together.
 *
 * From the strongest entry down to the first one that is a value by itself: what the
 * scenario says, what was measured, a fact of the catalogue, and the prior of the models.
 */
#include "sim/base/text.h"
#include "sim/scenario/bindings.h"

/* A prior that cannot be read is a mistake of the models. */
static const Given *prior_of(Maker *m, size_t row)
{
    const Quantity *q = m->l->s->quantities[row];

    if (m->priors[row] || !q->prior || m->l->told[row])
        return m->priors[row];
    Node *node = arena_array(m->l->arena, Node, 1);
    *node = (Node){ .kind = NODE_SCALAR, .text = q->prior, .mark.file = q->key };
    const Given *read = given_read(m->l, q, node);
    m->l->told[row] = !read;
    if (!read)
        return NULL;
    Given *prior = arena_array(m->l->arena, Given, 1);
    *prior = *read;
    prior->mark = (Mark){ 0 };
    prior->source = q->source;
    return m->priors[row] = prior;
}

/* Whether it ends with a value. */
static bool is_complete(const Chain *chain)
{
    return chain->count > 0 && chain->links[chain->count - 1].given->has_value;
}

static void chain_add(Chain *chain, const Given *given, Layer layer)
{
    if (given && !is_complete(chain))
        chain->links[chain->count++] = (Link){ given, layer };
}

static bool was_measured(const Loader *l, const Given *given, size_t draft)
{
    return given && (!given->of_anchors || anchors_of(l, l->drafts[draft].name) > 0);
}

void chain_make(Maker *m, Chain *chain, size_t draft, size_t row, const Given *fact)
{
    Loader *l = m->l;
    Entry *const *entries = entries_for(l, l->quantity_entries[row], (long)draft);
    size_t most = 3;

    for (size_t i = 0; entries[i]; i++)
        most++;
    chain->links = arena_array(l->arena, Link, most);
    for (size_t i = 0; entries[i]; i++) {
        const Entry *entry = entries[i];
        bool inherited = entry->layer == LAYER_DESIGN && entry->design != (long)draft;
        chain_add(chain, entry->given, inherited ? LAYER_EXTENDS : entry->layer);
        m->l->told[row] |= !entry->given;
    }
    if (was_measured(l, l->measured[row], draft))
        chain_add(chain, l->measured[row], LAYER_MEASURED);
    chain_add(chain, fact, LAYER_CATALOG);
    if (quantity_is_given(l, row) && !is_complete(chain))
        chain_add(chain, prior_of(m, row), LAYER_PRIOR);
}

bool chain_same(const Chain *a, const Chain *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->links[i].given != b->links[i].given || a->links[i].layer != b->links[i].layer)
            return false;
    return true;
}

/* --- what it comes to -------------------------------------------------------------------- */

static const char *reading_of(Maker *m, const Binding *b, const Given *value)
{
    Arena *arena = m->l->arena;
    const char *reading = value->reading;

    if (b->varies)
        reading =
            arena_format(arena, "average %s; from request to request %s",
                         value_reading(&b->law, b->quantity, &m->l->s->currency, arena),
                         value_reading(&b->shape, b->quantity, &m->l->s->currency, arena));
    if (b->scale != 1)
        reading = arena_format(arena, "%s; times %g", reading, b->scale);
    return reading;
}

/* A factor must not carry a known value out of its range; doubtful ones are clamped. */
static void check_scaled(Maker *m, const Binding *b, const Given *strongest)
{
    char text[32];
    Error err;

    if (b->scale == 1 || !law_is_constant(&b->law))
        return;
    double value = law_mean(&b->law) * b->scale;
    if (value >= b->low && value <= b->high)
        return;
    fail_at(&err, strongest->mark, "E045", "%s would be out of range", b->quantity->key);
    fail_label(&err, "times %g it is %s", b->scale,
               text_value(text, value, b->quantity->unit, &m->l->s->currency));
    loader_tell(m->l, &err);
}

static Binding *make_binding(Maker *m, const Chain *chain, size_t row)
{
    const Given *top = chain->links[0].given, *value = chain->links[chain->count - 1].given;
    Binding *b = arena_array(m->l->arena, Binding, 1);

    *b = (Binding){ .quantity = m->l->s->quantities[row],
                    .law = value->law,
                    .scale = 1,
                    .layer = chain->links[0].layer,
                    .mark = top->mark,
                    .text = top->text,
                    .entry = top->entry };
    for (size_t i = 0; i < chain->count; i++) {
        const Given *given = chain->links[i].given;
        b->scale *= given->scale;
        if (given->has_varies && !b->varies)
            b->varies = true, b->shape = given->shape;
        b->source = b->source ? b->source : given->source;
        b->note = b->note ? b->note : given->note;
        b->owner = b->owner ? b->owner : given->owner;
    }
    value_limits(b->quantity, &m->l->s->currency, &b->low, &b->high);
    b->reading = reading_of(m, b, value);
    check_scaled(m, b, top);
    return b;
}

/* A factor, or a spread, over nothing. */
static void tell_nothing_below(Maker *m, const Chain *chain, size_t row)
{
    const Given *top = chain->links[0].given;
    Error err;

    fail_at(&err, top->mark, "E039", "there is no value of %s to change",
            m->l->s->quantities[row]->key);
    fail_label(&err, "a factor needs a value in a weaker layer");
    loader_tell(m->l, &err);
}

const Binding *chain_bind(Maker *m, const Chain *chain, size_t row)
{
    if (chain->links[chain->count - 1].given->has_value)
        return make_binding(m, chain, row);
    if (!m->l->told[row])
        tell_nothing_below(m, chain, row);
    m->l->told[row] = true;
    return NULL;
}
