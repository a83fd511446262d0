/* shown_designs.c - the designs of a scenario: those that are shown, in their order, and
 * behind them those that only staged ones are made of.
 */
#include <string.h>

#include "sim/scenario/bindings.h"

static bool is_chosen(const Loader *l, size_t draft)
{
    const Overrides *o = l->overrides;

    for (size_t i = 0; o && i < o->design_count; i++)
        if (strcmp(o->designs[i], l->drafts[draft].name) == 0)
            return true;
    return !l->drafts[draft].hidden && (!o || o->design_count == 0);
}

/* What a draft says of its stages, if it makes sense; or NULL. */
static StagedDraft *staged_of(const Loader *l, size_t draft)
{
    StagedDraft *staged = l->drafts[draft].staged;

    return staged && staged->linked ? staged : NULL;
}

static void finish(Maker *m, size_t place, size_t draft)
{
    const Draft *from = &m->l->drafts[draft];

    m->l->s->designs[place] = (ScenarioDesign){
        .name = from->name,
        .label = from->label,
        .help = from->help,
        .parts = from->parts,
        .stage = staged_of(m->l, draft) ? &from->staged->stage : NULL,
        .bindings = m->bindings[draft],
        .entries = m->l->entry_names[draft],
        .open = candidates_make(m, draft),
    };
}

void designs_make(Maker *m)
{
    Loader *l = m->l;
    Scenario *s = l->s;
    bool *behind = arena_array(l->arena, bool, l->draft_count + 1);
    size_t *place = arena_array(l->arena, size_t, l->draft_count + 1);

    for (size_t k = 0; k < l->draft_count; k++) {
        const StagedDraft *staged = staged_of(l, k);
        if (!is_chosen(l, k))
            continue;
        finish(m, place[k] = s->design_count++, k);
        if (staged)
            behind[staged->from] = behind[staged->to] = true;
    }
    for (size_t k = 0; k < l->draft_count; k++)
        if (behind[k] && !is_chosen(l, k))
            finish(m, place[k] = s->design_count + s->behind_count++, k);
    for (size_t k = 0; k < l->draft_count; k++) {
        StagedDraft *staged = staged_of(l, k);
        if (!staged || !is_chosen(l, k))
            continue;
        staged->stage.start = place[staged->from];
        staged->stage.then = place[staged->to];
    }
}
