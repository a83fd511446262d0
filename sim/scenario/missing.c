/* missing.c - values that a design needs, and that nobody gave. */
#include <string.h>

#include "sim/scenario/loader.h"

typedef struct {
    Loader *l;
    const Binding *const *bindings; /* [quantity]: of the design at hand */
    const bool *needed;             /* [quantity] */
} Missing;

/* The reference of the design that could supply a quantity, or NULL. */
static const Reference *supplier(const Missing *m, size_t draft, const Quantity *q)
{
    const Registry *registry = m->l->s->registry;

    for (size_t i = 0; i < registry->reference_count; i++) {
        const Reference *reference = &registry->references[i];
        size_t n = strlen(reference->prefix);
        if (!m->l->entry_names[draft][i] && strncmp(q->key, reference->prefix, n) == 0 &&
            (reference->part & m->l->drafts[draft].parts) == reference->part)
            return reference;
    }
    return NULL;
}

static void tell(Missing *m, size_t draft, size_t row)
{
    const Quantity *q = m->l->s->quantities[row];
    const Reference *reference = supplier(m, draft, q);
    Error err;

    m->l->told[row] = true;
    fail_at(&err, (Mark){ .file = m->l->s->path }, "E023",
            "`%s` is not given, and `%s` needs it", q->key, m->l->drafts[draft].name);
    fail_label(&err, "%s: expected %s", q->help, unit_expected(q->unit));
    if (reference)
        fail_help(&err, "`%s: catalog:%s/NAME` gives it too", reference->key, reference->kind);
    loader_tell(m->l, &err);
}

/* What a staged design has of others, those miss. */
static bool has_itself(const Loader *l, size_t draft, const Quantity *q)
{
    return draft_has(l, draft, q) &&
           (!l->drafts[draft].staged || staged_owns(&l->drafts[draft], q));
}

void missing_tell(Loader *l, size_t draft, const Binding *const *bindings)
{
    const Scenario *s = l->s;
    Missing m = { l, bindings,
                  quantities_needed(s, l->drafts[draft].parts, bindings, false, l->arena) };

    for (size_t i = 0; i < s->quantity_count; i++)
        if (m.needed[i] && quantity_is_given(l, i) && !bindings[i] && !l->told[i] &&
            has_itself(l, draft, s->quantities[i]))
            tell(&m, draft, i);
}
