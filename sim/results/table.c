#include "sim/results/table.h"

#include <string.h>

Cell *table_row(Table *table)
{
    size_t columns = (size_t)table->columns;

    if (table->rows == table->capacity) {
        size_t capacity = table->capacity ? 2 * table->capacity : 16;
        Cell *cells = arena_array(table->arena, Cell, capacity * columns);
        if (table->rows > 0)
            memcpy(cells, table->cells, table->rows * columns * sizeof *cells);
        table->cells = cells;
        table->capacity = capacity;
    }
    return &table->cells[table->rows++ * columns];
}
