/* What may follow -x: keys, spans, lists, and what is wrong with others. */
#include "tests/unit/support.h"

#include "sim/decision/sweep_input.h"
#include "tests/unit/break_even_case.h"

static bool parse(SweepInput *input, BreakEvenCase *even, const char *text, Error *err)
{
    *err = (Error){ 0 };
    return sweep_input_parse(input, "-x", text, 5, &even->scenario, &even->arena, err);
}

static SweepInput parsed(BreakEvenCase *even, const char *text)
{
    SweepInput input;
    Error err;

    if (!parse(&input, even, text, &err))
        fail_msg("%s: %s", text, err.text);
    return input;
}

/* From 240 to 30,000 by a fifth power: 240 125^(k/4) is 802.5, 2683.3, 8972.1. */
static void a_wide_span_goes_in_equal_factors(void **state)
{
    static const double expected[] = { 240, 802, 2680, 8970, 30000 };
    BreakEvenCase even;

    break_even_make(&even, break_even_text);
    SweepInput input = parsed(&even, "traffic.volume = 240..30k");
    assert_int_equal(input.count, 5);
    assert_int_equal(input.spacing, SPACING_LOG);
    for (size_t i = 0; i < 5; i++)
        assert_near(input.values[i], expected[i], 0);
    assert_string_equal(input.texts[2], "2.68k");
    assert_string_equal(sweep_input_set(&input, 4, &even.arena), "traffic.volume=30k");
    break_even_free(&even);
}

static void a_narrow_span_goes_in_equal_steps(void **state)
{
    BreakEvenCase even;

    break_even_make(&even, break_even_text);
    SweepInput input = parsed(&even, "use.price=$0.12..0.2:3");
    assert_int_equal(input.spacing, SPACING_LINEAR);
    assert_near(input.values[1], 0.16, 0);
    assert_string_equal(input.texts[2], "$0.2");
    input = parsed(&even, "use.price=$0.12..$48:4:linear");
    assert_near(input.values[1], 16.1, 0);
    input = parsed(&even, "traffic.volume=5000..5008:3");
    assert_near(input.values[1], 5004, 0);
    break_even_free(&even);
}

static void a_list_is_taken_as_it_is_written(void **state)
{
    BreakEvenCase even;

    break_even_make(&even, break_even_text);
    SweepInput input = parsed(&even, "traffic.volume=4_100, 17 ,2.5k");
    assert_int_equal(input.count, 3);
    assert_int_equal(input.spacing, SPACING_LIST);
    assert_near(input.values[0], 4100, 0);
    assert_near(input.values[2], 2500, 0);
    assert_string_equal(input.texts[1], "17");
    input = parsed(&even, "money.horizon=6,12, 24 months");
    assert_near(input.values[1], 12, 0);
    assert_string_equal(input.texts[0], "6 months");
    input = parsed(&even, "use.kind=often,rare");
    assert_near(input.values[0], 1, 0);
    break_even_free(&even);
}

/* 3k..9k is lognormal: the median is the root of 27M, and 8 in 10 lie between. */
static void the_scenarios_own_value_is_known(void **state)
{
    BreakEvenCase even;

    break_even_make(&even, break_even_text);
    SweepInput input = parsed(&even, "traffic.volume");
    assert_close(sweep_input_own(&input, 0.5), sqrt(27e6), 1e-9);
    assert_close(sweep_input_below(&input, 9000), 0.9, 1e-9);
    assert_near(input.values[0], 1000, 0);
    assert_near(input.values[4], 27000, 0);
    input = parsed(&even, "use.setup=$1..$2");
    assert_true(isnan(sweep_input_own(&input, 0.5)));
    input = parsed(&even, "plain.use.setup=$1..$2");
    assert_close(sweep_input_own(&input, 0.5), 3100, 0);
    assert_false(input.known);
    break_even_free(&even);
}

static const struct {
    const char *text, *code;
    int column, width;
} wrong[] = {
    { "", "E021", 1, 0 },
    { "=3..5", "E021", 1, 0 },
    { "trafic.volume=3..5", "E021", 1, 13 },
    { "other.use.price=$3..$5", "E021", 1, 15 },
    { "use.kind", "E057", 1, 8 },
    { "use.setup", "E057", 1, 9 },
    { "traffic.volume=", "E057", 16, 0 },
    { "traffic.volume=3,,5", "E057", 18, 0 },
    { "traffic.volume=3,x", "E040", 18, 1 },
    { "traffic.volume=7..5", "E047", 16, 4 },
    { "traffic.volume=5..5", "E047", 16, 4 },
    { "traffic.volume=..5", "E057", 16, 3 },
    { "traffic.volume=3..5 s", "E042", 16, 1 },
    { "traffic.volume=3..5:1", "E047", 21, 1 },
    { "traffic.volume=3..5:1e9", "E047", 21, 3 },
    { "traffic.volume=3..5:9:lg", "E051", 23, 2 },
    { "traffic.volume=0..5:9:log", "E046", 23, 3 },
    { "traffic.volume=3..5:", "E047", 21, 0 },
    { "use.kind=rare..often", "E051", 10, 11 },
    { "use.price=3,4", "E043", 11, 1 },
    { "traffic.volume=3..5,7", "E040", 19, 3 },
    { "use.price=$1..$2,x 2", "E040", 15, 6 },
    { "traffic.volume=3\xff", "E002", 17, 1 },
    { "traffic.volume=1k..2k,normal(3..5)", "E040", 20, 15 },
};

