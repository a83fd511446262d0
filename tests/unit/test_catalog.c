/* Catalogue entries: where they are looked for, and what they must say. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/assets.h"
#include "sim/base/text.h"
#include "sim/scenario/catalog.h"

static const char good[] = "title: Widget\nas_of: 2026-08-01\nsource: price list\n"
                           "confidence: quoted\nprice: 3 USD\n";

/* A scenario's folder and a company's catalogue, both with entries of their own. */
typedef struct {
    char root[64];
    Arena arena;
} Place;

static const char *const files[] = {
    "catalog/widget/own.yaml",    "catalog/widget/both.yaml", "catalog/widget/undated.yaml",
    "catalog/widget/broken.yaml", "company/widget/both.yaml",
};

static void write_text(const Place *place, const char *file, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", place->root, file);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void in_folders(const Place *place, int (*what)(const Place *, const char *))
{
    static const char *const folders[] = { "catalog", "catalog/widget", "company",
                                           "company/widget" };
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        what(place, folders[i]);
}

static int make(const Place *place, const char *folder)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", place->root, folder);
    return mkdir(path, 0700);
}

static int begin(void **state)
{
    Place *place = calloc(1, sizeof *place);
    char path[128];

    assert_non_null(place);
    strcpy(place->root, "/tmp/forkcast-catalog-XXXXXX");
    assert_non_null(mkdtemp(place->root));
    in_folders(place, make);
    write_text(place, files[0], good);
    write_text(place, files[1], good);
    write_text(place, files[2], "title: Widget\nsource: price list\nconfidence: quoted\n");
    write_text(place, files[3], "title: [\n");
    write_text(place, files[4],
               "title: Ours\nas_of: 2026-09-01\nsource: contract\n"
               "confidence: measured\nprice: 2 USD\n");
    snprintf(path, sizeof path, "%s/company", place->root);
    setenv("FORKCAST_CATALOG", path, 1);
    *state = place;
    return 0;
}

static int end(void **state)
{
    Place *place = *state;
    static const char *const folders[] = { "company/widget", "company", "catalog/widget",
                                           "catalog", "." };
    char path[128];

    unsetenv("FORKCAST_CATALOG");
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        snprintf(path, sizeof path, "%s/%s", place->root, files[i]);
        unlink(path);
    }
    for (size_t i = 0; i + 1 < COUNT_OF(folders); i++) {
        snprintf(path, sizeof path, "%s/%s", place->root, folders[i]);
        rmdir(path);
    }
    rmdir(place->root);
    arena_free(&place->arena);
    free(place);
    return 0;
}

static void an_entry_lies_beside_the_scenario(void **state)
{
    Place *place = *state;
    Error err;
    const CatalogEntry *entry = catalog_find("widget", "own", place->root, &place->arena, &err);
    assert_non_null(entry);
    assert_string_equal(entry->title, "Widget");
    assert_string_equal(entry->as_of, "2026-08-01");
    assert_string_equal(entry->confidence, "quoted");
    assert_string_equal(tree_find(entry->facts, "price")->text, "3 USD");
}

static void the_named_folder_wins(void **state)
{
    Place *place = *state;
    Error err;
    const CatalogEntry *entry =
        catalog_find("widget", "both", place->root, &place->arena, &err);
    assert_non_null(entry);
    assert_string_equal(entry->title, "Ours");
}

static void an_unknown_entry_names_the_nearest(void **state)
{
    Place *place = *state;
    Error err;
    assert_null(catalog_find("widget", "bth", place->root, &place->arena, &err));
    assert_string_equal(err.code, "E031");
    assert_string_equal(err.label, "did you mean `both`?");
}

static void an_entry_needs_its_date(void **state)
{
    Place *place = *state;
    Error err;
    assert_null(catalog_find("widget", "undated", place->root, &place->arena, &err));
    assert_string_equal(err.code, "E032");
    assert_null(catalog_find("widget", "broken", place->root, &place->arena, &err));
    assert_string_equal(err.code, "E014");
}

static void names_cannot_leave_the_folder(void **state)
{
    static const char *const names[] = { "../own", "..", "", "a/b", ".hidden", "a b", "\n" };
    Place *place = *state;
    Error err;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_null(catalog_find("widget", names[i], place->root, &place->arena, &err));
        assert_string_equal(err.code, "E031");
    }
    assert_null(catalog_find("../catalog/widget", "own", place->root, &place->arena, &err));
}

static void a_list_is_sorted_and_tells_of_broken_ones(void **state)
{
    Place *place = *state;
    const CatalogEntry *entries;
    Problems problems = { 0 };
    size_t count;

    assert_false(
        catalog_list(&entries, &count, "widget", place->root, &place->arena, &problems));
    assert_int_equal(count, 2);
    assert_string_equal(entries[0].name, "both");
    assert_string_equal(entries[1].name, "own");
    assert_int_equal(problems.count, 2);
    problems_free(&problems);
}

