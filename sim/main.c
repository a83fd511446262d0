/* main.c - forkcast: prompt only, RAG, fine-tuning, or both? */
#include <locale.h>

#include "sim/cli/command.h"

int main(int argc, char *argv[])
{
    setlocale(LC_CTYPE, "");
    return command_main(argc, argv);
}
