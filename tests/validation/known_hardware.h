/* known_hardware.h - shapes of models and peaks of GPUs, by the names that tables use. */
#ifndef TESTS_VALIDATION_KNOWN_HARDWARE_H
#define TESTS_VALIDATION_KNOWN_HARDWARE_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

typedef struct {
    size_t model_count, gpu_count;
    const char *const *model, *const *gpu_part, *const *gpu;
    const double *parameters, *layers, *width;
    const double *peak, *peak_8bit; /* TFLOPS; NaN: no arithmetic of 8 bits */
} KnownHardware;

/* Read model_shapes.csv and gpu_peaks.csv of a folder. */
bool known_hardware_read(KnownHardware *known, const char *folder, Arena *arena, Error *err);

/* The shape of a model, in whatever case its name is written; all 0 if it is unknown. */
void known_model(double *parameters, double *layers, double *width, const KnownHardware *known,
                 const char *name);

/* The GPU whose name, or the part of it that the table has, is in the text; NULL if none
 * is. The first row of the table wins. The peak is that of 8 bits, if asked for and there. */
void known_gpu(const char **gpu, double *peak, const KnownHardware *known, const char *text,
               bool of_8_bits);

#endif
