/* residency.c - where the services of a design keep and process data.
 *
 * Facts of a contract, not of a simulation: no formula reads them. What is required of a
 * design is held against each of the services that it has.
 */
#include "models/model.h"

#define PLACES CHOICES("unknown", "own", "eu", "us", "uk", "apac")

#define RESIDENCY_OF(symbol, name, heading, text, of_part, not_with)                           \
    const Quantity symbol = {                                                                  \
        .key = name,                                                                           \
        .title = heading,                                                                      \
        .help = text,                                                                          \
        .unit = UNIT_NUMBER,                                                                   \
        .min = 0,                                                                              \
        .max = 5,                                                                              \
        .prior = "unknown",                                                                    \
        .source = "assumption: where data stay is known once the contract says so",            \
        .choices = PLACES,                                                                     \
        .part = of_part,                                                                       \
        .without = not_with,                                                                   \
    }

RESIDENCY_OF(api_residency, "api.residency", "Place of the model API",
             "where prompts and answers are processed: own, eu, us, uk or apac", PART_API, 0);
RESIDENCY_OF(embedding_residency, "embedding.residency", "Place of the embedding service",
             "where documents and questions are embedded: own, eu, us, uk or apac", PART_CORPUS,
             0);
RESIDENCY_OF(store_residency, "store.residency", "Place of the vector store",
             "where vectors and texts are kept: own, eu, us, uk or apac", PART_CORPUS, 0);
RESIDENCY_OF(rerank_residency, "rerank.residency", "Place of the re-ranker",
             "where candidates are scored: own, eu, us, uk or apac", PART_CORPUS | PART_RERANK,
             0);
RESIDENCY_OF(gpu_residency, "gpu.residency", "Place of the serving GPUs",
             "where answers are generated: own, eu, us, uk or apac", PART_HOSTED, 0);
RESIDENCY_OF(training_gpu_residency, "training.gpu_residency", "Place of the training GPUs",
             "where examples are trained on: own, eu, us, uk or apac", PART_TUNED, PART_API);
