/* The grammar of values: what is written against what is drawn. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "sim/scenario/value.h"

static const Currency usd = { "USD", 1 };

/* --- quantities of each kind ----------------------------------------------------- */

#define ANY .min = -1e12, .max = 1e12
static const Quantity number = { .key = "a.number", .unit = UNIT_NUMBER, ANY };
static const Quantity billions = {
    .key = "a.size", .unit = UNIT_BILLION, .min = 0, .max = 1e4
};
static const Quantity share = { .key = "a.share", .unit = UNIT_SHARE, .max = 1 };
static const Quantity overrun = { .key = "an.overrun", .unit = UNIT_SHARE, .max = 9 };
static const Quantity growth = {
    .key = "a.growth", .unit = UNIT_SHARE_PER_MONTH, .min = -0.9, .max = 9
};
static const Quantity seconds = { .key = "a.time", .unit = UNIT_SECONDS, .max = 1e9 };
static const Quantity months = { .key = "a.span", .unit = UNIT_MONTHS, .max = 1e3 };
static const Quantity per_day = { .key = "a.rate", .unit = UNIT_PER_DAY, .max = 1e9 };
static const Quantity tokens = { .key = "some.tokens", .unit = UNIT_TOKENS, .max = 1e9 };
static const Quantity bytes = { .key = "some.bytes", .unit = UNIT_BYTES, .max = 1e15 };
static const Quantity money = { .key = "a.cost", .unit = UNIT_MONEY, .max = 1e12 };
static const Quantity monthly = { .key = "a.fee", .unit = UNIT_MONEY_PER_MONTH, .max = 1e12 };
static const Quantity price = { .key = "a.price", .unit = UNIT_MONEY_PER_MTOK, .max = 1e5 };
static const Quantity searches = { .key = "a.search", .unit = UNIT_MONEY_PER_1000, .max = 1e5 };
static const Quantity rent = { .key = "a.rent", .unit = UNIT_HOURS_PER_MONTH, .max = 744 };
static const Quantity policy = { .key = "a.policy",
                                 .max = 2,
                                 .choices = CHOICES("calendar", "threshold", "events") };
static const Quantity fixed = {
    .key = "a.horizon", .unit = UNIT_MONTHS, .min = 1, .max = 600, .constant = true
};
static const Quantity derived = { .key = "a.total", .unit = UNIT_MONEY };

/* --- reading --------------------------------------------------------------------- */

static Arena arena;
static Error err;

static Node scalar(const char *text)
{
    return (Node){ .kind = NODE_SCALAR,
                   .text = text,
                   .mark = { "shop.yaml", 1, 1, (int)strlen(text), text } };
}

static bool parse(Value *value, const Quantity *quantity, const char *text)
{
    Node node = scalar(arena_text(&arena, text));
    return value_parse(value, quantity, &node, &usd, ".", &arena, &err);
}

static Value must_parse(const Quantity *quantity, const char *text)
{
    Value value;
    if (!parse(&value, quantity, text))
        fail_msg("`%s`: %s (%s)", text, err.text, err.label);
    return value;
}

static double must_mean(const Quantity *quantity, const char *text)
{
    Value value = must_parse(quantity, text);
    return law_mean(&value.law);
}

static void assert_point(const Quantity *quantity, const char *text, double expected)
{
    Value value = must_parse(quantity, text);
    assert_true(law_is_constant(&value.law));
    assert_near(law_mean(&value.law), expected, 1e-12 * fabs(expected));
}

static void assert_range(const Quantity *quantity, const char *text, const Dist *dist,
                         double tail, double low, double high)
{
    Value value = must_parse(quantity, text);
    assert_string_equal(value.law.dist->name, dist->name);
    assert_close(law_quantile(&value.law, tail), low, 1e-9);
    assert_close(law_quantile(&value.law, 1 - tail), high, 1e-9);
}

/* The mistake has a code and the place of a part of the text. */
static void assert_mistake(const Quantity *quantity, const char *text, const char *code,
                           int column, int width)
{
    Value value;
    if (parse(&value, quantity, text))
        fail_msg("`%s` was accepted", text);
    if (strcmp(err.code, code) != 0)
        fail_msg("`%s`: %s %s, expected %s", text, err.code, err.text, code);
    if (err.where.column != column || err.where.width != width)
        fail_msg("`%s`: column %d width %d, expected %d and %d", text, err.where.column,
                 err.where.width, column, width);
}

