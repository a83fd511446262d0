/* Price lists of others: formats, names, and what is left out. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/base/text.h"
#include "sim/scenario/price_map.h"

typedef struct {
    Arena arena;
    PriceMap map;
    Error err;
} Case;

static int begin(void **state)
{
    static Case here;

    here = (Case){ 0 };
    *state = &here;
    return 0;
}

static int end(void **state)
{
    Case *here = *state;

    price_map_free(&here->map);
    arena_free(&here->arena);
    return 0;
}

static bool read_wished(Case *here, const char *text, const PriceWish *wish)
{
    price_map_free(&here->map);
    return price_map_read(&here->map, "list.json", text, strlen(text), wish, &here->arena,
                          &here->err);
}

/* A list as of November 2026, all models. */
static void read_list(Case *here, const char *text)
{
    const PriceWish all = { .as_of = "2026-11-01" };

    if (!read_wished(here, text, &all))
        fail_msg("%s", here->err.text);
}

static const PricedModel *model_of(const Case *here, const char *kind, const char *name)
{
    for (size_t i = 0; i < here->map.count; i++)
        if (strcmp(here->map.models[i].kind, kind) == 0 &&
            strcmp(here->map.models[i].name, name) == 0)
            return &here->map.models[i];
    fail_msg("no model %s/%s", kind, name);
    return NULL;
}

/* A fact of a model; NAN if it lacks it. */
static double fact(const PricedModel *model, const char *key)
{
    for (size_t i = 0; i < model->fact_count; i++)
        if (strcmp(model->facts[i].key, key) == 0)
            return model->facts[i].number;
    return NAN;
}

static size_t skipped(const Case *here, const char *why)
{
    for (size_t i = 0; i < here->map.skipped_count; i++)
        if (strcmp(here->map.skipped[i].why, why) == 0)
            return here->map.skipped[i].count;
    return 0;
}

/* --- LiteLLM ------------------------------------------------------------------------------ */

/* A model of no interest. */
#define CHAT                                                                                   \
    "{\"mode\":\"chat\",\"input_cost_per_token\":1e-06,\"output_cost_per_token\":2e-06}"

/* A list of such models with these names, which are JSON strings. */
static void read_names(Case *here, const char *const names[], size_t count)
{
    Text list = { 0 };

    for (size_t i = 0; i < count; i++)
        text_format(&list, "%c%s:%s", i == 0 ? '{' : ',', names[i], CHAT);
    text_add(&list, "}");
    read_list(here, list.data);
    text_free(&list);
}

static void prices_per_token_become_prices_per_million(void **state)
{
    Case *here = *state;

    read_list(here, "{\"m-1\":{\"mode\":\"chat\",\"litellm_provider\":\"p\","
                    "\"input_cost_per_token\":2.35e-07,\"output_cost_per_token\":1.45e-06,"
                    "\"cache_read_input_token_cost\":2.35e-08,"
                    "\"cache_creation_input_token_cost\":2.9e-07,"
                    "\"input_cost_per_token_batches\":1.17e-07,"
                    "\"output_cost_per_token_batches\":7.3e-07,"
                    "\"max_input_tokens\":131072,\"max_output_tokens\":8192,"
                    "\"deprecation_date\":\"2027-03-04\"}}");
    const PricedModel *m = model_of(here, "llm", "m-1");
    assert_string_equal(here->map.format, "LiteLLM price map");
    assert_string_equal(m->title, "m-1 (p)");
    assert_close(fact(m, "input_price"), 0.235, 1e-12);
    assert_close(fact(m, "output_price"), 1.45, 1e-12);
    assert_close(fact(m, "cached_price"), 0.0235, 1e-12);
    assert_close(fact(m, "cache_write_price"), 0.29, 1e-12);
    assert_close(fact(m, "batch_input_price"), 0.117, 1e-12);
    assert_close(fact(m, "batch_output_price"), 0.73, 1e-12);
    assert_near(fact(m, "context_window"), 131072, 0);
    assert_near(fact(m, "max_output"), 8192, 0);
    assert_string_equal(m->facts[m->fact_count - 1].text, "2027-03-04");
}

