/* Charts of usual and unusual answers: they draw, nothing runs off the canvas, and the
 * svg is fit for the web. */
#include "tests/unit/support.h"

#include <stdlib.h>
#include <string.h>

#include "sim/output/axis.h"
#include "sim/output/chart.h"
#include "sim/output/fit.h"
#include "sim/output/gnuplot.h"
#include "tests/unit/answer_fixture.h"
#include "tests/unit/png_reader.h"

#define LONG_LATIN "Maximally wide MWMWMW words in fifty columns, about"
#define LONG_CJK   "文書検索と回答生成を組み合わせた設計の長い名前で四十文字にするための例文"

static const FixtureOptions cases[] = {
    { .designs = 8, .label = LONG_CJK },
    { .designs = 5, .label = LONG_LATIN, .own_designs = true },
    { .budget = 1e9, .failures = true, .scale = 4000 },
    { .free = true },
    { .spread = 100 },
    { .designs = 1 },
    { 0 },
    { .budget = NAN, .designs = 3 },
    { .spread = 1, .designs = 2 },
    { .months = 1, .equal = true },
    { .budget = 12 },
};

/* Pixels take long: those that are most likely to need room come first. */
enum { CASES_AS_PIXELS = 5 };

static bool has_gnuplot(void)
{
    static const char script[] = "set print '-'\nprint 2\n";
    Text out = { 0 };
    Error err;
    bool works = gnuplot_run(&out, script, sizeof script - 1, &err);

    text_free(&out);
    return works;
}

static void draw(Text *picture, Text *csv, const Chart *chart, const AnswerFixture *fixture,
                 ChartType type)
{
    Error err = { 0 };

    if (!chart_draw(picture, csv, chart, &fixture->answer, type, &err))
        fail_msg("%s: %s", chart->name, err.text);
}

/* Whether every pixel of a rectangle is the background. */
static bool is_blank(const Picture *p, size_t x, size_t y, size_t width, size_t height)
{
    for (size_t row = y; row < y + height; row++)
        for (size_t i = x * p->channels; i < (x + width) * p->channels; i++)
            if (p->pixels[row * p->width * p->channels + i] != 0xFF)
                return false;
    return true;
}

static void no_ink_touches_the_edge(void **state)
{
    enum { EDGE = 10 };

    if (!has_gnuplot())
        skip();
    for (size_t i = 0; i < CASES_AS_PIXELS; i++) {
        AnswerFixture fixture;
        fixture_make(&fixture, &cases[i]);
        for (size_t c = 0; c < chart_count; c++) {
            Text picture = { 0 }, csv = { 0 };
            Picture p;
            draw(&picture, &csv, charts[c], &fixture, CHART_PNG);
            assert_true(png_read(&p, picture.data, picture.length));
            assert_int_equal(p.width, 2400);
            assert_int_equal(p.height, 1350);
            if (!is_blank(&p, 0, 0, p.width, EDGE) ||
                !is_blank(&p, 0, p.height - EDGE, p.width, EDGE) ||
                !is_blank(&p, 0, 0, EDGE, p.height) ||
                !is_blank(&p, p.width - EDGE, 0, EDGE, p.height))
                fail_msg("case %zu: %s has ink at the edge", i, charts[c]->name);
            assert_false(is_blank(&p, 200, 200, 2000, 900));
            free(p.pixels);
            text_free(&picture);
            text_free(&csv);
        }
        fixture_free(&fixture);
    }
}

/* Every tag is closed in its order, and no text holds a bare `&` or `<`. */
static void assert_well_formed(const char *xml)
{
    const char *open[64];
    size_t depth = 0;

    for (const char *c = xml; *c; c++) {
        if (*c == '&') {
            assert_non_null(memchr(c, ';', 8));
            continue;
        }
        assert_true(*c == '\n' || *c == '\t' || (unsigned char)*c >= ' ');
        if (*c != '<' || c[1] == '?')
            continue;
        const char *end = strchr(c, '>');
        assert_non_null(end);
        assert_true(strcspn(c + 1, "<") > (size_t)(end - c - 1));
        if (c[1] == '/') {
            assert_true(depth > 0);
            size_t length = strcspn(c + 2, "> ");
            assert_memory_equal(c + 2, open[--depth], length);
        } else if (end[-1] != '/') {
            assert_true(depth < COUNT_OF(open));
            open[depth++] = c + 1;
        }
        c = end;
    }
    assert_int_equal(depth, 0);
}

static void svg_is_well_formed_and_accessible(void **state)
{
    if (!has_gnuplot())
        skip();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        AnswerFixture fixture;
        fixture_make(&fixture, &cases[i]);
        for (size_t c = 0; c < chart_count; c++) {
            Text picture = { 0 }, csv = { 0 };
            draw(&picture, &csv, charts[c], &fixture, CHART_SVG);
            assert_well_formed(picture.data);
            assert_non_null(strstr(picture.data, "<svg role=\"img\""));
            assert_null(strstr(picture.data, "<title>forkcast"));
            assert_null(strstr(picture.data, "Produced by"));
            assert_non_null(strstr(picture.data, "4,096 futures"));
            assert_non_null(strstr(picture.data, "sans-serif\" font-weight=\"700\""));
            assert_null(strstr(picture.data, ":Bold"));
            assert_null(strstr(picture.data, "scale(0)"));
            assert_null(strstr(picture.data, "NaN"));
            text_free(&picture);
            text_free(&csv);
        }
        fixture_free(&fixture);
    }
}