static int begin(void **state)
{
    arena = (Arena){ 0 };
    return 0;
}

static int end(void **state)
{
    arena_free(&arena);
    return 0;
}

/* --- points ----------------------------------------------------------------------- */

static void numbers_are_written_in_many_ways(void **state)
{
    assert_point(&number, "18k", 18e3);
    assert_point(&number, "18_250", 18250);
    assert_point(&number, "1,018,250", 1018250);
    assert_point(&number, "1.37M", 1.37e6);
    assert_point(&number, "2.5B", 2.5e9);
    assert_point(&number, "1e3", 1e3);
    assert_point(&number, "2.5e-3", 0.0025);
    assert_point(&number, "-7.25", -7.25);
    assert_point(&number, "+.5", 0.5);
    assert_point(&number, "18k documents", 18e3);
    assert_point(&billions, "7B", 7);
    assert_point(&billions, "7.5 B", 7.5);
    assert_point(&billions, "350M", 0.35);
    assert_point(&billions, "8", 8);
    assert_point(&bytes, "7B", 7);
    assert_point(&bytes, "2 kB", 2000);
    assert_point(&bytes, "1.5 GiB", 1.5 * 1073741824);
}

/* A month is 365.25 / 12 = 30.4375 days of 86,400 s. */
static void units_convert_to_those_of_the_column(void **state)
{
    assert_point(&seconds, "250 ms", 0.25);
    assert_point(&seconds, "1.5 min", 90);
    assert_point(&months, "6 weeks", 42 / 30.4375);
    assert_point(&months, "3 years", 36);
    assert_point(&per_day, "7.3k /day", 7300);
    assert_point(&per_day, "30.4375 /month", 1);
    assert_point(&per_day, "5 k/day", 5000);
    assert_point(&tokens, "1.2 ktok", 1200);
    assert_point(&tokens, "1200", 1200);
    assert_point(&share, "3.5%", 0.035);
    assert_point(&share, "0.035", 0.035);
    assert_point(&rent, "720", 720);
    assert_point(&rent, "730 h/month", 730);
    assert_point(&growth, "2% /month", 0.02);
    /* shares per time compound: 1.3^(1/12) = 1.0221044506 */
    assert_near(must_mean(&growth, "30% /year"), 0.0221044506, 1e-9);
    assert_point(&growth, "0", 0);
}

/* Nothing is nothing in any time; interest is by the year. Other shares must say. */
static void a_share_per_time_may_leave_the_time_out_where_it_is_clear(void **state)
{
    static const Quantity interest = { .key = "a.rate", .unit = UNIT_SHARE_PER_YEAR, .max = 1 };
    (void)state;
    assert_point(&growth, "0%", 0);
    assert_point(&interest, "8%", 0.08);
    assert_mistake(&growth, "2%", "E042", 1, 2);
}

static void money_stands_before_or_behind_the_number(void **state)
{
    assert_point(&money, "$30k", 30e3);
    assert_point(&money, "30k USD", 30e3);
    assert_point(&money, "USD 30k", 30e3);
    assert_point(&money, "$ 30", 30);
    assert_point(&price, "$0.94 /Mtok", 0.94);
    assert_point(&price, "0.94 USD/Mtok", 0.94);
    assert_point(&price, "$0.94 per Mtok", 0.94);
    assert_point(&price, "$0.00094 /ktok", 0.94);
    assert_point(&searches, "$2 /1000 searches", 2);
    assert_point(&monthly, "$500", 500);
    assert_point(&monthly, "$6k /year", 500);
}

