#include "sim/output/page.h"

#include <string.h>

#include "sim/output/cells.h"

void page_styled(const Page *page, const char *code, const char *text)
{
    if (page->style->color)
        text_format(page->out, "\033[%sm%s\033[0m", code, text);
    else
        text_add(page->out, text);
}

void page_left(const Page *page, const char *text, int width)
{
    cell_left(page->out, text, width, page->style->ascii);
}

void page_right(const Page *page, const char *text, int width)
{
    cell_right(page->out, text, width, page->style->ascii);
}

void page_end_line(const Page *page)
{
    while (page->out->length > 0 && page->out->data[page->out->length - 1] == ' ')
        page->out->data[--page->out->length] = '\0';
    text_add(page->out, "\n");
}

void page_wrapped(const Page *page, const char *code, const char *text)
{
    Text plain = { 0 }, lines = { 0 };
    int column = 0;
    char *rest;

    cell_plain(&plain, text, page->style->ascii);
    for (char *word = strtok_r(plain.data, " ", &rest); word;
         word = strtok_r(NULL, " ", &rest)) {
        int width = text_width(word);
        bool fits = column == 0 || column + 1 + width <= PAGE_WIDTH;
        text_add(&lines, column == 0 ? "" : fits ? " " : "\n");
        text_add(&lines, word);
        column = fits && column > 0 ? column + 1 + width : width;
    }
    page_styled(page, code, lines.data ? lines.data : "");
    text_add(page->out, "\n");
    text_free(&lines);
    text_free(&plain);
}

void page_footer(const Page *page, const Scenario *scenario, const char *futures)
{
    Text line = { 0 };

    text_format(&line, "seed %llu, %s", (unsigned long long)scenario->seed, futures);
    if (scenario->catalog_as_of)
        text_format(&line, ", catalog %s", scenario->catalog_as_of);
    text_format(&line, ", scenario %.7s", scenario->sha256);
    page_styled(page, "2", line.data);
    text_add(page->out, "\n");
    text_free(&line);
}
