/* The cadence chart: which design it shows, what it finds, and that it draws. */
#include "tests/unit/support.h"

#include <string.h>

#include "sim/output/cadence_view.h"
#include "sim/output/gnuplot.h"
#include "tests/unit/answer_fixture.h"

enum { TRIALS = 21 };

/* An answer whose third design alone is retrained, in trials that are all the same. */
typedef struct {
    AnswerFixture fixture;
    double column[4][TRIALS];
} Certain;

static void certain_make(Certain *c, double retrain, double stale, double decay)
{
    fixture_make(&c->fixture, NULL);
    for (int i = 0; i < TRIALS; i++) {
        c->column[0][i] = retrain;
        c->column[1][i] = stale;
        c->column[2][i] = 0;
        c->column[3][i] = decay;
    }
    c->fixture.answer.designs[1].cadence.count = 0;
    c->fixture.answer.designs[2].cadence = (CadenceTrials){
        c->column[0], c->column[1], c->column[2], c->column[3], TRIALS,
    };
}

static void assert_headline(double retrain, double stale, double decay, const char *expected)
{
    static Certain c;
    ChartData data = { 0 };
    Error err;

    certain_make(&c, retrain, stale, decay);
    assert_true(chart_fill_cadence(&data, &c.fixture.answer, &err));
    assert_string_equal(data.headline.data, expected);
    text_free(&data.script);
    text_free(&data.csv);
    text_free(&data.headline);
    text_free(&data.subtitle);
    text_free(&data.description);
    fixture_free(&c.fixture);
}

/* T = sqrt(2 C / (w v)), and 0.73 to 1.37 times that: 9 months, 2 months or 8.7 weeks, a
 * week; the window is months where it goes beyond 60 weeks. */
static void the_headline_is_the_optimum_and_its_range(void **state)
{
    assert_headline(8100, 2e8, 1e-6,
                    "Retrain Fine-tuned about every 9 months; anything from 7 to 12 costs "
                    "nearly the same");
    assert_headline(400, 2e8, 1e-6,
                    "Retrain Fine-tuned about every 9 weeks; anything from 6 to 12 costs "
                    "nearly the same");
    assert_headline(1e-3, 2e8, 1e-6, "Retrain Fine-tuned about every week");
}

static void the_headline_says_where_retraining_does_not_pay(void **state)
{
    assert_headline(8100, 0, 0.05,
                    "Retraining Fine-tuned does not pay: stale answers cost nothing");
    assert_headline(8100, 300, 0.05, "Retraining Fine-tuned does not pay within 36 months");
}

static void the_cheapest_design_whose_staleness_has_a_price_is_shown(void **state)
{
    AnswerFixture fixture;

    fixture_make(&fixture, &(FixtureOptions){ .failures = true });
    Answer *a = &fixture.answer;
    assert_ptr_equal(cadence_choose(a), &a->designs[1]);
    for (int i = 0; i < CADENCE_TRIALS; i++)
        ((double *)a->designs[1].cadence.all_stale)[i] = 0;
    assert_ptr_equal(cadence_choose(a), &a->designs[2]);
    a->designs[2].cadence.count = 0;
    assert_ptr_equal(cadence_choose(a), &a->designs[1]);
    a->designs[1].cadence.count = 0;
    assert_null(cadence_choose(a));
    fixture_free(&fixture);
}

/* What is in view holds the best interval and the range about it. */
static void the_view_holds_the_range(void **state)
{
    static const double spreads[] = { 1, 2.5, 30, 1000 };

    for (size_t k = 0; k < COUNT_OF(spreads); k++) {
        AnswerFixture fixture;
        CadenceView v;
        fixture_make(&fixture, &(FixtureOptions){ .failures = true, .spread = spreads[k] });
        cadence_view_make(&v, &fixture.answer, &fixture.answer.designs[1]);
        assert_true(v.first <= v.cadence.flat_from && v.cadence.flat_to <= v.last);
        assert_true(v.last < CADENCE_POINTS && v.first < v.last);
        assert_true(v.axis.high > v.cadence.points[v.cadence.best].total);
        fixture_free(&fixture);
    }
}

static bool has_gnuplot(void)
{
    static const char script[] = "set print '-'\nprint 2\n";
    Text out = { 0 };
    Error err;
    bool works = gnuplot_run(&out, script, sizeof script - 1, &err);

    text_free(&out);
    return works;
}

static char *svg_of(Text *picture, Text *csv, const Answer *answer)
{
    Error err = { 0 };

    if (!chart_draw(picture, csv, chart_find("cadence"), answer, CHART_SVG, &err))
        fail_msg("%s", err.text);
    return picture->data;
}

static void a_label_of_the_user_is_text(void **state)
{
    const FixtureOptions options = {
        .failures = true,
        .label = "{/=80 b} `touch PWNED` \"'; set output 'PWNED' # \\",
    };
    AnswerFixture fixture;
    Text picture = { 0 }, csv = { 0 };

    if (!has_gnuplot())
        skip();
    fixture_make(&fixture, &options);
    assert_non_null(strstr(svg_of(&picture, &csv, &fixture.answer), "`touch PWNED`"));
    assert_null(fopen("PWNED", "r"));
    text_free(&picture);
    text_free(&csv);
    fixture_free(&fixture);
}

static void without_a_tuned_design_it_says_so(void **state)
{
    AnswerFixture fixture;
    Text picture = { 0 }, csv = { 0 };

    if (!has_gnuplot())
        skip();
    fixture_make(&fixture, &(FixtureOptions){ .designs = 1 });
    assert_non_null(
        strstr(svg_of(&picture, &csv, &fixture.answer), "Nothing here is retrained"));
    assert_string_equal(csv.data, "design\r\n");
    text_free(&picture);
    text_free(&csv);
    fixture_free(&fixture);
}

/* The numbers beside the picture are those of the curves in view. */
static void the_numbers_stand_beside_the_picture(void **state)
{
    AnswerFixture fixture;
    Text picture = { 0 }, csv = { 0 };
    CadenceView v;
    size_t lines = 0;

    if (!has_gnuplot())
        skip();
    fixture_make(&fixture, &(FixtureOptions){ .failures = true });
    svg_of(&picture, &csv, &fixture.answer);
    cadence_view_make(&v, &fixture.answer, cadence_choose(&fixture.answer));
    for (const char *c = csv.data; *c; c++)
        lines += *c == '\n';
    assert_int_equal(lines, 1 + v.last - v.first + 1);
    assert_memory_equal(csv.data,
                        "design,months_between,retraining,stale_answers,total,p10,p90", 60);
    text_free(&picture);
    text_free(&csv);
    fixture_free(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_headline_is_the_optimum_and_its_range),
        cmocka_unit_test(the_headline_says_where_retraining_does_not_pay),
        cmocka_unit_test(the_cheapest_design_whose_staleness_has_a_price_is_shown),
        cmocka_unit_test(the_view_holds_the_range),
        cmocka_unit_test(a_label_of_the_user_is_text),
        cmocka_unit_test(without_a_tuned_design_it_says_so),
        cmocka_unit_test(the_numbers_stand_beside_the_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
