/* Tokens bought from a model API, against bills worked out by hand and bills
 * that vendors and others have published. */
#include "tests/unit/support.h"

static double input(double calls, double level, double price, double prompt, double cacheable,
                    double cached_share)
{
    const Quantity *of_call = source_named(&monthly_api_input, "api.input_of_call");

    return FORMULA_AT(monthly_api_input, 1, calls, level,
                      FORMULA_AT(*of_call, 0, price, prompt, cacheable, cached_share));
}

static double cached_input(double calls, double level, double price, double cacheable,
                           double share)
{
    const Quantity *of_call = source_named(&monthly_api_cached, "api.cached_of_call");

    return FORMULA_AT(monthly_api_cached, 1, calls, level,
                      FORMULA_AT(*of_call, 0, price, cacheable, share));
}

static double output(double calls, double level, double price, double generated)
{
    const Quantity *of_call = source_named(&monthly_api_output, "api.output_of_call");

    return FORMULA_AT(monthly_api_output, 1, calls, level,
                      FORMULA_AT(*of_call, 0, price, generated));
}

/* A call without cache and batches, at prices in USD/Mtok. */
static double plain_calls(double calls, double in, double in_price, double out,
                          double out_price)
{
    return input(calls, 1, in_price, in, 0, 0) + output(calls, 1, out_price, out);
}

/* 46,818 calls; 4,100 prompt tokens of which 60% of 1,800 are cached: 3,020 at 0.6375
 * USD/Mtok and a level of 0.9025 */
static void input_is_what_is_not_cached(void **state)
{
    assert_close(input(46818, 0.9025, 0.6375, 4100, 1800, 0.6),
                 46818 * 3020 / 1e6 * 0.6375 * 0.9025, 1e-14);
}

/* 60% of 1,800 tokens at 0.075 USD/Mtok */
static void cached_input_has_a_price_of_its_own(void **state)
{
    assert_close(cached_input(46818, 0.9025, 0.075, 1800, 0.6),
                 46818 * 1080 / 1e6 * 0.075 * 0.9025, 1e-14);
}

/* 283.5 generated tokens at 3.825 USD/Mtok */
static void output_is_what_is_generated(void **state)
{
    assert_close(output(46818, 0.9025, 3.825, 283.5), 46818 * 283.5 / 1e6 * 3.825 * 0.9025,
                 1e-14);
}

static void the_minimum_tops_a_small_bill_up(void **state)
{
    assert_close(FORMULA_AT(monthly_api_minimum, 1, 100, 61.5, 3.25, 1.75, 20), 13.5, 1e-14);
    assert_close(FORMULA_AT(monthly_api_minimum, 1, 100, 61.5, 10, 10, 20), 0, 0);
}

/* --- bills that others have published ------------------------------------------- */

/* Anthropic's price page, 2026-09-26: a session on Claude Opus 5 with 50,000
 * tokens in and 15,000 out costs $0.625, and $0.445 with 40,000 of the input read
 * from the cache ($0.705 and $0.525 with an hour of runtime at $0.08). */
static void a_session_costs_what_the_vendor_says(void **state)
{
    double discounted = input(1, 1, 5, 50000, 40000, 1) + cached_input(1, 1, 0.5, 40000, 1) +
                        output(1, 1, 25, 15000);
    assert_close(plain_calls(1, 50000, 5, 15000, 25), 0.625, 1e-14);
    assert_close(discounted, 0.445, 1e-14);
}

/* The same page says of 10,000 tickets of 3,700 tokens on Claude Sonnet 4.5 at $3 that
 * they cost about $22.20: that is a fifth of 37 Mtok * 3. */
static void a_page_that_is_wrong_is_not_followed(void **state)
{
    assert_close(plain_calls(10e3, 3700, 3, 0, 15), 111, 1e-14);
}

/* ai-de.net, 2026-04-30: 300,000 requests of 2,000 tokens in and 300 out on GPT-4o at
 * $2.50 and $10 cost $2,400 a month, and $92 on GPT-4o mini when a fifth is answered from
 * a cache and a fifth of the rest not at all. */
static void a_month_costs_what_its_author_says(void **state)
{
    assert_close(plain_calls(300e3, 2000, 2.5, 300, 10), 2400, 1e-14);
    assert_close(FORMULA_AT(api_calls, 1, 300e3 * 0.8, 0.2, 0), 192e3, 1e-14);
    assert_near(plain_calls(192e3, 2000, 0.15, 300, 0.6), 92, 0.5);
}

/* tech42.co and varyense.com (2026): requests on Claude Sonnet 4.6, GPT-4o mini and
 * Claude 3.5 Haiku; bedrock-cost and gemini-cost (docs.rs, 2025): Llama 3 70B, Gemini 2.5
 * Pro */
static void requests_cost_what_is_published(void **state)
{
    assert_close(plain_calls(1, 2000, 3, 500, 15), 0.0135, 1e-14);
    assert_near(plain_calls(1, 3800, 0.15, 350, 0.6), 0.0008, 5e-5);
    assert_near(plain_calls(1, 5200, 0.8, 500, 4), 0.0062, 5e-5);
    assert_close(plain_calls(1, 1e6, 2.65, 5e5, 3.5), 4.4, 1e-14);
    assert_close(plain_calls(1, 1e5, 1.25, 5e4, 10), 0.625, 1e-14);
}

/* claude-cost (docs.rs, 2025): 423 tokens in, 380 more read from the cache, 18 out on
 * Claude Sonnet 4.5 */
static void a_request_that_reads_the_cache_costs_what_is_published(void **state)
{
    assert_close(input(1, 1, 3, 803, 380, 1) + cached_input(1, 1, 0.3, 380, 1) +
                     output(1, 1, 15, 18),
                 0.001653, 1e-14);
}

/* gemini-cost (docs.rs, 2025): 300,000 tokens into Gemini 2.5 Pro are all billed at the
 * price over 200,000 */
static void a_long_prompt_costs_what_is_published(void **state)
{
    double price = FORMULA_AT(api_paid_input, 0, 300e3, 200e3, 1.25, 2.5, 0.625, 0);

    assert_close(plain_calls(1, 300e3, price, 0, 15), 0.75, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(input_is_what_is_not_cached),
        cmocka_unit_test(cached_input_has_a_price_of_its_own),
        cmocka_unit_test(output_is_what_is_generated),
        cmocka_unit_test(the_minimum_tops_a_small_bill_up),
        cmocka_unit_test(a_session_costs_what_the_vendor_says),
        cmocka_unit_test(a_page_that_is_wrong_is_not_followed),
        cmocka_unit_test(a_month_costs_what_its_author_says),
        cmocka_unit_test(requests_cost_what_is_published),
        cmocka_unit_test(a_request_that_reads_the_cache_costs_what_is_published),
        cmocka_unit_test(a_long_prompt_costs_what_is_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
