/* Tokens bought from a model API, against bills worked out by hand and bills
 * that vendors and others have published. */
#include "tests/unit/support.h"

static double input(double calls, double level, double list, double batch, double batch_share,
                    double prompt, double cacheable, double cached_share)
{
    const Quantity *of_call = source_named(&monthly_api_input, "api.input_of_call");

    return FORMULA_AT(
        monthly_api_input, 1, calls, level,
        FORMULA_AT(*of_call, 0, list, batch, batch_share, prompt, cacheable, cached_share));
}

static double cached_input(double calls, double level, double price, double cacheable,
                           double share)
{
    const Quantity *of_call = source_named(&monthly_api_cached, "api.cached_of_call");

    return FORMULA_AT(monthly_api_cached, 1, calls, level,
                      FORMULA_AT(*of_call, 0, price, cacheable, share));
}

static double output(double calls, double level, double list, double batch, double batch_share,
                     double generated)
{
    const Quantity *of_call = source_named(&monthly_api_output, "api.output_of_call");

    return FORMULA_AT(monthly_api_output, 1, calls, level,
                      FORMULA_AT(*of_call, 0, list, batch, batch_share, generated));
}

/* 46,818 calls; 4,100 prompt tokens of which 60% of 1,800 are cached: 3,020 at
 * the full price. 30% of the calls pay the batch price: 0.7 * 0.75 + 0.3 * 0.375
 * = 0.6375 USD/Mtok, at a level of 0.9025. */
static void input_is_what_is_not_cached_at_the_mean_of_list_and_batch_price(void **state)
{
    double expected = 46818 * 3020 / 1e6 * 0.6375 * 0.9025;
    assert_close(input(46818, 0.9025, 0.75, 0.375, 0.3, 4100, 1800, 0.6), expected, 1e-14);
}

/* 60% of 1,800 tokens at 0.075 USD/Mtok, whether batch or not */
static void cached_input_has_a_price_of_its_own(void **state)
{
    assert_close(cached_input(46818, 0.9025, 0.075, 1800, 0.6),
                 46818 * 1080 / 1e6 * 0.075 * 0.9025, 1e-14);
}

/* 283.5 generated tokens at 0.7 * 4.5 + 0.3 * 2.25 = 3.825 USD/Mtok */
static void output_pays_the_mean_of_list_and_batch_price(void **state)
{
    assert_close(output(46818, 0.9025, 4.5, 2.25, 0.3, 283.5),
                 46818 * 283.5 / 1e6 * 3.825 * 0.9025, 1e-14);
}

static void the_minimum_tops_a_small_bill_up(void **state)
{
    assert_close(FORMULA_AT(monthly_api_minimum, 1, 100, 61.5, 3.25, 20), 15.25, 1e-14);
    assert_close(FORMULA_AT(monthly_api_minimum, 1, 100, 61.5, 30, 20), 0, 0);
}

/* Anthropic's price page, 2026-09-26: a session on Claude Opus 5 with 50,000
 * tokens in and 15,000 out costs $0.625, and $0.445 with 40,000 of the input read
 * from the cache ($0.705 and $0.525 with an hour of runtime at $0.08). */
static void a_published_session_costs_what_the_vendor_says(void **state)
{
    double plain = input(1, 1, 5, 2.5, 0, 50000, 0, 0) + output(1, 1, 25, 12.5, 0, 15000);
    double discounted = input(1, 1, 5, 2.5, 0, 50000, 40000, 1) +
                        cached_input(1, 1, 0.5, 40000, 1) + output(1, 1, 25, 12.5, 0, 15000);
    assert_close(plain, 0.625, 1e-14);
    assert_close(discounted, 0.445, 1e-14);
}

/* ai-de.net, 2026-04-30: 300,000 requests of 2,000 tokens in and 300 out on GPT-4o
 * at $2.50 and $10 cost $2,400 a month. */
static void a_published_month_costs_what_its_author_says(void **state)
{
    double month = input(300e3, 1, 2.5, 1.25, 0, 2000, 0, 0) + output(300e3, 1, 10, 5, 0, 300);
    assert_close(month, 2400, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(input_is_what_is_not_cached_at_the_mean_of_list_and_batch_price),
        cmocka_unit_test(cached_input_has_a_price_of_its_own),
        cmocka_unit_test(output_pays_the_mean_of_list_and_batch_price),
        cmocka_unit_test(the_minimum_tops_a_small_bill_up),
        cmocka_unit_test(a_published_session_costs_what_the_vendor_says),
        cmocka_unit_test(a_published_month_costs_what_its_author_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