static void a_pdf_is_a_pdf(void **state)
{
    AnswerFixture fixture;
    Text picture = { 0 }, csv = { 0 };

    if (!has_gnuplot())
        skip();
    fixture_make(&fixture, NULL);
    draw(&picture, &csv, chart_find("fan"), &fixture, CHART_PDF);
    assert_memory_equal(picture.data, "%PDF-", 5);
    text_free(&picture);
    text_free(&csv);
    fixture_free(&fixture);
}

static void hostile_labels_are_text(void **state)
{
    const FixtureOptions options = {
        .label = "<script>\"'; system('touch PWNED'); `id` $(id) @x 50% \\ {/=80 b}",
    };
    AnswerFixture fixture;

    if (!has_gnuplot())
        skip();
    fixture_make(&fixture, &options);
    fixture.scenario.path = "a/`touch PWNED`\n';.yaml";
    for (size_t c = 0; c < chart_count; c++) {
        Text picture = { 0 }, csv = { 0 };
        draw(&picture, &csv, charts[c], &fixture, CHART_SVG);
        assert_well_formed(picture.data);
        assert_null(strstr(picture.data, "<script"));
        assert_non_null(strstr(picture.data, "`touch PWNED` ';.yaml"));
        assert_int_equal(remove("PWNED"), -1);
        text_free(&picture);
        text_free(&csv);
    }
    fixture_free(&fixture);
}

/* 50 dots, 37 months, 201 points and 6 components (5 cost something) of 4 designs. */
static void the_numbers_stand_beside_the_picture(void **state)
{
    static const struct {
        const char *chart, *head;
        int lines;
    } expected[] = {
        { "dots", "design,level,cost\r\n", 4 * 50 + 1 },
        { "fan", "design,month,p10,p25,p50,p75,p90\r\n", 4 * 37 + 1 },
        { "exceed", "design,cost,chance_of_more\r\n", 4 * 201 + 1 },
        { "stack", "design,component,mean\r\n", 4 * 5 + 1 },
    };
    AnswerFixture fixture;

    fixture_make(&fixture, NULL);
    for (size_t k = 0; k < COUNT_OF(expected); k++) {
        Text picture = { 0 }, csv = { 0 };
        int lines = 0;
        if (!has_gnuplot())
            skip();
        draw(&picture, &csv, chart_find(expected[k].chart), &fixture, CHART_SVG);
        assert_memory_equal(csv.data, expected[k].head, strlen(expected[k].head));
        for (const char *c = csv.data; *c; c++)
            lines += *c == '\n';
        assert_int_equal(lines, expected[k].lines);
        text_free(&picture);
        text_free(&csv);
    }
    fixture_free(&fixture);
}

static void assert_headline(const char *chart, const FixtureOptions *options,
                            const char *expected)
{
    AnswerFixture fixture;
    Text picture = { 0 }, csv = { 0 };

    fixture_make(&fixture, options);
    draw(&picture, &csv, chart_find(chart), &fixture, CHART_SVG);
    const char *title = strstr(picture.data, "<title>");
    if (strncmp(title + 7, expected, strlen(expected)) != 0)
        fail_msg("%s: %.100s", chart, title);
    text_free(&picture);
    text_free(&csv);
    fixture_free(&fixture);
}

static void headlines_say_what_is_found(void **state)
{
    if (!has_gnuplot())
        skip();
    assert_headline("dots", NULL,
                    "Out of 50 equally likely futures, RAG stays inside the budget in ");
    assert_headline("dots", &(FixtureOptions){ .budget = 12 },
                    "None of 50 equally likely futures stays inside the budget<");
    assert_headline("dots", &(FixtureOptions){ .budget = 1e9 },
                    "Every design stays inside the budget in all of 50 ");
    assert_headline("exceed", &(FixtureOptions){ .budget = 1e9 },
                    "For a $1B budget: RAG stays inside more than 99 times in 100, as every "
                    "design does");
    assert_headline("exceed", &(FixtureOptions){ .budget = NAN },
                    "To be safe 8 times in 10, plan $");
    assert_headline("fan", &(FixtureOptions){ .spread = 1, .designs = 1 },
                    "Prompt only costs $");
    assert_headline("stack", &(FixtureOptions){ .free = true }, "Prompt only costs nothing<");
    assert_headline("stack", NULL, "RAG pays most for inference (");
}

