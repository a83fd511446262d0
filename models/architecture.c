/* architecture.c - the open model that is tuned and served.
 *
 * Its shape decides how much memory it takes, how many bytes a GPU reads for
 * each token and how much it computes. The priors are those of Llama 3.1 8B.
 */
#include "models/model.h"

#define LLAMA_8B "Llama 3.1 8B (Lightning-AI/litgpt@2685705 litgpt/config.py, 2026-06-29)"

const Quantity model_parameters = {
    .key = "model.parameters",
    .title = "Parameters",
    .help = "weights of the model",
    .unit = UNIT_BILLION,
    .min = 0.01,
    .max = 1e4,
    .prior = "8.03 B",
    .source = LLAMA_8B,
};

FORMULA(all_of_them)
{
    const double *parameters = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = parameters[i];
}

const Quantity model_active_parameters = {
    .key = "model.active_parameters",
    .title = "Active parameters",
    .help = "weights that compute for one token: all, but in a mixture of experts",
    .unit = UNIT_BILLION,
    .min = 0.01,
    .max = 1e4,
    .from = FROM(NOW(model_parameters)),
    .formula = all_of_them,
};

const Quantity model_layers = {
    .key = "model.layers",
    .title = "Layers",
    .help = "transformer layers of the model",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "32",
    .source = LLAMA_8B,
};

const Quantity model_hidden = {
    .key = "model.hidden",
    .title = "Hidden size",
    .help = "numbers that stand for a token between layers",
    .unit = UNIT_NUMBER,
    .min = 64,
    .max = 1e6,
    .prior = "4096",
    .source = LLAMA_8B,
};

const Quantity model_heads = {
    .key = "model.heads",
    .title = "Attention heads",
    .help = "attention heads of a layer",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 4096,
    .prior = "32",
    .source = LLAMA_8B,
};

const Quantity model_kv_heads = {
    .key = "model.kv_heads",
    .title = "Key-value heads",
    .help = "heads whose keys and values are kept for each token",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 4096,
    .prior = "8",
    .source = LLAMA_8B,
};

const Quantity model_head_dim = {
    .key = "model.head_dim",
    .title = "Head size",
    .help = "numbers of one key or value",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 4096,
    .prior = "128",
    .source = LLAMA_8B,
};
