/* Reading YAML: places are exact, and what a scenario does not use is refused. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/tree.h"

/* A tree and its problems, freed together. */
typedef struct {
    Arena arena;
    Problems problems;
    Node *root;
    bool ok;
} Read;

static Read read_bytes(const char *text, size_t length)
{
    Read r = { 0 };
    r.ok = tree_parse(&r.root, "shop.yaml", text, length, &r.arena, &r.problems);
    return r;
}

static Read read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void read_free(Read *r)
{
    problems_free(&r->problems);
    arena_free(&r->arena);
}

static void assert_mark(Mark mark, int line, int column, int width)
{
    assert_int_equal(mark.line, line);
    assert_int_equal(mark.column, column);
    assert_int_equal(mark.width, width);
}

/* The only problem of a text has this code and place. */
static void assert_refused(const char *text, size_t length, const char *code, int line,
                           int column)
{
    Read r = read_bytes(text, length);
    assert_false(r.ok);
    assert_int_equal(r.problems.count, 1);
    assert_string_equal(r.problems.items[0].code, code);
    assert_int_equal(r.problems.items[0].where.line, line);
    assert_int_equal(r.problems.items[0].where.column, column);
    read_free(&r);
}

static void a_node_knows_its_place(void **state)
{
    Read r = read_text("name: Shop\ntraffic:\n  growth: 1%..4% /month  # why\n");
    assert_true(r.ok);
    const Node *traffic = tree_find(r.root, "traffic"), *growth = tree_find(traffic, "growth");
    assert_int_equal(traffic->kind, NODE_MAPPING);
    assert_string_equal(growth->text, "1%..4% /month");
    assert_mark(growth->key_mark, 3, 3, 6);
    assert_mark(growth->mark, 3, 11, 13);
    assert_null(tree_find(traffic, "grwth"));
    assert_null(tree_find(growth, "anything"));
    read_free(&r);
}

/* "é日本: " is five characters in nine bytes. */
static void columns_count_characters_and_not_bytes(void **state)
{
    Read r = read_text("é日本: 18k\n");
    const Node *node = tree_find(r.root, "é日本");
    assert_mark(node->key_mark, 1, 1, 3);
    assert_mark(node->mark, 1, 6, 3);
    read_free(&r);
}

static void a_part_of_a_scalar_has_its_own_place(void **state)
{
    Read r = read_text("a: 0%..4% /month\nb: \"× 0.5\"\nc: \"\\u00d7 0.5\"\n");
    assert_mark(tree_span(tree_find(r.root, "a"), 4, 2), 1, 8, 2);
    assert_mark(tree_span(tree_find(r.root, "b"), 3, 3), 2, 7, 3);
    /* an escape does not stand in the file letter by letter */
    assert_mark(tree_span(tree_find(r.root, "c"), 3, 3), 3, 4, 12);
    read_free(&r);
}

static void windows_line_ends_and_a_byte_order_mark_are_fine(void **state)
{
    Read r = read_text("\xEF\xBB\xBF"
                       "a: 1\r\nb: 2\r\n");
    assert_true(r.ok);
    assert_string_equal(tree_find(r.root, "b")->text, "2");
    assert_mark(tree_find(r.root, "a")->mark, 1, 4, 1);
    read_free(&r);
}

static void a_missing_value_is_placed_at_its_key(void **state)
{
    Read r = read_text("designs:\n  rag:\n");
    const Node *rag = tree_find(tree_find(r.root, "designs"), "rag");
    assert_string_equal(rag->text, "");
    assert_mark(rag->mark, 2, 3, 3);
    read_free(&r);
}

static void equal_keys_are_refused_with_both_lines(void **state)
{
    Read r = read_text("growth: 1\nprice: 2\ngrowth: 3\n");
    assert_int_equal(r.problems.count, 1);
    assert_string_equal(r.problems.items[0].code, "E009");
    assert_int_equal(r.problems.items[0].where.line, 3);
    assert_string_equal(r.problems.items[0].label, "first in line 1");
    assert_string_equal(tree_find(r.root, "growth")->text, "1");
    read_free(&r);
}

/* To YAML this is `value: 2`, a key `500..6` and a key `500`. */
static void a_comma_in_a_number_is_noticed_and_repaired(void **state)
{
    Read r = read_text("x: { value: 2,500..6,500, source: S4 }\n");
    assert_int_equal(r.problems.count, 1);
    assert_string_equal(r.problems.items[0].code, "E010");
    assert_mark(r.problems.items[0].where, 1, 14, 1);
    const Node *x = tree_find(r.root, "x");
    assert_string_equal(tree_find(x, "value")->text, "2_500..6_500");
    assert_string_equal(tree_find(x, "source")->text, "S4");
    read_free(&r);
}

static void several_problems_are_told_at_once(void **state)
{
    Read r = read_text("a: &x 1\nb: !t 2\nc: *x\n<<: {}\na: 4\n");
    const char *codes[] = { "E006", "E007", "E006", "E006", "E009" };
    assert_int_equal(r.problems.count, COUNT_OF(codes));
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        assert_string_equal(r.problems.items[i].code, codes[i]);
    assert_non_null(r.root);
    read_free(&r);
}

