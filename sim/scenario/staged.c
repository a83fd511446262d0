/* staged.c - designs that begin as one design and turn into another.
 *
 *   grow: { start: rag, then: combined, at: 9..15 months, if: 40 % }
 *   grow: { staged: { start: rag, then: combined, at: 1 year, if: gaps.behaviour >= 5 % } }
 *
 * `at` and a chance in `if` are values like any other: entries for `stage.at` and
 * `stage.chance`. A condition compares a value of the first design, as it stands in that
 * month, with a number. All other values are those of the two designs.
 */
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/loader.h"

static const char *const words[] = { "start", "then", "at", "if" };
enum { START, THEN, AT, IF, WORDS };

static bool tell(Loader *l, Mark where, const char *what, const char *label)
{
    Error err;

    fail_at(&err, where, "E030", "%s", what);
    fail_label(&err, "%s", label);
    return loader_tell(l, &err);
}

/* --- what a draft says ------------------------------------------------------------------ */

/* The mapping with the words of a staged design, or NULL. */
static const Node *stages_of(Loader *l, const Draft *draft)
{
    const Node *inner = tree_find(draft->node, "staged");

    if (inner && inner->kind == NODE_MAPPING) {
        check_fields(l, inner, "E030", "word", words, WORDS);
        return inner;
    }
    if (inner)
        tell(l, inner->mark, "`staged` is a group of words",
             "expected { start: rag, then: combined, at: 9..15 months }");
    for (size_t i = 0; i < WORDS; i++)
        if (tree_find(draft->node, words[i]))
            return draft->node;
    return inner;
}

static bool is_condition(const Node *node)
{
    return node && node->kind == NODE_SCALAR && strpbrk(node->text, "<>");
}

bool staged_read(Loader *l, Draft *draft)
{
    const Node *from = stages_of(l, draft);
    const Node *parts = tree_find(draft->node, "parts");
    const Node *extends = tree_find(draft->node, "extends");

    if (!from)
        return false;
    const Node *when = tree_find(from, "if");
    draft->staged = arena_array(l->arena, StagedDraft, 1);
    *draft->staged = (StagedDraft){
        .start = tree_find(from, "start"),
        .then = tree_find(from, "then"),
        .at = tree_find(from, "at"),
        .chance = is_condition(when) ? NULL : when,
        .condition = is_condition(when) ? when : NULL,
    };
    if (parts || extends)
        tell(l, (parts ? parts : extends)->key_mark,
             "a staged design is made of the two designs that it names",
             "it has no parts, and extends no design");
    return true;
}

/* --- the two designs --------------------------------------------------------------------- */

/* The draft that a staged one begins or ends with, or -1 after telling why not. */
static long stage_draft(Loader *l, const Draft *draft, const Node *name, const char *word)
{
    if (!name) {
        tell(l, draft->node->key_mark, "a staged design names two designs",
             arena_format(l->arena, "`%s` is missing", word));
        return -1;
    }
    long found = draft_named(l, name);
    if (found >= 0 && l->drafts[found].staged) {
        tell(l, name->mark, "a staged design is made of designs that stay as they are",
             arena_format(l->arena, "`%s` is staged itself", l->drafts[found].name));
        return -1;
    }
    return found;
}

void staged_link(Loader *l, Draft *draft)
{
    const Staging *staging = l->s->registry->staging;
    StagedDraft *staged = draft->staged;

    long from = stage_draft(l, draft, staged->start, "start");
    long to = stage_draft(l, draft, staged->then, "then");
    if (from >= 0 && from == to)
        tell(l, staged->then->mark, "a staged design turns into another design",
             "it starts with this one");
    if (!staging)
        tell(l, draft->node->key_mark, "there are no staged designs", "of these models");
    /* one whose stages are wrong is as good as none */
    draft->hidden = from < 0 || to < 0 || from == to || !staging;
    if (draft->hidden)
        return;
    staged->linked = true;
    staged->from = (size_t)from;
    staged->to = (size_t)to;
    l->drafts[from].behind = l->drafts[to].behind = true;
    staged->stage.own = staging->part;
    draft->parts = l->drafts[from].parts | l->drafts[to].parts | staging->part;
}

