/* How many requests in progress there is room for. */
#include "tests/unit/support.h"

#include "tests/unit/replica_fixture.h"

/* (41.5 - 16.06) GB over 131,072 bytes; on two GPUs that share 8 heads 2 * 41.5 GB; on 16 that
 * keep each of the 8 twice, half as much a GPU. */
static void what_weights_leave_holds_tokens(void **state)
{
    assert_close(FORMULA_AT(serving_cache_tokens, 0, 1, 41.5, 16.06, 131072, 1),
                 25.44e9 / 131072, 1e-13);
    assert_close(FORMULA_AT(serving_cache_copies, 0, 2, 8), 1, 0);
    assert_close(FORMULA_AT(serving_cache_copies, 0, 16, 8), 2, 0);
    assert_close(FORMULA_AT(serving_cache_tokens, 0, 16, 41.5, 16.06, 131072, 2),
                 (16 * 41.5 - 16.06) * 1e9 / 262144, 1e-13);
    assert_close(FORMULA_AT(serving_cache_tokens, 0, 1, 41.5, 42, 131072, 1), 0, 0);
}

/* Latent attention keeps what 2.25 heads would, whole, on every GPU. */
static void a_part_of_a_head_is_not_divided(void **state)
{
    assert_close(FORMULA_AT(serving_cache_copies, 0, 8, 2.25), 8 / 2.25, 1e-15);
    assert_close(FORMULA_AT(serving_cache_copies, 0, 8, 0.25), 8, 0);
}

/* 194,091.8 tokens for requests of 4,100 and half of 283.5 */
static void the_batch_is_what_memory_has_room_for(void **state)
{
    assert_close(FORMULA_AT(serving_max_batch, 0, 194091.8, 4100, 283.5, 0, 256, 8192),
                 194091.8 / 4241.75, 1e-13);
}

/* Of 4,100 tokens 900 are the same in all prompts: they are kept once. */
static void a_shared_prefix_is_kept_once(void **state)
{
    assert_close(FORMULA_AT(serving_max_batch, 0, 194091.8, 4100, 283.5, 900, 256, 8192),
                 193191.8 / 3341.75, 1e-13);
    assert_close(FORMULA_AT(serving_prefix_tokens, 0, 0.6, 1500), 900, 1e-15);
}

static void the_batch_is_limited_by_the_engine(void **state)
{
    assert_close(FORMULA_AT(serving_max_batch, 0, 194091.8, 4100, 283.5, 0, 32, 8192), 32, 0);
    assert_close(FORMULA_AT(serving_max_batch, 0, 194091.8, 4100, 283.5, 0, 32, 16), 16, 0);
}

/* A request holds 4,382.5 tokens before its last one. */
static void what_does_not_fit_has_no_batch(void **state)
{
    assert_close(FORMULA_AT(serving_max_batch, 0, 4382, 4100, 283.5, 0, 256, 8192), 0, 0);
    assert_close(FORMULA_AT(serving_max_batch, 0, 4383, 4100, 283.5, 0, 256, 8192),
                 4383 / 4241.75, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_weights_leave_holds_tokens),
        cmocka_unit_test(a_part_of_a_head_is_not_divided),
        cmocka_unit_test(the_batch_is_what_memory_has_room_for),
        cmocka_unit_test(a_shared_prefix_is_kept_once),
        cmocka_unit_test(the_batch_is_limited_by_the_engine),
        cmocka_unit_test(what_does_not_fit_has_no_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
