/* value_range.c - ranges and shapes: `A..B (90%)`, `A ± 20%`, `normal(A..B)`. */
#include "sim/scenario/value_reader.h"

#include <string.h>

#include "sim/base/text.h"

/* How much lies outside of a range on either side. */
static const struct {
    const char *text;
    double tail;
} widths[] = { { "80%", 0.1 }, { "90%", 0.05 }, { "95%", 0.025 }, { "min-max", 0 } };

/* The default reading of a range, P10..P90. */
#define TAIL_DEFAULT 0.1

bool fail_family(const ValueReader *r, Piece piece)
{
    Error reason = *r->err;
    fail_at(r->err, piece_mark(r, piece), "E058", "%s", reason.text);
    return fail_help(r->err, "%s", reason.help);
}

/* Take a width such as `(90%)` off the end of a piece. */
static bool take_width(const ValueReader *r, double *tail, Piece *piece)
{
    const char *end = piece->at + piece->length, *open = end;

    *tail = TAIL_DEFAULT;
    if (piece->length == 0 || end[-1] != ')')
        return true;
    while (open > piece->at && *open != '(')
        open--;
    Piece inside = piece_of(open + 1, end - 1);
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
        if (piece_is(inside, widths[i].text)) {
            *tail = widths[i].tail;
            *piece = piece_of(piece->at, open);
            return true;
        }
    fail_at(r->err, piece_mark(r, (Piece){ open, (size_t)(end - open) }), "E048",
            "`(%.*s)` says nothing about a range", PIECE(inside));
    return fail_label(r->err, "expected (80%%), (90%%), (95%%) or (min-max)");
}

/* --- the default shapes ------------------------------------------------------------ */

static bool fail_edge(const ValueReader *r, Piece low, Piece whole, const char *what)
{
    fail_at(r->err, piece_mark(r, low), "E046", "a range that %s needs a shape", what);
    fail_label(r->err, "`A..B` is lognormal and cannot touch zero");
    return fail_help(r->err,
                     "`normal(%.*s)` allows values below zero, `uniform(%.*s)` has hard ends",
                     PIECE(whole), PIECE(whole));
}

/* A share that cannot pass 100%. */
static bool is_bounded_share(const Quantity *q)
{
    return q->unit == UNIT_SHARE && q->min < q->max && q->max <= 1;
}

/* The family of a range that names none; NULL if it needs one. ends are the
 * pieces of the range that the message points at. */
static const Dist *default_family(const ValueReader *r, double low, double high,
                                  const Piece ends[2], Piece whole)
{
    bool share = is_bounded_share(r->quantity);

    if (low == 0)
        fail_edge(r, ends[0], whole, "starts at 0");
    else if (low < 0)
        fail_edge(r, ends[0], whole, high > 0 ? "spans 0" : "lies below 0");
    else if (share && high >= 1) {
        fail_at(r->err, piece_mark(r, ends[1]), "E046",
                "a range that ends at 100%% needs a shape");
        fail_label(r->err, "`A..B` is a beta distribution inside 0%%..100%%");
        fail_help(r->err, "`uniform(%.*s)` has hard ends; or end it at 99%%", PIECE(whole));
    } else
        return share ? &dist_beta : &dist_lognormal;
    return NULL;
}

/* --- ranges ------------------------------------------------------------------------- */

static bool fail_order(const ValueReader *r, double low, double high, const Amount ends[2],
                       Piece whole)
{
    if (low == high) {
        fail_at(r->err, piece_mark(r, whole), "E047", "a range with two equal ends");
        return fail_label(r->err, "write `%.*s` if it is known", PIECE(ends[0].whole));
    }
    fail_at(r->err, piece_mark(r, whole), "E047", "a range that runs backwards");
    return fail_label(r->err, "write the lower end first");
}

/* The law of `A..B` with a unit behind it (it may be empty); dist is NULL for the default. */
static bool ends_read(const ValueReader *r, Law *law, const Dist *dist, double tail, Piece ends,
                      Piece behind)
{
    const char *dots = piece_find(ends, ".."), *end = ends.at + ends.length;
    Piece parts[2] = { piece_of(ends.at, dots), piece_of(dots + 2, end) };
    Amount amounts[2];
    double low, high;

    if (!amount_read(r, &amounts[0], parts[0]) || !amount_read(r, &amounts[1], parts[1]))
        return false;
    amount_share_unit(amounts, 2, behind);
    if (!amount_value(r, &low, &amounts[0]) || !amount_value(r, &high, &amounts[1]))
        return false;
    if (!(low < high))
        return fail_order(r, low, high, amounts, ends);
    if (!dist && tail == 0)
        dist = &dist_uniform;
    if (!dist)
        dist = default_family(r, low, high, parts, ends);
    if (!dist)
        return false;
    return dist->from_range(law, low, high, tail, r->arena, r->err) || fail_family(r, ends);
}