/* Two steps: the one at 200,000 counts, and prices of other services do not. */
static void the_first_step_of_the_length_counts(void **state)
{
    Case *here = *state;

    read_list(here, "{\"m\":{\"mode\":\"chat\",\"input_cost_per_token\":2e-06,"
                    "\"output_cost_per_token\":1.1e-05,"
                    "\"input_cost_per_token_above_512k_tokens\":9e-06,"
                    "\"input_cost_per_token_above_200k_tokens\":4.1e-06,"
                    "\"input_cost_per_token_above_200k_tokens_priority\":8e-06,"
                    "\"input_cost_per_token_above_128k_tokens\":\"unknown\","
                    "\"cache_read_input_token_cost_above_200k_tokens\":4.3e-07}}");
    const PricedModel *m = model_of(here, "llm", "m");
    assert_near(fact(m, "long_context_threshold"), 200000, 0);
    assert_close(fact(m, "long_input_price"), 4.1, 1e-12);
    assert_close(fact(m, "long_cached_price"), 0.43, 1e-12);
    assert_close(fact(m, "long_output_price"), 11, 1e-12); /* no step: the usual one */
    assert_int_equal(here->map.simplified, 1);
}

static void steps_may_be_a_table(void **state)
{
    Case *here = *state;

    read_list(here, "{\"m\":{\"mode\":\"chat\",\"tiered_pricing\":["
                    "{\"range\":[0,32000],\"input_cost_per_token\":4.7e-07,"
                    "\"output_cost_per_token\":1.3e-06},"
                    "{\"range\":[32000,128000],\"input_cost_per_token\":9.1e-07,"
                    "\"output_cost_per_token\":2.9e-06}]}}");
    const PricedModel *m = model_of(here, "llm", "m");
    assert_close(fact(m, "input_price"), 0.47, 1e-12);
    assert_near(fact(m, "long_context_threshold"), 32000, 0);
    assert_close(fact(m, "long_input_price"), 0.91, 1e-12);
    assert_close(fact(m, "long_output_price"), 2.9, 1e-12);
}

/* A search at 0.0023 USD is 2.3 USD for a thousand. */
static void embeddings_and_re_rankers_are_kinds_of_their_own(void **state)
{
    Case *here = *state;

    read_list(here, "{\"e\":{\"mode\":\"embedding\",\"input_cost_per_token\":1.9e-08,"
                    "\"output_cost_per_token\":0.0,\"output_vector_size\":1536},"
                    "\"r\":{\"mode\":\"rerank\",\"input_cost_per_query\":0.0023,"
                    "\"input_cost_per_token\":0.0},"
                    "\"t\":{\"mode\":\"rerank\",\"input_cost_per_token\":4.7e-08}}");
    assert_close(fact(model_of(here, "embedding", "e"), "price"), 0.019, 1e-12);
    assert_near(fact(model_of(here, "embedding", "e"), "dims"), 1536, 0);
    assert_close(fact(model_of(here, "rerank", "r"), "price"), 2.3, 1e-12);
    assert_true(isnan(fact(model_of(here, "rerank", "r"), "token_price")));
    assert_near(fact(model_of(here, "rerank", "t"), "price"), 0, 0);
    assert_close(fact(model_of(here, "rerank", "t"), "token_price"), 0.047, 1e-12);
}

