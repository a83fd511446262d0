/* png_reader.h - the pixels of a PNG picture, for tests of charts. */
#ifndef TESTS_PNG_READER_H
#define TESTS_PNG_READER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t width, height, channels;
    unsigned char *pixels; /* [height][width][channels] */
} Picture;

/* Decode 8-bit RGB or RGBA that is not interlaced; false for anything else. The
 * caller frees pixels. */
bool png_read(Picture *picture, const char *data, size_t length);

#endif