/* --- conditions --------------------------------------------------------------------------- */

/* A piece of the text of a condition as a node of its own. */
static Node *piece_node(Loader *l, const Node *node, const char *at, const char *end)
{
    Node *piece = arena_array(l->arena, Node, 1);

    while (at < end && *at == ' ')
        at++;
    while (at < end && end[-1] == ' ')
        end--;
    *piece = (Node){ .kind = NODE_SCALAR,
                     .text = arena_text_n(l->arena, at, (size_t)(end - at)),
                     .mark = node->mark };
    if (at < end)
        piece->mark = tree_span(node, (size_t)(at - node->text), (size_t)(end - at));
    return piece;
}

/* What is compared: something that the first design has, and has a value of in a month. */
static const Quantity *read_compared(Loader *l, const StagedDraft *staged, const Node *key)
{
    Key found = key_find(l, key->text);

    if (found.kind == KEY_NONE) {
        tell_unknown_key(l, key->mark, NULL, key->text);
        return NULL;
    }
    const Quantity *q = found.kind == KEY_QUANTITY ? l->s->quantities[found.row] : NULL;
    if (!q || q->choices || q->timing == PER_REQUEST || q->timing == AFTER) {
        tell(l, key->mark, "a condition compares a value that each month has",
             "expected for example `quality.good_share < 85 %`");
        return NULL;
    }
    if (draft_has(l, staged->from, q))
        return q;
    tell(l, key->mark, "a condition is on the design that it starts with",
         arena_format(l->arena, "`%s` does not have it", l->drafts[staged->from].name));
    return NULL;
}

static void read_condition(Loader *l, StagedDraft *staged)
{
    const Node *node = staged->condition;
    const char *sign = strpbrk(node->text, "<>"), *end = node->text + strlen(node->text);
    bool less = *sign == '<', equal = sign[1] == '=';
    Stage *stage = &staged->stage;

    const Node *key = piece_node(l, node, node->text, sign);
    const Node *value = piece_node(l, node, sign + (equal ? 2 : 1), end);
    if (!*key->text || !*value->text) {
        tell(l, node->mark, "a condition is a key, a sign and a value",
             "expected for example `gaps.behaviour >= 5 %`");
        return;
    }
    stage->comparison =
        less ? (equal ? LESS_OR_EQUAL : LESS) : (equal ? GREATER_OR_EQUAL : GREATER);
    stage->reads = read_compared(l, staged, key);
    if (stage->reads)
        number_field(l, &stage->value, stage->reads, value);
}

void conditions_read(Loader *l)
{
    for (size_t k = 0; k < l->draft_count; k++) {
        StagedDraft *staged = l->drafts[k].staged;
        if (staged && staged->condition && staged->linked)
            read_condition(l, staged);
    }
}

/* --- values ------------------------------------------------------------------------------- */

bool staged_owns(const Draft *draft, const Quantity *quantity)
{
    return draft->staged && (quantity->part & draft->staged->stage.own);
}

/* --- what never happens ---------------------------------------------------------------------
 */

void stages_check(Loader *l)
{
    const Staging *staging = l->s->registry->staging;
    const double hardly_ever = 0.001;
    Error err;

    for (size_t d = 0; d < l->s->design_count; d++) {
        const ScenarioDesign *design = &l->s->designs[d];
        const Binding *at = design->stage ? scenario_binding(l->s, d, staging->at) : NULL;
        if (!at || law_quantile(&at->law, hardly_ever) * at->scale <= l->s->months)
            continue;
        fail_at(&err, at->mark, "W020", "`%s` never turns into `%s` within %d months",
                design->name, l->s->designs[design->stage->then].name, l->s->months);
        loader_warn(l, &err);
    }
}
