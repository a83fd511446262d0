/* Catalogue entries: where they are looked for, and what they must say. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/assets.h"
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
        CASE(every_built_in_entry_is_well_formed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
