#include "sim/output/samples.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/engine/ranks.h"
#include "sim/output/file.h"

/* So many rows are one task, and so many tasks are done before their rows are written. */
enum { STRETCH = 64, STRETCHES = 64 };

struct Samples {
    Arena arena;
    const SampleFormat *format;
    FileStream file;
    SampleColumn *columns;
    size_t count, row_room;
    const double **values; /* [column], of the round at hand */
    char *buffer[STRETCHES];
    size_t length[STRETCHES];
};

/* --- the format ----------------------------------------------------------------------- */

#define SAMPLES(name) &samples_##name,
static const SampleFormat *const formats[] = {
#include "sim/output/samples.def"
};
#undef SAMPLES

static const size_t format_count = sizeof formats / sizeof formats[0];

static const SampleFormat *find_format(const char *path, Error *err)
{
    Text endings = { 0 };

    for (size_t i = 0; i < format_count; i++) {
        size_t length = strlen(path), ending = strlen(formats[i]->ending);
        if (length >= ending && strcmp(path + length - ending, formats[i]->ending) == 0)
            return formats[i];
    }
    for (size_t i = 0; i < format_count; i++)
        text_format(&endings, "%s%s", i == 0 ? "" : " or ", formats[i]->ending);
    fail_status(err, STATUS_USAGE, "the name of a file of samples ends in %s, not `%.200s`",
                endings.data, path);
    text_free(&endings);
    return NULL;
}

/* --- the columns ---------------------------------------------------------------------- */

static const Op *find_op(const Wiring *w, size_t design, const Quantity *quantity)
{
    int column = wiring_column(w, design, quantity);
    return column < 0 ? NULL : &w->ops[column];
}

static bool is_input(const Op *op)
{
    return op->kind == OP_GIVEN && op->timing == PER_TRIAL && !op->constant &&
           op->quantity->report == NOT_REPORTED;
}

static bool is_result(const Op *op)
{
    return op->timing != PER_REQUEST && op->quantity->report != NOT_REPORTED;
}

static void add_column(Samples *s, const char *name, size_t design, const Quantity *quantity)
{
    s->columns[s->count++] = (SampleColumn){ name, design, quantity };
}

static const char *name_in_design(Samples *s, const Wiring *w, size_t design,
                                  const Quantity *quantity)
{
    return arena_format(&s->arena, "%s/%s", w->scenario->designs[design].name, quantity->key);
}

/* Whether all designs that have a quantity have it from one operation. */
static bool is_shared(const Wiring *w, const Quantity *quantity)
{
    const Op *shared = NULL;

    for (size_t d = 0; d < w->scenario->design_count; d++) {
        const Op *op = find_op(w, d, quantity);
        if (op && shared && op != shared)
            return false;
        shared = op ? op : shared;
    }
    return true;
}

static void add_inputs(Samples *s, const Wiring *w, const Quantity *quantity)
{
    bool shared = is_shared(w, quantity);

    for (size_t d = 0; d < w->scenario->design_count; d++) {
        const Op *op = find_op(w, d, quantity);
        if (!op || !is_input(op))
            continue;
        add_column(s, shared ? quantity->key : name_in_design(s, w, d, quantity), d, quantity);
        if (shared)
            return;
    }
}

static void add_results(Samples *s, const Wiring *w, size_t design)
{
    for (size_t i = 0; i < w->scenario->quantity_count; i++) {
        const Op *op = find_op(w, design, w->scenario->quantities[i]);
        if (op && is_result(op))
            add_column(s, name_in_design(s, w, design, op->quantity), design, op->quantity);
    }
}

static void choose_columns(Samples *s, const Wiring *w)
{
    size_t quantities = w->scenario->quantity_count, designs = w->scenario->design_count;

    s->columns = arena_array(&s->arena, SampleColumn, quantities * designs + 1);
    for (size_t i = 0; i < quantities; i++)
        add_inputs(s, w, w->scenario->quantities[i]);
    for (size_t d = 0; d < designs; d++)
        add_results(s, w, d);
}

/* --- writing -------------------------------------------------------------------------- */

