/* Requirements, and why they are missed, in words. */
#include "tests/unit/support.h"

#include "sim/results/requirement_tests.h"

static const char *words(Arena *arena, Requirement r)
{
    const Scenario s = { .budget = 450e3, .currency = { "USD", 1 } };

    return requirement_words(arena, &s, &r);
}

static void requirements_read_like_sentences(void **state)
{
    Arena a = { 0 };

    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_FRESHNESS, .within = 604800 }),
                        "changes known within 1 week");
    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_FRESHNESS, .within = 172800 }),
                        "changes known within 2 days");
    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_LATENCY,
                                                 .percentile = 0.999,
                                                 .under = 1.5,
                                                 .first_token = true,
                                                 .state = STATE_PEAK }),
                        "P99.9 of the first token under 1.5 s at the peak");
    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_OUTPUT_FORMAT, .limit = NAN }),
                        "at most 2% malformed");
    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_QUALITY, .limit = 0.8 }),
                        "at least 80% good answers");
    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_QUALITY, .limit = 0.999 }),
                        "at least 99.9% good answers");
    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_BUDGET }),
                        "cash within $450k");
    assert_string_equal(words(&a, (Requirement){ .kind = REQUIRE_RESIDENCY, .place = "eu" }),
                        "data stay in: eu");
    arena_free(&a);
}

static void what_is_needed_is_nine_times_in_ten_unless_said(void **state)
{
    assert_true(requirement_needs(&(Requirement){ .kind = REQUIRE_CITATIONS, .chance = NAN }) ==
                0.9);
    assert_true(requirement_needs(&(Requirement){ .kind = REQUIRE_QUALITY, .chance = 0.6 }) ==
                0.6);
    assert_close(requirement_needs(&(Requirement){ .kind = REQUIRE_BUDGET, .chance = 0.3 }),
                 0.7, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requirements_read_like_sentences),
        cmocka_unit_test(what_is_needed_is_nine_times_in_ten_unless_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
