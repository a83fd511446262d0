/* table.h - a result as rows and columns: what the csv and markdown formats and
 * the charts' data files have in common. */
#ifndef SIM_RESULTS_TABLE_H
#define SIM_RESULTS_TABLE_H

#include "sim/base/arena.h"
#include "sim/base/units.h"

typedef struct {
    const char *name;  /* machine name: "p90"       */
    const char *title; /* for people: "over $450k"  */
    Unit unit;
    bool text; /* cells are text, else numbers */
} TableColumn;

typedef union {
    double number; /* NAN: unknown */
    const char *text;
} Cell;

typedef struct {
    const char *name, *title;
    int columns;
    const TableColumn *column;
    size_t rows, capacity;
    Cell *cells; /* [rows][columns] */
    Arena *arena;
} Table;

/* Append a row of zeroed cells and return it, to be filled by the caller. */
Cell *table_row(Table *table);

#endif