static void what_has_no_price_of_text_is_left_out_and_counted(void **state)
{
    Case *here = *state;

    read_list(here, "{\"sample_spec\":{\"mode\":\"one of: chat\",\"input_cost_per_token\":0},"
                    "\"free\":{\"mode\":\"chat\",\"input_cost_per_token\":0.0,"
                    "\"output_cost_per_token\":0.0},"
                    "\"words\":{\"mode\":\"chat\",\"input_cost_per_token\":\"1e-6\","
                    "\"output_cost_per_token\":1e-06},"
                    "\"half\":{\"mode\":\"chat\",\"input_cost_per_token\":1e-6},"
                    "\"image\":{\"mode\":\"image_generation\",\"output_cost_per_image\":0.04},"
                    "\"odd\":17,\"none\":{},\"r\":{\"mode\":\"rerank\"},\"good\":" CHAT "}");
    assert_int_equal(here->map.count, 1);
    assert_int_equal(skipped(here, "no price per token"), 3);
    assert_int_equal(skipped(here, "no price per search or token"), 1);
    assert_int_equal(skipped(here, "no language model, embedding or re-ranker"), 3);
}

/* --- names ---------------------------------------------------------------------------------
 */

static void names_are_parts_of_paths_and_no_more(void **state)
{
    static const char *const names[][2] = {
        { "\"../../etc/passwd\"", "etc-passwd" },
        { "\"a/B_c@1:0\"", "a-b-c-1-0" },
        { "\".hidden\"", "hidden" },
        { "\"x..y\\n\\u0007'\"", "x.-y" },
    };
    Case *here = *state;

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        read_names(here, &names[i][0], 1);
        assert_string_equal(here->map.models[0].name, names[i][1]);
    }
}

static bool is_fit(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-");
    return n > 0 && n < 80 && name[n] == '\0' && name[0] != '.' && name[0] != '-';
}

/* Names that become one, that have no letter left, or that are long get a digest. */
static void every_model_has_a_name_of_its_own(void **state)
{
    static const char *const names[] = { "\"GPT-4o\"", "\"gpt-4o\"", "\"gpt/4o\"",
                                         "\"---\"",    "\"日本\"",   "\"中国\"" };
    Case *here = *state;

    read_names(here, names, COUNT_OF(names));
    assert_string_equal(here->map.models[0].name, "gpt-4o");
    assert_int_equal(strlen(here->map.models[2].name), strlen("gpt-4o-01234567"));
    for (size_t i = 0; i < here->map.count; i++) {
        assert_true(is_fit(here->map.models[i].name));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(here->map.models[i].name, here->map.models[k].name);
    }
}

static void long_names_are_cut_and_told_apart(void **state)
{
    char one[208], two[208];
    const char *const names[] = { one, two };
    Case *here = *state;

    snprintf(one, sizeof one, "\"%0200d\"", 1);
    snprintf(two, sizeof two, "\"%0200d\"", 2);
    read_names(here, names, 2);
    assert_true(is_fit(here->map.models[0].name));
    assert_string_not_equal(here->map.models[0].name, here->map.models[1].name);
}

/* A digest is of what the list calls the model, so a longer list does not change it. */
static void a_name_does_not_depend_on_the_other_models(void **state)
{
    static const char *const names[] = { "\"a\"", "\"日本\"" };
    Case *here = *state;
    char name[80];

    read_names(here, names + 1, 1);
    strcpy(name, here->map.models[0].name);
    read_names(here, names, 2);
    assert_string_equal(here->map.models[1].name, name);
}

/* --- genai-prices ---------------------------------------------------------------------------
 */

/* A provider that makes its models, up to the list of them; and what ends both lists. */
#define ACME "{\"id\":\"acme\",\"name\":\"Acme\",\"model_match\":{},\"models\":["
#define END  "]}"

