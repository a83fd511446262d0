#include "sim/output/svg.h"

#include <string.h>

#include "sim/output/cells.h"

static void add_escaped(Text *out, const char *text)
{
    Text plain = { 0 };

    cell_plain(&plain, text, false);
    for (const char *c = plain.data ? plain.data : ""; *c; c++)
        if (*c == '<' || *c == '>' || *c == '&' || *c == '"')
            text_format(out, "&#%d;", *c);
        else
            text_add_n(out, c, 1);
    text_free(&plain);
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Append an element with our text and return where the one in the picture ends. */
static const char *replace_element(Text *out, const char *at, const char *name,
                                   const char *text)
{
    const char *end = strstr(at, "</");

    text_format(out, "<%s>", name);
    add_escaped(out, text);
    return end ? end : at + strlen(at);
}

/* Append font attributes and return where those in the picture end. */
static const char *replace_font(Text *out, const char *at)
{
    static const char attribute[] = "font-family=\"";
    const char *value = at + sizeof attribute - 1, *end = strchr(value, '"');

    if (!end)
        return at + strlen(at);
    text_add(out, "font-family=\"Inter, 'Open Sans', 'DejaVu Sans', Arial, sans-serif\"");
    for (const char *c = value; c < end; c++)
        if (starts(c, ":Bold"))
            text_add(out, " font-weight=\"700\"");
    return end + 1;
}

/* gnuplot's outline of points shrinks with the point; hollow dots need one that is
 * as strong on paper as in the other formats. */
#define THIN_OUTLINE   "id='gpPt5' stroke-width='0.157'"
#define STRONG_OUTLINE "id='gpPt5' stroke-width='0.36'"

/* The end of an element, tag included. */
static const char *skip_element(const char *at, const char *end_tag)
{
    const char *end = strstr(at, end_tag);

    return end ? end + strlen(end_tag) : at + strlen(at);
}

/* Text of the user stands between tags, where gnuplot escapes `<`: what looks like
 * an attribute is only looked for inside tags. Titles but the first are gnuplot's
 * expressions, which a browser would show as hints. */
void svg_finish(Text *out, const char *svg, const char *title, const char *description)
{
    bool in_tag = false, titled = false, described = false;

    for (const char *at = svg; *at;) {
        if (!titled && starts(at, "<title>")) {
            at = replace_element(out, at, "title", title);
            titled = true;
        } else if (starts(at, "<title>")) {
            at = skip_element(at, "</title>");
        } else if (!described && starts(at, "<desc>")) {
            at = replace_element(out, at, "desc", description);
            described = true;
        } else if (in_tag && starts(at, "font-family=\"")) {
            at = replace_font(out, at);
        } else if (in_tag && starts(at, THIN_OUTLINE)) {
            text_add(out, STRONG_OUTLINE);
            at += strlen(THIN_OUTLINE);
        } else if (!titled && starts(at, "<svg")) {
            text_add(out, "<svg role=\"img\"");
            at += strlen("<svg");
            in_tag = true;
        } else {
            in_tag = *at == '<' || (in_tag && *at != '>');
            text_add_n(out, at++, 1);
        }
    }
}
