/* The map: where things stand on it, and what its headline finds. */
#include "tests/unit/support.h"

#include "sim/output/chart.h"
#include "sim/output/gnuplot.h"
#include "sim/output/map_layout.h"
#include "tests/unit/break_even_case.h"

/* A sweep over two inputs and an answer of the same designs. */
typedef struct {
    BreakEvenCase even;
    SweepInput x, y;
    Sweep sweep;
    Variant variant;
    Gatherer *gatherer;
    Answer answer;
} Case;

/* Of a larger volume, on both sides of the break-even. */
static const char busy[] =
    "scenario: 1\n"
    "money: { horizon: 24 months }\n"
    "traffic: { volume: 10k..40k }\n"
    "designs:\n"
    "  plain: { use.setup: $3100, use.fixed: $410 /month, use.price: $0.073 }\n"
    "  indexed: { use.setup: $21700, use.fixed: $655 /month, use.price: $0.0112 }\n"
    "run: { trials: 256 }\n";

/* No headline has room for these names and for where they are. */
static const char wordy[] =
    "scenario: 1\n"
    "money: { horizon: 24 months }\n"
    "traffic: { volume: 3k..9k }\n"
    "designs:\n"
    "  plain: { label: MWMWMWMWMWMWMWMWMWMWMWMW,\n"
    "    use.setup: $3100, use.fixed: $410 /month, use.price: $0.073 }\n"
    "  indexed: { label: WWWWWWWWWWWWWWWWWWWWWWWW,\n"
    "    use.setup: $21700, use.fixed: $655 /month, use.price: $0.0112 }\n"
    "run: { trials: 1024, seed: 11 }\n";

static void case_make_of(Case *c, const char *text, const char *x, const char *y)
{
    const RunOptions options = { .by_month = true };
    Problems problems = { 0 };
    Error err;

    break_even_make(&c->even, text);
    if (!sweep_input_parse(&c->x, "-x", x, 12, &c->even.scenario, &c->even.arena, &err) ||
        !sweep_input_parse(&c->y, "-y", y, 12, &c->even.scenario, &c->even.arena, &err))
        fail_msg("%s", err.text);
    sweep_make(&c->sweep, &c->even.base, &c->even.scenario, &c->x, &c->y);
    while (c->sweep.done < c->sweep.count)
        assert_true(sweep_step(&c->sweep, break_even_tell, NULL));
    assert_true(variant_make(&c->variant, &c->even.base, NULL, 0, &options, &problems));
    c->gatherer = gatherer_make(&c->variant.scenario, &c->variant.wiring, c->variant.run);
    gatherer_take(c->gatherer);
    assert_true(answer_make(&c->answer, c->gatherer, &err));
    problems_free(&problems);
}

static void case_make(Case *c, const char *x, const char *y)
{
    case_make_of(c, break_even_text, x, y);
}

static void case_free(Case *c)
{
    answer_free(&c->answer);
    gatherer_free(c->gatherer);
    variant_free(&c->variant);
    sweep_free(&c->sweep);
    break_even_free(&c->even);
}

/* Of 13 points from 100 to 100k, four make a decade; of 5 in steps, 400 is at the second. */
static void a_value_has_its_place_by_the_spacing(void **state)
{
    Case c;

    case_make(&c, "traffic.volume=100..100k:13:log", "use.fixed=$200..$1000 /month:5");
    assert_close(map_place(&c.x, 1000), 4, 1e-12);
    assert_close(map_place(&c.x, 31622.7766), 10, 1e-8);
    assert_close(map_place(&c.y, 400), 1, 1e-12);
    case_free(&c);
}

/* 3k..9k is the scenario's own range of the volume; the fixed costs differ by design, so
 * there is no box unless both are known. */
static void the_box_is_the_scenarios_own_range(void **state)
{
    Case c;

    case_make(&c, "traffic.volume=100..100k:13:log", "use.kind=rare,often");
    assert_false(map_box(&c.sweep).known);
    case_free(&c);
    case_make(&c, "traffic.volume=100..100k:13:log", "plain.use.fixed=$200..$1000 /month:5");
    MapBox box = map_box(&c.sweep);
    assert_true(box.known && box.whole);
    assert_close(box.left, 4 * log10(30), 1e-9);
    assert_close(box.right, 4 * log10(90), 1e-9);
    assert_close(box.x, 2 * (log10(30) + log10(90)), 1e-9);
    assert_close(box.bottom, (410.0 - 200) / 200, 1e-12);
    case_free(&c);
}

/* Indexed wins from the break-even on: on the right of the map, at all heights. */
static void a_name_stands_in_its_own_area(void **state)
{
    double x, y;
    Case c;

    case_make(&c, "traffic.volume=100..1M:12", "use.kind=rare,often");
    MapBox box = map_box(&c.sweep);
    for (size_t d = 0; d < 2; d++) {
        assert_true(map_middle(&x, &y, &c.sweep, &box, d));
        assert_int_equal(sweep_winner(&c.sweep, sweep_cells(&c.sweep, (size_t)x, (size_t)y)),
                         d);
    }
    case_free(&c);
}

static void assert_title(const char *text, const char *x, const char *y, const char *expected,
                         int lines)
{
    Text picture = { 0 }, csv = { 0 };
    Error err = { 0 };
    Case c;

    case_make_of(&c, text, x, y);
    const ChartMore more = { .map = &c.sweep };
    if (!chart_draw_more(&picture, &csv, chart_find("map"), &c.answer, &more, CHART_SVG, &err))
        fail_msg("%s", err.text);
    const char *title = strstr(picture.data, "<title>") + 7;
    if (strncmp(title, expected, strlen(expected)) != 0)
        fail_msg("%.120s", title);
    assert_null(strstr(picture.data, "NaN"));
    for (const char *at = csv.data; *at; at++)
        lines -= *at == '\n';
    assert_int_equal(lines, 0);
    text_free(&picture);
    text_free(&csv);
    case_free(&c);
}

static void the_headline_is_what_the_map_shows(void **state)
{
    static const char script[] = "set print '-'\nprint 2\n";
    Text out = { 0 };
    Error err;
    bool works = gnuplot_run(&out, script, sizeof script - 1, &err);

    text_free(&out);
    if (!works)
        skip();
    assert_title(break_even_text, "traffic.volume=100..1M:12",
                 "plain.use.fixed=$100..$900 /month:5",
                 "Plain is the cheapest around this scenario; Indexed at high volume<", 61);
    assert_title(break_even_text, "traffic.volume=100..200:3",
                 "plain.use.fixed=$100..$500 /month:5",
                 "Plain is the cheapest everywhere on this map<", 16);
    assert_title(busy, "traffic.volume=4k..60k:9", "plain.use.setup=$1k..$30k:4",
                 "This scenario's range reaches from Indexed to Plain at low volume", 37);
    assert_title(wordy, "traffic.volume=100..1M:12", "plain.use.fixed=$100..$900 /month:5",
                 "MWMWMWMWMWMWMWMWMWMWMWMW is the cheapest around this scenario, "
                 "WWWWWWWWWWWWWWWWWWWWWWWW in other places<",
                 61);
    assert_title(break_even_text, "traffic.volume=100,1M", "use.kind=rare,often", "", 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_has_its_place_by_the_spacing),
        cmocka_unit_test(the_box_is_the_scenarios_own_range),
        cmocka_unit_test(a_name_stands_in_its_own_area),
        cmocka_unit_test(the_headline_is_what_the_map_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
