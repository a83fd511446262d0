/* The bars of a waterfall: they lead from one mean cost to the other. */
#include "tests/unit/support.h"

#include "sim/output/chart.h"
#include "sim/output/waterfall_view.h"
#include "tests/unit/answer_fixture.h"

static size_t bars_of(WaterfallBar bars[BARS_MOST], Waterfall *w, AnswerFixture *f,
                      const FixtureOptions *options, size_t from, size_t to)
{
    fixture_make(f, options);
    waterfall_make(w, &f->answer, from, to);
    return waterfall_bars(bars, w);
}

static double mean_of(const AnswerFixture *f, size_t design)
{
    return answer_summary(&f->answer.designs[design], "cost.total").mean.value;
}

/* Each bar begins where the one before it ends; what is left out is less than a thousandth. */
static void bars_lead_from_one_total_to_the_other(void **state)
{
    static const size_t pairs[][2] = { { 1, 3 }, { 3, 1 }, { 0, 2 }, { 2, 0 } };
    WaterfallBar bars[BARS_MOST];
    AnswerFixture f;
    Waterfall w;

    for (size_t p = 0; p < COUNT_OF(pairs); p++) {
        size_t count = bars_of(bars, &w, &f, &(FixtureOptions){ .failures = true }, pairs[p][0],
                               pairs[p][1]);
        assert_true(count > 3 && bars[0].total && bars[count - 1].total);
        assert_close(bars[0].end, mean_of(&f, pairs[p][0]), 1e-12);
        for (size_t i = 1; i + 1 < count; i++)
            assert_close(bars[i].begin, bars[i - 1].end, 1e-12);
        assert_close(bars[count - 2].end, mean_of(&f, pairs[p][1]), 3e-2);
        assert_close(bars[count - 1].end, mean_of(&f, pairs[p][1]), 1e-12);
        fixture_free(&f);
    }
}

static void increases_come_first_and_decreases_last(void **state)
{
    WaterfallBar bars[BARS_MOST];
    AnswerFixture f;
    Waterfall w;

    size_t count = bars_of(bars, &w, &f, NULL, 1, 3);
    assert_true(bars[1].amount.value > 0 && bars[count - 2].amount.value < 0);
    for (size_t i = 2; i + 1 < count; i++)
        assert_true(bars[i].amount.value <= bars[i - 1].amount.value);
    for (size_t i = 1; i + 1 < count; i++)
        assert_true(fmin(bars[i].begin, bars[i].end) >= fmin(w.begin, w.end) * (1 - 1e-3));
    fixture_free(&f);
}

static void one_design_begins_at_nothing(void **state)
{
    WaterfallBar bars[BARS_MOST];
    AnswerFixture f;
    Waterfall w;

    bars_of(bars, &w, &f, &(FixtureOptions){ .designs = 1 }, 0, 0);
    assert_null(w.from);
    assert_true(bars[0].begin == 0);
    fixture_free(&f);
}

static void assert_headline(const FixtureOptions *options, size_t from, size_t to,
                            const char *expected)
{
    AnswerFixture f;
    ChartData data = { .more.pair = { from, to } };
    Error err;

    fixture_make(&f, options);
    assert_true(chart_fill_waterfall(&data, &f.answer, &err));
    if (!strstr(data.headline.data, expected))
        fail_msg("%s", data.headline.data);
    text_free(&data.script);
    text_free(&data.csv);
    text_free(&data.headline);
    text_free(&data.subtitle);
    text_free(&data.description);
    fixture_free(&f);
}

static void the_headline_is_the_finding(void **state)
{
    const FixtureOptions equal = { .equal = true }, one = { .designs = 1 };
    const FixtureOptions nothing = { .free = true };

    assert_headline(NULL, 1, 3, "on inference but adds ");
    assert_headline(NULL, 3, 1, "RAG adds ");
    assert_headline(&equal, 1, 3, "Combined and RAG cost the same");
    assert_headline(&one, 0, 0, "Prompt only pays most for inference (");
    assert_headline(&nothing, 1, 2, "Fine-tuned and RAG cost the same");
}

/* Of the fixture the first design alone meets its musts: the next is the cheapest of the
 * rest. */
static void unless_chosen_it_is_about_those_that_lead(void **state)
{
    assert_headline(&(FixtureOptions){ .musts = true }, 0, 0, "RAG ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_lead_from_one_total_to_the_other),
        cmocka_unit_test(increases_come_first_and_decreases_last),
        cmocka_unit_test(one_design_begins_at_nothing),
        cmocka_unit_test(the_headline_is_the_finding),
        cmocka_unit_test(unless_chosen_it_is_about_those_that_lead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