/* At 0.5 EUR a dollar, $8 are 4 EUR. */
static void dollars_convert_and_other_currencies_do_not(void **state)
{
    const Currency eur = { "EUR", 0.5 };
    Value value;
    Node dollars = scalar("$8"), euros = scalar("EUR 8"), sign = scalar("\u20ac8");
    Node pounds = scalar("\u00a38");

    assert_true(value_parse(&value, &money, &dollars, &eur, ".", &arena, &err));
    assert_near(law_mean(&value.law), 4, 1e-12);
    assert_true(value_parse(&value, &money, &euros, &eur, ".", &arena, &err));
    assert_near(law_mean(&value.law), 8, 1e-12);
    assert_true(value_parse(&value, &money, &sign, &eur, ".", &arena, &err));
    assert_near(law_mean(&value.law), 8, 1e-12);
    assert_false(value_parse(&value, &money, &pounds, &eur, ".", &arena, &err));
    assert_string_equal(err.code, "E044");
    assert_mistake(&money, "EUR 8", "E044", 1, 5);
}

/* --- ranges ------------------------------------------------------------------------ */

static void a_range_holds_eight_times_in_ten(void **state)
{
    assert_range(&money, "$15k..$60k", &dist_lognormal, 0.1, 15e3, 60e3);
    assert_range(&money, "$15k..60k", &dist_lognormal, 0.1, 15e3, 60e3);
    assert_range(&money, "15k..60k USD", &dist_lognormal, 0.1, 15e3, 60e3);
    assert_range(&number, "5..20", &dist_lognormal, 0.1, 5, 20);
    assert_range(&seconds, "800 ms..2 s", &dist_lognormal, 0.1, 0.8, 2);
    assert_range(&growth, "1%..4% /month", &dist_lognormal, 0.1, 0.01, 0.04);
    assert_range(&monthly, "$500..$3k /month", &dist_lognormal, 0.1, 500, 3000);
}

static void a_range_may_say_how_wide_it_is(void **state)
{
    assert_range(&money, "$15k..$60k (90%)", &dist_lognormal, 0.05, 15e3, 60e3);
    assert_range(&money, "$15k..$60k (95%)", &dist_lognormal, 0.025, 15e3, 60e3);
    assert_range(&money, "$15k..$60k (80%)", &dist_lognormal, 0.1, 15e3, 60e3);
    /* between hard ends 10 and 50 a tenth lies below 14 */
    assert_range(&number, "10..50 (min-max)", &dist_uniform, 0.1, 14, 46);
}

static void shares_are_beta_unless_they_may_pass_a_hundred_per_cent(void **state)
{
    Value value = must_parse(&share, "22%..38%");
    assert_string_equal(value.law.dist->name, "beta");
    assert_near(law_quantile(&value.law, 0.1), 0.22, 1e-6);
    assert_near(law_quantile(&value.law, 0.9), 0.38, 1e-6);
    assert_range(&overrun, "22%..38%", &dist_lognormal, 0.1, 0.22, 0.38);
}

static void a_margin_is_per_cent_of_the_value(void **state)
{
    assert_range(&money, "$5k ± 20%", &dist_lognormal, 0.1, 4000, 6000);
    assert_range(&money, "$5k +- 20%", &dist_lognormal, 0.1, 4000, 6000);
    assert_range(&tokens, "500 ± 30% tok", &dist_lognormal, 0.1, 350, 650);
}

static void a_shape_may_be_named(void **state)
{
    assert_range(&growth, "normal(-1%..4%) /month", &dist_normal, 0.1, -0.01, 0.04);
    assert_range(&growth, "normal(-1%..4% /month)", &dist_normal, 0.1, -0.01, 0.04);
    assert_range(&money, "normal($1k..$3k) (90%)", &dist_normal, 0.05, 1e3, 3e3);
    assert_range(&number, "lognormal(3..8)", &dist_lognormal, 0.1, 3, 8);
    Value triangle = must_parse(&seconds, "triangle(1, 2, 4) min");
    assert_string_equal(triangle.law.dist->name, "triangle");
    assert_close(law_mean(&triangle.law), 140, 1e-9); /* (1 + 2 + 4) / 3 min */
}

