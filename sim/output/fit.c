#include "sim/output/fit.h"

#include <string.h>

/* The advance of a character in ems, rounded up over Inter, Open Sans and DejaVu Sans. */
static double advance(const char *character, size_t length)
{
    if (length > 1) {
        char one[8] = { 0 };
        memcpy(one, character, length);
        return text_width(one) == 2 ? 1.05 : text_width(one) == 1 ? 0.75 : 0;
    }
    char c = *character;
    if (strchr("ijl.,:;'|! ", c))
        return 0.34;
    if (strchr("frt()[]-/", c))
        return 0.44;
    if (strchr("mwMW@%", c))
        return 0.98;
    return c >= 'a' && c <= 'z' ? 0.62 : 0.70;
}

double fit_width(const char *text, double points, bool bold)
{
    const double pixels_per_point = 96.0 / 72;
    double ems = 0;
    size_t left = strlen(text), n;

    for (; left > 0; text += n, left -= n) {
        n = text_character(text, left);
        ems += advance(text, n);
    }
    return ems * points * pixels_per_point * (bold ? 1.06 : 1);
}

double fit_points(const char *text, bool bold, double room, double least, double most)
{
    const double rounding = 1 - 1e-9; /* what fits must not miss by the last bit */
    double width = fit_width(text, most, bold), points = most * room / width * rounding;

    return width <= room ? most : points > least ? points : least;
}

void fit_text(Text *out, const char *text, double points, bool bold, double room)
{
    size_t left = strlen(text), keep = 0, n;
    Text part = { 0 };

    if (fit_width(text, points, bold) <= room) {
        text_add(out, text);
        return;
    }
    room -= fit_width("…", points, bold);
    for (; keep < left; keep += n) {
        n = text_character(text + keep, left - keep);
        text_add_n(&part, text + keep, n);
        if (fit_width(part.data, points, bold) > room)
            break;
    }
    text_add_n(out, text, keep);
    text_add(out, "…");
    text_free(&part);
}

/* Clusters of labels that touch grow around their middle until none touch. */
void fit_spread(double *position, size_t count, double gap, double low, double high)
{
    const int rounds = 64;
    double crowd = count > 1 ? (high - low) / (double)(count - 1) : gap;

    gap = gap < crowd ? gap : crowd;
    for (int round = 0; round < rounds; round++) {
        for (size_t i = 1; i < count; i++) {
            double missing = gap - (position[i] - position[i - 1]);
            if (missing > 0) {
                position[i - 1] -= missing / 2;
                position[i] += missing / 2;
            }
        }
        for (size_t i = 0; i < count; i++) {
            double least = low + gap * (double)i, most = high - gap * (double)(count - 1 - i);
            position[i] = position[i] < least ? least : position[i] > most ? most : position[i];
        }
    }
}
