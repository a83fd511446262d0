/* The command line: what the words of a shell become. */
#include "tests/unit/support.h"

#include <string.h>

#include "sim/cli/options.h"

enum { MOST_WORDS = 16 };

/* Parse a NULL-terminated list of words; the status is in err. */
static bool parse(Options *options, Error *err, const char *const words[])
{
    char *copy[MOST_WORDS];
    int count = 0;

    for (; words[count]; count++)
        copy[count] = (char *)words[count];
    *err = (Error){ 0 };
    return options_parse(options, count, copy, err);
}

#define PARSE(options, err, ...)                                                               \
    parse((options), (err), (const char *const[]){ __VA_ARGS__, NULL })

static void assert_refused(const char *text, const char *help, const char *const words[])
{
    Options options;
    Error err;

    assert_false(parse(&options, &err, words));
    assert_int_equal(err.status, STATUS_USAGE);
    assert_string_equal(err.text, text);
    assert_string_equal(err.help, help);
    options_free(&options);
}

#define REFUSED(text, help, ...)                                                               \
    assert_refused((text), (help), (const char *const[]){ __VA_ARGS__, NULL })

static void options_may_stand_anywhere(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "-q", "run", "shop.yaml", "--seed", "7", "other", "--ascii"));
    assert_int_equal(o.arguments.count, 3);
    assert_string_equal(o.arguments.items[0], "run");
    assert_string_equal(o.arguments.items[2], "other");
    assert_true(o.quiet && o.ascii && !o.verbose);
    assert_int_equal(o.seed, 7);
    options_free(&o);
}

static void a_value_follows_or_is_attached(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "--format=json", "-ofile", "-n", "2k", "--color", "never"));
    assert_string_equal(o.format, "json");
    assert_string_equal(o.output, "file");
    assert_int_equal(o.trials, 2000);
    assert_string_equal(o.color, "never");
    options_free(&o);
}

static void short_options_cluster(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "-qvn500", "-hso=1"));
    assert_true(o.quiet && o.verbose && o.help);
    assert_int_equal(o.trials, 500);
    assert_string_equal(o.set.items[0], "o=1");
    options_free(&o);
}

static void two_dashes_end_the_options(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "-q", "--", "-v", "--seed", "-"));
    assert_int_equal(o.arguments.count, 3);
    assert_string_equal(o.arguments.items[0], "-v");
    assert_false(o.verbose);
    assert_false(o.given[OPTION_SEED]);
    options_free(&o);
}

static void one_dash_is_a_file(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "run", "-", "-o", "-"));
    assert_string_equal(o.arguments.items[1], "-");
    assert_string_equal(o.output, "-");
    options_free(&o);
}

static void repeatable_options_keep_their_order(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "-s", "a.b=1", "--set=a.b=2", "-w", "hype", "-sc.d=3"));
    assert_int_equal(o.set.count, 3);
    assert_string_equal(o.set.items[1], "a.b=2");
    assert_string_equal(o.set.items[2], "c.d=3");
    assert_string_equal(o.what_ifs.items[0], "hype");
    options_free(&o);
}

static void lists_are_split_at_commas(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "-d", "rag,combined", "--design=prompt"));
    assert_int_equal(o.designs.count, 3);
    assert_string_equal(o.designs.items[1], "combined");
    assert_string_equal(o.designs.items[2], "prompt");
    options_free(&o);
    REFUSED("--design has an empty name in its list", "", "-d", "rag,,prompt");
    REFUSED("--design has an empty name in its list", "", "-d", "rag,");
}

static void numbers_are_whole_and_may_be_grouped(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "-n", "16_384", "--seed", "18446744073709551615"));
    assert_int_equal(o.trials, 16384);
    assert_true(o.seed == UINT64_MAX);
    options_free(&o);
    assert_true(PARSE(&o, &err, "-n", "1M", "--seed", "0"));
    assert_int_equal(o.trials, 1000000);
    assert_true(o.given[OPTION_SEED] && o.seed == 0);
    options_free(&o);
    assert_true(PARSE(&o, &err, "-n", "1B"));
    assert_int_equal(o.trials, 1000000000);
    options_free(&o);
}

static void what_is_no_number_is_refused(void **state)
{
    static const char *const wrong[] = { "0",
                                         "-5",
                                         "1.5",
                                         "ten",
                                         "k",
                                         "10kk",
                                         "1e3",
                                         "0x9",
                                         "10 ",
                                         "_1",
                                         "18446744073709551616",
                                         "1_000_000_001",
                                         "99999999999999999999M" };

    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Options o;
        Error err;
        assert_false(PARSE(&o, &err, "--trials", wrong[i]));
        assert_int_equal(err.status, STATUS_USAGE);
        assert_string_equal(err.help, "for example --trials 10k");
        options_free(&o);
    }
    REFUSED("--seed must be a whole number, not `x`", "for example --seed 7", "--seed=x");
}