static Samples *make(const SampleFormat *format, const Wiring *w)
{
    Samples *s = memory_grow(NULL, 1, sizeof *s);

    *s = (Samples){ .format = format };
    choose_columns(s, w);
    s->values = arena_array(&s->arena, const double *, s->count + 1);
    s->row_room = (s->count + 2) * format->number_room;
    for (size_t i = 0; i < STRETCHES; i++)
        s->buffer[i] = memory_grow(NULL, STRETCH, s->row_room);
    return s;
}

static void free_samples(Samples *s)
{
    for (size_t i = 0; i < STRETCHES; i++)
        free(s->buffer[i]);
    arena_free(&s->arena);
    free(s);
}

static bool write_header(Samples *s, const Wiring *w, Error *err)
{
    Text header = { 0 };

    s->format->header(&header, s->columns, s->count, w->scenario->trials);
    bool written = file_append(&s->file, header.data, header.length, err);
    text_free(&header);
    return written;
}

Samples *samples_begin(const char *path, const Wiring *wiring, Error *err)
{
    const SampleFormat *format = find_format(path, err);

    if (!format)
        return NULL;
    Samples *s = make(format, wiring);
    bool begun = ranks_first() ? file_begin(&s->file, path, err)
                               : file_begin_unnamed(&s->file, path, err);
    if (!begun) {
        free_samples(s);
        return NULL;
    }
    if (!ranks_first() || write_header(s, wiring, err))
        return s;
    samples_abandon(s);
    return NULL;
}

/* Trials begin..end-1 of a round, at most STRETCH * STRETCHES. */
typedef struct {
    Samples *samples;
    Round round;
    size_t begin, end;
} Portion;

static void make_stretch(void *context, size_t index)
{
    const Portion *p = context;
    Samples *s = p->samples;
    size_t begin = p->begin + index * STRETCH;
    size_t end = p->end - begin < STRETCH ? p->end : begin + STRETCH;

    s->length[index] =
        s->format->rows(s->buffer[index], s->values, s->count, p->round.first, begin, end);
}

static bool write_portion(Portion *p, const Run *run, Error *err)
{
    Samples *s = p->samples;
    size_t stretches = (p->end - p->begin + STRETCH - 1) / STRETCH;

    run_tasks(run, make_stretch, p, stretches);
    for (size_t i = 0; i < stretches; i++)
        if (!file_append(&s->file, s->buffer[i], s->length[i], err))
            return false;
    return true;
}

bool samples_round(Samples *s, const Run *run, Error *err)
{
    const size_t most = STRETCH * STRETCHES;
    Portion portion = { .samples = s, .round = run_round(run) };

    for (size_t k = 0; k < s->count; k++) {
        s->values[k] = run_values(run, s->columns[k].design, s->columns[k].quantity);
        assert(s->values[k]);
    }
    for (; portion.end < portion.round.trials; portion.begin = portion.end) {
        size_t left = portion.round.trials - portion.begin;
        portion.end = portion.begin + (left < most ? left : most);
        if (!write_portion(&portion, run, err))
            return false;
    }
    return true;
}

bool samples_end(Samples *s, Error *err)
{
    if (!s)
        return true;
    bool done = file_end(&s->file, err);
    free_samples(s);
    return done;
}

void samples_abandon(Samples *s)
{
    if (!s)
        return;
    file_abandon(&s->file);
    free_samples(s);
}

/* --- several processes ------------------------------------------------------------------ */

static bool send_part(Samples *s, Error *err)
{
    char *bytes = memory_grow(NULL, 1, RANKS_MESSAGE);
    off_t at = 0;
    ssize_t got;

    while ((got = pread(s->file.file, bytes, RANKS_MESSAGE, at)) > 0) {
        ranks_send(bytes, (size_t)got);
        at += got;
    }
    if (got == 0)
        ranks_send(bytes, 0);
    free(bytes);
    return got == 0 || fail(err, "cannot read back the samples: %s", strerror(errno));
}

bool samples_join(Samples *s, Error *err)
{
    if (!ranks_first())
        return send_part(s, err);
    char *bytes = memory_grow(NULL, 1, RANKS_MESSAGE);
    bool written = true;
    for (int from = 1; from < ranks_count() && written; from++)
        for (size_t n; written && (n = ranks_receive(from, bytes)) > 0;)
            written = file_append(&s->file, bytes, n, err);
    free(bytes);
    return written;
}
