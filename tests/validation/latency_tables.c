#include "tests/validation/latency_tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MILLISECOND 1e-3

/* Sequences of a page of the cache, as the engine vLLM counts them. */
#define PAGE_TOKENS 16

/* A replica of MLPerf has the fewest GPUs, a power of two, whose memory holds so many
 * times the weights; the tables state the GPUs of the machine only. */
#define ROOM_FOR_WEIGHTS 1.4

static const char *text(const LatencyRow *row, const char *column)
{
    return sheet_text(row->sheet, row->row, column);
}

static double number(const LatencyRow *row, const char *column)
{
    return sheet_number(row->sheet, row->row, column);
}

static Length always(double tokens)
{
    return (Length){ tokens, tokens, tokens };
}

/* Uniform between 0.8 of a nominal length and all of it: the benchmark's range ratio. */
static Length up_to(double tokens)
{
    return (Length){ 0.9 * tokens, 0.9 * tokens, 0.99 * tokens };
}

static Length mean_only(double tokens)
{
    return (Length){ tokens, NAN, NAN };
}

/* Weights of 4 bits have a scale of 8 bits for every 16. */
static void set_precision(Served *s, const char *name)
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

static void set_names(Served *s, const LatencyRow *row, const char *model, const char *gpu,
                      const char *engine)
{
    s->model = served_model(row->hardware, model);
    s->gpu = served_gpu(row->hardware, gpu);
    s->engine = engine_of(engine);
    s->source = text(row, "source");
    s->experiment = arena_format(row->arena, "%s|%s|%s", gpu, engine, model);
}

/* --- InferenceMAX and others, as collected by aiconfigurator ------------------------------ */

/* Of sweeps, TensorRT-LLM was set to wait up to 20 steps for more prompts, where prompts and
 * answers are short and GPUs fewer than 8. How the clients of the others start is not told:
 * their time to the first token grows with the length of the answers. */
static bool first_is_unclear(const Served *s, bool sweep)
{
    bool waits = strcmp(s->engine ? s->engine : "", "trtllm") == 0 && s->in.mean < 2000 &&
                 s->out.mean < 2000 && s->tensor_parallel < 8;

    return sweep ? waits : true;
}

static void read_silicon(Served *s, const LatencyRow *row)
{
    double users = number(row, "batch_size"), tp = number(row, "tp_size");
    bool sweep = strncmp(text(row, "src"), "20", 2) == 0;
    const char *engine = text(row, "backend");

    set_names(s, row, text(row, "model"), text(row, "system"), engine);
    set_precision(s, text(row, "precision"));
    s->experiment = arena_format(row->arena, "%s|%s|%s", s->experiment, text(row, "precision"),
                                 text(row, "backend_version"));
    s->load = CLOSED_LOOP;
    s->users = users > 0 ? users : number(row, "concurrency");
    s->tensor_parallel = tp;
    s->in = always(number(row, "isl"));
    s->out = always(number(row, "osl"));
    if (sweep) { /* a cache of 8 bits, and these budgets and seats */
        s->in = up_to(s->in.mean);
        s->out = up_to(s->out.mean);
        s->most_running = s->users;
        s->set = "InferenceMAX";
        s->cache_bytes = 1;
        s->token_budget = strcmp(engine, "vllm") == 0 ? 8192 : 16384;
    }
    s->measured[FIRST_MEAN] = number(row, "ttft_ms") * MILLISECOND;
    s->measured[EACH_MEAN] = number(row, "tpot_ms") * MILLISECOND;
    s->first_unclear = first_is_unclear(s, sweep);
    bool calibrates =
        (tp == 2 || tp == 8) && (s->users == 4 || s->users == 16 || s->users == 64);
    s->split = calibrates ? CALIBRATION : DEVELOPMENT;
    if (strcmp(text(row, "mode"), "agg") != 0)
        s->excluded = "prompts and answers on different GPUs";
    s->id = arena_format(row->arena, "%s %s x %s, %s at once on %s", s->experiment,
                         text(row, "isl"), text(row, "osl"), text(row, "batch_size"),
                         text(row, "tp_size"));
}

/* --- throughput of TensorRT-LLM ------------------------------------------------------------
 */

static void read_throughput(Served *s, const LatencyRow *row)
{
    set_names(s, row, text(row, "model"), text(row, "gpu"), "trtllm");
    set_precision(s, text(row, "precision"));
    s->cache_bytes = 1;
    s->load = OFFLINE;
    s->tensor_parallel = number(row, "tp");
    s->in = always(number(row, "isl"));
    s->out = always(number(row, "osl"));
    s->requests = number(row, "num_requests");
    s->measured[OUTPUT_RATE] = number(row, "total_output_tok_per_s");
    s->id = arena_format(row->arena, "%s %s x %s on %s", s->experiment, text(row, "isl"),
                         text(row, "osl"), text(row, "tp"));
}

/* --- LLM-Inference-Bench of Argonne ---------------------------------------------------------
 */