/* A PERT distribution has the mean (low + 4 likely + high) / 6. */
static void three_numbers_are_a_pert_distribution(void **state)
{
    assert_close(must_mean(&money, "[$15k, $30k, $60k]"), 32500, 1e-9);
    assert_close(must_mean(&seconds, "[1, 2, 6 s]"), 2.5, 1e-9);

    Node items[3] = { scalar("15k"), scalar("30k"), scalar("$60k") };
    Node list = { .kind = NODE_SEQUENCE, .first = &items[0] };
    Value value;
    items[0].next = &items[1];
    items[1].next = &items[2];
    assert_true(value_parse(&value, &money, &list, &usd, ".", &arena, &err));
    assert_close(law_mean(&value.law), 32500, 1e-9);
    items[2].text = "ten";
    assert_false(value_parse(&value, &money, &list, &usd, ".", &arena, &err));
    assert_string_equal(err.code, "E040");
    items[1].next = NULL;
    assert_false(value_parse(&value, &money, &list, &usd, ".", &arena, &err));
    assert_string_equal(err.code, "E049");
}

/* --- mixtures and names -------------------------------------------------------------- */

static void alternatives_are_weighted(void **state)
{
    Value value = must_parse(&number, "20% 4 | 55% 6 | 25% 13");
    assert_close(law_mean(&value.law), 0.8 + 3.3 + 3.25, 1e-12);
    assert_near(law_quantile(&value.law, 0.19), 4, 1e-12);
    assert_near(law_quantile(&value.law, 0.5), 6, 1e-12);
    assert_near(law_quantile(&value.law, 0.9), 13, 1e-12);
    assert_string_equal(value.reading, "20% 4, 55% 6, 25% 13");
    assert_non_null(must_parse(&money, "30% $5..$10 | 70% normal($20..$30)").law.parts);
}

static void names_are_numbers_inside(void **state)
{
    assert_point(&policy, "threshold", 1);
    assert_string_equal(must_parse(&policy, "events").reading, "events");
    Value value = must_parse(&policy, "60% calendar | 40% events");
    assert_close(law_mean(&value.law), 0.8, 1e-12);
    assert_string_equal(value.reading, "60% calendar, 40% events");
    assert_mistake(&policy, "calender", "E051", 1, 8);
    assert_string_equal(err.label, "did you mean `calendar`?");
    assert_mistake(&policy, "60% calendar | 40% never", "E051", 20, 5);
}

static void a_factor_is_kept_for_the_layer_below(void **state)
{
    const char *const texts[] = { "× 0.75", "×0.75", "x 0.75", "x0.75", "* 0.75", "× 75%" };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Value value = must_parse(&price, texts[i]);
        assert_true(value.is_scale);
        assert_close(value.scale, 0.75, 1e-12);
    }
    assert_mistake(&price, "× -1", "E045", 3, 2);
    assert_mistake(&policy, "× 2", "E051", 1, 4);
}

/* --- tables and samples ---------------------------------------------------------------- */

static void quantiles_come_back_as_they_were_given(void **state)
{
    Value value = must_parse(&tokens, "quantiles(5%: 60, 50%: 1.8k, 95%: 7k) tok");
    assert_true(value.over_requests);
    assert_close(law_quantile(&value.law, 0.05), 60, 1e-9);
    assert_close(law_quantile(&value.law, 0.5), 1800, 1e-9);
    assert_close(law_quantile(&value.law, 0.95), 7000, 1e-9);
    value = must_parse(&seconds, "quantiles(50%: 250 ms, 90%: 1.5 s)");
    assert_close(law_quantile(&value.law, 0.5), 0.25, 1e-9);
    assert_close(law_quantile(&value.law, 0.9), 1.5, 1e-9);
}