static const CatalogEntry *list_place(Place *place, const char *what, size_t *count,
                                      Problems *problems)
{
    const CatalogEntry *entries;
    char path[128];

    snprintf(path, sizeof path, "%s/%s", place->root, what);
    catalog_list_path(&entries, count, path, &place->arena, problems);
    return entries;
}

/* Neither the built-in entries nor those of FORKCAST_CATALOG count. */
static void a_place_is_a_folder_a_kind_or_a_file(void **state)
{
    static const struct {
        const char *what;
        size_t entries, problems;
    } places[] = { { "company", 1, 0 },
                   { "company/widget", 1, 0 },
                   { "company/widget/", 1, 0 },
                   { "company/widget/both.yaml", 1, 0 },
                   { "catalog", 2, 2 },
                   { "catalog/widget", 2, 2 },
                   { "catalog/widget/own.yaml", 1, 0 },
                   { "catalog/widget/undated.yaml", 0, 1 },
                   { "nowhere", 0, 1 } };
    Place *place = *state;

    for (size_t i = 0; i < COUNT_OF(places); i++) {
        Problems problems = { 0 };
        size_t count;
        const CatalogEntry *entries = list_place(place, places[i].what, &count, &problems);
        if (count != places[i].entries || problems.count != places[i].problems)
            fail_msg("%s: %zu entries, %zu problems", places[i].what, count, problems.count);
        if (count > 0)
            assert_string_equal(entries[0].kind, "widget");
        problems_free(&problems);
    }
}

/* A YAML file where no scenario looks is a mistake, another file is not. */
static void entries_that_nobody_finds_are_told_in_order(void **state)
{
    static const char *const strays[] = { "company/stray.yaml", "company/widget/a b.yaml",
                                          "company/widget/old.yml", "company/notes.txt" };
    Place *place = *state;
    Problems problems = { 0 };
    char path[128];
    size_t count;

    for (size_t i = 0; i < COUNT_OF(strays); i++)
        write_text(place, strays[i], good);
    list_place(place, "company", &count, &problems);
    for (size_t i = 0; i < COUNT_OF(strays); i++) {
        snprintf(path, sizeof path, "%s/%s", place->root, strays[i]);
        unlink(path);
    }
    assert_int_equal(count, 1);
    assert_int_equal(problems.count, 3);
    for (size_t i = 0; i < problems.count; i++)
        assert_non_null(strstr(problems.items[i].where.file, strays[i]));
    problems_free(&problems);
}

static bool has_prices(Place *place, const char *facts)
{
    Problems problems = { 0 };
    CatalogEntry entry = { 0 };
    Node *root;

    assert_true(tree_parse(&root, "x", facts, strlen(facts), &place->arena, &problems));
    entry.facts = root;
    return catalog_has_prices(&entry);
}

static void prices_age_and_shapes_do_not(void **state)
{
    assert_true(has_prices(*state, "input_price: 3 USD/Mtok"));
    assert_true(has_prices(*state, "fee: { value: $7, source: contract }"));
    assert_true(has_prices(*state, "rate: [80 USD/h, 110 USD/h, 175 USD/h]"));
    assert_false(has_prices(*state, "layers: 46"));
    assert_false(has_prices(*state, "title: USD index\nsource: $ pages\nlayers: 46"));
}

static void an_entry_has_a_few_facts(void **state)
{
    Place *place = *state;
    Text text = { 0 };
    Problems problems = { 0 };
    CatalogEntry entry;
    Node *root;
    Error err;

    text_add(&text, good);
    for (int i = 0; i < 200; i++)
        text_format(&text, "fact_%d: 1\n", i);
    assert_true(tree_parse(&root, "x", text.data, text.length, &place->arena, &problems));
    assert_false(catalog_entry_make(&entry, root, &err));
    assert_string_equal(err.code, "E032");
    text_free(&text);
}

static void every_built_in_entry_is_well_formed(void **state)
{
    Place *place = *state;
    const CatalogEntry *entries;
    Problems problems = { 0 };
    size_t count, files_built_in = 0;

    unsetenv("FORKCAST_CATALOG");
    bool ok = catalog_list(&entries, &count, NULL, "/nonexistent", &place->arena, &problems);
    if (!ok)
        fail_msg("%s: %s", problems.items[0].where.file, problems.items[0].text);
    for (size_t i = 0; i < asset_count; i++)
        files_built_in += strncmp(assets[i].path, "models/catalog/", 15) == 0;
    assert_int_equal(count, files_built_in);
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(entries[i - 1].kind, entries[i].kind) <= 0);
    problems_free(&problems);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(an_entry_lies_beside_the_scenario),
        CASE(the_named_folder_wins),
        CASE(an_unknown_entry_names_the_nearest),
        CASE(an_entry_needs_its_date),
        CASE(names_cannot_leave_the_folder),
        CASE(a_list_is_sorted_and_tells_of_broken_ones),
        CASE(a_place_is_a_folder_a_kind_or_a_file),
        CASE(entries_that_nobody_finds_are_told_in_order),
        CASE(prices_age_and_shapes_do_not),
        CASE(an_entry_has_a_few_facts),
        CASE(every_built_in_entry_is_well_formed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
