/* bindings.c - for each design and quantity the value that wins.
 *
 * The sources of a value form a chain, strongest first, that ends with the first
 * one that is a value by itself; those above it only multiply it (`× 0.5`) or say
 * how it varies. Designs whose chains are equal share one Binding.
 *
 * Where a reference is open (`gpu.type: cheapest`) a design has no entry's facts, and beside
 * its bindings those that it would have with each of the entries: a candidate.
 */
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/loader.h"

/* A source of a value, and the layer it has in the design at hand. */
typedef struct {
    const Given *given;
    Layer layer;
} Link;

/* links end with a value, or with what a weaker layer should have had. */
typedef struct {
    Link *links;
    size_t count;
} Chain;

typedef struct {
    Loader *l;
    const Given **priors;      /* [quantity] */
    Chain **chains;            /* [draft][quantity] */
    const Binding ***bindings; /* [draft][quantity] */
    Chain ***open_chains;      /* [draft][candidate][quantity]; NULL: nothing is open */
    Candidate **candidates;    /* [draft][candidate] */
    size_t *place;             /* [draft]: among the designs of the scenario */
} Maker;

/* --- chains ----------------------------------------------------------------------------- */

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

static void make_chain(Maker *m, Chain *chain, size_t draft, size_t row, const Given *fact)
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
    chain_add(chain, l->measured[row], LAYER_MEASURED);
    chain_add(chain, fact, LAYER_CATALOG);
    if (quantity_is_given(l, row) && !is_complete(chain))
        chain_add(chain, prior_of(m, row), LAYER_PRIOR);
}

static bool same_chain(const Chain *a, const Chain *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->links[i].given != b->links[i].given || a->links[i].layer != b->links[i].layer)
            return false;
    return true;
}

/* --- one binding ---------------------------------------------------------------------------
 */

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

static const Binding *bind_chain(Maker *m, const Chain *chain, size_t row)
{
    if (chain->links[chain->count - 1].given->has_value)
        return make_binding(m, chain, row);
    if (!m->l->told[row])
        tell_nothing_below(m, chain, row);
    m->l->told[row] = true;
    return NULL;
}

static const Binding *bind(Maker *m, size_t draft, size_t row)
{
    const Chain *chain = &m->chains[draft][row];

    if (chain->count == 0)
        return NULL;
    for (size_t k = 0; k < draft; k++)
        if (m->bindings[k][row] && same_chain(&m->chains[k][row], chain))
            return m->bindings[k][row];
    return bind_chain(m, chain, row);
}

/* --- candidates --------------------------------------------------------------------------- */

/* A value of the c-th candidate of a draft: that of the draft itself where the scenario says
 * it. All drafts that leave a reference open have the same candidates. */
static const Binding *bind_candidate(Maker *m, size_t draft, size_t c, size_t row)
{
    const Chain *chain = &m->open_chains[draft][c][row];

    if (same_chain(&m->chains[draft][row], chain))
        return m->bindings[draft][row];
    for (size_t k = 0; k < draft; k++)
        if (m->open_chains[k] && same_chain(&m->open_chains[k][c][row], chain))
            return m->candidates[k][c].bindings[row];
    return bind_chain(m, chain, row);
}

static Candidate make_candidate(Maker *m, size_t draft, size_t c)
{
    Loader *l = m->l;
    size_t count = l->s->quantity_count;
    const OpenEntry *item = &l->openings[draft].items[c];
    const Binding **bindings = arena_array(l->arena, const Binding *, count + 1);
    Chain *chains = arena_array(l->arena, Chain, count + 1);

    m->open_chains[draft][c] = chains;
    memcpy(bindings, m->bindings[draft], count * sizeof *bindings);
    for (size_t row = 0; row < count; row++)
        if (item->givens[row] && draft_has(l, draft, l->s->quantities[row])) {
            make_chain(m, &chains[row], draft, row, item->givens[row]);
            bindings[row] = bind_candidate(m, draft, c, row);
        }
    return (Candidate){ item->name, item->as_of, bindings };
}

static const OpenReference *make_open(Maker *m, size_t draft)
{
    const Opening *opening = &m->l->openings[draft];
    OpenReference *open = arena_array(m->l->arena, OpenReference, 1);

    if (!opening->entry)
        return NULL;
    m->open_chains[draft] = arena_array(m->l->arena, Chain *, opening->count + 1);
    m->candidates[draft] = arena_array(m->l->arena, Candidate, opening->count + 1);
    for (size_t c = 0; c < opening->count; c++)
        m->candidates[draft][c] = make_candidate(m, draft, c);
    *open = (OpenReference){ opening->reference, opening->mark, m->candidates[draft],
                             opening->count };
    return open;
}