static void read_batches(Served *s, const LatencyRow *row)
{
    set_names(s, row, text(row, "model"), text(row, "hardware"), text(row, "framework"));
    set_precision(s, "fp16");
    s->load = ONE_BATCH;
    s->users = number(row, "batch");
    s->tensor_parallel = number(row, "n_gpu");
    s->in = s->out = always(number(row, "in_out_len"));
    s->measured[WHOLE_MEAN] = number(row, "latency_s");
    s->id = arena_format(row->arena, "%s %s, %s at once on %s", s->experiment,
                         text(row, "in_out_len"), text(row, "batch"), text(row, "n_gpu"));
}

/* --- MLPerf Inference ------------------------------------------------------------------------
 */

/* What the tables do not state: precision follows from the GPU, and with it the GPUs of a
 * replica; prompts are taken to be as long as answers. */
static void assume(Served *s, double gpus)
{
    bool four = s->gpu->peak_4bit > 0, eight = s->gpu->peak_8bit > 0;

    set_precision(s, four ? "fp4" : eight ? "fp8" : "fp16");
    s->cache_bytes = eight ? 1 : 2;
    s->tensor_parallel = 1;
    while (s->tensor_parallel < gpus && s->gpu->memory * s->tensor_parallel * 1073741824.0 <
                                            ROOM_FOR_WEIGHTS * served_weight_bytes(s))
        s->tensor_parallel *= 2;
    s->replicas = gpus / s->tensor_parallel;
    s->in = s->out;
    s->assumed = true;
}

static void read_mlperf(Served *s, const LatencyRow *row)
{
    double gpus = number(row, "n_accel") * number(row, "nodes");
    double requests = number(row, "samples_per_s"), tokens = number(row, "tokens_per_s");
    const char *framework = text(row, "framework");
    bool server = strcmp(text(row, "scenario"), "Server") == 0;

    set_names(s, row, text(row, "benchmark"), text(row, "accelerator"),
              strncasecmp(framework, "vllm", 4) == 0 ? "vllm" : "trtllm");
    s->experiment = arena_format(row->arena, "%s|%s|%s", s->experiment, text(row, "submitter"),
                                 text(row, "system"));
    s->id = arena_format(row->arena, "%s %s", s->experiment, text(row, "scenario"));
    s->out = mean_only(tokens / requests);
    if (s->model && s->gpu && gpus >= 1)
        assume(s, gpus);
    s->load = server ? OPEN_LOOP : OFFLINE;
    if (!server) {
        s->measured[OUTPUT_RATE] = tokens / s->replicas;
        return;
    }
    s->phases = 1;
    s->rate[0] = requests / s->replicas;
    s->seconds[0] = 600; /* the least that the rules of the benchmark allow */
    s->measured[FIRST_MEAN] = number(row, "ttft_mean_ms") * MILLISECOND;
    s->measured[FIRST_P50] = number(row, "ttft_p50_ms") * MILLISECOND;
    s->measured[FIRST_P99] = number(row, "ttft_p99_ms") * MILLISECOND;
    s->measured[EACH_MEAN] = number(row, "tpot_mean_ms") * MILLISECOND;
    s->measured[EACH_P50] = number(row, "tpot_p50_ms") * MILLISECOND;
    s->measured[EACH_P99] = number(row, "tpot_p99_ms") * MILLISECOND;
    s->measured[WHOLE_MEAN] = number(row, "lat_mean_ms") * MILLISECOND;
    s->measured[WHOLE_P50] = number(row, "lat_p50_ms") * MILLISECOND;
    s->measured[WHOLE_P99] = number(row, "lat_p99_ms") * MILLISECOND;
}

/* --- vLLM, open loop in phases
 * ---------------------------------------------------------------- */

static const struct {
    const char *name;
    Metric metric;
} metric_names[] = {
    { "ttft_mean", FIRST_MEAN }, { "ttft_p90", FIRST_P90 },  { "ttft_p99", FIRST_P99 },
    { "itl_mean", EACH_MEAN },   { "e2e_mean", WHOLE_MEAN }, { "e2e_p90", WHOLE_P90 },
    { "e2e_p99", WHOLE_P99 },
};

/* Where the experiment's own number ends: of "17-llama" 2, of "20260217-155451-llama" 15. */
static size_t number_length(const char *experiment)
{
    size_t first = strspn(experiment, "0123456789"), second = 0;

    if (experiment[first] == '-')
        second = strspn(experiment + first + 1, "0123456789");
    bool dated = second == 6 && experiment[first + 1 + second] == '-';
    return dated ? first + 1 + second : first;
}

/* The row of the workload that begins the experiment's name; as many as there are rows if
 * none does. */
static size_t find_workload(const LatencyRow *row, const char *experiment)
{
    Sheet *sheet = row->workloads;
    size_t length = number_length(experiment), i;

    for (i = 0; i < sheet->file.rows; i++) {
        const char *id = sheet_text(sheet, i, "id");

        if (length > 0 && strlen(id) == length && strncmp(id, experiment, length) == 0)
            break;
    }
    return i;
}

