/* Rented nodes: memory, whole nodes, hours. */
#include "tests/unit/support.h"

enum { GIB = 1 << 30 };

/* Nodes of 16 GB for so many vectors of 1,024 components, by Qdrant's rule. */
static double nodes_for(double vectors, double replicas, double least)
{
    const Quantity *share = source_named(&store_nodes, "store.nodes_per_chunk");
    double each = FORMULA_AT(*share, 0, 4096, 0, 1.5, 16, 0.11);

    return FORMULA_AT(store_nodes, 3, vectors, each, replicas, least);
}

/* A vector of 1,153 components and 14 links: (4,612 + 224) * 1.2 = 5,803.2 bytes of a node
 * of 12 GB */
static void links_and_the_factor_add_memory(void **state)
{
    const Quantity *share = source_named(&store_nodes, "store.nodes_per_chunk");

    assert_close(FORMULA_AT(*share, 0, 4612, 14, 1.2, 12, 0.11), 5803.2e-9 / 12, 1e-14);
}

/* qdrant.tech, capacity planning: a million vectors of 1,024 components take 5.72 GiB */
static void a_million_vectors_take_what_qdrant_states(void **state)
{
    const Quantity *share = source_named(&store_nodes, "store.nodes_per_chunk");
    double gibibyte = GIB / 1e9;

    assert_near(1e6 * FORMULA_AT(*share, 0, 4096, 0, 1.5, gibibyte, 0.11), 5.72, 0.005);
}

/* 6,144 bytes a vector: a node of 16 GB holds 2,604,166.67 */
static void nodes_are_whole(void **state)
{
    assert_close(nodes_for(0, 1, 0), 0, 0);
    assert_close(nodes_for(1, 1, 0), 1, 0);
    assert_close(nodes_for(2604166, 1, 0), 1, 0);
    assert_close(nodes_for(2604167, 1, 0), 2, 0);
    assert_close(nodes_for(2604167, 3, 0), 6, 0);
    assert_close(nodes_for(16e9 / 6144 * 5, 1, 0), 5, 0);
}

static void what_has_no_price_is_not_rented(void **state)
{
    const Quantity *share = source_named(&store_nodes, "store.nodes_per_chunk");

    assert_close(FORMULA_AT(*share, 0, 4096, 0, 1.5, 16, 0), 0, 0);
}

static void a_floor_includes_the_replicas(void **state)
{
    assert_close(nodes_for(1000, 2, 4), 4, 0);
    assert_close(nodes_for(2604167 * 2.0, 2, 4), 6, 0);
    assert_close(nodes_for(1000, 1, 1.5), 2, 0);
}

static void more_chunks_never_need_fewer_nodes(void **state)
{
    double before = 0;

    for (double vectors = 1; vectors < 1e12; vectors *= 1.7) {
        double nodes = nodes_for(vectors, 2, 3);
        assert_true(nodes >= before && nodes == floor(nodes));
        before = nodes;
    }
}

/* Amazon OpenSearch Serverless for development: 2 OCU at 0.24 for 730 hours; and 240 hours
 * of 3 replicas on managed Qdrant are 720 (docs.e2enetworks.com), at 0.31 */
static void nodes_are_rented_by_the_hour(void **state)
{
    assert_close(FORMULA_AT(monthly_vector_nodes, 1, 2, 0.24, 730), 350.4, 1e-15);
    assert_close(FORMULA_AT(monthly_vector_nodes, 1, 3, 0.31, 240), 720 * 0.31, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_and_the_factor_add_memory),
        cmocka_unit_test(a_million_vectors_take_what_qdrant_states),
        cmocka_unit_test(nodes_are_whole),
        cmocka_unit_test(what_has_no_price_is_not_rented),
        cmocka_unit_test(a_floor_includes_the_replicas),
        cmocka_unit_test(more_chunks_never_need_fewer_nodes),
        cmocka_unit_test(nodes_are_rented_by_the_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