static void prices_per_million_stay_what_they_are(void **state)
{
    Case *here = *state;

    read_list(here, "[" ACME "{\"id\":\"m-1\",\"name\":\"M 1\",\"context_window\":200000,"
                    "\"prices\":{\"input_mtok\":2.9,\"cache_write_mtok\":3.7,"
                    "\"cache_read_mtok\":0.29,\"output_mtok\":14.3}}" END "]");
    const PricedModel *m = model_of(here, "llm", "m-1");
    assert_string_equal(here->map.format, "genai-prices");
    assert_string_equal(m->title, "M 1 (Acme)");
    assert_near(fact(m, "input_price"), 2.9, 0);
    assert_near(fact(m, "cache_write_price"), 3.7, 0);
    assert_near(fact(m, "cached_price"), 0.29, 0);
    assert_near(fact(m, "output_price"), 14.3, 0);
    assert_near(fact(m, "context_window"), 200000, 0);
    assert_true(isnan(fact(m, "long_context_threshold")));
}

static void a_host_that_makes_no_models_adds_its_name(void **state)
{
    Case *here = *state;

    read_list(here, "{\"units\":{},\"providers\":[{\"id\":\"hill\",\"models\":["
                    "{\"id\":\"m-1\",\"prices\":{\"input_mtok\":1,\"output_mtok\":2}}]}]}");
    assert_string_equal(here->map.models[0].name, "m-1-hill");
    assert_string_equal(here->map.models[0].title, "m-1 (hill)");
}

static void tiers_are_prices_of_long_prompts(void **state)
{
    Case *here = *state;

    read_list(here, "[" ACME "{\"id\":\"m\",\"prices\":{"
                    "\"input_mtok\":{\"base\":1.7,\"tiers\":[{\"start\":128000,"
                    "\"price\":3.1},{\"start\":512000,\"price\":6}]},"
                    "\"cache_read_mtok\":0.17,"
                    "\"output_mtok\":{\"base\":7.9,\"tiers\":[{\"start\":128000,"
                    "\"price\":11.3}]}}}" END "]");
    const PricedModel *m = model_of(here, "llm", "m");
    assert_near(fact(m, "input_price"), 1.7, 0);
    assert_near(fact(m, "long_context_threshold"), 128000, 0);
    assert_near(fact(m, "long_input_price"), 3.1, 0);
    assert_near(fact(m, "long_cached_price"), 0.17, 0); /* no tier: the usual one */
    assert_near(fact(m, "long_output_price"), 11.3, 0);
    assert_int_equal(here->map.simplified, 1);
}

/* The prices of a day are the last that have begun; those of the night are passed over. */
static void conditions_hold_on_a_day(void **state)
{
    static const char list[] =
        "[" ACME "{\"id\":\"m\",\"prices\":["
        "{\"prices\":{\"input_mtok\":5,\"output_mtok\":9}},"
        "{\"constraint\":{\"start_date\":\"2026-03-13\"},"
        "\"prices\":{\"input_mtok\":4,\"output_mtok\":8}},"
        "{\"constraint\":{\"start_date\":\"2026-12-01\"},"
        "\"prices\":{\"input_mtok\":3,\"output_mtok\":7}},"
        "{\"constraint\":{\"start_time\":\"16:30:00Z\",\"end_time\":\"00:30:00Z\"},"
        "\"prices\":{\"input_mtok\":2,\"output_mtok\":6}}]}" END "]";
    static const struct {
        const char *day;
        double price;
    } days[] = {
        { "2026-03-12", 5 }, { "2026-03-13", 4 }, { "2026-11-30", 4 }, { "2026-12-01", 3 }
    };
    Case *here = *state;

    for (size_t i = 0; i < COUNT_OF(days); i++) {
        const PriceWish wish = { .as_of = days[i].day };
        assert_true(read_wished(here, list, &wish));
        assert_near(fact(model_of(here, "llm", "m"), "input_price"), days[i].price, 0);
    }
}

