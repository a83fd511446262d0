/* sweep_points.c - the values of a swept input, as texts that are read back exactly. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/decision/sweep_input.h"
#include "sim/scenario/value_point.h"

/* So many significant digits, thousands and millions by a letter, and no exponent: "2.8969k" */
static const char *write_number(double value, int digits, Arena *arena)
{
    enum { ROOM = 512 };
    char text[ROOM];

    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    double rounded = strtod(text, NULL), size = fabs(rounded);
    double scale = size >= 1e6 ? 1e6 : size >= 1e3 ? 1e3 : 1;
    int exponent = size > 0 ? (int)floor(log10(size / scale)) : 0;
    int decimals = digits - 1 - exponent;
    int length =
        snprintf(text, sizeof text, "%.*f", decimals > 0 ? decimals : 0, rounded / scale);
    if (decimals > 0) {
        while (text[length - 1] == '0')
            length--;
        length -= text[length - 1] == '.';
    }
    return arena_format(arena, "%.*s%s", length, text,
                        scale == 1e6   ? "M"
                        : scale == 1e3 ? "k"
                                       : "");
}

/* "$2.8969k /month", "31.4%", "2.68k /day" */
static const char *write_value(const SweepInput *input, double value, int digits, Arena *arena)
{
    Unit unit = input->quantity->unit;
    const char *code = input->currency.code, *per;
    char symbol[32];

    unit_symbol(symbol, unit, &input->currency);
    if (unit_is_share(unit))
        return arena_format(arena, "%s%s", write_number(100 * value, digits, arena), symbol);
    const char *number = write_number(value, digits, arena);
    if (!unit_is_money(unit))
        return arena_format(arena, "%s%s%s", number, symbol[0] ? " " : "", symbol);
    per = strchr(symbol, '/');
    const char *sign = strcmp(code, "USD") == 0 ? "$" : arena_format(arena, "%s ", code);
    return arena_format(arena, "%s%s%s%s", sign, number, per ? " " : "", per ? per : "");
}

/* What a text that the program has written is read as; NAN if it is out of range. */
static double read_back(const SweepInput *input, const char *text, Arena *arena)
{
    const Node node = { .kind = NODE_SCALAR, .text = text, .mark.source = text };
    double value;
    Error ignored;

    return value_point(&value, input->quantity, &node, &input->currency, arena, &ignored)
               ? value
               : (double)NAN;
}

const char *sweep_input_text(const SweepInput *input, double value, Arena *arena)
{
    enum { LEAST = 4, MOST = 17 };
    char plain[32];

    if (input->quantity->choices)
        return input->quantity->choices[(size_t)value];
    text_value(plain, value, input->quantity->unit, &input->currency);
    const char *text = arena_text(arena, plain);
    for (int k = LEAST; k <= MOST && read_back(input, text, arena) != value; k++)
        text = write_value(input, value, k, arena);
    return text;
}

double sweep_input_rounded(const SweepInput *input, double value, int digits, Arena *arena)
{
    return read_back(input, write_value(input, value, digits, arena), arena);
}

void sweep_input_room(SweepInput *input, size_t count, Arena *arena)
{
    input->count = count;
    input->values = arena_array(arena, double, count + 1);
    input->texts = arena_array(arena, const char *, count + 1);
}

/* The digits that tell a value from another one that is `step` away, with one to spare. */
static int digits_for(double value, double step)
{
    double digits = ceil(log10(fabs(value) / step)) + 2;

    return digits > 3 ? (int)fmin(digits, 15) : 3;
}

/* Point k of a span, rounded, and as it is read again. The ends are not rounded. */
static void set_point(SweepInput *input, size_t k, double low, double high, Arena *arena)
{
    double last = (double)(input->count - 1), share = (double)k / last;
    double linear = low + share * (high - low);
    double value = input->spacing == SPACING_LOG ? low * pow(high / low, share) : linear;
    double step = input->spacing == SPACING_LOG ? value * (pow(high / low, 1 / last) - 1)
                                                : (high - low) / last;
    bool inside = k > 0 && k + 1 < input->count;

    if (inside && fabs(value) <= 1e-9 * step)
        value = 0;
    else if (inside)
        value = sweep_input_rounded(input, value, digits_for(value, step), arena);
    else
        value = k == 0 ? low : high;
    input->texts[k] = sweep_input_text(input, value, arena);
    input->values[k] = read_back(input, input->texts[k], arena);
}

void sweep_input_fill(SweepInput *input, double low, double high, size_t count, Arena *arena)
{
    sweep_input_room(input, count, arena);
    for (size_t k = 0; k < count; k++)
        set_point(input, k, low, high, arena);
}

bool sweep_inputs_differ(const SweepInput *x, const SweepInput *y, Error *err)
{
    if (strcmp(x->key, y->key) != 0)
        return true;
    fail_status(err, STATUS_USAGE, "-x and -y are both `%.80s`", x->key);
    return fail_help(err, "leave -y out, or name another input there");
}

/* --- what is known of it ---------------------------------------------------------- */

const char *sweep_input_set(const SweepInput *input, size_t point, Arena *arena)
{
    return arena_format(arena, "%s=%s", input->key, input->texts[point]);
}

double sweep_input_own(const SweepInput *input, double level)
{
    const Binding *own = input->own;

    if (!own)
        return NAN;
    return fmin(fmax(law_quantile(&own->law, level) * own->scale, own->low), own->high);
}

double sweep_input_below(const SweepInput *input, double value)
{
    const Binding *own = input->own;

    if (!own || !(own->scale > 0))
        return NAN;
    return own->law.dist->cdf(&own->law, value / own->scale);
}
