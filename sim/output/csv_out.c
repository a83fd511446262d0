#include "sim/output/csv_out.h"

#include <math.h>
#include <string.h>

static void separate(Text *out)
{
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        text_add(out, ",");
}

/* A spreadsheet evaluates a field that begins like this, blanks before it or not. */
static bool looks_like_formula(const char *text)
{
    text += strspn(text, " \t\r\n");
    return *text != '\0' && strchr("=+-@", *text) != NULL;
}

void csv_text(Text *out, const char *text)
{
    bool quoted = *text == '\0' || strpbrk(text, ",\"\r\n") != NULL;

    separate(out);
    text_add(out, quoted ? "\"" : "");
    text_add(out, looks_like_formula(text) ? "'" : "");
    for (; *text; text++) {
        text_add(out, *text == '"' ? "\"" : "");
        text_add_n(out, text, 1);
    }
    text_add(out, quoted ? "\"" : "");
}

void csv_number(Text *out, double value)
{
    separate(out);
    if (isfinite(value))
        text_format(out, "%.15g", value);
}

void csv_end_line(Text *out)
{
    text_add(out, "\r\n");
}
