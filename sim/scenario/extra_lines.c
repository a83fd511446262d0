/* extra_lines.c - `extras:`, lines that a scenario adds to the bill.
 *
 *   extras:
 *     - { name: Security review, once: $12k..$30k, parts: [corpus] }
 *     - { name: Support contract, monthly: $900, growth: 3% /year, to: cost.people }
 *
 * Each line gets quantities of its own (extra_quantities.c). What the list says of them
 * is then read as if it stood at the top of the file under their keys,
 * `extras.support_contract.monthly: $900`: so it has a layer, can be changed like any
 * other value, and has draws of its own, named after its key.
 */
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/loader.h"

enum { EXTRAS_MOST = 100, NAME_COLUMNS = 60 };

/* --- values --------------------------------------------------------------------------- */

static Node *child_add(Loader *l, Node *mapping, const char *key, const Node *from)
{
    Node *child = arena_array(l->arena, Node, 1);

    *child = *from;
    child->key = key;
    child->next = mapping->first;
    mapping->first = child;
    return child;
}

/* Put a value at the top of the file under the key of its quantity, with what the
 * line says of where it comes from, if it does not say so itself. */
static void state(Loader *l, Node *root, const Quantity *quantity, const Node *line,
                  const Node *value)
{
    static const char *const about[] = { "source", "note", "owner" };
    Node *entry = child_add(l, root, quantity->key, value);

    entry->kind = NODE_MAPPING;
    entry->text = NULL;
    entry->first = NULL;
    if (value->kind != NODE_MAPPING)
        child_add(l, entry, "value", value);
    for (const Node *field = value->kind == NODE_MAPPING ? value->first : NULL; field;
         field = field->next)
        child_add(l, entry, field->key, field);
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++) {
        const Node *node = tree_find(line, about[i]);
        if (node && node->kind == NODE_SCALAR && *node->text && !tree_find(entry, about[i]))
            child_add(l, entry, about[i], node);
    }
}

/* --- one line --------------------------------------------------------------------------- */

/* The letters and digits of a name: "Audit (ISO 9001)" is audit_iso_9001. */
static const char *word_of(Loader *l, const char *name)
{
    Text word = { 0 };
    bool gap = false;

    for (const char *c = name; *c; c++) {
        char lower = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
        if (!(lower >= 'a' && lower <= 'z') && !(lower >= '0' && lower <= '9')) {
            gap = word.length > 0;
            continue;
        }
        text_add(&word, gap ? "_" : "");
        text_add_n(&word, &lower, 1);
        gap = false;
    }
    const char *copy = arena_text(l->arena, word.data ? word.data : "");
    text_free(&word);
    return copy;
}

/* The word of a line's name; NULL after telling what is wrong with it. */
static const char *read_word(Loader *l, const Node *line, const char *name)
{
    const Node *node = tree_find(line, "name");
    const char *word = word_of(l, name);
    Error err;

    for (size_t i = 0; i < l->extra_count; i++) {
        const Quantity *other = l->extras[i].quantity[EXTRA_LINE];
        if (strcmp(strchr(other->key, '.') + 1, word) != 0)
            continue;
        fail_at(&err, node->mark, "E059", "there are two lines called `%.80s`", name);
        fail_label(&err, "also in line %d", tree_find(l->extras[i].node, "name")->mark.line);
        if (strcmp(other->title, name) != 0)
            fail_help(&err, "the key of both would be %s", other->key);
        loader_tell(l, &err);
        return NULL;
    }
    if (*word && text_width(name) <= NAME_COLUMNS)
        return word;
    fail_at(&err, node->mark, "E059", "the name of a line is %s", *word ? "long" : "no word");
    if (*word)
        fail_label(&err, "expected at most %d letters", NAME_COLUMNS);
    else
        fail_label(&err, "expected letters a to z or digits in it, for its key");
    loader_tell(l, &err);
    return NULL;
}

/* The kind whose amount the line states; NULL if there is none, which is told where the
 * line is known as a whole, or if there are two. */
static const ExtraKind *read_kind(Loader *l, const Node *line, bool whole)
{
    const Registry *registry = l->s->registry;
    const ExtraKind *found = NULL;
    const Node *first = NULL;
    Text names = { 0 };
    Error err;

    for (size_t k = 0; k < registry->extra_count; k++) {
        const char *key = registry->extras[k].pattern[EXTRA_AMOUNT]->key;
        const Node *node = tree_find(line, key);
        text_format(&names, "%s%s", k == 0 ? "" : ", ", key);
        if (node && found) {
            fail_at(&err, node->key_mark, "E059", "a line is paid in one way");
            fail_label(&err, "`%s` in line %d is another", first->key, first->mark.line);
            fail_help(&err, "make it two lines, each with a name of its own");
            loader_tell(l, &err);
            text_free(&names);
            return NULL;
        }
        found = node ? &registry->extras[k] : found;
        first = node ? node : first;
    }
    if (!found && whole) {
        fail_at(&err, line->mark, "E059", "a line that costs nothing");
        fail_label(&err, "expected one of %s", names.data ? names.data : "nothing");
        loader_tell(l, &err);
    }
    text_free(&names);
    return found;
}

