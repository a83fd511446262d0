/* latency_search.c - finding the passages nearest to the question.
 *
 * A vector search and, in a design with keyword search, that beside it: the two
 * run at the same time, so the slower one counts.
 */
#include "models/model.h"

static const Quantity vector = {
    .key = "store.latency",
    .title = "Vector search time",
    .help = "median time of one vector search, the way to the store included",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "5..80 ms",
    .source =
        "VectorDBBench 2025: clusters 3 to 48 ms, serverless from object storage 140 to 330",
    .part = PART_CORPUS,
};

static const Quantity vector_variation = {
    .key = "store.variation",
    .title = "Variation of the vector search time",
    .help = "a request's vector search time over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.01,
    .max = 1000,
    .prior = "0.88..1.15",
    .source = "VectorDBBench 2025: P99 1.25 times the average below 60% load",
    .part = PART_CORPUS,
};

static const Quantity keyword = {
    .key = "keyword.latency",
    .title = "Keyword search time",
    .help = "median time of one keyword search",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "10..50 ms",
    .source = "samuelochoa.com, BM25 in production, 2026-04-18",
    .part = PART_CORPUS | PART_KEYWORD,
    .absent = 0,
};

static const Quantity keyword_variation = {
    .key = "keyword.variation",
    .title = "Variation of the keyword search time",
    .help = "a request's keyword search time over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.01,
    .max = 1000,
    .prior = "0.8..1.25",
    .source = "assumption: rare words are quick and common ones slow",
    .part = PART_CORPUS | PART_KEYWORD,
    .absent = 0,
};

enum { VECTOR, VECTOR_VARIATION, KEYWORD, KEYWORD_VARIATION };

FORMULA(search)
{
    const double *by_vector = from[VECTOR], *vector_varies = from[VECTOR_VARIATION];
    const double *by_word = from[KEYWORD], *word_varies = from[KEYWORD_VARIATION];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(by_vector[i] * vector_varies[i], by_word[i] * word_varies[i]);
}

const Quantity latency_search = {
    .key = "latency.search",
    .title = "Searching the index",
    .help = "finding the passages nearest to the question",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([VECTOR] = NOW(vector), [VECTOR_VARIATION] = NOW(vector_variation),
                 [KEYWORD] = NOW(keyword), [KEYWORD_VARIATION] = NOW(keyword_variation)),
    .formula = search,
    .part = PART_CORPUS,
    .adds_to = &latency_first_token,
};
