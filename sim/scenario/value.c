#include "sim/scenario/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/value_reader.h"

enum { PARTS_MAX = 32 };

/* --- names --------------------------------------------------------------------- */

static bool choice_read(const ValueReader *r, Law *law, Piece piece)
{
    const char *const *choices = r->quantity->choices;
    Text names = { 0 };
    size_t count = 0;

    for (; choices[count]; count++) {
        if (piece_is(piece, choices[count])) {
            text_free(&names);
            law_constant(law, (double)count);
            return true;
        }
        text_format(&names, "%s%s", count ? ", " : "", choices[count]);
    }
    const char *word = arena_text_n(r->arena, piece.at, piece.length);
    const char *near = text_nearest(word, choices, count);
    fail_at(r->err, piece_mark(r, piece), "E051", "`%.*s` is no %s", PIECE(piece),
            r->quantity->key);
    if (near)
        fail_label(r->err, "did you mean `%s`?", near);
    fail_help(r->err, "one of %s", names.data);
    text_free(&names);
    return false;
}

/* --- three numbers --------------------------------------------------------------------- */

static bool fail_list(const ValueReader *r)
{
    fail_at(r->err, r->node->mark, "E049", "a list that is not three numbers");
    fail_label(r->err, "expected [lowest, most likely, highest]");
    return fail_help(r->err, "a comma separates numbers; thousands are 1k or 1_000");
}

/* `[16 h, 32 h, 80 h]` as one scalar: in --set, in quotes, and in the models. */
static bool list_read(const ValueReader *r, Law *law, Piece inside)
{
    Piece parts[4];
    Amount amounts[3];
    double values[3];

    if (piece_split(inside, ',', parts, 4) != 3)
        return fail_list(r);
    for (int i = 0; i < 3; i++)
        if (!amount_read(r, &amounts[i], parts[i]))
            return false;
    amount_share_unit(amounts, 3, (Piece){ 0 });
    for (int i = 0; i < 3; i++)
        if (!amount_value(r, &values[i], &amounts[i]))
            return false;
    return three_read(r, law, &dist_pert, values, inside);
}

static bool sequence_read(const ValueReader *of_list, Law *law, const Node *sequence)
{
    ValueReader readers[3] = { *of_list, *of_list, *of_list };
    Amount amounts[3];
    double values[3];
    size_t count = 0;

    if (of_list->quantity->choices)
        return fail_at(of_list->err, sequence->mark, "E051", "%s is a name, not three numbers",
                       of_list->quantity->key);
    for (const Node *item = sequence->first; item; item = item->next, count++) {
        if (count == 3 || item->kind != NODE_SCALAR)
            return fail_list(of_list);
        readers[count].node = item;
        Piece piece = piece_of(item->text, item->text + strlen(item->text));
        if (!amount_read(&readers[count], &amounts[count], piece))
            return false;
    }
    if (count != 3)
        return fail_list(of_list);
    amount_share_unit(amounts, 3, (Piece){ 0 });
    for (int i = 0; i < 3; i++)
        if (!amount_value(&readers[i], &values[i], &amounts[i]))
            return false;
    return three_read(of_list, law, &dist_pert, values, (Piece){ 0 });
}

/* --- simple forms ----------------------------------------------------------------- */

static bool point_read(const ValueReader *r, Law *law, Piece piece)
{
    Amount amount;
    double value;

    if (piece.length > 8 && memcmp(piece.at, "catalog:", 8) == 0) {
        fail_at(r->err, piece_mark(r, piece), "E031", "%s is a number, not a catalogue entry",
                r->quantity->key);
        return fail_label(r->err, "expected %s", unit_expected(r->quantity->unit));
    }
    if (!amount_read(r, &amount, piece) || !amount_value(r, &value, &amount))
        return false;
    law_constant(law, value);
    return true;
}

static bool is_word(Piece piece)
{
    for (size_t i = 0; i < piece.length; i++)
        if (!((piece.at[i] >= 'a' && piece.at[i] <= 'z') ||
              (piece.at[i] >= 'A' && piece.at[i] <= 'Z') || piece.at[i] == '_'))
            return false;
    return piece.length > 0;
}

bool piece_call(Piece piece, Piece *name, Piece *arguments, Piece *rest)
{
    const char *end = piece.at + piece.length, *open = piece_find(piece, "("), *close = open;

    if (!open)
        return false;
    for (int depth = 0; close < end; close++) {
        depth += (*close == '(') - (*close == ')');
        if (depth == 0)
            break;
    }
    *name = piece_of(piece.at, open);
    *arguments = piece_of(open + 1, close);
    *rest = close < end ? piece_of(close + 1, end) : piece_of(end, end);
    return is_word(*name);
}

