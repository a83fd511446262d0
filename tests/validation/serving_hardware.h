/* serving_hardware.h - shapes of models and GPUs that serve them, by the names that tables use.
 */
#ifndef TESTS_VALIDATION_SERVING_HARDWARE_H
#define TESTS_VALIDATION_SERVING_HARDWARE_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

typedef struct {
    const char *name;
    double layers, width, heads, kv_heads, head_width, vocabulary;
    double feed_width, feed_matrices; /* of the dense part; 3 matrices if gated   */
    double experts, chosen;           /* of each layer, of each token; 0 if dense */
    double expert_width, shared_width;
} ModelShape;

typedef struct {
    const char *name;
    double peak, peak_8bit, peak_4bit; /* FLOP/s, dense; NaN: no such arithmetic */
    double bandwidth, link;            /* byte/s; of the link one way            */
    double memory;                     /* GiB                                    */
    const char *kernels_of;            /* the GPU whose kernels were measured    */
    const char *generation;            /* GPUs that run the same kernels         */
} GpuPeaks;

typedef struct {
    ModelShape *models;
    GpuPeaks *gpus;
    const char *const *gpu_part;
    size_t model_count, gpu_count;
} ServingHardware;

/* Read served_models.csv and served_gpus.csv of a folder. */
bool serving_hardware_read(ServingHardware *hardware, const char *folder, Arena *arena,
                           Error *err);

/* The model with the longest name that the text begins with, owner and "Meta-" left away:
 * "meta-llama/Llama-3.1-8B-Instruct" is Llama-3.1-8B. NULL if there is none. */
const ModelShape *served_model(const ServingHardware *hardware, const char *text);

/* The first GPU of the table whose part of a name is in the text; NULL if none is. */
const GpuPeaks *served_gpu(const ServingHardware *hardware, const char *text);

/* Weights of the dense layers (with what every token shares), of one expert in all layers,
 * and of the vocabulary. */
double served_dense_weights(const ModelShape *model);
double served_expert_weights(const ModelShape *model);
double served_vocabulary_weights(const ModelShape *model);

#endif