static void set_workload(Served *s, Sheet *sheet, size_t at, double stage)
{
    static const char *const rates[] = { "rate0", "rate1" }, *const times[] = { "dur0",
                                                                                "dur1" };

    s->prefix = sheet_number(sheet, at, "sys_len");
    s->prefixes = sheet_number(sheet, at, "n_sys");
    s->in = always(s->prefix + sheet_number(sheet, at, "q_len"));
    s->out = always(sheet_number(sheet, at, "out_len"));
    s->token_budget = sheet_number(sheet, at, "mbt");
    s->most_running = sheet_number(sheet, at, "max_num_seqs");
    s->cache_tokens = PAGE_TOKENS * sheet_number(sheet, at, "kv_blocks16");
    for (int phase = 0; phase < MOST_PHASES; phase++) {
        double rate = sheet_number(sheet, at, rates[phase]);

        if (!(rate > 0) || (stage >= 0 && stage != phase))
            continue;
        s->rate[s->phases] = rate;
        s->seconds[s->phases++] = sheet_number(sheet, at, times[phase]);
    }
}

static void read_phases(Served *s, const LatencyRow *row)
{
    const char *experiment = text(row, "exp"), *workload = text(row, "workload");
    size_t at = find_workload(row, experiment);

    set_names(s, row, text(row, "model"), text(row, "hardware"), "vllm");
    set_precision(s, text(row, "precision"));
    s->source = text(row, "src");
    s->experiment =
        arena_format(row->arena, "%s|%s|%s", text(row, "set"), experiment, workload);
    s->id = arena_format(row->arena, "%s %s", s->experiment, text(row, "stage_index"));
    s->load = OPEN_LOOP;
    s->tensor_parallel = number(row, "tp");
    s->split = strncmp(text(row, "set"), "train", 5) == 0 ? CALIBRATION : DEVELOPMENT;
    if (at == row->workloads->file.rows)
        s->excluded = "no workload has its number";
    else if (!strstr(experiment, workload))
        s->excluded = "the workload of its number is another";
    else
        set_workload(s, row->workloads, at, number(row, "stage_index"));
    for (size_t i = 0; i < sizeof metric_names / sizeof metric_names[0]; i++)
        if (strcmp(text(row, "metric_name"), metric_names[i].name) == 0)
            s->measured[metric_names[i].metric] = number(row, "measured_ms") * MILLISECOND;
}

/* --- LLM-Pilot: Text Generation Inference, closed loop
 * ----------------------------------------- */

static Length quantiles(const LatencyRow *row, const char *mean, const char *p50,
                        const char *p95)
{
    return (Length){ number(row, mean), number(row, p50), number(row, p95) };
}

static void read_pilot(Served *s, const LatencyRow *row)
{
    static const struct {
        const char *column;
        Metric metric;
    } columns[] = {
        { "ttft_mean", FIRST_MEAN }, { "ttft_p50", FIRST_P50 },  { "ttft_p90", FIRST_P90 },
        { "ttft_p95", FIRST_P95 },   { "ttft_p99", FIRST_P99 },  { "itl_tok_mean", EACH_MEAN },
        { "itl_tok_p50", EACH_P50 }, { "e2e_mean", WHOLE_MEAN }, { "e2e_p50", WHOLE_P50 },
        { "e2e_p90", WHOLE_P90 },    { "e2e_p95", WHOLE_P95 },   { "e2e_p99", WHOLE_P99 },
    };

    set_names(s, row, text(row, "model"), text(row, "gpu"), "tgi");
    set_precision(s, "fp16");
    s->load = CLOSED_LOOP;
    s->users = number(row, "users");
    s->tensor_parallel = number(row, "n_gpu");
    s->in = quantiles(row, "in_mean", "in_p50", "in_p95");
    s->out = quantiles(row, "out_mean", "out_p50", "out_p95");
    s->id = arena_format(row->arena, "%s %s at once on %s", s->experiment, text(row, "users"),
                         text(row, "n_gpu"));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        s->measured[columns[i].metric] = number(row, columns[i].column) * MILLISECOND;
}

const LatencyTable latency_tables[] = {
    { "e2e_silicon_aic.csv", "tpot_ms", "gap analysis", read_silicon },
    { "trtllm_max_throughput.csv", "total_output_tok_per_s", "TensorRT-LLM", read_throughput },
    { "argonne_static_batch.csv", "in_out_len", "Argonne", read_batches },
    { "mlperf_inference_v41_llm.csv", "benchmark", "MLPerf", read_mlperf },
    { "vllm_blis_measured_vs_peers.csv", "measured_ms", "vLLM open loop", read_phases },
    { "llmpilot_tgi_summary.csv", "ttft_mean", "LLM-Pilot", read_pilot },
};

const size_t latency_table_count = sizeof latency_tables / sizeof latency_tables[0];