bool range_read(const ValueReader *r, Law *law, Piece piece)
{
    const Piece nothing = { 0 };
    double tail;

    return take_width(r, &tail, &piece) && ends_read(r, law, NULL, tail, piece, nothing);
}

bool plus_minus_read(const ValueReader *r, Law *law, Piece piece, const char *sign)
{
    const char *at = piece_find(piece, sign), *end = piece.at + piece.length;
    Piece middle = piece_of(piece.at, at), margin = piece_of(at + strlen(sign), end), unit;
    Amount amount;
    double value, share;

    if (!amount_read(r, &amount, middle))
        return false;
    if (!share_read(r, &share, margin, &unit) || share == 0) {
        fail_at(r->err, piece_mark(r, margin), "E056", "`%.*s` is no margin", PIECE(margin));
        return fail_label(r->err, "expected per cent of the value, such as ± 20%%");
    }
    amount_share_unit(&amount, 1, unit);
    if (!amount_value(r, &value, &amount))
        return false;
    double a = value * (1 - share), b = value * (1 + share);
    const Dist *dist =
        default_family(r, a < b ? a : b, a < b ? b : a, (Piece[]){ piece, piece }, piece);
    if (!dist)
        return false;
    return dist->from_range(law, a < b ? a : b, a < b ? b : a, TAIL_DEFAULT, r->arena,
                            r->err) ||
           fail_family(r, piece);
}

/* --- three numbers ------------------------------------------------------------------ */

bool three_read(const ValueReader *r, Law *law, const Dist *dist, const double value[3],
                Piece whole)
{
    if (value[0] <= value[1] && value[1] <= value[2] && value[0] < value[2])
        return dist->from_three(law, value[0], value[1], value[2], r->arena, r->err) ||
               fail_family(r, whole);
    fail_at(r->err, piece_mark(r, whole), "E049", "three numbers out of order");
    return fail_label(r->err, "expected lowest, most likely, highest");
}

/* --- shapes -------------------------------------------------------------------------- */

static bool fail_shape(const ValueReader *r, Piece name)
{
    Text names = { 0 };

    for (size_t i = 0; i < dist_count; i++)
        if (dists[i]->from_range || dists[i]->from_three)
            text_format(&names, "%s%s", names.length ? ", " : "", dists[i]->name);
    fail_at(r->err, piece_mark(r, name), "E052", "unknown shape `%.*s`", PIECE(name));
    fail_label(r->err, "expected one of %s", names.data ? names.data : "none");
    text_free(&names);
    return false;
}

static bool fail_arguments(const ValueReader *r, const Dist *dist, Piece whole)
{
    fail_at(r->err, piece_mark(r, whole), "E052", "%s needs other numbers", dist->name);
    return fail_label(r->err, "expected %s%s%s", dist->from_range ? "(A..B)" : "",
                      dist->from_range && dist->from_three ? " or " : "",
                      dist->from_three ? "(lowest, most likely, highest)" : "");
}

static const Dist *family_of(Piece name)
{
    char text[32];
    if (name.length >= sizeof text)
        return NULL;
    memcpy(text, name.at, name.length);
    text[name.length] = '\0';
    const Dist *dist = dist_find(text);
    return dist && (dist->from_range || dist->from_three) ? dist : NULL;
}

bool shape_read(const ValueReader *r, Law *law, Piece piece, Piece name, Piece arguments,
                Piece unit)
{
    enum { MORE = 4 };
    const Dist *dist = family_of(name);
    Piece parts[MORE];
    Amount amounts[3];
    double tail, values[3];

    if (!dist)
        return fail_shape(r, name);
    if (!take_width(r, &tail, &unit))
        return false;
    if (piece_find(arguments, "..")) {
        if (!dist->from_range)
            return fail_arguments(r, dist, piece);
        return ends_read(r, law, dist, tail, arguments, unit);
    }
    if (!dist->from_three || piece_split(arguments, ',', parts, MORE) != 3)
        return fail_arguments(r, dist, piece);
    for (int i = 0; i < 3; i++)
        if (!amount_read(r, &amounts[i], parts[i]))
            return false;
    amount_share_unit(amounts, 3, unit);
    for (int i = 0; i < 3; i++)
        if (!amount_value(r, &values[i], &amounts[i]))
            return false;
    return three_read(r, law, dist, values, piece);
}
