/* png_reader.c - inflate (RFC 1951) and the five filters of PNG, and no more. */
#include "tests/unit/png_reader.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const unsigned char *in;
    size_t in_length, at;
    unsigned long bits;
    int bit_count;
    unsigned char *out;
    size_t out_length, out_at;
    bool failed;
} Stream;

/* A Huffman code: how many codes of each length, and the symbols in their order. */
typedef struct {
    unsigned short count[16], symbol[288];
} Code;

static unsigned take(Stream *s, int count)
{
    while (s->bit_count < count) {
        if (s->at == s->in_length) {
            s->failed = true;
            return 0;
        }
        s->bits |= (unsigned long)s->in[s->at++] << s->bit_count;
        s->bit_count += 8;
    }
    unsigned value = (unsigned)(s->bits & ((1ul << count) - 1));
    s->bits >>= count;
    s->bit_count -= count;
    return value;
}

static void code_make(Code *code, const unsigned char *lengths, size_t n)
{
    unsigned short next[16] = { 0 };

    memset(code, 0, sizeof *code);
    for (size_t i = 0; i < n; i++)
        code->count[lengths[i]]++;
    code->count[0] = 0;
    for (int k = 1; k < 15; k++)
        next[k + 1] = (unsigned short)(next[k] + code->count[k]);
    for (size_t i = 0; i < n; i++)
        if (lengths[i])
            code->symbol[next[lengths[i]]++] = (unsigned short)i;
}

static unsigned symbol(Stream *s, const Code *code)
{
    int value = 0, first = 0, index = 0;

    for (int length = 1; length < 16 && !s->failed; length++) {
        value |= (int)take(s, 1);
        int count = code->count[length];
        if (value - count < first)
            return code->symbol[index + value - first];
        index += count;
        first = (first + count) << 1;
        value <<= 1;
    }
    s->failed = true;
    return 256;
}

static void put(Stream *s, unsigned char byte)
{
    if (s->out_at == s->out_length)
        s->failed = true;
    else
        s->out[s->out_at++] = byte;
}

static void copy(Stream *s, unsigned length_symbol, const Code *distances)
{
    static const unsigned short base[] = { 3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                           15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                           67, 83, 99, 115, 131, 163, 195, 227, 258 };
    static const unsigned short far[] = { 1,    2,    3,    4,     5,     7,    9,    13,
                                          17,   25,   33,   49,    65,    97,   129,  193,
                                          257,  385,  513,  769,   1025,  1537, 2049, 3073,
                                          4097, 6145, 8193, 12289, 16385, 24577 };
    unsigned k = length_symbol - 257;
    int extra = k < 8 || k == 28 ? 0 : (int)(k / 4) - 1;
    unsigned length = k < 29 ? base[k] + take(s, extra) : 0;
    unsigned d = symbol(s, distances);
    unsigned distance = d < 30 ? far[d] + take(s, d < 4 ? 0 : (int)(d / 2) - 1) : 0;

    if (!length || !distance || distance > s->out_at)
        s->failed = true;
    for (; length > 0 && !s->failed; length--)
        put(s, s->out[s->out_at - distance]);
}

static void fixed_codes(Code *literals, Code *distances)
{
    unsigned char lengths[288];

    for (int i = 0; i < 288; i++)
        lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    code_make(literals, lengths, 288);
    memset(lengths, 5, 30);
    code_make(distances, lengths, 30);
}

static void read_codes(Stream *s, Code *literals, Code *distances)
{
    static const unsigned char order[] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                           11, 4,  12, 3, 13, 2, 14, 1, 15 };
    unsigned char lengths[320] = { 0 };
    unsigned literal_count = take(s, 5) + 257, distance_count = take(s, 5) + 1;
    unsigned code_count = take(s, 4) + 4, n = 0;
    Code code;

    for (unsigned i = 0; i < code_count; i++)
        lengths[order[i]] = (unsigned char)take(s, 3);
    code_make(&code, lengths, 19);
    memset(lengths, 0, sizeof lengths);
    while (n < literal_count + distance_count && !s->failed) {
        unsigned found = symbol(s, &code);
        unsigned char value = found < 16 ? (unsigned char)found : 0;
        unsigned times = 1;
        if (found == 16) {
            value = n ? lengths[n - 1] : 0;
            times = 3 + take(s, 2);
        } else if (found > 16) {
            times = found == 17 ? 3 + take(s, 3) : 11 + take(s, 7);
        }
        for (; times > 0 && n < sizeof lengths; times--)
            lengths[n++] = value;
    }
    code_make(literals, lengths, literal_count);
    code_make(distances, lengths + literal_count, distance_count);
}

