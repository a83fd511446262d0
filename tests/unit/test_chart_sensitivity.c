/* The charts of a choice between two designs: what they find, and that they draw. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/decision/sensitivity.h"
#include "sim/output/chart.h"
#include "sim/output/gnuplot.h"
#include "tests/unit/answer_fixture.h"
#include "tests/unit/png_reader.h"

#define LONG "Maximally wide MWMWMW words in fifty columns, about"

enum { INPUTS = 4 };

typedef struct {
    AnswerFixture fixture;
    Sensitivity sensitivity;
    InputEffect inputs[INPUTS];
} Choice;

/* Between the first and the second design, of which the first is cheaper by `mean`; the ends
 * of the bars are those of a difference with that mean. */
static void choice_make(Choice *c, const FixtureOptions *options, double mean)
{
    static const char *const keys[INPUTS] = { "quality.cost_per_bad_answer",
                                              "traffic.requests_per_day", "traffic.growth",
                                              "upkeep.corpus_hours" };
    static const double values[INPUTS][3] = {
        { 0.05, 0.11, 0.25 }, { 2500, 3870, 6000 }, { 0.005, 0.012, 0.03 }, { 7.6, 13.5, 21.1 }
    };
    static const double change[INPUTS][2] = {
        { 125e3, -167e3 }, { 71e3, -72e3 }, { 42e3, -37e3 }, { -1, 1 }
    };
    static const double worth[INPUTS] = { 5321, 241, 0, -1 };

    fixture_make(&c->fixture, options);
    c->sensitivity = (Sensitivity){
        .scenario = &c->fixture.scenario,
        .b = 1,
        .mean = { -mean, 1.2e3 },
        .perfect = { 11e3, 90 },
        .inputs = c->inputs,
        .count = INPUTS,
    };
    for (size_t k = 0; k < INPUTS; k++)
        c->inputs[k] = (InputEffect){
            .quantity = registry_find(&model_registry, keys[k]),
            .key = keys[k],
            .p10 = values[k][0],
            .now = values[k][1],
            .p90 = values[k][2],
            .at_p10 = { change[k][0] - mean, 1e3 },
            .at_p90 = { change[k][1] - mean, 1e3 },
            .worth = { worth[k], 40 },
            .switches_at = { NAN, NAN },
        };
}

static ChartData fill(const Choice *c, const char *name)
{
    ChartData data = { .more.sensitivity = &c->sensitivity };
    Error err = { 0 };

    assert_true(chart_find(name)->fill(&data, &c->fixture.answer, &err));
    return data;
}

static void free_data(ChartData *data)
{
    Text *const texts[] = { &data->script, &data->csv, &data->headline, &data->subtitle,
                            &data->description };

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        text_free(texts[i]);
}

/* With a mean of 103k, the first input alone has its ends on either side of zero. The fourth,
 * with a swing of $2, is left out. */
static void the_tornado_counts_what_flips(void **state)
{
    Choice c;

    choice_make(&c, &(FixtureOptions){ 0 }, 103e3);
    ChartData data = fill(&c, "tornado");
    assert_non_null(strstr(data.headline.data, "One assumption flips"));
    assert_non_null(strstr(data.csv.data, "traffic.growth"));
    assert_null(strstr(data.csv.data, "upkeep.corpus_hours"));
    assert_non_null(strstr(data.csv.data, "0.05,0.25,-22000,270000"));
    free_data(&data);
    c.inputs[0].at_p10.value = -1;
    data = fill(&c, "tornado");
    assert_non_null(strstr(data.headline.data, "No single assumption flips"));
    free_data(&data);
    fixture_free(&c.fixture);
}

/* Whatever the analysis calls a and b, right of zero the favourite is cheaper. */
static void the_tornado_looks_from_the_favourite(void **state)
{
    Choice c;

    choice_make(&c, &(FixtureOptions){ 0 }, 103e3);
    c.sensitivity.a = 1;
    c.sensitivity.b = 0;
    c.sensitivity.mean.value *= -1;
    for (size_t k = 0; k < INPUTS; k++) {
        c.inputs[k].at_p10.value *= -1;
        c.inputs[k].at_p90.value *= -1;
    }
    ChartData data = fill(&c, "tornado");
    assert_non_null(strstr(data.csv.data, "0.05,0.25,-22000,270000"));
    free_data(&data);
    fixture_free(&c.fixture);
}

static void voi_names_what_to_find_out_first(void **state)
{
    Choice c;

    choice_make(&c, &(FixtureOptions){ 0 }, 103e3);
    ChartData data = fill(&c, "voi");
    assert_non_null(strstr(data.headline.data, "Cost of a bad answer"));
    assert_non_null(strstr(data.headline.data, "$5.32k of the $11k"));
    assert_non_null(strstr(data.script.data, "(2): next to nothing"));
    free_data(&data);
    c.inputs[0].worth.value = c.inputs[1].worth.value = 0;
    data = fill(&c, "voi");
    assert_non_null(strstr(data.headline.data, "no single assumption"));
    free_data(&data);
    fixture_free(&c.fixture);
}

static void assert_draws(const Choice *c, const char *name)
{
    Text picture = { 0 }, csv = { 0 };
    Error err = { 0 };
    Picture p;

    const ChartMore more = { .sensitivity = &c->sensitivity };

    if (!chart_draw_more(&picture, &csv, chart_find(name), &c->fixture.answer, &more, CHART_PNG,
                         &err))
        fail_msg("%s: %s", name, err.text);
    assert_true(png_read(&p, picture.data, picture.length));
    for (size_t i = 0; i < p.width * p.channels; i++)
        for (size_t row = 0; row < 10; row++)
            if (p.pixels[row * p.width * p.channels + i] != 0xFF ||
                p.pixels[(p.height - 1 - row) * p.width * p.channels + i] != 0xFF)
                fail_msg("%s has ink at the edge", name);
    for (size_t row = 0; row < p.height; row++)
        for (size_t i = 0; i < 10 * p.channels; i++)
            if (p.pixels[row * p.width * p.channels + i] != 0xFF ||
                p.pixels[(row + 1) * p.width * p.channels - 1 - i] != 0xFF)
                fail_msg("%s has ink at the edge", name);
    free(p.pixels);
    text_free(&picture);
    text_free(&csv);
}

/* Zero far left, in the middle and far right, and names that are too long. */
static void nothing_touches_the_edge(void **state)
{
    static const double means[] = { 900e3, 20e3, 0.5e3, 166e3 };
    static const FixtureOptions options[] = { { .label = LONG, .own_designs = true }, { 0 } };
    const char script[] = "set print '-'\nprint 2\n";
    Text out = { 0 };
    Error err;

    bool works = gnuplot_run(&out, script, sizeof script - 1, &err);
    text_free(&out);
    if (!works)
        skip();
    for (size_t k = 0; k < COUNT_OF(means); k++) {
        Choice c;
        choice_make(&c, &options[k % 2], means[k]);
        assert_draws(&c, "tornado");
        if (k < 2)
            assert_draws(&c, "voi");
        fixture_free(&c.fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tornado_counts_what_flips),
        cmocka_unit_test(the_tornado_looks_from_the_favourite),
        cmocka_unit_test(voi_names_what_to_find_out_first),
        cmocka_unit_test(nothing_touches_the_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
