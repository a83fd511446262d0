/* extra_designs.c - the designs that the lines of `extras` are for.
 *
 * A line for some designs needs a part that only they have: a bit behind those of the
 * registry, the same for all lines with the same designs. A design that extends one of
 * them is another design and does not have the line.
 */
#include <limits.h>
#include <string.h>

#include "sim/scenario/loader.h"

enum { PART_BITS = CHAR_BIT * sizeof(unsigned) };

static void read_designs(Loader *l, Extra *extra, const Node *list)
{
    const char **names = arena_array(l->arena, const char *, l->draft_count + 1);
    size_t count = 0;
    Error err;

    extra->in = arena_array(l->arena, bool, l->draft_count + 1);
    for (size_t k = 0; k < l->draft_count; k++)
        if (draft_is_used(&l->drafts[k]))
            names[count++] = l->drafts[k].name;
    if (list->kind != NODE_SEQUENCE) {
        fail_at(&err, list->mark, "E059", "`designs` of a line is a list of names");
        fail_label(&err, "expected for example [%s]", count > 0 ? names[0] : "");
        loader_tell(l, &err);
    }
    for (const Node *item = list->first; item; item = item->next) {
        long draft = item->kind == NODE_SCALAR ? draft_find(l, item->text) : -1;
        if (draft >= 0) {
            extra->in[draft] = true;
            continue;
        }
        fail_name(&err, item->mark, "E027", "design",
                  item->kind == NODE_SCALAR ? item->text : "", names, count);
        loader_tell(l, &err);
    }
}

/* The part that only the drafts of a line have; lines with the same ones share it. */
static unsigned part_for(Loader *l, const Extra *extra, size_t *shared)
{
    size_t place = l->s->registry->part_count + *shared;
    Error err;

    for (const Extra *other = l->extras; other < extra; other++)
        if (other->in && memcmp(other->in, extra->in, l->draft_count * sizeof(bool)) == 0)
            return other->part;
    if (place < PART_BITS) {
        ++*shared;
        return 1U << place;
    }
    fail_at(&err, tree_find(extra->node, "designs")->mark, "E059",
            "too many different lists of designs");
    fail_label(&err, "%zu of them can be told apart", *shared);
    loader_tell(l, &err);
    return 0;
}

/* A line for a staged design is its own: it is there from the first month to the last. */
static void add_part(Draft *draft, unsigned part)
{
    draft->parts |= part;
    if (draft->staged)
        draft->staged->stage.own |= part;
}

static void warn_of_nobody(Loader *l, const Extra *extra)
{
    Error err;

    for (size_t k = 0; k < l->draft_count; k++)
        if (draft_is_used(&l->drafts[k]) && draft_has(l, k, extra->quantity[EXTRA_LINE]))
            return;
    fail_at(&err, tree_find(extra->node, "name")->mark, "W014",
            "no design has the line `%.80s`", extra->quantity[EXTRA_LINE]->title);
    loader_warn(l, &err);
}

void extras_assign(Loader *l)
{
    size_t shared = 0;

    for (size_t i = 0; i < l->extra_count; i++) {
        Extra *extra = &l->extras[i];
        const Node *designs = tree_find(extra->node, "designs");
        if (!designs)
            continue;
        read_designs(l, extra, designs);
        extra->part = part_for(l, extra, &shared);
        extra_need(extra, extra->part);
        for (size_t k = 0; k < l->draft_count; k++)
            if (extra->in[k])
                add_part(&l->drafts[k], extra->part);
    }
    for (size_t i = 0; i < l->extra_count; i++)
        warn_of_nobody(l, &l->extras[i]);
}
