/* compare_table_why.c - the shares of changed inputs, for a terminal: the largest first, and
 * those that round to nothing counted. */
#include "sim/output/compare_page.h"

#include <math.h>

#include "sim/output/cells.h"

enum { MONEY = 13, INPUT_LEAST = 22, INPUT_MOST = 34, SHARES_MOST = 5 };

/* The columns that are shown: all if there is room, else the leading pair and their
 * difference. */
static size_t shown_columns(size_t shown[SHARES_MOST], const Compare *c)
{
    const Attribution *why = &c->why;
    size_t count = 0;

    if (why->columns <= SHARES_MOST) {
        for (; count < why->columns; count++)
            shown[count] = count;
        return count;
    }
    shown[count++] = why->first;
    shown[count++] = why->second;
    shown[count++] = c->design_count;
    return count;
}

/* The names of inputs, and then the amounts. */
typedef struct {
    const Page *page;
    const Compare *compare;
    size_t shown[SHARES_MOST], count;
    int label, width;
} Shares;

static Shares layout(const Page *page, const Compare *c)
{
    Shares s = { .page = page, .compare = c, .label = INPUT_LEAST };

    s.count = shown_columns(s.shown, c);
    for (size_t i = 0; i < c->changes.input_count; i++) {
        int width = text_width(c->changes.inputs[i]) + 1;
        s.label = width > s.label ? width : s.label;
    }
    s.label = s.label < INPUT_MOST ? s.label : INPUT_MOST;
    s.width = s.count > 0 ? (PAGE_WIDTH - s.label) / (int)s.count : 0;
    s.width = s.width < MONEY ? s.width : MONEY;
    return s;
}

static void write_titles(const Shares *s)
{
    page_left(s->page, "Why the mean changes", s->label);
    for (size_t k = 0; k < s->count; k++) {
        Text title = { 0 }, cut = { 0 };
        if (s->shown[k] < s->compare->design_count)
            compare_column(&title, s->compare, s->shown[k]);
        else
            text_add(&title, "margin*");
        cell_cut(&cut, title.data, s->width - 1, s->page->style->ascii);
        page_right(s->page, cut.data, s->width);
        text_free(&title);
        text_free(&cut);
    }
    page_end_line(s->page);
}

/* amounts are those of all columns. */
static void write_row(const Shares *s, const char *name, const Estimate *amounts)
{
    char text[64];

    page_left(s->page, name, s->label);
    for (size_t k = 0; k < s->count; k++) {
        Estimate amount = amounts[s->shown[k]];
        bool nothing = compare_is_nothing(s->compare, s->shown[k], amount.value);
        compare_signed(text, amount, s->page->money);
        page_right(s->page, nothing ? "=" : text, s->width);
    }
    page_end_line(s->page);
}

/* What further futures add to the shares of fewer, where it shows, and the whole change. */
static void write_whole(const Shares *s)
{
    const Attribution *why = &s->compare->why;
    Arena arena = { 0 };
    Estimate *rest = arena_array(&arena, Estimate, why->columns + 1);
    Estimate *whole = arena_array(&arena, Estimate, why->columns + 1);

    for (size_t k = 0; k < why->columns; k++) {
        rest[k] = (Estimate){ why->rest[k], why->total[k].se };
        whole[k] = compare_whole(why, k);
    }
    if (compare_has_rest(s->compare))
        write_row(s, "(the other futures)", rest);
    write_row(s, "in all", whole);
    arena_free(&arena);
}

/* The largest of an input's shares that are shown; 0 where all of them round to nothing. */
static double weight_of(const Shares *s, size_t input)
{
    const Estimate *share = &s->compare->why.share[input * s->compare->why.columns];
    double weight = 0;

    for (size_t k = 0; k < s->count; k++)
        if (!compare_is_nothing(s->compare, s->shown[k], share[s->shown[k]].value))
            weight = fmax(weight, fabs(share[s->shown[k]].value));
    return weight;
}

static void write_inputs(const Shares *s)
{
    size_t count = s->compare->changes.input_count, left = count;
    Arena arena = { 0 };
    bool *told = arena_array(&arena, bool, count);

    for (; left > 0; left--) {
        size_t next = count;
        for (size_t i = 0; i < count; i++)
            if (!told[i] && (next == count || weight_of(s, i) > weight_of(s, next)))
                next = i;
        if (weight_of(s, next) == 0)
            break;
        told[next] = true;
        write_row(s, s->compare->changes.inputs[next],
                  &s->compare->why.share[next * s->compare->why.columns]);
    }
    if (left > 0)
        text_format(s->page->out, "%zu more: =\n", left);
    arena_free(&arena);
}

static void write_footnote(const Page *page, const Compare *c)
{
    Text note = { 0 };

    text_add(&note, "(");
    compare_method(&note, &c->why);
    if (c->why.columns > c->design_count) {
        text_add(&note, "; * margin: ");
        compare_column(&note, c, c->design_count);
    }
    text_add(&note, ")");
    page_wrapped(page, "2", note.data);
    text_free(&note);
}

void compare_table_why(const Page *page, const Compare *c)
{
    const Shares s = layout(page, c);

    if (!c->why.share || c->changes.input_count < 2 || s.count == 0)
        return;
    text_add(page->out, "\n");
    write_titles(&s);
    write_inputs(&s);
    write_whole(&s);
    write_footnote(page, c);
}