/* A folder with samples, and what must stay out of reach beside it. */
static void write_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void samples_are_read_from_the_folder_of_the_scenario(void **state)
{
    char folder[] = "/tmp/forkcast-samples-XXXXXX", path[128];
    static const struct {
        const char *text, *code;
    } mistakes[] = {
        { "samples(in/q1.csv)", "E054" },
        { "samples(in/q1.csv, cost)", "E054" },
        { "samples(../secret.csv, a) s", "E054" },
        { "samples(/etc/passwd, a)", "E054" },
        { "samples(in, a)", "E054" },
        { "samples(link.csv, a)", "E054" },
        { "samples(in/none.csv, a)", "E054" },
        { "samples(in/bad.csv, a) s", "E054" },
        { "samples(in/q1.csv, seconds)", "E054" },
        { "samples(in/open.csv, a) s", "E054" },
    };
    Value value;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/in", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/in/q1.csv", folder);
    write_text(path, "day,\"seconds\"\r\n1,2.5\r\n2,\"0.5\"\r\n3,1.5\r\n");
    snprintf(path, sizeof path, "%s/in/bad.csv", folder);
    write_text(path, "a\n1\ntwo\n");
    snprintf(path, sizeof path, "%s/in/open.csv", folder);
    write_text(path, "a\n1\n\"2\n");
    snprintf(path, sizeof path, "%s/link.csv", folder);
    assert_int_equal(symlink("/etc/passwd", path), 0);

    Node node = scalar("samples(in/q1.csv, seconds) s");
    if (!value_parse(&value, &seconds, &node, &usd, folder, &arena, &err))
        fail_msg("%s: %s", err.text, err.label);
    assert_true(value.over_requests);
    assert_close(law_quantile(&value.law, 0.5), 1.5, 1e-12);
    for (size_t i = 0; i < COUNT_OF(mistakes); i++) {
        node = scalar(mistakes[i].text);
        assert_false(value_parse(&value, &seconds, &node, &usd, folder, &arena, &err));
        assert_string_equal(err.code, mistakes[i].code);
    }
    const char *const files[] = { "in/q1.csv", "in/bad.csv", "in/open.csv", "link.csv" };
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/in", folder);
    rmdir(path);
    rmdir(folder);
}

/* --- mistakes ------------------------------------------------------------------------- */

static void mistakes_point_at_the_wrong_part(void **state)
{
    assert_mistake(&number, "", "E057", 1, 0);
    assert_mistake(&number, "many", "E040", 1, 4);
    assert_mistake(&number, "1e999", "E040", 1, 5);
    assert_mistake(&number, "5 6", "E040", 1, 3);
    assert_mistake(&number, "1,5", "E040", 1, 3);
    assert_mistake(&number, "1..", "E057", 1, 3);
    assert_mistake(&seconds, "5 parsecs", "E041", 3, 7);
    assert_mistake(&seconds, "5", "E043", 1, 1);
    assert_mistake(&seconds, "$5", "E042", 1, 2);
    assert_mistake(&money, "200..500 ms", "E042", 1, 3);
    assert_mistake(&money, "5000", "E043", 1, 4);
    assert_mistake(&share, "15", "E043", 1, 2);
    assert_mistake(&share, "150%", "E045", 1, 4);
    assert_mistake(&share, "20%..130%", "E045", 6, 4);
    assert_mistake(&growth, "3%", "E042", 1, 2);
    assert_mistake(&number, "catalog:llm/x", "E031", 1, 13);
    assert_mistake(&fixed, "12..36 months", "E055", 1, 13);
    assert_mistake(&derived, "-$1", "E045", 1, 3);
}

/* 95 hundredths are 0.95 and a last bit; 95.1% are more than that. */
static void a_limit_may_be_reached(void **state)
{
    Quantity overlap = share;

    overlap.max = 0.95;
    assert_true(must_mean(&overlap, "95%") == 0.95);
    assert_mistake(&overlap, "95.000001%", "E045", 1, 10);
}

static void ranges_that_make_no_sense_say_why(void **state)
{
    assert_mistake(&growth, "0%..4% /month", "E046", 1, 2);
    assert_string_equal(err.text, "a range that starts at 0 needs a shape");
    assert_non_null(strstr(err.help, "normal(0%..4% /month)"));
    assert_mistake(&number, "-3..4", "E046", 1, 2);
    assert_mistake(&number, "-4..-3", "E046", 1, 2);
    assert_mistake(&share, "90%..100%", "E046", 6, 4);
    assert_mistake(&money, "$60k..$15k", "E047", 1, 10);
    assert_mistake(&number, "7..7", "E047", 1, 4);
    assert_mistake(&number, "5..9 (70%)", "E048", 6, 5);
    assert_mistake(&number, "7 ± 5", "E056", 5, 1);
    assert_mistake(&number, "7 ± 100%", "E046", 1, 8);
    assert_mistake(&number, "[1, 2]", "E049", 1, 6);
    assert_mistake(&number, "[3, 2, 1]", "E049", 2, 7);
    assert_mistake(&number, "40% 5 | 50% 6", "E050", 1, 13);
    assert_mistake(&number, "5 | 6", "E050", 1, 1);
    assert_mistake(&number, "cauchy(1..2)", "E052", 1, 6);
    assert_mistake(&number, "normal(1, 2)", "E052", 1, 12);
    assert_mistake(&number, "quantiles(50%: 3)", "E053", 11, 6);
    assert_mistake(&number, "quantiles(50%: 3, 40%: 4)", "E053", 19, 6);
    assert_mistake(&number, "quantiles(5%: 3, 40%: 2)", "E053", 18, 6);
    assert_mistake(&number, "quantiles(5%: 3, 40: 2)", "E053", 18, 5);
    assert_mistake(&number, "lognormal(-2..3)", "E058", 11, 5);
}