/* Everything but mixtures and factors. */
static bool simple_read(const ValueReader *r, Law *law, Piece piece)
{
    static const char *const signs[] = { "±", "+-", "+/-" };
    Piece name, arguments, rest;

    if (r->quantity->choices)
        return choice_read(r, law, piece);
    if (piece.length >= 2 && piece.at[0] == '[' && piece.at[piece.length - 1] == ']')
        return list_read(r, law, piece_of(piece.at + 1, piece.at + piece.length - 1));
    if (piece_call(piece, &name, &arguments, &rest)) {
        if (piece_is(name, "quantiles"))
            return table_read(r, law, arguments, rest);
        if (piece_is(name, "samples"))
            return samples_read(r, law, arguments, rest);
        return shape_read(r, law, piece, name, arguments, rest);
    }
    if (piece_find(piece, ".."))
        return range_read(r, law, piece);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (piece_find(piece, signs[i]))
            return plus_minus_read(r, law, piece, signs[i]);
    return point_read(r, law, piece);
}

/* --- mixtures ---------------------------------------------------------------------- */

static bool mixture_read(const ValueReader *r, Value *value, Piece piece)
{
    Piece pieces[PARTS_MAX + 1], rest;
    double shares[PARTS_MAX + 1], sum = 0;
    Law laws[PARTS_MAX + 1];
    size_t count = piece_split(piece, '|', pieces, PARTS_MAX + 1);
    Text reading = { 0 };
    bool ok = true;

    if (count > PARTS_MAX)
        return fail_at(r->err, piece_mark(r, piece), "E050", "more than %d alternatives",
                       PARTS_MAX);
    for (size_t i = 0; ok && i < count; i++) {
        ok = share_read(r, &shares[i], pieces[i], &rest) && simple_read(r, &laws[i], rest);
        sum += ok ? shares[i] : 0;
        if (ok)
            text_format(&reading, "%s%g%% %s", i ? ", " : "", 100 * shares[i],
                        value_reading(&laws[i], r->quantity, r->currency, r->arena));
    }
    value->reading = ok ? arena_text(r->arena, reading.data) : NULL;
    text_free(&reading);
    if (!ok)
        return false;
    if (!(fabs(sum - 1) < 1e-9)) {
        fail_at(r->err, piece_mark(r, piece), "E050", "the shares sum to %g%%", 100 * sum);
        return fail_label(r->err, "expected 100%%");
    }
    for (size_t i = 0; i < count; i++)
        shares[i] /= sum;
    return law_mixture(&value->law, laws, shares, count, r->arena, r->err) ||
           fail_family(r, piece);
}

/* --- factors ----------------------------------------------------------------------- */

/* The length of the sign of a factor at the beginning of a value: `×`, `x 2`, `*`. */
static size_t factor_sign(Piece piece)
{
    if (piece.length >= 2 && memcmp(piece.at, "×", 2) == 0)
        return 2;
    bool sign = piece.length >= 2 && (piece.at[0] == 'x' || piece.at[0] == '*');
    return sign && strchr(" .0123456789", piece.at[1]) ? 1 : 0;
}

static bool factor_read(const ValueReader *r, Value *value, Piece piece, size_t sign)
{
    static const Quantity factor = { .key = "a factor", .max = 1e6 };
    ValueReader plain = *r;
    Amount amount;

    plain.quantity = &factor;
    if (r->quantity->choices)
        return fail_at(r->err, r->node->mark, "E051", "%s is a name and has no multiples",
                       r->quantity->key);
    Piece number = piece_of(piece.at + sign, piece.at + piece.length);
    if (!amount_read(&plain, &amount, number) || !amount_value(&plain, &value->scale, &amount))
        return false;
    value->is_scale = true;
    value->reading = arena_format(r->arena, "%g times the value below", value->scale);
    return true;
}

/* --- values ------------------------------------------------------------------------ */

static bool scalar_read(const ValueReader *r, Value *value)
{
    Piece whole = piece_of(r->node->text, r->node->text + strlen(r->node->text));
    Piece name, arguments, rest;

    if (whole.length == 0) {
        fail_at(r->err, r->node->mark, "E057", "%s has no value", r->quantity->key);
        return fail_label(r->err, "expected %s", unit_expected(r->quantity->unit));
    }
    if (factor_sign(whole) > 0)
        return factor_read(r, value, whole, factor_sign(whole));
    if (piece_find(whole, "|"))
        return mixture_read(r, value, whole);
    value->over_requests = piece_call(whole, &name, &arguments, &rest) &&
                           (piece_is(name, "quantiles") || piece_is(name, "samples"));
    return simple_read(r, &value->law, whole);
}

bool value_parse(Value *value, const Quantity *quantity, const Node *node,
                 const Currency *currency, const char *directory, Arena *arena, Error *err)
{
    ValueReader r = { quantity, currency, directory, node, arena, err };
    bool ok;

    *value = (Value){ .scale = 1 };
    if (node->kind == NODE_MAPPING) {
        fail_at(err, node->mark, "E022", "%s is a value, not a group of keys", quantity->key);
        return fail_label(err, "expected %s", unit_expected(quantity->unit));
    }
    ok = node->kind == NODE_SEQUENCE ? sequence_read(&r, &value->law, node)
                                     : scalar_read(&r, value);
    if (!ok)
        return false;
    if (quantity->constant && !value->is_scale && !law_is_constant(&value->law)) {
        fail_at(err, node->mark, "E055", "%s must be one number", quantity->key);
        return fail_label(err, "it holds for the whole comparison, so it cannot be uncertain");
    }
    if (!value->reading)
        value->reading = value_reading(&value->law, quantity, currency, arena);
    return true;
}
