#include "tests/validation/known_hardware.h"

#include <string.h>
#include <strings.h>

#include "tests/validation/columns.h"

static bool read_models(KnownHardware *known, const char *folder, Arena *arena, Error *err)
{
    const char *path = arena_format(arena, "%s/model_shapes.csv", folder);
    Columns file;

    if (!columns_read(&file, path, "model", arena, err))
        return false;
    if (!file.text)
        return fail(err, "there is no `%s`", path);
    known->model_count = file.rows;
    return columns_text(&known->model, &file, "model", arena, err) &&
           columns_numbers(&known->parameters, &file, "params_B", arena, err) &&
           columns_numbers(&known->layers, &file, "layers", arena, err) &&
           columns_numbers(&known->width, &file, "hidden", arena, err);
}

static bool read_gpus(KnownHardware *known, const char *folder, Arena *arena, Error *err)
{
    const char *path = arena_format(arena, "%s/gpu_peaks.csv", folder);
    Columns file;

    if (!columns_read(&file, path, "gpu", arena, err))
        return false;
    if (!file.text)
        return fail(err, "there is no `%s`", path);
    known->gpu_count = file.rows;
    return columns_text(&known->gpu_part, &file, "part_of_name", arena, err) &&
           columns_text(&known->gpu, &file, "gpu", arena, err) &&
           columns_numbers(&known->peak, &file, "peak_tflops", arena, err) &&
           columns_numbers(&known->peak_8bit, &file, "peak_8bit_tflops", arena, err);
}

bool known_hardware_read(KnownHardware *known, const char *folder, Arena *arena, Error *err)
{
    return read_models(known, folder, arena, err) && read_gpus(known, folder, arena, err);
}

void known_model(double *parameters, double *layers, double *width, const KnownHardware *known,
                 const char *name)
{
    *parameters = *layers = *width = 0;
    for (size_t i = 0; i < known->model_count; i++)
        if (strcasecmp(known->model[i], name) == 0) {
            *parameters = known->parameters[i];
            *layers = known->layers[i];
            *width = known->width[i];
            return;
        }
}

static bool contains(const char *text, const char *part)
{
    size_t length = strlen(part);

    for (; strlen(text) >= length; text++)
        if (strncasecmp(text, part, length) == 0)
            return true;
    return false;
}

void known_gpu(const char **gpu, double *peak, const KnownHardware *known, const char *text,
               bool of_8_bits)
{
    *gpu = NULL;
    *peak = 0;
    for (size_t i = 0; i < known->gpu_count; i++)
        if (contains(text, known->gpu_part[i])) {
            *gpu = known->gpu[i];
            *peak = of_8_bits && known->peak_8bit[i] > 0 ? known->peak_8bit[i] : known->peak[i];
            return;
        }
}