/* Of the fixture only the first design meets its musts. */
static void headlines_are_about_designs_that_may_be_chosen(void **state)
{
    const FixtureOptions musts = { .musts = true };

    if (!has_gnuplot())
        skip();
    assert_headline(
        "dots", &musts,
        "Out of 50 equally likely futures, Prompt only stays inside the budget in ");
    assert_headline("exceed", &musts, "For a $450k budget: Prompt only stays inside ");
    assert_headline("win", &musts, "Prompt only is the only design that meets every must<");
}

static void ruled_out_designs_say_why(void **state)
{
    static const char *const names[] = { "dots", "fan", "stack", "exceed", "win" };
    AnswerFixture fixture;

    if (!has_gnuplot())
        skip();
    fixture_make(&fixture, &(FixtureOptions){ .musts = true });
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Text picture = { 0 }, csv = { 0 };
        draw(&picture, &csv, chart_find(names[i]), &fixture, CHART_SVG);
        if (!strstr(picture.data, "(ruled out: citations, "))
            fail_msg("%s", names[i]);
        text_free(&picture);
        text_free(&csv);
    }
    fixture_free(&fixture);
}

static void more_designs_than_fit_are_refused(void **state)
{
    AnswerFixture fixture;
    Text picture = { 0 }, csv = { 0 };
    Error err = { 0 };

    fixture_make(&fixture, &(FixtureOptions){ .designs = 8 });
    fixture.answer.design_count = 9;
    assert_false(chart_draw(&picture, &csv, charts[0], &fixture.answer, CHART_SVG, &err));
    assert_int_equal(err.status, STATUS_USAGE);
    fixture.answer.design_count = 8;
    fixture_free(&fixture);
}

/* 93k..1.14M: steps of 200k; the place of 450k is (450 - 93) / 1047. */
static void an_axis_has_round_tics(void **state)
{
    const Currency usd = { "USD", 1 };
    Axis axis = axis_for(93e3, 1140e3, 6);
    Text tics = { 0 };

    assert_false(axis.log);
    assert_close(axis.step, 200e3, 1e-12);
    assert_close(axis_place(&axis, 450e3), 357.0 / 1047, 1e-12);
    axis_tics(&tics, &axis, 'x', 0, 1, &usd);
    assert_non_null(strstr(tics.data, "set xtics ("));
    assert_non_null(strstr(tics.data, "M\" 0.866"));
    text_free(&tics);
}

static void a_wide_axis_is_logarithmic(void **state)
{
    Axis axis = axis_for(1e3, 1e6, 6);

    assert_true(axis.log);
    assert_close(axis_place(&axis, 1e4), 1.0 / 3, 1e-12);
    assert_false(axis_for(0, 1e6, 6).log);
    assert_true(axis_for(5, 5, 6).low < 5 && axis_for(5, 5, 6).high > 5);
    assert_true(axis_for(0, 0, 6).high > 0);
}

static void labels_are_moved_apart(void **state)
{
    double at[] = { 1, 1.1, 1.2, 9 };

    fit_spread(at, 4, 2, 0, 10);
    for (int i = 1; i < 4; i++)
        assert_true(at[i] - at[i - 1] > 2 - 1e-6);
    assert_true(at[0] >= 0 && at[3] <= 10);
    assert_close(at[3], 9, 0.1);
}

/* A size that was made for the room is small enough for it, to the last bit. */
static void text_of_the_size_that_fits_is_not_cut(void **state)
{
    static const char *const names[] = { "Infrastructure", "Tuned if needed",
                                         "Prompt, validated", "RAG, then both" };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        for (double room = 95; room < 260; room += 0.7) {
            Text cut = { 0 };
            double points = fit_points(names[i], false, room, 5, 13);
            fit_text(&cut, names[i], points, false, room);
            assert_string_equal(cut.data, names[i]);
            text_free(&cut);
        }
}

static void text_is_cut_to_its_room(void **state)
{
    Text cut = { 0 };

    fit_text(&cut, LONG_CJK, 12, true, 200);
    assert_true(text_is_utf8(cut.data, cut.length));
    assert_true(fit_width(cut.data, 12, true) <= 200);
    assert_non_null(strstr(cut.data, "…"));
    text_free(&cut);
    fit_text(&cut, "short", 12, true, 200);
    assert_string_equal(cut.data, "short");
    text_free(&cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_ink_touches_the_edge),
        cmocka_unit_test(svg_is_well_formed_and_accessible),
        cmocka_unit_test(a_pdf_is_a_pdf),
        cmocka_unit_test(hostile_labels_are_text),
        cmocka_unit_test(the_numbers_stand_beside_the_picture),
        cmocka_unit_test(headlines_say_what_is_found),
        cmocka_unit_test(headlines_are_about_designs_that_may_be_chosen),
        cmocka_unit_test(ruled_out_designs_say_why),
        cmocka_unit_test(more_designs_than_fit_are_refused),
        cmocka_unit_test(an_axis_has_round_tics),
        cmocka_unit_test(a_wide_axis_is_logarithmic),
        cmocka_unit_test(labels_are_moved_apart),
        cmocka_unit_test(text_of_the_size_that_fits_is_not_cut),
        cmocka_unit_test(text_is_cut_to_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