/* What a line may say: its name, its amount and how that grows, whom it is for. */
static bool check_line(Loader *l, const Node *line)
{
    static const char *const others[] = { "growth", "parts", "designs", "to",
                                          "source", "note",  "owner" };
    const Registry *registry = l->s->registry;
    const char *names[32] = { "name" };
    size_t count = 1;

    for (size_t k = 0; k < registry->extra_count; k++)
        names[count++] = registry->extras[k].pattern[EXTRA_AMOUNT]->key;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        names[count++] = others[i];
    return check_fields(l, line, "E059", "field of a line", names, count);
}

/* The total that a line of this pattern adds to. */
static const Quantity *read_total(Loader *l, const Node *line, const Quantity *pattern)
{
    const Scenario *s = l->s;
    const Node *to = tree_find(line, "to");
    const char **names = arena_array(l->arena, const char *, s->quantity_count + 1);
    const char *name = to && to->kind == NODE_SCALAR ? to->text : "";
    bool other = false;
    size_t count = 0;
    Error err;

    for (size_t i = 0; to && i < s->quantity_count; i++) {
        const Quantity *total = s->quantities[i];
        if (!quantity_holds_lines(s, total))
            continue;
        if (total->unit == pattern->unit)
            names[count++] = total->key;
        bool meant = strcmp(name, total->key) == 0;
        if (meant && total->unit == pattern->unit)
            return total;
        other |= meant;
    }
    if (!to)
        return pattern->adds_to;
    fail_name(&err, to->mark, "E059", "total", name, names, count);
    if (other)
        fail_label(&err, "paid %s", pattern->timing == PER_MONTH ? "once" : "each month");
    loader_tell(l, &err);
    return pattern->adds_to;
}

/* The parts that a design must have for this line. */
static unsigned read_parts(Loader *l, const Node *line)
{
    const Node *parts = tree_find(line, "parts"), *designs = tree_find(line, "designs");
    Error err;

    if (parts && designs) {
        fail_at(&err, designs->key_mark, "E059", "a line is for `parts` or for `designs`");
        fail_label(&err, "not both");
        loader_tell(l, &err);
    }
    return parts ? parts_read(l, parts) : 0;
}

/* What the line says of its amount and of the growth of it. */
static void state_values(Loader *l, Node *root, const Extra *extra, const ExtraKind *kind)
{
    const Quantity *amount = kind->pattern[EXTRA_AMOUNT];
    const Node *growth = tree_find(extra->node, "growth");
    Error err;

    state(l, root, extra->quantity[EXTRA_AMOUNT], extra->node,
          tree_find(extra->node, amount->key));
    if (growth && extra->quantity[EXTRA_GROWTH]) {
        state(l, root, extra->quantity[EXTRA_GROWTH], extra->node, growth);
    } else if (growth) {
        fail_at(&err, growth->key_mark, "E059", "what is %s does not grow", amount->title);
        loader_tell(l, &err);
    }
}

static void read_line(Loader *l, Node *root, const Node *line)
{
    const char *name = text_field(l, line, "name");
    Extra *extra = &l->extras[l->extra_count];
    Error err;

    bool whole = check_line(l, line);
    if (!tree_find(line, "name")) {
        fail_at(&err, line->mark, "E059", "a line without a name");
        fail_label(&err, "expected { name: Security review, once: $12k }");
        loader_tell(l, &err);
    }
    const char *word = name ? read_word(l, line, name) : NULL;
    const ExtraKind *kind = read_kind(l, line, whole);
    unsigned parts = read_parts(l, line);
    if (!word || !kind)
        return;
    *extra = (Extra){ .node = line };
    extra_make(l, extra, kind, name, word);
    extra->quantity[EXTRA_LINE]->adds_to = read_total(l, line, kind->pattern[EXTRA_LINE]);
    extra_need(extra, parts);
    state_values(l, root, extra, kind);
    l->extra_count++;
}

/* --- the list ------------------------------------------------------------------------- */

static bool is_list(Loader *l, const Node *list)
{
    Error err;

    if (list->kind == NODE_SEQUENCE || (list->kind == NODE_SCALAR && !*list->text))
        return true;
    fail_at(&err, list->kind == NODE_SCALAR ? list->key_mark : list->mark, "E059",
            "`extras` is a list of lines of the bill");
    fail_label(&err, "expected - { name: Security review, once: $12k }");
    return loader_tell(l, &err);
}

void extras_read(Loader *l)
{
    const Node *list = tree_find(l->root, "extras");
    Node *root = arena_array(l->arena, Node, 1);
    size_t lines = 0;
    Error err;

    if (!list || !is_list(l, list))
        return;
    *root = *l->root;
    l->extras = arena_array(l->arena, Extra, EXTRAS_MOST);
    for (const Node *line = list->first; line; line = line->next, lines++)
        if (lines == EXTRAS_MOST) {
            fail_at(&err, line->mark, "E059", "more than %d lines", EXTRAS_MOST);
            loader_tell(l, &err);
            break;
        } else if (line->kind == NODE_MAPPING) {
            read_line(l, root, line);
        } else {
            fail_at(&err, line->mark, "E059", "a line of the bill has a name and an amount");
            fail_label(&err, "expected { name: Security review, once: $12k }");
            loader_tell(l, &err);
        }
    l->root = root;
    if (l->extra_count > 0)
        extras_register(l);
}