static void mistakes_are_told_with_their_place(void **state)
{
    BreakEvenCase even;
    SweepInput input;
    Error err;

    break_even_make(&even, break_even_text);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        if (parse(&input, &even, wrong[i].text, &err))
            fail_msg("%s is accepted", wrong[i].text);
        if (strcmp(err.code, wrong[i].code) != 0 || err.where.column != wrong[i].column ||
            err.where.width != wrong[i].width)
            fail_msg("%s: %s at %d, %d wide: %s", wrong[i].text, err.code, err.where.column,
                     err.where.width, err.text);
    }
    break_even_free(&even);
}

/* A point has one value of each. */
static void two_inputs_are_not_the_same(void **state)
{
    BreakEvenCase even;
    Error err;

    break_even_make(&even, break_even_text);
    SweepInput x = parsed(&even, "traffic.volume=1k..2k");
    SweepInput same = parsed(&even, " traffic.volume =3k..5k:3:log"),
               other = parsed(&even, "use.price=$1..$2");
    assert_true(sweep_inputs_differ(&x, &other, &err));
    assert_false(sweep_inputs_differ(&x, &same, &err));
    assert_int_equal(err.status, STATUS_USAGE);
    assert_non_null(strstr(err.text, "traffic.volume"));
    assert_non_null(strstr(err.help, "-y"));
    break_even_free(&even);
}

/* 22,510 has four digits, and no exponent however large or small a value is. */
static void values_are_written_as_people_read_them(void **state)
{
    BreakEvenCase even;

    break_even_make(&even, break_even_text);
    SweepInput volume = parsed(&even, "traffic.volume=1k..2k");
    SweepInput price = parsed(&even, "use.price=$1..$2");
    assert_string_equal(sweep_input_text(&volume, 22510, &even.arena), "22.51k");
    assert_string_equal(sweep_input_text(&volume, 1234567, &even.arena), "1.234567M");
    assert_string_equal(sweep_input_text(&price, 2896.9, &even.arena), "$2.8969k");
    assert_string_equal(sweep_input_text(&price, 0.00012345, &even.arena), "$0.00012345");
    assert_near(sweep_input_rounded(&volume, 34567, 2, &even.arena), 35000, 0);
    break_even_free(&even);
}

/* Every prefix of a good text, and it with any byte in any place, is read or refused. */
static void hostile_text_does_no_harm(void **state)
{
    static const char good[] = "plain.use.price=$0.1..$4:9:log";
    BreakEvenCase even;
    SweepInput input;
    Error err;

    break_even_make(&even, break_even_text);
    for (size_t n = 0; n < sizeof good; n++)
        for (int byte = 1; byte < 256; byte += 3) {
            char text[sizeof good];
            memcpy(text, good, sizeof good);
            text[n] = (char)byte;
            text[sizeof good - 1] = '\0';
            if (!parse(&input, &even, text, &err))
                assert_true(err.text[0] != '\0' && err.where.column > 0);
        }
    break_even_free(&even);
}

/* What the program writes for a value of any unit, it reads as the same value. */
static void a_value_is_written_as_it_is_read(void **state)
{
    static const double values[] = { 0.0123456789, 1, 17.3, 123456.789, 3e7 };
    BreakEvenCase even;

    break_even_make(&even, break_even_text);
    for (Unit unit = 0; unit < UNIT_COUNT; unit++)
        for (size_t i = 0; i < 2 * COUNT_OF(values); i++) {
            const Quantity like = { .key = "like", .unit = unit, .max = 1e12, .min = -1 };
            SweepInput input = { .quantity = &like, .currency = { "EUR", 0.9 } };
            if (i % 2)
                input.currency = (Currency){ "USD", 1 };
            double value = sweep_input_rounded(&input, values[i / 2], 6, &even.arena);
            assert_close(value, values[i / 2], 5e-6);
            const char *text = sweep_input_text(&input, value, &even.arena);
            double again = sweep_input_rounded(&input, value, 17, &even.arena);
            if (again != value)
                fail_msg("unit %d: %s is %.17g, not %.17g", (int)unit, text, again, value);
        }
    break_even_free(&even);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wide_span_goes_in_equal_factors),
        cmocka_unit_test(a_narrow_span_goes_in_equal_steps),
        cmocka_unit_test(a_list_is_taken_as_it_is_written),
        cmocka_unit_test(the_scenarios_own_value_is_known),
        cmocka_unit_test(mistakes_are_told_with_their_place),
        cmocka_unit_test(two_inputs_are_not_the_same),
        cmocka_unit_test(values_are_written_as_people_read_them),
        cmocka_unit_test(hostile_text_does_no_harm),
        cmocka_unit_test(a_value_is_written_as_it_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
