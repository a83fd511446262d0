/* value_table.c - quantiles(5%: 20, 50%: 1.0k, 95%: 4.1k) tok. */
#include "sim/scenario/value_reader.h"

enum { ROWS_MAX = 99 };

/* One row, `5%: 20`. */
static bool row_read(const ValueReader *r, double *level, Amount *amount, Piece row)
{
    Piece rest;

    if (!share_read(r, level, row, &rest) || rest.length == 0 || rest.at[0] != ':') {
        fail_at(r->err, piece_mark(r, row), "E053", "`%.*s` is no quantile", PIECE(row));
        return fail_label(r->err, "expected a share and a value, such as 50%%: 1.2k");
    }
    if (!(*level > 0 && *level < 1)) {
        fail_at(r->err, piece_mark(r, row), "E053", "a quantile at 0%% or 100%%");
        return fail_label(r->err, "expected shares between 0%% and 100%%");
    }
    return amount_read(r, amount, piece_of(rest.at + 1, rest.at + rest.length));
}

bool table_read(const ValueReader *r, Law *law, Piece arguments, Piece unit)
{
    double levels[ROWS_MAX + 1], values[ROWS_MAX + 1];
    Amount amounts[ROWS_MAX + 1];
    Piece rows[ROWS_MAX + 1];
    size_t count = piece_split(arguments, ',', rows, ROWS_MAX + 1);

    if (count < 2 || count > ROWS_MAX) {
        fail_at(r->err, piece_mark(r, arguments), "E053", "quantiles() needs 2 to %d rows",
                ROWS_MAX);
        return fail_label(r->err, "expected for example 5%%: 20, 50%%: 1k, 95%%: 4k");
    }
    for (size_t i = 0; i < count; i++)
        if (!row_read(r, &levels[i], &amounts[i], rows[i]))
            return false;
    amount_share_unit(amounts, count, unit);
    for (size_t i = 0; i < count; i++) {
        if (!amount_value(r, &values[i], &amounts[i]))
            return false;
        if (i > 0 && (levels[i] <= levels[i - 1] || values[i] < values[i - 1])) {
            fail_at(r->err, piece_mark(r, rows[i]), "E053", "quantiles out of order");
            return fail_label(r->err, "expected rising shares with rising values");
        }
    }
    return law_quantiles(law, levels, values, count, r->arena, r->err) ||
           fail_family(r, arguments);
}
