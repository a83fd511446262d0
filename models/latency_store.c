/* latency_store.c - how long a vector store searches when nobody waits, and its load.
 *
 *   time = median of 1 million vectors at 95% recall * size * recall
 *   size = 1 + growth * log2(vectors / 1 million), 1 for fewer
 *   recall = (5% / (1 - recall))^effect
 *   load = searches a second * time / (median * most searches a second)
 *
 * The median is that at low load. Between 1 and 10 million vectors searching grows by 2%
 * with every doubling (Zilliz), or by 100% (OpenSearch); a smaller index is searched no
 * faster, since most of its time is the way there. To find more of the nearest vectors, a
 * search looks at more of them. A store does fewer searches a second as each takes
 * longer: of stores that were measured with 1 and 10 million vectors, rates fell by 1 to
 * 3.4 times, times grew by 1 to 4.5 (VectorDBBench results, 2025 and 2026,
 * zilliztech/VectorDBBench@4ea1810).
 */
#include "models/model.h"

#define MEASURED_VECTORS 1e6
#define MEASURED_MISSES  0.05
#define LOG_2            0.69314718055994530942
#define SECONDS_PER_DAY  86400.0

static const Quantity median = {
    .key = "store.latency",
    .title = "Vector search time",
    .help = "median time of one search of a million vectors, the way to the store included",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "5..80 ms",
    .source =
        "VectorDBBench 2025: clusters 3 to 48 ms, serverless from object storage 140 to 330",
    .part = PART_CORPUS,
};

static const Quantity growth = {
    .key = "store.latency_growth",
    .title = "Growth of the search time",
    .help = "what each doubling beyond a million vectors adds to the time of a search",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 10,
    .prior = "3%..50%",
    .source =
        "VectorDBBench 2025 and 2026, 1 to 10 million vectors: Pinecone pods 0%, Zilliz 2%, "
        "Milvus 6%, turbopuffer 13%, Qdrant 18%, S3 Vectors 26%, OpenSearch 100%",
    .part = PART_CORPUS,
};

static const Quantity recall = {
    .key = "store.recall",
    .title = "Recall of the search",
    .help = "share of the nearest vectors that a search is set up to find",
    .unit = UNIT_SHARE,
    .min = 0.5,
    .max = 0.9999,
    .prior = "95%",
    .source = "assumption: what stores are tuned for; VectorDBBench has 90% to 99%",
    .part = PART_CORPUS,
};

static const Quantity recall_effect = {
    .key = "store.recall_effect",
    .title = "Price of recall",
    .help =
        "power of the neighbours missed, 5% over their share, that a search's time grows by",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 3,
    .prior = "0.2..0.6",
    .source =
        "VectorDBBench 2025 and 2026, 1 million vectors: OpenSearch and Zilliz 0.2, Milvus "
        "0.1 to 0.5, Qdrant 0.4; at 10 million 0.2 to 0.8",
    .part = PART_CORPUS,
};

enum { MEDIAN, GROWTH, RECALL, EFFECT, VECTORS };

FORMULA(search_time)
{
    const double *least = from[MEDIAN], *grows = from[GROWTH], *found = from[RECALL];
    const double *effect = from[EFFECT], *vectors = from[VECTORS];

    for (size_t i = 0; i < LANES; i++) {
        double millions = lane_max(vectors[i] / MEASURED_VECTORS, 1);
        double size = 1 + grows[i] * lane_log(millions) / LOG_2;
        out[i] = least[i] * size * lane_pow(MEASURED_MISSES / (1 - found[i]), effect[i]);
    }
}

const Quantity store_search_time = {
    .key = "store.search_time",
    .title = "Search time at low load",
    .help = "median time of one search of this month's index when nobody waits",
    .unit = UNIT_SECONDS,
    .timing = PER_MONTH,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(median), [GROWTH] = NOW(growth), [RECALL] = NOW(recall),
                 [EFFECT] = NOW(recall_effect), [VECTORS] = NOW(corpus_chunks)),
    .formula = search_time,
    .part = PART_CORPUS,
};

static const Quantity max_rate = {
    .key = "store.max_rate",
    .title = "Most searches a second",
    .help = "searches of a million vectors at 95% recall that the store can do in a second",
    .unit = UNIT_PER_SECOND,
    .min = 0.001,
    .max = 1e12,
    .prior = "1000000000 /s",
    .source =
        "assumption: the vendor adds what is needed; VectorDBBench 2025: 200 (S3 Vectors) "
        "to 12,000 (Zilliz, 8 CU)",
    .part = PART_CORPUS,
};

enum { PER_DAY, HITS, TIME, UNLOADED, RATE };

FORMULA(load)
{
    const double *per_day = from[PER_DAY], *hits = from[HITS], *time = from[TIME];
    const double *unloaded = from[UNLOADED], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++) {
        double searches = per_day[i] * (1 - hits[i]) / SECONDS_PER_DAY;
        double slower = unloaded[i] > 0 ? time[i] / unloaded[i] : 1;
        out[i] = searches * slower / rate[i];
    }
}

const Quantity store_load = {
    .key = "store.load",
    .title = "Load of the store",
    .help = "searches of this month over those that the store could do, at the mean rate",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from =
        FROM([PER_DAY] = NOW(traffic_daily_requests), [HITS] = NOW(cache_hit_share),
             [TIME] = NOW(store_search_time), [UNLOADED] = NOW(median), [RATE] = NOW(max_rate)),
    .formula = load,
    .part = PART_CORPUS,
};