static void stored_block(Stream *s)
{
    s->bits = 0;
    s->bit_count = 0;
    if (s->at + 4 > s->in_length) {
        s->failed = true;
        return;
    }
    unsigned length = s->in[s->at] | (unsigned)s->in[s->at + 1] << 8;
    s->at += 4;
    for (; length > 0 && s->at < s->in_length; length--)
        put(s, s->in[s->at++]);
}

static bool inflate(Stream *s)
{
    Code literals, distances;
    bool last = false;

    while (!last && !s->failed) {
        last = take(s, 1);
        unsigned kind = take(s, 2);
        if (kind == 0) {
            stored_block(s);
            continue;
        }
        if (kind == 1)
            fixed_codes(&literals, &distances);
        else
            read_codes(s, &literals, &distances);
        for (unsigned found = 0; found != 256 && !s->failed;) {
            found = symbol(s, &literals);
            if (found < 256)
                put(s, (unsigned char)found);
            else if (found > 256)
                copy(s, found, &distances);
        }
    }
    return !s->failed;
}

static unsigned number(const unsigned char *p)
{
    return (unsigned)p[0] << 24 | (unsigned)p[1] << 16 | (unsigned)p[2] << 8 | p[3];
}

static int paeth(int a, int b, int c)
{
    int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* Undo the filter of each row: what is stored is the difference to a prediction from
 * the pixels on the left, above, and above left. */
static void unfilter(Picture *p, const unsigned char *raw)
{
    size_t n = p->channels, stride = p->width * n;

    for (size_t y = 0; y < p->height; y++) {
        const unsigned char *from = raw + y * (stride + 1);
        unsigned char *row = p->pixels + y * stride, *above = row - stride;
        for (size_t i = 0; i < stride; i++) {
            int a = i >= n ? row[i - n] : 0, b = y ? above[i] : 0,
                c = y && i >= n ? above[i - n] : 0;
            int guess[] = { 0, a, b, (a + b) / 2, paeth(a, b, c) };
            row[i] = (unsigned char)(from[i + 1] + guess[from[0] % 5]);
        }
    }
}

bool png_read(Picture *picture, const char *data, size_t length)
{
    const unsigned char *d = (const unsigned char *)data;
    unsigned char *packed = malloc(length), *raw;
    size_t packed_length = 0;

    if (length < 33 || memcmp(d, "\x89PNG\r\n\x1a\n", 8) != 0 || d[24] != 8 ||
        (d[25] != 2 && d[25] != 6) || d[28] != 0) {
        free(packed);
        return false;
    }
    *picture = (Picture){ number(d + 16), number(d + 20), d[25] == 2 ? 3 : 4, NULL };
    for (size_t at = 8; at + 12 <= length && at + 12 + number(d + at) <= length;
         at += 12 + number(d + at))
        if (memcmp(d + at + 4, "IDAT", 4) == 0) {
            memcpy(packed + packed_length, d + at + 8, number(d + at));
            packed_length += number(d + at);
        }
    size_t raw_length = picture->height * (picture->width * picture->channels + 1);
    raw = malloc(raw_length);
    picture->pixels = malloc(picture->height * picture->width * picture->channels);
    Stream stream = {
        .in = packed + 2, .in_length = packed_length - 2, .out = raw, .out_length = raw_length
    };
    bool whole = packed_length > 2 && inflate(&stream) && stream.out_at == raw_length;
    if (whole)
        unfilter(picture, raw);
    else
        free(picture->pixels);
    free(raw);
    free(packed);
    return whole;
}
