#include "tests/unit/entry_text.h"

#include <string.h>

#include "tests/unit/support.h"

CatalogEntry entry_of_text(const char *kind, const char *name, const char *facts, Arena *arena)
{
    const char *dated = strncmp(facts, "as_of", 5) == 0 ? "" : "as_of: 2026-03-17\n";
    const char *text = arena_format(
        arena, "title: T\nsource: a price list\nconfidence: quoted\n%s%s", dated, facts);
    CatalogEntry entry = { .kind = kind, .name = name, .path = "entry.yaml" };
    Problems problems = { 0 };
    Node *root;
    Error err;

    if (!tree_parse(&root, "entry.yaml", text, strlen(text), arena, &problems))
        fail_msg("%s", problems.items[0].text);
    if (!catalog_entry_make(&entry, root, &err))
        fail_msg("%s", err.text);
    return entry;
}
