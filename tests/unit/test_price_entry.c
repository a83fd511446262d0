/* Entries from price lists: their files, and that scenarios can read them. */
#include "tests/unit/support.h"

#include "sim/scenario/price_entry.h"
#include "tests/unit/entry_text.h"

static const PriceOrigin origin = { "list.json, sha256 0123", "2026-11-01" };

static PricedModel model_with(const char *title, double input)
{
    PricedModel model = { .kind = "llm", .name = "m", .title = title, .fact_count = 2 };

    model.facts[0] = (PricedFact){ "input_price", input, "USD/Mtok" };
    model.facts[1] = (PricedFact){ "output_price", 13.1, "USD/Mtok" };
    return model;
}

static bool is_good(const Text *file, const PricedModel *model)
{
    Arena arena = { 0 };
    const FactReader reader = facts_of(&model_registry, &arena);
    bool good = price_entry_check(file, model, &reader);

    arena_free(&arena);
    return good;
}

/* 2.35e-07 * 1e6 is not quite 0.235. */
static void an_entry_has_its_origin_and_plain_numbers(void **state)
{
    PricedModel model = model_with("M 1 (Acme)", 2.35e-07 * 1e6);
    Text file = { 0 };
    size_t kept = 0;

    model.facts[model.fact_count++] = (PricedFact){ "context_window", 1048576, "tok" };
    model.facts[model.fact_count++] = (PricedFact){ "shutdown", NAN, "2027-03-04" };
    price_entry_write(&file, &kept, &model, &origin, NULL);
    assert_string_equal(file.data, "title: 'M 1 (Acme)'\n"
                                   "as_of: 2026-11-01\n"
                                   "source: 'list.json, sha256 0123'\n"
                                   "confidence: quoted\n"
                                   "input_price: 0.235 USD/Mtok\n"
                                   "output_price: 13.1 USD/Mtok\n"
                                   "context_window: 1048576 tok\n"
                                   "shutdown: 2027-03-04\n");
    assert_true(is_good(&file, &model));
    text_free(&file);
}

/* Quotes, line breaks, control characters, marks that turn text round, broken UTF-8. */
static void a_hostile_title_stays_a_title(void **state)
{
    static const char *const titles[] = { "'",          "it's: [a]\nprice: 0",
                                          "\a\033[31m", "\u202Eabc",
                                          "\xFF\xC3",   "# no comment",
                                          "\\u0007\"",  "{}: &x *y !z %t | > @" };

    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        const PricedModel model = model_with(titles[i], 2.9);
        Text file = { 0 };
        size_t kept = 0;
        price_entry_write(&file, &kept, &model, &origin, NULL);
        if (!is_good(&file, &model))
            fail_msg("%s", file.data);
        assert_null(strstr(file.data, "\nprice"));
        text_free(&file);
    }
}

static void what_cannot_be_a_price_is_no_entry(void **state)
{
    static const double prices[] = { -0.1, 1e9, INFINITY };

    for (size_t i = 0; i < COUNT_OF(prices); i++) {
        const PricedModel model = model_with("M", prices[i]);
        Text file = { 0 };
        size_t kept = 0;
        price_entry_write(&file, &kept, &model, &origin, NULL);
        assert_false(is_good(&file, &model));
        text_free(&file);
    }
}

/* The speed of the built-in entry stays, with its source; its prices do not, nor what the
 * list says itself. */
static void what_is_no_price_is_taken_over(void **state)
{
    Arena arena = { 0 };
    const CatalogEntry usual =
        entry_of_text("llm", "m",
                      "input_price: 9 USD/Mtok\ncached_price: 5 USD/Mtok\n"
                      "long_context_threshold: 1000 tok\n"
                      "ttft: 521 ms\n"
                      "output_speed: { value: 70..90 tok/s, source: it's a test }\n",
                      &arena);
    const PricedModel model = model_with("M", 2.9);
    Text file = { 0 };
    size_t kept = 0;

    price_entry_write(&file, &kept, &model, &origin, &usual);
    assert_int_equal(kept, 2);
    assert_non_null(strstr(file.data, "ttft:\n  value: '521 ms'\n  source: 'a price list'\n"));
    assert_non_null(strstr(file.data, "  value: '70..90 tok/s'\n  source: 'it''s a test'\n"));
    assert_null(strstr(file.data, "cached_price"));
    assert_null(strstr(file.data, "long_context"));
    assert_true(is_good(&file, &model));
    text_free(&file);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_has_its_origin_and_plain_numbers),
        cmocka_unit_test(a_hostile_title_stays_a_title),
        cmocka_unit_test(what_cannot_be_a_price_is_no_entry),
        cmocka_unit_test(what_is_no_price_is_taken_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