static void readings_say_how_a_value_was_understood(void **state)
{
    assert_string_equal(must_parse(&money, "$30k").reading, "$30k");
    /* z(90%) = 1.28155: the mean of the lognormal is sqrt(15 60) exp((ln 4 / 2 z)^2 / 2) = 34.7
     */
    assert_string_equal(must_parse(&money, "$15k..$60k").reading,
                        "lognormal, 8 in 10: $15k..$60k, average $34.7k");
    assert_string_equal(must_parse(&growth, "uniform(1%..3%) /month").reading,
                        "uniform, 8 in 10: 1%..3% /month, average 2% /month");
}

/* Grammar-shaped noise: no text may crash the reader, and what it accepts is finite. */
static void random_texts_never_crash_the_reader(void **state)
{
    static const char *const pieces[] = {
        "$",
        "15k",
        "..",
        "60",
        "%",
        " ",
        "(90%)",
        "(min-max)",
        "normal(",
        ")",
        ",",
        "|",
        "40%",
        "[",
        "]",
        "±",
        "×",
        "x",
        "/month",
        "tok",
        "USD",
        "-",
        "1e308",
        "_",
        "quantiles(5%: ",
        "95%:",
        "0",
        "é",
        "B",
        "samples(",
        "€",
        "e9",
        ".",
        "catalog:",
        "beta(",
        "999999999999999999999999",
        "\n",
        "(",
    };
    static const Quantity *const kinds[] = { &number, &share,  &growth, &tokens,
                                             &money,  &policy, &monthly };
    unsigned random = 42;

    for (int round = 0; round < 20000; round++) {
        char text[256] = "";
        random = random * 1664525u + 1013904223u;
        for (unsigned k = 0; k < 1 + (random >> 24) % 8; k++) {
            unsigned pick = random = random * 1664525u + 1013904223u;
            strcat(text, pieces[(pick >> 10) % COUNT_OF(pieces)]);
        }
        Value value;
        if (parse(&value, kinds[(random >> 12) % COUNT_OF(kinds)], text) && !value.is_scale)
            assert_true(isfinite(law_quantile(&value.law, 0.5)));
        if (round % 500 == 0)
            arena_free(&arena);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(numbers_are_written_in_many_ways),
        CASE(units_convert_to_those_of_the_column),
        CASE(a_share_per_time_may_leave_the_time_out_where_it_is_clear),
        CASE(money_stands_before_or_behind_the_number),
        CASE(dollars_convert_and_other_currencies_do_not),
        CASE(a_range_holds_eight_times_in_ten),
        CASE(a_range_may_say_how_wide_it_is),
        CASE(shares_are_beta_unless_they_may_pass_a_hundred_per_cent),
        CASE(a_margin_is_per_cent_of_the_value),
        CASE(a_shape_may_be_named),
        CASE(three_numbers_are_a_pert_distribution),
        CASE(alternatives_are_weighted),
        CASE(names_are_numbers_inside),
        CASE(a_factor_is_kept_for_the_layer_below),
        CASE(quantiles_come_back_as_they_were_given),
        CASE(samples_are_read_from_the_folder_of_the_scenario),
        CASE(mistakes_point_at_the_wrong_part),
        CASE(a_limit_may_be_reached),
        CASE(ranges_that_make_no_sense_say_why),
        CASE(readings_say_how_a_value_was_understood),
        CASE(random_texts_never_crash_the_reader),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