/* --- the designs -------------------------------------------------------------------------- */

static bool is_chosen(const Loader *l, size_t draft)
{
    const Overrides *o = l->overrides;

    for (size_t i = 0; o && i < o->design_count; i++)
        if (strcmp(o->designs[i], l->drafts[draft].name) == 0)
            return true;
    return !l->drafts[draft].hidden && (!o || o->design_count == 0);
}

static void finish(Maker *m, size_t place, size_t draft)
{
    const Draft *from = &m->l->drafts[draft];

    m->place[draft] = place;
    m->l->s->designs[place] = (ScenarioDesign){
        .name = from->name,
        .label = from->label,
        .help = from->help,
        .parts = from->parts,
        .stage = from->staged ? &from->staged->stage : NULL,
        .bindings = m->bindings[draft],
        .entries = m->l->entry_names[draft],
        .open = make_open(m, draft),
    };
}

/* The designs that are shown, in their order, and behind them those that only staged ones
 * are made of. */
static void finish_all(Maker *m)
{
    Loader *l = m->l;
    Scenario *s = l->s;
    bool *behind = arena_array(l->arena, bool, l->draft_count + 1);

    for (size_t k = 0; k < l->draft_count; k++) {
        const StagedDraft *staged = l->drafts[k].staged;
        if (!is_chosen(l, k))
            continue;
        finish(m, s->design_count++, k);
        if (staged)
            behind[staged->from] = behind[staged->to] = true;
    }
    for (size_t k = 0; k < l->draft_count; k++)
        if (behind[k] && !is_chosen(l, k))
            finish(m, s->design_count + s->behind_count++, k);
    for (size_t k = 0; k < l->draft_count; k++) {
        StagedDraft *staged = l->drafts[k].staged;
        if (!staged || !is_chosen(l, k))
            continue;
        staged->stage.start = m->place[staged->from];
        staged->stage.then = m->place[staged->to];
    }
}

/* --- all of them -----------------------------------------------------------------------------
 */

static void bind_all(Maker *m, size_t draft)
{
    Loader *l = m->l;

    for (size_t i = 0; i < l->s->quantity_count; i++) {
        const Quantity *q = l->s->quantities[i];
        if (!draft_has(l, draft, q))
            continue;
        if (l->drafts[draft].staged && !staged_owns(&l->drafts[draft], q)) {
            m->bindings[draft][i] =
                staged_binding(l, draft, i, (const Binding *const *const *)m->bindings);
            continue;
        }
        make_chain(m, &m->chains[draft][i], draft, i, l->facts[draft][i]);
        m->bindings[draft][i] = bind(m, draft, i);
    }
    missing_tell(l, draft, m->bindings[draft]);
}

/* The catalogue's entries: the first design's, or where it has none the second's. */
static void name_entries(const Loader *l, size_t draft)
{
    const StagedDraft *staged = l->drafts[draft].staged;

    for (size_t i = 0; i < l->s->registry->reference_count; i++) {
        const char *first = l->entry_names[staged->from][i];
        l->entry_names[draft][i] = first ? first : l->entry_names[staged->to][i];
    }
}

void bindings_make(Loader *l)
{
    size_t count = l->s->quantity_count;
    Maker m = { .l = l,
                .priors = arena_array(l->arena, const Given *, count + 1),
                .chains = arena_array(l->arena, Chain *, l->draft_count + 1),
                .bindings = arena_array(l->arena, const Binding **, l->draft_count + 1),
                .open_chains = arena_array(l->arena, Chain **, l->draft_count + 1),
                .candidates = arena_array(l->arena, Candidate *, l->draft_count + 1),
                .place = arena_array(l->arena, size_t, l->draft_count + 1) };

    l->s->designs = arena_array(l->arena, ScenarioDesign, l->draft_count + 1);
    for (size_t k = 0; k < l->draft_count; k++) {
        m.chains[k] = arena_array(l->arena, Chain, count + 1);
        m.bindings[k] = arena_array(l->arena, const Binding *, count + 1);
        if (draft_is_used(&l->drafts[k]) && !l->drafts[k].staged)
            bind_all(&m, k);
    }
    for (size_t k = 0; k < l->draft_count; k++)
        if (draft_is_used(&l->drafts[k]) && l->drafts[k].staged) {
            name_entries(l, k);
            bind_all(&m, k);
        }
    finish_all(&m);
}