static void a_share_is_a_percentage_or_a_fraction(void **state)
{
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "--precision", "2.5%"));
    assert_close(o.precision, 0.025, 1e-15);
    options_free(&o);
    assert_true(PARSE(&o, &err, "--precision=3e-3"));
    assert_close(o.precision, 0.003, 1e-15);
    options_free(&o);
}

static void what_is_no_share_is_refused(void **state)
{
    static const char *const wrong[] = {
        "0",      "1",   "100%", "0.009%", "-1%", "much", "%",
        "0x1p-5", "nan", "1%%",  "1 %",    "1,5", "1e",   "."
    };

    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Options o;
        Error err;
        assert_false(PARSE(&o, &err, "--precision", wrong[i]));
        assert_int_equal(err.status, STATUS_USAGE);
        assert_string_equal(err.help, "for example --precision 1%");
        options_free(&o);
    }
    REFUSED("--precision must be a share between 0.01% and 100%, not `x`",
            "for example --precision 1%", "--precision=x");
}

static void a_misspelt_option_gets_a_hint(void **state)
{
    REFUSED("unknown option `--desing`", "did you mean --design?", "--desing", "rag");
    REFUSED("unknown option `--trails`", "did you mean --trials?", "--trails=5");
    REFUSED("unknown option `--xyzzy`", "forkcast help COMMAND lists the options of a command",
            "--xyzzy");
    REFUSED("unknown option `-Z`", "forkcast help COMMAND lists the options of a command",
            "-qZ");
    REFUSED("unknown option `-\u00e9`", "forkcast help COMMAND lists the options of a command",
            "-\u00e9");
}

static void a_missing_or_needless_value_is_refused(void **state)
{
    REFUSED("--output needs a value: --output=FILE", "", "run", "-o");
    REFUSED("--output needs a value: --output=FILE", "", "run", "--output=");
    REFUSED("--set needs a value: --set=KEY=VALUE", "", "--set");
    REFUSED("--quiet takes no value, but has `yes`", "", "--quiet=yes");
}

static void a_command_takes_only_its_own_options(void **state)
{
    static const OptionId accepted[] = { OPTION_SEED, OPTION_COUNT };
    Options o;
    Error err;

    assert_true(PARSE(&o, &err, "--seed=1", "-qv", "--color=auto", "--ascii"));
    assert_true(options_check(&o, accepted, "run", &err));
    options_free(&o);
    assert_true(PARSE(&o, &err, "--seed=1", "--force"));
    assert_false(options_check(&o, accepted, "run", &err));
    assert_int_equal(err.status, STATUS_USAGE);
    assert_string_equal(err.text, "forkcast run does not take --force");
    options_free(&o);
}

static void a_choice_is_one_of_its_words(void **state)
{
    static const char *const types[] = { "svg", "png", "pdf", NULL };
    size_t chosen = 99;
    Error err;

    assert_true(options_choose(&chosen, "type", "pdf", types, &err));
    assert_int_equal(chosen, 2);
    assert_true(options_choose(&chosen, "type", NULL, types, &err));
    assert_int_equal(chosen, 0);
    assert_false(options_choose(&chosen, "type", "ngp", types, &err));
    assert_int_equal(err.status, STATUS_USAGE);
    assert_string_equal(err.text, "--type is one of svg, png, pdf, not `ngp`");
    assert_string_equal(err.help, "did you mean png?");
}

/* Help pages and the parser rely on it. */
static void every_row_is_whole(void **state)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const OptionRow *row = &option_rows[i];
        assert_true(strlen(row->name) > 1 && strlen(row->help) > 10);
        assert_true((row->argument == NULL) == (row->kind == SWITCH));
        assert_true(row->help[strlen(row->help) - 1] != '.');
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(row->name, option_rows[k].name);
            assert_true(!row->letter || row->letter != option_rows[k].letter);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_may_stand_anywhere),
        cmocka_unit_test(a_value_follows_or_is_attached),
        cmocka_unit_test(short_options_cluster),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(one_dash_is_a_file),
        cmocka_unit_test(repeatable_options_keep_their_order),
        cmocka_unit_test(lists_are_split_at_commas),
        cmocka_unit_test(numbers_are_whole_and_may_be_grouped),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(a_share_is_a_percentage_or_a_fraction),
        cmocka_unit_test(what_is_no_share_is_refused),
        cmocka_unit_test(a_misspelt_option_gets_a_hint),
        cmocka_unit_test(a_missing_or_needless_value_is_refused),
        cmocka_unit_test(a_command_takes_only_its_own_options),
        cmocka_unit_test(a_choice_is_one_of_its_words),
        cmocka_unit_test(every_row_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
