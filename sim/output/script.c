#include "sim/output/script.h"

#include "sim/output/cells.h"
#include "sim/output/gnuplot.h"
#include "sim/output/palette.h"

enum { SMALLEST = 11, COLUMNS_IN_WORDS = 26, RULED_POINTS = 10, RULED_MOST = 240 };

void script_number(Text *script, const char *name, double value)
{
    text_format(script, "%s = %.12g\n", name, value);
}

void script_text(Text *script, const char *name, const char *text)
{
    text_format(script, "%s = ", name);
    gnuplot_quote(script, text);
    text_add(script, "\n");
}

/* gnuplot divides whole numbers as C does, so numbers are written with a point. */
void script_numbers(Text *script, const char *name, const double *values, size_t count)
{
    if (count == 0)
        return;
    text_format(script, "array %s[%zu] = [", name, count);
    for (size_t i = 0; i < count; i++)
        text_format(script, "%s%.12e", i > 0 ? ", " : "", values[i]);
    text_add(script, "]\n");
}

void script_texts(Text *script, const char *name, const char *const *texts, size_t count)
{
    if (count == 0)
        return;
    text_format(script, "array %s[%zu] = [", name, count);
    for (size_t i = 0; i < count; i++) {
        text_add(script, i > 0 ? ", " : "");
        gnuplot_quote(script, texts[i]);
    }
    text_add(script, "]\n");
}

static void add_colors(Text *script, const char *name, const Color *colors, size_t count,
                       bool of_text)
{
    text_format(script, "array %s[%zu] = [", name, count);
    for (size_t i = 0; i < count; i++)
        text_format(script, "%s0x%06X", i > 0 ? ", " : "",
                    of_text ? colors[i].text : colors[i].fill);
    text_add(script, "]\n");
}

/* "(ruled out: citations)"; nothing for an eligible design. */
static void add_ruled_out(Text *out, const DesignAnswer *design)
{
    text_add(out, "");
    if (design->ruled_out)
        text_format(out, "(ruled out: %s)", design->misses);
}

double script_label_room(const Answer *answer, double points, double most)
{
    double room = 0;

    for (size_t d = 0; d < answer->design_count; d++) {
        Text ruled = { 0 };
        double width = fit_width(answer->designs[d].design->label, points, true);
        add_ruled_out(&ruled, &answer->designs[d]);
        double below = fit_width(ruled.data, RULED_POINTS, false);
        room = width > room ? width : room;
        room = below > room ? (below < RULED_MOST ? below : RULED_MOST) : room;
        text_free(&ruled);
    }
    return room < most ? room : most;
}

double script_label_gap(const Answer *answer)
{
    const double one_line = 27, two_lines = 38;

    for (size_t d = 0; d < answer->design_count; d++)
        if (answer->designs[d].ruled_out)
            return two_lines;
    return one_line;
}

static void add_names(Text *script, const Answer *answer, double room, double points)
{
    Text names[DESIGNS_MOST] = { 0 }, ruled[DESIGNS_MOST] = { 0 };
    const char *texts[DESIGNS_MOST], *below[DESIGNS_MOST];
    double sizes[DESIGNS_MOST];
    size_t count = answer->design_count;

    for (size_t d = 0; d < count; d++) {
        Text plain = { 0 };
        cell_plain(&plain, answer->designs[d].design->label, false);
        text_add(&plain, "");
        sizes[d] = fit_points(plain.data, true, room, SMALLEST, points);
        fit_text(&names[d], plain.data, sizes[d], true, room);
        plain.length = 0;
        add_ruled_out(&plain, &answer->designs[d]);
        fit_text(&ruled[d], plain.data, RULED_POINTS, false, room);
        text_add(&ruled[d], "");
        texts[d] = names[d].data;
        below[d] = ruled[d].data;
        text_free(&plain);
    }
    script_numbers(script, "NAMEPT", sizes, count);
    script_texts(script, "NAME", texts, count);
    script_texts(script, "RULED", below, count);
    for (size_t d = 0; d < count; d++) {
        text_free(&names[d]);
        text_free(&ruled[d]);
    }
}

void script_designs(Text *script, const Answer *answer, double room, double points)
{
    Color colors[DESIGNS_MOST];
    size_t count = answer->design_count;

    palette_pick(colors, answer);
    script_number(script, "N", (double)count);
    add_colors(script, "FILL", colors, count, false);
    add_colors(script, "INKS", colors, count, true);
    add_names(script, answer, room, points);
}

const char *label_in_words(Text *buffer, const DesignAnswer *design)
{
    buffer->length = 0;
    cell_cut(buffer, design->design->label, COLUMNS_IN_WORDS, false);
    return buffer->data;
}
