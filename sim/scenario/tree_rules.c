#include "sim/scenario/tree_rules.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/bytes.h"

/* A hostile file has a million mistakes; the first ones are enough. */
enum { MAX_TOLD = 100 };

void tree_tell(Problems *problems, const Error *err)
{
    if (problems->count < MAX_TOLD)
        problems_add(problems, err);
}

/* --- what a scenario does not use ----------------------------------------------- */

void tree_refuse_anchor(Mark where, const char *anchor, Problems *problems)
{
    Error err;
    fail_at(&err, where, "E006", "anchors are not supported");
    fail_label(&err, "delete `&%.40s`", anchor);
    fail_help(&err, "values that designs share stand in `designs: common:`; a design takes "
                    "over another one's with `extends:`");
    tree_tell(problems, &err);
}

void tree_refuse_alias(Mark where, Problems *problems)
{
    Error err;
    fail_at(&err, where, "E006", "aliases are not supported");
    fail_label(&err, "write the value itself");
    fail_help(&err, "values that designs share stand in `designs: common:`");
    tree_tell(problems, &err);
}

void tree_refuse_merge(Mark where, Problems *problems)
{
    Error err;
    fail_at(&err, where, "E006", "merge keys are not supported");
    fail_label(&err, "use `extends: [design, ...]`");
    tree_tell(problems, &err);
}

void tree_refuse_tag(Mark where, const char *tag, Problems *problems)
{
    Error err;
    fail_at(&err, where, "E007", "tags are not supported");
    fail_label(&err, "delete `%.40s`", tag);
    tree_tell(problems, &err);
}

/* --- duplicate keys ------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    const Node *x = *(Node *const *)a, *y = *(Node *const *)b;
    int order = strcmp(x->key, y->key);
    if (order == 0)
        order = (x->key_mark.line > y->key_mark.line) - (x->key_mark.line < y->key_mark.line);
    if (order == 0)
        order = (x->key_mark.column > y->key_mark.column) -
                (x->key_mark.column < y->key_mark.column);
    return order;
}

bool tree_drop_duplicates(Node *mapping, size_t count, Arena *arena, Problems *problems)
{
    Node **sorted = arena_array(arena, Node *, count + 1);
    Error err;

    bool unique = true;
    size_t n = 0;
    for (Node *child = mapping->first; child; child = child->next)
        sorted[n++] = child;
    qsort(sorted, n, sizeof *sorted, by_key);
    for (size_t i = 1, first = 0; i < n; i++) {
        if (strcmp(sorted[i]->key, sorted[first]->key) != 0) {
            first = i;
            continue;
        }
        fail_at(&err, sorted[i]->key_mark, "E009", "`%.60s` is given twice", sorted[i]->key);
        fail_label(&err, "first in line %d", sorted[first]->key_mark.line);
        tree_tell(problems, &err);
        sorted[i]->key_mark.line = 0;
        unique = false;
    }
    for (Node **link = &mapping->first; *link;) {
        if ((*link)->key_mark.line == 0)
            *link = (*link)->next;
        else
            link = &(*link)->next;
    }
    return unique;
}

/* --- commas that split a number -------------------------------------------------- */

static bool is_split_off(const Node *node)
{
    return node && isdigit((unsigned char)node->key[0]) && node->kind == NODE_SCALAR &&
           !node->quoted && node->text[0] == '\0';
}

/* The comma in front of a key. */
static Mark comma_before(Mark key)
{
    const char *at = bytes_at(key);
    Mark mark = { key.file, key.line, key.column, 1, key.source };
    while (at > key.source && mark.column > 1 && *at != ',')
        at--, mark.column--;
    return *at == ',' ? mark : key;
}

bool tree_join_numbers(Node *mapping, Arena *arena, Problems *problems)
{
    bool whole = true;
    Error err;

    for (Node *node = mapping->first; node; node = node->next) {
        if (node->kind != NODE_SCALAR || !is_split_off(node->next))
            continue;
        Mark comma = comma_before(node->next->key_mark);
        for (; is_split_off(node->next); node->next = node->next->next)
            node->text = arena_format(arena, "%.60s_%.60s", node->text, node->next->key);
        fail_at(&err, comma, "E010", "a comma inside { } starts a new entry");
        fail_label(&err, "write `%s`", node->text);
        fail_help(&err, "thousands are 2.5k or 2_500");
        tree_tell(problems, &err);
        whole = false;
    }
    return whole;
}
