/* latency_tables_open.c - tables of open loops: MLPerf Inference, and vLLM in phases. */
#include "tests/validation/latency_tables.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* Tokens of a page of the cache, as the engine vLLM counts them. */
#define PAGE_TOKENS 16

/* A replica of MLPerf has the fewest GPUs, a power of two, whose memory holds so many
 * times the weights; the tables state the GPUs of the machine only. */
#define ROOM_FOR_WEIGHTS 1.4
#define GIB              1073741824.0

/* --- MLPerf Inference ------------------------------------------------------------------------
 */

/* What the tables do not state: precision follows from the GPU, and with it the GPUs of a
 * replica; prompts are taken to be as long as answers. */
static void assume(Served *s, double gpus)
{
    bool four = s->gpu->peak_4bit > 0, eight = s->gpu->peak_8bit > 0;

    row_precision(s, four ? "fp4" : eight ? "fp8" : "fp16");
    s->cache_bytes = eight ? 1 : 2;
    s->tensor_parallel = 1;
    while (s->tensor_parallel < gpus && s->gpu->memory * s->tensor_parallel * GIB <
                                            ROOM_FOR_WEIGHTS * served_weight_bytes(s))
        s->tensor_parallel *= 2;
    s->replicas = gpus / s->tensor_parallel;
    s->in = s->out;
    s->assumed = true;
}

static const struct {
    const char *name;
    Metric metric;
} server_columns[] = {
    { "ttft_mean_ms", FIRST_MEAN }, { "ttft_p50_ms", FIRST_P50 }, { "ttft_p99_ms", FIRST_P99 },
    { "tpot_mean_ms", EACH_MEAN },  { "tpot_p50_ms", EACH_P50 },  { "tpot_p99_ms", EACH_P99 },
    { "lat_mean_ms", WHOLE_MEAN },  { "lat_p50_ms", WHOLE_P50 },  { "lat_p99_ms", WHOLE_P99 },
};

void read_mlperf(Served *s, const LatencyRow *row)
{
    double gpus = row_number(row, "n_accel") * row_number(row, "nodes");
    double requests = row_number(row, "samples_per_s"),
           tokens = row_number(row, "tokens_per_s");
    const char *framework = row_text(row, "framework");
    bool server = strcmp(row_text(row, "scenario"), "Server") == 0;

    row_names(s, row, row_text(row, "benchmark"), row_text(row, "accelerator"),
              strncasecmp(framework, "vllm", 4) == 0 ? "vllm" : "trtllm");
    s->experiment = arena_format(row->arena, "%s|%s|%s", s->experiment,
                                 row_text(row, "submitter"), row_text(row, "system"));
    s->id = arena_format(row->arena, "%s %s", s->experiment, row_text(row, "scenario"));
    s->out = length_mean_only(tokens / requests);
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
    for (size_t i = 0; i < sizeof server_columns / sizeof server_columns[0]; i++)
        s->measured[server_columns[i].metric] =
            row_number(row, server_columns[i].name) * MILLISECOND;
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
    s->in = length_always(s->prefix + sheet_number(sheet, at, "q_len"));
    s->out = length_always(sheet_number(sheet, at, "out_len"));
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

void read_phases(Served *s, const LatencyRow *row)
{
    const char *experiment = row_text(row, "exp"), *workload = row_text(row, "workload");
    size_t at = find_workload(row, experiment);

    row_names(s, row, row_text(row, "model"), row_text(row, "hardware"), "vllm");
    row_precision(s, row_text(row, "precision"));
    s->source = row_text(row, "src");
    s->experiment =
        arena_format(row->arena, "%s|%s|%s", row_text(row, "set"), experiment, workload);
    s->id = arena_format(row->arena, "%s %s", s->experiment, row_text(row, "stage_index"));
    s->load = OPEN_LOOP;
    s->tensor_parallel = row_number(row, "tp");
    s->split = strncmp(row_text(row, "set"), "train", 5) == 0 ? CALIBRATION : DEVELOPMENT;
    if (at == row->workloads->file.rows)
        s->excluded = "no workload has its number";
    else if (!strstr(experiment, workload))
        s->excluded = "the workload of its number is another";
    else
        set_workload(s, row->workloads, at, row_number(row, "stage_index"));
    if (row_number(row, "stage_index") >= 0 && at < row->workloads->file.rows &&
        !(sheet_number(row->workloads, at, "rate1") > 0))
        s->excluded = "the only phase of a run that is there as a whole";
    for (size_t i = 0; i < sizeof metric_names / sizeof metric_names[0]; i++)
        if (strcmp(row_text(row, "metric_name"), metric_names[i].name) == 0)
            s->measured[metric_names[i].metric] = row_number(row, "measured_ms") * MILLISECOND;
}
