/* encoders.c - who runs the embedding model and the re-ranker: a vendor, or oneself.
 *
 * What a vendor runs has a price (monthly_reindexing.c, monthly_rerank.c) and a median time;
 * what runs on a GPU of one's own has a size and a speed, from which its work follows
 * (encoder_work.h), of that its time and the GPUs to rent.
 */
#include "models/model.h"

#define ENCODER(name, parts, noun, sizes, models)                                              \
    const Quantity name##_host = {                                                             \
        .key = #name ".host",                                                                  \
        .title = "Who runs the " noun,                                                         \
        .help = "api: a vendor; own: it runs on a GPU of one's own",                           \
        .unit = UNIT_NUMBER,                                                                   \
        .min = 0,                                                                              \
        .max = 1,                                                                              \
        .prior = "api",                                                                        \
        .source = "assumption: bought, as its price is",                                       \
        .choices = CHOICES("api", "own"),                                                      \
        .part = (parts),                                                                       \
    };                                                                                         \
    const Quantity name##_parameters = {                                                       \
        .key = #name ".parameters",                                                            \
        .title = "Parameters of the " noun,                                                    \
        .help = "parameters of the " noun " that runs on a GPU of one's own",                  \
        .unit = UNIT_BILLION,                                                                  \
        .min = 0.001,                                                                          \
        .max = 1000,                                                                           \
        .prior = sizes,                                                                        \
        .source = models,                                                                      \
        .part = (parts),                                                                       \
        .only_if = &name##_host,                                                               \
        .absent = 1,                                                                           \
    };                                                                                         \
    const Quantity name##_compute = {                                                          \
        .key = #name ".compute",                                                               \
        .title = "Arithmetic of its GPU",                                                      \
        .help = "operations a second that the " noun " gets out of its GPU",                   \
        .unit = UNIT_TFLOPS,                                                                   \
        .min = 0.01,                                                                           \
        .max = 5000,                                                                           \
        .prior = "5..60 TFLOPS",                                                               \
        .source = "sbert.net: MiniLM-L6 and L12 at 1,800 and 960 passages a second make 6 to " \
                  "8 on a V100; assumption: large ones get a half of the 121 of an L4",        \
        .part = (parts),                                                                       \
        .only_if = &name##_host,                                                               \
        .absent = 1,                                                                           \
    }

ENCODER(embedding, PART_CORPUS, "embedding model", "0.1..0.6 B",
        "all-mpnet-base (0.11 B) to BGE-M3 (0.57 B)");
ENCODER(rerank, PART_RERANK, "re-ranker", "0.02..0.6 B",
        "MiniLM-L6 (0.02 B) to BGE reranker v2 M3 (0.57 B)");
