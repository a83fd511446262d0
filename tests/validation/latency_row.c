#include "tests/validation/latency_row.h"

#include <math.h>
#include <string.h>
#include <strings.h>

const char *row_text(const LatencyRow *row, const char *column)
{
    return sheet_text(row->sheet, row->row, column);
}

double row_number(const LatencyRow *row, const char *column)
{
    return sheet_number(row->sheet, row->row, column);
}

Length length_always(double tokens)
{
    return (Length){ tokens, tokens, tokens };
}

/* Uniform between 0.8 of a nominal length and all of it: the benchmark's range ratio. */
Length length_up_to(double tokens)
{
    return (Length){ 0.9 * tokens, 0.9 * tokens, 0.99 * tokens };
}

Length length_mean_only(double tokens)
{
    return (Length){ tokens, NAN, NAN };
}

/* Weights of 4 bits have a scale of 8 bits for every 16. */
void row_precision(Served *s, const char *name)
{
    bool four = strcasecmp(name, "fp4") == 0 || strcasecmp(name, "nvfp4") == 0;
    bool eight = strncasecmp(name, "fp8", 3) == 0;

    s->precision = four ? "4 bits" : eight ? "8 bits" : "16 bits";
    s->weight_bytes = four ? 0.5625 : eight ? 1 : 2;
    s->cache_bytes = 2;
}

static const char *engine_of(const char *name)
{
    static const struct {
        const char *part, *engine;
    } known[] = { { "vllm", "vllm" },
                  { "trtllm", "trtllm" },
                  { "tensorrt", "trtllm" },
                  { "sglang", "sglang" },
                  { "tgi", "tgi" } };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strncasecmp(name, known[i].part, strlen(known[i].part)) == 0)
            return known[i].engine;
    return NULL;
}

/* Models whose prompts have layers of their own, whatever the owner calls them. */
static bool has_encoder(const char *model)
{
    static const char *const parts[] = {
        "flan-t5", "flan-ul2", "t5-", "mt0-", "bart", "whisper"
    };
    const char *slash = strrchr(model, '/');

    if (slash)
        model = slash + 1;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strncasecmp(model, parts[i], strlen(parts[i])) == 0)
            return true;
    return false;
}

void row_names(Served *s, const LatencyRow *row, const char *model, const char *gpu,
               const char *engine)
{
    s->model = served_model(row->hardware, model);
    if (has_encoder(model))
        s->excluded = "an encoder and a decoder, which are not modelled";
    s->gpu = served_gpu(row->hardware, gpu);
    s->engine = engine_of(engine);
    s->source = row_text(row, "source");
    s->experiment = arena_format(row->arena, "%s|%s|%s", gpu, engine, model);
}
