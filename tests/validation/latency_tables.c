#include "tests/validation/latency_tables.h"

#include <string.h>

/* --- InferenceMAX and others, as collected by aiconfigurator ------------------------------ */

/* Steps that TensorRT-LLM lets a prompt wait for others before it is read: the sweeps set
 * batch_wait_timeout_iters to 20 where prompts and answers are short and GPUs fewer than 8. */
#define WAIT_STEPS 20

static double wait_steps(const Served *s)
{
    bool waits = strcmp(s->engine ? s->engine : "", "trtllm") == 0 && s->in.mean < 2000 &&
                 s->out.mean < 2000 && s->tensor_parallel < 8;

    return waits ? WAIT_STEPS : 0;
}

static void read_silicon(Served *s, const LatencyRow *row)
{
    double users = row_number(row, "batch_size"), tp = row_number(row, "tp_size");
    bool sweep = strncmp(row_text(row, "src"), "20", 2) == 0;
    const char *engine = row_text(row, "backend");

    row_names(s, row, row_text(row, "model"), row_text(row, "system"), engine);
    row_precision(s, row_text(row, "precision"));
    s->experiment = arena_format(row->arena, "%s|%s|%s", s->experiment,
                                 row_text(row, "precision"), row_text(row, "backend_version"));
    s->load = CLOSED_LOOP;
    s->users = users > 0 ? users : row_number(row, "concurrency");
    s->tensor_parallel = tp;
    s->in = length_always(row_number(row, "isl"));
    s->out = length_always(row_number(row, "osl"));
    if (sweep) { /* a cache of 8 bits, and these budgets and seats */
        s->in = length_up_to(s->in.mean);
        s->out = length_up_to(s->out.mean);
        s->most_running = s->users;
        s->set = "InferenceMAX";
        s->cache_bytes = 1;
        s->token_budget = strcmp(engine, "vllm") == 0 ? 8192 : 16384;
        s->wait_steps = wait_steps(s);
    }
    s->measured[FIRST_MEAN] = row_number(row, "ttft_ms") * MILLISECOND;
    s->measured[EACH_MEAN] = row_number(row, "tpot_ms") * MILLISECOND;
    s->first_unclear = !sweep; /* it grows with the answers: how clients start is not told */
    bool calibrates =
        (tp == 2 || tp == 8) && (s->users == 4 || s->users == 16 || s->users == 64);
    s->split = calibrates ? CALIBRATION : DEVELOPMENT;
    if (strcmp(row_text(row, "mode"), "disagg") == 0)
        s->excluded = "prompts and answers on different GPUs";
    if (row_number(row, "pp_size") > 1 || row_number(row, "attention_dp_size") > 1)
        s->excluded = "layers or attention on GPUs apart, which is not modelled";
    s->id = arena_format(row->arena, "%s %s x %s, %s at once on %s", s->experiment,
                         row_text(row, "isl"), row_text(row, "osl"),
                         row_text(row, "batch_size"), row_text(row, "tp_size"));
}

/* --- throughput of TensorRT-LLM ------------------------------------------------------------
 */

static void read_throughput(Served *s, const LatencyRow *row)
{
    row_names(s, row, row_text(row, "model"), row_text(row, "gpu"), "trtllm");
    row_precision(s, row_text(row, "precision"));
    s->cache_bytes = 1;
    s->load = OFFLINE;
    s->tensor_parallel = row_number(row, "tp");
    s->in = length_always(row_number(row, "isl"));
    s->out = length_always(row_number(row, "osl"));
    s->requests = row_number(row, "num_requests");
    s->measured[OUTPUT_RATE] = row_number(row, "total_output_tok_per_s");
    s->id = arena_format(row->arena, "%s %s x %s on %s", s->experiment, row_text(row, "isl"),
                         row_text(row, "osl"), row_text(row, "tp"));
}

/* --- LLM-Inference-Bench of Argonne ---------------------------------------------------------
 */

static void read_batches(Served *s, const LatencyRow *row)
{
    row_names(s, row, row_text(row, "model"), row_text(row, "hardware"),
              row_text(row, "framework"));
    row_precision(s, "fp16");
    s->load = ONE_BATCH;
    s->users = row_number(row, "batch");
    s->tensor_parallel = row_number(row, "n_gpu");
    s->in = s->out = length_always(row_number(row, "in_out_len"));
    s->measured[WHOLE_MEAN] = row_number(row, "latency_s");
    if (s->gpu && strncmp(s->gpu->generation, "CDNA", 4) == 0)
        s->set = "Argonne, AMD"; /* whose kernels are not measured */
    s->assumed = s->set != NULL;
    s->id = arena_format(row->arena, "%s %s, %s at once on %s", s->experiment,
                         row_text(row, "in_out_len"), row_text(row, "batch"),
                         row_text(row, "n_gpu"));
}

/* --- LLM-Pilot: Text Generation Inference, closed loop
 * ----------------------------------------- */

/* Text Generation Inference reads prompts only where 20 steps have passed since it last did
 * (its default of max_waiting_tokens): a prompt waits half of that, about. */
#define TGI_WAIT_STEPS 10

static Length quantiles(const LatencyRow *row, const char *mean, const char *p50,
                        const char *p95)
{
    return (Length){ row_number(row, mean), row_number(row, p50), row_number(row, p95) };
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

    row_names(s, row, row_text(row, "model"), row_text(row, "gpu"), "tgi");
    row_precision(s, "fp16");
    s->load = CLOSED_LOOP;
    s->steady = true;
    s->wait_steps = TGI_WAIT_STEPS;
    s->users = row_number(row, "users");
    s->tensor_parallel = row_number(row, "n_gpu");
    s->in = quantiles(row, "in_mean", "in_p50", "in_p95");
    s->out = quantiles(row, "out_mean", "out_p50", "out_p95");
    s->id = arena_format(row->arena, "%s %s at once on %s", s->experiment,
                         row_text(row, "users"), row_text(row, "n_gpu"));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        s->measured[columns[i].metric] = row_number(row, columns[i].column) * MILLISECOND;
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