static void kinds_are_known_by_what_is_sold(void **state)
{
    Case *here = *state;

    read_list(here, "[" ACME "{\"id\":\"m-embed-3\",\"prices\":{\"input_mtok\":0.11}},"
                    "{\"id\":\"m-rank\",\"prices\":{\"rerank_searches_kcount\":2.3}},"
                    "{\"id\":\"m-voice\",\"prices\":{\"input_audio_mtok\":3}},"
                    "{\"prices\":{\"input_mtok\":1}},5,{\"id\":\"m-x\"}" END ",7]");
    assert_close(fact(model_of(here, "embedding", "m-embed-3"), "price"), 0.11, 1e-12);
    assert_close(fact(model_of(here, "rerank", "m-rank"), "price"), 2.3, 1e-12);
    assert_int_equal(here->map.count, 2);
    assert_int_equal(skipped(here, "no price per token"), 2);
    assert_int_equal(skipped(here, "no id"), 2);
}

/* Three times: the second has a digest, and so would the third. */
static void what_is_listed_twice_counts_once(void **state)
{
    static const char model[] =
        "{\"id\":\"m\",\"prices\":{\"input_mtok\":1,\"output_mtok\":2}}";
    Case *here = *state;
    char list[512];

    snprintf(list, sizeof list, "[%s%s,%s,%s%s]", ACME, model, model, model, END);
    read_list(here, list);
    assert_int_equal(here->map.count, 2);
    assert_int_equal(skipped(here, "listed twice"), 1);
}

/* --- lists that are none
 * ---------------------------------------------------------------------- */

static void only_models_that_are_wished_for_are_read(void **state)
{
    static const char *const patterns[] = { "gpt-5*", "o3", "o9" };
    bool met[3] = { false };
    const PriceWish wish = { "2026-11-01", patterns, 3, met };
    Case *here = *state;

    assert_true(read_wished(
        here, "{\"gpt-5-mini\":" CHAT ",\"gpt-4\":" CHAT ",\"o3\":{\"mode\":\"chat\"}}",
        &wish));
    assert_int_equal(here->map.count, 1);
    assert_true(met[0] && met[1] && !met[2]);
}

static void what_is_no_list_is_refused(void **state)
{
    static const char *const texts[] = { "",
                                         "{",
                                         "[]",
                                         "{}",
                                         "17",
                                         "[1]",
                                         "{\"a\":1}",
                                         "{\"a\":{\"b\":\"c\"}}",
                                         "[{\"id\":\"x\"}]",
                                         "{\"providers\":3}",
                                         "{\"a\":\"\\ud800\"}" };
    const PriceWish all = { .as_of = "2026-11-01" };
    Case *here = *state;

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        if (read_wished(here, texts[i], &all))
            fail_msg("read %s", texts[i]);
        assert_string_equal(here->err.code, "E060");
    }
}

/* Brackets in brackets end where the parser says so, and not on the stack. */
static void deep_lists_are_refused(void **state)
{
    const PriceWish all = { .as_of = "2026-11-01" };
    Case *here = *state;
    size_t depth = 1000000;
    char *text = memory_zeros(depth + 1, 1);

    memset(text, '[', depth);
    assert_false(read_wished(here, text, &all));
    free(text);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(prices_per_token_become_prices_per_million),
        CASE(the_first_step_of_the_length_counts),
        CASE(steps_may_be_a_table),
        CASE(embeddings_and_re_rankers_are_kinds_of_their_own),
        CASE(what_has_no_price_of_text_is_left_out_and_counted),
        CASE(names_are_parts_of_paths_and_no_more),
        CASE(every_model_has_a_name_of_its_own),
        CASE(long_names_are_cut_and_told_apart),
        CASE(a_name_does_not_depend_on_the_other_models),
        CASE(prices_per_million_stay_what_they_are),
        CASE(a_host_that_makes_no_models_adds_its_name),
        CASE(tiers_are_prices_of_long_prompts),
        CASE(conditions_hold_on_a_day),
        CASE(kinds_are_known_by_what_is_sold),
        CASE(what_is_listed_twice_counts_once),
        CASE(only_models_that_are_wished_for_are_read),
        CASE(what_is_no_list_is_refused),
        CASE(deep_lists_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
