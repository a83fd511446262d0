/* One column of a file of measured values, by RFC 4180. */
#include "tests/unit/support.h"

#include <string.h>

#include "sim/scenario/csv.h"

static Arena arena;
static const char *const *cells;
static const int *lines;
static size_t count;
static Error err;

static bool read_column(const char *text, const char *name)
{
    return csv_column(&cells, &lines, &count, text, strlen(text), name, &arena, &err);
}

static int end(void **state)
{
    arena_free(&arena);
    return 0;
}

static void a_column_is_found_by_its_name(void **state)
{
    assert_true(read_column("day,tokens\n1,17\n2,23\n", "tokens"));
    assert_int_equal(count, 2);
    assert_string_equal(cells[0], "17");
    assert_string_equal(cells[1], "23");
    assert_int_equal(lines[1], 3);
}

/* Quotes hide commas, line ends and doubled quotes; lines may end as on Windows. */
static void quoted_cells_hold_anything(void **state)
{
    assert_true(read_column("\"a \"\"b\"\"\",c\r\n\"1,5\n2\",x\r\n7,y\r\n", "a \"b\""));
    assert_int_equal(count, 2);
    assert_string_equal(cells[0], "1,5\n2");
    assert_string_equal(cells[1], "7");
    assert_int_equal(lines[0], 2);
    assert_int_equal(lines[1], 4);
}

/* Spreadsheets write U+FEFF before the first cell. */
static void a_byte_order_mark_is_not_part_of_a_name(void **state)
{
    assert_true(read_column("\xEF\xBB\xBF"
                            "time,input\n19,31\n",
                            "time"));
    assert_int_equal(count, 1);
    assert_string_equal(cells[0], "19");
}

static void a_last_line_needs_no_end(void **state)
{
    assert_true(read_column("a\n3", "a"));
    assert_int_equal(count, 1);
    assert_true(read_column("a", "a"));
    assert_int_equal(count, 0);
}

static void mistakes_name_the_line(void **state)
{
    assert_false(read_column("a,b\n1,2\n3\n", "b"));
    assert_string_equal(err.text, "line 3 has only 1 cell");
    assert_false(read_column("a,b\n1,\"2\n3\n", "b"));
    assert_string_equal(err.text, "a quote in line 2 is never closed");
    assert_false(read_column("a,b\n", "c"));
    assert_string_equal(err.text, "it has no column `c`; its first row is: a, b");
    assert_false(read_column("", "c"));
}

#define CASE(name) cmocka_unit_test_teardown(name, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_column_is_found_by_its_name),
        CASE(quoted_cells_hold_anything),
        CASE(a_byte_order_mark_is_not_part_of_a_name),
        CASE(a_last_line_needs_no_end),
        CASE(mistakes_name_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
