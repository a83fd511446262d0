/* value_reader.h - what the readers of the forms of a value share.
 *
 * Private to sim/scenario/value*.c. A reader of a form gets a piece of the text
 * and makes a law in the quantity's unit, or fills the error and returns false.
 */
#ifndef SIM_SCENARIO_VALUE_READER_H
#define SIM_SCENARIO_VALUE_READER_H

#include "sim/scenario/value.h"

/* A part of the text of a scalar. */
typedef struct {
    const char *at;
    size_t length;
} Piece;

typedef struct {
    const Quantity *quantity;
    const Currency *currency;
    const char *directory;
    const Node *node; /* the scalar that pieces are of */
    Arena *arena;
    Error *err;
} ValueReader;

/* For printf: a piece as the arguments of %.*s, cut to a length that fits. */
#define PIECE(piece) (int)((piece).length < 80 ? (piece).length : 80), (piece).at

Piece piece_of(const char *at, const char *end); /* without blanks around it */
Mark piece_mark(const ValueReader *r, Piece piece);
const char *piece_find(Piece piece, const char *text); /* its first place, or NULL */
bool piece_is(Piece piece, const char *text);

/* The parts of a piece between separators that are not inside parentheses; at
 * most `most` of them, the last one with all the rest. */
size_t piece_split(Piece piece, char separator, Piece *parts, size_t most);

/* A written number, the money sign in front, the unit behind it, and what stands
 * behind a whole list: `/month` in `uniform(2%..5%) /month`. */
typedef struct {
    Piece whole, money, unit, per;
    double number;
    bool magnitude; /* k, M, B or T was written behind the digits */
} Amount;

/* Read a number and return where it ends; NULL if there is none. bytes: `B` means
 * bytes and not a magnitude. */
const char *number_read(Amount *amount, const char *at, const char *end, bool bytes);

bool amount_read(const ValueReader *r, Amount *amount, Piece piece);

/* What only some of the amounts say of the unit holds for all (`1%..4% /month`), and
 * so does what stands behind them all (it may be empty). */
void amount_share_unit(Amount *amounts, size_t count, Piece behind);

/* The amount in the quantity's unit, inside the quantity's range. */
bool amount_value(const ValueReader *r, double *value, const Amount *amount);

/* A share such as `40%`, at the beginning of a piece; *rest is what follows. */
bool share_read(const ValueReader *r, double *share, Piece piece, Piece *rest);

/* The forms. */
bool range_read(const ValueReader *r, Law *law, Piece piece);
bool plus_minus_read(const ValueReader *r, Law *law, Piece piece, const char *sign);
bool shape_read(const ValueReader *r, Law *law, Piece piece, Piece name, Piece arguments,
                Piece unit);
bool three_read(const ValueReader *r, Law *law, const Dist *dist, const double value[3],
                Piece whole);
bool table_read(const ValueReader *r, Law *law, Piece arguments, Piece unit);
bool samples_read(const ValueReader *r, Law *law, Piece arguments, Piece unit);

/* The text of a file in the scenario's folder or below, which a piece names. */
bool samples_file(const ValueReader *r, char **text, size_t *length, Piece file);

/* `name(arguments) rest`: false if the piece does not look like it. */
bool piece_call(Piece piece, Piece *name, Piece *arguments, Piece *rest);

/* Give a mistake that a family of distributions found its place. */
bool fail_family(const ValueReader *r, Piece piece);

#endif