static void the_words_of_the_library_are_translated(void **state)
{
    static const struct {
        const char *text, *code;
        int line, column;
    } traps[] = {
        { "a: > 500\n", "E011", 1, 4 },
        { "a: @x\n", "E011", 1, 4 },
        { "a: %50\n", "E011", 1, 4 },
        { "a: `x`\n", "E011", 1, 4 },
        { "a: * 2\n", "E011", 1, 4 },
        { "%50: a\n", "E011", 1, 1 },
        { "a:\n\tb: 1\n", "E012", 2, 1 },
        { "a:\n  b: 1\n\tc: 2\n", "E012", 3, 1 },
        { "a: 1\n  b: 2\n", "E013", 2, 3 },
        { "a: b: c\n", "E013", 1, 5 },
        { "a: - b\n", "E013", 1, 4 },
        { "  a: 1\n b: 2\n", "E013", 2, 2 },
        { "a: { b: 1\nc: 2\n", "E014", 1, 4 },
        { "a: [1, 2\nb: 3\n", "E014", 1, 4 },
        { "a: { b: 1 c: 2 }\n", "E014", 1, 12 },
        { "a: \"x\nb: 2\n", "E015", 1, 4 },
        { "a: 'x\nb: 2\n", "E015", 1, 4 },
        { "a: \"\\q\"\n", "E016", 1, 5 },
        { "a: 1\nhello\nb: 2\n", "E017", 2, 1 },
        { "a: }\n", "E018", 1, 4 },
        { "? [a]\n: b\n", "E019", 1, 3 },
        { "a: 1\n---\nb: 2\n", "E008", 2, 1 },
        { "a: !x! y\n", "E007", 1, 4 },
        { "# nothing\n", "E004", 0, 0 },
    };
    for (size_t i = 0; i < COUNT_OF(traps); i++)
        assert_refused(traps[i].text, strlen(traps[i].text), traps[i].code, traps[i].line,
                       traps[i].column);
}

static void bytes_that_hide_something_are_refused(void **state)
{
    assert_refused("a: 1\nb: x\0y\n", 12, "E003", 2, 5);
    assert_refused("a: \x1b[31m\n", 9, "E003", 1, 4);
    assert_refused("a: \xe2\x80\xae 1\n", 9, "E003", 1, 4);
    assert_refused("a: \xc2\x85 1\n", 8, "E003", 1, 4);
    assert_refused("a: \xff\n", 5, "E002", 1, 4);
    assert_refused("\xff\xfe"
                   "a",
                   3, "E002", 0, 0);
    assert_refused("a: 1\rb: 2\n", 10, "E003", 1, 5);
    /* and when an escape makes them */
    assert_refused("a: \"\\0\"\n", 8, "E003", 1, 4);
    assert_refused("a: \"\\e[31m\"\n", 12, "E003", 1, 4);
}

static void a_tree_is_not_deep_and_not_wide(void **state)
{
    enum { LEVELS = 40, MANY = 100001 };
    char *text = malloc(8 * MANY);
    assert_non_null(text);

    memset(text, '[', LEVELS);
    memset(text + LEVELS, ']', LEVELS);
    assert_refused(text, 2 * LEVELS, "E005", 1, 33);
    char *end = text;
    for (int i = 0; i < MANY; i++)
        end += snprintf(end, 8, "- x\n");
    assert_refused(text, (size_t)(end - text), "E005", 100000, 3);
    free(text);
}

static void a_huge_text_is_refused_by_its_size(void **state)
{
    size_t size = 10000001;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, '#', size);
    assert_refused(text, size, "E001", 0, 0);
    free(text);
}

static void a_file_that_is_not_there_is_no_mistake_of_the_scenario(void **state)
{
    Read r = { 0 };
    assert_false(tree_load(&r.root, "no/such/file.yaml", &r.arena, &r.problems));
    assert_int_equal(r.problems.items[0].status, STATUS_OUTSIDE);
    assert_null(r.root);
    read_free(&r);
}

/* Mutations of a text with a bit of everything: whatever comes out, it comes out. */
static void random_changes_never_crash_the_reader(void **state)
{
    static const char seed[] = "scenario: 1\na: { b: [1, 2,500], 'c': \"d\\n\" }\n"
                               "e:\n  - { f: 1%..4% }\n  - 日本\ng: |\n  text\n  more\n";
    static const char bytes[] = "{}[]:,-'\"\n\t #&*!|>%@`?\\\0\x80\xe2x1";
    unsigned random = 20261101;

    for (int round = 0; round < 4000; round++) {
        char text[sizeof seed];
        memcpy(text, seed, sizeof seed);
        for (int k = 0; k < 1 + round % 4; k++) {
            random = random * 1664525u + 1013904223u;
            text[(random >> 8) % (sizeof seed - 1)] =
                bytes[(random >> 20) % (sizeof bytes - 1)];
        }
        Read r = read_bytes(text, sizeof text - 1);
        assert_int_equal(r.ok, r.problems.count == 0);
        read_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_node_knows_its_place),
        cmocka_unit_test(columns_count_characters_and_not_bytes),
        cmocka_unit_test(a_part_of_a_scalar_has_its_own_place),
        cmocka_unit_test(windows_line_ends_and_a_byte_order_mark_are_fine),
        cmocka_unit_test(a_missing_value_is_placed_at_its_key),
        cmocka_unit_test(equal_keys_are_refused_with_both_lines),
        cmocka_unit_test(a_comma_in_a_number_is_noticed_and_repaired),
        cmocka_unit_test(several_problems_are_told_at_once),
        cmocka_unit_test(the_words_of_the_library_are_translated),
        cmocka_unit_test(bytes_that_hide_something_are_refused),
        cmocka_unit_test(a_tree_is_not_deep_and_not_wide),
        cmocka_unit_test(a_huge_text_is_refused_by_its_size),
        cmocka_unit_test(a_file_that_is_not_there_is_no_mistake_of_the_scenario),
        cmocka_unit_test(random_changes_never_crash_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
