#include "tests/validation/latency_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/validation/latency_tables.h"

#define GIB 1073741824.0

/* Of a whole answer, that its tokens may be longer or shorter than it. */
#define ADDS_UP 0.1

double served_rate(const Served *s)
{
    double requests = 0, seconds = 0;

    for (size_t i = 0; i < s->phases; i++) {
        requests += s->rate[i] * s->seconds[i];
        seconds += s->seconds[i];
    }
    return requests / seconds;
}

double served_weight_bytes(const Served *s)
{
    const ModelShape *m = s->model;
    double layers = served_dense_weights(m) + m->experts * served_expert_weights(m);

    return layers * s->weight_bytes + 2 * 2 * served_vocabulary_weights(m);
}

bool served_unclear(const Served *s, Metric metric)
{
    return metric == FIRST_MEAN ? s->first_unclear : metric == EACH_MEAN && s->each_unclear;
}

/* Where every answer has the same length, its tokens take as long as the answer, but for the
 * first. If not, intervals are not those of tokens: a stream sends text, and a token that
 * ends no character (a byte of one, in vocabularies that have them) is sent with the next. */
static bool intervals_of_text(const Served *s)
{
    const double *measured = s->measured;
    double sum = measured[FIRST_MEAN] + (s->out.mean - 1) * measured[EACH_MEAN];
    bool fixed = s->out.p50 == s->out.mean && s->out.p95 == s->out.mean;

    return fixed && fabs(sum / measured[WHOLE_MEAN] - 1) > ADDS_UP; /* false for NaN */
}

/* Amounts that a prediction divides by or loops over. */
static bool countable(double amount, double most)
{
    return amount >= 1 && amount <= most;
}

static bool rates_stated(const Served *s)
{
    bool stated = s->load != OPEN_LOOP || s->phases > 0;

    for (size_t i = 0; i < s->phases; i++)
        stated &= s->rate[i] > 0 && s->rate[i] <= 1e6 && countable(s->seconds[i], 1e7);
    return stated;
}

static bool is_measured(const Served *s)
{
    bool any = false;

    for (size_t k = 0; k < METRIC_COUNT; k++)
        any |= s->measured[k] > 0;
    return any;
}

static const char *why_excluded(const Served *s)
{
    bool users = s->load == CLOSED_LOOP || s->load == ONE_BATCH;

    return s->excluded                            ? s->excluded
           : !s->model                            ? "the shape of the model is not known"
           : !s->gpu                              ? "the GPU is not known"
           : !s->engine                           ? "an engine that is not modelled"
           : !countable(s->tensor_parallel, 1024) ? "the number of GPUs is not stated"
           : !countable(s->in.mean, 1e7)          ? "the length of prompts is not stated"
           : !countable(s->out.mean, 1e7)         ? "the length of answers is not stated"
           : users && !countable(s->users, 1e5)   ? "the users are not stated"
           : !(s->prefix * s->prefixes < 1e9)     ? "the shared prompts are not stated"
           : !rates_stated(s)                     ? "the rate of requests is not stated"
           : served_weight_bytes(s) >= s->gpu->memory * GIB * s->tensor_parallel
               ? "the weights do not fit into the memory"
           : !is_measured(s) ? "nothing is measured"
                             : NULL;
}

/* --- the list ------------------------------------------------------------------------------
 */

static bool same_value(double a, double b)
{
    return isnan(a) ? isnan(b) : fabs(a - b) <= 1e-6 * fabs(b);
}

static bool same(const Served *a, const Served *b)
{
    bool equal = strcmp(a->id, b->id) == 0;

    for (size_t k = 0; equal && k < METRIC_COUNT; k++)
        equal = same_value(a->measured[k], b->measured[k]);
    return equal;
}

/* A table may have a row for each metric: they follow one another. */
static bool completes(Served *last, const Served *more)
{
    bool fits = last->load == OPEN_LOOP && strcmp(last->id, more->id) == 0;

    for (size_t k = 0; fits && k < METRIC_COUNT; k++)
        fits = isnan(last->measured[k]) || isnan(more->measured[k]);
    for (size_t k = 0; fits && k < METRIC_COUNT; k++)
        if (isnan(last->measured[k]))
            last->measured[k] = more->measured[k];
    return fits;
}

static void add(ServedList *list, size_t before, const Served *record)
{
    if (list->count > before && completes(&list->items[list->count - 1], record))
        return;
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 1024;
        list->items = memory_grow(list->items, list->capacity, sizeof *list->items);
    }
    list->items[list->count++] = *record;
}

static void find_experiments(ServedList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t first = 0;

        while (strcmp(list->items[first].experiment, list->items[i].experiment) != 0)
            first++;
        list->items[i].first_of_experiment = first;
    }
}

/* Rows of one table are all its own; those that another table had are left out. */
static void leave_out_repeated(ServedList *list, size_t before)
{
    size_t kept = before;

    for (size_t i = before; i < list->count; i++) {
        bool again = false;

        for (size_t k = 0; k < before && !again; k++)
            again = same(&list->items[i], &list->items[k]);
        list->repeated += again;
        if (!again)
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

static Served nothing_measured(void)
{
    Served record = { .precision = "16 bits",
                      .replicas = 1,
                      .split = DEVELOPMENT,
                      .requests = NAN,
                      .token_budget = NAN,
                      .most_running = NAN,
                      .cache_tokens = NAN };

    for (size_t k = 0; k < METRIC_COUNT; k++)
        record.measured[k] = NAN;
    return record;
}

static bool read_table(ServedList *list, LatencyRow *row, const LatencyTable *table, Error *err)
{
    size_t before = list->count;

    for (row->row = 0; row->row < row->sheet->file.rows; row->row++) {
        Served record = nothing_measured();

        table->read(&record, row);
        if (!record.set)
            record.set = table->set;
        if (row->sheet->broken || row->workloads->broken) {
            *err = row->sheet->broken ? row->sheet->err : row->workloads->err;
            return false;
        }
        add(list, before, &record);
    }
    leave_out_repeated(list, before);
    for (size_t i = before; i < list->count; i++) {
        list->items[i].excluded = why_excluded(&list->items[i]);
        list->items[i].each_unclear = intervals_of_text(&list->items[i]);
    }
    return true;
}

bool served_read(ServedList *list, size_t *tables, const char *folder,
                 const ServingHardware *hardware, Arena *arena, Error *err)
{
    const char *path = arena_format(arena, "%s/vllm_blis_workloads.csv", folder);
    Sheet workloads;

    *tables = 0;
    if (!sheet_open(&workloads, path, "id", arena, err))
        return false;
    for (size_t t = 0; t < latency_table_count; t++) {
        const LatencyTable *table = &latency_tables[t];
        Sheet sheet;
        LatencyRow row = { &sheet, 0, &workloads, hardware, arena };

        path = arena_format(arena, "%s/%s", folder, table->file);
        if (!sheet_open(&sheet, path, table->key, arena, err) ||
            !read_table(list, &row, table, err))
            return false;
        *tables += sheet.file.text != NULL;
    }
    find_experiments(list);
    return true;
}

void served_free(ServedList *list)
{
    free(list->items);
    *list = (ServedList){ 0 };
}
