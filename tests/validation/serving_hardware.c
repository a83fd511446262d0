#include "tests/validation/serving_hardware.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "tests/validation/columns.h"

#define COUNT_OF_ARRAY(array) (sizeof(array) / sizeof((array)[0]))

/* A column of numbers that becomes a field: times unit, at an offset. */
typedef struct {
    const char *column;
    double unit;
    size_t offset;
} Field;

static const Field model_fields[] = {
    { "layers", 1, offsetof(ModelShape, layers) },
    { "width", 1, offsetof(ModelShape, width) },
    { "heads", 1, offsetof(ModelShape, heads) },
    { "kv_heads", 1, offsetof(ModelShape, kv_heads) },
    { "head_width", 1, offsetof(ModelShape, head_width) },
    { "vocabulary", 1, offsetof(ModelShape, vocabulary) },
    { "feed_width", 1, offsetof(ModelShape, feed_width) },
    { "feed_matrices", 1, offsetof(ModelShape, feed_matrices) },
    { "experts", 1, offsetof(ModelShape, experts) },
    { "chosen", 1, offsetof(ModelShape, chosen) },
    { "expert_width", 1, offsetof(ModelShape, expert_width) },
    { "shared_width", 1, offsetof(ModelShape, shared_width) },
};

static const Field gpu_fields[] = {
    { "peak_tflops", 1e12, offsetof(GpuPeaks, peak) },
    { "peak_8bit_tflops", 1e12, offsetof(GpuPeaks, peak_8bit) },
    { "peak_4bit_tflops", 1e12, offsetof(GpuPeaks, peak_4bit) },
    { "bandwidth_tb_s", 1e12, offsetof(GpuPeaks, bandwidth) },
    { "link_gb_s", 1e9, offsetof(GpuPeaks, link) },
    { "memory_gib", 1, offsetof(GpuPeaks, memory) },
};

/* items[i].field = cells[i] * unit, for items of a size. */
static bool read_fields(void *items, size_t size, const Field *fields, size_t count,
                        const Columns *file, Arena *arena, Error *err)
{
    for (size_t k = 0; k < count; k++) {
        const double *cells;

        if (!columns_numbers(&cells, file, fields[k].column, arena, err))
            return false;
        for (size_t i = 0; i < file->rows; i++) {
            double value = cells[i] * fields[k].unit;
            memcpy((char *)items + i * size + fields[k].offset, &value, sizeof value);
        }
    }
    return true;
}

static bool open_table(Columns *file, const char *folder, const char *name, const char *key,
                       Arena *arena, Error *err)
{
    const char *path = arena_format(arena, "%s/%s", folder, name);

    return columns_read(file, path, key, arena, err) &&
           (file->text || fail(err, "there is no `%s`", path));
}

static bool read_models(ServingHardware *hardware, const char *folder, Arena *arena, Error *err)
{
    const char *const *names;
    Columns file;

    if (!open_table(&file, folder, "served_models.csv", "name", arena, err) ||
        !columns_text(&names, &file, "name", arena, err))
        return false;
    hardware->model_count = file.rows;
    hardware->models = arena_array(arena, ModelShape, file.rows + 1);
    for (size_t i = 0; i < file.rows; i++)
        hardware->models[i].name = names[i];
    return read_fields(hardware->models, sizeof(ModelShape), model_fields,
                       COUNT_OF_ARRAY(model_fields), &file, arena, err);
}

static bool read_gpus(ServingHardware *hardware, const char *folder, Arena *arena, Error *err)
{
    const char *const *names, *const *kernels, *const *generations;
    Columns file;

    if (!open_table(&file, folder, "served_gpus.csv", "gpu", arena, err) ||
        !columns_text(&names, &file, "gpu", arena, err) ||
        !columns_text(&kernels, &file, "kernels_of", arena, err) ||
        !columns_text(&generations, &file, "generation", arena, err) ||
        !columns_text(&hardware->gpu_part, &file, "part_of_name", arena, err))
        return false;
    hardware->gpu_count = file.rows;
    hardware->gpus = arena_array(arena, GpuPeaks, file.rows + 1);
    for (size_t i = 0; i < file.rows; i++) {
        hardware->gpus[i].name = names[i];
        hardware->gpus[i].kernels_of = kernels[i];
        hardware->gpus[i].generation = generations[i];
    }
    return read_fields(hardware->gpus, sizeof(GpuPeaks), gpu_fields, COUNT_OF_ARRAY(gpu_fields),
                       &file, arena, err);
}

bool serving_hardware_read(ServingHardware *hardware, const char *folder, Arena *arena,
                           Error *err)
{
    return read_models(hardware, folder, arena, err) && read_gpus(hardware, folder, arena, err);
}

const ModelShape *served_model(const ServingHardware *hardware, const char *text)
{
    const ModelShape *found = NULL;
    const char *slash = strrchr(text, '/');
    size_t longest = 0;

    if (slash)
        text = slash + 1;
    if (strncasecmp(text, "Meta-", 5) == 0)
        text += 5;
    for (size_t i = 0; i < hardware->model_count; i++) {
        const char *name = hardware->models[i].name;
        size_t length = strlen(name);

        if (length > longest && strncasecmp(text, name, length) == 0 &&
            !isalnum((unsigned char)text[length])) {
            found = &hardware->models[i];
            longest = length;
        }
    }
    return found;
}

const GpuPeaks *served_gpu(const ServingHardware *hardware, const char *text)
{
    for (size_t i = 0; i < hardware->gpu_count; i++) {
        const char *part = hardware->gpu_part[i];
        size_t length = strlen(part);

        for (const char *at = text; length > 0 && strlen(at) >= length; at++)
            if (strncasecmp(at, part, length) == 0)
                return &hardware->gpus[i];
    }
    return NULL;
}

double served_dense_weights(const ModelShape *m)
{
    double attention = 2 * m->width * m->head_width * (m->heads + m->kv_heads);
    double feed = m->feed_matrices * m->width * (m->feed_width + m->shared_width);

    return m->layers * (attention + feed);
}

double served_expert_weights(const ModelShape *m)
{
    return m->layers * m->feed_matrices * m->width * m->expert_width;
}

double served_vocabulary_weights(const ModelShape *m)
{
    return m->vocabulary * m->width;
}
